/** OpenAI Responses: deltas, and every final copy of them. */
import { responseEvents } from "../../protocols/llm/responses-stream.ts";
import type { Path } from "../readings.ts";
import type { Json, StreamEvent } from "../spelling.ts";
import {
  answer,
  inDocument,
  inParts,
  inStream,
  nested,
  type Place,
  type PlaceOptions,
  parsed,
  request,
  stream,
  typed,
  unknown,
} from "./place.ts";

const item = (value: Json): Json => ({ model: "gpt-4.1", input: [value] });
const output = (value: Json): Json => ({
  id: "resp_1",
  object: "response",
  status: "completed",
  model: "gpt-4.1",
  output: [value],
});

const responsesDocuments: readonly Place[] = [
  inDocument("responses request: instructions", request("responses"), ["instructions"], (text) => ({
    model: "gpt-4.1",
    instructions: text,
    input: "Hi",
  })),
  inDocument("responses request: input", request("responses"), ["input"], (text) => ({
    model: "gpt-4.1",
    input: text,
  })),
  inDocument("responses request: message", request("responses"), ["input", "0", "content"], (text) =>
    item({ role: "user", content: text }),
  ),
  inParts("responses request: content parts", request("responses"), ["input", "0", "content", "*", "text"], (pieces) =>
    item({ role: "user", content: pieces.map((text) => ({ type: "input_text", text })) }),
  ),
  inDocument(
    "responses request: arguments",
    request("responses"),
    ["input", "0", "arguments"],
    (text) => item({ type: "function_call", call_id: "call_1", name: "note", arguments: text }),
    nested,
  ),
  inDocument(
    "responses request: tool output",
    request("responses"),
    ["input", "0", "output"],
    (text) => item({ type: "function_call_output", call_id: "call_1", output: text }),
    nested,
  ),
  inDocument(
    "responses request: metadata",
    request("responses"),
    ["metadata", "note"],
    (text) => ({ model: "gpt-4.1", input: "Hi", metadata: { note: text } }),
    { context: "note: " },
  ),
  inDocument("responses answer: text", answer("responses"), ["output", "0", "content", "0", "text"], (text) =>
    output({ type: "message", role: "assistant", content: [{ type: "output_text", text, annotations: [] }] }),
  ),
  inParts("responses answer: texts", answer("responses"), ["output", "0", "content", "*", "text"], (pieces) =>
    output({
      type: "message",
      role: "assistant",
      content: pieces.map((text) => ({ type: "output_text", text, annotations: [] })),
    }),
  ),
  inDocument(
    "responses answer: arguments",
    answer("responses"),
    ["output", "0", "arguments"],
    (text) => output({ type: "function_call", call_id: "call_1", name: "note", arguments: text }),
    nested,
  ),
  inParts("responses answer: summary", answer("responses"), ["output", "0", "summary", "*", "text"], (pieces) =>
    output({ type: "reasoning", summary: pieces.map((text) => ({ type: "summary_text", text })) }),
  ),
  inDocument("responses answer: code", answer("responses"), ["output", "0", "code"], (text) =>
    output({ type: "code_interpreter_call", code: text }),
  ),
];

/** The provider's own events, their data taken apart again. */

const responses = (
  name: string,
  path: Path,
  make: (pieces: readonly string[]) => readonly StreamEvent[],
  options: PlaceOptions = {},
): Place => inStream(`responses stream: ${name}`, stream("responses"), path, make, options);

const completed = typed("response.completed", {
  response: { id: "resp_1", object: "response", status: "completed", output: [] },
});
const inPieces = (name: string, type: string, copy: string, options: PlaceOptions = {}): Place =>
  responses(
    name,
    ["delta"],
    (pieces) => [
      ...pieces.map((delta, at) =>
        typed(`${type}.delta`, { sequence_number: at, item_id: "it_1", output_index: 0, content_index: 0, delta }),
      ),
      typed(`${type}.done`, { output_index: 0, content_index: 0, [copy]: pieces.join("") }),
      completed,
    ],
    options,
  );

const responsesStream: readonly Place[] = [
  responses("text", ["delta"], (pieces) => parsed(responseEvents([{ type: "message", parts: [pieces] }]))),
  responses("text, in its item's final copy", ["item", "content", "*", "text"], (pieces) =>
    parsed(responseEvents([{ type: "message", parts: [pieces] }])),
  ),
  responses("text, in the last event", ["response", "output", "*", "content", "*", "text"], (pieces) =>
    parsed(responseEvents([{ type: "message", parts: [pieces] }])),
  ),
  responses("summary", ["delta"], (pieces) => parsed(responseEvents([{ type: "reasoning", summary: [pieces] }]))),
  responses(
    "function arguments",
    ["delta"],
    (pieces) => parsed(responseEvents([{ type: "function_call", name: "note", pieces }])),
    nested,
  ),
  responses(
    "function arguments, in the final copy",
    ["item", "arguments"],
    (pieces) =>
      parsed(responseEvents([{ type: "function_call", name: "note", pieces }])).filter(
        ({ event }) => event !== "response.output_item.added",
      ),
    nested,
  ),
  inPieces("refusal", "response.refusal", "refusal"),
  inPieces("reasoning", "response.reasoning_text", "text"),
  inPieces("code", "response.code_interpreter_call_code", "code"),
  inPieces("MCP arguments", "response.mcp_call_arguments", "arguments", nested),
  responses(
    "an event nobody knows",
    ["news", "say"],
    (pieces) => [...pieces.map((say) => typed("response.news.delta", { output_index: 0, news: { say } })), completed],
    unknown("say"),
  ),
  responses("error", ["message"], ([message = ""]) => [typed("error", { message, code: null })], {
    context: "message: ",
    whole: true,
  }),
];

export const responsesPlaces: readonly Place[] = [...responsesDocuments, ...responsesStream];
