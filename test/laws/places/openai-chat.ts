/** OpenAI chat completions, completions and embeddings. */
import type { Path } from "../readings.ts";
import { type Json, NotJson, type StreamEvent } from "../spelling.ts";
import {
  answer,
  inDocument,
  inParts,
  inStream,
  nested,
  type Place,
  type PlaceOptions,
  request,
  stream,
  textParts,
  unknown,
} from "./place.ts";

const messages = (...more: readonly Json[]): Json => ({
  model: "gpt-4o",
  messages: [{ role: "system", content: "Be brief." }, ...more],
});
const user = (content: Json): Json => messages({ role: "user", content });
const call = (args: string): Json => ({ id: "call_1", type: "function", function: { name: "note", arguments: args } });

const chatRequest: readonly Place[] = [
  inDocument("chat request: content", request("chat.completions"), ["messages", "1", "content"], user),
  inDocument("chat request: system content", request("chat.completions"), ["messages", "0", "content"], (text) => ({
    model: "gpt-4o",
    messages: [{ role: "system", content: text }],
  })),
  inParts(
    "chat request: content parts",
    request("chat.completions"),
    ["messages", "1", "content", "*", "text"],
    (pieces) => user(textParts(pieces)),
  ),
  inDocument(
    "chat request: tool arguments",
    request("chat.completions"),
    ["messages", "1", "tool_calls", "0", "function", "arguments"],
    (text) => messages({ role: "assistant", content: null, tool_calls: [call(text)] }),
    nested,
  ),
  inDocument(
    "chat request: tool result",
    request("chat.completions"),
    ["messages", "1", "content"],
    (text) => messages({ role: "tool", tool_call_id: "call_1", content: text }),
    nested,
  ),
  inDocument(
    "chat request: tool description",
    request("chat.completions"),
    ["tools", "0", "function", "description"],
    (text) => ({
      model: "gpt-4o",
      messages: [],
      tools: [{ type: "function", function: { name: "note", description: text } }],
    }),
    { context: "description: " },
  ),
  inDocument(
    "chat request: schema default",
    request("chat.completions"),
    ["tools", "0", "function", "parameters", "properties", "a", "default"],
    (text) => ({
      model: "gpt-4o",
      messages: [],
      tools: [
        {
          type: "function",
          function: {
            name: "note",
            parameters: { type: "object", properties: { a: { type: "string", default: text } } },
          },
        },
      ],
    }),
    { context: "default: " },
  ),
  inDocument(
    "chat request: stop words",
    request("chat.completions"),
    ["stop", "0"],
    (text) => ({ model: "gpt-4o", messages: [], stop: [text] }),
    { context: "stop: " },
  ),
  inDocument(
    "chat request: metadata",
    request("chat.completions"),
    ["metadata", "note"],
    (text) => ({ model: "gpt-4o", messages: [], metadata: { note: text } }),
    { context: "note: " },
  ),
  inDocument(
    "chat request: a field nobody knows",
    request("chat.completions"),
    ["x", "0", "deep", "0"],
    (text) => ({ model: "gpt-4o", messages: [], x: [{ deep: [text] }] }),
    { context: "deep: " },
  ),
  inDocument(
    "completions request: prompt",
    request("completions"),
    ["prompt"],
    (text) => ({ model: "m", prompt: text }),
    { context: "prompt: " },
  ),
  inDocument(
    "embeddings request: input",
    request("embeddings"),
    ["input", "1"],
    (text) => ({ model: "m", input: ["one", text] }),
    { context: "input: " },
  ),
];

const choice = (message: Json): Json => ({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_700_000_000,
  model: "gpt-4o",
  choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }],
  usage: { prompt_tokens: 3, completion_tokens: 9, total_tokens: 12 },
});

const chatAnswer: readonly Place[] = [
  inDocument("chat answer: content", answer("chat.completions"), ["choices", "0", "message", "content"], (text) =>
    choice({ role: "assistant", content: text }),
  ),
  inDocument("chat answer: refusal", answer("chat.completions"), ["choices", "0", "message", "refusal"], (text) =>
    choice({ role: "assistant", content: null, refusal: text }),
  ),
  inDocument(
    "chat answer: reasoning",
    answer("chat.completions"),
    ["choices", "0", "message", "reasoning_content"],
    (text) => choice({ role: "assistant", content: null, reasoning_content: text }),
  ),
  inDocument(
    "chat answer: tool arguments",
    answer("chat.completions"),
    ["choices", "0", "message", "tool_calls", "0", "function", "arguments"],
    (text) => choice({ role: "assistant", content: null, tool_calls: [call(text)] }),
    nested,
  ),
  inDocument(
    "chat answer: error",
    answer("chat.completions"),
    ["error", "message"],
    (text) => ({ error: { message: text, type: "invalid_request_error", param: null, code: null } }),
    { context: "message: " },
  ),
  inDocument("completions answer: text", answer("completions"), ["choices", "0", "text"], (text) => ({
    id: "cmpl-1",
    choices: [{ index: 0, text, finish_reason: "stop" }],
  })),
  inDocument(
    "embeddings answer: a field nobody knows",
    answer("embeddings"),
    ["note"],
    (text) => ({ object: "list", data: [{ object: "embedding", index: 0, embedding: [0.25, -1e-7] }], note: text }),
    { context: "note: " },
  ),
];

const chunk = (
  delta: Json,
  finish: string | null = null,
  more: { readonly [key: string]: Json } = {},
): StreamEvent => ({
  data: {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    model: "gpt-4o",
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...more,
  },
});
const done: StreamEvent = { data: new NotJson("[DONE]") };
const chatEnd = (finish: string): readonly StreamEvent[] => [chunk({}, finish), done];

const chatDeltas = (
  name: string,
  path: Path,
  delta: (piece: string) => Json,
  options: PlaceOptions = {},
  finish = "stop",
): Place =>
  inStream(
    `chat stream: ${name}`,
    stream("chat.completions"),
    ["choices", "*", "delta", ...path],
    (pieces) => [
      chunk({ role: "assistant", content: "", refusal: null }),
      ...pieces.map((piece) => chunk(delta(piece))),
      ...chatEnd(finish),
    ],
    options,
  );

const chatStream: readonly Place[] = [
  chatDeltas("content", ["content"], (content) => ({ content })),
  chatDeltas("refusal", ["refusal"], (refusal) => ({ refusal })),
  chatDeltas("reasoning", ["reasoning_content"], (reasoning_content) => ({ reasoning_content })),
  chatDeltas(
    "tool arguments",
    ["tool_calls", "*", "function", "arguments"],
    (args) => ({ tool_calls: [{ index: 0, function: { arguments: args } }] }),
    nested,
    "tool_calls",
  ),
  chatDeltas(
    "second tool's arguments",
    ["tool_calls", "*", "function", "arguments"],
    (args) => ({
      tool_calls: [{ index: 1, id: "call_2", type: "function", function: { name: "note", arguments: args } }],
    }),
    nested,
    "tool_calls",
  ),
  chatDeltas(
    "custom tool's input",
    ["tool_calls", "*", "custom", "input"],
    (input) => ({ tool_calls: [{ index: 0, custom: { input } }] }),
    {},
    "tool_calls",
  ),
  chatDeltas(
    "function call",
    ["function_call", "arguments"],
    (args) => ({ function_call: { arguments: args } }),
    nested,
    "function_call",
  ),
  chatDeltas("transcript", ["audio", "transcript"], (transcript) => ({ audio: { transcript } })),
  chatDeltas("a field nobody knows", ["thoughts", "*", "say"], (say) => ({ thoughts: [{ say }] }), unknown("say")),
  inStream(
    "chat stream: a field nobody knows, at the top",
    stream("chat.completions"),
    ["note"],
    (pieces) => [...pieces.map((note) => chunk({ content: "!" }, null, { note })), ...chatEnd("stop")],
    unknown("note"),
  ),
  inStream(
    "chat stream: citation",
    stream("chat.completions"),
    ["choices", "*", "delta", "annotations", "*", "title"],
    ([title = ""]) => [chunk({ annotations: [{ type: "url_citation", title }] }), ...chatEnd("stop")],
    { context: "title: ", whole: true },
  ),
  inStream(
    "chat stream: error",
    stream("chat.completions"),
    ["error", "message"],
    ([message = ""]) => [chunk({ content: "Hi" }), { data: { error: { message, type: "server_error" } } }],
    { context: "message: ", whole: true },
  ),
  inStream("completions stream: text", stream("completions"), ["choices", "*", "text"], (pieces) => [
    ...pieces.map(
      (text): StreamEvent => ({
        data: { id: "cmpl-1", object: "text_completion", choices: [{ index: 0, text, finish_reason: null }] },
      }),
    ),
    { data: { choices: [{ index: 0, text: "", finish_reason: "stop" }] } },
    done,
  ]),
  inStream(
    "completions stream: a field nobody knows",
    stream("completions"),
    ["choices", "*", "note"],
    (pieces) => [...pieces.map((note): StreamEvent => ({ data: { choices: [{ index: 0, text: "!", note }] } })), done],
    unknown("note"),
  ),
];

export const chatPlaces: readonly Place[] = [...chatRequest, ...chatAnswer, ...chatStream];
