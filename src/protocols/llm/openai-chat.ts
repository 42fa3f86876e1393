/**
 * OpenAI chat completions, completions, embeddings and model listing, as spoken by OpenAI, Azure OpenAI and the many servers
 * that copy them. A streamed choice is told apart by its `index`, its tool calls by theirs; `finish_reason` ends the
 * choice's text, `[DONE]` the stream. Text of a choice and its tool calls are lanes of their own and never share an event
 * that did not carry both.
 */
import type { Operation, Refusal, Rule, Rules, StreamRules } from "./dialect.ts";

const discrete: Rule = { as: "discrete" };
const carried: Rule = { as: "discrete", carry: true };
const number: Rule = { as: "number" };
const prose: Rule = { as: "text", context: "" };
const json: Rule = { as: "json", context: "" };
const whole: Rule = { as: "text", whole: true };
const role: Rule = { as: "discrete", known: ["system", "developer", "user", "assistant", "tool", "function"] };
const toolType: Rule = { as: "discrete", known: ["function", "custom"] };

const PART_TYPES = ["text", "refusal", "image_url", "input_audio", "file"];

/** Tool calls of a message or of a streamed delta. */
const calls = (at: string): Rules => ({
  [`${at}.tool_calls[].id`]: discrete,
  [`${at}.tool_calls[].type`]: toolType,
  [`${at}.tool_calls[].function.name`]: discrete,
  [`${at}.tool_calls[].function.arguments`]: json,
  [`${at}.tool_calls[].custom.name`]: discrete,
  [`${at}.tool_calls[].custom.input`]: prose,
  [`${at}.function_call.name`]: discrete,
  [`${at}.function_call.arguments`]: json,
});

/** The parts of one message's content are one text. */
const parts = (at: string): Rules => ({
  [`${at}.content`]: prose,
  [`${at}.content[]`]: { as: "text", lane: "content", per: at, context: "" },
  [`${at}.content[].text`]: { as: "text", lane: "content", per: at, context: "" },
  [`${at}.content[].refusal`]: { as: "text", lane: "content", per: at, context: "" },
  [`${at}.content[].type`]: {
    as: "discrete",
    known: PART_TYPES,
  },
  [`${at}.content[].image_url`]: { as: "url", what: "image" },
  [`${at}.content[].image_url.url`]: { as: "url", what: "image" },
  [`${at}.content[].image_url.detail`]: { as: "discrete", known: ["auto", "low", "high"] },
  [`${at}.content[].input_audio.data`]: { as: "base64", what: "audio" },
  [`${at}.content[].input_audio.format`]: { as: "discrete", known: ["wav", "mp3"] },
  [`${at}.content[].video_url`]: { as: "url", what: "video" },
  [`${at}.content[].video_url.url`]: { as: "url", what: "video" },
  [`${at}.content[].file.file_data`]: { as: "base64", what: "file" },
});

/** Named, so that their keys are known, too. */
const usage: Rules = {
  "usage.**": number,
  "usage.prompt_tokens": number,
  "usage.completion_tokens": number,
  "usage.total_tokens": number,
  "usage.prompt_tokens_details.cached_tokens": number,
  "usage.prompt_tokens_details.audio_tokens": number,
  "usage.completion_tokens_details.reasoning_tokens": number,
  "usage.completion_tokens_details.audio_tokens": number,
  "usage.completion_tokens_details.accepted_prediction_tokens": number,
  "usage.completion_tokens_details.rejected_prediction_tokens": number,
};

const object: Rule = {
  as: "discrete",
  known: ["chat.completion", "chat.completion.chunk", "text_completion", "list", "embedding", "model"],
  carry: true,
};
const finishes = ["stop", "length", "tool_calls", "content_filter", "function_call"];

/** What a request may say about how to answer. */
const sampling: Rules = {
  stream: discrete,
  "stream_options.include_usage": discrete,
  temperature: discrete,
  top_p: discrete,
  frequency_penalty: discrete,
  presence_penalty: discrete,
  parallel_tool_calls: discrete,
  seed: number,
  n: number,
};

const envelope: Rules = {
  id: carried,
  object,
  created: { as: "number", carry: true },
  model: carried,
  system_fingerprint: carried,
  service_tier: { as: "discrete", known: ["auto", "default", "flex", "scale", "priority", "standard"] },
  ...usage,
};

/** Of Azure: what its filters said. */
const filters: Rules = {
  "prompt_filter_results.**": discrete,
  "choices[].content_filter_results.**": discrete,
};

const errors: Rules = { "error.**": whole };

const chatRequest: Rules = {
  model: discrete,
  "messages[].role": role,
  "messages[].tool_call_id": discrete,
  ...parts("messages[]"),
  ...calls("messages[]"),
  ...parts("prediction"),
  "tools[].type": toolType,
  max_tokens: number,
  max_completion_tokens: number,
  ...sampling,
};

const chatResponse: Rules = {
  ...envelope,
  ...filters,
  ...errors,
  "choices[].index": number,
  "choices[].finish_reason": { as: "discrete", known: finishes },
  "choices[].logprobs": { as: "drop", option: "logprobs" },
  "choices[].message.role": role,
  ...parts("choices[].message"),
  ...calls("choices[].message"),
  "choices[].message.refusal": prose,
  "choices[].message.reasoning_content": prose,
  "choices[].message.reasoning": prose,
  "choices[].message.audio.data": { as: "base64", what: "audio" },
  "choices[].message.audio.transcript": prose,
  "choices[].message.audio.expires_at": number,
};

const ending: StreamRules = {
  rules: {
    ...envelope,
    ...filters,
    obfuscation: discrete,
    provider: discrete,
    "x_groq.**": discrete,
    error: { as: "marker", ends: "stream" },
    "error.**": whole,
    "choices[].index": { as: "identity", carry: true },
    "choices[].finish_reason": { as: "discrete", known: finishes, ends: "object", carry: true },
    "choices[].native_finish_reason": discrete,
    "choices[].stop_reason": discrete,
    "choices[].logprobs": { as: "drop", option: "logprobs" },
  },
  done: ["[DONE]"],
  mustEnd: true,
};

const chatStream: StreamRules = {
  ...ending,
  rules: {
    ...ending.rules,
    ...calls("choices[].delta"),
    "choices[].delta.role": role,
    // Some servers send a string, some an array of parts, and some now this, now that.
    ...parts("choices[].delta"),
    "choices[].delta.content": { as: "text", lane: "content", context: "" },
    "choices[].delta.content[].type": { as: "discrete", known: PART_TYPES, carry: true },
    "choices[].delta.content[].index": { as: "number", carry: true },
    "choices[].delta.refusal": prose,
    "choices[].delta.reasoning_content": prose,
    "choices[].delta.reasoning": prose,
    "choices[].delta.tool_calls[].index": { as: "identity", carry: true },
    "choices[].delta.audio.id": discrete,
    "choices[].delta.audio.data": { as: "opaque", what: "audio" },
    "choices[].delta.audio.transcript": prose,
    "choices[].delta.audio.expires_at": number,
    "choices[].delta.annotations[].**": whole,
  },
};

const completionRequest: Rules = {
  model: discrete,
  prompt: { as: "text-or-tokens" },
  max_tokens: number,
  ...sampling,
};

const completionRules: Rules = {
  ...envelope,
  ...filters,
  ...errors,
  "choices[].text": prose,
  "choices[].index": number,
  "choices[].finish_reason": { as: "discrete", known: finishes },
  "choices[].logprobs": { as: "drop", option: "logprobs" },
};

const modelRules = (at: string): Rules => ({
  [`${at}id`]: discrete,
  [`${at}object`]: discrete,
  [`${at}created`]: number,
  [`${at}owned_by`]: discrete,
});

/** With and without `/v1`, below an Azure deployment, and below Azure's own `/openai/v1`. */
const inferencePaths = (path: string): readonly string[] => [
  `/v1${path}`,
  path,
  `/openai/deployments/{}${path}`,
  `/openai/v1${path}`,
];

const modelPaths = (path: string): readonly string[] => [`/v1${path}`, path, `/openai${path}`, `/openai/v1${path}`];

export const openaiChatOperations: readonly Operation[] = [
  {
    name: "chat.completions",
    method: "POST",
    paths: inferencePaths("/chat/completions"),
    listed: true,
    request: chatRequest,
    response: chatResponse,
    stream: chatStream,
  },
  {
    name: "completions",
    method: "POST",
    paths: inferencePaths("/completions"),
    listed: true,
    request: completionRequest,
    response: completionRules,
    stream: { ...ending, rules: { ...ending.rules, "choices[].text": prose } },
  },
  {
    name: "embeddings",
    method: "POST",
    paths: inferencePaths("/embeddings"),
    listed: true,
    request: { model: discrete, input: { as: "text-or-tokens" }, dimensions: number },
    response: {
      object: discrete,
      model: discrete,
      "data[].object": discrete,
      "data[].index": number,
      ...usage,
      ...errors,
    },
  },
  {
    name: "models.list",
    method: "GET",
    paths: modelPaths("/models"),
    listed: true,
    request: {},
    response: { object: discrete, ...modelRules("data[]."), ...errors },
  },
  {
    name: "models.get",
    method: "GET",
    paths: modelPaths("/models/{}"),
    listed: true,
    request: {},
    response: { ...modelRules(""), ...errors },
  },
];

const errorType = (status: number): string =>
  status === 401
    ? "authentication_error"
    : status === 403
      ? "permission_error"
      : status === 429
        ? "rate_limit_error"
        : status >= 500
          ? "server_error"
          : "invalid_request_error";

const errorOf = ({ status, code, message, exchange }: Refusal): string =>
  JSON.stringify({ error: { message, type: errorType(status), param: null, code, exchange } });

/** `{"error":{...}}`, as the SDKs read it from a body of any error status. */
export const openaiRefusalBody = (refusal: Refusal): Uint8Array => Buffer.from(errorOf(refusal));

/** In mid-stream the SDKs raise on an event with an `error`. */
export const openaiRefusalEvent = (refusal: Refusal): Uint8Array => Buffer.from(`data: ${errorOf(refusal)}\n\n`);
