/**
 * Values that are secret because of the name before them: `password: hunter2`, `API_KEY=...`, `"secret": "..."`.
 *
 * The whole value is judged, not its first bytes: it must end (`notAfter`) where a value ends, so `password: getIt()`,
 * `password = form.password` and `password: string` are code and stay. Only values longer than that window are a head and a tail.
 * A lane's virtual context (`password: ` for the JSON leaf of that key) is such a name too.
 */
import type { Detector } from "../detector.ts";
import { oneOf } from "./sample.ts";

const quote = "[\"'`]";
const gap = String.raw`[ \t]{0,10}`;
const sign = String.raw`(?:=>|->|:{1,3}=|={2,3}|!={1,2}|[.?+|]=|\|\||\?\?|[:=])`;
/** `password is`, `the password for the wiki is:` */
const says = String.raw`(?: for(?: [\w.@'-]{1,16}){1,3})?[ \t](?:is|was|ist|lautet|es|est):?`;
/** `API_KEY_PROD`, `token2`, `token string =`, `token: String =` */
const variant = String.raw`(?:[_-]?(?:value|prod|production|dev|test|staging|live|default|primary|secondary|old|new|\d{1,2}))?`;
const type = String.raw`(?:[ \t]?:?[ \t](?:as )?(?:&?str|string))?`;

/** A test that is told to PASS is no password: the word by itself is one only behind the name of what it opens. */
const passwordWord = oneOf(
  "pass(?:word|wort|wd|phrase|code|[_-]?key)",
  "(?:[_.-]|[\"'`]|user|db|my|auth|smtp|mail|ftp|ssh|admin|root)pass",
  "pwd|psw|pswd|passw|kennwort|pw|senha|contrase(?:ñ|n)a|mot[ _-]?de[ _-]?passe|mdp|wachtwoord|parola|пароль|密码|密碼|パスワード|비밀번호",
);
const passwordName = oneOf(passwordWord, "pass");
/** Only `key` needs a word before it: a lead may stand behind anything, so `token` is `access_token`, too. */
const secretName = oneOf(
  "secret|token|credentials?|creds",
  "secret[_-]?key[_-]?base",
  [
    "(?:access|account|admin|aes|api|app|application|auth|authorization|bot|broker|client|consumer|crypto|db|database|decryption|",
    "deploy|deployment|dev|developer|encrypt|encryption|function|gateway|gpg|hmac|ingest|ingestion|insert|integration|jwt|licen[cs]e|",
    "live|management|master|merchant|oauth|org|partner|payment|personal|plugin|priv|private|prod|project|push|query|read|refresh|",
    "rest|routing|sandbox|secret|security|send|server|service|session|shared|sign|signing|site|smtp|ssh|sso|staging|storage|",
    "subscription|support|team|tenant|test|token|upload|user|validation|vault|verification|webhook|workspace|write)[ _.-]?key",
  ].join(""),
);
/** `- name: API_TOKEN\n  value: `, `{"name": "API_TOKEN", "value": "`, `<name>token</name><value>` */
const nameThenValue = String.raw`(?:,?\s{1,20}["']?(?:secret_?|string)?value["']?[ \t]{0,3}[:=][ \t]{0,3}["']?|</(?:name|key)>\s{0,12}<(?:value|string)>)`;
/** `String::from("...")`: what makes a string is none of the names of functions that fetch one. */
const made = String.raw`(?:(?:(?:Secret)?String::from|Secret(?:Str)?|Buffer\.from|SecureString|bytes)\()?`;
const closed = String.raw`(?:${quote}|${quote}\])?`;

/** A byte of an unquoted value (an opening bracket makes it code); the second leaves out what may only follow one. */
const byte = String.raw`[^\s"'<>(\[{\x60]`;
const lastByte = String.raw`[^\s"'<>,;:.!?)\]}&(\[{\x60]`;
/** The value goes on: directly, or behind one or two marks that may also end a sentence, a list or a call. */
const goesOn = String.raw`${lastByte}|[,;:.!?)\]}&]${lastByte}|[,;:.!?)\]}&][,;:.!?)\]}&]${lastByte}|[(\[{]`;
/** Up to its end, which may be a mark. That it has a digit is asked once it is there: in the pattern that would count twice. */
const unquoted = String.raw`[^\s"'<>(\[{\x60$*/&|=+,;.)\]}-]${byte}{2,94}[^\s"'<>,;:.)\]}&(\[{\x60]`;

const secretByte = String.raw`[\w+/=.~!@#$%^*:-]`;
const secretLast = String.raw`[\w+/=~!@#$%^*-]`;

/**
 * In quotes. What starts with ^ or ~ is a version, for packages are called password, too; with / a path: PWD names the working
 * directory. The other first bytes that are left out are joints of code.
 */
const quotedFirst = "^~/+.,;)&|<=";

export const assignmentDetectors: readonly Detector[] = [
  {
    id: "password-quoted",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${passwordName}${variant}${closed}${type}${gap}(?:${sign}|[ \\t](?:is|was|ist|lautet|es|est):?)${gap}${made}[bruflN@$]?"`,
    pattern: String.raw`[^\s"'\x60${quotedFirst}][^\s"]{3,95}`,
    caseless: true,
    notAfter: '[^"]',
    validate: [{ name: "not-placeholder" }],
    confidence: 0.8,
    source: "CWE-798",
    examples: [
      { text: 'password = "hunter2"', find: ["hunter2"] },
      { text: '{"password": "Tr0ub4dor&3", "a": 1}', find: ["Tr0ub4dor&3"] },
      { text: 'val password: String = "s3cr3t\'s"', find: ["s3cr3t's"] },
      { text: 'if (pwd != "letmein")', find: ["letmein"] },
    ],
    counterExamples: [
      { text: 'password = "changeme"' },
      { text: 'password: "Enter your password"' },
      { text: '"minipass": "^7.1.2"' },
      { text: '"OLDPWD": "/home/node/project"' },
      { text: '"?password="+pwd+"&x="' },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-single-quoted",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${passwordName}${variant}${closed}${type}${gap}(?:${sign}|[ \\t](?:is|was|ist|lautet|es|est):?)${gap}${made}[bruflN@$]?['\`]`,
    pattern: String.raw`[^\s'"${quotedFirst}][^\s'\x60]{3,95}`,
    caseless: true,
    notAfter: "[^'`]",
    validate: [{ name: "not-placeholder" }],
    confidence: 0.8,
    source: "CWE-798",
    examples: [
      { text: "DB_PASS='s3cr3t!'", find: ["s3cr3t!"] },
      { text: "config['pwd'] = 'letmein'", find: ["letmein"] },
      { text: "PASS = '`123QWERasdf'", find: ["`123QWERasdf"] },
      { text: "password := `open_sesame`\n", find: ["open_sesame"] },
    ],
    counterExamples: [
      { text: "password: 'changeme'" },
      { text: "'password': '{{DB_PASSWORD}}'" },
      { text: "'password' => 'required|min:8'" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-assignment",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${passwordWord}${variant}${closed}${gap}(?:${sign}|${says})${gap}`,
    pattern: unquoted,
    caseless: true,
    notAfter: goesOn,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }, { name: "digits", min: 1 }],
    confidence: 0.75,
    source: "CWE-798, CWE-256",
    examples: [
      { text: "password: hunter2", find: ["hunter2"] },
      { text: "My password is Tr0ub4dor&3.", find: ["Tr0ub4dor&3"] },
      { text: "The password for the staging wiki is: hunter2!", find: ["hunter2!"] },
      { text: "MYSQL_PASSWORD=s3cr3t,x!", find: ["s3cr3t,x!"] },
      { text: "contraseña: 7Toros!", find: ["7Toros!"] },
    ],
    counterExamples: [
      { text: "password: $DB_PASSWORD" },
      { text: "password = getPassword(1)" },
      { text: "password: String!" },
      { text: "password: super$ecret", neighbour: "password-marked" },
      { text: "the password is required here" },
      { text: 'password: "hunter2"', neighbour: "password-quoted" },
    ],
  },
  {
    id: "password-marked",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${passwordWord}${variant}${closed}${gap}(?:${sign}|[ \\t](?:is|was|ist|lautet):?)${gap}`,
    pattern: "[A-Za-z]{2,24}[!@#$%^*~+][A-Za-z!@#$%^*~+_-]{0,24}",
    caseless: true,
    notAfter: goesOn,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.7,
    source: "CWE-798, CWE-256",
    examples: [
      { text: "password: super$ecret", find: ["super$ecret"] },
      { text: "DB_PASSWORD=letmein!", find: ["letmein!"] },
      { text: "the password is Rosen*rot", find: ["Rosen*rot"] },
    ],
    counterExamples: [
      { text: "password: String!" },
      { text: "password = $password" },
      { text: "password: swordfish", neighbour: "password-word" },
    ],
  },
  {
    id: "pass-assignment",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    // Lower case only, and a letter first: test runs say PASS: 12/12.
    lead: `pass${closed}${gap}[:=]${gap}`,
    pattern: String.raw`[A-Za-z]${byte}{2,94}[^\s"'<>,;:.)\]}&(\[{\x60]`,
    notAfter: goesOn,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }, { name: "digits", min: 1 }],
    confidence: 0.7,
    source: "CWE-798, CWE-256",
    examples: [
      { text: "user: bob\npass: hunter2\n", find: ["hunter2"] },
      { text: "ftp://h?pass=t1ger!", find: ["t1ger!"] },
      { text: "{'pass': s3cr3t!}", find: ["s3cr3t!"] },
    ],
    counterExamples: [
      { text: "--- PASS: TestVet/3 (0.07s)" },
      { text: "tests pass: 10/12" },
      { text: "pass = getPass(1)" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-word",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: String.raw`(?:[Pp]ass(?:word|wort|wd|phrase|code)?|PASS(?:WORD|WD|PHRASE)?|[Pp]wd|PWD|[Kk]ennwort)${quote}?[ \t]?[:=][ \t]?`,
    pattern: "[A-Za-z]?[a-z]{4,40}(?:-[a-z]{1,20}){0,3}",
    notAfter: String.raw`[\w(\[.:=<>?!/*+|;)-]|&&|[ \t][^# \t]|[ \t]{2}[^# \t]|[ \t]{3}[^# \t]|,[ \t]|[\x80-\xff]`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.6,
    source: "CWE-798, CWE-256",
    examples: [
      { text: "password: swordfish", find: ["swordfish"] },
      { text: "user: bob\npassword: letmein\n", find: ["letmein"] },
      { text: "PASSWORD=Dragons", find: ["Dragons"] },
      { text: "AUTH_PASSWORD=whiteduke  # of the year", find: ["whiteduke"] },
    ],
    counterExamples: [
      { text: "password: string" },
      { text: "password: must be long" },
      { text: "password = request.form" },
      { text: "login(user=name, password=entered)" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-call",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: String.raw`${passwordWord}${closed}(?:[ \t]{0,2}[(,][ \t]{0,2}|[ \t]{1,3})[bru@$]?${quote}`,
    pattern: String.raw`[^\s"'\x60^~/+.,;)&|<=$][^\s"'\x60]{3,95}`,
    caseless: true,
    notAfter: "[^\"'`]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }, { name: "digits", min: 1 }],
    confidence: 0.7,
    source: "CWE-798",
    examples: [
      { text: 'System.setProperty("db.password", "s3cr3t");', find: ["s3cr3t"] },
      { text: "options.setPassword('Summer2024');", find: ["Summer2024"] },
      { text: "credentials {\n  username 'bob'\n  password 'hunter2'\n}", find: ["hunter2"] },
    ],
    counterExamples: [
      { text: 't("password", "Password")' },
      { text: "hashPassword('plain')" },
      { text: 'fields = ["password", "username"]' },
      { text: 'password = "hunter2"', neighbour: "password-quoted" },
    ],
  },
  {
    id: "password-said",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "prose"],
    lead: String.raw`(?:pass(?:word|phrase|code)?|pwd|passwort|kennwort) (?:for|of|on|to|für) [^\r\n.;]{1,64} (?:is|was|ist|lautet):?[ ]{1,2}${quote}`,
    pattern: String.raw`[^\s"'\x60][^\s"'\x60]{2,63}`,
    caseless: true,
    notAfter: "[^\"'`]",
    validate: [{ name: "not-placeholder" }],
    confidence: 0.8,
    source: "CWE-256: passwords told in prose",
    examples: [
      { text: 'The password for the user "bob" is "pyne".', find: ["pyne"] },
      { text: "the password of our wiki at home is 'swordfish'", find: ["swordfish"] },
      { text: "Das Passwort für den Server ist: 'tiger42'", find: ["tiger42"] },
    ],
    counterExamples: [
      { text: "the password for the wiki is 'required'" },
      { text: "the password for it is known" },
      { text: "the password for this. Nobody is 'swordfish'" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-element",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "xml"],
    lead: String.raw`(?:${passwordName}>(?:\r?\n\s{0,12})?|name=["'][\w.-]{0,24}${passwordName}["']>(?:\r?\n\s{0,12})?|${passwordName}${closed}(?:[ \t]{1,3}value=["']|${nameThenValue}))`,
    pattern: String.raw`[^\s"'<>{}$@:/][^\s"'<>{}]{3,63}`,
    caseless: true,
    notAfter: String.raw`[^\s"'<]`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.75,
    source: "CWE-798, XML configuration: NuGet.Config, Spring, Maven settings, web.config",
    examples: [
      { text: "<password>swordfish</password>", find: ["swordfish"] },
      { text: '<add key="ClearTextPassword" value="Winter-Palace" />', find: ["Winter-Palace"] },
      { text: '<property name="password" value="tiger"/>', find: ["tiger"] },
      { text: '- name: DB_PASSWORD\n  value: "swordfish"\n', find: ["swordfish"] },
    ],
    counterExamples: [
      { text: "<password>{{db_password}}</password>" },
      { text: '<input type="password" name="q">' },
      { text: "<label>Password</label>" },
      { text: "Password> or password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-long",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${passwordName}${closed}${gap}${sign}${gap}${quote}?`,
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
    id: "secret-quoted",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: String.raw`${secretName}${variant}(?:${closed}${type}${gap}${sign}\s{0,8}${made}|${quote}[ \t]{0,2}(?:,\s{0,4}|\{\s{1,8}default\s{1,8}=\s{1,3}))[bruflN@$]?${quote}{1,2}`,
    pattern: String.raw`[\w+/=.~!@#$%^*:&|?-]{8,128}`,
    caseless: true,
    notAfter: "[^\"'`]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.8 }, { name: "digits", min: 1 }],
    confidence: 0.75,
    source: "CWE-798",
    examples: [
      { text: 'api_key = "a8Fk2LmQ9ZxT4cV7"', find: ["a8Fk2LmQ9ZxT4cV7"] },
      { text: '{"client_secret": "9f86d081884c7d65"}', find: ["9f86d081884c7d65"] },
      { text: "const authToken: string = 'Zx9-kk_27aBQ';", find: ["Zx9-kk_27aBQ"] },
      { text: 'System.setProperty("ACME_TOKEN", "hzwuvpx8k71b34w9")', find: ["hzwuvpx8k71b34w9"] },
      { text: '$acmeToken .= "hzwuvpx8k71b34w9"', find: ["hzwuvpx8k71b34w9"] },
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
    lead: String.raw`${secretName}${variant}${closed}(?:${gap}(?:${sign}|${says})${gap}|>(?:\r?\n\s{0,12})?|[ \t]{1,3}value=["']|${nameThenValue})`,
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
      { text: "<acmeToken>\n    hzwuvpx8k71b34w9\n</acmeToken>", find: ["hzwuvpx8k71b34w9"] },
    ],
    counterExamples: [
      { text: "token = lexer.next()" },
      { text: "max_tokens: 4096" },
      { text: "access_token: string" },
      { text: 'api_key: "a8Fk2LmQ9ZxT4cV7"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "secret-marked",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${secretName}${variant}${closed}${type}${gap}${sign}${gap}[bru]?["']`,
    // A letter, a mark, and no white space: neither a word nor a path of names, with or without a digit.
    pattern: String.raw`[A-Za-z0-9][^\s"']{3,48}[!#$%^&(){}\[\]>][^\s"']{4,64}`,
    caseless: true,
    notAfter: "[^\"']",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.4 }],
    confidence: 0.65,
    source: "CWE-798",
    examples: [
      {
        text: 'api_key = "k{{m}o)p$w]lab(rdy[quits>-_$#thatone}}"',
        find: ["k{{m}o)p$w]lab(rdy[quits>-_$#thatone}}"],
      },
      { text: "client_secret: 'vB#tre(Wqaz)PlmKo'", find: ["vB#tre(Wqaz)PlmKo"] },
      { text: '{"secret": "development#productline"}', find: ["development#productline"] },
    ],
    counterExamples: [
      { text: 'token: "keyword.control.import"' },
      { text: 'token: "$(TOKEN_OF_THE_JOB)"' },
      { text: 'secret: "a (very) long tale"' },
      { text: 'api_key: "a8Fk2LmQ9ZxT4cV7"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "npm-basic-credentials",
    entity: "NPM_TOKEN",
    label: "confidential",
    tags: ["credential", "package-registry"],
    lead: String.raw`[:\s]_(?:password|auth)[ ]?=[ ]?["']?`,
    pattern: "[A-Za-z0-9+/]{6,256}={0,2}",
    notAfter: String.raw`[\w+/=(\[.]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.5 }],
    confidence: 0.85,
    source: "npm documentation, npmrc: _password and _auth in base64",
    examples: [
      { text: "//npm.example.com/:_password=aHVudGVyMg==\n", find: ["aHVudGVyMg=="] },
      { text: "\n_auth = Ym9iOmh1bnRlcjI=\n", find: ["Ym9iOmh1bnRlcjI="] },
      { text: '//npm.example.com/:_auth="Ym9iOnN3b3JkZmlzaA=="', find: ["Ym9iOnN3b3JkZmlzaA=="] },
    ],
    counterExamples: [
      { text: "//npm.example.com/:_password=$NPM_PASSWORD" },
      { text: "my _auth = HTTPBasicAuth(user)" },
      { text: "//npm.example.com/:username=bob" },
      { text: "npm_password=hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "key-quoted",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: String.raw`(?:key|auth|salt|pepper|signature|pat)${closed}${type}${gap}${sign}\s{0,8}[bru@$]?${quote}`,
    pattern: "[A-Za-z0-9+]{24,128}={0,2}",
    caseless: true,
    notAfter: "[^\"'`]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.4 }, { name: "digits", min: 3 }],
    confidence: 0.6,
    source: "CWE-798",
    examples: [
      { text: 'key = "a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5"', find: ["a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5"] },
      { text: "\"user_auth\": 'am9obmRvZTpkMDY5NGIxYi1jMTcx=='", find: ["am9obmRvZTpkMDY5NGIxYi1jMTcx=="] },
      { text: 'salt: "9f86d081884c7d659a2feaa0c55ad015"', find: ["9f86d081884c7d659a2feaa0c55ad015"] },
    ],
    counterExamples: [
      { text: 'key: "user_profile_2024_settings_12345"' },
      { text: 'key: "b3d7c1e2-4f5a-4b6c-8d7e-9f0a1b2c3d4e"' },
      { text: 'key="uploads/2024/01/photo_123456.jpg"' },
      { text: 'api_key: "a8Fk2LmQ9ZxT4cV7"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "framework-secret-key",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `(?:secret[_-]?key|jwt[ _.-]?secret|cookie[_-]?secret|session[_-]?secret|(?:auth|secure_auth|logged_in|nonce)_(?:key|salt))${closed}${gap}[:=,]>?${gap}[bru]?${quote}`,
    pattern: String.raw`[^\s"'<]{24,128}`,
    caseless: true,
    notAfter: "[^\"'`]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.6 }, { name: "digits", min: 1 }],
    confidence: 0.85,
    source: "Django, Express and WordPress documentation: SECRET_KEY, session secrets, salts",
    examples: [
      { text: "SECRET_KEY = 'k#2e)(f8$w!z@7q&x%3m^9*v_b+0=t{c}'", find: ["k#2e)(f8$w!z@7q&x%3m^9*v_b+0=t{c}"] },
      { text: 'jwtsecret: "7D}/vYR)T;W5]EBrf;_&k>qX??]G"', find: ["7D}/vYR)T;W5]EBrf;_&k>qX??]G"] },
      { text: "define('AUTH_KEY', 'x|9f(J2k;L4m)Q6r{T8v}Z0b'); ", find: ["x|9f(J2k;L4m)Q6r{T8v}Z0b"] },
    ],
    counterExamples: [
      { text: "SECRET_KEY = os.environ['DJANGO_SECRET_KEY_PRODUCTION_1']" },
      { text: "SECRET_KEY = ''" },
      { text: "define('AUTH_KEY', 'put your unique phrase here');" },
      { text: 'client_secret: "9f86d081884c7d65"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "django-insecure-key",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential"],
    pattern: String.raw`django-insecure-[^\s"']{30,64}`,
    confidence: 0.95,
    source: "Django documentation, SECRET_KEY as startproject writes it",
    examples: [
      {
        text: "KEY = 'django-insecure-k#2e)(f8$w!z@7q&x%3m^9*v_b+0=tc'",
        find: ["django-insecure-k#2e)(f8$w!z@7q&x%3m^9*v_b+0=tc"],
      },
      {
        text: "x=django-insecure-4f8$w!z@7q&x%3m^9*v_b+0=tcJ2kL4",
        find: ["django-insecure-4f8$w!z@7q&x%3m^9*v_b+0=tcJ2kL4"],
      },
      {
        text: '"django-insecure-z@7q&x%3m^9*v_b+0=tcJ2kL4mQ6rT8"',
        find: ["django-insecure-z@7q&x%3m^9*v_b+0=tcJ2kL4mQ6rT8"],
      },
    ],
    counterExamples: [
      { text: "a key that starts with django-insecure- is for development" },
      { text: "django-insecure-key" },
      { text: "Django-Insecure-k#2e)(f8$w!z@7q&x%3m^9*v_b+0=tc" },
      { text: 'client_secret: "9f86d081884c7d65"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "secret-long",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${secretName}${closed}${gap}${sign}${gap}${quote}?`,
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
