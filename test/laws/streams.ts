/** Random streams: events of any shape, some of them again and again, values anywhere in them and in comments. */
import fc from "fast-check";
import { openai } from "../../src/protocols/llm/openai.ts";
import type { Random } from "../harness/chunks.ts";
import { plantings } from "./documents.ts";
import type { BodyKind } from "./real.ts";
import { type Json, NotJson, odd, type StreamEvent } from "./spelling.ts";
import type { Planted } from "./values.ts";

type Framing = "sse" | "ndjson" | "chat";

export interface AnyStream {
  readonly kind: BodyKind;
  readonly write: (random: Random) => string;
  readonly values: readonly string[];
}

const kinds: Readonly<Record<Framing, BodyKind>> = {
  sse: { direction: "response", contentType: "text/event-stream" },
  ndjson: { direction: "response", contentType: "application/x-ndjson" },
  chat: { direction: "response", contentType: "text/event-stream", dialect: openai, operation: "chat.completions" },
};

/** A quoted text is text where other events are: JSON in it would stand one level deeper than texts are unfolded. */
const shallow = (json: Json): Json => (typeof json === "string" && /^\s*["[{]/.test(json) ? [json] : json);

const chunk = (json: Json): Json => ({
  id: "c",
  choices: [{ index: 0, delta: { content: "! ", extra: json } }],
  more: json,
});

export function streams(planted: readonly Planted[]): fc.Arbitrary<AnyStream> {
  const lines = planted.filter(({ text }) => !/[\r\n]/.test(text));
  const event = fc.record({
    tree: plantings(planted),
    times: fc.constantFrom(1, 1, 1, 2, 5, 20),
    comment: fc.option(fc.constantFrom(...lines)),
    name: fc.option(fc.constantFrom("tick", "x")),
  });
  return fc
    .tuple(fc.array(event, { minLength: 1, maxLength: 6 }), fc.constantFrom<Framing>("sse", "ndjson", "chat", "chat"))
    .map(([events, framing]): AnyStream => {
      const list = events.flatMap((one) => Array.from({ length: one.times }, () => one));
      const written = list.map(
        ({ tree, comment, name }): StreamEvent => ({
          ...(comment === null ? {} : { comments: [comment.text] }),
          ...(name === null ? {} : { event: name }),
          data: framing === "chat" ? chunk(tree.json) : shallow(tree.json),
        }),
      );
      if (framing === "chat") written.push({ data: new NotJson("[DONE]") });
      return {
        kind: kinds[framing],
        write: (random) =>
          framing === "ndjson" ? odd(random).ndjson(list.map(({ tree }) => tree.json)) : odd(random).sse(written),
        values: events.flatMap(({ tree, comment }) => [
          ...tree.values,
          ...(framing === "ndjson" ? [] : (comment?.values ?? [])),
        ]),
      };
    });
}
