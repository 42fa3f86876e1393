/**
 * Everything that ever got through, or came out differently for how it was cut. One row each; rows are only ever added.
 */
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import type { BodyKind } from "../laws/real.ts";

export interface Escape {
  readonly name: string;
  readonly kind: BodyKind;
  readonly body: string | Uint8Array;
  /** What must not be in the output. */
  readonly hidden: readonly string[];
  /** What must be. */
  readonly shown?: readonly string[];
  /** The failure it ends in; absent: it ends well. */
  readonly failed?: string;
  readonly limits?: { readonly eventsBehind?: number; readonly bytesBehind?: number; readonly eventBytes?: number };
}

const events: BodyKind = { direction: "response", contentType: "text/event-stream" };
const chat: BodyKind = { ...events, dialect: openai, operation: "chat.completions" };
const responses: BodyKind = { ...events, dialect: openai, operation: "responses" };
const messages: BodyKind = { ...events, dialect: anthropic, operation: "messages" };
const json: BodyKind = { direction: "request", contentType: "application/json" };
const form: BodyKind = { direction: "request", contentType: "application/x-www-form-urlencoded" };
const multipart: BodyKind = { direction: "request", contentType: "multipart/form-data; boundary=b" };

const stream = (...data: readonly string[]): string => data.map((text) => `data: ${text}\n\n`).join("");
/** In a field that nobody knows, each among events that do not wait for the next one. */
const slowly = (...texts: readonly string[]): string =>
  stream(...texts.flatMap((text) => [`{"note":"${text}"}`, '{"other":1}', '{"other":1}', '{"other":1}']));
const pieces = (text: string, size = 3): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));
const long = (name: string): string => name.padEnd(600, ".");
/** Cut behind each first half of a surrogate pair. */
const halves = (text: string): readonly string[] =>
  text.split(/(?<=[\ud800-\udbff])/).map((piece) => JSON.stringify(piece).slice(1, -1));
const said = (index: string, content: string): string =>
  `{"choices":[{"index":${index},"delta":{"content":"${content}"}}]}`;
const saidInParts = (...texts: readonly string[]): string => {
  const parts = texts.map((text) => `{"type":"text","text":"${text}"}`);
  return `{"choices":[{"index":0,"delta":{"content":[${parts.join()}]}}]}`;
};
const delta = (place: string, text: string): string =>
  `{"type":"response.output_text.delta",${place},"delta":"${text}"}`;
const part = (index: number, text: string): readonly string[] => [
  `{"type":"response.content_part.added","output_index":0,"content_index":${index},"part":{"type":"output_text","text":""}}`,
  delta(`"output_index":0,"content_index":${index}`, text),
  `{"type":"response.output_text.done","output_index":0,"content_index":${index},"text":"${text}"}`,
  `{"type":"response.content_part.done","output_index":0,"content_index":${index},"part":{"type":"output_text","text":"${text}"}}`,
];
const item = (...texts: readonly string[]): string => {
  const content = texts.map((text) => `{"type":"output_text","text":"${text}"}`).join();
  return `{"type":"message","content":[${content}]}`;
};
const typed = (type: string, fields: string): string => `{"type":"${type}",${fields}}`;
const begun = (index: number): string =>
  typed("content_block_start", `"index":${index},"content_block":{"type":"text","text":""}`);
const text = (index: number, said: string): string =>
  typed("content_block_delta", `"index":${index},"delta":{"type":"text_delta","text":"${said}"}`);
const stopped = (index: number): string => typed("content_block_stop", `"index":${index}`);
const blocks = (...texts: readonly string[]): readonly string[] =>
  texts.flatMap((said, index) => [begun(index), text(index, said), stopped(index)]);
const messageEnd = [
  '{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}',
  '{"type":"message_stop"}',
];
const block = (lines: string): string => `event: content_block_delta\r\n${lines}\r\n\r\n`;
const manyKeys = Array.from({ length: 600 }, (_, i) => `"k${i}":1`).join();
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const utf16 = (text: string): Uint8Array => Buffer.from(text, "utf16le");

export const escapes: readonly Escape[] = [
  {
    name: "a choice whose index is spelled differently from event to event",
    kind: chat,
    body: stream(said("0", "my SSN: 078-"), said("0.0", "05-"), said("0e0", "11"), said('"0"', "20 ok"), "[DONE]"),
    hidden: ["078-", "20 ok"],
  },
  {
    name: "an item named by the same keys in another order",
    kind: responses,
    body: stream(
      delta('"output_index":0,"content_index":1', "my SSN: 078-05"),
      delta('"content_index":1,"output_index":0', "-1120 ok"),
      '{"type":"response.completed"}',
    ),
    hidden: ["078-05", "-1120"],
  },
  {
    name: "two items whose names, put together, read the same",
    kind: responses,
    body: stream(
      delta('"output_index":1,"content_index":0', "078-05"),
      '{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"-1120"}',
      '{"type":"response.completed"}',
    ),
    hidden: [],
    shown: ["078-05", "-1120"],
  },
  {
    name: "an object's key behind five hundred others, in an event",
    kind: events,
    body: stream(`{"a":{${manyKeys},"alice@example.com":1}}`),
    hidden: ["alice@example.com"],
  },
  {
    name: "a number written as a fraction with an exponent",
    kind: json,
    body: '{"a":0.4111111111111111e16,"b":[0.0004111111111111111E+19]}',
    hidden: ["4111111111111111"],
    shown: ['{"a":0,"b":[0]}'],
  },
  {
    name: "a card with an exponent that makes it another number",
    kind: json,
    body: '{"a":4111111111111111e1,"b":[4111111111111111e99,-4111111111111111E-3]}',
    hidden: ["4111111111111111"],
    shown: ['{"a":0,"b":[0,0]}'],
  },
  {
    name: "a card whose first pieces are alike, in a field nobody knows",
    kind: events,
    body: stream('{"x":"5555"}', '{"x":"5555"}', '{"x":"5555"}', '{"x":"4444"}'),
    hidden: ["5555", "4444"],
  },
  {
    name: "a quoted word in a stream of text",
    kind: events,
    body: stream("my", " password", " = ", '"hunter2!"', "\n"),
    hidden: ["hunter2"],
  },
  {
    name: "text in UTF-16 without a mark",
    kind: { direction: "request", contentType: "text/plain" },
    body: utf16("ssn 078-05-1120 x"),
    hidden: ["0\u00007\u00008"],
    failed: "content-type-mismatch",
  },
  {
    name: "a part of a form that names another charset",
    kind: multipart,
    body: Buffer.concat([
      Buffer.from(
        '--b\r\nContent-Disposition: form-data; name="n"\r\nContent-Type: text/plain; charset=utf-16le\r\n\r\n',
      ),
      utf16("ssn 078-05-1120 x"),
      Buffer.from("\r\n--b--\r\n"),
    ]),
    hidden: ["0\u00007\u00008"],
    failed: "unsupported-content-type",
  },
  {
    name: "a part of a form that names another charset in the spelling of RFC 2231",
    kind: multipart,
    body: "--b\r\nContent-Disposition: form-data; name=\"n\"\r\nContent-Type: text/plain; charset*=utf-7''x\r\n\r\nssn +ADA-78-05-1120\r\n--b--\r\n",
    hidden: ["78-05-1120"],
    failed: "unsupported-content-type",
  },
  {
    name: "a form that names another charset in a field",
    kind: multipart,
    body: '--b\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\nutf-7\r\n--b\r\nContent-Disposition: form-data; name="n"\r\n\r\nssn +ADA-78-05-1120\r\n--b--\r\n',
    hidden: ["78-05-1120"],
    failed: "malformed-multipart",
  },
  {
    name: "a value as the boundary of a form",
    kind: { direction: "request", contentType: "multipart/form-data; boundary=078-05-1120" },
    body: '--078-05-1120\r\nContent-Disposition: form-data; name="n"\r\n\r\nx\r\n--078-05-1120--\r\n',
    hidden: ["078-05-1120"],
    failed: "value-in-boundary",
  },
  {
    name: "a part's name spelled with backslashes",
    kind: multipart,
    body: '--b\r\nContent-Disposition: form-data; name="ssn 078\\-05\\-11\\20"\r\n\r\nx\r\n--b--\r\n',
    hidden: ["078\\-05"],
    failed: "malformed-multipart",
  },
  {
    name: "a part's file name in pieces",
    kind: multipart,
    body: '--b\r\nContent-Disposition: form-data; name="n"; filename*0="078-05"; filename*1="-1120"\r\n\r\nx\r\n--b--\r\n',
    hidden: ["078-05"],
    failed: "malformed-multipart",
  },
  {
    name: "a form in UTF-16",
    kind: form,
    body: utf16("ssn=078-05-1120"),
    hidden: ["0\u00007\u00008"],
    failed: "malformed-form",
  },
  {
    name: "a second charset behind the first",
    kind: { direction: "request", contentType: "text/plain; charset=utf-8; charset=utf-7" },
    body: "ssn +ADA-78-05-1120",
    hidden: ["78-05-1120"],
    failed: "unsupported-content-type",
  },
  {
    name: "a second boundary behind the first",
    kind: { direction: "request", contentType: "multipart/form-data; boundary=b; boundary=c" },
    body: '--b\r\nContent-Disposition: form-data; name="n"\r\n\r\nx\r\n--b--\r\n',
    hidden: ["form-data"],
    failed: "malformed-multipart",
  },
  {
    name: "JSON behind a hundred spaces, sent as a form",
    kind: form,
    body: `${" ".repeat(100)}{"password":"hunter2!"}`,
    hidden: ["hunter2"],
    failed: "content-type-mismatch",
  },
  {
    name: "invalid bytes in the middle of text: what left before them depended on chunks",
    kind: { direction: "response", contentType: "text/plain" },
    body: Buffer.concat([Buffer.from("all is well! 078-05-11"), Buffer.from([0xff]), Buffer.from("20")]),
    hidden: ["078"],
    shown: ["all is well!"],
    failed: "invalid-utf8",
  },
  {
    name: "text cut out of an event of several data lines: it travelled in an event that clients ignore",
    kind: messages,
    body: [
      block(
        'data: {"type":"content_block_delta","index":0,\r\ndata: "delta":{"type":"text_delta","text":"Silver birch"}}',
      ),
      "event: ping\r\ndata: {}\r\n\r\n",
      "event: ping\r\ndata: {}\r\n\r\n",
      'data: {"type":"message_stop"}\r\n\r\n',
    ].join(""),
    limits: { eventsBehind: 0 },
    hidden: [],
    shown: ['data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"birch"}}'],
  },
  {
    name: "line ends cut in two: how many bytes waited behind an event depended on chunks",
    kind: chat,
    body: [
      `data: ${said("0", "Silver")}\r\n\r\n`,
      `data: ${said("1", "!")}\r\n\r\n`,
      `data: ${said("1", "?")}\r\n\r\n`,
      "data: [DONE]\r\n\r\n",
    ].join(""),
    limits: { bytesBehind: 2 * `data: ${said("1", "!")}`.length + 5 },
    hidden: [],
  },
  {
    name: "an event of exactly the size allowed, its line ends cut in two",
    kind: events,
    body: `data: ${"x ".repeat(50)}\r\n\r\n`,
    limits: { eventBytes: 109 },
    hidden: [],
    shown: ["x x"],
  },
  {
    name: "code in a stream of text was taken for damaged JSON",
    kind: events,
    body: stream("const a =", " { b:", " [1, 2]", "}", "[ ", '"c', '" };', "\\n"),
    hidden: [],
    shown: ["data:  { b:\n", "data: [ \n"],
  },
  {
    name: "a data URL in a field that nobody knows",
    kind: json,
    body: `{"a":[{"note":"data:text/plain;base64,${base64("my SSN: 078-05-1120")}"}],"b":"DATA:;BASE64,${base64("078-05-1120")}"}`,
    hidden: [base64("my SSN: 078-05-1120"), base64("078-05-1120")],
    shown: [`"data:text/plain;base64,${base64("my SSN: <US_SSN>")}"`, `"DATA:;BASE64,${base64("<US_SSN>")}"`],
  },
  {
    name: "a data URL for a message",
    kind: { ...json, dialect: openai, operation: "chat.completions" },
    body: `{"messages":[{"role":"user","content":[{"type":"text","text":"read"},{"type":"text","text":"data:text/csv;base64,${base64("a,078-05-1120")}"}]},{"role":"tool","content":"data:text/csv;base64,${base64("b,078-05-1120")}"}]}`,
    hidden: [base64("a,078-05-1120"), base64("b,078-05-1120")],
    shown: [base64("a,<US_SSN>"), base64("b,<US_SSN>")],
  },
  {
    name: "a value in the head of a data URL",
    kind: { ...json, dialect: openai, operation: "chat.completions" },
    body: `{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:text/plain;name=078-05-1120;base64,${base64("x")}"}}]}]}`,
    hidden: ["078-05-1120"],
    failed: "uninspectable",
  },
  {
    name: "a value in the head of a data URL in a field that nobody knows",
    kind: json,
    body: `{"a":"data:text/plain;name=078-05-1120;base64,${base64("x")}"}`,
    hidden: ["078-05-1120"],
    shown: [base64("x")],
  },
  {
    name: "a data URL whose head says more than a type, or another type than text",
    kind: json,
    body: `{"a":"data:text/csv;header=present;base64,${base64("a,078-05-1120")}","b":"data:application/octet-stream;base64,${base64("my SSN: 078-05-1120")}","c":" data:image/png; base64,${base64("b,078-05-1120")}"}`,
    hidden: [base64("a,078-05-1120"), base64("my SSN: 078-05-1120"), base64("b,078-05-1120")],
    shown: [
      `"data:text/csv;header=present;base64,${base64("a,<US_SSN>")}"`,
      `"data:application/octet-stream;base64,${base64("my SSN: <US_SSN>")}"`,
      `" data:image/png; base64,${base64("b,<US_SSN>")}"`,
    ],
  },
  {
    name: "a data URL that a tool has given",
    kind: { ...json, dialect: anthropic, operation: "messages" },
    body: `{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"data:;base64,${base64("a,078-05-1120")}"}]}]}`,
    hidden: [base64("a,078-05-1120")],
    shown: [base64("a,<US_SSN>")],
  },
  {
    name: "a value cut over two fields of a stream, the first of which looks like a data URL",
    kind: events,
    body: stream('{"x":"data:,my SSN: 078-05"}', '{"x":"-1120 ok"}'),
    hidden: ["078-05", "-1120"],
  },
  {
    name: "an empty list of token probabilities with a space in it was dropped",
    kind: chat,
    body: stream('{"choices":[{"index":0,"delta":{"content":"Hi!"},"logprobs":[ ]}]}', "[DONE]"),
    hidden: [],
    shown: ['"logprobs":[ ]'],
  },
  {
    name: "control characters between the digits of a card",
    kind: json,
    body: '{"a":"4\\u0000111\\u0007 1111\\u001f 1\\u007f111 1111\\u0080","b":"078-\\u000105-\\b1120"}',
    hidden: ["111\\u0007 1111", "05-"],
    shown: ['"a":"<CREDIT_CARD'],
  },
  {
    name: "raw control bytes between the digits of a number",
    kind: { direction: "response", contentType: "text/plain" },
    body: "ssn 0\u000178-05\u001f-11\u009f20 ok",
    hidden: ["78-05", "-11"],
    shown: [" ok"],
  },
  {
    name: "rarer invisible characters in an address",
    kind: json,
    body: '{"a":"al\u061cic\u115fe@exa\u17b4mp\u206a\u3164le.\uffa0c\ufff9om","b":"078\u{1d173}-05-11\u{1bca0}\u{e0fff}20"}',
    hidden: ["al\u061cic", "le.", "078", "-05-11"],
  },
  {
    name: "a card in the digits of other scripts, with their dashes",
    kind: json,
    body: '{"a":"๔๑๑๑-๑๑๑๑⁃๑๑๑๑⸺๑๑๑๑","b":"\u{1d7f0}\u{1d7ed}\u{1d7ed}\u{1d7ed} ௧௧௧௧ 1111 \u{1fbf1}111"}',
    hidden: ["๔๑๑๑", "๑๑๑๑", "\u{1d7f0}", "௧௧௧௧"],
  },
  {
    name: "a long run of characters of no width was refused",
    kind: json,
    body: `{"a":"room 4${"\u200b".repeat(9000)}1","b":"password: ${"\\u200c".repeat(4000)}","c":"${"\0".repeat(20)}"}`.replaceAll(
      "\0",
      "\\u0000",
    ),
    hidden: [],
    shown: ["room 4\u200b\u200b", '\u200b1","b"'],
  },
  {
    name: "sixteen characters of no width between the digits of a card",
    kind: json,
    body: `{"a":"4111${"\u200b".repeat(16)} 1111 11${"\u00ad".repeat(16)}11 1111"}`,
    hidden: ["4111", "1111"],
  },
  {
    name: "a card cut behind a separator",
    kind: json,
    body: '{"a":"my card is 4111 1111 ","b":"4111-1111-","c":"card: 4111 1111 ","d":"card number 41111111 ","e":"4111\u20111111\u2011"}',
    hidden: ["4111", "1111"],
    shown: ['"a":"my card is <'],
  },
  {
    name: "a value over two text blocks of a streamed message",
    kind: messages,
    body: stream(...blocks("her SSN: 078-05", "-1120 it is"), ...messageEnd),
    hidden: ["078-05", "-1120", "1120"],
    shown: ['"text":"her SSN: <US_SSN>"', '"text":" it is"'],
  },
  {
    name: "a value over four text blocks, two of them inside it",
    kind: messages,
    body: stream(...blocks("card 4111 ", "1111 ", "1111 ", "1111 ok"), ...messageEnd),
    hidden: ["4111", "1111"],
    shown: ['"text":"card <CREDIT_CARD>"', '"text":" ok"'],
  },
  {
    name: "a value that the next block's text would hide, and one that the block before would",
    kind: messages,
    body: stream(...blocks("SSN 078-05-1120", "7 and 9", "078-05-1121 too"), ...messageEnd),
    hidden: ["078-05-1120", "078-05-1121"],
    shown: ['"text":"SSN <US_SSN>"', '"text":"7 and 9"', '"text":"<US_SSN> too"'],
  },
  {
    name: "a long value that goes on in the next text block",
    kind: messages,
    body: stream(
      ...blocks(
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA7bq",
        "c2Vjb25kIGhhbGYgb2YgaXQ\\n-----END",
        " of it",
      ),
      ...messageEnd,
    ),
    hidden: ["MIIEpAIBAAKCAQEA7bq", "c2Vjb25kIGhhbGYgb2YgaXQ"],
  },
  {
    name: "a value over two text blocks, other events between them",
    kind: messages,
    body: stream(
      ...blocks("SSN 078-05"),
      ...Array.from({ length: 13 }, () => '{"type":"ping"}'),
      begun(1),
      text(1, "-1120 it is"),
      stopped(1),
      ...messageEnd,
    ),
    hidden: ["078-05", "1120"],
  },
  {
    name: "a value over two text blocks, more events between them than may wait: what has left has left",
    kind: messages,
    body: stream(
      ...blocks("SSN 078-05"),
      ...Array.from({ length: 20 }, () => '{"type":"ping"}'),
      begun(1),
      text(1, "-1120 it is"),
      stopped(1),
      ...messageEnd,
    ),
    hidden: ["-1120", "1120"],
    shown: ['"text":"<US_SSN> it is"'],
  },
  {
    name: "a value over two text blocks, a tool's call between them: what has left has left",
    kind: messages,
    body: stream(
      ...blocks("SSN 078-05"),
      '{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}',
      '{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}',
      '{"type":"content_block_stop","index":1}',
      begun(2),
      text(2, "-1120 it is"),
      stopped(2),
      ...messageEnd,
    ),
    hidden: ["-1120", "1120"],
    shown: ['"text":"<US_SSN> it is"'],
  },
  {
    name: "a value over two content parts of a streamed item, and in their copies",
    kind: responses,
    body: stream(
      ...part(0, "her SSN: 078-05"),
      ...part(1, "-1120 it is"),
      typed("response.output_item.done", `"output_index":0,"item":${item("her SSN: 078-05", "-1120 it is")}`),
      typed("response.completed", `"response":{"output":[${item("her SSN: 078-05", "-1120 it is")}]}`),
    ),
    hidden: ["078-05", "1120"],
    shown: ['"delta":"her SSN: <US_SSN>"', '"delta":" it is"'],
  },
  {
    name: "a value over two parts of a summary",
    kind: responses,
    body: stream(
      ...["her SSN: 078-05", "-1120 it is"].flatMap((said, index) => {
        const place = `"output_index":0,"summary_index":${index}`;
        return [
          typed("response.reasoning_summary_text.delta", `${place},"delta":"${said}"`),
          typed("response.reasoning_summary_text.done", `${place},"text":"${said}"`),
          typed("response.reasoning_summary_part.done", `${place},"part":{"type":"summary_text","text":"${said}"}`),
        ];
      }),
      '{"type":"response.completed"}',
    ),
    hidden: ["078-05", "1120"],
  },
  {
    name: "a value over two content parts that come in one piece each, without deltas",
    kind: responses,
    body: stream(
      ...["SSN: 078-05", "-1120 it is"].map((said, index) =>
        typed("response.output_text.done", `"output_index":0,"content_index":${index},"text":"${said}"`),
      ),
      typed("response.completed", `"response":{"output":[${item("SSN: 078-05", "-1120 it is")}]}`),
    ),
    hidden: ["078-05", "1120"],
  },
  {
    name: "text for a choice that has ended: what has left has left",
    kind: chat,
    body: stream(
      said("0", "SSN 078-05"),
      '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
      '{"choices":[],"usage":{"total_tokens":9}}',
      said("0", ""),
      said("0", "-1120 it is"),
      "[DONE]",
    ),
    hidden: ["-1120", "1120"],
    shown: ['"content":"<US_SSN> it is"'],
  },
  {
    name: "text behind the end of a stream",
    kind: chat,
    body: stream(said("0", "SSN 078-05"), "[DONE]", said("0", "-1120 it is")),
    hidden: ["-1120", "1120"],
  },
  {
    name: "text for a block that has stopped",
    kind: messages,
    body: stream(...blocks("SSN 078-05"), text(0, "-1120 it is"), ...messageEnd),
    hidden: ["078-05", "1120"],
  },
  {
    name: "arguments for a call of a choice that has ended",
    kind: chat,
    body: stream(
      '{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\":\\"078-05"}}]}}]}',
      '{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}',
      '{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"-1120 x\\"}"}}]}}]}',
      "[DONE]",
    ),
    hidden: ["-1120", "1120"],
  },
  {
    name: "a field that nobody knows, many events between its pieces: what has left has left",
    kind: chat,
    body: stream(
      '{"note":"her SSN: 078-05"}',
      ...Array.from({ length: 40 }, () => said("0", "hm! ")),
      '{"note":"-11"}',
      ...Array.from({ length: 3 }, () => said("0", "hm! ")),
      '{"note":"20 it is"}',
      "[DONE]",
    ),
    hidden: ["20 it"],
    shown: ['"note":"<US_SSN> it is"'],
  },
  {
    name: "a named stream of text, many events between its pieces",
    kind: events,
    body: [
      "event: a\ndata: my SSN: 078-05\n\n",
      "event: b\ndata: hm!\n\n".repeat(20),
      "event: a\ndata: -1120 it is\n\n",
    ].join(""),
    hidden: ["1120"],
  },
  {
    name: "a field that nobody knows, in a choice that has ended",
    kind: chat,
    body: stream(
      '{"choices":[{"index":0,"delta":{"aside":"her SSN: 078-05"}}]}',
      '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
      '{"choices":[{"index":0,"delta":{"aside":"-1120 it is"}}]}',
      "[DONE]",
    ),
    hidden: ["1120"],
  },
  {
    name: "a block's text under a type that is missing, unknown, or another one",
    kind: messages,
    body: stream(
      begun(0),
      text(0, "card 4111 "),
      '{"index":0,"delta":{"type":"text_delta","text":"1111 "}}',
      typed("later_delta", '"index":0,"delta":{"text":"1111 "}'),
      typed("content_block_stop", '"index":0,"delta":{"text":"1111 ok"}'),
      ...messageEnd,
    ),
    hidden: ["4111", "1111"],
    shown: ["<CREDIT_CARD>", '"text":" ok"'],
  },
  {
    name: "a block's text that begins under no type",
    kind: messages,
    body: stream('{"index":0,"delta":{"text":"SSN 078-05"}}', text(0, "-1120 it is"), stopped(0), ...messageEnd),
    hidden: ["078-05", "1120"],
  },
  {
    name: "a value over two blocks, the second one's text under no type",
    kind: messages,
    body: stream(...blocks("SSN 078-05"), '{"index":1,"delta":{"text":"-1120 it is"}}', stopped(1), ...messageEnd),
    hidden: ["078-05", "1120"],
  },
  {
    name: "arguments under no type, before and after they have one",
    kind: responses,
    body: stream(
      ...['{\\"a\\":\\"4111 ', "1111 ", "1111 ", '1111 ok\\"}'].map((piece, at) => {
        const fields = `"output_index":0,"delta":"${piece}"`;
        return at % 2 === 0 ? `{${fields}}` : typed("response.function_call_arguments.delta", fields);
      }),
      '{"type":"response.completed"}',
    ),
    hidden: ["4111", "1111"],
  },
  {
    name: "text under no type, in an item that a refusal had begun",
    kind: responses,
    body: stream(
      typed("response.refusal.delta", '"output_index":0,"content_index":0,"delta":"no: 078-05"'),
      '{"output_index":0,"content_index":0,"delta":"-1120 it is"}',
      '{"type":"response.completed"}',
    ),
    hidden: ["078-05", "1120"],
  },
  {
    name: "content that is a string in one event and an array of parts in the next",
    kind: chat,
    body: stream(
      said("0", "card 4111 "),
      saidInParts("11", "11 "),
      said("0", "1111 "),
      '{"choices":[{"index":0,"delta":{"content":["11"]}}]}',
      saidInParts("11 ok"),
      "[DONE]",
    ),
    hidden: ["4111", "1111"],
    shown: ["<CREDIT_CARD>", '"text":" ok"'],
  },
  {
    name: "a value that the next part of the same event would hide",
    kind: chat,
    body: stream(saidInParts("SSN 078-05-1120", "7 and"), saidInParts("9", "078-05-1121 ok"), "[DONE]"),
    hidden: ["078-05-1120", "078-05-1121"],
  },
  {
    name: "text cut out of a part of content: it travels in a part again",
    kind: chat,
    body: stream(saidInParts("Silver birch"), ...Array.from({ length: 3 }, () => said("1", "! ")), "[DONE]"),
    limits: { eventsBehind: 1 },
    hidden: [],
    shown: ['{"index":0,"delta":{"content":[{"type":"text","text":"birch"}]}}'],
  },
  {
    name: "an element without an index that moves to another place",
    kind: events,
    body: stream(
      '{"parts":[{"text":"SSN 078-05"}]}',
      '{"parts":[{"thought":true},{"text":"-1120 it is"}]}',
      '{"parts":[{"thought":true},{"text":" and card 4111 1111 "}]}',
      '{"parts":[{"text":"1111 1111 ok"}]}',
    ),
    hidden: ["1120", "1111 1111"],
    shown: ["<US_SSN> it is", "<CREDIT_CARD> ok"],
  },
  {
    name: "elements without an index that move on as the first one goes",
    kind: { ...events, contentType: "application/x-ndjson" },
    body: [
      '{"a":[{"s":"Zebra "},{"s":"SSN 078-"}]}\n',
      '{"a":[{"s":"Zebra "},{"s":"05-"}]}\n',
      '{"a":[{"s":"1120 it is"}]}\n',
      '{"a":[{"s":" and"}]}\n',
    ].join(""),
    hidden: ["1120"],
  },
  {
    name: "choices without an index, the first one gone",
    kind: chat,
    body: stream(
      '{"choices":[{"delta":{"content":"Zebra "}},{"delta":{"content":"SSN 078-05"}}]}',
      '{"choices":[{"delta":{"content":"-1120 it is"}}]}',
      "[DONE]",
    ),
    hidden: ["1120"],
  },
  {
    name: "the names of a machine-readable card behind which an element of HTML ends",
    kind: { direction: "response", contentType: "text/html" },
    body: "<p>7408122F1204159UTO&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;6\nERIKSSON&lt;&lt;ANNA&lt;MARIA&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;</p>\n",
    hidden: ["ERIKSSON"],
    shown: ["</p>"],
  },
  {
    name: "a value in pieces, each in an array among words and numbers",
    kind: events,
    body: stream(
      ...["my SSN 078-", "05-", "1120 it", " is"].map((piece) => `{"data":[[["append",[],"${piece}"]],null]}`),
      ...["card 4111 ", "1111 ", "1111 ", "1111 ok"].map((piece, at) => `["0","${piece}",${at}]`),
    ),
    hidden: ["078-", "05-", "1120", "4111", "1111"],
    shown: ["<US_SSN>", '"append"'],
  },
  {
    name: "a value in pieces, several in each array",
    kind: events,
    body: stream('{"tokens":["card ","4111 ","11"]}', '{"tokens":["11 ","1111 "]}', '{"tokens":["1111"," ok"]}'),
    hidden: ["4111", "1111 "],
    shown: ["<CREDIT_CARD>"],
  },
  {
    name: "a value in pieces, each in an array among words",
    kind: events,
    body: stream(
      ...["my SSN 078-", "05-", "1120 it", " is"].map((piece) => `{"data":["append","${piece}"]}`),
      ...["card 4111 ", "1111 1111 1111", " ok"].map((piece) => `[["append","${piece}"],["0","x"]]`),
    ),
    hidden: ["078-", "05-", "1120", "4111", "1111"],
    shown: ["<US_SSN>", "<CREDIT_CARD>", '"append"'],
  },
  {
    name: "values in pieces in each place of an array, which is longer or shorter each time",
    kind: events,
    body: stream(
      '{"data":["card 4111 "]}',
      '{"data":["1111 ","SSN 078-"]}',
      '{"data":["1111 1111 ok","05-","key AKIA"]}',
      '{"data":["x","1120 it is","IOSFODNN7EXAMPLF"]}',
      '{"data":["y"," z"," z"]}',
    ),
    hidden: ["4111", "1111", "078-", "1120", "IOSFODNN7"],
    shown: ["card <CREDIT_CARD>", " ok", '"key <AWS_ACCESS_KEY>"', " it is"],
  },
  {
    name: "values in pieces in places of an array of which the first is empty at first",
    kind: events,
    body: stream(
      '{"data":["","4111 "]}',
      '{"data":["SSN 078-","1111 1111 1111"]}',
      '{"data":["05-1120 it is"," ok"]}',
      '{"data":["x","y"]}',
    ),
    hidden: ["4111", "1111", "078-", "1120"],
    shown: [" ok", " it is"],
  },
  {
    name: "a value in pieces that the other places of its array say as well, and one that is escaped",
    kind: events,
    body: stream(
      '{"a":["4111 ","4111 "]}',
      '{"a":["4111 ","1111 "]}',
      '{"a":["4111 ","\\u0031111 1111"]}',
      '{"a":["4111 "," ok"]}',
    ),
    hidden: ["1111"],
    shown: ["ok"],
  },
  {
    name: "a key in pieces of which some say the same, in a field that nobody knows",
    kind: events,
    body: slowly(
      "twitter_token: ",
      ...pieces("AAAAAAAAAAAAAAAAAAa8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0sGpKoXi2BvC7tMqW4nEzYr9AlU1hS"),
      " ok",
    ),
    hidden: ['"1hS"'],
    shown: ['" ok"'],
  },
  {
    name: "a key with the same piece twice, in a field that nobody knows",
    kind: events,
    body:
      slowly("the key ", ...pieces("sk_live_a")) +
      stream('{"note":"8Fk"}', '{"note":"8Fk"}') +
      slowly(...pieces("2LmQ9ZxT4cV7bN1wR6yH"), " ok"),
    hidden: ['"wR6"'],
    shown: ['" ok"'],
  },
  {
    name: "a key in more pieces than events may wait, in a field that nobody knows",
    kind: events,
    body: stream(
      ...pieces(
        "twitter_token: AAAAAAAAAAAAAAAAAAa8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0sGpKoXi2BvC7tMqW4nEzYr9AlU1hS ok",
        2,
      ).map((piece) => `{"note":"${piece}"}`),
    ),
    hidden: ['"AA"', '"Fk"', '"2L"'],
    shown: ['"to"'],
  },
  {
    name: "an e-mail in letters of which each is half in one event and half in the next",
    kind: chat,
    body: stream(
      ...halves("Write to \u{1d41a}\u{1d425}\u{1d422}\u{1d41c}\u{1d41e}@example.com now").map((half) =>
        said("0", half),
      ),
      "[DONE]",
    ),
    hidden: ["\u{1d41a}", "\u{1d41e}@example.com"],
    shown: ["Write", "<EMAIL_ADDRESS>"],
  },
  {
    name: "a card number with a mark that nobody sees, half of it in one part of a message and half in the next",
    kind: { ...json, dialect: openai, operation: "chat.completions" },
    body: `{"messages":[{"role":"user","content":[{"type":"text","text":"4111 11\\udb40"},{"type":"text","text":"\\udc2111 1111 1111 is mine"}]}]}`,
    hidden: ["11 1111 1111"],
    shown: ["is mine"],
  },
  {
    name: "a value in pieces under a key, in a choice and in events of a name that are longer than what is kept of names",
    kind: chat,
    body:
      stream(...pieces("card 4111 1111 1111 1111 ok", 5).map((piece) => `{"${long("key")}":"${piece}"}`)) +
      stream(...pieces("card 4111 1111 1111 1111 ok", 5).map((piece) => said(`"${long("index")}"`, piece))) +
      stream("[DONE]"),
    hidden: ["1111"],
    shown: ["<CREDIT_CARD>"],
  },
  {
    name: "a text in pieces in events of a name that is longer than what is kept of names",
    kind: events,
    body: pieces("card 4111 1111 1111 1111 ok", 5)
      .map((piece) => `event: ${long("name")}\ndata: ${piece}\n\n`)
      .join(""),
    hidden: ["1111"],
    shown: ["<CREDIT_CARD>"],
  },
  {
    name: "a password in a part of a form of which only the end of its long name says so",
    kind: multipart,
    body: `--b\r\nContent-Disposition: form-data; name="${"a.".repeat(40)}password"\r\n\r\nhunter2!\r\n--b--\r\n`,
    hidden: ["hunter2"],
  },
  {
    name: "a password in a form of which only the end of its long name says so",
    kind: form,
    body: `${"a.".repeat(40)}password=hunter2!`,
    hidden: ["hunter2"],
  },
];
