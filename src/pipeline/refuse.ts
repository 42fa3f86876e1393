/**
 * The one way an exchange is refused: in the provider's own error shape while the answer has not begun, as the provider's
 * error event in the middle of a stream, and otherwise by breaking the connection. Every refusal says what happened, what to do
 * next and which exchange it was; none carries a byte of payload.
 */
import type { SluiceError } from "../errors.ts";
import type { HttpExchange } from "../protocols/http/listener.ts";
import { plainRefusal, refusalMessage } from "../protocols/http/refusal.ts";
import type { Dialect, Refusal } from "../protocols/llm/dialect.ts";

const refusalOf = (error: SluiceError, exchange: string): Refusal => ({
  status: error.status,
  code: error.code,
  message: refusalMessage(error, exchange),
  exchange,
});

const EMPTY_LINE = Buffer.from("\n\n");

/** Answers with an error; the answer must not have begun. */
export function refuse(http: HttpExchange, error: SluiceError, exchange: string, dialect: Dialect | undefined): void {
  const refusal = refusalOf(error, exchange);
  const body = dialect === undefined ? plainRefusal(refusal.message, refusal.code) : dialect.refusalBody(refusal);
  const headers: [string, string][] = [
    ["content-type", "application/json"],
    ["x-sluice-exchange", exchange],
    ["x-sluice-error", error.code],
  ];
  // SDKs try 408, 409, 429 and every 5xx again on their own.
  if (!error.retryable) headers.push(["x-should-retry", "false"]);
  const bodiless = http.head.method === "HEAD";
  http.response.head(error.status, headers, bodiless ? { kind: "none" } : { kind: "length", bytes: body.length });
  if (!bodiless) http.response.write(body);
  http.response.end();
}

/**
 * Ends an answer that has begun: with the error event where the stream can carry one, else visibly cut. `amidEvent`: what was
 * written last has no empty line behind it; glued to it, our event would be part of that one.
 */
export function breakOff(
  http: HttpExchange,
  error: SluiceError,
  exchange: string,
  stream: Dialect | undefined,
  amidEvent: boolean,
): void {
  if (stream === undefined) {
    http.response.destroy();
    return;
  }
  if (amidEvent) http.response.write(EMPTY_LINE);
  http.response.write(stream.refusalEvent(refusalOf(error, exchange)));
  http.response.end();
}
