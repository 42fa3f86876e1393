/** Anthropic Messages. */
import { messageEvents } from "../../protocols/llm/anthropic-stream.ts";
import type { Json } from "../spelling.ts";
import {
  answer,
  inDocument,
  inParts,
  inStream,
  nested,
  type Place,
  parsed,
  request,
  stream,
  textParts,
  typed,
  unknown,
} from "./place.ts";

const block = (value: Json): Json => ({
  model: "claude",
  max_tokens: 9,
  messages: [{ role: "user", content: [value] }],
});
const reply = (...content: readonly Json[]): Json => ({
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude",
  content,
  stop_reason: "end_turn",
  usage: { input_tokens: 1, output_tokens: 2 },
});

const anthropicDocuments: readonly Place[] = [
  inDocument("anthropic request: system", request("messages", "anthropic"), ["system"], (text) => ({
    model: "claude",
    max_tokens: 9,
    system: text,
    messages: [],
  })),
  inParts("anthropic request: system blocks", request("messages", "anthropic"), ["system", "*", "text"], (pieces) => ({
    model: "claude",
    max_tokens: 9,
    system: textParts(pieces),
    messages: [],
  })),
  inDocument("anthropic request: content", request("messages", "anthropic"), ["messages", "0", "content"], (text) => ({
    model: "claude",
    max_tokens: 9,
    messages: [{ role: "user", content: text }],
  })),
  inParts(
    "anthropic request: content blocks",
    request("messages", "anthropic"),
    ["messages", "0", "content", "*", "text"],
    (pieces) => ({ model: "claude", max_tokens: 9, messages: [{ role: "user", content: textParts(pieces) }] }),
  ),
  inDocument(
    "anthropic request: tool input",
    request("messages", "anthropic"),
    ["messages", "0", "content", "0", "input", "note"],
    (text) => block({ type: "tool_use", id: "toolu_1", name: "note", input: { note: text } }),
    { context: "note: " },
  ),
  inDocument(
    "anthropic request: tool result",
    request("messages", "anthropic"),
    ["messages", "0", "content", "0", "content"],
    (text) => block({ type: "tool_result", tool_use_id: "toolu_1", content: text }),
    { ...nested, context: "content: " },
  ),
  inParts(
    "anthropic request: tool result's blocks",
    request("messages", "anthropic"),
    ["messages", "0", "content", "0", "content", "*", "text"],
    (pieces) => block({ type: "tool_result", tool_use_id: "toolu_1", content: textParts(pieces) }),
  ),
  inDocument(
    "anthropic request: document",
    request("messages", "anthropic"),
    ["messages", "0", "content", "0", "source", "data"],
    (text) => block({ type: "document", source: { type: "text", media_type: "text/plain", data: text } }),
    { context: "data: " },
  ),
  inDocument("anthropic answer: text", answer("messages", "anthropic"), ["content", "0", "text"], (text) =>
    reply({ type: "text", text }),
  ),
  inParts("anthropic answer: texts", answer("messages", "anthropic"), ["content", "*", "text"], (pieces) =>
    reply(...pieces.map((text) => ({ type: "text", text }))),
  ),
  inDocument("anthropic answer: thinking", answer("messages", "anthropic"), ["content", "0", "thinking"], (text) =>
    reply({ type: "thinking", thinking: text, signature: "" }),
  ),
  inDocument(
    "anthropic answer: tool input",
    answer("messages", "anthropic"),
    ["content", "0", "input", "deep", "0"],
    (text) => reply({ type: "tool_use", id: "toolu_1", name: "note", input: { deep: [text] } }),
    { context: "deep: " },
  ),
];

const anthropicStream: readonly Place[] = [
  inStream("anthropic stream: text", stream("messages", "anthropic"), ["delta", "text"], (pieces) =>
    parsed(messageEvents([{ type: "text", pieces }])),
  ),
  inStream("anthropic stream: thinking", stream("messages", "anthropic"), ["delta", "thinking"], (pieces) =>
    parsed(messageEvents([{ type: "thinking", pieces }])),
  ),
  inStream(
    "anthropic stream: tool input",
    stream("messages", "anthropic"),
    ["delta", "partial_json"],
    (pieces) =>
      parsed(messageEvents([{ type: "tool_use", id: "toolu_1", name: "note", pieces }], { stopReason: "tool_use" })),
    nested,
  ),
  inStream(
    "anthropic stream: citation",
    stream("messages", "anthropic"),
    ["delta", "citation", "cited_text"],
    ([cited = ""]) => parsed(messageEvents([{ type: "cited", pieces: ["Hi"], cited }])),
    { context: "cited_text: ", whole: true },
  ),
  inStream(
    "anthropic stream: an event nobody knows",
    stream("messages", "anthropic"),
    ["news", "say"],
    (pieces) => [
      ...parsed(messageEvents([{ type: "text", pieces: ["Hi"] }])).slice(0, -1),
      ...pieces.map((say) => typed("news", { news: { say } })),
      typed("message_stop", {}),
    ],
    unknown("say"),
  ),
  inStream(
    "anthropic stream: error",
    stream("messages", "anthropic"),
    ["error", "message"],
    ([message = ""]) => [typed("error", { error: { type: "api_error", message } })],
    { context: "message: ", whole: true },
  ),
];

export const anthropicPlaces: readonly Place[] = [...anthropicDocuments, ...anthropicStream];
