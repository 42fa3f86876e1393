/** Values that fill a line of a file of variables, whatever they are made of: `DB_PASSWORD=x{Y7}k!2`, `JWT_SECRET=letters`. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { closed, gap } from "./parts.ts";

/** At the end of its line or before an option: what is set for a command, as in `docker run -e TOKEN=... -d`. */
const endsLine = String.raw`[^\s]|[ \t][^\s-]`;

export const lineDetectors: readonly Detector[] = [
  {
    id: "environment-secret",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "file"],
    lead: "(?:SECRET|TOKEN|ERLANG_COOKIE)=|(?:_SECRET|_TOKEN|(?:API|SECRET|PRIVATE|ENCRYPTION|SIGNING|ACCESS|AUTH|APP|MASTER|CLIENT)_KEY)(?:=|: )",
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
    lead: "(?:PASS(?:WORD|WD|PHRASE)?|passphrase)=|_PASS(?:WORD|WD|PHRASE)?: ",
    pattern: "[A-Za-z0-9]{6,96}",
    notAfter: endsLine,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.65,
    source: "CWE-798: files of environment variables",
    examples: [
      { text: "DB_PASSWORD=kQzWmTrLpXvB\n", find: ["kQzWmTrLpXvB"] },
      { text: "docker run -e POSTGRES_PASSWORD=dockerun -d postgres", find: ["dockerun"] },
      { text: "wpa_passphrase=hostapdKey\n", find: ["hostapdKey"] },
      { text: "  MYSQL_ROOT_PASSWORD: RootMeNow\n", find: ["RootMeNow"] },
    ],
    counterExamples: [
      { text: "DB_PASSWORD=$PASSWORD" },
      { text: "PASSWORD=form.password" },
      { text: "login(PASSWORD=typedIn)" },
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
    pattern: "[/+,;&|^~.)=][A-Za-z0-9!@#$%^&*_-]{6,62}[A-Za-z0-9!@#$%^*_-]",
    notAfter: "[^\"']",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.8 }, { name: "digits", min: 1 }],
    confidence: 0.65,
    source: "CWE-798",
    examples: [
      { text: '{"password": "/Kd93jfLqPz0"}', find: ["/Kd93jfLqPz0"] },
      { text: "password = '+Kd93jfLqPz0'", find: ["+Kd93jfLqPz0"] },
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
