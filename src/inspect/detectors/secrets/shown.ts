/**
 * Secrets where tools, consoles and forms show them: below the command that asks for one, behind the old value of a plan, as what a program falls
 * back to, in a part of a form, in the columns that a terminal aligns.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { hex, mixed } from "./picked.ts";

/** At the end of its line: what a command prints. */
const wholeLine = String.raw`[^\s]|[ \t][^\s]`;
const names = oneOf(
  "_pass|pass(?:word|wd|phrase)|passwort|pwd|secret|token|secret_key_base",
  "(?:api|secret|private|access|auth|signing|encryption|master|hmac|jwt|licen[cs]e|service|session|webhook)[_-]?key",
);
const rest = String.raw`[^\r\n|;]`;
/** A cell with capitals, figures or marks among small letters, base64 with its padding, or what is random in its length. */
const mark = "[A-Za-z0-9!@#$%^&*+_=~?-]";
const turns = oneOf("[a-z0-9!@#*_+-][A-Z]", String.raw`[A-Z]\d`, "[a-z][0-9][A-Za-z!@#*_]", "[!#$%^&*+~?@]");
const cell = oneOf(
  `${mark}{4,40}${turns}${mark}{0,32}`,
  `${mark}{0,3}${turns}${mark}{4,40}`,
  "[A-Za-z0-9+/]{6,60}={1,2}",
  "[A-Z][A-Za-z]{2,30}[0-9]{2,4}",
);

export const shownDetectors: readonly Detector[] = [
  {
    id: "shown-secret",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "shell"],
    lead: String.raw`${oneOf(
      String.raw`op[ ]read[ ]["']?op://[^\r\n]{1,80}`,
      `security[ ]find-(?:generic|internet)-password[ ]${rest}{0,64}-w`,
      `nmcli[ ]${rest}{0,40}psk${rest}{0,40}`,
      `gcloud[ ]secrets[ ]versions[ ]access[ ]${rest}{0,72}`,
      `gcloud[ ]auth[ ](?:application-default[ ])?print-(?:access|identity)-token`,
      `(?:vault|bao)[ ](?:kv[ ]get|read)[ ]${rest}{0,24}-field[= ]${rest}{1,56}`,
      `secretsmanager[ ]get-secret-value[ ]${rest}{0,88}`,
      `ssm[ ]get-parameter[ ]${rest}{0,40}--with-decryption[ ]${rest}{0,48}`,
      `keyvault[ ]secret[ ]show[ ]${rest}{0,80}tsv`,
      String.raw`\$[ ](?:go)?pass[ ](?:show[ ])?(?:-[a-z][ ])?[\w.@-]{1,24}/[\w./@-]{1,40}`,
      `(?:lpass[ ]show|bw[ ]get|rbw[ ]get|chamber[ ]read|infisical[ ]secrets[ ]get|doppler[ ]secrets[ ]get|heroku[ ]config:get)[ ]${rest}{1,64}`,
      `(?:gh[ ]auth[ ]token|ecr[ ]get-login-password|kubectl[ ]create[ ]token)${rest}{0,48}`,
      String.raw`jq[ ](?:-[a-z]{1,3}[ ])?["']?\.[\w.]{0,30}(?:[Pp]assword|[Tt]oken|[Ss]ecret|[Kk]ey)["']?${rest}{0,40}`,
      String.raw`cat[ ][~/\w.-]{1,56}(?:token|secret|password|Password|PASSWORD|api[_-]?key)(?:\.txt)?`,
    )}["']?\r?\n`,
    pattern: String.raw`[^\s"'<>$#{}\[\]\x60=/-][^\s"'<>\x60]{7,255}`,
    notAfter: wholeLine,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.5 }],
    confidence: 0.75,
    source:
      "Documentation of the command lines of 1Password, pass, Bitwarden, LastPass, Vault, AWS, Azure, Google Cloud, GitHub, Doppler, Infisical and Heroku",
    examples: [
      { text: '$ op read "op://Private/Shop/password"\notter.Lamp.River.Stone\n$ ', find: ["otter.Lamp.River.Stone"] },
      { text: "$ gcloud secrets versions access latest --secret=shop\nt1gerLily\n", find: ["t1gerLily"] },
      { text: "$ nmcli -s -g 802-11-wireless-security.psk connection show Office\nt1gerLily\n", find: ["t1gerLily"] },
      { text: "$ pass show work/shop\nt1gerLily\nlogin: bob\n", find: ["t1gerLily"] },
      { text: `$ jq -r .token creds.json\n${mixed(24, 8)}\n`, find: [mixed(24, 8)] },
      { text: `$ cat ~/.acme/token\n${mixed(24, 1)}\n`, find: [mixed(24, 1)] },
    ],
    counterExamples: [
      { text: '$ op read "op://Private/Shop/password"\n[ERROR] could not read secret' },
      { text: "vault kv get -field=password secret/shop\nThe value is printed alone." },
      { text: "cat config.yml\nt1gerLily\n" },
      { text: "$ cat token\n$ ls\n" },
      { text: "$ terraform output -raw db_password\nh4lf-moon\n", neighbour: "echoed-secret" },
    ],
  },
  {
    id: "secret-elsewhere",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "code"],
    lead: `(?:"(?:requirepass|masterauth)"\\r?\\n2\\)[ ]"|"permissions":[ ]?"(?:FULL|Full|READ|Read)",\\s{1,12}"value":[ ]?"|${names}${oneOf(
      // What a console answers, and a debugger.
      String.raw`["']?[\])]?\r?\n(?:=>[ ]|\$\d{1,3}[ ]=[ ](?:0x[0-9a-f]{6,16}[ ])?)?["']`,
      // A plan: the old value, and the new one.
      String.raw`["']?[ ]{1,12}=[ ]"[^"\r\n]{0,56}"[ ]->[ ]"`,
      // What is taken where there is none.
      String.raw`["']?[)\]]{0,2}(?:\.(?:unwrap_or(?:_else)?|or_else|orElse(?:Get)?|getOrElse|getOrDefault)\((?:\|_?e?\|[ ]|\(\)[ ]->[ ])?(?:String::from\()?|[ ](?:\|\||\?\?|\?:|or)[ ])["']`,
      String.raw`["']?[)\]]{1,2}[ ](?:[!=]={1,2}|eq)[ ]["']`,
      // A tag of Go.
      `["'][ ](?:envD|d)efault:["']`,
      // A dump with types.
      `:[ ]<(?:String|str)>[ ]["']`,
    )})`,
    pattern: String.raw`[^\s"'\x60$<{~^/.,;)][^\s"'\x60]{5,127}`,
    caseless: true,
    notAfter: "[^\"']",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.4 }, { name: "digits", min: 1 }],
    confidence: 0.7,
    source: "CWE-798; Terraform documentation, plans; the consoles of Ruby, Node.js, Python and GDB",
    examples: [
      { text: "irb(main):001:0> ENV['API_TOKEN']\n=> \"t1gerLily\"\n", find: ["t1gerLily"] },
      { text: ">>> os.environ[\"DB_PASSWORD\"]\n'h4lf-moon'\n", find: ["h4lf-moon"] },
      { text: '(gdb) print cfg.password\n$1 = 0x55555576a2a0 "t1gerLily"\n', find: ["t1gerLily"] },
      { text: '127.0.0.1:6379> CONFIG GET requirepass\n1) "requirepass"\n2) "t1gerLily"\n', find: ["t1gerLily"] },
      { text: `"permissions": "FULL",\n    "value": "${mixed(86, 6)}=="`, find: [`${mixed(86, 6)}==`] },
      { text: 'password: <String> "t1gerLily"', find: ["t1gerLily"] },
      { text: '~ administrator_password = "a" -> "t1gerLily"\n', find: ["t1gerLily"] },
      { text: 'env::var("DB_PASSWORD").unwrap_or_else(|_| "t1gerLily".to_string())', find: ["t1gerLily"] },
      { text: 'Environment.GetEnvironmentVariable("API_KEY") ?? "t1gerLily"', find: ["t1gerLily"] },
      { text: 'Password string `env:"DB_PASSWORD" envDefault:"t1gerLily"`', find: ["t1gerLily"] },
      { text: 'if request.headers.get("X-Api-Key") != "t1gerLily":', find: ["t1gerLily"] },
    ],
    counterExamples: [
      { text: '~ password = "a" -> (sensitive value)' },
      { text: "process.env.TOKEN\n'use strict'" },
      { text: 'getenv("TOKEN") or "the default"' },
      { text: 'form.get("password") == "password"' },
      { text: 'password == "h4lf-moon"', neighbour: "password-quoted" },
    ],
  },
  {
    id: "displayed-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "shell"],
    lead: oneOf(
      String.raw`(?:Password|password|Pwd|Secret|Token|ApiKey)[ \t]{1,8}REG_(?:EXPAND_)?SZ[ \t]{1,8}`,
      `Key Content[ ]{1,16}:[ ]`,
      "passwd/(?:root|user)-password(?:-again)?[ \\t]{1,4}password[ \\t]{1,4}",
      String.raw`name="(?:(?:new|old|current|user|db|admin)_?)?(?:password|passwd|passphrase|pass|pwd|secret|token|api_?key|client_secret)"\r?\n(?:Content-[^\r\n]{4,40}\r?\n)?\r?\n`,
    ),
    pattern: String.raw`[^\s"'<>$\x60][^\s"'<>]{3,127}`,
    notAfter: wholeLine,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.8,
    source:
      "Microsoft documentation, reg query and netsh wlan; Debian installation guide, preseeding; RFC 7578 section 4.2",
    examples: [
      { text: "    DefaultPassword    REG_SZ    t1gerLily\r\n", find: ["t1gerLily"] },
      { text: "    Key Content            : t1gerLily\n", find: ["t1gerLily"] },
      { text: "d-i passwd/root-password password otter-lamp\n", find: ["otter-lamp"] },
      {
        text: '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nt1gerLily\r\n--x--',
        find: ["t1gerLily"],
      },
    ],
    counterExamples: [
      { text: "    DefaultPassword    REG_SZ    \r\n" },
      { text: "    Key Content            : (none at all)" },
      { text: "d-i passwd/root-password-crypted password [crypt(3) hash]" },
      { text: '<input name="password"\n\n  class="wide">' },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    // The first row below heads: what is before the value in its row is of the lead.
    id: "column-secret",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "table"],
    lead: String.raw`${oneOf(
      `[ ]{2}(?:PASSWORD|SECRET|TOKEN|SECRET[ _-]KEY|API[ ]KEY|API_KEY|(?:ACCESS|AUTH)[ _-]KEY|API[ ]TOKEN|API_TOKEN|(?:ACCESS|AUTH)[ _-]TOKEN|CLIENT[ _-]SECRET)(?:[ ]{2,16}[A-Z][A-Z -]{1,11}(?:[ ]{2,12}[A-Z][A-Z -]{1,8})?)?`,
      `(?:PASSWORD|SECRET|TOKEN|SECRET[ _-]KEY|API[ ]KEY|API_KEY)[ ]{2,16}[A-Z][A-Z -]{1,11}(?:[ ]{2,12}[A-Z][A-Z -]{1,8})?`,
    )}[ ]{0,4}\r?\n(?:[^\r\n]{0,32}[ ]{2})?`,
    pattern: cell,
    notAfter: String.raw`[^\s]`,
    notBefore: "[A-Za-z0-9]",
    validate: [{ name: "not-placeholder" }, { name: "digits", min: 1 }],
    confidence: 0.65,
    source: "Kubernetes documentation, kubectl get: custom columns; tables as command lines print them",
    examples: [
      { text: "NAME     PASSWORD\nshop     t1gerLily\n", find: ["t1gerLily"] },
      { text: "USER   PASSWORD     ROLE\nbob    Tiger42!     admin\n", find: ["Tiger42!"] },
      { text: "NAME  PASSWORD\nshop  dDFnZXJMaWx5\n", find: ["dDFnZXJMaWx5"] },
    ],
    counterExamples: [
      { text: "NAME     PASSWORD\nshop     required\n" },
      { text: "OPTION   PASSWORD   DEFAULT\nlength   minimum    12\n" },
      { text: "NAME   TOKEN\n\nt1gerLily is one" },
      { text: "id,login,password,role\n1,bob,t1gerLily,admin\n", neighbour: "headed-secret" },
    ],
  },
  {
    id: "section-secret",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "file"],
    // The first two of a section whose name says what they are, and the first of a list.
    lead: oneOf(
      String.raw`\[(?:tokens?|secrets?|api_?keys?|credentials)\]\r?\n(?:[\w.-]{1,20}[ ]?=[ ]?[^\r\n]{1,44}\r?\n)?[\w.-]{1,20}[ ]?=[ ]?["']?`,
      String.raw`(?:tokens|secrets|api_?keys)["']?[ ]?[:=][ ]?[\[{]\s{0,12}(?:["'][\w.-]{1,24}["'][ ]?:[ ]?)?["']`,
    ),
    pattern: String.raw`[A-Za-z0-9_-]{20,128}|[A-Za-z0-9+/]{20,128}={0,2}|[A-Za-z0-9]{8,40}\.[A-Za-z0-9_-]{20,128}`,
    caseless: true,
    notAfter: String.raw`[^\s"',#]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3 }, { name: "digits", min: 3 }],
    confidence: 0.65,
    source: "CWE-798: sections and lists of tokens",
    examples: [
      { text: `[tokens]\nci = "${mixed(32, 1)}"\n`, find: [mixed(32, 1)] },
      { text: `[tokens]\nci = "x"\ndeploy = "${mixed(40, 2)}"\n`, find: [mixed(40, 2)] },
      { text: `TOKENS = ["${hex(32, 3)}", "b"]`, find: [hex(32, 3)] },
      { text: `"apiKeys": {\n  "ci": "${mixed(24, 4)}"\n}`, find: [mixed(24, 4)] },
    ],
    counterExamples: [
      { text: '[tokens]\nci = "the-token-of-the-pipeline-for-deployment"\n' },
      { text: `"tokens": ["identifier", "operator"]` },
      { text: `[tool]\nci = "${mixed(32, 5)}"\n` },
      { text: 'api_key = "a8Fk2LmQ9ZxT4cV7"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "answered-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "prose"],
    lead: String.raw`(?:[Pp]assword|[Pp]asswort|[Pp]asscode|[Pp]assphrase|mot de passe|contraseña|[ ]pwd?)[^\r\n?]{0,24}[?]["”]?\r?\n[ >]{0,5}(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[ ][AP]M)?[\])]?[ ])?(?:<?@?[A-Z]?[a-z]{1,11}>?(?::|[ ]-)[ ])?`,
    pattern: `[A-Za-z0-9!@#$%^&*+_=~?.-]{5,48}[A-Za-z0-9!@#$%^&*+_=~]`,
    // Nothing else is in the line.
    notAfter: String.raw`[^\r\n]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.3 }, { name: "digits", min: 1 }],
    confidence: 0.65,
    source: "CWE-256: passwords told in prose",
    examples: [
      { text: "[10:42] Ann: what's the wifi password?\n[10:42] Ben: t1gerLily\n", find: ["t1gerLily"] },
      { text: "> password of the box?\nTannen24\n", find: ["Tannen24"] },
      { text: "Ann: Passwort?\nBen: Tannen24", find: ["Tannen24"] },
    ],
    counterExamples: [
      { text: "Forgot your password?\nClick here in 2024" },
      { text: "password?\n\nTannen24" },
      { text: "Ann: password?\nBen: yes, Tannen24" },
      { text: ">> What's the password?\n> It's t1gerLily\n", neighbour: "password-then-said" },
    ],
  },
  {
    id: "changed-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "prose"],
    // Both of them, where both are told.
    lead: String.raw`(?:pass(?:word|wd)?|pwd?|passwort)(?:[ ](?:on|of|for)[ ][^\s]{1,40})?[ ](?:was[ ]|got[ ]|has been[ ])?(?:changed|reset|rotated|updated|switched)(?:[ ](?:from|to)[ ]|,[ ](?:it(?:'|’)s|it[ ]is|now)[ ](?:now[ ])?)["'\x60]?`,
    pattern: String.raw`[A-Za-z0-9!@#$%^&*+_=~?.-]{5,40}(?:["'\x60]?[ ](?:to|->|→)[ ]["'\x60]?[A-Za-z0-9!@#$%^&*+_=~?.-]{5,40})?[A-Za-z0-9!@#$%^&*+_=~]`,
    caseless: true,
    notAfter: String.raw`[\w(/\\@=-]|[.,:]\w`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.3 }, { name: "digits", min: 1 }],
    confidence: 0.6,
    source: "CWE-256: changed passwords told in prose",
    examples: [
      { text: "Root pwd on db1 changed from t1gerLily to Tannen24 on Monday", find: ["t1gerLily to Tannen24"] },
      { text: "the password was reset to h4lf-Moon7.", find: ["h4lf-Moon7"] },
      { text: "the admin pw got reset, it's Tannen24 now", find: ["Tannen24"] },
      { text: "password for bob has been changed to `Tannen24`", find: ["Tannen24"] },
    ],
    counterExamples: [
      { text: "the password was changed to something longer" },
      { text: "password changed from md5 to sha256" },
      { text: "password rotated to $NEW_PASSWORD" },
      { text: "set the password to: hunter2; password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "kubeadm-certificate-key",
    entity: "KUBERNETES_SECRET",
    label: "confidential",
    tags: ["credential", "cloud"],
    lead: `(?:--certificate-key[ =]|certificateKey:[ ])["']?`,
    pattern: "[0-9a-f]{64}",
    notAfter: "[0-9A-Za-z]",
    validate: [{ name: "digits", min: 8 }],
    confidence: 0.9,
    source:
      "Kubernetes documentation, kubeadm init and join: https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/",
    examples: [
      { text: `kubeadm join h:6443 --control-plane --certificate-key ${hex(64, 1)}`, find: [hex(64, 1)] },
      { text: `certificateKey: "${hex(64, 2)}"\n`, find: [hex(64, 2)] },
      { text: `--certificate-key=${hex(64, 3)}\n`, find: [hex(64, 3)] },
    ],
    counterExamples: [
      { text: "--certificate-key $CERTIFICATE_KEY" },
      { text: "--certificate-key /etc/kubernetes/pki/ca.key" },
      { text: `--discovery-token-ca-cert-hash sha256:${hex(64, 4)}` },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
];
