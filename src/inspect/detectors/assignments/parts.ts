/**
 * Values that are secret because of the name before them: `password: hunter2`, `API_KEY=...`, `"secret": "..."`.
 *
 * The whole value is judged, not its first bytes: it must end (`notAfter`) where a value ends, so `password: getIt()`,
 * `password = form.password` and `password: string` are code and stay. Only values longer than that window are a head and a tail.
 * A lane's virtual context (`password: ` for the JSON leaf of that key) is such a name too.
 */
import { oneOf } from "../sample.ts";

export const quote = "[\"'`]";
export const gap = String.raw`[ \t]{0,10}`;
/** Before the sign, where names are aligned. */
export const aligned = String.raw`[ \t]{0,18}`;
export const sign = String.raw`(?:=>|->|:{1,3}=|={2,3}|!={1,2}|[.?+|]=|\|\||\?\?|:-|[:=])`;
const ofWhat = oneOf(
  String.raw`[ \t](?:for|of|on|to|von|vom|fürs?|beim|zum|del?|des|du|do|da|pour|para)(?:[ \t][\w.@'-]{1,14}){1,3}`,
  String.raw`[ \t](?:tempora(?:l|ire)|provisoire|provisional|tempor(?:á|a)ri[ao]|provis(?:ó|o)ri[ao])`,
);
const verb = `(?:is|was|ist|lautet|heißt|es|est|é|è|c(?:'|’)est|jest|är|er)(?: (?:now|set to|changed to|jetzt|nun))?`;
/** `password is`, `the password for the wiki is:`, `password of admin:`, `la contraseña temporal es` */
export const says = String.raw`(?:(?:${ofWhat})?[ \t]${verb}:?|${ofWhat}[ \t]?[:=]|[ ]\([\w .'-]{1,24}\):)`;
/** `API_KEY_PROD`, `token2`, `token string =`, `token: String =` */
export const variant = String.raw`(?:[_-]?(?:value|string|data|prod|production|dev|test|staging|live|default|primary|secondary|old|new|confirm(?:ation)?|v?\d{1,4})|_)?`;
/** Also `&'static str`, `Optional[str]`, `Option<&str>`, `String?`, `string | undefined` and the accessors of C#. */
export const type = String.raw`(?:[ \t]?:?[ \t](?:(?:as )?(?:&(?:'static )?)?(?:str|string)\??(?: \| (?:undefined|null|none))?|(?:&(?:'static )?)?\[u8(?:; ?\d{1,3})?\]|(?:secretstr|final|optional|option)(?:[\[<][&\w' |]{1,12}[\]>])?)|[ ]\{ get; (?:(?:private )?(?:set|init); )?\})?`;

/** Behind the name: `"name"`, `'name']`, `[name]`, `name[32]`, and `""name""` of JSON in a cell of CSV. */
export const closed = String.raw`(?:${quote}{1,2}\]?|\]|\[\d{0,3}\])?`;

/** A test that is told to PASS is no password: the word by itself is one only behind the name of what it opens. */
const passwordWords = [
  "pass(?:word|wort|wd|phrase|code|[_-]?key)",
  "(?:[_.-]|[\"'`]|user|db|my|auth|smtp|mail|ftp|ssh|admin|root)pass",
  "pwd|psw|pswd|passw|kennwort|senha|contrase(?:ñ|n)a|mot[ _-]?de[ _-]?passe|mdp|wachtwoord|parola|пароль|密码|密碼|パスワード|비밀번호|비번|암호",
  "palavra[ _-]?passe|has(?:ł|l)o|heslo|l(?:ö|o)senord|adgangskode|kodeord|salasana|jelsz(?:ó|o)|(?:ş|s)ifre|psk|pre[_-]?shared[_-]?key|redis[_.-]?auth",
];
export const passwordWord = oneOf(...passwordWords, "p/?w");
export const passwordName = oneOf(passwordWord, "pass");
/** Only `key` needs a word before it: a lead may stand behind anything, so `token` is `access_token`, too. */
export const secretName = oneOf(
  "secret|token|credentials?|creds|[_.]bearer|provisiondevicekey|(?:erlang|secure)[_-]?cookie",
  "secret[_.-]?key[_.-]?base|(?:app|hash|password|token)_?salt|(?:github|gitlab)[_-]pat",
  "(?:cl(?:é|e)|clave|chave|chiave)(?:[ ](?:de(?:[ ]la)?|da|dell'|d'|de[ ]l'))?[ ]?api|(?:cl(?:é|e)|clave|chave)[ ]secr(?:è|e)t[ea]|api-?schl(?:ü|u)ssel|jeton[ ]d'(?:api|acc(?:è|e)s)",
  [
    "(?:access|account|admin|aes|api|app|application|auth|authentication|authorization|bot|broker|client|consumer|crypto|db|database|decryption|",
    "deploy|deployment|dev|developer|encrypt|encryption|function|gateway|gpg|hmac|ingest|ingestion|insert|integration|jwt|licen[cs]e|",
    "live|management|master|merchant|oauth|org|partner|payment|personal|plugin|priv|private|prod|project|push|query|read|refresh|",
    "rest|routing|sandbox|secret|security|send|server|service|session|shared|sign|signing|site|smtp|ssh|sso|staging|storage|",
    "subscription|support|team|tenant|test|token|upgrade|upload|user|validation|vault|verification|webhook|workspace|write)[ _.-]?key",
  ].join(""),
);
/** Before a sign: in an ARN a name follows `:secret:`. At the beginning of a text a space stands behind the colon. */
export const secretBut = `(?:${secretName.replace("secret|token", "[^:]secret|token")})`;
export const secretFirst = `secret${variant}${closed}${gap}(?:=|:[ \\t])[ \\t]{0,7}`;
/** `- name: API_TOKEN\n  value: `, `{"name": "API_TOKEN", "value": "`, `<name>token</name><value>`, outputs of Terraform */
export const nameThenValue = String.raw`(?:(?:["'][ \t]{0,2}:[ \t]{0,2}\{(?:\s{0,5}"sensitive":[ ]?true,\s{0,5}"type":[ ]?"string")?)?,?\s{0,17}["']?(?:secret_?|string|parameter)?value["']?[ \t]{0,3}[:=][ \t]{0,2}["']?|["']\s{1,16}android:value=["']|["']>\s{0,12}<value>|</(?:[a-z-]{0,12}name|key|string)>\s{0,12}<(?:[a-z-]{0,12}value|string)>)`;
/** `String::from("...")`: what makes a string is none of the names of functions that fetch one. `string(9) "` is how PHP dumps it. */
export const made = String.raw`(?:(?:[Ff]ield\((?:default=)?|(?:(?:Secret)?String::from|Secret(?:Str)?|Some|Buffer\.from|SecureString|\[\]byte|bytes|(?:bytes\.|bytearray\.)?fromhex|(?:base64\.)?b64decode|unhexlify|hex::decode)\(b?)|\[\]string\{|\s{0,6}string\(\d{1,4}\)[ ])?`;
/** `variable "db_password" {\n  type = string\n  default = `, `"--password", type=str, default=` */
export const variableDefault = String.raw`(?:["'],[ ](?:["']-\w["'],[ ])?(?:[a-z]{3,8}=[\w.]{1,8},[ ]){0,2}default=|${quote}[ \t]{0,2}\{\s{1,8}(?:type\s{1,8}=\s{1,3}string\s{1,8})?(?:sensitive\s{1,3}=\s{1,3}true\s{1,8})?default\s{1,7}=\s{1,3})`;
/** `["name":protected]`, `["name":"App\Config":private]`, `[name:App\Config:private]`: members as PHP dumps them. */
export const member = String.raw`"?:(?:protected|"?[\w\\]{1,28}"?:private)\]`;

/** Lists of countries have Palau as `"PW": "..."`: before a colon that is a password in pw-quoted only. */
const isSaid = String.raw`[ \t](?:is|was|ist|lautet|es|est):?`;
/** `let(:password) { "..." }`, too. */
export const block = String.raw`\)?[ ]\{`;
const quotedSign = `(?:${sign}|<-|${isSaid}|${block})`;
const shortSign = String.raw`(?:={1,3}|:=|->|!={1,2}|[+?|]=|\|\||\?\?|${isSaid})`;
export const quotedPassword = oneOf(
  `${oneOf(...passwordWords, "pass")}${variant}(?:(?:${closed}${type}${aligned}|${member})${quotedSign}${gap}${made}|${variableDefault})`,
  `p/?w${variant}${closed}${type}${gap}${shortSign}${gap}${made}`,
);

/** Capitals where words have none: names of code have them one at a time, between words. */
export const randomLetters = "[A-Za-z]{1,40}(?:[a-z][A-Z]{2}|[A-Z][a-z]?[A-Z][a-z]?[A-Z])[A-Za-z]{1,80}";
/** The same in two places: where no quotes say that it is a value. */
export const scatteredCapitals =
  "[A-Za-z]{0,40}(?:[a-z][A-Z]{1,3}[a-z]{1,2}[A-Z]{1,3}[a-z][A-Z]|(?:[a-z][A-Z]{2}|[A-Z][a-z]{1,2}[A-Z])[A-Za-z]{0,8}(?:[A-Z][a-z]{1,2}[A-Z]|[a-z][A-Z]{1,2}[a-z]{1,2}[A-Z]))[A-Za-z]{0,40}";
/** Four words and more, as generators of passphrases join them. */
export const phrase = "[A-Za-z]{3,12}(?:-[A-Za-z0-9]{2,12}){3,7}";
/** Points and underscores join names, too: where no name can stand. */
export const anyPhrase = `${phrase}|[A-Za-z]{3,12}(?:[.][A-Za-z0-9]{2,12}){3,7}|[A-Za-z]{3,12}(?:_[A-Za-z0-9]{2,12}){3,7}`;

/** A byte of an unquoted value (an opening bracket makes it code); the second leaves out what may only follow one. */
export const byte = String.raw`[^\s"'<>(\[{\x60]`;
const lastByte = String.raw`[^\s"'<>,;:.!?)\]}&(\[{\x60]`;
/** The value goes on: directly, or behind one or two marks that may also end a sentence, a list or a call. */
export const goesOn = String.raw`${lastByte}|[,;:.!?)\]}&]${lastByte}|[,;:.!?)\]}&][,;:.!?)\]}&]${lastByte}|[(\[{]`;
/** Up to its end, which may be a mark. That it has a digit is asked once it is there: in the pattern that would count twice. */
export const unquoted = String.raw`[^\s"'<>(\[{\x60$*/&|=+,;.)\]}-]${byte}{2,94}[^\s"'<>,;:.)\]}&(\[{\x60]`;

export const secretByte = String.raw`[\w+/=.~!@#$%^*:-]`;
export const secretLast = String.raw`[\w+/=~!@#$%^*-]`;

/**
 * In quotes. What starts with ^ or ~ is a version, for packages are called password, too; with / a path: PWD names the working
 * directory. The other first bytes that are left out are joints of code.
 */
export const quotedFirst = "^~/+.,;)&|<=";

/** What is no random value but a name in code, a path or a call. A full stop may end a sentence. */
export const notAfterRandom = String.raw`[\w+/=(\[-]|[.:]\w`;

/** What keys are joined of: a mark, and what a dot, a colon or the end of base64 makes of two runs of random characters. */
export const markedRun = "[a-z]{2,8}_(?:[a-z]{2,10}_)?[A-Za-z0-9]{20,128}";
export const dottedRuns = String.raw`[A-Za-z0-9]{8,40}\.[A-Za-z0-9_-]{20,128}`;
export const hexPair = "[0-9a-f]{16,64}:[0-9a-f]{16,64}";
export const paddedRun = "[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==";

/** Invented ones, for examples. */
export const longSecret = "a8Fk2LmQ_9ZxT4cV7bN1wR-6yH3uJ5eD0sGpKoXi2BvC7tMq";
export const markedKey = "kx_live_a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5";
export const dottedKey = "k3Jm5LqR8tW2.xYz7Vb4Nc6Pd0Q9gHs1TfA2e";
export const paddedKey = `${longSecret.replaceAll(/[_-]/g, "+").slice(0, 43)}=`;
