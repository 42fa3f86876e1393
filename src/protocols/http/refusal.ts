/**
 * The answer to a request that never became an exchange: no dialect is known yet, so it has the shape most LLM clients
 * read (`{"error": {...}}`). Always the last answer on its connection. Built from the failure table, never from input.
 */
import { STATUS_CODES } from "node:http";
import type { SluiceError } from "../../errors.ts";
import type { HeaderList } from "./listener.ts";

export interface Refusal {
  readonly status: number;
  /** Without the framing. */
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** What a client is told: what happened, what to do next, and the id of the exchange that it can ask about. */
export const refusalMessage = ({ message, advice }: SluiceError, exchange: string): string =>
  `${message}${advice === undefined ? "" : ` ${advice}`} (exchange ${exchange})`;

/** Where no dialect is known. */
export const plainRefusal = (message: string, code: string): Uint8Array =>
  Buffer.from(JSON.stringify({ error: { message, type: "sluice_error", param: null, code } }));

/** The whole answer about `error`. */
export function refusalOf(error: SluiceError, exchange: string): Refusal {
  return {
    status: error.status,
    headers: [
      ["content-type", "application/json"],
      ["x-sluice-exchange", exchange],
      ["x-sluice-error", error.code],
      ["x-should-retry", "false"],
      ["connection", "close"],
    ],
    body: plainRefusal(refusalMessage(error, exchange), error.code),
  };
}

/** The whole answer as bytes, for a socket that has no response object. */
export function refusalBytes(error: SluiceError, exchange: string): Uint8Array {
  const { status, headers, body } = refusalOf(error, exchange);
  const fields = [...headers, ["content-length", `${body.length}`] as const];
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Unknown"}\r\n${lines}\r\n`), body]);
}
