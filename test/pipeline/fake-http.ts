/** The HTTP edge for pipeline tests: a request whose body the test feeds, and an answer it reads back. */
import type { SluiceError } from "../../src/errors.ts";
import type { BodyReader, Framing, HeaderList, HttpExchange } from "../../src/protocols/http/listener.ts";

export interface FakeAnswer {
  status: number;
  headers: HeaderList;
  framing: Framing | undefined;
  body: string;
  ended: boolean;
  destroyed: boolean;
}

export interface FakeHttp {
  readonly exchange: HttpExchange;
  readonly answer: FakeAnswer;
  readonly paused: () => boolean;
  feed(chunk: string | Uint8Array): void;
  finish(): void;
  breakBody(error: SluiceError): void;
  /** The client goes away. */
  leave(): void;
  /** Makes `write` answer false until `drain`. */
  clog(): void;
  drain(): void;
}

export interface FakeRequest {
  readonly method: string;
  readonly target?: string;
  readonly headers?: HeaderList;
  readonly hasBody?: boolean;
}

export function createFakeHttp(request: FakeRequest): FakeHttp {
  const answer: FakeAnswer = { status: 0, headers: [], framing: undefined, body: "", ended: false, destroyed: false };
  let reader: BodyReader | undefined;
  let paused = false;
  let clogged = false;
  const aborted: (() => void)[] = [];
  const drained: (() => void)[] = [];
  const open = (): void => {
    if (answer.ended || answer.destroyed) throw new Error("written after the end");
  };
  const write = (chunk: Uint8Array): boolean => {
    open();
    if (answer.status === 0) throw new Error("body before head");
    answer.body += Buffer.from(chunk).toString("utf8");
    return !clogged;
  };
  const exchange: HttpExchange = {
    head: {
      method: request.method,
      target: request.target ?? "/",
      headers: request.headers ?? [],
      remote: { address: "127.0.0.1" },
      secure: false,
    },
    hasBody: request.hasBody ?? false,
    response: {
      head(status, headers, framing) {
        open();
        if (answer.status !== 0) throw new Error("two heads");
        Object.assign(answer, { status, headers, framing });
      },
      write,
      writeCopy: write,
      end() {
        open();
        answer.ended = true;
      },
      destroy() {
        answer.destroyed = true;
      },
      get begun() {
        return answer.status !== 0;
      },
    },
    read(given) {
      if (reader !== undefined) throw new Error("read twice");
      reader = given;
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
    },
    onAborted: (listener) => aborted.push(listener),
    onDrained: (listener) => drained.push(listener),
    forgetHeaders() {},
  };
  return {
    exchange,
    answer,
    paused: () => paused,
    feed: (chunk) => reader?.data(Buffer.from(chunk)),
    finish: () => reader?.end(),
    breakBody: (error) => reader?.abort(error),
    leave() {
      for (const listener of aborted) listener();
    },
    clog() {
      clogged = true;
    },
    drain() {
      clogged = false;
      for (const listener of drained) listener();
    },
  };
}
