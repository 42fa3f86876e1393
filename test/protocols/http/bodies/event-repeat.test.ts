import { describe, expect, it } from "vitest";
import { createEventCodec } from "../../../../src/protocols/http/bodies/event-codec.ts";
import type { StreamRules } from "../../../../src/protocols/llm/dialect.ts";
import { createRandom } from "../../../harness/chunks.ts";
import { type Driven, drive, driveLate, type MakeCodec } from "../../../harness/drive.ts";

const rules: StreamRules = {
  kind: "type",
  rules: {
    type: { as: "discrete" },
    id: { as: "discrete" },
    i: { as: "identity" },
    text: { as: "text", context: "" },
    args: { as: "json", context: "" },
    end: { as: "discrete", ends: "object" },
  },
  kinds: { copy: { rules: { text: { as: "text", whole: true, context: "" } } } },
  done: ["[DONE]"],
  mustEnd: false,
};

const codec: MakeCodec = (inspection, sink) =>
  createEventCodec({
    inspection,
    sink,
    framing: "sse",
    rules,
    source: "upstream",
    limits: {
      eventBytes: 5000,
      jsonDepth: 16,
      jsonValues: 100_000,
      lanes: 100_000,
      eventsBehind: 500,
      bytesBehind: 1 << 20,
    },
    passes: new Set<never>(),
    logprobs: "drop",
  });

const comment = ": c\n\n";

/** Nothing is like the event before it when a comment stands between them. */
function apart(events: readonly Buffer[]): Driven {
  const driven = drive(codec, [Buffer.concat(events.flatMap((event) => [event, Buffer.from(comment)]))]);
  return { ...driven, output: driven.output.replaceAll(comment, "") };
}

const together = (events: readonly Buffer[]): Driven => drive(codec, [Buffer.concat(events)]);

/** No chunk is a whole event; of `trace` and `held`, what is so when the event has come. */
function halved(events: readonly Buffer[]): Driven {
  const driven = drive(
    codec,
    events.flatMap((event) => [event.subarray(0, 7), event.subarray(7)]),
  );
  const whole = (of: readonly number[]): readonly number[] => of.filter((_, at) => at % 2 === 1);
  return { ...driven, trace: whole(driven.trace), held: whole(driven.held) };
}

const event = (json: string): Buffer => Buffer.from(`data: ${json}\n\n`);

function someEvents(seed: number): readonly Buffer[] {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let shape = pick(shapes);
  return Array.from({ length: 12 }, () => {
    if (random() < 0.3) shape = pick(shapes);
    return event(shape(pick(texts)));
  });
}

const texts = [
  "Hello",
  " wor",
  "ld",
  "",
  "4111 11",
  "11 1111 ",
  "1111",
  "alice@exa",
  "mple.com ",
  "é😀",
  "a\\nb",
  "\\u0034",
  '\\"',
  "{",
  "}]",
  "data: x",
];
const shapes: readonly ((text: string) => string)[] = [
  (text) => `{"id":"c1","i":0,"text":"${text}","end":null}`,
  (text) => `{"id":"c1","i":0,"text":"${text}","end":null}`,
  (text) => `{"id":"c1","i":0,"text":"${text}","end":null}`,
  (text) => `{"id":"c1","i":1,"text":"${text}","end":null}`,
  (text) => `{"id":"c1","i":0,"text":"${text}","end":"stop"}`,
  (text) => `{"id":"c1","i":0,"other":"same","text":"${text}"}`,
  (text) => `{"id":"c1","i":0,"args":"${text.replaceAll('"', "")}"}`,
  (text) => `{"id":"bob@example.com","i":0,"text":"${text}"}`,
  (text) => `{"type":"copy","i":0,"text":"${text}"}`,
  (text) => `{"bob@example.com":1,"i":0,"text":"${text}"}`,
];

describe("an event that is like the one before it but for its text", () => {
  it("is judged as if nothing like it had come before", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const events = someEvents(seed);
      const [a, b] = [together(events), apart(events)];
      expect({ ...a, trace: [], held: [] }, events.join("")).toEqual({ ...b, trace: [], held: [] });
    }
  });

  it("leaves when it would leave, and as it would, were it not a chunk of its own", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const events = someEvents(seed);
      const driven = drive(codec, events);
      expect(driven, events.join("")).toEqual(halved(events));
      const late = driveLate(codec, events, createRandom(seed));
      expect(late, events.join("")).toEqual({ ...driven, trace: [], held: [] });
    }
  });

  const plain = event('{"i":0,"text":"Hello","end":null}');
  const [head, tail] = [Buffer.from('data: {"i":0,"text":"'), Buffer.from('","end":null}\n\n')];
  const like = (...text: number[]): Buffer => Buffer.concat([head, Buffer.from(text), tail]);
  it.each([
    ["invalid UTF-8", like(0x61, 0xff)],
    ["a character cut in two", like(0xc3)],
    ["a control character", like(0x61, 0x01)],
    ["a quote", like(0x22)],
    ["a quote and more", like(0x22, 0x2c, 0x22, 0x61, 0x22, 0x3a, 0x22)],
    ["half an escape", like(0x5c)],
    ["an unknown escape", like(0x5c, 0x78)],
    ["a key twice", like(...Buffer.from('","text":"'))],
    ["nothing after the text", Buffer.from('data: {"i":0,"text":"\n\n')],
    ["a part of what follows the text", Buffer.from('data: {"i":0,"text":"a","end":nul}\n\n')],
  ])("is refused or passed for %s as it would be first", (_, bytes) => {
    const events = [plain, plain, bytes, plain];
    expect({ ...together(events), trace: [], held: [] }).toEqual({ ...apart(events), trace: [], held: [] });
    expect(drive(codec, events)).toEqual(halved(events));
  });

  it("continues the lane of its object", () => {
    const driven = together(
      ["card 4111 1", "111 1111 ", "1111", " ok"].map((text) => event(`{"i":0,"text":"${text}"}`)),
    );
    expect(driven.output).not.toContain("4111 1");
    expect(driven.output).toContain("ok");
    expect(driven.findings).toHaveLength(1);
  });
});
