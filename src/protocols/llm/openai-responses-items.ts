/**
 * Items of the OpenAI Responses API, wherever they stand: in `input`, in `output`, in `item` of an event. One item is a
 * message, a tool call, a tool's output, a piece of reasoning; the rules name what any of them may hold, and whatever they
 * do not name is inspected all the same.
 *
 * `encrypted_content` carries reasoning that only the provider can read: opaque, and the connection decides.
 */
import type { Rule, Rules } from "./dialect.ts";

const discrete: Rule = { as: "discrete" };
const number: Rule = { as: "number" };
const encrypted: Rule = { as: "opaque", what: "encrypted" };

export const ROLES = ["user", "assistant", "system", "developer", "tool"];
const STATUSES = ["in_progress", "completed", "incomplete", "failed", "queued", "cancelled", "searching"];
const ITEM_TYPES = ["message", "function_call", "function_call_output", "reasoning"];
export const PART_TYPES = ["input_text", "output_text", "refusal", "summary_text", "reasoning_text", "input_image"];

/** One content part at `at`; its text belongs to one lane with the other texts in `owner`. */
export const partRules = (at: string, owner: string): Rules => ({
  [`${at}.type`]: { as: "discrete", known: PART_TYPES },
  [`${at}.text`]: { as: "text", lane: "text", per: owner, context: "" },
  [`${at}.refusal`]: { as: "text", context: "" },
  [`${at}.transcript`]: { as: "text", context: "" },
  [`${at}.logprobs`]: { as: "drop", option: "logprobs" },
  [`${at}.detail`]: discrete,
  [`${at}.image_url`]: { as: "url", what: "image" },
  [`${at}.file_url`]: { as: "url", what: "file" },
  [`${at}.file_data`]: { as: "base64", what: "file" },
  [`${at}.file_id`]: discrete,
  [`${at}.filename`]: discrete,
  [`${at}.input_audio.data`]: { as: "base64", what: "audio" },
  [`${at}.input_audio.format`]: discrete,
  [`${at}.data`]: { as: "base64", what: "audio" },
  [`${at}.annotations[].type`]: discrete,
  [`${at}.annotations[].file_id`]: discrete,
});

/** One item at `at`. */
export const itemRules = (at: string): Rules => ({
  [`${at}.type`]: { as: "discrete", known: ITEM_TYPES },
  [`${at}.role`]: { as: "discrete", known: ROLES },
  [`${at}.status`]: { as: "discrete", known: STATUSES },
  [`${at}.phase`]: discrete,
  [`${at}.id`]: discrete,
  [`${at}.call_id`]: discrete,
  [`${at}.name`]: discrete,
  [`${at}.namespace`]: discrete,
  [`${at}.server_label`]: discrete,
  [`${at}.container_id`]: discrete,
  [`${at}.approval_request_id`]: discrete,
  [`${at}.fingerprint`]: discrete,
  [`${at}.content`]: { as: "text", context: "" },
  ...partRules(`${at}.content[]`, at),
  [`${at}.summary[].type`]: { as: "discrete", known: PART_TYPES },
  [`${at}.summary[].text`]: { as: "text", lane: "summary", per: at, context: "" },
  [`${at}.encrypted_content`]: encrypted,
  [`${at}.arguments`]: { as: "json", context: "" },
  [`${at}.input`]: { as: "json", context: "" },
  // Tool results are often JSON again.
  [`${at}.output`]: { as: "json", context: "" },
  ...partRules(`${at}.output[]`, `${at}.output`),
  [`${at}.output.type`]: discrete,
  [`${at}.output.image_url`]: { as: "url", what: "image" },
  [`${at}.output.file_id`]: discrete,
  [`${at}.code`]: { as: "text", context: "" },
  [`${at}.outputs[].type`]: discrete,
  [`${at}.outputs[].url`]: { as: "url", what: "image" },
  [`${at}.result`]: {
    as: "by",
    key: "type",
    is: { image_generation_call: { as: "base64", what: "image" } },
    else: { as: "text", context: "" },
  },
});

/** The `response` object, at `at` (`response.`) or as the whole document (empty). */
export const responseRules = (at: string): Rules => ({
  [`${at}id`]: discrete,
  [`${at}object`]: { as: "discrete", known: ["response", "response.compaction"] },
  [`${at}status`]: { as: "discrete", known: STATUSES },
  [`${at}model`]: discrete,
  [`${at}created_at`]: number,
  [`${at}completed_at`]: number,
  [`${at}max_output_tokens`]: number,
  [`${at}usage.**`]: number,
  [`${at}previous_response_id`]: discrete,
  [`${at}conversation.id`]: discrete,
  [`${at}service_tier`]: discrete,
  [`${at}truncation`]: discrete,
  [`${at}tool_choice`]: discrete,
  [`${at}tools[].type`]: discrete,
  [`${at}tools[].name`]: discrete,
  [`${at}error.type`]: discrete,
  [`${at}error.code`]: discrete,
  [`${at}incomplete_details.reason`]: discrete,
  [`${at}instructions`]: { as: "text", context: "" },
  ...itemRules(`${at}instructions[]`),
  ...itemRules(`${at}output[]`),
});
