/**
 * Anthropic Messages (`/v1/messages`), token counting and model listing.
 *
 * A streamed block is one lane per kind of text, named by the event's `index`; `content_block_stop` ends it. The retired
 * `/v1/complete` is not here: its first version repeated the whole text in every event, which no lane can follow.
 */
import { blockRules } from "./anthropic-content.ts";
import type { Dialect, Operation, Refusal, Rule, Rules, StreamRules } from "./dialect.ts";
import { whole } from "./whole-text.ts";

const discrete: Rule = { as: "discrete" };
const number: Rule = { as: "number" };
const wholeText: Rule = { as: "text", whole: true };

const ROLES = ["user", "assistant", "system"];
const EVENTS = [
  "message_start",
  "content_block_start",
  "content_block_delta",
  "content_block_stop",
  "message_delta",
  "message_stop",
  "ping",
  "error",
];
const DELTAS = ["text_delta", "input_json_delta", "thinking_delta", "signature_delta", "citations_delta"];

const request: Rules = {
  model: discrete,
  max_tokens: number,
  service_tier: discrete,
  inference_geo: discrete,
  "metadata.user_id": discrete,
  "thinking.type": discrete,
  "thinking.budget_tokens": number,
  "tool_choice.type": discrete,
  "tool_choice.name": discrete,
  "cache_control.type": discrete,
  "container.id": discrete,
  system: { as: "text", context: "" },
  ...blockRules("system[]", "system"),
  "messages[].role": { as: "discrete", known: ROLES },
  "messages[].content": { as: "text", context: "" },
  ...blockRules("messages[].content[]", "messages[]"),
  "tools[].type": discrete,
  "tools[].name": discrete,
  "tools[].description": { as: "text" },
};

const message = (at: string): Rules => ({
  [`${at}id`]: discrete,
  [`${at}type`]: discrete,
  [`${at}role`]: { as: "discrete", known: ROLES },
  [`${at}model`]: discrete,
  [`${at}stop_reason`]: discrete,
  [`${at}stop_sequence`]: discrete,
  [`${at}container.id`]: discrete,
  [`${at}container.expires_at`]: discrete,
  [`${at}usage.**`]: number,
  ...blockRules(`${at}content[]`, `${at}content`),
});

const errorRules: Rules = { type: discrete, "error.type": discrete, request_id: discrete };

const stream: StreamRules = {
  kind: "type",
  rules: {
    type: { as: "discrete", known: EVENTS, carry: true },
    index: { as: "identity", part: true, carry: true },
    "usage.**": number,
  },
  kinds: {
    message_start: { rules: { "message.**": wholeText, ...whole(message("message.")) } },
    content_block_start: {
      rules: {
        "content_block.**": wholeText,
        ...whole(blockRules("content_block", "content_block")),
        // Blocks without text: what the text before them held back has ended.
        "content_block.id": { as: "discrete", ends: "wait" },
        "content_block.tool_use_id": { as: "discrete", ends: "wait" },
        "content_block.text": { as: "text", lane: "text", context: "" },
        "content_block.thinking": { as: "text", lane: "thinking", context: "" },
      },
    },
    content_block_delta: {
      rules: {
        "delta.type": { as: "discrete", known: DELTAS, carry: true },
        "delta.text": { as: "text", lane: "text", context: "" },
        "delta.thinking": { as: "text", lane: "thinking", context: "" },
        "delta.partial_json": { as: "json", context: "" },
        "delta.signature": { as: "opaque", what: "signature" },
        "delta.citation.**": wholeText,
        "delta.citation.type": discrete,
        "delta.citation.encrypted_index": { as: "opaque", what: "encrypted" },
        // A compaction comes in one piece.
        "delta.content": { as: "text", whole: true, context: "" },
        "delta.encrypted_content": { as: "opaque", what: "encrypted" },
      },
    },
    content_block_stop: { ends: "object" },
    message_delta: {
      rules: {
        "delta.stop_reason": discrete,
        "delta.stop_sequence": discrete,
        "delta.stop_details.**": wholeText,
        "delta.container.**": discrete,
      },
      ends: "wait",
    },
    message_stop: { ends: "stream" },
    error: { rules: { "error.type": discrete, "error.message": wholeText, request_id: discrete }, ends: "stream" },
  },
  mustEnd: true,
};

const modelRules = (at: string): Rules => ({
  [`${at}id`]: discrete,
  [`${at}type`]: discrete,
  [`${at}display_name`]: discrete,
  [`${at}created_at`]: discrete,
});

const operations: readonly Operation[] = [
  {
    name: "messages",
    method: "POST",
    paths: ["/v1/messages", "/messages"],
    listed: true,
    request,
    response: { ...message(""), ...errorRules },
    stream,
  },
  {
    name: "messages.count-tokens",
    method: "POST",
    paths: ["/v1/messages/count_tokens", "/messages/count_tokens"],
    listed: true,
    request,
    response: { input_tokens: number, ...errorRules },
  },
  {
    name: "models.list",
    method: "GET",
    paths: ["/v1/models", "/models"],
    listed: true,
    request: {},
    response: { ...modelRules("data[]."), first_id: discrete, last_id: discrete, ...errorRules },
  },
  {
    name: "models.get",
    method: "GET",
    paths: ["/v1/models/{}", "/models/{}"],
    listed: true,
    request: {},
    response: { ...modelRules(""), ...errorRules },
  },
];

/** The provider's error types, by status; others are its `api_error` or `invalid_request_error`. */
const ERROR_TYPES: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

const errorOf = ({ status, code, message, exchange }: Refusal): string => {
  const type = ERROR_TYPES[status] ?? (status >= 500 ? "api_error" : "invalid_request_error");
  return JSON.stringify({
    type: "error",
    error: { type, message, details: { error_code: code } },
    request_id: exchange,
  });
};

export const anthropic: Dialect = {
  name: "anthropic",
  operations,
  refusalBody: (refusal) => Buffer.from(errorOf(refusal)),
  refusalEvent: (refusal) => Buffer.from(`event: error\ndata: ${errorOf(refusal)}\n\n`),
};
