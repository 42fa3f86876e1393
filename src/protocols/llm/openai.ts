/**
 * The OpenAI API as one dialect: Responses. What a client is told when an exchange is refused has the shape that
 * OpenAI's SDKs raise as an error of theirs, before the answer and in the middle of a stream alike.
 */
import type { Dialect, Refusal } from "./dialect.ts";
import { responses } from "./openai-responses.ts";

/** The provider's error types, by status; others are its `server_error` or `invalid_request_error`. */
const ERROR_TYPES: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  429: "rate_limit_error",
};

const errorOf = ({ status, code, message }: Refusal): object => {
  const type = ERROR_TYPES[status] ?? (status >= 500 ? "server_error" : "invalid_request_error");
  return { message, type, param: null, code };
};

export const openai: Dialect = {
  name: "openai",
  operations: [...responses],
  refusalBody: (refusal) => Buffer.from(JSON.stringify({ error: errorOf(refusal) })),
  // Chat streams have no event names and Responses streams have; `error` inside makes both SDKs raise.
  refusalEvent: (refusal) =>
    Buffer.from(`event: error\ndata: ${JSON.stringify({ type: "error", error: errorOf(refusal) })}\n\n`),
};
