/**
 * A request's body, taken in whole before the upstream sees a byte: a prompt is an effect, and a decision to block it must
 * come first. Counted against limits.body here, and against limits.bufferedBytes over all exchanges.
 *
 *   socket -> [decoder] -> [codec] -> redacted body
 */
import { concat } from "../concat.ts";
import { failures, type SluiceError } from "../errors.ts";
import type { BodyCodec, BodySink } from "../inspect/inspection.ts";
import { codingOf, createDecoder } from "../protocols/http/bodies/coding.ts";
import type { HttpExchange } from "../protocols/http/listener.ts";
import type { PipelineLimits } from "./ports.ts";

/** Bytes of bodies in memory, and of what reading them needs, over all exchanges. */
export interface BodyBudget {
  /** False: there is no room; nothing was taken. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createBodyBudget(limitBytes: number): BodyBudget {
  let used = 0;
  return {
    take(bytes) {
      if (used + bytes > limitBytes) return false;
      used += bytes;
      return true;
    },
    give(bytes) {
      used -= bytes;
    },
  };
}

/** What one body has of the budget. */
export class BodyShare {
  readonly #budget: BodyBudget;
  readonly #limitBytes: number;
  #taken = 0;
  #needed = 0;

  constructor(budget: BodyBudget, limitBytes: number) {
    this.#budget = budget;
    this.#limitBytes = limitBytes;
  }

  /** What is returned says that there is no room; then nothing was taken. */
  take(bytes: number): SluiceError | undefined {
    if (!this.#budget.take(bytes)) return failures.bufferedBytes(this.#limitBytes);
    this.#taken += bytes;
    return undefined;
  }

  /** So many bytes are needed beside the body now (BodySink.needs). */
  needs(bytes: number): SluiceError | undefined {
    const more = bytes - this.#needed;
    this.#needed = bytes;
    return this.take(more);
  }

  release(): void {
    this.#budget.give(this.#taken);
    this.#taken = 0;
  }
}

export interface RequestBodyOptions {
  readonly http: HttpExchange;
  readonly contentEncoding: string | undefined;
  readonly limits: PipelineLimits;
  readonly budget: BodyBudget;
  readonly codec: (sink: BodySink) => BodyCodec | SluiceError;
  /** Once: the redacted body, or why there is none. `bytesIn` counts what arrived. */
  readonly done: (failure: SluiceError | undefined, body: Uint8Array | null, bytesIn: number) => void;
}

export interface RequestBody {
  /** Gives the buffered bytes back to the budget; nothing is called afterwards. */
  release(): void;
}

export function readRequestBody(options: RequestBodyOptions): RequestBody {
  const { http, limits } = options;
  const share = new BodyShare(options.budget, limits.bufferedBytes);
  let out: Uint8Array[] = [];
  let bytesIn = 0;
  let settled = false;

  const settle = (failure: SluiceError | undefined): void => {
    if (settled) return;
    settled = true;
    if (failure !== undefined) decoder?.abort();
    options.done(failure, failure === undefined ? concat(out) : null, bytesIn);
  };

  const coding = codingOf(options.contentEncoding);
  // As it travels, a body is counted against limits.body below.
  const decoded = {
    ratio: limits.ratio,
    inflatedBytes: coding === "identity" ? limits.bodyBytes : limits.inflatedBytes,
  };
  const codec = options.codec({
    write: (bytes) => {
      out.push(bytes);
    },
    end: () => settle(undefined),
    fail: settle,
    needs: (bytes) => (settled ? undefined : share.needs(bytes)),
  });
  const decoder =
    coding === undefined || codec instanceof Error
      ? undefined
      : createDecoder(coding, "client", decoded, {
          data: (bytes) => {
            if (settled) return;
            const full = share.take(bytes.length);
            if (full === undefined) codec.write(bytes);
            else settle(full);
          },
          end: () => {
            if (!settled) codec.end();
          },
          fail: settle,
        });

  if (decoder === undefined) {
    settle(codec instanceof Error ? codec : failures.unsupportedCoding("client"));
  } else {
    decoder.onDrained(() => http.resume());
    http.read({
      data: (chunk) => {
        if (settled) return;
        bytesIn += chunk.length;
        if (bytesIn > limits.bodyBytes) settle(failures.bodyTooLarge("client", limits.bodyBytes));
        else if (!decoder.write(chunk)) http.pause();
      },
      end: () => {
        if (!settled) decoder.end();
      },
      abort: settle,
    });
  }
  return {
    release() {
      settled = true;
      share.release();
      out = [];
    },
  };
}
