/**
 * Passwords on the command lines of tools that name no option for them: a letter, or nothing but the place says it. And what such
 * commands print.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";

const tags = ["credential", "shell"];
/** No variable, no option, no placeholder, no further argument's path. */
const first = String.raw`[^\s"'$<>|;&(\[{%\x60/:*-]`;
const byte = String.raw`(?:[^\s"'<>|;&()\x60]|&[A-Za-z0-9])`;
const piped = String.raw`["']?[ ]{0,2}\|[ ]{0,2}`;
const taker = oneOf(
  String.raw`(?:docker|podman|helm|oras|crane)[ ][^\r\n|;]{0,90}--password-stdin`,
  "(?:npx[ ])?(?:gh|wrangler|vercel|fly|flyctl)[ ](?:secrets?|env)[ ](?:set|put|add|import)",
  "(?:gh|glab)[ ]auth[ ]login",
);
const args = (most: number): string => String.raw`[ ](?:[^\r\n|;]{1,${most}}[ ])?`;
const word = String.raw`["']?[^\s"']{1,40}["']?[ ]{1,2}`;

export const toolPasswordDetectors: readonly Detector[] = [
  {
    id: "tool-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: `${oneOf(
      `(?:7z|unrar)${args(60)}-p`,
      `zip${args(40)}-P[ ]?`,
      `htpasswd[ ](?:-[A-Za-z]{1,6}[ ]){0,2}-[A-Za-z]{0,5}b[A-Za-z]{0,5}[ ]${word}${word}`,
      `openssl[ ]passwd[ ](?:-[a-z0-9]{1,6}[ ]){0,2}`,
      `openssl[ ](?:enc|aes-[a-z0-9-]{3,10}|des3)${args(70)}-k[ ]`,
      `(?:bcp|ipmitool|mosquitto_(?:pub|sub))${args(70)}-P[ ]?`,
      `lftp${args(30)}-u[ ][^\\s,]{1,40},`,
      `(?:net[ ](?:ads|rpc)|smbclient|rpcclient|smbmap)${args(40)}-U[ ]?[\\w.\\\\/-]{1,32}%`,
      `ssh-keygen${args(48)}-[NP][ ]?`,
      `radtest[ ](?:-t[ ][a-z0-9]{2,8}[ ])?${word}(?:[^\\s]{1,24}[ ][\\w.:-]{1,24}[ ]\\d{1,5}[ ])?`,
      `wpa_passphrase[ ]${word}`,
      `(?:x|w)?freerdp[23]?${args(70)}/p:`,
      `isql[ ](?:-[a-z][ ]){0,2}${word}${word}`,
      `mc[ ](?:alias[ ]set|config[ ]host[ ]add)[ ][\\w-]{1,16}[ ]http[^\\s]{1,48}[ ][\\w-]{1,32}[ ]`,
      `--password-command[ =]["']?echo[ ]`,
      `ftp[ ]-n[^\\r\\n]{0,40}\\r?\\nuser[ ]${word}`,
      `rabbitmqctl${args(30)}(?:add_user|change_password|authenticate_user)[ ]${word}`,
      `http-basic\\.[\\w.-]{1,60}[ ]${word}`,
      `(?:kv|etcdctl|consul)[ ](?:kv[ ])?put[ ][\\w/.-]{0,40}(?:pass(?:word)?|secret|token|key)[ ]`,
      "(?:ENV|SetEnv|(?:fastcgi|uwsgi)_param)[ ]{1,4}[A-Z0-9_]{0,32}(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|(?:SECRET|API|ENCRYPTION)_KEY)[ ]{1,8}",
      `(?:redis>|:6379>)[ ]AUTH[ ](?:default[ ])?`,
      `gh[ ]secret[ ]set[ ][\\w-]{1,40}[ ](?:--body|-b)[ =]`,
      `npm[ ]config[ ]set[ ][^\\s=]{0,80}_(?:authToken|password|auth)[ =]`,
      `nmcli${args(70)}(?:password|psk|wifi-sec\\.psk)[ ]`,
      `passwd[ ]--stdin[ ][\\w-]{1,32}[ ]<<<[ ]?`,
    )}["']?`,
    pattern: `${first}${byte}{3,63}`,
    notAfter: String.raw`[^\s"'<>|;&)\x60]|&[A-Za-z0-9]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.5 }],
    confidence: 0.75,
    source:
      "7z, zip(1), htpasswd(1), openssl-passwd(1), bcp, ipmitool(1), lftp(1), wpa_passphrase(8), rabbitmqctl(8), redis-cli, gh, npm, nmcli(1)",
    examples: [
      { text: "htpasswd -bc /etc/nginx/.htpasswd admin swordfish", find: ["swordfish"] },
      { text: "7z a -pswordfish out.7z dir", find: ["swordfish"] },
      { text: "rabbitmqctl add_user app r4bbitPw", find: ["r4bbitPw"] },
      { text: "ENV MYSQL_ROOT_PASSWORD swordfish\n", find: ["swordfish"] },
      { text: 'SetEnv SECRET_KEY "swordfish"\nfastcgi_param DB_PASSWORD tiger42;', find: ["swordfish", "tiger42"] },
      { text: "ssh-keygen -t ed25519 -N 'swordfish' -f id", find: ["swordfish"] },
      { text: "127.0.0.1:6379> AUTH swordfish\nOK", find: ["swordfish"] },
      { text: 'gh secret set DEPLOY_TOKEN --body "swordfish42"', find: ["swordfish42"] },
      { text: "npm config set //npm.example.com/:_authToken swordfish42", find: ["swordfish42"] },
      { text: "nmcli device wifi connect Office password swordfish", find: ["swordfish"] },
      { text: 'passwd --stdin bob <<< "swordfish"', find: ["swordfish"] },
      { text: "mc alias set local http://127.0.0.1:9000 minio swordfish", find: ["swordfish"] },
      { text: "isql -v shop bob swordfish\nftp -n db1 <<EOF\nuser bob tiger42\nEOF", find: ["swordfish", "tiger42"] },
    ],
    counterExamples: [
      { text: "htpasswd -bc /etc/nginx/.htpasswd admin $PASSWORD" },
      { text: "7z x archive.7z -p" },
      { text: "rabbitmqctl list_users --silent" },
      { text: "mysql -uroot -pTiger42 shop", neighbour: "user-option-password" },
    ],
  },
  {
    id: "snmp-option-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: `snmp(?:walk|get|getnext|set|bulkwalk|bulkget|table|trap)${args(64)}-[cAX][ ]?["']?`,
    pattern: `${first}${byte}{3,63}`,
    notAfter: String.raw`[^\s"'<>|;&)\x60]|&[A-Za-z0-9]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }, { name: "digits", min: 1 }],
    confidence: 0.7,
    source: "snmpcmd(1)",
    examples: [
      { text: "snmpwalk -v2c -c pr1vateComm 10.0.0.1", find: ["pr1vateComm"] },
      { text: "snmpget -v3 -u mon -a SHA -A authPhr4se host oid", find: ["authPhr4se"] },
      { text: "snmpset -v3 -x AES -X 'pr1vPhrase' host oid", find: ["pr1vPhrase"] },
    ],
    counterExamples: [
      { text: "snmpwalk -v2c -c public 10.0.0.1" },
      { text: "snmpwalk -v2c -c $COMMUNITY1 10.0.0.1" },
      { text: "snmpget --help" },
      { text: "sshpass -p 'h4lf-moon' ssh web1", neighbour: "option-password" },
    ],
  },
  {
    id: "piped-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: `echo[ ](?:-[ne]{1,2}[ ])?["']?`,
    // Only what it is piped to says what it is, and belongs to the span.
    pattern: oneOf(
      String.raw`[\w.-]{1,32}:${byte}{4,64}${piped}(?:sudo[ ])?chpasswd`,
      String.raw`[^\s"'$<>|;&()\[{%\x60*-]${byte}{3,63}(?:\n${byte}{3,63})?${piped}(?:sudo[ ]-S|(?:sudo[ ])?passwd[ ]|kinit|${taker})`,
    ),
    validate: [{ name: "not-placeholder" }],
    confidence: 0.8,
    source: "CWE-214; sudo(8), chpasswd(8), docker login",
    examples: [
      { text: 'echo "sud0Pw!" | sudo -S apt-get update', find: ['sud0Pw!" | sudo -S'] },
      { text: "RUN echo 'root:swordfish' | chpasswd", find: ["root:swordfish' | chpasswd"] },
      { text: 'echo -e "n3wPw1\\nn3wPw1" | passwd bob', find: ['n3wPw1\\nn3wPw1" | passwd '] },
      {
        text: "echo t1ger | docker login -u bob --password-stdin",
        find: ["t1ger | docker login -u bob --password-stdin"],
      },
    ],
    counterExamples: [
      { text: 'echo "$PASSWORD" | sudo -S apt-get update' },
      { text: "echo hello | tee log" },
      { text: "cat pw.txt | docker login --password-stdin" },
      { text: "sshpass -p 'h4lf-moon' ssh web1", neighbour: "option-password" },
    ],
  },
  {
    id: "decoded-secret",
    entity: "PASSWORD",
    label: "confidential",
    tags: [...tags, "cloud"],
    lead: String.raw`(?:secret|password)[^\r\n]{0,80}\|[ ]?base64[ ](?:-d|-D|--decode)(?:[ ]?(?:;|&&)[ ]?echo)?\r?\n`,
    pattern: String.raw`[^\s"'<>$#{}\[\]][^\s"'<>]{3,96}`,
    notAfter: String.raw`[^\s]|[ \t][^\s]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.75,
    source: "Kubernetes documentation, decoding a Secret",
    examples: [
      {
        text: "$ kubectl get secret db -o jsonpath='{.data.password}' | base64 -d\nswordfish\n",
        find: ["swordfish"],
      },
      { text: "kubectl -n argocd get secret x | base64 --decode; echo\nx9Kq2LmZ\n", find: ["x9Kq2LmZ"] },
      { text: "oc get secret db -o json | jq -r .data.key | base64 -d\r\ntiger42\r\n", find: ["tiger42"] },
    ],
    counterExamples: [
      { text: "kubectl get secret db | base64 -d\nThe output is the password." },
      { text: "kubectl get secret db | base64 -d\n$ ls\n" },
      { text: "cat logo.b64 | base64 -d\nimage\n" },
      { text: "kubectl get secret db; password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "quoted-option-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: `(?:mysql(?:dump|admin)?${args(56)}-p|--(?:http-|ftp-|proxy-|db-)?pass(?:word|wd|phrase)?[ =])["']`,
    // Two words and more: one is what other detectors find.
    pattern: String.raw`[^\s"'$<{][^\s"']{1,30}(?:[ ][^\s"']{1,24}){1,5}`,
    notAfter: "[^\"']",
    validate: [{ name: "not-placeholder" }, { name: "digits", min: 1 }],
    confidence: 0.7,
    source: "CWE-214: passwords with white space on command lines",
    examples: [
      { text: "mysql -uroot -p'S3cr3t Pw!' -e 'show databases'", find: ["S3cr3t Pw!"] },
      { text: 'wget --http-password="h4lf moon" https://example.com', find: ["h4lf moon"] },
      { text: "tool --passphrase 'orbit velvet 42'", find: ["orbit velvet 42"] },
    ],
    counterExamples: [
      { text: "--password 'the password'" },
      { text: '--password "$PASS 1"' },
      { text: "mysql -p 'show 1 table'" },
      { text: "sshpass -p 'h4lf-moon' ssh web1", neighbour: "option-password" },
    ],
  },
  {
    id: "generated-secret",
    entity: "SECRET",
    label: "confidential",
    tags,
    lead: String.raw`(?:wg[ ]gen(?:key|psk)|openssl[ ]rand(?:[ ]-(?:hex|base64))?[ ]\d{1,3}|(?:token_urlsafe|token_hex)\(\d{0,3}\)|key:generate[ ]--show|pwgen(?:[ ][\w-]{1,6}){0,4})\r?\n["']?`,
    pattern: "(?:base64:)?[A-Za-z0-9+/_-]{8,128}={0,2}",
    notAfter: "[A-Za-z0-9+/=_-]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.8 }, { name: "digits", min: 1 }],
    confidence: 0.75,
    source: "wg(8), openssl-rand(1), Python secrets, Laravel, pwgen(1)",
    examples: [
      {
        text: "$ openssl rand -hex 16\n9f3b7c1e5d80a2f64b7c9e1d3a5f80b2\n",
        find: ["9f3b7c1e5d80a2f64b7c9e1d3a5f80b2"],
      },
      { text: ">>> secrets.token_urlsafe(12)\n'a8Fk2LmQ-9ZxT4cV'\n", find: ["a8Fk2LmQ-9ZxT4cV"] },
      { text: "$ pwgen 12 1\nkQ7eif4oR2ta\n", find: ["kQ7eif4oR2ta"] },
    ],
    counterExamples: [
      { text: "openssl rand -hex 16\nprints 32 hexadecimal digits" },
      { text: "wg genkey\nwg pubkey" },
      { text: "openssl rand -hex 16 > key" },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "redirected-secret",
    entity: "SECRET",
    label: "confidential",
    tags,
    lead: String.raw`(?:echo[ ](?:-[ne]{1,2}[ ])?|printf[ ](?:["']?%s(?:\\n)?["']?[ ])?)["']?`,
    // Only what it is written or piped to says what it is, and belongs to the span.
    pattern: String.raw`[A-Za-z0-9_.-]{16,128}["']?[ ]?(?:>{1,2}[ ]?["']?[\w.~/$\{}-]{0,48}(?:token|secret|credential|api[_-]?key)|\|[ ]?[\w./ -]{2,48}--(?:with-)?token)`,
    validate: [{ name: "not-placeholder" }, { name: "digits", min: 3 }],
    confidence: 0.65,
    source: "CWE-214; gh auth login, --with-token",
    examples: [
      {
        text: 'echo "x9Y8w7V6u5T4s3R2" > ~/.acme/token',
        find: ['x9Y8w7V6u5T4s3R2" > ~/.acme/token'],
      },
      {
        text: "echo x9Y8w7V6u5T4s3R2 | gh auth login --with-token",
        find: ["x9Y8w7V6u5T4s3R2 | gh auth login --with-token"],
      },
      { text: "printf '%s' 'x9Y8w7V6u5T4s3R2' > api_key.txt", find: ["x9Y8w7V6u5T4s3R2' > api_key"] },
    ],
    counterExamples: [
      { text: 'echo "$TOKEN_OF_2024_OF_THE_SHOP" > token' },
      { text: "echo x9Y8w7V6u5T4s3R2 > build.txt" },
      { text: "echo the-name-of-the-thing > token" },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "echoed-secret",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: String.raw`(?:output[ ]-raw[ ]|echo[ ]["']?\$\{?|\$env:|printenv[ ])\w{0,40}(?:pass(?:word|wd)?|pwd|secret|token|key)[}"']{0,2}\r?\n`,
    pattern: String.raw`[^\s"'<>$#{}()\[\]]{6,128}`,
    caseless: true,
    notAfter: String.raw`[^\s]|[ \t][^\s]`,
    // A script goes on with a command.
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }, { name: "digits", min: 1 }],
    confidence: 0.7,
    source: "Terraform documentation, terraform output; what shells print of their variables",
    examples: [
      { text: "$ terraform output -raw db_password\nh4lf-moon\n", find: ["h4lf-moon"] },
      { text: "PS C:\\> $env:DB_PASSWORD\r\nTiger42\r\n", find: ["Tiger42"] },
      { text: "$ echo $API_TOKEN\na8Fk2LmQ9ZxT4cV7\n$ ", find: ["a8Fk2LmQ9ZxT4cV7"] },
    ],
    counterExamples: [
      { text: "echo $TOKEN\nexit 1\n" },
      { text: "echo $TOKEN\ndone\n" },
      { text: "terraform output db_password | pbcopy" },
      { text: "echo $PASSWORD; password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "expect-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: String.raw`assword:?[ ]?["'*]{1,2}[;\s]{1,6}\{?[ ]?send[ ](?:--[ ])?["']`,
    pattern: String.raw`[^\s"'$\\<{]{3,63}`,
    notAfter: String.raw`[^\s"'\\]`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.85,
    source: "expect(1)",
    examples: [
      { text: 'expect "password:"; send "swordfish\\r"', find: ["swordfish"] },
      { text: 'expect "*?assword:*"\nsend -- "swordfish\\r"\n', find: ["swordfish"] },
      { text: "expect 'Password: '\nsend 'swordfish\\n'", find: ["swordfish"] },
    ],
    counterExamples: [
      { text: 'expect "password:"; send "$pass\\r"' },
      { text: 'expect "login:"; send "bobby\\r"' },
      { text: "send the password" },
      { text: "sshpass -p 'h4lf-moon' ssh web1", neighbour: "option-password" },
    ],
  },
];
