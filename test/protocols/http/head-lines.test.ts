import { describe, expect, it } from "vitest";
import { AnswerParser } from "../../../src/protocols/http/answer-parser.ts";
import { HeadLines } from "../../../src/protocols/http/head-lines.ts";
import { createRandom } from "../../harness/chunks.ts";

/** Status and fields of a head, or what is wrong with it. */
function heard(text: string, lines: HeadLines): unknown {
  let head: unknown;
  const sink = {
    head: (status: number, headers: unknown) => {
      head = [status, headers];
      return undefined;
    },
    data() {},
    end() {},
    paused: false,
  };
  const parser = new AnswerParser({ headerBytes: 10_000, headerCount: 40 }, sink, lines);
  parser.begin("HEAD");
  const next = parser.write(Buffer.from(text, "latin1"), 0);
  return typeof next === "string" ? next : head;
}

const pieces = [
  "HTTP/1.1 200 OK",
  "HTTP/1.0 404 Not Found",
  "server: a",
  "server: ab",
  "date: now",
  "x-a:b",
  "x-a: b",
  "x-a: b ",
  "x-a",
  ": b",
  "x-a: b\rc",
];

describe("lines that are known", () => {
  it("change nothing in what a head says, whatever came before it", () => {
    const random = createRandom(5);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const lines = new HeadLines();
    let well = 0;
    for (let i = 0; i < 20_000; i++) {
      const first = random() < 0.9 ? pick(pieces.slice(0, 2)) : pick(pieces);
      const fields = Array.from({ length: Math.floor(random() * 5) }, () =>
        pick(random() < 0.8 ? pieces.slice(2, 8) : pieces),
      );
      const text = `${[first, ...fields].join("\r\n")}\r\n\r\n`;
      const alone = heard(text, new HeadLines());
      expect(heard(text, lines)).toEqual(alone);
      if (typeof alone !== "string") well++;
    }
    expect(well).toBeGreaterThan(2_000);
  });

  it("are given back as they were, until their place has seen eight others", () => {
    const lines = new HeadLines();
    const field = (line: string): unknown =>
      lines.line(1, Buffer.from(`${line}\r\n`), 0, (text) => ["line", text])?.says;
    const kept = field("server: one");
    expect(field("server: one")).toEqual(kept);
    const again = field("server: one");
    expect(field("server: one")).toBe(again);
    for (let i = 0; i < 8; i++) field(`server: two ${i}`);
    expect(field("server: one")).not.toBe(again);
    expect(field("server: two 7")).toBe(field("server: two 7"));
  });

  it("are neither cookies nor longer than 256 bytes, nor more than 32", () => {
    const lines = new HeadLines();
    const field = (place: number, name: string, value: string): unknown =>
      lines.line(place, Buffer.from(`${name}: ${value}\r\n`), 0, () => [name, value])?.says;
    for (const [place, name, value] of [
      [1, "set-cookie", "a=b"],
      [2, "x-long", "a".repeat(260)],
      [32, "x-far", "a"],
    ] as const) {
      field(place, name, value);
      expect(field(place, name, value)).not.toBe(field(place, name, value));
    }
    expect(field(31, "x-near", "a")).toEqual(["x-near", "a"]);
    expect(field(31, "x-near", "a")).toBe(field(31, "x-near", "a"));
  });
});
