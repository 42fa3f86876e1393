/** Values that fill a line of a file of variables, whatever they are made of: `DB_PASSWORD=x{Y7}k!2`, `JWT_SECRET=letters`. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { hex, mixed } from "../secrets/invented.ts";
import { uuidPattern } from "../uuid.ts";
import { anyPhrase, closed, gap } from "./parts.ts";

/** At the end of its line or before an option: what is set for a command, as in `docker run -e TOKEN=... -d`. */
const endsLine = String.raw`[^\s]|[ \t][^\s-]`;

/** What ends before `_KEY`, but for PUBLIC. */
const unpublished = String.raw`(?:[ABD-Z\d]|[A-HJ-Z\d]C)`;

export const lineDetectors: readonly Detector[] = [
  {
    id: "environment-key",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "file"],
    lead: String.raw`${unpublished}_(?:KEYS?(?:_BASE)?|SALT|PAT|AUTH(?:KEY|_?TOKEN)?)(?:(?:=|: | = )["']?|\x60?[ ]\|[ ]\x60?|["']?(?:,\s{0,20}|\s{1,20})["']?[Vv]alue["']?[ ]{0,2}[:=][ ]{0,2}["']?)(?:base64:)?`,
    pattern: `[A-Za-z0-9]{20,128}|[A-Za-z0-9+/]{22,128}={1,2}(?:,[A-Za-z0-9+/]{22,64}={1,2}){0,3}|${uuidPattern}`,
    notAfter: String.raw`[^\s"',;#\x60]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.9 }, { name: "digits", min: 3 }],
    confidence: 0.65,
    source: "CWE-798: files of environment variables",
    examples: [
      { text: `ENC_KEY=${hex(32)}\n`, find: [hex(32)] },
      { text: `  CLUSTER_KEY: ${mixed(43)}=\n`, find: [`${mixed(43)}=`] },
      { text: `ACME_AUTH=${hex(32)}\n`, find: [hex(32)] },
      { text: `| ACME_KEY | ${hex(32)} |`, find: [hex(32)] },
      { text: `ACME_KEY='9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b'`, find: ["9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b"] },
      { text: `APP_KEYS=${mixed(22)}==,${mixed(22, 3)}==\n`, find: [`${mixed(22)}==,${mixed(22, 3)}==`] },
      { text: `- name: STRIPE_KEY\n  value: "${mixed(24)}"`, find: [mixed(24)] },
      { text: `docker run -e UNSEAL_KEY=base64:${mixed(43)}= -d web`, find: [`${mixed(43)}=`] },
    ],
    counterExamples: [
      { text: `PUBLIC_KEY=${hex(32)}` },
      { text: "SORT_KEY=uploads/2024/01/photo_123456_of_the_house.jpg" },
      { text: "STORAGE_KEY = 'settings-of-the-user-v2-2024-11'" },
      { text: "ENC_KEY=$(openssl rand -hex 32)" },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "environment-key-marked",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "file"],
    lead: `${unpublished}_(?:KEY(?:_BASE)?|SALT|PAT|AUTH)(?:=|: | = )["']?`,
    pattern: String.raw`[\w+~!@#%^*:|-]{24,128}|[A-Za-z0-9]{8,40}\.[A-Za-z0-9_-]{20,128}`,
    notAfter: String.raw`[^\s"']`,
    // No path; names of words with dashes between them have fewer bits.
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 4.2 }, { name: "digits", min: 4 }],
    confidence: 0.6,
    source: "CWE-798: files of environment variables",
    examples: [
      { text: "SHOP_KEY=sh_live_k3Jm5LqR8tW2xYz7Vb4N\n", find: ["sh_live_k3Jm5LqR8tW2xYz7Vb4N"] },
      { text: 'ACME_KEY="k3Jm5LqR8-tW2xYz7Vb4N_c6Pd0"', find: ["k3Jm5LqR8-tW2xYz7Vb4N_c6Pd0"] },
      { text: "ACME_PAT=k3Jm5LqR8-tW2xYz7Vb4N_c6Pd0\n", find: ["k3Jm5LqR8-tW2xYz7Vb4N_c6Pd0"] },
      { text: "  DAEMON_KEY: x9Y8w7V6!u5T4s3R2@q1P0oNm\n", find: ["x9Y8w7V6!u5T4s3R2@q1P0oNm"] },
      { text: "ACME_PAT=k3Jm5LqR8tW2.xYz7Vb4Nc6Pd0Q9gHs1TfA2e\n", find: ["k3Jm5LqR8tW2.xYz7Vb4Nc6Pd0Q9gHs1TfA2e"] },
    ],
    counterExamples: [
      { text: "SORT_KEY=uploads/2024/01/photo_123456_of_the_house.jpg" },
      { text: "TOKEN_KEY: projects-1234-locations-europe-west1-keyrings" },
      { text: "CACHE_KEY=v1-linux-node-modules-2024-lock" },
      { text: `ENC_KEY=${hex(32)}`, neighbour: "environment-key" },
    ],
  },
  {
    id: "environment-secret",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "file"],
    lead: "(?:SECRET|TOKEN|ERLANG_COOKIE|(?:shared|client|ipsec|radius|rpc|api|jwt)[_-]secret|\\n(?:remote)?secret)=|(?:_SECRET|_TOKEN|(?:API|SECRET|PRIVATE|ENCRYPTION|SIGNING|ACCESS|AUTH|APP|MASTER|CLIENT)_KEY)(?:=|: )",
    pattern: "[A-Za-z0-9]{6,128}",
    notAfter: endsLine,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.65,
    source: "CWE-798: files of environment variables",
    examples: [
      { text: "JWT_SECRET=supersecretjwt\n", find: ["supersecretjwt"] },
      { text: "API_KEY=kQzWmTrLpXvBnHsD\r\n", find: ["kQzWmTrLpXvBnHsD"] },
      { text: "  SESSION_SECRET: keyboardcat\n", find: ["keyboardcat"] },
      { text: "docker run -e TOKEN=tok123 -d web", find: ["tok123"] },
      { text: "[6001](phones)\nsecret=8IFrMy\n", find: ["8IFrMy"] },
    ],
    counterExamples: [
      { text: "TOKEN=$DEPLOY_TOKEN" },
      { text: "API_KEY: SecretStr\n" },
      { text: "TOKEN=parser.next()" },
      { text: "f(KEY=value, TOKEN=identifier)" },
      { text: "TOKEN=identifier of the session" },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "environment-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "file"],
    lead: "(?:PASS(?:WORD|WD|PHRASE)?|passphrase|(?:datasource|hikari|user|mail|redis|rabbitmq|ldap|jdbc|encryptor|key-?store|trust-?store|key)[.-]password)=|_PASS(?:WORD|WD|PHRASE)?: ",
    pattern: `[A-Za-z0-9]{6,96}|${anyPhrase}`,
    notAfter: endsLine,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.65,
    source: "CWE-798: files of environment variables",
    examples: [
      { text: "DB_PASSWORD=kQzWmTrLpXvB\n", find: ["kQzWmTrLpXvB"] },
      { text: "docker run -e POSTGRES_PASSWORD=dockerun -d postgres", find: ["dockerun"] },
      { text: "wpa_passphrase=hostapdKey\n", find: ["hostapdKey"] },
      { text: "spring.datasource.password=swordFish\n", find: ["swordFish"] },
      { text: "  MYSQL_ROOT_PASSWORD: RootMeNow\n", find: ["RootMeNow"] },
      { text: "DB_PASSWORD=otter.Lamp.River.Stone\n", find: ["otter.Lamp.River.Stone"] },
    ],
    counterExamples: [
      { text: "DB_PASSWORD=$PASSWORD" },
      { text: "PASSWORD=form.password" },
      { text: "login(PASSWORD=typedIn)" },
      { text: "user.password=hashOf(typed)" },
      { text: "PASS=required in production" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "password-mark-first",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `(?:[Pp]ass(?:word|wd|phrase)|PASS(?:WORD|WD|PHRASE)?)${closed}${gap}(?:=>|[:=])${gap}["']`,
    // A mark that begins a path, a version or a joint of code, and nothing of either behind it.
    pattern: "[/+,;&|^~.)=][A-Za-z0-9!@#$%^&*_?:+=-]{6,62}[A-Za-z0-9!@#$%^*_-]",
    notAfter: "[^\"']",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.8 }, { name: "digits", min: 1 }],
    confidence: 0.65,
    source: "CWE-798",
    examples: [
      { text: '{"password": "/Kd93jfLqPz0"}', find: ["/Kd93jfLqPz0"] },
      { text: "password = '+Kd93=jfLqPz0'", find: ["+Kd93=jfLqPz0"] },
      { text: 'DB_PASS = "~t1ger_lily"', find: ["~t1ger_lily"] },
    ],
    counterExamples: [
      { text: '"password": "^7.1.2"' },
      { text: 'password = "/run/secrets/db1"' },
      { text: '"?password="+user1+"&x="' },
      { text: 'password = "hunter2"', neighbour: "password-quoted" },
    ],
  },
  {
    id: "password-line",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "file"],
    lead: oneOf("PASS(?:WORD|WD|PHRASE)?=", "[Pp]ass(?:word|wd|phrase): "),
    // With brackets, which make a value code elsewhere. A path, an alias of YAML and what ends as code does are none.
    pattern: String.raw`[^\s"'$<>%/{*&\x60][^\s"'\x60]{4,94}[^\s"'\x60,.;)({[>]`,
    notAfter: endsLine,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.5 }, { name: "digits", min: 1 }],
    confidence: 0.7,
    source: "CWE-798: files of environment variables, YAML",
    examples: [
      { text: "DB_PASSWORD=x{Y7}k!2mQ[zR]\n", find: ["x{Y7}k!2mQ[zR]"] },
      { text: "  password: aB3d(6gH)9kLm\n", find: ["aB3d(6gH)9kLm"] },
      { text: "MYSQL_ROOT_PASSWORD=(9aBc>d<e,f.g\r\n", find: ["(9aBc>d<e,f.g"] },
    ],
    counterExamples: [
      { text: "password: z.string().min(8),\n" },
      { text: "password: hash(input1)\n" },
      { text: "password: ref+vault://secret/x#pw1\n" },
      { text: "PASSWORD=$(cat /run/secret1)\n" },
      { text: "Password: a(1) of the best\n" },
      { text: "password = hunter2", neighbour: "password-assignment" },
    ],
  },
];
