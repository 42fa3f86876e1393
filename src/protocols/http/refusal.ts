/**
 * The answer to a request that never became an exchange: no dialect is known yet, so it has the shape most LLM clients
 * read (`{"error": {...}}`). Always the last answer on its connection. Built from the failure table, never from input.
 */
import { STATUS_CODES } from "node:http";
import type { SluiceError } from "../../errors.ts";

export interface Refusal {
  readonly status: number;
  readonly contentType: "application/json";
  readonly body: Uint8Array;
}

/** What a client is told about `error`. */
export function refusalOf(error: SluiceError): Refusal {
  const message = error.advice === undefined ? error.message : `${error.message} ${error.advice}`;
  const body = JSON.stringify({ error: { message, type: "sluice_error", param: null, code: error.code } });
  return { status: error.status, contentType: "application/json", body: Buffer.from(body) };
}

/** The whole answer as bytes, for a socket that has no response object. */
export function refusalBytes(error: SluiceError): Uint8Array {
  const { status, contentType, body } = refusalOf(error);
  const head =
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Unknown"}\r\n` +
    `content-type: ${contentType}\r\ncontent-length: ${body.length}\r\nx-should-retry: false\r\nconnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
