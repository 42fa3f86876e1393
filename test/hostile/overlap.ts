/** Values that lie over, in and beside each other, and values of awkward lengths. */
import { type Mask, maskAll } from "../laws/real.ts";
import { chat, chatText, events, json, lines, type Row, stream, text } from "./rows.ts";

const line = (action: unknown): object => ({ request: action, response: action });
const allowing = (...entities: readonly string[]): Mask => ({
  labels: Object.fromEntries(
    ["regulated", "confidential", "internal", "public"].map((label) => [label, line("replace")]),
  ),
  entities: Object.fromEntries(entities.map((entity) => [entity, line("allow")])),
});
const aws = "AKIAIOSFODNN7EXAMPLE";
const anthropicKey = "sk-ant-api03-a8Fk2LmQ9ZxT4cV7bN3kPqR5sT6uV8wX";
const ring = "a@b.cc@d.ee@f.org@";
const pem = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";

const over: readonly Row[] = [
  {
    name: "an allowed phone number over a card",
    kind: text,
    body: "call 4111 1111 1111 1111 or +1 202 555 0143 4111 1111 1111 1111 ok\n",
    mask: allowing("PHONE_NUMBER"),
    hidden: ["1111 1111"],
  },
  {
    name: "an allowed card, whose last digits another one begins with",
    kind: text,
    body: "pay 4111111111111111 4111 1111 1111 1111 078-05-1120 ok\n",
    mask: allowing("CREDIT_CARD"),
    hidden: ["078-05-1120"],
  },
  {
    name: "an allowed address around a number",
    kind: text,
    body: "078-05-1120@example.com and bob.078-05-1120@example.com ok\n",
    mask: allowing("EMAIL_ADDRESS"),
    hidden: ["078-05-1120"],
  },
  {
    name: "a URL around a key",
    kind: text,
    body: `see https://u:${aws}@h.example/${aws}?k=${aws}#${aws} ok\n`,
    hidden: [aws],
  },
  {
    name: "an allowed password of a URL around a key",
    kind: text,
    body: `see https://u:${aws}@h.example/${aws}?k=${aws} ok\n`,
    mask: allowing("URL_PASSWORD"),
    hidden: [aws],
  },
  {
    name: "an address that goes on as another",
    kind: text,
    body: `to ${ring}x.net ok\n`,
    hidden: ["b.cc", "d.ee", "f.org"],
  },
  {
    name: "a chain of addresses in events",
    kind: chat,
    body: chatText("to ", ...ring.split(""), "x.net", " ok"),
    hidden: ["b.cc", "d.ee"],
  },
  {
    name: "addresses that overlap a card under another operator",
    kind: text,
    body: "to 4111111111111111@b.cc@d.ee 4111 1111 1111 1111 ok\n",
    mask: {
      ...maskAll(),
      entities: { EMAIL_ADDRESS: line("replace"), CREDIT_CARD: line({ partial: 4 }), PHONE_NUMBER: line("drop") },
    },
    hidden: ["4111 1111", "b.cc@"],
  },
  {
    name: "placeholders that the client typed",
    kind: json,
    body: '{"a":"<EMAIL_ADDRESS> is not <CREDIT_CARD>","b":"<EMAIL_ADDRESS>alice@example.com<US_SSN>"}',
    hidden: ["alice@example.com"],
    shown: ['"a":"<EMAIL_ADDRESS> is not <CREDIT_CARD>"', '"b":"<EMAIL_ADDRESS><EMAIL_ADDRESS><US_SSN>"'],
  },
  {
    name: "digits before a card",
    kind: text,
    body: "room 12 4111 1111 1111 1111 ok\n",
    hidden: ["4111 1111"],
    shown: [" ok"],
  },
  {
    name: "digits before a card in pieces",
    kind: chat,
    body: chatText("room 1", "2 411", "1 1111 11", "11 1111", " ok"),
    hidden: ["4111", "1111"],
  },
  { name: "digits on both sides of a card", kind: text, body: "7 4111 1111 1111 1111 7 ok\n", hidden: ["1111 1111"] },
  {
    name: "a card of thirteen digits in one of sixteen",
    kind: text,
    body: "card 4222222222222 4222 2222 2222 2220 ok\n",
    hidden: ["4222222222222", "2222 2222"],
  },
  {
    name: "cards without anything between them",
    kind: text,
    body: "card 4111111111111111,4111111111111111;5555555555554444 ok\n",
    hidden: ["41111", "55555"],
  },
  {
    name: "a value that begins where one ends",
    kind: text,
    body: "alice@example.com,078-05-1120,bob@example.org;4111111111111111 ok\n",
    hidden: ["alice", "078-05", "bob@", "41111"],
  },
  {
    name: "a number in an address in a URL",
    kind: text,
    body: "https://h.example/?to=078-05-1120@example.com&ssn=078-05-1120 ok\n",
    hidden: ["078-05-1120"],
  },
  {
    name: "a key that a placeholder cuts",
    kind: text,
    body: `${anthropicKey.slice(0, 20)}<US_SSN>${anthropicKey.slice(20)} ok\n`,
    hidden: [],
  },
  {
    name: "an assignment around a key around an address",
    kind: text,
    body: `password=${aws}:alice@example.com ok\n`,
    hidden: [aws, "alice@example.com"],
  },
];

const long: readonly Row[] = [
  {
    name: "a local part of 64 characters",
    kind: text,
    body: `${"a".repeat(63)}z@example.com ok\n`,
    hidden: ["z@example.com"],
  },
  {
    name: "a local part of 65 characters",
    kind: text,
    body: `${"a".repeat(64)}z@example.com ok\n`,
    hidden: ["z@example.com"],
  },
  {
    name: "a local part of 300 characters in events",
    kind: chat,
    body: chatText(..."a".repeat(300), "z@exam", "ple.com ok"),
    hidden: ["z@exam"],
  },
  {
    name: "a domain of many labels",
    kind: text,
    body: `zed@${"sub.".repeat(40)}example.com ok\n`,
    hidden: ["zed@sub"],
  },
  {
    name: "a key with 200 more characters",
    kind: text,
    body: `use ${anthropicKey}${"Zq9".repeat(66)} ok\n`,
    hidden: ["sk-ant-api03-a8Fk", "Zq9Zq9"],
  },
  {
    name: "a key with 200 more characters in events",
    kind: chat,
    body: chatText("use ", anthropicKey, ...Array<string>(66).fill("Zq9"), " ok"),
    hidden: ["sk-ant-api03-a8Fk", "Zq9"],
  },
  {
    name: "an access key with letters behind it",
    kind: text,
    body: `use ${aws}ABCD or x${aws} or ${aws}_ ok\n`,
    hidden: [],
  },
  { name: "a password behind filler", kind: text, body: `password${" ".repeat(60)}= hunter2zebra ok\n`, hidden: [] },
  { name: "a number behind its word and filler", kind: text, body: `ssn ${"-".repeat(40)} 078051120 ok\n`, hidden: [] },
  {
    name: "a private key with a byte that is not its own",
    kind: text,
    body: `-----BEGIN PRIVATE KEY-----\n${pem}\n!${pem}\n-----END PRIVATE KEY-----\nok\n`,
    hidden: [`KEY-----\n${pem}`],
  },
  {
    name: "a private key in one line",
    kind: json,
    body: `{"a":"-----BEGIN RSA PRIVATE KEY-----\\n${pem}\\n${pem}\\n-----END RSA PRIVATE KEY-----\\n ok"}`,
    hidden: [pem],
  },
  {
    name: "a private key escaped twice",
    kind: json,
    body: `{"a":"{\\"k\\":\\"-----BEGIN RSA PRIVATE KEY-----\\\\n${pem}\\\\n-----END RSA PRIVATE KEY-----\\"}"}`,
    hidden: [pem],
  },
  {
    name: "a private key with quoted lines",
    kind: text,
    body: `> -----BEGIN PRIVATE KEY-----\n> ${pem}\n> ${pem}\n> -----END PRIVATE KEY-----\nok\n`,
    hidden: [pem],
  },
  {
    name: "a BEGIN line that is only spoken of",
    kind: text,
    body: "The file begins with -----BEGIN PRIVATE KEY----- and then has lines. All of this is prose. ok\n",
    hidden: [],
    shown: ["All of this is prose. ok\n"],
  },
  {
    name: "a BEGIN line inside a private key",
    kind: text,
    body: `-----BEGIN PRIVATE KEY-----\n-----BEGIN PRIVATE KEY-----\n${pem}\n-----END PRIVATE KEY-----\n${pem}\nok\n`,
    hidden: [`KEY-----\n${pem}\n-----END`],
  },
  {
    name: "an END line without its BEGIN",
    kind: text,
    body: "-----END PRIVATE KEY-----\nAll of this is prose. ok\n",
    hidden: [],
    shown: ["All of this is prose. ok\n"],
  },
  {
    name: "a private key in events of one character",
    kind: chat,
    body: chatText(..."-----BEGIN PRIVATE KEY-----", "\\n", ...pem, "\\n", ..."-----END PRIVATE KEY-----", "\\nok"),
    hidden: ["MIIE"],
  },
  {
    name: "a token that is cut into single characters",
    kind: events,
    body: stream(
      ...`{"x":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"}`.split(
        "\n",
      ),
    ),
    hidden: ["dozjgNryP4J3"],
  },
  {
    name: "a number over two lines of NDJSON",
    kind: lines,
    body: '{"response":"SSN 078-05"}\n{"response":"-1120 ok","done":true}\n',
    hidden: ["078-05", "-1120"],
  },
];

export const overlap: readonly Row[] = [...over, ...long];
