/**
 * The fast path's own half, with chunks and arguments of every kind. What is not taken changes nothing. Under the sanitizers (npm run
 * test:sanitized) every access beside what was given is found.
 */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { Ruleset } from "../../src/scanning/addon.ts";
import { givenBack } from "../../src/scanning/inline-fast-path.ts";
import { createInlineScanner } from "../../src/scanning/inline-scanner.ts";
import { chunkOf } from "../harness/chunks.ts";

const ruleset = Ruleset.compile(createRulesetSpec(catalogue).bytes);
const profile = new Uint8Array(catalogue.length).fill(2);
const numbers = new Int32Array(new SharedArrayBuffer(20));
const room = new Uint8Array(new SharedArrayBuffer(4096));
const take = ruleset.takeOf(numbers, room);
const nothing = new Uint8Array(0);
const limits = Uint32Array.of(4096, 100, 4096, 4096);

const like = Buffer.from('data: {"text":"hello"}\n\n');
const [start, end] = [like.indexOf("hello"), like.indexOf("hello") + 5];
const event = (text: string | Uint8Array): Buffer =>
  Buffer.concat([like.subarray(0, start), Buffer.from(text), like.subarray(end)]);

function lent(text = nothing, released = 0, events: readonly Uint8Array[] = [], how = limits) {
  const path = ruleset.fastPath(profile, []);
  const sizes = Uint32Array.from(events, ({ length }) => length);
  const took = path.takeOver(like, start, end, how, text, released, 0, Buffer.concat(events), sizes);
  return { path, took };
}

/** Undefined: it was not taken. */
function released(id: number, chunk: Uint8Array): string | undefined {
  const next = take(id, chunk, 0, chunk.length, true);
  return next === 0 ? undefined : Buffer.from(room.subarray(0, numbers[0])).toString();
}

describe("a chunk of the fast path", () => {
  it("leaves once its text is decided, whole and in order", () => {
    const { path } = lent();
    const said = ["fine", " 4111 ", "and", " so. ", "On"].map((text) => released(path.id, chunkOf(event(text))) ?? "-");
    expect(said.join("") + Buffer.concat(givenBack(path.giveBack()).waiting).toString()).toBe(
      ["fine", " 4111 ", "and", " so. ", "On"].map((text) => event(text).toString()).join(""),
    );
  });

  it("is not needed: an event is taken alone, and what follows it is left", () => {
    const { path } = lent();
    const first = event("fine ");
    const bytes = Buffer.concat([first, event("and")]);
    expect(take(path.id, bytes, 0, bytes.length, false)).toBe(first.length);
    expect(take(path.id, bytes, first.length, bytes.length, false)).toBe(bytes.length);
    for (let cut = 0; cut < first.length; cut++) {
      expect(take(path.id, Uint8Array.from(first.subarray(0, cut)), 0, cut, false)).toBe(0);
    }
    const others = ["\n", "\n\n\n", "data: x\n\n", `${first.subarray(0, -1)}x\n`];
    for (const other of others) expect(take(path.id, Buffer.from(other), 0, other.length, false)).toBe(0);
    expect(take(path.id, chunkOf(first), 0, chunkOf(first).length, false)).toBe(0);
    expect(released(path.id, first)).toBeUndefined();
  });

  const good = chunkOf(event("fine"));
  const size = good.subarray(0, good.indexOf("\r\n"));
  it.each<readonly [string, Uint8Array]>([
    ["nothing", nothing],
    ["an extension", Buffer.concat([size, Buffer.from(";a"), good.subarray(size.length)])],
    ["a size without digits", good.subarray(size.length)],
    ["a size of seven digits", Buffer.concat([Buffer.from("00000"), good])],
    ["another size", Buffer.concat([Buffer.from("1"), good])],
    ["a line feed alone", Buffer.concat([size, good.subarray(size.length + 1)])],
    ["no line end behind it", Buffer.concat([good.subarray(0, -2), Buffer.from("xx")])],
    ["the last chunk", Buffer.from("0\r\n\r\n")],
    ["another event", chunkOf(Buffer.from('data: {"texts":"fine"}\n\n'))],
    ["more than one event", chunkOf(Buffer.concat([event("a"), event("b")]))],
    ["an empty text", chunkOf(event(""))],
    ["a quote", chunkOf(event('a"b'))],
    ["an escape that is none", chunkOf(event("a\\xb"))],
    ["a backslash at its end", chunkOf(event("a\\"))],
    ["a unit of three digits", chunkOf(event("\\u004"))],
    ["a unit of other letters", chunkOf(event("\\u00g0"))],
    ["the first half of a pair, escaped", chunkOf(event("\\ud83d and"))],
    ["the first half twice", chunkOf(event("\\ud83d\\ud83d"))],
    ["the second half of a pair, escaped", chunkOf(event("\\ude00"))],
    ["half of an escaped pair at its end", chunkOf(event("\\ud83d\\ude0"))],
    ["a line end", chunkOf(event("a\nb"))],
    ["a control character", chunkOf(event("a\u001fb"))],
    ["a finding", chunkOf(event("mail alice@example.com now"))],
    ["more than an event may have", chunkOf(event("a ".repeat(2000)))],
    ["half a character", chunkOf(event(Uint8Array.of(0x61, 0xc3)))],
    ["a continuation alone", chunkOf(event(Uint8Array.of(0x80)))],
    ["an overlong character", chunkOf(event(Uint8Array.of(0xc0, 0xaf)))],
    ["an overlong one of three", chunkOf(event(Uint8Array.of(0xe0, 0x9f, 0x80)))],
    ["an overlong one of four", chunkOf(event(Uint8Array.of(0xf0, 0x8f, 0x80, 0x80)))],
    ["half a surrogate pair", chunkOf(event(Uint8Array.of(0xed, 0xa0, 0x80)))],
    ["a character past the last", chunkOf(event(Uint8Array.of(0xf4, 0x90, 0x80, 0x80)))],
  ])("is not taken with %s, and changes nothing", (_, chunk) => {
    const { path } = lent(Buffer.from("kept "), 5);
    expect(released(path.id, chunk)).toBeUndefined();
    expect(givenBack(path.giveBack())).toMatchObject({ moved: 0, released: 5, floor: 0, waiting: [] });
  });

  it("is not taken before all of it is there", () => {
    const { path } = lent();
    for (let cut = 0; cut < good.length; cut++) {
      const copy = Uint8Array.from(good.subarray(0, cut));
      expect(released(path.id, copy)).toBeUndefined();
    }
    expect(released(path.id, good)).toBeDefined();
  });

  it("is taken with every character that is one", () => {
    for (const text of ["é", "\u0800", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"]) {
      expect(released(lent().path.id, chunkOf(event(`${text} a`))), text).toBeDefined();
    }
    for (const text of ["a", "A"]) expect(released(lent().path.id, chunkOf(event(text.repeat(140))))).toBeDefined();
  });

  it.each([
    ["\\b\\f\\n\\r\\t", "\b\f\n\r\t"],
    ['a \\"b\\" \\/ \\\\', 'a "b" / \\'],
    ["\\u0041\\u00e9\\u0800\\uFFFF", "Aé\u0800\uffff"],
    ["\\ud83d\\ude00 and", "😀 and"],
    ["\\u0000a", "\0a"],
  ])("is taken with escapes, and its text read without them (%s)", (spelled, text) => {
    // What is held back is left in the lane.
    const { path } = lent(Buffer.from(" 4111 "), 1, [event(" 4111 ")]);
    const next = `${spelled} 11`;
    expect(released(path.id, chunkOf(event(next)))).toBeDefined();
    const { text: kept, moved } = givenBack(path.giveBack());
    expect(Buffer.from(` 4111 ${text} 11`).subarray(moved)).toEqual(Buffer.from(kept));
  });

  it("is not taken with an escape where the text is no JSON string", () => {
    const path = ruleset.fastPath(profile, []);
    const line = (text: string): Buffer => Buffer.from(`data: ${text}\n\n`);
    expect(path.takeOver(line("a"), 6, 7, limits, nothing, 0, 0, nothing, new Uint32Array(0))).toBe(true);
    expect(released(path.id, chunkOf(line("a\\nb")))).toBeUndefined();
    expect(released(path.id, chunkOf(line("a b")))).toBeDefined();
  });

  it("is not taken where what leaves has no room", () => {
    const waits = event(" 4111 1111");
    const { path } = lent(Buffer.from(" 4111 1111"), 1, [waits]);
    const chunk = chunkOf(event(" fine and "));
    const both = waits.length + event(" fine and ").length;
    const takeInto = (bytes: number) => ruleset.takeOf(numbers, new Uint8Array(new SharedArrayBuffer(bytes)));
    expect(takeInto(both - 1)(path.id, chunk, 0, chunk.length, true)).toBe(0);
    expect(takeInto(both)(path.id, chunk, 0, chunk.length, true)).toBe(chunk.length);
    expect(numbers[0]).toBe(waits.length);
  });

  it.each([
    ["events", Uint32Array.of(4096, 0, 4096, 4096)],
    ["bytes", Uint32Array.of(4096, 100, 20, 4096)],
    ["text", Uint32Array.of(4096, 100, 4096, 3)],
    ["bytes of an event", Uint32Array.of(20, 100, 4096, 4096)],
  ])("is not taken past a limit of %s", (_, few) => {
    const waiting = event(" 4111 ");
    expect(released(lent(Buffer.from(" 4111 "), 1, [waiting]).path.id, chunkOf(event("1111 1")))).toBeDefined();
    expect(released(lent(Buffer.from(" 4111 "), 1, [waiting], few).path.id, chunkOf(event("1111 1")))).toBeUndefined();
  });
});

describe("what is lent", () => {
  it("comes back as it was", () => {
    const text = Buffer.from("and 4111 1111");
    const events = [event("4111"), event(" 1111")];
    const { path, took } = lent(text, 4, events);
    expect(took).toBe(true);
    const { waiting, text: kept, ...rest } = givenBack(path.giveBack());
    expect(rest).toEqual({ moved: 0, released: 4, floor: 0 });
    expect([...waiting, kept].map((bytes) => Buffer.from(bytes))).toEqual([...events, text]);
    // Nothing is left, and nothing is taken.
    expect(givenBack(path.giveBack())).toMatchObject({ released: 0, waiting: [] });
    expect(released(path.id, chunkOf(event("fine")))).toBeUndefined();
  });

  const text = Buffer.from("and 4111 1111");
  it.each<readonly [string, Parameters<typeof lent>]>([
    ["released past its end", [text, 14]],
    ["an event that is another", [text, 4, [Buffer.from("data: x\n\n")]]],
    ["an event whose text is released", [text, 4, [event("4111 1111"), event("")]]],
    ["more events than text", [text, 12, [event("111"), event("1"), event("1")]]],
  ])("is not taken over with %s", (_, [kept, from, events]) => {
    expect(lent(kept, from, events).took).toBe(false);
  });

  it.each([
    ["a text at its end", [like, 3, like.length]],
    ["an empty text", [like, 5, 5]],
    ["a text backwards", [like, 5, 4]],
    ["no line end", [like.subarray(0, -2), start, end]],
    ["too many bytes", [Buffer.concat([Buffer.alloc(2100, 0x61), like]), 2, 9]],
  ] as const)("is not taken over for events with %s", (_, [bytes, from, to]) => {
    const path = ruleset.fastPath(profile, []);
    expect(path.takeOver(bytes, from, to, limits, nothing, 0, 0, nothing, new Uint32Array(0))).toBe(false);
  });
});

describe("arguments that are none", () => {
  it("are refused", () => {
    const { path } = lent();
    const bytes = new Uint8Array(10);
    expect(() => ruleset.takeOf(new Int32Array(5), room)).toThrow(/^takeOf\(/);
    expect(() => ruleset.takeOf(new Int32Array(new SharedArrayBuffer(16)), room)).toThrow(/^takeOf\(/);
    expect(() => ruleset.takeOf(numbers, new Uint8Array(4096))).toThrow(/^takeOf\(/);
    expect(() => ruleset.takeOf(numbers, [] as unknown as Uint8Array)).toThrow(/^takeOf\(/);
    expect(() => ruleset.fastPath(new Uint8Array(3), [])).toThrow(/^fastPath\(/);
    expect(() => take(path.id, bytes, 5, 4, true)).toThrow(/^take\(/);
    expect(() => take(path.id, bytes, 0, 11, true)).toThrow(/^take\(/);
    expect(() => take(123_456, bytes, 0, 10, true)).toThrow(/^take\(/);
    expect(() => take(path.id, [] as unknown as Uint8Array, 0, 0, true)).toThrow(/^take\(/);
    expect(() => path.takeOver(like, 1, 2, new Uint32Array(3), nothing, 0, 0, nothing, new Uint32Array(0))).toThrow(
      /^takeOver\(/,
    );
  });
});

describe("what leaves", () => {
  it("is the stream's own, however streams alternate, and is told once", () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 10 });
    const like = { event: event("hello"), start, end, waiting: [] };
    const lane = { text: nothing, released: 0, floor: 0 };
    const few = { eventBytes: 4096, eventsBehind: 100, bytesBehind: 4096, laneHoldBytes: 4096 };
    // As of an upstream: all read into the same memory. And as of a second one.
    const read = [0, 1].map(() => new Uint8Array(new SharedArrayBuffer(64 * 1024)));
    const streams = Array.from({ length: 5 }, () => ({ path: scanner.fastPath(profile), came: "", left: "" }));
    for (const { path } of streams) expect(path?.takeOver(like, lane, few)).toBe(true);
    for (let at = 0; at < 3000; at++) {
      const number = (at * 7 + (at % 3)) % 5;
      const stream = streams[number];
      const data = event(`${number}${at % 7} fine and ${"so ".repeat(at % 40)}`);
      const bytes = read[at % 100 < 90 ? 0 : 1] ?? nothing;
      bytes.set(chunkOf(data), 0);
      if (stream?.path?.take("chunk", bytes, 0, bytes.length) !== chunkOf(data).length) throw new Error("not taken");
      stream.came += data.toString();
      stream.left += Buffer.from(stream.path.released()).toString();
      expect(stream.path.released()).toHaveLength(0);
    }
    for (const { path, came, left } of streams) {
      const waiting = Buffer.concat(path?.giveBack().waiting ?? []).toString();
      expect(left.length).toBeGreaterThan(10_000);
      expect(left + waiting).toBe(came);
    }
  });
});

describe("a step in which something was found", () => {
  const text = "call 4111 1111 1111 1111 or so";
  const step = { context: nothing, bytes: Buffer.from(text), floor: 0, released: 0, last: false, profile, tails: 0 };
  const scanner = createInlineScanner({ ruleset, maxFindings: 10 });
  const said = (asked: typeof step): unknown => {
    let answer: unknown;
    scanner.scan(asked, (failure, result) => {
      answer = failure ?? structuredClone(result);
    });
    return answer;
  };

  it.each<readonly [string, Partial<typeof step>]>([
    ["the same", {}],
    ["another text", { bytes: Buffer.from(text.replace("4111", "4112")) }],
    ["more text", { bytes: Buffer.from(`${text} on`) }],
    ["less text", { bytes: Buffer.from(text.slice(0, -6)) }],
    ["the lane's last", { last: true }],
    ["released further", { released: 5 }],
    ["with another floor", { floor: 1, released: 1 }],
    ["with a context", { context: Buffer.from("the fine ") }],
    ["of another profile", { profile: new Uint8Array(catalogue.length) }],
    ["amid a value", { tails: 1 }],
  ])("is scanned for whoever decides as if nobody had asked before: %s", (_, other) => {
    const asked = { ...step, ...other };
    said({ ...step, bytes: Buffer.from("nothing") });
    const alone = said(asked);
    const { path } = lent();
    expect(released(path.id, chunkOf(event(text)))).toBeUndefined();
    expect([said(asked), said(asked)]).toEqual([alone, alone]);
  });
});
