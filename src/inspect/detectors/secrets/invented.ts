/**
 * Invented values for the examples of key detectors, and the texts in which such a detector must find nothing. A value is a
 * slice of one fixed row of characters: the same at every run, and no key of anybody.
 */
import type { CounterExample } from "../../detector.ts";
import { sample } from "../sample.ts";

const rows = {
  mixed:
    "a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0sGpKoXi2BvC7tMqW4nEzYr9AlU1hS6gT3dP8fO5jI0kRbX4mZqN7vL2wC9yHaE3uG6sJ1tD8pFo5KiB0xV",
  lower: "k3v9q7zt2m8xw4rj6c1nb5yh0fpd7sgu3lae9oiw2kq8tz4vx6mj1rc5bn0yhpfd",
  upper: "Q7ZK2XW9VB4TN8MJ3RLH6CYP5FDG1SAUE0OIK8WQ2ZT4XV9MB6RN3JLC7YH5PFDG",
  hex: "9f3b7c1e5d80a2f64b7c9e1d3a5f80b2c6d4e7f19a3b5c8d0e2f4a6b8c1d3e5f7",
  base32: "k3v7q2zt5m4xw4rj6c2nb5yh7fpd3sgu4lae6oiw2kq3tz5vx6mj7rc2bn",
  digits: "483920175664820937152840693715284069",
} as const;

const slice = (row: string, length: number, from: number): string => {
  let text = "";
  for (let at = from; text.length < length; at += 1) text += row[at % row.length];
  return text;
};

export const mixed = (length: number, from = 0): string => slice(rows.mixed, length, from);
export const lower = (length: number, from = 0): string => slice(rows.lower, length, from);
export const upper = (length: number, from = 0): string => slice(rows.upper, length, from);
export const hex = (length: number, from = 0): string => slice(rows.hex, length, from);
export const base32 = (length: number, from = 0): string => slice(rows.base32, length, from);
export const digits = (length: number, from = 0): string => slice(rows.digits, length, from);
export const uuid = (from = 0): string =>
  [hex(8, from), hex(4, from + 8), `4${hex(3, from + 12)}`, `a${hex(3, from + 15)}`, hex(12, from + 18)].join("-");

/** The same value three times over, each from another place in the row. */
export const three = (value: (from: number) => string): readonly [string, string, string] => [
  value(0),
  value(7),
  value(19),
];

/** A key of another provider, which its own detector finds. */
const others = {
  "openai-api-key": sample("sk-", "proj-", mixed(32)),
  "anthropic-api-key": sample("sk-ant-", "api03-", mixed(24)),
  "aws-access-key-id": sample("AKIA", "Y34FZKBOKMUTVV7A"),
  "google-api-key": sample("AIza", mixed(35)),
  "github-token": sample("ghp_", mixed(36)),
  "gitlab-token": sample("glpat-", mixed(20)),
  "npm-token": sample("npm_", mixed(36)),
  "pypi-token": sample("pypi-", "AgEIcHlwaS5vcmc", mixed(60)),
  "slack-token": sample("xoxb-", "483920175664-", mixed(24)),
  "vault-token": sample("hvs.", mixed(90)),
  "secret-assignment": "api_key: a8Fk2LmQ9ZxT4cV7",
  "password-assignment": "password: hunter2",
} as const;

export type Other = keyof typeof others;

/** Not a key with this prefix: the prefix in prose, a documentation's placeholder, a key of another provider. */
export function unlike(
  prefix: string,
  length: number,
  neighbour: Other,
  ...more: readonly string[]
): readonly [CounterExample, CounterExample, CounterExample, ...CounterExample[]] {
  return [
    { text: `such keys start with ${prefix}, says the documentation` },
    { text: sample("API_KEY=", prefix, "x".repeat(length), "\n") },
    { text: `found ${others[neighbour]} here`, neighbour },
    ...more.map((text) => ({ text })),
  ];
}

/** Not a key with this name before it: the name in prose, a placeholder, the value under another name. */
export function unnamed(
  word: string,
  value: string,
  ...more: readonly string[]
): readonly [CounterExample, CounterExample, CounterExample, ...CounterExample[]] {
  return [
    { text: `the ${word} documentation says where its key is, and ${word} has many pages` },
    { text: `${word}_token: ${"x".repeat(value.length)}` },
    { text: `api_key: ${value}`, neighbour: "secret-assignment" },
    ...more.map((text) => ({ text })),
  ];
}
