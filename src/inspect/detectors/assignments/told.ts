/**
 * Passwords, PINs and codes as people tell them to each other, with no sign between name and value: behind the user whose they are, as the second
 * half of a pair, behind the word for what they open.
 */
import type { Detector } from "../../detector.ts";
import { noCentury, oneOf } from "../sample.ts";
import { goesOn, unquoted } from "./parts.ts";

const tags = ["credential", "prose"];
const noun = oneOf("pass(?:word|wort|code)|pwd|pw|kennwort|senha|contrase(?:ñ|n)a|clave|mot de passe|mdp|wachtwoord");
/** By itself `pass` is a verb: only behind a user it is another word for his password. */
const word = oneOf(noun, "pass|psk");
const user = oneOf(
  "user(?:[ ]?name)?|login|log in|sign in|account|e-?mail|benutzer(?:name)?|nutzer|usuario|usu(?:á|a)rio|utilisateur|identifiant|ssid",
);
const joint = `,?[ ]{1,2}(?:(?:/|and|und|et|y|e|with|mit|con|com|avec)[ ])?(?:(?:the|das|dem|le|la|a)[ ])?`;
const open = "[\"'`«“„(]?[ ]?";
/** No path, no address, no assignment; a letter or a mark first, since figures begin what is counted. */
const first = "[A-Za-z!#*+]";
const byte = "[A-Za-z0-9!#$%^&*+?.,;:~_-]";
const last = "[A-Za-z0-9!#$%^&*+~_-]";
const value = `${first}${byte}{3,46}${last}`;
const genuine = [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }, { name: "digits", min: 1 }] as const;

const bitlocker = "526018-159083-016613-186091-390996-030824-628194-821993";

const usedWords = [
  ...["use", "using", "with", "try", "nimm", "nutze", "mit", "usa", "con", "utilise", "utilisez", "avec", "(password"],
  ...["password to", "passwort auf", "contraseña a", "contraseña en", "mot de passe en"],
];

export const toldDetectors: readonly Detector[] = [
  {
    id: "user-then-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: String.raw`${user}(?:[ ]?:|[ ](?:is|as|with|ist))?[ ]{1,2}${open}[A-Za-z0-9][\w.@+-]{1,40}["'\x60)]?${joint}(?:${word}|clave[ ]?:)[ ]${open}`,
    pattern: value,
    caseless: true,
    notAfter: `${goesOn}|[/@\\\\=]`,
    validate: genuine,
    confidence: 0.7,
    source: "CWE-256: user and password told in prose",
    examples: [
      { text: "log in as user bob pass tiger-lily9", find: ["tiger-lily9"] },
      { text: "VPN: user svc-vpn / pass Tunnel_2024x", find: ["Tunnel_2024x"] },
      { text: "Benutzer mmuster, Passwort Tannen24!", find: ["Tannen24!"] },
      { text: "sign in with bob@example.com and the password Purple-Rain-99.", find: ["Purple-Rain-99"] },
      { text: "usuario: admin clave: Perro.Azul7", find: ["Perro.Azul7"] },
    ],
    counterExamples: [
      { text: "the user enters a password twice" },
      { text: "user name and password are required" },
      { text: "user bob, password $PASSWORD1" },
      { text: "user bob, password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "login-pair",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: String.raw`(?:log-?in|cred(?:ential)?s?|(?:admin|test|demo|root)[ ]account|zugangsdaten|anmeldedaten|identifiants|acceso|acesso)(?:[ ][^\s:/]{1,14}){0,3}(?:(?:[ ]?:|[ ](?:is|are|with|sind))[ ]|[ ]\()["'\x60]?[A-Za-z][\w.@+-]{1,40}["'\x60]?(?:[ ]/[ ]|/)["'\x60]?`,
    pattern: `${first}[A-Za-z0-9!#$%^&*+?.,;:~_@-]{3,46}${last}`,
    caseless: true,
    notAfter: `${goesOn}|[/@\\\\=]`,
    validate: genuine,
    confidence: 0.65,
    source: "CWE-256: user and password told as a pair",
    examples: [
      { text: "use these creds: root / t00r!x", find: ["t00r!x"] },
      { text: "/* test login: bob@example.com / Orca1234! */", find: ["Orca1234!"] },
      { text: "the credentials are scott/tiger99x", find: ["tiger99x"] },
      { text: "login: admin / P@ss1234", find: ["P@ss1234"] },
      { text: "default credentials in use (admin/Adm1nDef)", find: ["Adm1nDef"] },
    ],
    counterExamples: [
      { text: "login: GET / or POST /v1" },
      { text: "credentials: user/password" },
      { text: "account: 2023/24" },
      { text: "login: root, password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-set-to",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: String.raw`(?:password|passwort|passphrase|kennwort|senha|contrase(?:ñ|n)a|mot de passe)(?:[ ](?:for|of|on|für|von|de|del|do|du)(?:[ ][\w.@'-]{1,16}){1,3})?[ ](?:to|auf|a|en|para|in|will[ ]be)[ ]${open}`,
    // Base64, sha256 and utf-8 are what passwords are turned to, too: a long word with figures, or a mark.
    pattern: String.raw`[A-Za-z]{5,32}\d{1,8}[!?#$%*.]{0,2}|[A-Za-z0-9.-]{2,24}[!#$%^&*+_][A-Za-z0-9!#$%^&*+_.-]{2,24}|[a-z]{1,12}\d[A-Za-z0-9]{0,12}[a-z]\d[A-Za-z0-9!#$%*_]{2,24}`,
    caseless: true,
    notAfter: `${goesOn}|[/@\\\\=]`,
    validate: genuine,
    confidence: 0.6,
    source: "CWE-256: changed passwords told in prose",
    examples: [
      { text: "I set the new password to Rosebud_1941, change it", find: ["Rosebud_1941"] },
      { text: "ich hab das Passwort auf Tannenbaum1 geändert", find: ["Tannenbaum1"] },
      { text: "He cambiado la contraseña a Luna_Llena5", find: ["Luna_Llena5"] },
      { text: "the root password on db1 will be k3Jm5LqR8tW from now on", find: ["k3Jm5LqR8tW"] },
    ],
    counterExamples: [
      { text: "convert the password to sha256 or base64" },
      { text: "set the password to 12 characters" },
      { text: "the password to access_your_account" },
      { text: "computed on the go, and pass to Machoreloc1" },
      { text: "set the password to: hunter2; password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-beside",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: `${noun}[ ]${open}`,
    // A mark and figures in one word: neither a name of what is done with passwords nor a number of characters.
    pattern: "[A-Za-z][A-Za-z0-9.-]{1,24}[!$^*~][A-Za-z0-9!$^*~._-]{0,24}",
    caseless: true,
    notAfter: `${goesOn}|[/@\\\\=]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.5 }, { name: "digits", min: 1 }],
    confidence: 0.6,
    source: "CWE-256: passwords told in prose",
    examples: [
      { text: "with the password Muster2024! you get in", find: ["Muster2024!"] },
      { text: "Zugang mit Passwort Wal$89x", find: ["Wal$89x"] },
      { text: "pw kx9!mP2 works", find: ["kx9!mP2"] },
      { text: "ssh to it as root with password Ch4tRoot! now", find: ["Ch4tRoot!"] },
    ],
    counterExamples: [
      { text: "the password sha256 of it" },
      { text: "password $PASSWORD12" },
      { text: "a password of 12 characters!" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-used",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    // By the name, which is rare; what one does with it comes before.
    lead: `(?:[Pp]ass(?:word|wort|code)|[Pp][Ww][Dd]?|[Kk]ennwort|contrase(?:ñ|n)a|clave|mot de passe|mdp|senha)[ ](?:(?:auf|a|en|to)[ ])?${open}`,
    context: { words: usedWords, before: 64 },
    // Capitals and figures among small letters.
    pattern: String.raw`[A-Za-z0-9!#$%^&*+_.-]{2,20}(?:[a-z0-9!@#*_-][A-Z]|[A-Z]\d|[a-z]\d[A-Za-z!@#*_\d])[A-Za-z0-9!#@$%^&*+_.-]{0,30}[A-Za-z0-9!#$%^&*+_]`,
    notAfter: `${goesOn}|[/@\\\\=]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.6 }, { name: "digits", min: 1 }],
    confidence: 0.6,
    source: "CWE-256: passwords told in prose",
    examples: [
      { text: "pls use pwd Tannen2024 for the box", find: ["Tannen2024"] },
      { text: "Nimm mal das PW k3Jm5LqR8tW", find: ["k3Jm5LqR8tW"] },
      { text: "utilise le mot de passe `Mimosa33x` pour te connecter", find: ["Mimosa33x"] },
      { text: "entra con la contraseña Girasol24!", find: ["Girasol24!"] },
      { text: "ssh bob@db1 (password k3Jm5LqR8tW)", find: ["k3Jm5LqR8tW"] },
    ],
    counterExamples: [
      { text: "with the password sha256 of it" },
      { text: "use a password of 12Characters" },
      { text: "with password_hash2 and Argon2" },
      { text: "the password Muster2024! or password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-told-cjk",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: `(?:密码|密碼|口令|パスワード|비밀번호|비번)(?:是|为|為|は|는|은):?[ ]?["“「『]?`,
    // Letters of Asian scripts before or behind it say what passwords must be.
    pattern: "[A-Za-z0-9!@#$%^&*+._-]{4,63}[A-Za-z0-9!@#$%^&*+_-]",
    notAfter: String.raw`[\w!@#$%^&*+-]|[\x80-\xff]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }, { name: "digits", min: 1 }],
    confidence: 0.7,
    source: "CWE-256: passwords told in Chinese, Japanese and Korean",
    examples: [
      { text: "密码是 Panda888!", find: ["Panda888!"] },
      { text: "パスワードはsakura-2024", find: ["sakura-2024"] },
      { text: "비밀번호는 hanok4711, 감사합니다", find: ["hanok4711"] },
    ],
    counterExamples: [
      { text: "密码是必填项" },
      { text: "パスワードは12345文字以上" },
      { text: "密码为SHA256加密" },
      { text: "密码: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "wifi-key-told",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "network"],
    lead: `(?:wi-?fi|wlan|wpa[23]|hotspot)(?:[ _-]?(?:code|key|schl(?:ü|u)ssel|pass)["']?(?:[ ]?[:=]|[ ](?:is|ist|lautet))|[ ](?::|est|es|é|è))[ ]{0,2}${open}`,
    pattern: `[A-Za-z0-9!#$%&*+][A-Za-z0-9!#$%&*+.,;:?~_-]{6,61}[A-Za-z0-9!#$%&*+~_-]`,
    caseless: true,
    notAfter: goesOn,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }, { name: "digits", min: 1 }],
    confidence: 0.75,
    source: "IEEE 802.11i: pass phrases of 8 to 63 characters",
    examples: [
      { text: "WPA2-Key: 4839201756648209", find: ["4839201756648209"] },
      { text: "voici le code wifi : Baguette99!", find: ["Baguette99!"] },
      { text: "la clave del wifi es casa-verde-12", find: ["casa-verde-12"] },
    ],
    counterExamples: [
      { text: "the wifi key is on the router" },
      { text: "wpa_key: $WPA_KEY_1" },
      { text: "wifi code 802" },
      { text: "wifi password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "access-code",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "prose"],
    lead: String.raw`(?:(?:2fa|mfa|otp|one-time)[ ](?:pass)?code[ ]|(?:(?:verification|security|confirmation|sign-?in|log-?in|one-time|access|door|gate|alarm|lockbox)[ _-](?:pass)?code|otp|(?:t(?:ü|u)r|alarm|zugangs|best(?:ä|a)tigungs|sicherheits)code|c(?:ó|o)digo[ ](?:de(?:[ ]la|l)?|d[oa])[ ](?:port(?:ão|ao|a)|puerta|alarma|alarme|acceso|acesso|seguridad|segurança|verificaci(?:ó|o)n|verificação))["']?(?:[ ](?:for|f(?:ü|u)r|of|to)(?:[ ][\w.@+-]{1,16}){1,4})?(?:[ ]?[:=#]|[ ](?:is|ist|lautet|es|est|é|è))[ ]{0,2}["'#*]{0,3})`,
    pattern: String.raw`\d{4,8}|\d{3}[ -]\d{3}|[A-Z0-9]{2,5}(?:-[A-Z0-9]{2,5}){1,3}`,
    caseless: true,
    notAfter: String.raw`[\w%/]|[.,:-]\d`,
    validate: [{ name: "not-placeholder" }, { name: "digits", min: 3 }],
    confidence: 0.65,
    source: "RFC 4226, RFC 6238: one-time passwords of 6 to 8 digits; codes of doors and alarms",
    examples: [
      { text: "Your verification code is 739204. Do not share it.", find: ["739204"] },
      { text: "Alarm code: 7719, alarm_code: 7720", find: ["7719", "7720"] },
      { text: "the lockbox code is 3142", find: ["3142"] },
      { text: "OTP for the login of bob is 482 913", find: ["482 913"] },
      { text: "mfa code 551 204 works", find: ["551 204"] },
    ],
    counterExamples: [
      { text: "error code: 4040" },
      { text: "the verification code is valid for 10 minutes" },
      { text: "PIN code: 560001" },
      { text: "passcode: 83x9201", neighbour: "password-assignment" },
    ],
  },
  {
    id: "pin-told",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "prose"],
    lead: String.raw`(?:pin(?:[ ](?:for|f(?:ü|u)r|of|to|de|del|da|do|du)(?:[ ][\w.'-]{1,16}){1,3})?[ ](?:is|ist|lautet|est|es|é|è):?|(?:my|your|our|meine|deine|atm|card|debit|bank|sim)[ -]pin:|(?:atm|card|debit|bank|sim)[ -]pin|puk(?:[ ](?:is|ist))?:?)[ ]{1,2}["'#*]{0,3}`,
    pattern: String.raw`\d{4,8}`,
    caseless: true,
    notBefore: "[A-Za-z0-9]",
    notAfter: String.raw`[\w%/]|[.,:-]\d|[ ](?:mm|cm|ms)`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.6,
    source: "ISO 9564: personal identification numbers of 4 and more digits",
    examples: [
      { text: "the pin for the safe is 4471", find: ["4471"] },
      { text: "meine PIN ist 2934, danke", find: ["2934"] },
      { text: "ATM pin: 7391, card PIN 7392", find: ["7391", "7392"] },
      { text: "el pin de la tarjeta es 5521", find: ["5521"] },
    ],
    counterExamples: [
      { text: "the pin is connected to GPIO 17" },
      { text: "pin: 1304, mode: OUTPUT" },
      { text: "the PIN is 12 mm long" },
      { text: "PIN: 560001" },
      { text: "the passcode is: 83x9201", neighbour: "password-assignment" },
    ],
  },
  {
    // As the value of a key, or behind capitals and a colon: a board's pins have fewer digits, a postcode of India six. Or before the key that ends it.
    id: "pin-labelled",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "list"],
    lead: oneOf(
      String.raw`(?:["'_][Pp]in|[a-z]Pin|["'_]PIN)(?:[_-]?(?:[Cc]ode|[Nn]umber))?\\?["'](?:[ ]?:[ ]?|[ ]=>[ ])\\?["']?`,
      "[<?&_](?:[Pp]in|PIN)(?:_?[Cc]ode)?[>=]",
      String.raw`(?:PIN|Pin)(?:[- ]?[Cc]ode|[ ][Nn]umber|[ ][Nn]o\.?)?(?::|:\*\*|[ ]?=)[ ]{0,2}["']?`,
      "(?:[Gg]eheimzahl|(?:Conference|Door|Gate|Alarm|Access|Entry) PIN)(?:[ ]?:|[ ]is|[ ]ist)?[ ]",
    ),
    pattern: String.raw`${noCentury}\d{2}(?:\d{4})?|\d{5,10}#`,
    notBefore: "[A-Za-z0-9]",
    notAfter: String.raw`[\w%/]|[.,:-]\d|[ ]\d|[ ](?:mm|cm|ms)`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.6,
    source: "ISO 9564: personal identification numbers of 4 and more digits",
    examples: [
      { text: '{"pin":"9042"}', find: ["9042"] },
      { text: '"card_pin": 7391, <pin>4471</pin>, user=x&pin=8934', find: ["7391", "4471", "8934"] },
      { text: "PIN: 4471, Dial 030 90182, PIN: 349563#", find: ["4471", "349563#"] },
      { text: "**PIN:** 8316, Pin=5521, Geheimzahl: 5522", find: ["8316", "5521", "5522"] },
      { text: '{\\"pinCode\\":\\"8316\\"}', find: ["8316"] },
    ],
    counterExamples: [
      { text: '"pin": 13, "pins": 1304, PINS: 1304' },
      { text: "pin: 1304, mode: OUTPUT" },
      { text: "PIN: 560001, PIN code: 560001, PIN: 2024" },
      { text: "<pin>GPIO17</pin>" },
      { text: "ATM pin: 7391", neighbour: "pin-told" },
    ],
  },
  {
    id: "recovery-codes",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "list"],
    lead: String.raw`(?:recovery|backup|scratch|emergency|wiederherstellungs|r(?:é|e)cup(?:é|e)ration)[ _-]?codes?["']?(?:[ ]?[:=][ ]?|:?\s{1,4})(?:\[\s{0,4})?["'*-]{0,2}(?:1[.)][ ])?`,
    pattern: String.raw`[a-z0-9]{4,6}[ -][a-z0-9]{4,6}(?:["',;]{0,3}\s{1,6}["'*-]{0,2}(?:\d{1,2}[.)][ ])?[a-z0-9]{4,6}[ -][a-z0-9]{4,6}){0,15}`,
    caseless: true,
    notAfter: "[A-Za-z0-9-]",
    validate: [{ name: "not-placeholder" }, { name: "digits", min: 3 }],
    confidence: 0.65,
    source: "GitHub, Google and Discord documentation: recovery codes of two-factor authentication",
    examples: [
      { text: "Recovery codes: 3ul6b-5lorx hv8ww-y2vvv tj1be-38uo6", find: ["3ul6b-5lorx hv8ww-y2vvv tj1be-38uo6"] },
      { text: "Backup codes\n1. 1053 6845\n2. 4801 8485\n", find: ["1053 6845\n2. 4801 8485"] },
      { text: '"recovery_codes": ["3ul6b-5lorx", "hv8ww-y2vvv"]', find: ['3ul6b-5lorx", "hv8ww-y2vvv'] },
    ],
    counterExamples: [
      { text: "recovery codes: keep them in a safe" },
      { text: "backup code from last week" },
      { text: "codes: 1053 6845" },
      { text: "recovery codes are in the vault; password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-column",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "shell"],
    // Columns, tables of Markdown and HTML, a line of its own below the name, and a name in bold.
    lead: String.raw`(?:pass(?:word|wd|phrase)|pwd|passwort|kennwort)(?:[ \t]{2,28}|[*_]{0,2}[ \t]{0,8}\|[ \t]{1,8}|[*_]{0,2}:[*_]{1,2}[ \t]{1,3}|[*_]{1,2}:[ \t]{1,3}|:(?:[ \t]?|[ ][|>][+-]?)\r?\n[ \t>]{0,8}|</(?:t[dh]|dt)>\s{0,12}<(?:td|dd)>(?:<code>)?|[ ]→[ ])\x60?`,
    pattern: unquoted,
    caseless: true,
    notAfter: `${goesOn}|[ ][^\\s|]|[ ]{2}[^\\s|]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }, { name: "digits", min: 1 }],
    confidence: 0.65,
    source: "Vault documentation, vault kv get: keys and values in columns",
    examples: [
      { text: "Key         Value\n---         -----\npassword    h4lf-moon\n", find: ["h4lf-moon"] },
      { text: "user  bob\ndb_password  Tiger42\n", find: ["Tiger42"] },
      { text: "| Password | Tiger42 |\n", find: ["Tiger42"] },
      { text: "**Password:** Tiger42\n", find: ["Tiger42"] },
      { text: "- **Password**: `Tiger42`\n", find: ["Tiger42"] },
      { text: "Password:\nTiger42!\n", find: ["Tiger42!"] },
      { text: "password: >-\n  Tiger42!\n", find: ["Tiger42!"] },
      { text: "<td>Password</td><td>Tiger42</td>", find: ["Tiger42"] },
      { text: "<dt>Password</dt><dd><code>Tiger42</code></dd>", find: ["Tiger42"] },
      { text: "\n  Passwort   Wal77fisch\r\n", find: ["Wal77fisch"] },
    ],
    counterExamples: [
      { text: "\npassword  required   pam_unix2.so" },
      { text: "#define GL_STENCIL_PASS_DEPTH_PASS        0x0B96" },
      { text: "\npassword    string\n" },
      { text: "\npassword  sha512 is used\n" },
      { text: "| password | 12 characters |" },
      { text: "Password:\n8 characters at least" },
      { text: "\npassword: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "code-then-label",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    // What it is stands behind it, and belongs to the span.
    pattern: String.raw`\d{4,8}[ ]is[ ]your[ ](?:[A-Za-z-]{1,16}[ ]){0,3}(?:pass)?(?:code|otp|pin)`,
    caseless: true,
    notBefore: String.raw`[\w.,]`,
    confidence: 0.8,
    source: "RFC 4226, RFC 6238: one-time passwords as messages tell them",
    examples: [
      { text: "G-482913 is your Google verification code.", find: ["482913 is your Google verification code"] },
      { text: "884213 is your one-time passcode", find: ["884213 is your one-time passcode"] },
      { text: "4711 is your PIN", find: ["4711 is your PIN"] },
    ],
    counterExamples: [
      { text: "2024 is your year" },
      { text: "1.2345 is your code" },
      { text: "123 is your code" },
      { text: "Your verification code is 739204", neighbour: "access-code" },
    ],
  },
  {
    id: "bitlocker-recovery-key",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "key"],
    pattern: String.raw`\d{6}(?:-\d{6}){7}`,
    notBefore: String.raw`[\w-]`,
    notAfter: String.raw`[\w-]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.4 }],
    confidence: 0.9,
    source: "Microsoft documentation, BitLocker recovery passwords: eight groups of six digits",
    examples: [
      { text: `recovery key: ${bitlocker}`, find: [bitlocker] },
      { text: `    Password:\n      ${bitlocker}\n`, find: [bitlocker] },
      { text: `"${bitlocker}"`, find: [bitlocker] },
    ],
    counterExamples: [
      { text: "000000-000000-000000-000000-000000-000000-000000-000000" },
      { text: bitlocker.slice(7) },
      { text: `1${bitlocker}` },
      { text: "recovery codes: 3ul6b-5lorx", neighbour: "recovery-codes" },
    ],
  },
];
