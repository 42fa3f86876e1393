/**
 * The client side towards upstreams: one request, its answer pushed chunk by chunk. Framing is always rebuilt.
 */
import type { SluiceError } from "../../errors.ts";
import type { Pumping } from "../../inspect/pump.ts";
import type { HeaderList } from "./listener.ts";

export interface UpstreamRequest {
  readonly method: string;
  /** `https://api.example.com`, no path. */
  readonly origin: string;
  /** Path and query, origin form. */
  readonly path: string;
  readonly headers: HeaderList;
  /** Whole; content-length is set from it. Null sends no body. */
  readonly body: Uint8Array | null;
}

/** A connection behind a chunk. */
export interface PumpSource {
  /** Descriptor of its socket; -1: what is read of it is not what the answer is. */
  readonly descriptor: number;
  /** From now on it is pumped, and ended before anything else becomes of the connection. */
  pumpedBy(pumping: Pumping): void;
  /** What was read, and not taken: goes on from there. */
  back(rest: Uint8Array): void;
}

export interface UpstreamAnswer {
  /** Final head (1xx are dropped). Names in lower case. */
  head(status: number, headers: HeaderList): void;
  data(chunk: Uint8Array): void;
  /**
   * Asked first about a body in chunks, between two of them: may take the one that begins at bytes[from], if it is there whole. Where the next
   * one begins; `from`: it is not taken, and comes with `data`. The bytes are not kept.
   */
  take?(bytes: Uint8Array, from: number, to: number): number;
  /** What `take` takes, without a call for each, for as long as it can (src/inspect/pump.ts). `rest` was read and begins the next one. True: nothing else is called until `source` has its stream back. */
  pump?(source: PumpSource, rest: Uint8Array): boolean;
  /** Complete by its framing. Trailers are dropped. Exactly one of `end` and `fail` is called, last. */
  end(): void;
  fail(error: SluiceError): void;
}

export interface UpstreamCall {
  pause(): void;
  resume(): void;
  /** Nothing is called on the answer afterwards. */
  abort(): void;
}

export interface Upstream {
  send(request: UpstreamRequest, answer: UpstreamAnswer): UpstreamCall;
  close(): Promise<void>;
}
