/**
 * Connection strings. The password in them is a secret (url-password, connection-password); who connects to where is no more than
 * internal: found, and masked only where a policy says so.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { loginDialogueDetectors } from "./login-dialogues.ts";

const scheme = oneOf(
  String.raw`mongodb(?:\+srv)?`,
  String.raw`(?:jdbc:)?postgres(?:ql)?(?:\+\w{2,12})?`,
  String.raw`(?:jdbc:)?mysql2?(?:x|\+\w{2,16})?`,
  "mariadb|cockroachdb|redshift|snowflake|clickhouse|cassandra|neo4j(?:\\+s{1,3}c?)?|bolt|influxdb|couchbases?",
  "rediss?|amqps?|kafka|nats|mqtts?|stomp|memcached|elasticsearch|ldaps?|s?ftps?|ssh|smtps?|imaps?|smb|https?|git|socks5h?",
);

export const connectionDetectors: readonly Detector[] = [
  {
    id: "connection-url",
    entity: "CONNECTION_STRING",
    label: "internal",
    tags: ["url", "database"],
    pattern: String.raw`${scheme}://[^\s/:@"'<>]{1,80}:[^\s/"'<>]{1,128}@[\w.,:*-]{1,200}`,
    notBefore: "[A-Za-z0-9]",
    confidence: 0.5,
    source: "RFC 3986 section 3.2; connection string references of MongoDB, PostgreSQL, MySQL, Redis and AMQP",
    examples: [
      { text: "postgresql://user:secret@localhost:5433/shop", find: ["postgresql://user:secret@localhost:5433"] },
      {
        text: 'uri: "mongodb+srv://bob:tiger42@cluster0.example.net/a"',
        find: ["mongodb+srv://bob:tiger42@cluster0.example.net"],
      },
      { text: "mongodb://b:x1@h1:27017,h2:27017/?a=b", find: ["mongodb://b:x1@h1:27017,h2:27017"] },
    ],
    counterExamples: [
      { text: "postgresql://localhost:5433/shop" },
      { text: "https://example.com/a:b@c" },
      { text: "redis://cache:6379/0" },
      { text: "x://app:s3cr3t-pw@db", neighbour: "url-password" },
    ],
  },
  {
    id: "connection-login",
    entity: "CONNECTION_STRING",
    label: "internal",
    tags: ["database"],
    pattern: String.raw`(?:user(?: ?id|name)?|uid)[ ]?=[ ]?[^\s;&"']{1,64}(?:[;&, ][ ]?(?:password|pwd)[ ]?=[ ]?[^\s;"']{1,128}|;[ ]?["'][ ]?&[ ]?["'](?:password|pwd)[ ]?=[ ]?[^\s;"']{1,128})`,
    caseless: true,
    notBefore: "[A-Za-z0-9]",
    notAfter: String.raw`[^\s;"']`,
    confidence: 0.5,
    source: "ADO.NET and ODBC connection strings",
    examples: [
      { text: "Server=h;User Id=username;Password=secret;Database=d;", find: ["User Id=username;Password=secret"] },
      { text: 'c = "Server=h;Uid=bob;Pwd=myPassword"', find: ["Uid=bob;Pwd=myPassword"] },
      { text: "Data Source=h;USER ID=sa; PASSWORD=tiger42", find: ["USER ID=sa; PASSWORD=tiger42"] },
      { text: "host=db user=apache password=tiger42 dbname=a", find: ["user=apache password=tiger42"] },
    ],
    counterExamples: [
      { text: "Server=h;Trusted_Connection=True;" },
      { text: "user=bob&page=2" },
      { text: "User Id=bob;Database=shop" },
      { text: "Server=h;Password=tiger42;Database=d", neighbour: "connection-password" },
    ],
  },
  {
    id: "connection-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "database"],
    lead: `;[ ]{0,2}(?:password|pwd|accesskey|shared_?secret)[ ]?=[ ]?`,
    pattern: String.raw`[^\s;"'<{$%\[(#@][^\s;"'<>]{2,95}|[#@%][^\s;"'<>{(]{3,95}`,
    caseless: true,
    notAfter: String.raw`[^\s;"']`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.85,
    source: "ADO.NET, ODBC and OLE DB connection strings",
    examples: [
      { text: "Server=h;User Id=sa;Password=swordfish;Database=d", find: ["swordfish"] },
      { text: 'connectionString="Driver={X};Uid=bob;Pwd=tiger42"', find: ["tiger42"] },
      { text: "Database=B2B;User ID=b;Password=#gets0m3;Trusted_Connection=False", find: ["#gets0m3"] },
    ],
    counterExamples: [
      { text: "Server=h;User Id=u;Password=password;Database=d" },
      { text: "Server=h;Pwd={0};Database=d" },
      { text: "pwd={};" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "kubernetes-secret-data",
    entity: "KUBERNETES_SECRET",
    label: "confidential",
    tags: ["credential", "cloud"],
    lead: String.raw`[^\w]data["']?:[ \t]{0,2}\r?\n(?:[ \t]{1,8}#[^\r\n]{0,80}\r?\n)?[ \t]{1,8}`,
    // Padding tells base64 from words: the last of up to three entries has it.
    pattern: String.raw`(?:[\w.-]{1,40}:[ \t]{1,2}["']?[A-Za-z0-9+/]{4,96}={0,2}["']?\r?\n[ \t]{1,8}){0,2}[\w.-]{1,40}:[ \t]{1,2}["']?[A-Za-z0-9+/]{2,148}={1,2}["']?`,
    notAfter: "[A-Za-z0-9+/=\"']",
    confidence: 0.8,
    source: "Kubernetes documentation, Secret: data in base64",
    examples: [
      {
        text: "kind: Secret\ndata:\n  extra: YWRtaW46cGFzc3dvcmQ=\n",
        find: ["extra: YWRtaW46cGFzc3dvcmQ="],
      },
      {
        text: "kind: Secret\ndata:\n  username: YWRtaW4=\n  key: 'MWYyZDFlMmU2N2Rm'\n",
        find: ["username: YWRtaW4="],
      },
      {
        text: 'kind: "Secret"\ndata:\n  # of the database\n  a.b: "bXlwYXNz"\n  c: "bXlwYXNzd29yZA=="\n',
        find: ['a.b: "bXlwYXNz"\n  c: "bXlwYXNzd29yZA=="'],
      },
    ],
    counterExamples: [
      { text: "kind: ConfigMap\ndata:\n  colour: blue\n" },
      { text: "metadata:\n  name: secret\n" },
      { text: "data:\n  a: $(VALUE)\n" },
      { text: "kind: Secret\nstringData:\n  password: hunter2\n", neighbour: "password-assignment" },
    ],
  },
  {
    id: "netrc-login",
    entity: "CONNECTION_STRING",
    label: "internal",
    tags: ["file"],
    pattern: String.raw`machine[ \t]{1,4}[\w.-]{1,80}\s{1,8}login[ \t]{1,4}[^\s]{1,64}(?:\s{1,8}password[ \t]{1,4}[^\s]{1,128})?`,
    notBefore: "[A-Za-z0-9]",
    notAfter: "[^\\s\"'`]",
    confidence: 0.5,
    source: "netrc(5)",
    examples: [
      {
        text: "machine api.example.com login bob password swordfish",
        find: ["machine api.example.com login bob password swordfish"],
      },
      { text: "machine h.example\n  login bob\n", find: ["machine h.example\n  login bob"] },
      { text: "x\nmachine a.b login c\nmacdef", find: ["machine a.b login c"] },
    ],
    counterExamples: [
      { text: "the machine is down, login later" },
      { text: "machine learning login" },
      { text: "machine h password p" },
      { text: "default login bob password tiger42", neighbour: "netrc-password" },
    ],
  },
  {
    id: "command-login",
    entity: "CONNECTION_STRING",
    label: "internal",
    tags: ["shell"],
    pattern: String.raw`-(?:u|user|username)[ \t]{1,2}["']?[^\s"']{1,48}["']?[ \t]{1,2}--?(?:p|pass|password)[ \t]{1,2}["']?[^\s"']{1,64}["']?`,
    caseless: true,
    notAfter: "[^\\s\"'),;|`]",
    confidence: 0.5,
    source: "CWE-214: commands with a user and a password",
    examples: [
      { text: "psexec \\\\host -u Administrator -p dev_admin cmd", find: ["-u Administrator -p dev_admin"] },
      { text: 'Connect-VIServer vc -User "$user" -Password "$pass"', find: ['-User "$user" -Password "$pass"'] },
      { text: "docker login -u bob -p tiger42 registry", find: ["-u bob -p tiger42"] },
    ],
    counterExamples: [
      { text: "mysql -u root -ptiger42" },
      { text: "docker run -u root image" },
      { text: "a -user and a -password option" },
      { text: "curl -u bob:tiger42 x", neighbour: "command-line-password" },
    ],
  },
  {
    id: "call-login",
    entity: "CONNECTION_STRING",
    label: "internal",
    tags: ["code"],
    pattern: String.raw`(?:NetworkCredential|PasswordCredential|DirectoryEntry|PasswordAuthentication)\([ ]?"[^"\r\n]{1,80}",\s{0,16}"[^"\r\n]{1,80}"(?:,\s{0,16}"[^"\r\n]{1,80}")?`,
    confidence: 0.5,
    source: ".NET NetworkCredential and DirectoryEntry, Java PasswordAuthentication",
    examples: [
      { text: 'new NetworkCredential("bob", "swordfish");', find: ['NetworkCredential("bob", "swordfish"'] },
      {
        text: 'new DirectoryEntry("LDAP://dc1","acme/bob", "tiger42")',
        find: ['DirectoryEntry("LDAP://dc1","acme/bob", "tiger42"'],
      },
      { text: 'PasswordAuthentication("bob", "x".toCharArray())', find: ['PasswordAuthentication("bob", "x"'] },
    ],
    counterExamples: [
      { text: "new NetworkCredential(user, password)" },
      { text: 'new DirectoryEntry("LDAP://dc1")' },
      { text: 'BasicCredential("bob", "x")' },
      { text: "server.login('bob', 'tiger42')", neighbour: "credential-call" },
    ],
  },
  {
    id: "variable-user",
    entity: "USERNAME",
    label: "internal",
    tags: ["assignment"],
    lead: String.raw`[A-Z]_(?:USER|USERNAME|LOGIN)[ \t]?=[ \t]?["']?`,
    pattern: "[A-Za-z0-9][A-Za-z0-9_.@-]{1,63}",
    notAfter: String.raw`[A-Za-z0-9_.@(\[{-]`,
    confidence: 0.5,
    source: "Environment files: user names beside passwords",
    examples: [
      { text: "DB_USER=bob\n", find: ["bob"] },
      { text: 'SMTP_USERNAME="mailer"', find: ["mailer"] },
      { text: "APP_AUTH_USER=bowie  # of the year", find: ["bowie"] },
    ],
    counterExamples: [
      { text: "DB_USER=$USER" },
      { text: "db_user = getUser(1)" },
      { text: "USER=bob" },
      { text: "DB_PASSWORD=tiger42", neighbour: "password-assignment" },
    ],
  },
  {
    id: "assigned-login",
    entity: "CONNECTION_STRING",
    label: "internal",
    tags: ["assignment"],
    pattern: String.raw`user(?:name)?["']?[ \t]{0,3}[:= ][ \t]{0,3}["']?[^\s"'=]{1,64}["']?,?[ \t]{0,4}(?:(?:#|//)[^\r\n]{0,60})?[\r\n]{1,2}(?:[ \t]{0,20}(?:#|//)[^\r\n]{0,60}\r?\n){0,2}[ \t]{0,20}["']?[\w.-]{0,24}pass(?:word)?["']?[ \t]{0,3}[:= ][ \t]{0,3}(?:["'][^"'\r\n]{3,64}["']|[^\s"']{3,64})`,
    caseless: true,
    confidence: 0.5,
    source: "CWE-798: user and password on consecutive lines",
    examples: [
      { text: "user = 'Aladdin'\npassword = 'open sesame'\n", find: ["user = 'Aladdin'\npassword = 'open sesame'"] },
      { text: "username: bob\n  password: tiger42\n", find: ["username: bob\n  password: tiger42"] },
      { text: "user = bob # him\npass = open_sesame\n", find: ["user = bob # him\npass = open_sesame"] },
      { text: "DB_USER=bob\nDB_PASSWORD=tiger42\n", find: ["USER=bob\nDB_PASSWORD=tiger42"] },
    ],
    counterExamples: [
      { text: "user = 'Aladdin'\nhost = 'lamp'" },
      { text: "the user\nhas a password" },
      { text: "user: bob" },
      { text: "user bob, password: hunter2", neighbour: "password-assignment" },
    ],
  },
  ...loginDialogueDetectors,
];
