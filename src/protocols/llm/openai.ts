/**
 * The OpenAI API as one dialect: chat completions, completions, embeddings, model listing and Responses, at the provider, on
 * Azure and on the many servers that copy it. A refusal has one shape in both streams: its SDKs raise on any event with `error`.
 */
import type { Dialect } from "./dialect.ts";
import { openaiChatOperations, openaiRefusalBody, openaiRefusalEvent } from "./openai-chat.ts";
import { responses } from "./openai-responses.ts";

export const openai: Dialect = {
  name: "openai",
  operations: [...openaiChatOperations, ...responses],
  refusalBody: openaiRefusalBody,
  refusalEvent: openaiRefusalEvent,
};
