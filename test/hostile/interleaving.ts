/** Lanes that take turns, lanes that nobody can tell apart, and lanes that end in the middle of a value. */
import {
  block,
  blockEnd,
  called,
  chat,
  choice,
  choices,
  ended,
  messageEnd,
  messages,
  noise,
  output,
  type Row,
  responses,
  said,
  stream,
} from "./rows.ts";

const many = Array.from({ length: 128 }, (_, index) => index);
const backwards = [...many].reverse();
const card = ["4111", "1111"];
const ssn = ["078-05", "05-1120", "1120"];
const key = "sk-ant-api03-a8Fk2LmQ9ZxT4cV7bN3kPq";

const interleaved: readonly Row[] = [
  {
    name: "a choice that stops inside a card, another that says 100 KB, and the rest of the card",
    kind: chat,
    body: stream(
      said("0", "card 4111 1111 "),
      ...noise(100, "1", 100),
      said("0", "1111 1111 ok"),
      ended("0"),
      "[DONE]",
    ),
    hidden: card,
    shown: ["<CREDIT_CARD>"],
    large: true,
  },
  {
    name: "a block that stops inside a card, another that says 100 KB, and the rest of the card",
    kind: messages,
    body: stream(
      block(0, "card 4111 1111 "),
      ...Array.from({ length: 100 }, () => block(1, "Hm, well! ".repeat(100))),
      block(0, "1111 1111 ok"),
      blockEnd(0),
      blockEnd(1),
      ...messageEnd(),
    ),
    hidden: card,
    large: true,
  },
  {
    name: "an item that stops inside a card, another that says 100 KB, and the rest of the card",
    kind: responses,
    body: stream(
      output(0, "card 4111 1111 "),
      ...Array.from({ length: 100 }, () => output(1, "Hm, well! ".repeat(100))),
      output(0, "1111 1111 ok"),
      '{"type":"response.completed"}',
    ),
    hidden: card,
    large: true,
  },
  {
    name: "128 choices, a number cut in each, in two orders",
    kind: chat,
    body: stream(
      ...many.map((index) => said(`${index}`, "SSN 078-05")),
      ...backwards.map((index) => said(`${index}`, "-1120 ok")),
      "[DONE]",
    ),
    hidden: ssn,
    large: true,
  },
  {
    name: "128 choices in each event, in another order each time",
    kind: chat,
    body: stream(
      choices(...many.map((index) => choice(`${index}`, "SSN 078-05"))),
      choices(...backwards.map((index) => choice(`${index}`, "-1120 ok"))),
      "[DONE]",
    ),
    hidden: ssn,
    large: true,
  },
  {
    name: "choices that change places",
    kind: chat,
    body: stream(
      choices(choice("1", "SSN 078-"), choice("0", "card 4111 1111 ")),
      choices(choice("0", "1111 "), choice("1", "05-")),
      choices(choice("1", "1120 ok"), choice("0", "1111 ok")),
      "[DONE]",
    ),
    hidden: [...card, "078-05", "1120"],
    shown: ["SSN <US_SSN>", "card <CREDIT_CARD>"],
  },
  {
    name: "one choice twice in one event",
    kind: chat,
    body: stream(choices(choice("0", "card 4111 11"), choice("0", "11 1111 1111 ok")), ended("0"), "[DONE]"),
    hidden: card,
  },
  {
    name: "one choice twice in each event, its pieces in turn",
    kind: chat,
    body: stream(
      choices(choice("0", "card 4111 "), choice("0", "1111 ")),
      choices(choice("0", "1111 "), choice("0", "1111 ok")),
      "[DONE]",
    ),
    hidden: card,
  },
  ...["1000000000", "1e9", "-1", "0.5", "99999999999999999999", '"a"', "null", "true", "[]", "{}"].map(
    (index): Row => ({
      name: `a choice whose index is ${index}`,
      kind: chat,
      body: stream(said(index, "SSN 078-05"), said(index, "-1120 ok"), "[DONE]"),
      hidden: ssn,
    }),
  ),
  ...["1000000000", "1e9", "-1", "0.5", '"a"', "null"].map(
    (index): Row => ({
      name: `a call whose index is ${index}`,
      kind: chat,
      body: stream(
        called(`"index":${index},`, '{"ssn":"078-05'),
        called(`"index":${index},`, '-1120"}'),
        ended("0", "tool_calls"),
        "[DONE]",
      ),
      hidden: ssn,
    }),
  ),
  {
    name: "calls without an index",
    kind: chat,
    body: stream(called("", '{"ssn":"078-05'), called("", '-1120"}'), ended("0", "tool_calls"), "[DONE]"),
    hidden: ssn,
  },
  {
    name: "one call twice in one event",
    kind: chat,
    body: stream(
      choices(
        `{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\":\\"078-"}},{"index":0,"function":{"arguments":"05-1120\\"}"}}]}}`,
      ),
      ended("0", "tool_calls"),
      "[DONE]",
    ),
    hidden: ["078-", "05-1120"],
  },
  {
    name: "choices without an index",
    kind: chat,
    body: stream(
      '{"choices":[{"delta":{"content":"SSN 078-05"}}]}',
      '{"choices":[{"delta":{"content":"-1120 ok"}}]}',
      "[DONE]",
    ),
    hidden: ssn,
  },
  {
    name: "a field that nobody knows, a piece of a card in each event",
    kind: chat,
    body: stream(
      ...["4111 ", "1111 ", "1111 ", "1111"].map(
        (piece) => `{"choices":[{"index":0,"delta":{"content":"Hm! ","thoughts":{"x":["${piece}"]}}}]}`,
      ),
      "[DONE]",
    ),
    hidden: card,
  },
];

const cutOff: readonly Row[] = [
  {
    name: "an answer that its length ends inside a key",
    kind: chat,
    body: stream(said("0", `Use ${key.slice(0, 12)}`), said("0", key.slice(12, 24)), ended("0", "length"), "[DONE]"),
    hidden: [key.slice(4, 24), key.slice(12, 24)],
  },
  {
    name: "a message that its length ends inside a key",
    kind: messages,
    body: stream(block(0, `Use ${key.slice(0, 24)}`), blockEnd(0), ...messageEnd("max_tokens")),
    hidden: [key.slice(12, 24)],
  },
  {
    name: "a response that its length ends inside a key, and its copies",
    kind: responses,
    body: stream(
      output(0, `Use ${key.slice(0, 24)}`),
      `{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"Use ${key.slice(0, 24)}"}`,
      `{"type":"response.incomplete","response":{"output":[{"type":"message","content":[{"type":"output_text","text":"Use ${key.slice(0, 24)}"}]}]}}`,
    ),
    hidden: [key.slice(12, 24)],
  },
  {
    name: "arguments that their length ends inside a card",
    kind: chat,
    body: stream(called('"index":0,', '{"card":"4111 1111 11'), ended("0", "length"), "[DONE]"),
    hidden: ["4111 1111"],
  },
  {
    name: "an end without a reason, inside a private key",
    kind: chat,
    body: stream(said("0", "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0B"), "[DONE]"),
    hidden: ["MIIEvQIBADANBgkqhkiG9w0B"],
  },
  {
    name: "a stream that goes on after its length had ended it",
    kind: chat,
    body: stream(said("0", "card 4111 1111 "), ended("0", "length"), said("0", "1111 1111 ok"), ended("0"), "[DONE]"),
    hidden: ["4111", "1111 1111"],
  },
];

export const interleaving: readonly Row[] = [...interleaved, ...cutOff];
