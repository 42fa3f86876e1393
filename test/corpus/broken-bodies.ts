/**
 * Bodies that cannot be inspected to their end, with a value in front of the fault and behind it. Each ends in its failure,
 * and nothing of the value leaves.
 */
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import type { BodyKind } from "../laws/real.ts";

export interface BrokenBody {
  readonly name: string;
  readonly kind: BodyKind;
  readonly body: string | Uint8Array;
  readonly failed: string;
  /** What was decided before the fault and leaves. */
  readonly left?: string;
  readonly limits?: Readonly<Record<string, number>>;
}

const ssn = "078-05-1120";
const plain = (contentType: string, direction: "request" | "response" = "request"): BodyKind => ({
  direction,
  contentType,
});
const json = plain("application/json");
const chatRequest: BodyKind = { ...json, dialect: openai, operation: "chat.completions" };
const chatAnswer: BodyKind = { ...chatRequest, direction: "response" };
const events = plain("text/event-stream", "response");
const chat: BodyKind = { ...events, dialect: openai, operation: "chat.completions" };
const responses: BodyKind = { ...events, dialect: openai, operation: "responses" };
const messages: BodyKind = { ...events, dialect: anthropic, operation: "messages" };
const lines = plain("application/x-ndjson", "response");
const form = plain("application/x-www-form-urlencoded");
const multipart = plain("multipart/form-data; boundary=b");
const text = plain("text/plain", "response");

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
const stream = (...data: readonly string[]): string => data.map((one) => `data: ${one}\n\n`).join("");
const said = (content: string): string => `{"choices":[{"index":0,"delta":{"content":"${content}"}}]}`;
const well = stream(said("All is well! "));
/** The undecided text of an event is cut out of it. */
const halfway = `${well}${stream(said("! "))}`;
const user = (content: string): string => `{"messages":[{"role":"user","content":${content}}]}`;
const part = (head: string, content: string): string =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
const claude = (delta: string): string => `{"type":"content_block_delta","index":0,"delta":${delta}}`;

const documents: readonly BrokenBody[] = [
  ...[
    ["cut off in a string", `{"a":"${ssn}`],
    ["cut off behind a value", `{"a":"${ssn}"`],
    ["with more behind it", `{"a":"${ssn}"} {}`],
    ["with a comma too many", `{"a":"${ssn}",}`],
    ["with a comment", `{"a":"${ssn}"/* no */}`],
    ["in single quotes", `{'a':'${ssn}'}`],
    ["with a name for a number", `{"a":"${ssn}","b":NaN}`],
    ["with a line break in a string", `{"a":"${ssn}\n"}`],
    ["with half an escape", `{"a":"${ssn}\\u00"}`],
    ["with an escape nobody knows", `{"a":"${ssn}\\x20"}`],
    ["behind a byte order mark", `\ufeff{"a":"${ssn}"}`],
    ["of spaces", "   "],
  ].map(([name = "", body = ""]): BrokenBody => ({ name: `JSON ${name}`, kind: json, body, failed: "malformed-json" })),
  { name: "JSON in UTF-16", kind: json, body: Buffer.from(`{"a":"${ssn}"}`, "utf16le"), failed: "malformed-json" },
  { name: "JSON with a key twice", kind: json, body: `{"a":"${ssn}","\\u0061":1}`, failed: "duplicate-key" },
  { name: "JSON with an invalid byte", kind: json, body: bytes(`{"a":"${ssn}`, [0xff], '"}'), failed: "invalid-utf8" },
  {
    name: "JSON nested too deep",
    kind: json,
    body: `{"a":"${ssn}","b":${"[".repeat(200)}${"]".repeat(200)}}`,
    failed: "json-too-deep",
  },
  {
    name: "JSON past the limit",
    kind: json,
    body: `{"a":"${ssn}","b":"${"x".repeat(3000)}"}`,
    failed: "body-too-large",
    limits: { bodyBytes: 2000, inflatedBytes: 2000 },
  },
  {
    name: "a chat request with a key twice",
    kind: chatRequest,
    body: user(`"${ssn}","role":"system"`),
    failed: "duplicate-key",
  },
  {
    name: "a chat request with an image",
    kind: chatRequest,
    body: user(
      `[{"type":"text","text":"${ssn}"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]`,
    ),
    failed: "uninspectable",
  },
  {
    name: "an embeddings request of token ids",
    kind: { ...json, dialect: openai, operation: "embeddings" },
    body: `{"user":"${ssn}","input":[[1,2],[3]]}`,
    failed: "uninspectable",
  },
  {
    name: "a Responses answer with encrypted reasoning",
    kind: { ...json, direction: "response", dialect: openai, operation: "responses" },
    body: `{"output":[{"type":"message","content":[{"type":"output_text","text":"${ssn}"}]},{"type":"reasoning","encrypted_content":"gAAA"}]}`,
    failed: "uninspectable",
  },
  {
    name: "an Anthropic request with a PDF",
    kind: { ...json, dialect: anthropic, operation: "messages" },
    body: `{"system":"${ssn}","messages":[{"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0xLjQKJeLjz9MK"}}]}]}`,
    failed: "uninspectable",
  },
  {
    name: "a chat answer cut off",
    kind: chatAnswer,
    body: `{"choices":[{"message":{"content":"${ssn}"}}`,
    failed: "malformed-json",
  },
];

const streams: readonly BrokenBody[] = [
  {
    name: "an event of damaged JSON in the middle of a value",
    kind: chat,
    body: `${well}${stream(said("! 078-"), '{"choices":[', said("05-1120"))}`,
    left: halfway,
    failed: "malformed-json",
  },
  {
    name: "an event with a key twice",
    kind: chat,
    body: `${well}${stream('{"choices":[{"index":0,"delta":{"content":"078-05-1120","content":"x"}}]}')}`,
    left: well,
    failed: "duplicate-key",
  },
  {
    name: "an event with an invalid byte in the middle of a value",
    kind: chat,
    body: bytes(well, stream(said("! 078-")), `data: ${said("05-1120").slice(0, -5)}`, [0xc3], `"}}]}\n\n`),
    left: halfway,
    failed: "invalid-utf8",
  },
  {
    name: "an event past its limit",
    kind: chat,
    body: `${well}${stream(said("! 078-"), said(`05-1120${"x".repeat(500)}`))}`,
    left: halfway,
    failed: "event-too-large",
    limits: { eventBytes: 300 },
  },
  {
    name: "an event nested too deep",
    kind: chat,
    body: `${well}${stream(said("! 078-"), `{"a":${"[".repeat(200)}${"]".repeat(200)}}`)}`,
    left: halfway,
    failed: "json-too-deep",
  },
  {
    name: "a stream without its end",
    kind: chat,
    body: `${well}${stream(said("! 078-05-"))}`,
    left: halfway,
    failed: "truncated-stream",
  },
  {
    name: "a stream with audio in it",
    kind: chat,
    body: `${well}${stream(said("! 078-05-"), '{"choices":[{"index":0,"delta":{"audio":{"data":"UklGRg=="}}}]}')}`,
    left: halfway,
    failed: "uninspectable",
  },
  {
    name: "a Responses stream with damaged JSON",
    kind: responses,
    body: stream('{"type":"response.output_text.delta","output_index":0,"delta":"! 078-05-"}', '{"type":"response.'),
    left: stream('{"type":"response.output_text.delta","output_index":0,"delta":"! "}'),
    failed: "malformed-json",
  },
  {
    name: "an Anthropic stream with a signature",
    kind: messages,
    body: stream(
      claude('{"type":"text_delta","text":"! 078-05-"}'),
      claude('{"type":"signature_delta","signature":"EqQBCgIYAhIM"}'),
    ),
    left: stream(claude('{"type":"text_delta","text":"! "}')),
    failed: "uninspectable",
  },
  {
    name: "lines with a damaged one",
    kind: lines,
    body: `{"response":"All is well!"}\n{"response":"${ssn}"}\n{"response":\n`,
    left: '{"response":"All is well!"}\n{"response":""}\n',
    failed: "malformed-json",
  },
  {
    name: "a line past its limit",
    kind: lines,
    body: `{"response":"${ssn}","x":"${"y".repeat(500)}"}\n`,
    failed: "event-too-large",
    limits: { eventBytes: 300 },
  },
];

const others: readonly BrokenBody[] = [
  {
    name: "text with an invalid byte",
    kind: text,
    body: bytes("All is well! 078-05-", [0xff], "1120"),
    left: "All is well! ",
    failed: "invalid-utf8",
  },
  {
    name: "text cut off in a character",
    kind: text,
    body: bytes("All is well! 078-05-", [0xe2, 0x82]),
    left: "All is well! ",
    failed: "invalid-utf8",
  },
  {
    name: "text with a NUL byte",
    kind: text,
    body: `All is well! ${ssn}\0`,
    left: "All is well! ",
    failed: "content-type-mismatch",
  },
  { name: "a form that is JSON", kind: form, body: `{"a":"${ssn}"}`, failed: "content-type-mismatch" },
  { name: "a form with an invalid byte", kind: form, body: bytes(`a=${ssn}`, [0xff]), failed: "invalid-utf8" },
  {
    name: "a form past the limit",
    kind: form,
    body: `a=${ssn}&b=${"x".repeat(3000)}`,
    failed: "body-too-large",
    limits: { bodyBytes: 2000, inflatedBytes: 2000 },
  },
  {
    name: "a multipart body without its last boundary",
    kind: multipart,
    body: part('name="a"', ssn),
    failed: "malformed-multipart",
  },
  {
    name: "a multipart body behind a preamble",
    kind: multipart,
    body: `${ssn}\r\n${part('name="a"', "x")}--b--\r\n`,
    failed: "malformed-multipart",
  },
  {
    name: "a multipart body before an epilogue",
    kind: multipart,
    body: `${part('name="a"', "x")}--b--\r\n${ssn}`,
    failed: "malformed-multipart",
  },
  {
    name: "a part without a name",
    kind: multipart,
    body: `${part("x=y", ssn)}--b--\r\n`,
    failed: "malformed-multipart",
  },
  {
    name: "a part in base64",
    kind: multipart,
    body: `${part('name="a"\r\nContent-Transfer-Encoding: base64', "MDc4LTA1LTExMjA=")}--b--\r\n`,
    failed: "malformed-multipart",
  },
  {
    name: "a part that is a picture, behind one that holds a value",
    kind: multipart,
    body: `${part('name="a"', ssn)}${part('name="f"; filename="a.png"\r\nContent-Type: image/png', "PNG")}--b--\r\n`,
    failed: "uninspectable",
  },
  {
    name: "a part that is multipart again",
    kind: multipart,
    body: `${part('name="a"', ssn)}${part('name="f"\r\nContent-Type: multipart/mixed; boundary=c', "--c--")}--b--\r\n`,
    failed: "uninspectable",
  },
  {
    name: "a part of damaged JSON",
    kind: multipart,
    body: `${part('name="a"', ssn)}${part('name="j"\r\nContent-Type: application/json', `{"a":"${ssn}`)}--b--\r\n`,
    failed: "malformed-json",
  },
  {
    name: "a multipart body without a boundary",
    kind: plain("multipart/form-data"),
    body: part('name="a"', ssn),
    failed: "malformed-multipart",
  },
  {
    name: "JSON in another charset",
    kind: plain("application/json; charset=utf-16"),
    body: `{"a":"${ssn}"}`,
    failed: "unsupported-content-type",
  },
  { name: "a picture", kind: plain("image/png"), body: `PNG ${ssn}`, failed: "uninspectable" },
  { name: "a file", kind: plain("application/octet-stream"), body: ssn, failed: "uninspectable" },
];

export const brokenBodies: readonly BrokenBody[] = [...documents, ...streams, ...others];
