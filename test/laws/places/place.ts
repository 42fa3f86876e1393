/**
 * A place where text may stand in a body, and how to write a body around it and read the text back as a client does. A
 * stream carries the text in pieces; a document that knows parts carries the pieces as its parts.
 */
import { anthropic } from "../../../src/protocols/llm/anthropic.ts";
import { openai } from "../../../src/protocols/llm/openai.ts";
import { eventData, jsonData, type Path, textAt } from "../readings.ts";
import type { BodyKind } from "../real.ts";
import type { Json, Spelling, StreamEvent } from "../spelling.ts";

export interface Place {
  readonly name: string;
  readonly kind: BodyKind;
  /** The text as its lane has it; absent: as it is. */
  readonly laneText?: (text: string) => string;
  /** A body with the lane's text in these pieces. */
  readonly write: (pieces: readonly string[], spelling: Spelling) => string;
  /** What a client makes of the place: the text of all pieces, in order. */
  readonly read: (output: string) => string;
  /** Virtual text before the lane. */
  readonly context: string;
  /**
   * `exact`: what leaves is the whole text redacted as one lane. `covered`: pieces are judged on their own, too, or framing
   * must be kept, so more may be redacted.
   */
  readonly outcome: "exact" | "covered";
  /** The text stands whole in one place; it is never cut into pieces. */
  readonly whole?: true;
}

const dialects = { openai, anthropic } as const;

export const request = (operation: string, dialect: keyof typeof dialects = "openai"): BodyKind => ({
  direction: "request",
  contentType: "application/json",
  dialect: dialects[dialect],
  operation,
});
export const answer = (operation: string, dialect: keyof typeof dialects = "openai"): BodyKind => ({
  ...request(operation, dialect),
  direction: "response",
});
export const stream = (operation: string, dialect: keyof typeof dialects = "openai"): BodyKind => ({
  ...answer(operation, dialect),
  contentType: "text/event-stream; charset=utf-8",
});

export type PlaceOptions = Partial<Pick<Place, "context" | "laneText" | "outcome" | "whole">>;

/** Text inside a JSON object that is a string: tool arguments and results. */
export const nested: PlaceOptions = { laneText: (text) => JSON.stringify({ note: text }), outcome: "covered" };
const fromNested = (text: string): string => (JSON.parse(text) as { readonly note: string }).note;

/** A field that no rule names. */
export const unknown = (key: string): PlaceOptions => ({ context: `${key}: `, outcome: "covered" });

export function inDocument(
  name: string,
  kind: BodyKind,
  path: Path,
  make: (text: string) => Json,
  options: PlaceOptions = {},
): Place {
  return {
    name,
    kind,
    context: "",
    outcome: "exact",
    whole: true,
    ...options,
    write: ([text = ""], spelling) => spelling.json(make(text)),
    read(output) {
      const text = textAt(JSON.parse(output) as Json, path);
      return options.laneText === undefined ? text : fromNested(text);
    },
  };
}

/** Pieces that are parts of one message. */
export const inParts = (name: string, kind: BodyKind, path: Path, make: (parts: readonly string[]) => Json): Place => ({
  name,
  kind,
  context: "",
  outcome: "covered",
  write: (pieces, spelling) => spelling.json(make(pieces)),
  read: (output) => textAt(JSON.parse(output) as Json, path),
});

export function inStream(
  name: string,
  kind: BodyKind,
  path: Path,
  make: (pieces: readonly string[]) => readonly StreamEvent[],
  options: PlaceOptions = {},
): Place {
  return {
    name,
    kind,
    context: "",
    outcome: "exact",
    ...options,
    write: (pieces, spelling) => spelling.sse(make(pieces)),
    read(output) {
      const text = jsonData(output)
        .map((data) => textAt(data, path))
        .join("");
      return options.laneText === undefined ? text : fromNested(text);
    },
  };
}

export const textParts = (texts: readonly string[]): Json => texts.map((text) => ({ type: "text", text }));

export const typed = (type: string, fields: { readonly [key: string]: Json }): StreamEvent => ({
  event: type,
  data: { type, ...fields },
});

/** The provider's own events, their data taken apart again. */
export const parsed = (events: readonly string[]): StreamEvent[] =>
  events.map((text) => {
    const event = /^event: (.*)$/m.exec(text)?.[1];
    return { ...(event === undefined ? {} : { event }), data: JSON.parse(eventData(text)[0] ?? "null") as Json };
  });
