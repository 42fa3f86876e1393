/**
 * The one interface both HTTP front ends implement (node-listener.ts, uws-listener.ts). Everything behind it sees
 * parsed values only; raw framing never passes. One exchange = one request and its answer.
 *
 *   socket -> listener -> HttpExchange -> pipeline -> ResponseWriter -> socket
 */
import type { SluiceError } from "../../errors.ts";
import type { ClientSocket, Pumping } from "../../inspect/pump.ts";

/** Values are Latin-1 text: one character per byte on the wire. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

export const noHeaders: HeaderList = [];

export interface RequestHead {
  /** Upper-case token. */
  readonly method: string;
  /** Origin form, starts with `/`, ASCII without control characters or fragments. */
  readonly target: string;
  /** Names in lower case, in arrival order; validated tokens and field values. */
  readonly headers: HeaderList;
  readonly remote: { readonly address: string };
  readonly secure: boolean;
}

/** Push reader of the request's body. Exactly one of `end` and `abort` is called, last. */
export interface BodyReader {
  data(chunk: Uint8Array): void;
  end(): void;
  /** The client went away, was too slow, or broke the framing. */
  abort(error: SluiceError): void;
}

export type Framing =
  | { readonly kind: "length"; readonly bytes: number }
  | { readonly kind: "chunked" }
  /** HEAD, 204, 304: no body whatever. */
  | { readonly kind: "none" };

export interface ResponseWriter {
  /** Once, first. Header values with CR, LF or NUL are refused (throws). */
  head(status: number, headers: HeaderList, framing: Framing): void;
  /** False: wait for `drained` before writing more. The bytes are taken either way, and must not change afterwards. */
  write(chunk: Uint8Array): boolean;
  /** The same of bytes that the caller will use anew. */
  writeCopy(chunk: Uint8Array): boolean;
  /**
   * The client's socket, for a pump that writes to it: all that was written has left, and until `pumped` nothing is. Undefined: there is none
   * to be given. Whatever ends the response ends what `pumpedBy` names, first.
   */
  pump?(): ClientSocket | undefined;
  pumpedBy?(pumping: Pumping): void;
  /** `unsent`, as it goes over the wire, leaves before all that is written. False: wait for `drained`. */
  pumped?(unsent: Uint8Array): boolean;
  end(): void;
  /** Breaks the connection so that the client sees a truncated answer. */
  destroy(): void;
  readonly begun: boolean;
}

export interface HttpExchange {
  readonly head: RequestHead;
  readonly response: ResponseWriter;
  /** True when the request announces a body. */
  readonly hasBody: boolean;
  /** Starts delivery of the request body. At most once. */
  read(reader: BodyReader): void;
  pause(): void;
  resume(): void;
  /** Called once when the client goes away before the answer is complete, whatever was registered first. */
  onAborted(listener: () => void): void;
  /** Called whenever writing may go on after `write` returned false. */
  onDrained(listener: () => void): void;
  /** The request has gone on: its header fields need not be kept for as long as it is answered. */
  forgetHeaders(): void;
}

export interface ListenerLimits {
  readonly headerBytes: number;
  readonly headerCount: number;
  /** Milliseconds from a request's first byte to its header's end, and to its body's end. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** Keep-alive idle, and a reader that takes nothing while an answer waits. */
  readonly idleTimeoutMs: number;
}

/** What uWebSockets.js takes: its parser stops answering a little above. */
export const UWS_HEADER_COUNT = 45;

export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface ListenerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Other processes of this gateway listen there too. */
  readonly shared?: boolean;
  readonly tls?: TlsFiles;
  readonly limits: ListenerLimits;
  readonly handle: (exchange: HttpExchange) => void;
  /** Requests refused before there was an exchange (counted by reason; the error is answered where the front end can). */
  readonly refused: (error: SluiceError) => void;
  /** The id that such a refusal carries, of the same kind as an exchange's. */
  readonly newId: () => string;
}

export interface Listener {
  readonly kind: "node" | "uws";
  /** What this front end cannot carry, as sentences for `sluice check` and the start message. */
  readonly limitations: readonly string[];
  listen(): Promise<{ readonly host: string; readonly port: number }>;
  /** No new connections; answers say `connection: close`; live exchanges go on. Resolves once no answer is on its way. */
  drain(): Promise<void>;
  /** Ends at once what is left. */
  close(): Promise<void>;
}
