/** Bodies of any size that are made to cost more than their bytes. */
import { openai } from "../../src/protocols/llm/openai.ts";
import type { BodyKind } from "../laws/real.ts";
import {
  called,
  chat,
  chatAnswer,
  chatText,
  choice,
  choices,
  done,
  ended,
  events,
  form,
  json,
  lines,
  messages,
  responses,
  said,
  stream,
  text,
} from "./rows.ts";

export interface Flood {
  readonly name: string;
  readonly kind: BodyKind;
  /** A body of about so many bytes. */
  readonly body: (bytes: number) => string;
  /** Of the smaller body. */
  readonly bytes?: number;
  /** Bytes of a chunk; default 16 KiB. */
  readonly chunk?: number;
  readonly failed?: string;
}

const repeat = (piece: string, bytes: number): string => piece.repeat(Math.ceil(bytes / piece.length));
const filled = (name: string, piece: string, more: Partial<Flood> = {}): Flood => ({
  name,
  kind: text,
  body: (bytes) => repeat(piece, bytes),
  ...more,
});
const counted = (piece: (at: number) => string, bytes: number): string => {
  const parts: string[] = [];
  for (let at = 0, length = 0; length < bytes; at++) {
    const part = piece(at);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join();
};
const jwt = `eyJhbGciOiJIUzI1NiJ9.${"eyJzdWIiOiIxMjM0NTY3".repeat(100)}.${"dozjgNryP4J3jVmN".repeat(4)}`;

export const floods: readonly Flood[] = [
  filled("digits", "7"),
  filled("digits in pairs", "12 34 "),
  filled("a matrix of digits", "1 2 3 4 5 6 7 8 9 0\n"),
  filled("cards", "4111 1111 1111 1111 ", { bytes: 60_000 }),
  filled("cards that are none", "4111-1111-1111-1112-"),
  filled("digits and dashes", "078-05-"),
  filled("beginnings of tokens", "eyJ", { bytes: 750_000 }),
  filled("beginnings of tokens with dots", "eyJhbGciOi.eyJ."),
  filled("beginnings of keys", "sk-ant-api03-", { failed: "swallow-overflow" }),
  filled("beginnings of keys of every kind", "AKIA ghp_ glpat- xoxb- sk- eyJ "),
  filled("letters", "a"),
  filled("letters and dots", "a.b-c_d."),
  filled("at signs", "@"),
  filled("beginnings of addresses", "a@"),
  filled("addresses that go on", "a@b.cc@d.ee@", { bytes: 60_000 }),
  filled("words before a value", "password: "),
  filled("words before a value without end", "password=password=", { failed: "swallow-overflow" }),
  filled("quotes", "'\"`"),
  filled("dashes", "-"),
  filled("beginnings of private keys", "-----BEGIN "),
  filled("private keys without a body", "-----BEGIN PRIVATE KEY-----\n"),
  filled("beginnings of URLs", "https://a:"),
  filled("colons in hexadecimal", "fe80:"),
  filled("dots and digits", "1.2.3."),
  filled("letters and digits of bank accounts", "DE89 "),
  filled("characters of no width", "\u200b", { bytes: 120_000 }),
  filled("soft hyphens between digits", "4\u00ad1\u00ad"),
  filled("percent signs", "%"),
  filled("percent signs escaped", "%25"),
  filled("beginnings of entities", "&#"),
  filled("entities of entities", "&#38;"),
  filled("beginnings of escapes", "\\u00"),
  filled("backslashes", "\\"),
  filled("digits of another script", "\u0661", { bytes: 120_000 }),
  filled("line ends", "\r\n"),
  filled("text in single bytes", "Hm, well! So be it. ", { chunk: 1, bytes: 20_000 }),
  filled("digits in single bytes", "4111 1111 1111 1112 ", { chunk: 1, bytes: 10_000 }),
  {
    name: "a token without end",
    kind: text,
    body: (bytes) => `x ${jwt}${repeat("Zq9", bytes)}`,
    bytes: 2_500_000,
    failed: "swallow-overflow",
  },
  {
    name: "tokens in single characters, in events",
    kind: chat,
    body: (bytes) => `${stream(...[...repeat(`${jwt} `, bytes / 40)].map((one) => said("0", one)))}${done}`,
    bytes: 160_000,
  },
  {
    name: "addresses in single characters, in events",
    kind: chat,
    body: (bytes) => `${stream(...[...repeat("a@b.cc@", bytes / 60)].map((one) => said("0", one)))}${done}`,
    bytes: 60_000,
  },
  { name: "keys of an object", kind: json, body: (bytes) => `{${counted((at) => `"k${at}":1`, bytes)}}` },
  { name: "elements of an array", kind: json, body: (bytes) => `[${repeat("1,", bytes)}1]` },
  { name: "short strings", kind: json, body: (bytes) => `[${repeat('"ab",', bytes)}""]`, bytes: 60_000 },
  { name: "empty objects", kind: json, body: (bytes) => `[${repeat("{},", bytes)}{}]` },
  { name: "escapes in a string", kind: json, body: (bytes) => `{"a":"${repeat("\\u0041\\n", bytes)}"}` },
  {
    name: "addresses among escapes in a string",
    kind: json,
    body: (bytes) => `{"a":"${repeat("\\na@b.cc ", bytes)}"}`,
    bytes: 60_000,
  },
  {
    name: "addresses among escapes in an event",
    kind: chat,
    body: (bytes) => chatText(repeat("\\na@b.cc ", bytes)),
    bytes: 60_000,
  },
  {
    name: "choices with log probabilities",
    kind: chatAnswer,
    body: (bytes) => choices(repeat('{"logprobs":[1]},', bytes).slice(0, -1)),
  },
  {
    name: "choices with log probabilities, in an event",
    kind: chat,
    body: (bytes) => `data: ${choices(repeat('{"logprobs":[1]},', bytes).slice(0, -1))}\n\n${done}`,
  },
  { name: "one number", kind: json, body: (bytes) => `{"a":${repeat("7", bytes)}}` },
  { name: "one key", kind: json, body: (bytes) => `{"${repeat("k ", bytes)}":1}` },
  { name: "white space", kind: json, body: (bytes) => `{"a":${" ".repeat(bytes)}1}` },
  { name: "JSON in JSON", kind: json, body: (bytes) => JSON.stringify({ a: `[${repeat('"a",', bytes)}""]` }) },
  {
    name: "parts of a message",
    kind: { ...json, dialect: openai, operation: "chat.completions" },
    body: (bytes) =>
      `{"messages":[{"role":"user","content":[${repeat('{"type":"text","text":"a@"},', bytes)}{"type":"text","text":"b"}]}]}`,
  },
  {
    name: "fields of a form",
    kind: form,
    body: (bytes) => counted((at) => `k${at}=v`, bytes).replaceAll(",", "&"),
    bytes: 60_000,
  },
  { name: "events of text", kind: chat, body: (bytes) => `${repeat(stream(said("0", "Hm! ")), bytes)}${done}` },
  {
    name: "choices without end",
    kind: chat,
    body: (bytes) => `data: {"choices":[${counted((at) => choice(`${at}`, "1"), bytes)}]}\n\n${done}`,
    bytes: 60_000,
  },
  {
    name: "choices that all wait",
    kind: chat,
    body: (bytes) => `${counted((at) => stream(said(`${at}`, "4111 1111 ")), bytes).replaceAll("\n,", "\n")}${done}`,
    bytes: 60_000,
  },
  {
    name: "one event with one choice again and again",
    kind: chat,
    body: (bytes) => `${stream(choices(repeat(`${choice("0", "4111 ")},`, bytes).slice(0, -1)))}${done}`,
    bytes: 60_000,
  },
  {
    name: "calls without end",
    kind: chat,
    body: (bytes) =>
      `${counted((at) => stream(called(`"index":${at},`, '{"a":"1')), bytes).replaceAll("\n,", "\n")}${done}`,
    bytes: 60_000,
  },
  {
    name: "fields that nobody knows",
    kind: events,
    body: (bytes) => counted((at) => `data: {"k${at}":"a@"}\n\n`, bytes).replaceAll("\n,", "\n"),
    bytes: 60_000,
  },
  {
    name: "a field that nobody knows, that never ends",
    kind: events,
    body: (bytes) => repeat(stream('{"x":"4111 "}'), bytes),
    bytes: 60_000,
  },
  {
    name: "blocks without end",
    kind: messages,
    body: (bytes) =>
      `${counted((at) => stream(`{"type":"content_block_delta","index":${at},"delta":{"type":"text_delta","text":"4111 "}}`), bytes).replaceAll("\n,", "\n")}${stream('{"type":"message_stop"}')}`,
    bytes: 60_000,
  },
  {
    name: "items without end",
    kind: responses,
    body: (bytes) =>
      `${counted((at) => stream(`{"type":"response.output_text.delta","output_index":${at},"content_index":0,"delta":"4111 "}`), bytes).replaceAll("\n,", "\n")}${stream('{"type":"response.completed"}')}`,
    bytes: 60_000,
  },
  { name: "comments", kind: events, body: (bytes) => repeat(": Hm!\n", bytes) },
  { name: "empty lines between events", kind: events, body: (bytes) => repeat("\n", bytes) },
  { name: "data lines of one event", kind: events, body: (bytes) => `${repeat("data: a\n", bytes)}\n` },
  {
    name: "data lines of one event of JSON",
    kind: events,
    body: (bytes) => `data: [\n${repeat('data: "a@b.cc",\n', bytes)}data: ""]\n\n`,
    bytes: 60_000,
  },
  { name: "lines of JSON", kind: lines, body: (bytes) => repeat('{"response":"4111 "}\n', bytes), bytes: 60_000 },
  {
    name: "choices of one event, all of them waiting",
    kind: chat,
    body: (bytes) => stream(`{"choices":[${counted((at) => choice(String(at), "4"), bytes)}]}`),
    bytes: 60_000,
    failed: "truncated-stream",
  },
  {
    name: "choices of one event, with events behind it until they wait no more",
    kind: chat,
    body: (bytes) =>
      `${stream(`{"choices":[${counted((at) => choice(String(at), "4"), bytes)}]}`)}${repeat(stream(said("999999", "a. ")), 2_000)}${done}`,
    bytes: 60_000,
  },
  {
    name: "calls of one event, with events behind it until they wait no more",
    kind: chat,
    body: (bytes) => {
      const calls = counted((at) => `{"index":${at},"function":{"arguments":"4"}}`, bytes);
      return `${stream(`{"choices":[{"index":0,"delta":{"tool_calls":[${calls}]}}]}`)}${repeat(stream(said("999999", "a. ")), 2_000)}${done}`;
    },
    bytes: 60_000,
  },
  {
    name: "choices of one event that end one by one",
    kind: chat,
    body: (bytes) =>
      `${stream(`{"choices":[${counted((at) => choice(String(at), "4"), bytes)}]}`)}${counted((at) => stream(ended(String(at))), bytes).replaceAll("\n,", "\n")}${done}`,
    bytes: 30_000,
  },
  {
    name: "names in an object of an event, all of them waiting",
    kind: events,
    body: (bytes) =>
      stream(`{${counted((at) => `"n${at}":"4"`, bytes)}}`, ...Array.from({ length: 40 }, () => '{"other":"a. "}')),
    bytes: 30_000,
  },
];
