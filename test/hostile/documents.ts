/** JSON that hides values where text is not looked for, and SSE that two readers could take apart differently. */
import {
  chat,
  chatAnswer,
  chatRequest,
  chatText,
  done,
  ended,
  events,
  json,
  lines,
  messages,
  type Row,
  responses,
  said,
  stream,
} from "./rows.ts";

const ssn = "078-05-1120";
const card = "4111111111111111";
const bytesOf = (value: string): string => JSON.stringify([...Buffer.from(value)]);
const logprobs = (field: string): string =>
  `{"choices":[{"index":0,"message":{"content":"ok"},"logprobs":{"content":[{"token":"x","logprob":-1,${field}}]}}]}`;

const documents: readonly Row[] = [
  {
    name: "a value as a key",
    kind: json,
    body: `{"${ssn}":1,"a":{"alice@example.com":{"${card}":[]}}}`,
    hidden: [ssn, "alice@", card],
  },
  { name: "a value as a key, in escapes", kind: json, body: '{"078\\u002d05\\u002d1120":1}', hidden: ["078\\u002d05"] },
  { name: "a value as a key of JSON in JSON", kind: json, body: `{"a":"{\\"${ssn}\\":1}"}`, hidden: [ssn] },
  {
    name: "keys that become the same once redacted",
    kind: json,
    body: `{"078-05-1120":1,"078-05-1121":2}`,
    hidden: ["078-05-1120", "078-05-1121"],
  },
  {
    name: "a key twice, one of them in escapes",
    kind: json,
    body: `{"a":"${ssn}","\\u0061":1}`,
    hidden: [ssn],
    failed: "duplicate-key",
  },
  {
    name: "a key twice, deep in an array",
    kind: json,
    body: `{"x":[[{"a":1,"b":{"c":"${ssn}","c":1}}]]}`,
    hidden: [ssn],
    failed: "duplicate-key",
  },
  {
    name: "a key twice, of JSON in JSON",
    kind: chatAnswer,
    body: `{"choices":[{"message":{"tool_calls":[{"function":{"arguments":"{\\"a\\":\\"${ssn}\\",\\"a\\":1}"}}]}}]}`,
    hidden: [ssn],
  },
  {
    name: "the key __proto__",
    kind: json,
    body: `{"__proto__":{"a":"${ssn}"},"constructor":{"prototype":"${card}"}}`,
    hidden: [ssn, card],
  },
  { name: "a card as a number", kind: json, body: `{"a":${card},"b":[${card}]}`, hidden: [card] },
  { name: "a card as a negative number", kind: json, body: `{"a":-${card}}`, hidden: [card] },
  { name: "a card as a float", kind: json, body: `{"a":${card}.0,"b":${card}.00}`, hidden: [card] },
  {
    name: "a card with an exponent",
    kind: json,
    body: '{"a":4111111111111111e0,"b":41111111111111110e-1,"c":4.111111111111111E15}',
    hidden: ["4111111111111111", "4.111111111111111E15"],
  },
  {
    name: "a number of a million digits",
    kind: json,
    body: `{"a":${"7".repeat(1_000_000)},"b":"${ssn}"}`,
    hidden: [ssn],
    large: true,
  },
  {
    name: "a key of a million bytes",
    kind: json,
    body: `{"${"k ".repeat(500_000)}":"${ssn}"}`,
    hidden: [ssn],
    large: true,
  },
  {
    name: "a key of a million bytes with a value at its end",
    kind: json,
    body: `{"${"k ".repeat(500_000)}${ssn}":1}`,
    hidden: [ssn],
    large: true,
  },
  {
    name: "arrays and objects to the depth allowed",
    kind: json,
    body: `${'{"a":['.repeat(63)}"${ssn}"${"]}".repeat(63)}`,
    hidden: [ssn],
  },
  {
    name: "one level more than allowed",
    kind: json,
    body: `${"[".repeat(129)}"${ssn}"${"]".repeat(129)}`,
    hidden: [ssn],
    failed: "json-too-deep",
  },
  {
    name: "a hundred thousand levels",
    kind: json,
    body: `{"a":"${ssn}","b":${"[".repeat(100_000)}`,
    hidden: [ssn],
    failed: "json-too-deep",
    large: true,
  },
  {
    name: "levels of JSON in JSON",
    kind: chatRequest,
    body: `{"messages":[{"role":"user","content":${JSON.stringify(`${"[".repeat(500)}"${ssn}"${"]".repeat(500)}`)}}]}`,
    hidden: [ssn],
  },
  {
    name: "the bytes of a token",
    kind: chatAnswer,
    body: logprobs(`"bytes":${bytesOf(ssn)},"top_logprobs":[]`),
    hidden: [bytesOf(ssn).slice(1, -1)],
  },
  {
    name: "the likeliest tokens",
    kind: chatAnswer,
    body: logprobs(`"bytes":null,"top_logprobs":[{"token":"${ssn}","logprob":-1,"bytes":${bytesOf(ssn)}}]`),
    hidden: [ssn, bytesOf(ssn).slice(1, -1)],
  },
  {
    name: "tokens in a stream",
    kind: chat,
    body: stream(
      `{"choices":[{"index":0,"delta":{"content":"SSN "},"logprobs":{"content":[{"token":"078-05","bytes":${bytesOf("078-05")},"top_logprobs":[]}]}}]}`,
      ended("0"),
      "[DONE]",
    ),
    hidden: ["078-05", bytesOf("078-05").slice(1, -1)],
  },
  {
    name: "a number over two elements of an array of text",
    kind: chatRequest,
    body: '{"messages":[{"role":"user","content":[{"type":"text","text":"SSN 078-05"},{"type":"text","text":"-1120 ok"}]}]}',
    hidden: ["078-05", "-1120"],
  },
  {
    name: "a number over a system block and the next",
    kind: { ...messages, direction: "request", contentType: "application/json" },
    body: '{"system":[{"type":"text","text":"SSN 078-05"},{"type":"text","text":"-1120 ok"}],"messages":[{"role":"user","content":[{"type":"text","text":"card 4111 1111 "},{"type":"text","text":"1111 1111"}]}]}',
    hidden: ["078-05", "-1120", "4111", "1111"],
  },
  {
    name: "a prompt of token ids",
    kind: { ...chatRequest, operation: "completions" },
    body: `{"prompt":[48,55,56,45],"user":"${ssn}"}`,
    hidden: [ssn],
    failed: "uninspectable",
  },
  { name: "a lone value", kind: json, body: `"${ssn}"`, hidden: [ssn] },
  { name: "a lone number", kind: json, body: card, hidden: [card] },
  {
    name: "white space of every kind around everything",
    kind: json,
    body: ` \t\r\n{ \t"a"\r\n:\t"${ssn}" \n,\r"b" : [ ] } \n`,
    hidden: [ssn],
    shown: [' \t\r\n{ \t"a"\r\n:\t"', '" \n,\r"b" : [ ] } \n'],
  },
  {
    name: "white space that JSON does not know",
    kind: json,
    body: `{"a":\u00a0"${ssn}"}`,
    hidden: [ssn],
    failed: "malformed-json",
  },
];

const sse = (body: string, more: Partial<Row>): Row => ({ name: "", kind: events, body, hidden: [ssn], ...more });
const ok = stream(said("0", "Hm! "));

const streams: readonly Row[] = [
  sse(`: ${ssn}\n\n${ok}${done}`, { name: "a value in a comment", kind: chat }),
  sse(`id: ${ssn}\ndata: {}\n\n${done}`, { name: "a value in an id", kind: chat }),
  sse(`event: ${ssn}\ndata: {}\n\n${done}`, { name: "a value as the name of an event", kind: chat }),
  sse(`retry: ${card}\ndata: {}\n\n${done}`, { name: "a value as a time to retry", kind: chat, hidden: [card] }),
  sse(`${ssn}: x\n${card}\ndata: {}\n\n${done}`, {
    name: "values as the names of fields",
    kind: chat,
    hidden: [ssn, card],
  }),
  sse(`data: {}\nx-${ssn}: ${ssn}\n\n${done}`, { name: "a value in a field that nobody knows", kind: chat }),
  sse(`: 078-\n: 05-1120\n\nid: 4111 1111 \nid: 1111 1111\ndata: {}\n\n${done}`, {
    name: "values over two fields of a kind",
    kind: chat,
    hidden: ["4111 1111 \nid"],
    shown: ["data: {}"],
  }),
  sse(
    `data: {"choices":[{"index":0,"delta":\ndata: {"content":"SSN 078-05"}}]}\n\n${stream(said("0", "-1120 ok"))}${done}`,
    { name: "an event whose data is on two lines", kind: chat, hidden: [ssn, "078-05", "-1120"] },
  ),
  sse(`data: {"a":"SSN 078-05-\ndata: 1120"}\n\n`, {
    name: "a line end inside a string",
    kind: chat,
    failed: "malformed-json",
    hidden: ["078-05"],
  }),
  sse("data: SSN 078-05\ndata: -1120 ok\n\n", { name: "text on two data lines", hidden: [ssn], shown: [" ok"] }),
  sse(`data:{"a":"${ssn}"}\r\rdata: {"a":"${card}"}\r\r`, { name: "line ends of CR alone", hidden: [ssn, card] }),
  sse(`data: {"a":"${ssn}"}\r\n\r\ndata: {"a":"${card}"}\r\n\r\n`, { name: "line ends of CR LF", hidden: [ssn, card] }),
  sse(`data: {"a":"${ssn}"}\n\rdata: {"a":"${card}"}\r\r\n`, { name: "line ends of every kind", hidden: [ssn, card] }),
  sse(`id: a\0${ssn}\ndata: {"a":"x"}\n\n`, { name: "NUL in an id" }),
  sse(`data: {"a":"\\u0000${ssn}"}\n\n`, { name: "NUL in data" }),
  sse(`${chatText("Hm! ")}data: [DONE]\n\ndata: [DONE]\n\n`, { name: "an end three times", kind: chat }),
  sse(`${chatText("SSN 078-05")}${stream(said("0", "-1120 ok"))}${done}`, {
    name: "an end in the middle of a number",
    kind: chat,
    hidden: [ssn, "-1120"],
  }),
  sse(`${ok}${done}data: ${ssn}\n\ndata: {"x":"${card}"}\n\n`, {
    name: "text and JSON behind the end",
    kind: chat,
    hidden: [ssn, card],
  }),
  sse(`${ok}data: [DONE] ${ssn}\n\n${done}`, {
    name: "an end with a value behind it",
    kind: chat,
    failed: "malformed-json",
  }),
  sse(`data: [DONE]${ssn}\n\n`, { name: "an end that goes on" }),
  sse(`{"choices":[{"message":{"content":"${ssn}"}}]}`, {
    name: "JSON sent as events",
    kind: chat,
    failed: "content-type-mismatch",
  }),
  sse(stream(said("0", ssn)), { name: "events sent as JSON", kind: chatAnswer, failed: "malformed-json" }),
  sse(stream(said("0", ssn)), { name: "events sent as lines of JSON", kind: lines, failed: "malformed-json" }),
  sse(`{"response":"SSN 078-05"}\n{"response":"-1120"}\n`, {
    name: "lines of JSON sent as events",
    failed: "content-type-mismatch",
  }),
  sse(`data: ${ssn}`, { name: "an event without an end" }),
  sse(`data: {"a":"${ssn}"}\n`, { name: "an event whose empty line is missing" }),
  sse(`data\ndata: \ndata:${ssn}\ndata\n\n`, { name: "data lines without a colon" }),
  sse(`data : ${ssn}\ndata: {}\n\n`, { name: "a space before the colon" }),
  sse(`DATA: ${ssn}\ndata: {}\n\n`, { name: "a field in capitals" }),
  sse(` data: ${ssn}\ndata: {}\n\n`, { name: "a space before a field" }),
  sse(`\ufeffdata: {"a":"${ssn}"}\n\n`, { name: "a byte order mark before the first event" }),
  sse(`data: {"a":"x"}\n\n\ufeffdata: {"a":"${ssn}"}\n\n`, { name: "a byte order mark before a later event" }),
  sse(`event: ping\nevent: ${ssn}\ndata: {"type":"ping"}\nevent: message\n\n`, {
    name: "an event named three times",
    kind: messages,
    failed: "truncated-stream",
  }),
  sse(`${"\n".repeat(5_000)}data: {"a":"${ssn}"}\n\n`, { name: "thousands of empty lines", large: true }),
  sse(`${": x\n".repeat(5_000)}data: {"a":"${ssn}"}\n\n`, { name: "thousands of comments", large: true }),
  sse(`${"data: \n".repeat(5_000)}data: ${ssn}\n\n`, { name: "thousands of empty data lines", large: true }),
  sse(
    stream(
      '{"type":"error","message":"no 078-05-1120"}',
      '{"type":"response.failed","response":{"error":{"message":"078-05-1120"}}}',
    ),
    { name: "a value in an error", kind: responses },
  ),
];

export const structure: readonly Row[] = [...documents, ...streams];
