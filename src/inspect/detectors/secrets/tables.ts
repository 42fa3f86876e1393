/**
 * Passwords and keys in tables, which the head of a column tells: CSV, Markdown, what psql and mysql print, INSERT and COPY. Nothing
 * is between name and value but the rest of the head and the cells before, so the first rows are found, as far back as a lead may reach.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { hex, mixed } from "./picked.ts";

const tags = ["credential", "table"];

/** Its column, to the last cell before the value. The cells before are not counted: what the value must look like keeps them out. */
const headed = `(?:[Pp]assword|PASSWORD|passwd|(?:api|API)[ _-]?[Kk]ey|API_KEY|[Tt]oken|TOKEN|[Ss]ecret|SECRET)${oneOf(
  // CSV: the first row, and the second where both are short.
  String.raw`["']?(?:[,;\t]["']?[A-Za-z][\w-]{1,11}["']?){0,2}\r?\n(?:[^\r\n]{1,40}\r?\n)?[^\r\n]{0,40}[,;\t]["']?`,
  // Markdown, psql, mysql: a line of dashes below the head.
  String.raw`[*_\x60]{0,2}[ ]{0,8}(?:\|[^\r\n]{0,16})?\r?\n[ ]{0,2}[|+:-][|:+ -]{2,32}\r?\n(?:[^\r\n]{1,22}\n)?[^\r\n]{1,23}\|[ ]{1,3}\x60?`,
  // SQL: a list of columns, and the values in brackets or below it.
  String.raw`["\x60\]]?(?:,[ ]?["\x60\[]?\w{1,12}["\x60\]]?){0,2}\)(?:\s{1,2}VALUES\s{0,2}\((?:[^()\r\n]{0,48}[ ,])?N?'| FROM stdin;\r?\n[^\r\n]{0,48}\t)`,
)}`;

/** Where a cell ends. */
const cellGoesOn = String.raw`[^\s,;"'|<\x60)]|[ ][^|\s]`;
const mark = "[A-Za-z0-9!@#$%^&*+_=~?-]";
const turns = oneOf(
  "[a-z0-9!@#*_+-][A-Z]",
  String.raw`[A-Z]\d`,
  "[a-z][0-9][A-Za-z!@#*_]",
  String.raw`[A-Z][A-Za-z]{1,20}\d\d`,
  "[!#$%^&*+~?@]",
);

export const tableDetectors: readonly Detector[] = [
  {
    id: "headed-secret",
    entity: "SECRET",
    label: "confidential",
    tags,
    lead: headed,
    // Capitals, figures and marks among small letters; what is random in its length.
    pattern: oneOf(
      `${mark}{0,24}${turns}${mark}{0,40}`,
      "[A-Za-z0-9_+/-]{24,128}={0,2}",
      String.raw`[A-Za-z0-9]{8,40}\.[A-Za-z0-9_-]{20,128}`,
    ),
    notBefore: "[A-Za-z0-9]",
    notAfter: cellGoesOn,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.3 }, { name: "digits", min: 1 }],
    confidence: 0.65,
    source: "RFC 4180; GitHub Flavored Markdown, tables; SQL:2016, INSERT; PostgreSQL documentation, psql and COPY",
    examples: [
      { text: "id,login,password,role\n1,bob,t1gerLily,admin\n", find: ["t1gerLily"] },
      { text: "| User | Password |\n|---|---|\n| bob | t1gerLily |\n", find: ["t1gerLily"] },
      { text: " id | password | active\n----+----------+---\n  1 | Tiger42! | t\n", find: ["Tiger42!"] },
      { text: "INSERT INTO users (id, password) VALUES (1, 't1gerLily');", find: ["t1gerLily"] },
      { text: "COPY users (id, password) FROM stdin;\n1\tt1gerLily\n", find: ["t1gerLily"] },
      { text: `service,api_key,created\nshop,${mixed(32, 1)},2024-05-01\n`, find: [mixed(32, 1)] },
      { text: `"email","secret"\n"a@example.com","${hex(32, 2)}"\n`, find: [hex(32, 2)] },
      { text: `| Shop | API key |\n| --- | --- |\n| a | \`${mixed(24, 5)}\` |`, find: [mixed(24, 5)] },
    ],
    counterExamples: [
      { text: "id,login,password\n1,bob,\n" },
      { text: "| field | password |\n|---|---|\n| type | string |\n" },
      { text: "INSERT INTO users (id, password) VALUES (1, ?);" },
      { text: "password,name\n2024-05-01,2024-05-02\n" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "userlist-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "file"],
    lead: String.raw`\n"[\w.-]{2,32}" "`,
    pattern: String.raw`[^\s"'$<{][^\s"']{4,63}`,
    // Nothing else is in such a line.
    notAfter: String.raw`[^"]|"[^\r\n]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }, { name: "digits", min: 1 }],
    confidence: 0.65,
    source: "PgBouncer documentation, auth_file: userlist.txt",
    examples: [
      { text: '; users\n"bob" "t1gerLily"\n', find: ["t1gerLily"] },
      { text: '"a" "x"\n"shop" "h4lf-moon"\r\n', find: ["h4lf-moon"] },
      { text: 'userlist.txt:\n"stats" "tiger42"', find: ["tiger42"] },
    ],
    counterExamples: [
      { text: '\n"bob" ""\n' },
      { text: 'printf(\n"abc" "def1x");' },
      { text: '\n"some" "words"\n' },
      { text: 'password: "hunter2"', neighbour: "password-quoted" },
    ],
  },
];
