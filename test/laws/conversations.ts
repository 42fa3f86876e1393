/**
 * Random streamed answers: several lanes of one answer, their texts with values planted in them, cut into tokens of any size
 * and interleaved in any order, in the events of each dialect; and what a client makes of them, lane by lane.
 */
import fc from "fast-check";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import type { Random } from "../harness/chunks.ts";
import { type Block, messageEvents, readMessage } from "../protocols/llm/anthropic-stream.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { type Item, readResponse, responseEvents } from "../protocols/llm/responses-stream.ts";
import { parsed } from "./places/place.ts";
import { jsonData } from "./readings.ts";
import type { BodyKind } from "./real.ts";
import { type Json, NotJson, plain, type StreamEvent } from "./spelling.ts";
import type { Planted } from "./values.ts";

export type LaneKind = "content" | "reasoning" | "tool";

export interface SpokenLane {
  readonly kind: LaneKind;
  /** Choice, where the dialect has choices. */
  readonly index: number;
  /** What the lane says: for a tool, JSON. */
  readonly said: string;
  readonly values: readonly string[];
}

export interface Conversation {
  readonly dialect: keyof typeof speakers;
  readonly lanes: readonly SpokenLane[];
  readonly seed: number;
  /** Characters of the widest token. */
  readonly widest: number;
  /** Tokens of one lane in a row. */
  readonly burst: number;
  readonly oddly: boolean;
}

/** A lane as a client reads it: its text, and other copies of it in the stream. */
export interface Heard {
  readonly text: string;
  readonly copies: readonly string[];
}

interface Speaker {
  readonly kind: BodyKind;
  speak(
    lanes: readonly SpokenLane[],
    pieces: readonly (readonly string[])[],
    how: Conversation,
    random: Random,
  ): StreamEvent[];
  hear(output: string, lanes: readonly SpokenLane[]): readonly Heard[];
}

const stream = (dialect: typeof openai, operation: string): BodyKind => ({
  direction: "response",
  contentType: "text/event-stream",
  dialect,
  operation,
});

const chunk = (index: number, delta: Json, finish: string | null = null): StreamEvent => ({
  data: { id: "c", object: "chat.completion.chunk", choices: [{ index, delta, finish_reason: finish }] },
});

const deltaOf = (kind: LaneKind, piece: string): Json =>
  kind === "content"
    ? { content: piece }
    : kind === "reasoning"
      ? { reasoning_content: piece }
      : { tool_calls: [{ index: 3, function: { arguments: piece } }] };

interface ChatDelta {
  readonly content?: string;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly { readonly function: { readonly arguments: string } }[];
}

const chat: Speaker = {
  kind: stream(openai, "chat.completions"),
  speak(lanes, pieces, { burst }, random) {
    const events: StreamEvent[] = [];
    const queues = pieces.map((own) => [...own]);
    const open = new Set(lanes.map(({ index }) => index));
    while (open.size > 0) {
      const at = Math.floor(random() * lanes.length);
      const lane = lanes[at];
      if (lane === undefined) break;
      const now = queues[at]?.splice(0, 1 + Math.floor(random() * burst)) ?? [];
      events.push(...now.map((piece) => chunk(lane.index, deltaOf(lane.kind, piece))));
      const over = lanes.every(({ index }, other) => index !== lane.index || queues[other]?.length === 0);
      if (over && open.delete(lane.index)) events.push(chunk(lane.index, {}, "stop"));
    }
    return [...events, { data: new NotJson("[DONE]") }];
  },
  hear(output, lanes) {
    const choices = jsonData(output).flatMap(
      (data) => (data as unknown as { readonly choices: readonly { index: number; delta: ChatDelta }[] }).choices,
    );
    return lanes.map(({ kind, index }) => {
      const deltas = choices.filter((choice) => choice.index === index).map(({ delta }) => delta);
      const texts = deltas.map((delta) =>
        kind === "content"
          ? delta.content
          : kind === "reasoning"
            ? delta.reasoning_content
            : delta.tool_calls?.map((call) => call.function.arguments).join(""),
      );
      return { text: texts.join(""), copies: [] };
    });
  },
};

const eventsAgain = (output: string): string => plain.sse(jsonData(output).map((data) => ({ data })));

const claude: Speaker = {
  kind: stream(anthropic, "messages"),
  speak(lanes, pieces, { burst }) {
    const blocks = lanes.map(({ kind }, at): Block => {
      const own = pieces[at] ?? [];
      if (kind === "content") return { type: "text", pieces: own };
      if (kind === "reasoning") return { type: "thinking", pieces: own };
      return { type: "tool_use", id: "toolu_1", name: "note", pieces: own };
    });
    return parsed(messageEvents(blocks, { interleaved: burst < 10 }));
  },
  hear(output, lanes) {
    const blocks = readMessage(eventsAgain(output));
    return lanes.map(({ kind }, at) => {
      const block = blocks[at];
      const text = kind === "content" ? block?.text : kind === "reasoning" ? block?.thinking : block?.json;
      return { text: text ?? "", copies: [] };
    });
  },
};

const responses: Speaker = {
  kind: stream(openai, "responses"),
  speak(lanes, pieces, { burst }) {
    const items = lanes.map(({ kind }, at): Item => {
      const own = pieces[at] ?? [];
      if (kind === "content") return { type: "message", parts: [own] };
      if (kind === "reasoning") return { type: "reasoning", summary: [own] };
      return { type: "function_call", name: "note", pieces: own };
    });
    return parsed(responseEvents(items, { interleaved: burst < 10 }));
  },
  hear(output, lanes) {
    const places = readResponse(eventsAgain(output));
    return lanes.map((_, at) => {
      const { deltas = "", copies = [] } = places.get(`${at}.0`) ?? {};
      // The first copies are from before the text began.
      return { text: deltas, copies: copies.filter((copy) => copy !== "") };
    });
  },
};

export const speakers = { chat, claude, responses } as const;

export function eventsOf(conversation: Conversation, random: Random): StreamEvent[] {
  const { dialect, lanes, widest } = conversation;
  const pieces = lanes.map(({ said }) => tokens(said, random, widest));
  return speakers[dialect].speak(lanes, pieces, conversation, random);
}

const cleanTexts = [
  "The gallery opens at nine. ",
  "— it was raining — ",
  "😀 Zoë said: “not yet”. ",
  "x",
  "12 ",
  "const a = {b: [1, 2]};\n",
];

export function conversations(planted: readonly Planted[]): fc.Arbitrary<Conversation> {
  const part = fc.oneof(
    fc.constantFrom(...cleanTexts).map((text) => ({ text, values: [] as readonly string[] })),
    fc.constantFrom(...planted),
  );
  const lane = fc
    .record({
      kind: fc.constantFrom<LaneKind>("content", "reasoning", "tool"),
      index: fc.nat(2),
      parts: fc.array(part, { minLength: 1, maxLength: 4 }),
    })
    .map(({ kind, index, parts }): SpokenLane => {
      const text = parts.map((one) => one.text).join(" \n ");
      const said = kind === "tool" ? JSON.stringify({ note: text }) : text;
      return { kind, index, said, values: parts.flatMap(({ values }) => values) };
    });
  return fc.record({
    dialect: fc.constantFrom(...(Object.keys(speakers) as (keyof typeof speakers)[])),
    lanes: fc.uniqueArray(lane, { minLength: 1, maxLength: 4, selector: ({ kind, index }) => `${kind} ${index}` }),
    seed: fc.nat(),
    widest: fc.constantFrom(1, 3, 6, 25),
    burst: fc.constantFrom(1, 3, 40),
    oddly: fc.boolean(),
  });
}
