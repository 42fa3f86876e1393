/** Characters nobody sees, digits of other scripts, bytes that are no text, and escapes in escapes. */
import { chat, chatAnswer, chatText, events, form, json, type Row, said, stream, text } from "./rows.ts";

const latin = (value: string): Uint8Array => Buffer.from(value, "latin1");
const base64 = (value: string): string => Buffer.from(value).toString("base64");
const spaced = (between: string): string => [..."4111111111111111"].join(between);
const hidden = ["4111", "1111"];
const digits = (zero: number, value: string): string =>
  value.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));

const invisible: readonly Row[] = (
  [
    ["soft hyphens", "\u00ad"],
    ["zero-width spaces", "\u200b"],
    ["zero-width joiners", "\u200d"],
    ["word joiners", "\u2060"],
    ["byte order marks", "\ufeff"],
    ["variation selectors", "\ufe0f"],
    ["later variation selectors", "\u{e0101}"],
    ["tag characters", "\u{e0041}"],
    ["overrides of direction", "\u202e"],
    ["isolates of direction", "\u2066"],
    ["marks of direction", "\u200f"],
    ["invisible separators", "\u2063"],
    ["combining grapheme joiners", "\u034f"],
    ["Mongolian separators", "\u180e"],
    ["Hangul fillers", "\u3164"],
    ["shorthand controls", "\u{1bca0}"],
    ["interlinear marks", "\ufff9"],
  ] as const
).flatMap(([name, mark]): Row[] => [
  {
    name: `a card with ${name}`,
    kind: text,
    body: `card ${spaced(mark)} ok\n`,
    hidden: [...hidden, spaced(mark).slice(0, 12)],
    shown: [" ok"],
  },
  {
    name: `a card with ${name} in events`,
    kind: chat,
    body: chatText("card ", ...spaced(mark), " ok"),
    hidden: [...hidden, `1${mark}1`],
  },
  {
    name: `a card with sixteen ${name}`,
    kind: text,
    body: `card 4111${mark.repeat(16)} 1111 11${mark.repeat(16)}11 1111 ok\n`,
    hidden: ["4111", "1111 1111"],
  },
  // A documented limit: what the seventeenth breaks is not found. It costs nothing and is the same at every split.
  {
    name: `text with a thousand ${name}`,
    kind: text,
    body: `all is${mark.repeat(1000)} well, SSN 078-05-1120 ok\n`,
    hidden: ["078-05"],
    shown: [" well, SSN ", " ok"],
    large: true,
  },
]);

const scripts: readonly Row[] = (
  [
    ["Arabic-Indic", 0x660],
    ["Persian", 0x6f0],
    ["Devanagari", 0x966],
    ["Thai", 0xe50],
    ["full-width", 0xff10],
    ["bold mathematical", 0x1d7ce],
    ["double-struck", 0x1d7d8],
    ["sans-serif", 0x1d7e2],
    ["monospace", 0x1d7f6],
    ["segmented", 0x1fbf0],
    ["Adlam", 0x1e950],
  ] as const
).flatMap(([name, zero]): Row[] => {
  const card = digits(zero, "4111 1111 1111 1111");
  return [
    {
      name: `a card in ${name} digits`,
      kind: text,
      body: `card ${card} ok\n`,
      hidden: [card.slice(0, 9)],
      shown: [" ok"],
    },
    {
      name: `a card in ${name} digits in JSON's escapes`,
      kind: json,
      body: `{"a":"card ${[...card].map((c) => (c.length === 1 && c > "~" ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c.length === 2 ? [...[0, 1]].map((at) => `\\u${c.charCodeAt(at).toString(16)}`).join("") : c)).join("")} ok"}`,
      hidden: [card.slice(0, 9)],
      shown: [" ok"],
    },
    {
      name: `a card that mixes ${name} digits with others`,
      kind: text,
      body: `card 4111 ${digits(zero, "1111")} 1111 ${digits(zero, "1111")} ok\n`,
      hidden: ["4111", digits(zero, "1111")],
    },
  ];
});

const broken: readonly Row[] = [
  {
    name: "a lone surrogate inside a number",
    kind: json,
    body: '{"a":"078-05-\\ud80011\\udc0020 ok","b":"078-05-1120\\ud800"}',
    hidden: ["078-05-1120"],
  },
  {
    name: "a surrogate pair that two events share",
    kind: chat,
    body: stream(said("0", "SSN 078-05-112\\ud83d"), said("0", "\\ude000 or 078-05-1120 ok"), "[DONE]"),
    hidden: ["078-05-1120"],
  },
  {
    name: "surrogates in the wrong order",
    kind: json,
    body: '{"a":"\\udc00\\ud800078-05-1120\\udc00\\ud800"}',
    hidden: ["078-05-1120"],
  },
  {
    name: "an overlong digit",
    kind: text,
    body: latin("all is well! 078-05-11\xc0\xb220 ok"),
    hidden: ["078"],
    failed: "invalid-utf8",
  },
  {
    name: "an overlong digit of three bytes",
    kind: json,
    body: latin('{"a":"078-05-11\xe0\x80\xb220"}'),
    hidden: ["078"],
    failed: "invalid-utf8",
  },
  {
    name: "a surrogate in UTF-8",
    kind: json,
    body: latin('{"a":"078-05-1120 \xed\xa0\x80"}'),
    hidden: ["078"],
    failed: "invalid-utf8",
  },
  {
    name: "a character past the last one",
    kind: json,
    body: latin('{"a":"078-05-1120 \xf4\x90\x80\x80"}'),
    hidden: ["078"],
    failed: "invalid-utf8",
  },
  {
    name: "an invalid byte inside digits in an event",
    kind: events,
    body: latin('data: {"a":"078-05-\xff1120"}\n\n'),
    hidden: ["078"],
    failed: "invalid-utf8",
  },
  {
    name: "an invalid byte in a key",
    kind: json,
    body: latin('{"078-05-1120\xff":1}'),
    hidden: ["078"],
    failed: "invalid-utf8",
  },
  {
    name: "invalid bytes in a form's escapes",
    kind: form,
    body: "a=%ff078-05-1120%c0%b2&b=%ed%a0%80ok",
    hidden: ["078-05"],
    shown: ["a=%ff", "%c0%b2&b=%ed%a0%80ok"],
  },
  {
    name: "a byte order mark before JSON",
    kind: json,
    body: '\ufeff{"a":"078-05-1120"}',
    hidden: ["078"],
    failed: "malformed-json",
  },
  {
    name: "a byte order mark before text",
    kind: text,
    body: "\ufeff078-05-1120 ok\n",
    hidden: ["078"],
    shown: [" ok"],
  },
  {
    name: "a byte order mark before events",
    kind: chat,
    body: `\ufeff${chatText("078-05", "-1120 ok")}`,
    hidden: ["078-05", "1120"],
  },
  {
    name: "UTF-16 with its mark",
    kind: text,
    body: Buffer.concat([latin("\xff\xfe"), Buffer.from("078-05-1120", "utf16le")]),
    hidden: ["0\u00007\u00008"],
    failed: "invalid-utf8",
  },
  {
    name: "UTF-32",
    kind: text,
    body: latin([..."078-05-1120"].map((c) => `${c}\0\0\0`).join("")),
    hidden: ["0\0\0\u00007"],
    failed: "content-type-mismatch",
  },
];

const twice = (value: string): string => JSON.stringify(value).slice(1, -1);
const document = JSON.stringify({ a: "078-05-1120", b: { c: "alice@example.com" } });
const gone = ["078-05-1120", "alice@example.com"];

const escapes: readonly Row[] = [
  { name: "JSON in JSON", kind: json, body: `{"x":"${twice(document)}"}`, hidden: gone },
  { name: "JSON in JSON in JSON", kind: json, body: `{"x":"${twice(JSON.stringify({ y: document }))}"}`, hidden: gone },
  {
    name: "JSON in JSON in JSON in JSON",
    kind: json,
    body: `{"x":"${twice(JSON.stringify({ y: JSON.stringify({ z: document }) }))}"}`,
    hidden: gone,
  },
  {
    name: "every character an escape",
    kind: json,
    body: `{"a":"${[..."SSN 078-05-1120"].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")} ok"}`,
    hidden: ["078-05", "\\u0030\\u0037\\u0038"],
  },
  {
    name: "every character an escape, in JSON in JSON",
    kind: json,
    body: `{"a":"{\\"b\\":\\"${[..."078-05-1120"].map((c) => `\\\\u00${c.charCodeAt(0).toString(16)}`).join("")}\\"}"}`,
    hidden: ["\\\\u0030\\\\u0037\\\\u0038"],
  },
  {
    name: "an escape that two deltas share",
    kind: chat,
    body: chatText("SSN 078-05-%", "31120, alice%4", "0example.com ok"),
    hidden: ["0example.com", "31120"],
  },
  {
    name: "an entity that two deltas share",
    kind: chat,
    body: chatText("alice&#6", "4;example.com, bob&comm", "at;example.org ok"),
    hidden: ["4;example.com", "at;example.org"],
  },
  {
    name: "an entity in hexadecimal, a character to a delta",
    kind: chat,
    body: chatText(..."alice&#x40;example.com ok"),
    hidden: ["example.com"],
  },
  {
    name: "entities with names, a character to a delta",
    kind: chat,
    body: chatText(..."SSN 078&ndash;05&hyphen;1120, card 4111&thinsp;1111&ensp;11&shy;11&emsp;1111 ok"),
    hidden: ["078&", "1120", "4111&", "1111"],
  },
  {
    name: "the colours of a terminal around values and in them, a character to a delta",
    kind: chat,
    body: chatText(
      ..."\u001b[31mDE89370400440532013000\u001b[0m, \u001b[1;32m4111 \u001b[33m1111 1111\u001b[0m 1111, 078-\u001b[4m05\u001b[24m-1120 ok"
        .split("\u001b")
        .join("\u0001")
        .split("")
        .map((one) => (one === "\u0001" ? "\\u001b" : one)),
    ),
    hidden: ["DE89370400440532013000", "4111", "1111", "078-", "1120"],
  },
  {
    name: "an address with the dots and at signs of other scripts",
    kind: json,
    body: '{"a":"alice\ufe6bexample\u3002com","b":"bob@example\uff61org","c":"carol@example\u2024net ok"}',
    hidden: ["example"],
    shown: [" ok"],
  },
  { name: "escapes of percent twice", kind: json, body: '{"a":"alice%2540example.com ok"}', hidden: ["alice%2540"] },
  {
    name: "percent and entity mixed",
    kind: json,
    body: '{"a":"alice%26%2364%3Bexample.com bob&#37;40example.org"}',
    hidden: ["alice%26", "bob&#37;40"],
  },
  {
    name: "an entity for a percent sign for a digit",
    kind: json,
    body: '{"a":"SSN 078-05-112&#37;30 ok"}',
    hidden: ["078-05-112"],
  },
  {
    name: "percent in a form in percent",
    kind: form,
    body: "note=alice%2540example.com&x=%30%37%38-05-1120",
    hidden: ["alice%2540", "%30%37%38-05"],
  },
  ...["", "a", "ab"].map(
    (lead, at): Row => ({
      name: `a data URL whose value begins at alignment ${at}`,
      kind: json,
      body: `{"a":"data:text/plain;base64,${base64(`${lead}${lead === "" ? "" : " "}SSN 078-05-1120 ok`)}"}`,
      hidden: [base64(`${lead}${lead === "" ? "" : " "}SSN 078-05-1120 ok`).slice(4, 20)],
    }),
  ),
  {
    name: "an answer whose arguments are JSON with escapes",
    kind: chatAnswer,
    body: `{"choices":[{"message":{"tool_calls":[{"function":{"arguments":"{\\"to\\":\\"alice\\\\u0040example.com\\",\\"n\\":\\"078\\\\u002d05-1120\\"}"}}]}}]}`,
    hidden: ["alice\\\\u0040", "078\\\\u002d"],
  },
];

export const unicode: readonly Row[] = [...invisible, ...scripts, ...broken, ...escapes];
