/**
 * Passwords as clients and servers say them to each other in plain text, and logins written as user and password with a mark of one's own
 * between them.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";

const token = String.raw`[^\s"'<>\x60]`;
/** User and password between two NULs, and a password. */
const plain = btoa("\0bob\0swordfish");
const encoded = btoa("swordfish");

export const loginDialogueDetectors: readonly Detector[] = [
  {
    id: "mail-authentication",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "mail"],
    lead: String.raw`(?:AUTH(?:ENTICATE)?[ ](?:PLAIN|LOGIN|XOAUTH2)[ ]|334[ ]UGFzc3dvcmQ6\r?\n(?:[A-Z]{1,6}:[ ]|>[ ])?)`,
    pattern: "[A-Za-z0-9+/]{6,508}={0,2}",
    notAfter: "[A-Za-z0-9+/=]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.5 }],
    confidence: 0.9,
    source: "RFC 4954, RFC 4616, RFC 3501 section 6.2.2",
    examples: [
      { text: `AUTH PLAIN ${plain}\n`, find: [plain] },
      { text: `334 UGFzc3dvcmQ6\r\n${encoded}\r\n235 2.7.0 ok`, find: [encoded] },
      { text: `a1 AUTHENTICATE PLAIN ${plain}`, find: [plain] },
    ],
    counterExamples: [
      { text: "250-AUTH PLAIN LOGIN XOAUTH2\n250 SIZE" },
      { text: "AUTH LOGIN\n334 VXNlcm5hbWU6" },
      { text: "auth plain text" },
      { text: "Authorization: Basic YWxpY2U6aHVudGVyMg==", neighbour: "basic-authorization" },
    ],
  },
  {
    id: "plain-login",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "network"],
    lead: String.raw`(?:331|\+OK)[^\r\n]{0,60}\r?\n(?:[A-Za-z-]{1,8}[:>][ ]|>[ ])?PASS[ ]`,
    pattern: `${token}{4,64}`,
    notAfter: token,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.85,
    source: "RFC 959, RFC 1939",
    examples: [
      {
        text: "USER bob\n331 Please specify the password.\nPASS swordfish\n230 Login successful.",
        find: ["swordfish"],
      },
      { text: "+OK\r\nPASS swordfish\r\n+OK 2 messages", find: ["swordfish"] },
      { text: "+OK ready\nC: PASS h4lf-moon\n", find: ["h4lf-moon"] },
    ],
    counterExamples: [
      { text: "PASS src/lane.test.ts (12 tests)" },
      { text: "331 Please specify the password." },
      { text: "+OK\r\nSTAT\r\n" },
      { text: "login: bob, password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "imap-login",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "mail"],
    lead: String.raw`\d[ ]LOGIN[ ]["']?[^\s"']{1,60}["']?[ ]["']?`,
    pattern: `${token}{4,64}`,
    notAfter: token,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.85,
    source: "RFC 3501 section 6.2.3",
    examples: [
      { text: "a1 LOGIN bob swordfish\na1 OK", find: ["swordfish"] },
      { text: "a001 LOGIN bob@example.com h4lf-moon\r\n", find: ["h4lf-moon"] },
      { text: 'C: A23 LOGIN "bob" "swordfish"', find: ["swordfish"] },
    ],
    counterExamples: [
      { text: "the LOGIN page of bob" },
      { text: "a1 OK LOGIN completed" },
      { text: "a1 LOGIN bob" },
      { text: "login: bob, password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "oracle-login",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "database"],
    lead: String.raw`(?:jdbc:oracle:(?:thin|oci8?):|(?:sqlplus|expdp|impdp)[ ](?:-[A-Za-z][ ])?(?:userid=|target[ ])?["']?)[\w.$#]{1,30}/`,
    pattern: String.raw`[^\s/"'@$&{<%:\x60][^\s/"'@<>{}\x60]{2,62}`,
    caseless: true,
    notAfter: String.raw`[^\s"'@]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.5 }],
    confidence: 0.8,
    source: "Oracle Database documentation: SQL*Plus, Data Pump, JDBC thin driver",
    examples: [
      { text: "sqlplus hr/swordfish@//db1:1521/XEPDB1", find: ["swordfish"] },
      { text: "jdbc:oracle:thin:scott/t1gerShark@//db1:1521/ORCL", find: ["t1gerShark"] },
      { text: "expdp system/swordfish schemas=hr", find: ["swordfish"] },
    ],
    counterExamples: [
      { text: "sqlplus / as sysdba" },
      { text: "sqlplus hr/$PASSWORD@db1" },
      { text: "jdbc:oracle:thin:@//db1:1521/ORCL" },
      { text: "oracle://hr:swordfish@db1:1521/x", neighbour: "url-password" },
    ],
  },
  {
    id: "database-user-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "database"],
    lead: String.raw`(?:NEO4J_AUTH["']?[ ]?[:=][ ]?["']?neo4j/|(?:(?:create|alter)[ ](?:user|role)|connect[ ]to)[ \t]{1,3}["\x60]?[\w$#-]{1,40}["\x60]?[ \t\r\n]{1,4}identified[ \t]{1,2}by[ \t]{1,2})`,
    pattern: String.raw`[^\s/"'@$&{<%:;(\x60][^\s/"'@<>{};\x60]{2,62}`,
    caseless: true,
    notAfter: String.raw`[^\s"';<]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }, { name: "digits", min: 1 }],
    confidence: 0.8,
    source: "Neo4j documentation, Docker; Oracle Database SQL reference, CREATE USER",
    examples: [
      { text: "NEO4J_AUTH=neo4j/gr4phDb!", find: ["gr4phDb!"] },
      { text: "CREATE USER hr IDENTIFIED BY Tiger99;", find: ["Tiger99"] },
      { text: "CONNECT TO erp IDENTIFIED BY Tiger99 USING 'ERP';", find: ["Tiger99"] },
    ],
    counterExamples: [
      { text: "NEO4J_AUTH=none" },
      { text: "CREATE USER hr IDENTIFIED BY VALUES 'x1'" },
      { text: "each user is identified by uuid4" },
      { text: "CREATE USER bob IDENTIFIED BY 'swordfish';", neighbour: "sql-password" },
    ],
  },
  {
    id: "mysql-dsn-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "database"],
    lead: String.raw`["'\x60=\s][\w.-]{1,32}:`,
    // What follows says what it is, and belongs to the span.
    pattern: String.raw`[^\s/"'@$&{<%:\x60][^\s"'@<>\x60]{2,62}@(?:tcp6?|unix)\(`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.85,
    source: "go-sql-driver/mysql documentation, DSN",
    examples: [
      { text: 'dsn := "app:M4riaDb!x@tcp(127.0.0.1:3306)/app"', find: ["M4riaDb!x@tcp("] },
      { text: "MYSQL_DSN=app:swordfish@unix(/run/mysqld.sock)/app", find: ["swordfish@unix("] },
      { text: "`bob:tiger42@tcp(db1)/shop?parseTime=true`", find: ["tiger42@tcp("] },
    ],
    counterExamples: [
      { text: '"%s:%s@tcp(%s)/%s"' },
      { text: '"root@tcp(127.0.0.1:3306)/app"' },
      { text: "dial: tcp(4)" },
      { text: "mysql://app:tiger42@db/shop", neighbour: "url-password" },
    ],
  },
  {
    id: "remote-login",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "network"],
    lead: String.raw`(?:impacket-[\w-]{2,16}|(?:psexec|wmiexec|smbexec|atexec|dcomexec|secretsdump|mssqlclient|smbclient|ticketer)\.py)[ ](?:-[\w-]{1,16}[ ]){0,2}["']?[\w./\\-]{1,40}:`,
    pattern: String.raw`[^\s/"'@$&{<%:\x60][^\s/"'@<>\x60]{2,62}`,
    notAfter: "[^@:]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.8,
    source: "Impacket examples: user, password and host in one word",
    examples: [
      { text: "impacket-psexec corp/administrator:Orca4711@192.0.2.5", find: ["Orca4711"] },
      { text: "secretsdump.py 'acme/bob:swordfish@192.0.2.5'", find: ["swordfish"] },
      { text: "wmiexec.py -debug bob:h4lf-moon@192.0.2.5", find: ["h4lf-moon"] },
    ],
    counterExamples: [
      { text: "psexec.py acme/bob@192.0.2.5 -hashes :0" },
      { text: "secretsdump.py -just-dc bob@192.0.2.5" },
      { text: "wmiexec.py acme/bob:$PASSWORD@192.0.2.5" },
      { text: "smb://bob:swordfish@192.0.2.5/x", neighbour: "url-password" },
    ],
  },
  {
    id: "printed-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "log"],
    lead: oneOf(
      String.raw`password[ ]is[ ]generated[ ]for[ ][^\s]{1,60}:[ ]`,
      String.raw`password[ ]for[ ]the[ ][^\r\n]{1,90}:\s{1,6}`,
      String.raw`successfully[ ]reset\.\s{1,3}New[ ]value:[ ]`,
      String.raw`"SecureString"[ ]?,\s{0,16}"Value"[ ]?:[ ]?"`,
      `--type[ =]SecureString[ ](?:--overwrite[ ])?--value[ =]["']?`,
    ),
    caseless: true,
    pattern: String.raw`[^\s"'<>$\x60][^\s"']{7,63}`,
    notAfter: String.raw`[^\s"']|[ ][^\s(#]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.5 }],
    confidence: 0.85,
    source: "MySQL reference, initializing the data directory; Elasticsearch guide; AWS Systems Manager, get-parameter",
    examples: [
      { text: "A temporary password is generated for root@localhost: k-Lq2!xVwz0P", find: ["k-Lq2!xVwz0P"] },
      { text: "A temporary password is generated for root@localhost: q>3dk?Zk29dk", find: ["q>3dk?Zk29dk"] },
      {
        text: "Password for the elastic user (reset with `x`):\n  k3Jm5LqR8tW2xYz7Vb4N\n",
        find: ["k3Jm5LqR8tW2xYz7Vb4N"],
      },
      { text: '"Type": "SecureString",\n  "Value": "ssmParamPw4"', find: ["ssmParamPw4"] },
    ],
    counterExamples: [
      { text: "password for the elastic user: see the vault" },
      { text: '"Type":"String","Value":"ssmParamPw4"' },
      { text: "A temporary password is generated for you: change it" },
      { text: "password for bob: hunter2", neighbour: "password-assignment" },
    ],
  },
];
