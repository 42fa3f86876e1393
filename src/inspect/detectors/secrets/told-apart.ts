/** Passwords and PINs that people tell and tests show where the word for them is not directly before the value, or behind it. */
import type { Detector } from "../../detector.ts";
import { noCentury, oneOf } from "../sample.ts";

const tags = ["credential", "prose"];
const genuine = [{ name: "not-placeholder" }, { name: "entropy", min: 2.3 }, { name: "digits", min: 1 }] as const;
const open = "[\"'`«“„(]?[ ]?";
const mark = "[A-Za-z0-9!@#$%^&*+_=~?.-]";
/** Capitals, figures and marks among small letters: no word that is said of passwords. */
const told = `${mark}{1,24}(?:[a-z0-9!@#*_+-][A-Z]|[A-Z]\\d|[a-z]\\d[A-Za-z!@#*_\\d]|[!#$%^&*+~?@])${mark}{0,30}[A-Za-z0-9!@#$%^&*+_=~]`;
const goesOn = String.raw`[\w(/\\@=-]|[.,:]\w`;

export const toldApartDetectors: readonly Detector[] = [
  {
    id: "password-then-said",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: oneOf(
      `(?:[Pp]assword|[Pp]asscode|[Pp]asswort|[ ]pwd)(?:,[ ](?:use|try|enter|type|nimm|nutze)|[ ](?:--|–|—))[ ]${open}`,
      `(?:[Nn]ew|[Tt]emp(?:orary)?|[Ii]nitial|[Oo]ne-time)[ ](?:password|passcode|pwd|pw)[ ]${open}`,
      String.raw`(?:his|her|their|our|my|the|your)[ ](?:password|pwd)[ ]\(|[Pp]assword[ ](?:for[ ](?:user[ ])?["'][^"'\r\n]{1,32}["']:[ ]|\[)`,
      String.raw`[Pp]assword["'\x60]?,[ ](?:and[ ]|with[ ])?(?:the[ ])?value(?:[ ]is)?:?[ ]${open}`,
      String.raw`[Cc]lave(?:[ ](?:del?|para|en|da|do)(?:[ ][\w.@-]{1,16}){1,3})?[ ](?:es|é|será)(?:[ ]ahora)?:?[ ]${open}`,
      String.raw`(?:[Pp]assword|[Pp]asswort|mot de passe|contraseña|[ ]pwd?)[^\r\n?]{0,16}[?]["”]?\r?\n[ >]{0,5}(?:[A-Z][a-z]{1,11}:[ ])?(?:[Ii]t(?:'|’)?s|[Tt]ry|[Uu]se|[Ss]till|I think it(?:'|’)?s|[Ee]s ist|[Cc](?:'|’)est|[Ee]s)[ ]${open}`,
    ),
    pattern: told,
    notAfter: goesOn,
    validate: genuine,
    confidence: 0.65,
    source: "CWE-256: passwords told in prose",
    examples: [
      { text: "For the password, use t1gerLily.", find: ["t1gerLily"] },
      { text: "password -- t1gerLily -- works for me", find: ["t1gerLily"] },
      { text: "path secret/shop, key password, value t1gerLily", find: ["t1gerLily"] },
      { text: "he sent his password (t1gerLily) in plain text", find: ["t1gerLily"] },
      { text: 'Enter new password for user "bob": t1gerLily', find: ["t1gerLily"] },
      { text: "login failed for user [bob] with password [t1gerLily]", find: ["t1gerLily"] },
      { text: "La clave del servidor es Girasol24!", find: ["Girasol24!"] },
      { text: "Done. New password t1gerLily, initial pw `Tann3nba-um`", find: ["t1gerLily", "Tann3nba-um"] },
      { text: ">> What's the password?\n> It's t1gerLily\n", find: ["t1gerLily"] },
    ],
    counterExamples: [
      { text: "For the password, use at least 12 characters." },
      { text: "password -- see RFC2617" },
      { text: "a new password field of 12 characters, temporary password MUST be changed" },
      { text: "la clave del problema es sencilla" },
      { text: "Forgot your password?\nUse the link" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "entered-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "test"],
    lead: "(?:[Ee]nter(?:s|ed)?|[Tt]yp(?:e|es|ed)|[Ff]ill(?:s|ed)? in)[ ][\"']",
    // Where it is entered says what it is, and belongs to the span.
    pattern: String.raw`[^\s"'<$][^\s"']{3,47}["'][ ](?:in|into|as|for)[ ](?:(?:the|my|his|her|your)[ ])?["']?[Pp]ass(?:word|code)`,
    confidence: 0.75,
    validate: [{ name: "not-placeholder" }],
    source: "Gherkin reference: steps of a login",
    examples: [
      { text: 'When I enter "t1gerLily" into the password field', find: ['t1gerLily" into the password'] },
      { text: "And I fill in 'tiger42' for 'Password'", find: ["tiger42' for 'Password"] },
      { text: 'she types "h4lf-moon" as her password', find: ['h4lf-moon" as her password'] },
    ],
    counterExamples: [
      { text: 'When I enter "bob" into the name field' },
      { text: 'When I enter "<password>" into the password field' },
      { text: "enter your password in the form" },
      { text: 'password: "hunter2"', neighbour: "password-quoted" },
    ],
  },
  {
    id: "real-connect-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "code"],
    lead: String.raw`mysql_real_connect\([ ]?[\w&>.-]{1,20},[ ]?(?:"[^"\r\n]{0,44}"|[A-Za-z_]{1,16}),[ ]?(?:"[^"\r\n]{1,28}"|[A-Za-z_]{1,16}),[ ]?"`,
    pattern: String.raw`[^\s"$<{][^\s"]{3,63}`,
    notAfter: '[^"]',
    validate: [{ name: "not-placeholder" }],
    confidence: 0.8,
    source: "MySQL C API documentation, mysql_real_connect",
    examples: [
      { text: 'mysql_real_connect(conn, "localhost", "bob", "swordfish", "shop", 0, NULL, 0)', find: ["swordfish"] },
      { text: 'mysql_real_connect(&m, host, user, "tiger42", db, 0, 0, 0)', find: ["tiger42"] },
      { text: 'mysql_real_connect(m,"h","u","t1gerLily","d",3306,NULL,0)', find: ["t1gerLily"] },
    ],
    counterExamples: [
      { text: "mysql_real_connect(conn, host, user, password, db, 0, NULL, 0)" },
      { text: 'mysql_real_connect(conn, "localhost", "bob", "", "shop", 0, NULL, 0)' },
      { text: 'mysql_real_connect(conn, "localhost", user, NULL, "shop", 0, NULL, 0)' },
      { text: "mysqli_connect('localhost', 'bob', 'tiger42')", neighbour: "directory-entry-password" },
    ],
  },
  {
    // Six digits are a postcode of India, too: the member before says whose it is.
    id: "pin-of-user",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "list"],
    lead: String.raw`"(?:user|login|card|account|device|phone|msisdn|customer|client|otp)(?:_?(?:name|id|number|no))?"[ ]?:[ ]?"?[^"\r\n]{1,40}"?,\s{0,16}"(?:pin|passcode|pin_?code)"[ ]?:[ ]?"?`,
    pattern: String.raw`\d{5,8}|${noCentury}\d{2}`,
    caseless: true,
    notAfter: String.raw`[\w%/.:-]`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.65,
    source: "ISO 9564: personal identification numbers of 4 to 12 digits",
    examples: [
      { text: '{"user":"bob","pin":"482913"}', find: ["482913"] },
      { text: '{"card_number": "x", "pin": 739204}', find: ["739204"] },
      { text: '{"phone":"+49","pin":"884213"}', find: ["884213"] },
    ],
    counterExamples: [
      { text: '{"state":"KA","pin":"560001"}' },
      { text: '{"user":"bob","pin":"12"}' },
      { text: '{"device":"led","pin":"GPIO17"}' },
      { text: '{"x":1,"pin":"9042"}', neighbour: "pin-labelled" },
    ],
  },
];
