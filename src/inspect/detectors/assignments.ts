/**
 * Values that are secret because of the name before them: `password: hunter2`, `API_KEY=...`, `"secret": "..."`.
 *
 * The whole value is judged, not its first bytes: it must end (`notAfter`) where a value ends, so `password: getIt()`,
 * `password = form.password` and `password: string` are code and stay. Only values longer than that window are a head and a tail.
 * A lane's virtual context (`password: ` for the JSON leaf of that key) is such a name too.
 */
import type { Detector } from "../detector.ts";

const quote = "[\"'`]";
const gap = String.raw`[ \t]{0,12}`;
const sign = "(?:=>|:=|==|[:=])";
/** `password is`, `the password for the wiki is:` */
const says = String.raw`(?: for(?: [\w.@'-]{1,16}){1,3})?[ \t](?:is|was|ist|lautet):?`;

const passwordName = "(?:pass(?:word|wort|wd|phrase|code)?|pwd|kennwort|pw)";
/** Only `key` needs a word before it: a lead may stand behind anything, so `token` is `access_token`, too. */
const secretName = [
  "(?:secret|token|credentials?|(?:api|app|access|account|auth|client|consumer|deploy|encryption|license|master|",
  "private|secret|security|service|shared|signing|subscription|webhook)[ _.-]?key)",
].join("");

/** A byte of an unquoted value (an opening bracket makes it code); the second leaves out what may only follow one. */
const byte = String.raw`[^\s"'<>(\[{\x60]`;
const lastByte = String.raw`[^\s"'<>,;:.!?)\]}&(\[{\x60]`;
/** The value goes on: directly, or behind one or two marks that may also end a sentence, a list or a call. */
const goesOn = String.raw`${lastByte}|[,;:.!?)\]}&]${lastByte}|[,;:.!?)\]}&][,;:.!?)\]}&]${lastByte}|[(\[{]`;

const secretByte = String.raw`[\w+/=.~!@#$%^*:-]`;
const secretLast = String.raw`[\w+/=~!@#$%^*-]`;

export const assignmentDetectors: readonly Detector[] = [
  {
    id: "password-quoted",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${passwordName}(?:${quote}|${quote}\\])?${gap}(?:${sign}|${says})${gap}[bruf]?${quote}`,
    // What starts with ^ or ~ and a digit is a version: packages are called password, too.
    // And what starts with / and has another one is a path: PWD names the working directory.
    pattern: String.raw`[^\s"'\x60^~/][^\s"'\x60]{3,95}|[\^~][^\s"'\x60\d][^\s"'\x60]{2,94}|/[^\s"'\x60/]{3,95}`,
    caseless: true,
    notAfter: "[^\"'`]",
    validate: [{ name: "not-placeholder" }],
    confidence: 0.8,
    source: "CWE-798",
    examples: [
      { text: 'password = "hunter2"', find: ["hunter2"] },
      { text: '{"password": "Tr0ub4dor&3", "a": 1}', find: ["Tr0ub4dor&3"] },
      { text: "DB_PASS='s3cr3t!'", find: ["s3cr3t!"] },
      { text: "config['pwd'] = 'letmein'", find: ["letmein"] },
    ],
    counterExamples: [
      { text: 'password = "changeme"' },
      { text: "'password': '{{DB_PASSWORD}}'" },
      { text: 'password: "Enter your password"' },
      { text: '"minipass": "^7.1.2"' },
      { text: '"OLDPWD": "/home/node/project"' },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-assignment",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `(?:${passwordName}(?:${quote}|${quote}\\])?${gap}(?:${sign}|${says})${gap}|--password[ =])`,
    pattern: `${byte}{0,63}[0-9!@#$%^*?~+]|${byte}{0,63}[0-9!@#$%^*?~+]${byte}{0,31}${lastByte}`,
    caseless: true,
    notAfter: goesOn,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.75,
    source: "CWE-798, CWE-256",
    examples: [
      { text: "password: hunter2", find: ["hunter2"] },
      { text: "My password is Tr0ub4dor&3.", find: ["Tr0ub4dor&3"] },
      { text: "The password for the staging wiki is: hunter2!", find: ["hunter2!"] },
      { text: "MYSQL_PASSWORD=s3cr3t,x!", find: ["s3cr3t,x!"] },
      { text: "mysql --password Summer2024 db", find: ["Summer2024"] },
    ],
    counterExamples: [
      { text: "password: $DB_PASSWORD" },
      { text: "password = getPassword(1)" },
      { text: "the password is required here" },
      { text: 'password: "hunter2"', neighbour: "password-quoted" },
    ],
  },
  {
    id: "password-word",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: String.raw`(?:[Pp]ass(?:word|wort|wd|phrase|code)?|PASS(?:WORD|WD|PHRASE)?|[Pp]wd|PWD|[Kk]ennwort)${quote}?[ \t]?[:=][ \t]?`,
    pattern: "[A-Z]?[a-z]{5,40}(?:-[a-z]{1,20}){0,3}",
    notAfter: String.raw`[\w \t(\[.:=<>?!/*+|&-]|,[ \t]|[\x80-\xff]`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.6,
    source: "CWE-798, CWE-256",
    examples: [
      { text: "password: swordfish", find: ["swordfish"] },
      { text: "user: bob\npassword: letmein\n", find: ["letmein"] },
      { text: "PASSWORD=Dragons", find: ["Dragons"] },
    ],
    counterExamples: [
      { text: "password: string" },
      { text: "password: must be long" },
      { text: "password = request.form" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-long",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${passwordName}(?:${quote}|${quote}\\])?${gap}${sign}${gap}${quote}?`,
    pattern: `${byte}{97}`,
    caseless: true,
    tail: byte,
    confidence: 0.7,
    source: "CWE-798",
    examples: [
      { text: `password: ${"a1B2".repeat(24)}c`, find: [`${"a1B2".repeat(24)}c`] },
      { text: `PASSWORD="${"x9Y8".repeat(24)}z"`, find: [`${"x9Y8".repeat(24)}z`] },
      { text: `pwd=${"k3-J".repeat(24)}!`, find: [`${"k3-J".repeat(24)}!`] },
    ],
    counterExamples: [
      { text: `checksum: ${"a1B2".repeat(24)}c` },
      { text: `password: ${"ab ".repeat(40)}` },
      { text: "password: short1" },
      { text: `password: ${"a1B2".repeat(15)}`, neighbour: "password-assignment" },
    ],
  },
  {
    id: "command-line-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "shell"],
    lead: String.raw`(?:[ \t]-u|--user|--proxy-user)[ \t=]{1,2}["']?[^\s:"']{1,64}:`,
    pattern: `${byte}{0,63}[0-9!@#$%^*?~+]|${byte}{0,63}[0-9!@#$%^*?~+]${byte}{0,31}${lastByte}`,
    notAfter: goesOn,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.8,
    source: "curl(1), option --user",
    examples: [
      { text: "curl -u elastic:P@ssw0rd$1 https://example.com", find: ["P@ssw0rd$1"] },
      { text: "curl --user 'api:d2LkV78zLx!t' -s", find: ["d2LkV78zLx!t"] },
      { text: "curl --user=bob@example.com:pQ9wTxu4Fg https://example.com", find: ["pQ9wTxu4Fg"] },
    ],
    counterExamples: [
      { text: "docker run -u 1000:1000 image" },
      { text: "docker run -u node:node image" },
      { text: "curl -u user: https://example.com" },
      { text: "curl https://bob:hunter2@example.com/", neighbour: "url-password" },
    ],
  },
  {
    id: "secret-quoted",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${secretName}(?:${quote}|${quote}\\])?${gap}${sign}${gap}[bruf]?${quote}`,
    pattern: `${secretByte}{8,128}`,
    caseless: true,
    notAfter: "[^\"'`]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.8 }, { name: "digits", min: 1 }],
    confidence: 0.75,
    source: "CWE-798",
    examples: [
      { text: 'api_key = "a8Fk2LmQ9ZxT4cV7"', find: ["a8Fk2LmQ9ZxT4cV7"] },
      { text: '{"client_secret": "9f86d081884c7d65"}', find: ["9f86d081884c7d65"] },
      { text: "const authToken = 'Zx9-kk_27aBQ';", find: ["Zx9-kk_27aBQ"] },
    ],
    counterExamples: [
      { text: 'api_key = "your_api_key_1"' },
      { text: 'token: "identifier"' },
      { text: '"secret": "aaaaaaaa1"' },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "secret-assignment",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: String.raw`${secretName}(?:${quote}|${quote}\])?${gap}(?:${sign}|${says})${gap}`,
    pattern: `${secretByte}{7,127}${secretLast}`,
    caseless: true,
    notAfter: String.raw`${secretLast}|[.:]${secretLast}|[(\[]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3 }, { name: "digits", min: 2 }],
    confidence: 0.7,
    source: "CWE-798",
    examples: [
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", find: ["a8Fk2LmQ9ZxT4cV7"] },
      { text: "https://api.example.com/v1?access_token=9f86d081884c7d65&x=1", find: ["9f86d081884c7d65"] },
      { text: "The secret is Zx9-kk_27aBQ.", find: ["Zx9-kk_27aBQ"] },
    ],
    counterExamples: [
      { text: "token = lexer.next()" },
      { text: "max_tokens: 4096" },
      { text: "access_token: string" },
      { text: 'api_key: "a8Fk2LmQ9ZxT4cV7"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "secret-long",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${secretName}(?:${quote}|${quote}\\])?${gap}${sign}${gap}${quote}?`,
    pattern: `${secretByte}{129}`,
    caseless: true,
    tail: secretByte,
    validate: [{ name: "entropy", min: 3 }],
    confidence: 0.7,
    source: "CWE-798",
    examples: [
      { text: `secret: ${"a1B2c3D4".repeat(16)}e`, find: [`${"a1B2c3D4".repeat(16)}e`] },
      { text: `API_KEY="${"x9Y8w7V6".repeat(16)}z"`, find: [`${"x9Y8w7V6".repeat(16)}z`] },
      { text: `token=${"k3-Jm5_L".repeat(16)}!`, find: [`${"k3-Jm5_L".repeat(16)}!`] },
    ],
    counterExamples: [
      { text: `checksum: ${"a1B2c3D4".repeat(16)}e` },
      { text: `token: ${"ab ".repeat(60)}` },
      { text: "token: short1" },
      { text: `api_key: ${"a1B2c3D4".repeat(8)}`, neighbour: "secret-assignment" },
    ],
  },
];
