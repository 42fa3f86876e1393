/**
 * Texts of parts that a stream says again, whole: each where its part ends, and all of a message where the item and the answer
 * end. What was found in a part's text together with its neighbours' goes for its copies, too, so that they say what the
 * pieces said. A message is known again by its texts.
 */
import { hash } from "node:crypto";
import type { StreamLane } from "./event-lanes.ts";
import type { Scope } from "./event-scope.ts";

type Streams = readonly StreamLane[];

interface Message {
  readonly lane: string;
  readonly digests: string[];
  readonly parts: StreamLane[];
}

const none: Streams = [];
/** Copies of further messages are judged as one text each: what they say is redacted, though perhaps more than in the pieces. */
const mostMessages = 256;

export class EventCopies {
  #messages: Map<Scope, Message[]> | undefined;

  /** A copy of one part's text; it may not be one. */
  ofPart(message: Scope, lane: string, part: StreamLane | undefined, text: Uint8Array): Streams {
    if (part?.lane.pushed !== text.length) return none;
    this.#messages ??= new Map();
    const messages = this.#messages.get(message) ?? [];
    if (messages.length === 0 && this.#messages.size >= mostMessages) return [part];
    this.#messages.set(message, messages);
    let own = messages.find((one) => one.lane === lane);
    if (own === undefined) {
      own = { lane, digests: [], parts: [] };
      messages.push(own);
    }
    if (own.parts.at(-1) !== part) {
      own.parts.push(part);
      own.digests.push(digest(text));
    }
    return [part];
  }

  /** For each text of a message what it is a copy of; undefined: the stream has not said them, or not as one message. */
  ofMessage(lane: string, texts: readonly Uint8Array[]): readonly Streams[] | undefined {
    if (this.#messages === undefined) return undefined;
    const digests = texts.map(digest);
    const same = [...this.#messages.values()]
      .flat()
      .filter((one) => one.lane === lane && one.digests.length === digests.length)
      .filter((one) => one.digests.every((each, at) => each === digests[at]));
    if (same.length === 0) return undefined;
    return texts.map((_, at) => same.flatMap(({ parts }) => parts[at] ?? []));
  }
}

const digest = (text: Uint8Array): string => hash("sha256", text, "base64");
