/**
 * Reads one answer as its pieces come: when each piece of text came, what all of it says, and what is wrong with it. Needs no
 * socket.
 */

import type { EventParser, EventUnit } from "../protocols/http/bodies/event-unit.ts";
import { createSseParser } from "../protocols/http/bodies/sse-parser.ts";
import type { Plan } from "./plan.ts";
import { readSaid, saidText } from "./wire.ts";

export type ErrorKind =
  | "not reached"
  | "timed out"
  | "broken off"
  | "not HTTP"
  | "not the API's"
  | "error in the stream"
  | `status ${number}`;

export interface Failure {
  readonly kind: ErrorKind;
  /** The beginning of what came instead, or a sentence. */
  readonly example: string;
}

const LONGEST_EVENT = 1 << 20;
/** Of an answer that is no stream. */
const LONGEST_DOCUMENT = 8 << 20;
export const EXAMPLE_CHARACTERS = 300;

export class Answer {
  readonly plan: Plan;
  /** When each piece of the answer came, in ms of the reader's clock, and the first that says something. */
  readonly cameMs: number[] = [];
  firstMs: number | undefined;
  text = "";
  failure: Failure | undefined;
  #status = 0;
  #parser: EventParser | undefined;
  #body: Buffer[] = [];
  #bodyBytes = 0;
  #finished = false;
  #nowMs = 0;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  head(status: number, contentType: string): void {
    this.#status = status;
    if (status !== 200) return;
    const streams = contentType.startsWith("text/event-stream");
    if (streams !== this.plan.streamed)
      this.#fail("not the API's", `content-type is ${contentType.slice(0, 100) || "missing"}`);
    if (streams)
      this.#parser = createSseParser({
        maxBytes: LONGEST_EVENT,
        maxLines: LONGEST_EVENT,
        unit: (unit) => this.#event(unit),
        filler: () => {},
        tooLarge: () => this.#fail("not the API's", `an event of more than ${LONGEST_EVENT} bytes`),
      });
  }

  data(chunk: Uint8Array, nowMs: number): void {
    this.#nowMs = nowMs;
    if (this.#parser !== undefined) this.#parser.write(chunk);
    else {
      this.#bodyBytes += chunk.length;
      if (this.#bodyBytes <= LONGEST_DOCUMENT) this.#body.push(Buffer.from(chunk));
      else this.#fail("not the API's", `an answer of more than ${LONGEST_DOCUMENT} bytes`);
    }
  }

  /** Complete by its framing. */
  end(): void {
    if (this.#parser !== undefined) {
      if (!this.#finished) this.#fail("broken off", "the stream ended without a finish_reason");
      return;
    }
    const body = Buffer.concat(this.#body).toString();
    if (this.#status !== 200) {
      this.#fail(`status ${this.#status}`, body);
      return;
    }
    this.#read(body);
  }

  /** It will not be complete. */
  broke(kind: ErrorKind, why: string): void {
    this.#fail(kind, why);
  }

  /** Nothing was changed on the way; asked of answers in which nothing was planted. */
  get unchanged(): boolean {
    return this.text === saidText(this.plan);
  }

  #event({ raw, lines }: EventUnit): void {
    let data: string | undefined;
    for (const { field, value, end } of lines) {
      if (field !== "data") continue;
      const line = Buffer.from(raw.buffer, raw.byteOffset + value, end - value).toString();
      data = data === undefined ? line : `${data}\n${line}`;
    }
    if (data === undefined || data === "[DONE]") return;
    this.#read(data);
  }

  #read(json: string): void {
    const said = readSaid(json);
    if (said === undefined) this.#fail("not the API's", json);
    else if (said.error !== undefined) this.#fail("error in the stream", said.error);
    else {
      if (said.piece) this.cameMs.push(this.#nowMs);
      if (said.text !== "") this.firstMs ??= this.#nowMs;
      this.text += said.text;
      this.#finished ||= said.finished;
    }
  }

  #fail(kind: ErrorKind, example: string): void {
    this.failure ??= { kind, example: example.replaceAll(/\s+/g, " ").slice(0, EXAMPLE_CHARACTERS) };
  }
}
