/**
 * One request on its way: waiting for a connection, on one, or over. Timeouts are looked at by the client's tick, so that
 * neither a request nor a piece of its answer needs a timer.
 */
import { failures, type SluiceError } from "../../errors.ts";
import type { HeaderList } from "./listener.ts";
import type { PumpSource, UpstreamAnswer, UpstreamCall } from "./upstream.ts";
import type { UpstreamConnection } from "./upstream-connection.ts";
import { type UpstreamTimeouts, upstreamFailure } from "./upstream-failure.ts";

/** One for all calls of a client. */
export interface CallClock {
  /** Counts up, each `tickMs`. */
  readonly tick: number;
  readonly tickMs: number;
  readonly timeouts: UpstreamTimeouts;
}

export class ConnectionCall implements UpstreamCall {
  readonly method: string;
  readonly #clock: CallClock;
  readonly #answer: UpstreamAnswer;
  #connection: UpstreamConnection | undefined;
  #waitsIn: { gone(call: ConnectionCall): void } | undefined;
  #since: number;
  #begun = false;
  #over = false;
  paused = false;

  constructor(clock: CallClock, method: string, answer: UpstreamAnswer) {
    this.method = method;
    this.#clock = clock;
    this.#answer = answer;
    this.#since = clock.tick;
  }

  get over(): boolean {
    return this.#over;
  }

  /** There is no connection yet; `pool` hears when the call is over before there is one. */
  waits(pool: { gone(call: ConnectionCall): void }): void {
    this.#waitsIn = pool;
  }

  /** The request is being sent. */
  on(connection: UpstreamConnection): void {
    this.#connection = connection;
    this.#waitsIn = undefined;
    this.alive();
  }

  alive(): void {
    this.#since = this.#clock.tick;
  }

  /** Bytes came. Of a head they are no progress: it has one time limit for all of it. */
  heard(): void {
    if (this.#begun) this.alive();
  }

  /** Fails when it has waited too long for whatever it waits for. */
  check(): void {
    if (this.paused && this.#begun) this.alive();
    const waited = (this.#clock.tick - this.#since) * this.#clock.tickMs;
    const { connectTimeoutMs, headersTimeoutMs, idleTimeoutMs } = this.#clock.timeouts;
    if (this.#connection === undefined) this.#checkAgainst("connect", waited, connectTimeoutMs);
    else if (!this.#begun) this.#checkAgainst("headers", waited, headersTimeoutMs);
    else this.#checkAgainst("idle", waited, idleTimeoutMs);
  }

  #checkAgainst(which: "connect" | "headers" | "idle", waited: number, limitMs: number): void {
    if (waited >= limitMs) this.fail(failures.upstreamTimeout(which, limitMs));
  }

  pause(): void {
    if (this.paused || this.#over) return;
    this.paused = true;
    this.#connection?.pause();
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.alive();
    // Not now: whoever asks may be inside another answer's data, or this one's.
    queueMicrotask(() => {
      if (!this.paused && !this.#over) this.#connection?.resume();
    });
  }

  abort(): void {
    if (this.#over) return;
    this.#over = true;
    this.#leave();
  }

  head(status: number, headers: HeaderList): string | undefined {
    const problem = problemOf(status);
    if (problem !== undefined || this.#over) return problem;
    this.#begun = true;
    this.#answer.head(status, headers);
    return undefined;
  }

  data(chunk: Uint8Array): void {
    if (!this.#over) this.#answer.data(chunk);
  }

  take(bytes: Uint8Array, from: number, to: number): number {
    return this.#over || this.paused ? from : (this.#answer.take?.(bytes, from, to) ?? from);
  }

  pump(source: PumpSource, rest: Uint8Array): boolean {
    return !this.#over && !this.paused && this.#answer.pump?.(source, rest) === true;
  }

  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#connection = undefined;
    this.#answer.end();
  }

  fail(error: SluiceError): void {
    if (this.#over) return;
    this.#over = true;
    this.#leave();
    this.#answer.fail(error);
  }

  /** The connection broke, or none could be had. */
  cut(error: unknown): void {
    this.#connection = undefined;
    this.fail(upstreamFailure(error, this.#begun, this.#clock.timeouts));
  }

  #leave(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection === undefined) this.#waitsIn?.gone(this);
    else connection.drop(this);
  }
}

/** What we never asked for. */
function problemOf(status: number): string | undefined {
  if (status > 599) return "its status is not between 200 and 599";
  return status === 206 ? "it is partial, and no range was asked for" : undefined;
}
