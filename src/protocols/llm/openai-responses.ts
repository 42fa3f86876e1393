/**
 * OpenAI Responses. A streamed answer carries each text once in deltas and then up to three times in final copies; the
 * copies are judged whole, with the same (empty) context as the deltas, so they come out as the concatenated redacted deltas.
 *
 * Lanes are named by `output_index`, `content_index` and `summary_index`, never by `item_id`: some servers change it from event
 * to event, and a lane that begins anew with every event would find nothing.
 *
 * Stored responses may be read where a connection allows it, but a stream is never resumed: it would begin in the middle of a
 * value (`starting_after`).
 */
import type { Operation, Rule, Rules, StreamRules, TextRule } from "./dialect.ts";
import { itemRules, PART_TYPES, partRules, responseRules } from "./openai-responses-items.ts";
import { whole } from "./whole-text.ts";

const discrete: Rule = { as: "discrete" };
const number: Rule = { as: "number" };
const logprobs: Rule = { as: "drop", option: "logprobs" };

const request: Rules = {
  model: discrete,
  previous_response_id: discrete,
  conversation: discrete,
  "conversation.id": discrete,
  "prompt.id": discrete,
  "prompt.version": discrete,
  prompt_cache_key: discrete,
  safety_identifier: discrete,
  user: discrete,
  service_tier: discrete,
  truncation: discrete,
  tool_choice: discrete,
  max_output_tokens: number,
  "reasoning.effort": discrete,
  "reasoning.summary": discrete,
  "tools[].type": discrete,
  "tools[].name": discrete,
  "text.format.type": discrete,
  "text.format.name": discrete,
  instructions: { as: "text", context: "" },
  input: { as: "text", context: "" },
  ...itemRules("input[]"),
  "prompt.variables.*.type": discrete,
  "prompt.variables.*.image_url": { as: "url", what: "image" },
  "prompt.variables.*.file_url": { as: "url", what: "file" },
  "prompt.variables.*.file_data": { as: "base64", what: "file" },
};

const wholeResponse: Rules = { "response.**": { as: "text", whole: true }, ...whole(responseRules("response.")) };
const wholeItem: Rules = { "item.**": { as: "text", whole: true }, ...whole(itemRules("item")) };
const wholePart: Rules = {
  "part.**": { as: "text", whole: true },
  ...whole(partRules("part", "part")),
  "part.type": { as: "discrete", known: PART_TYPES },
};
const wholeSummary: Rules = { ...wholePart, "part.text": { as: "text", lane: "summary", whole: true, context: "" } };

type Kinds = NonNullable<StreamRules["kinds"]>;

/** A text in pieces, `PREFIX.delta`, and its final copy, `PREFIX.done`, under `copy`. */
function inPieces(prefix: string, lane: string, copy: string, as: TextRule["as"] = "text"): Kinds {
  return {
    [`${prefix}.delta`]: { rules: { delta: { as, lane, context: "" } } },
    [`${prefix}.done`]: { rules: { [copy]: { as, lane, whole: true, context: "" } }, ends: "object" },
  };
}

const kinds: Kinds = {
  "response.created": { rules: wholeResponse },
  "response.queued": { rules: wholeResponse },
  "response.in_progress": { rules: wholeResponse },
  "response.output_item.added": { rules: wholeItem },
  "response.content_part.added": { rules: wholePart },
  ...inPieces("response.output_text", "text", "text"),
  ...inPieces("response.refusal", "refusal", "refusal"),
  ...inPieces("response.reasoning_text", "text", "text"),
  ...inPieces("response.reasoning_summary_text", "summary", "text"),
  ...inPieces("response.function_call_arguments", "arguments", "arguments", "json"),
  ...inPieces("response.mcp_call_arguments", "arguments", "arguments", "json"),
  ...inPieces("response.custom_tool_call_input", "input", "input", "json"),
  ...inPieces("response.code_interpreter_call_code", "code", "code"),
  "response.output_text.annotation.added": {
    rules: { "annotation.**": { as: "text", whole: true }, "annotation.type": discrete },
  },
  "response.reasoning_summary_part.added": { rules: wholeSummary },
  "response.reasoning_summary_part.done": { rules: wholeSummary },
  "response.content_part.done": { rules: wholePart },
  "response.output_item.done": { rules: wholeItem, ends: "object" },
  "response.audio.delta": { rules: { delta: { as: "opaque", what: "audio" } } },
  "response.image_generation_call.partial_image": { rules: { partial_image_b64: { as: "base64", what: "image" } } },
  "response.completed": { rules: wholeResponse, ends: "stream" },
  "response.incomplete": { rules: wholeResponse, ends: "stream" },
  "response.failed": { rules: wholeResponse, ends: "stream" },
  error: {
    rules: {
      message: { as: "text", whole: true },
      code: discrete,
      param: discrete,
      "error.**": { as: "text", whole: true },
      "error.type": discrete,
      "error.code": discrete,
    },
    ends: "stream",
  },
};

const stream: StreamRules = {
  kind: "type",
  rules: {
    type: { as: "discrete", known: Object.keys(kinds), carry: true },
    sequence_number: { as: "number", carry: true },
    item_id: { as: "discrete", carry: true },
    output_index: { as: "identity", carry: true },
    content_index: { as: "identity", part: true, carry: true },
    summary_index: { as: "identity", part: true, carry: true },
    name: discrete,
    obfuscation: discrete,
    logprobs,
  },
  kinds,
  done: ["[DONE]"],
  mustEnd: true,
};

/** At the provider, behind its Azure paths, and without a version where the upstream's URL already has it. */
const below = (path: string): readonly string[] =>
  ["/v1", "", "/openai/v1", "/openai"].map((base) => `${base}/responses${path}`);

const errorRules: Rules = { "error.type": discrete, "error.code": discrete, "error.param": discrete };
const response: Rules = { ...responseRules(""), ...errorRules };

export const responses: readonly Operation[] = [
  { name: "responses", method: "POST", paths: below(""), listed: true, request, response, stream },
  {
    name: "responses.input-tokens",
    method: "POST",
    paths: below("/input_tokens"),
    listed: true,
    request,
    response: { object: discrete, input_tokens: number, ...errorRules },
  },
  { name: "responses.compact", method: "POST", paths: below("/compact"), listed: true, request, response },
  {
    name: "responses.get",
    method: "GET",
    paths: below("/{}"),
    listed: false,
    resumes: ["starting_after"],
    request: {},
    response,
    stream,
  },
  { name: "responses.delete", method: "DELETE", paths: below("/{}"), listed: false, request: {}, response },
  { name: "responses.cancel", method: "POST", paths: below("/{}/cancel"), listed: false, request, response },
  {
    name: "responses.input-items",
    method: "GET",
    paths: below("/{}/input_items"),
    listed: false,
    request: {},
    response: { object: discrete, first_id: discrete, last_id: discrete, ...itemRules("data[]"), ...errorRules },
  },
];
