/** Hashed passwords: to be cracked at leisure, so no business of a model. Their forms are those of crypt(3) and its successors. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { hex, mixed } from "./picked.ts";

const tags = ["credential", "hash"];
/** crypt's own base64. */
const b64 = "[./A-Za-z0-9]";

export const passwordHashDetectors: readonly Detector[] = [
  {
    id: "password-hash-crypt",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags,
    pattern: oneOf(
      String.raw`\$(?:1|apr1)\$${b64}{1,8}\$${b64}{22}`,
      String.raw`\$2[abxy]?\$[0-3]\d\$${b64}{53}`,
      String.raw`\$5\$(?:rounds=\d{1,9}\$)?${b64}{1,16}\$${b64}{43}`,
      String.raw`\$6\$(?:rounds=\d{1,9}\$)?${b64}{1,16}\$${b64}{86}`,
      String.raw`\$g?y\$${b64}{1,16}\$${b64}{1,86}\$${b64}{43}`,
      String.raw`\$7\$${b64}{11}[./A-Za-z0-9]{1,86}\$${b64}{43}`,
      String.raw`\$[89]\$${b64}{14}\$${b64}{43}`,
      String.raw`\$[PH]\$${b64}{31}`,
      String.raw`\$S\$${b64}{52}`,
      String.raw`\$md5[,$]${b64}{1,24}\$\$?${b64}{22}`,
      String.raw`\$sha1\$\d{1,9}\$${b64}{8,64}\$${b64}{28}`,
    ),
    confidence: 0.97,
    source:
      "crypt(5): md5crypt, bcrypt, sha256crypt, sha512crypt, yescrypt, scrypt; phpass, Drupal, Cisco IOS types 8 and 9",
    examples: [
      { text: `root:$6$saltsalt$${mixed(86, 1)}:19000:0:`, find: [`$6$saltsalt$${mixed(86, 1)}`] },
      { text: `bob:$2y$12$${mixed(53, 2)}`, find: [`$2y$12$${mixed(53, 2)}`] },
      { text: `'$P$B${mixed(30, 3)}'`, find: [`$P$B${mixed(30, 3)}`] },
      { text: `enable secret 5 $1$salt$${mixed(22, 4)}\n`, find: [`$1$salt$${mixed(22, 4)}`] },
      { text: `bob:$apr1$saltsalt$${mixed(22, 5)}`, find: [`$apr1$saltsalt$${mixed(22, 5)}`] },
      { text: `$y$j9T$${mixed(22, 6)}$${mixed(43, 6)}`, find: [`$y$j9T$${mixed(22, 6)}$${mixed(43, 6)}`] },
    ],
    counterExamples: [
      { text: "replaced by $1$2 and $6$7 in the pattern" },
      { text: "$2a$12$short is no hash" },
      { text: "it costs $5$ or $6$ a month" },
      {
        text: "pbkdf2_sha256$260000$c0ffee$9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0=",
        neighbour: "password-hash-kdf",
      },
    ],
  },
  {
    id: "password-hash-kdf",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags,
    pattern: oneOf(
      String.raw`\$?argon2(?:id|i|d)\$(?:v=\d{1,3}\$)?m=\d{1,9},t=\d{1,4},p=\d{1,4}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,172}`,
      String.raw`\$?pbkdf2[_:-]sha(?:1|224|256|384|512)[$:]\d{3,8}\$[A-Za-z0-9./+=]{4,64}\$[A-Za-z0-9./+]{27,128}={0,2}`,
      String.raw`\$?scrypt(?:\$ln=\d{1,2},r=\d{1,4},p=\d{1,4}\$|:\d{2,8}:\d{1,4}:\d{1,4}\$)[A-Za-z0-9./+]{4,64}\$[A-Za-z0-9./+]{32,172}={0,2}`,
      String.raw`SCRAM-SHA-(?:1|256)\$\d{4,6}:[A-Za-z0-9+/=]{16,32}\$[A-Za-z0-9+/=]{28,44}:[A-Za-z0-9+/=]{28,44}`,
      String.raw`bcrypt_sha256\$\$2[aby]\$\d\d\$${b64}{53}`,
    ),
    confidence: 0.97,
    source:
      "PHC string format (argon2, scrypt), Django and Werkzeug documentation (pbkdf2, scrypt), PostgreSQL (SCRAM)",
    examples: [
      {
        text: `"$argon2id$v=19$m=65536,t=3,p=4$${mixed(22, 1)}$${mixed(43, 1)}"`,
        find: [`$argon2id$v=19$m=65536,t=3,p=4$${mixed(22, 1)}$${mixed(43, 1)}`],
      },
      {
        text: `pbkdf2_sha256$260000$${mixed(22, 2)}$${mixed(43, 2)}=`,
        find: [`pbkdf2_sha256$260000$${mixed(22, 2)}$${mixed(43, 2)}=`],
      },
      {
        text: `scrypt:32768:8:1$${mixed(16, 3)}$${hex(128, 3)}\n`,
        find: [`scrypt:32768:8:1$${mixed(16, 3)}$${hex(128, 3)}`],
      },
    ],
    counterExamples: [
      { text: "argon2id with m=65536, t=3 and p=4 is the default" },
      { text: "pbkdf2_sha256 is a hasher" },
      { text: "scrypt:32768:8:1 is a method" },
      { text: `$2y$12$${mixed(53, 2)}`, neighbour: "password-hash-crypt" },
    ],
  },
  {
    id: "password-hash-directory",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags,
    pattern: String.raw`\{(?:S?SHA|SSHA(?:224|256|384|512)|SHA(?:256|512)|S?MD5|PBKDF2(?:-SHA\d{1,3})?)\}[A-Za-z0-9+/$.]{16,172}={0,2}`,
    confidence: 0.95,
    source: "RFC 2307 section 5.3; Apache, password formats",
    examples: [
      { text: `userPassword: {SSHA}${mixed(32, 1)}`, find: [`{SSHA}${mixed(32, 1)}`] },
      { text: `bob:{SHA}${mixed(27, 2)}=`, find: [`{SHA}${mixed(27, 2)}=`] },
      { text: `'{MD5}${mixed(22, 3)}=='`, find: [`{MD5}${mixed(22, 3)}==`] },
    ],
    counterExamples: [
      { text: "a scheme such as {SSHA} or {MD5}" },
      { text: "a digest {SHA}sum" },
      { text: "{SHA}short" },
      { text: `$2y$12$${mixed(53, 2)}`, neighbour: "password-hash-crypt" },
    ],
  },
  {
    id: "password-hash-windows",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags,
    pattern: oneOf(
      "(?:aad3b435b51404ee)[0-9a-f]{16}:[0-9a-f]{32}",
      "NO PASSWORD\\*{10,24}:[0-9a-f]{32}",
      "NTHASH:[0-9a-f]{32}",
    ),
    caseless: true,
    confidence: 0.97,
    source: "pwdump format: LM and NT hashes",
    examples: [
      {
        text: "bob:1001:aad3b435b51404eeaad3b435b51404ee:8846f7eaee8fb117ad06bdd830b7586c:::",
        find: ["aad3b435b51404eeaad3b435b51404ee:8846f7eaee8fb117ad06bdd830b7586c"],
      },
      {
        text: "-hashes AAD3B435B51404EEAAD3B435B51404EE:8846F7EAEE8FB117AD06BDD830B7586C x",
        find: ["AAD3B435B51404EEAAD3B435B51404EE:8846F7EAEE8FB117AD06BDD830B7586C"],
      },
      {
        text: "bob:500:NO PASSWORD*********************:8846f7eaee8fb117ad06bdd830b7586c:::",
        find: ["NO PASSWORD*********************:8846f7eaee8fb117ad06bdd830b7586c"],
      },
    ],
    counterExamples: [
      { text: "the empty LM hash is aad3b435b51404eeaad3b435b51404ee" },
      { text: "md5 8846f7eaee8fb117ad06bdd830b7586c" },
      { text: "no password: 8846f7ea" },
      { text: `$2y$12$${mixed(53, 2)}`, neighbour: "password-hash-crypt" },
    ],
  },
  {
    id: "password-hash-ntlm",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags,
    lead: String.raw`:(?:500|501|502|503|1\d{3}|[2-9]\d{3}):`,
    pattern: "[0-9a-f]{32}:[0-9a-f]{32}:::",
    caseless: true,
    confidence: 0.95,
    source: "pwdump format: LM and NT hashes",
    examples: [
      { text: `bob:1001:${hex(32, 1)}:${hex(32, 2)}:::`, find: [`${hex(32, 1)}:${hex(32, 2)}:::`] },
      { text: `Administrator:500:${hex(32, 3)}:${hex(32, 4)}:::\n`, find: [`${hex(32, 3)}:${hex(32, 4)}:::`] },
      { text: `acme\\sue:1105:${hex(32, 5)}:${hex(32, 6)}:::`, find: [`${hex(32, 5)}:${hex(32, 6)}:::`] },
    ],
    counterExamples: [
      { text: `at 10:500:${hex(32, 1)}` },
      { text: `trace ${hex(32, 1)}:${hex(32, 2)}:::` },
      { text: "port :500: is open" },
      { text: `$2y$12$${mixed(53, 2)}`, neighbour: "password-hash-crypt" },
    ],
  },
  {
    id: "password-hash-netntlm",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags,
    lead: String.raw`::[\w.-]{1,32}:`,
    pattern: "[0-9a-f]{16}:[0-9a-f]{32}:[0-9a-f]{32}",
    caseless: true,
    tail: "[A-Za-z0-9]",
    confidence: 0.97,
    source: "MS-NLMP section 3.3.2, as written by capture tools",
    examples: [
      {
        text: `bob::ACME:${hex(16, 1)}:${hex(32, 2)}:${hex(32, 3)}`,
        find: [`${hex(16, 1)}:${hex(32, 2)}:${hex(32, 3)}`],
      },
      {
        text: `sue::WORKGROUP:${hex(16, 4)}:${hex(32, 5)}:0101${hex(28, 6)}\n`,
        find: [`${hex(16, 4)}:${hex(32, 5)}:0101${hex(28, 6)}`],
      },
      {
        text: `admin::pc-1:${hex(16, 7)}:${hex(32, 8)}:${hex(32, 9)} `,
        find: [`${hex(16, 7)}:${hex(32, 8)}:${hex(32, 9)}`],
      },
    ],
    counterExamples: [
      { text: "std::vector: a container" },
      { text: `a::b:${hex(16, 1)}` },
      { text: `x:${hex(16, 1)}:${hex(32, 2)}:${hex(32, 3)}` },
      { text: `$2y$12$${mixed(53, 2)}`, neighbour: "password-hash-crypt" },
    ],
  },
  {
    id: "password-hash-kerberos",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags,
    pattern: String.raw`\$krb5(?:asrep|tgs|pa)\$\d{1,2}\$[^\s"'<>(\[{\x60]{32}`,
    tail: String.raw`[^\s"'<>(\[{\x60]`,
    commit: { bytes: 16 },
    confidence: 0.98,
    source: "RFC 4120, as written by roasting tools",
    examples: [
      { text: `$krb5asrep$23$bob@ACME.COM:${hex(19, 1)}`, find: [`$krb5asrep$23$bob@ACME.COM:${hex(19, 1)}`] },
      {
        text: `$krb5tgs$23$*svc$ACME$http/web*$${hex(12, 2)}\n`,
        find: [`$krb5tgs$23$*svc$ACME$http/web*$${hex(12, 2)}`],
      },
      { text: `x $krb5pa$18$bob$ACME.COM$salt$${hex(14, 3)} y`, find: [`$krb5pa$18$bob$ACME.COM$salt$${hex(14, 3)}`] },
    ],
    counterExamples: [
      { text: "lines start with $krb5tgs$23$ in its output" },
      { text: "krb5asrep is a mode" },
      { text: "$krb5$23$abc" },
      { text: `$2y$12$${mixed(53, 2)}`, neighbour: "password-hash-crypt" },
    ],
  },
  {
    id: "pgbouncer-hash",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags: [...tags, "database"],
    lead: String.raw`"[\w.-]{1,48}"[ ]"`,
    pattern: "md5[0-9a-f]{32}",
    notAfter: '[^"]',
    confidence: 0.9,
    source: "PgBouncer documentation, format of the authentication file",
    examples: [
      { text: `"bob" "md5${hex(32, 1)}"\n`, find: [`md5${hex(32, 1)}`] },
      { text: `"app_user" "md5${hex(32, 2)}"`, find: [`md5${hex(32, 2)}`] },
      { text: `; users\n"web-1" "md5${hex(32, 3)}" ""`, find: [`md5${hex(32, 3)}`] },
    ],
    counterExamples: [
      { text: `"checksum": "md5${hex(32, 1)}"` },
      { text: '"bob" "md5"' },
      { text: `"bob" "sha1${hex(40, 1)}"` },
      { text: `ALTER ROLE bob PASSWORD 'md5${hex(32, 2)}';`, neighbour: "password-hash-database" },
    ],
  },
  {
    id: "password-hash-database",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags: [...tags, "database"],
    lead: String.raw`(?:password|identified by|authentication_string|passwd|hash(?:ed)?)["']?[ \t]{0,3}(?:password)?[ \t:=(,]{1,3}N?["']?`,
    pattern: "(?:\\*[0-9A-F]{40}|md5[0-9a-f]{32}|0x0[12]00[0-9A-F]{48,136}|S:[0-9A-F]{60})",
    caseless: true,
    notAfter: "[A-Za-z0-9]",
    confidence: 0.95,
    source: "MySQL, PostgreSQL, SQL Server and Oracle reference, password storage",
    examples: [
      {
        text: `IDENTIFIED BY PASSWORD '*${hex(40, 1).toUpperCase()}'`,
        find: [`*${hex(40, 1).toUpperCase()}`],
      },
      { text: `ALTER ROLE bob PASSWORD 'md5${hex(32, 2)}';`, find: [`md5${hex(32, 2)}`] },
      { text: `PASSWORD = 0x0200${hex(136, 3).toUpperCase()} HASHED`, find: [`0x0200${hex(136, 3).toUpperCase()}`] },
    ],
    counterExamples: [
      { text: `checksum: md5${hex(32, 1)}` },
      { text: "password: *required" },
      { text: "hash: 0x0100" },
      { text: `$2y$12$${mixed(53, 2)}`, neighbour: "password-hash-crypt" },
    ],
  },
  {
    id: "password-cisco-type-7",
    entity: "PASSWORD_HASH",
    label: "confidential",
    tags: [...tags, "network"],
    lead: String.raw`(?:password|secret|key|key-string|community)[ \t]7[ \t]`,
    pattern: "[0-1][0-9][0-9A-F]{6,64}",
    caseless: true,
    notAfter: "[A-Za-z0-9]",
    confidence: 0.9,
    source: "Cisco IOS security command reference, encryption type 7",
    examples: [
      { text: "enable password 7 0822455D0A16\n", find: ["0822455D0A16"] },
      { text: "username bob password 7 094F471A1A0A", find: ["094F471A1A0A"] },
      { text: "key-string 7 13061E010803557878", find: ["13061E010803557878"] },
    ],
    counterExamples: [
      { text: "a password 7 characters long" },
      { text: "password 7 22455D0A16XY" },
      { text: "enable password 0 word" },
      { text: `enable secret 5 $1$salt$${mixed(22, 4)}`, neighbour: "password-hash-crypt" },
    ],
  },
];
