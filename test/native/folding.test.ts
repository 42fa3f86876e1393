/** What the engine sees of characters that are not what they seem (docs/engine.md, section "Text"). */
import { describe, expect, it } from "vitest";
import { createEngine, createTwin } from "../laws/twin.ts";
import { feed, feedLater } from "../oracle/lane.ts";
import { synthetic } from "../oracle/synthetic.ts";

const engine = createEngine([synthetic("digits", { pattern: "4111" })]);
const foundIn = async (text: string): Promise<number> =>
  (await feedLater(engine, [Buffer.from(text)], Uint8Array.of(2))).findings.length;

const raw = "\u200b";
const escaped = "\\u200b";

describe("a run of what nobody sees", () => {
  it.each([
    ["sixteen as they are", raw.repeat(16)],
    ["sixteen that are control characters", "\0".repeat(16)],
    ["sixteen escaped", escaped.repeat(16)],
    ["sixteen as they are and sixteen escaped", raw.repeat(16) + escaped.repeat(16)],
    ["sixteen escaped between sixteen as they are", `${raw.repeat(8)}${escaped.repeat(16)}${raw.repeat(8)}`],
  ])("is passed over: %s", async (_, run) => {
    expect(await foundIn(`4${run}1${run}1${run}1`)).toBe(1);
  });

  it.each([
    ["seventeen as they are", raw.repeat(17)],
    ["seventeen that are control characters", "\0".repeat(17)],
    ["seventeen escaped", escaped.repeat(17)],
    ["seventeen, of two kinds", `${"\0".repeat(8)}${raw.repeat(9)}`],
    ["many", raw.repeat(400)],
  ])("stands between characters: %s", async (_, run) => {
    expect(await foundIn(`411${run}1`)).toBe(0);
    expect(await foundIn(`${run}4111${run}`)).toBe(1);
  });
});

describe("letters that look like ASCII ones", () => {
  const twin = createTwin([
    synthetic("key", { pattern: "sk-ant-[a-z]{4}" }),
    synthetic("word", { pattern: "рассказ[а-в]{1,2}[сx]" }),
    synthetic("number", { pattern: "\\d{4}", context: { words: ["телефон", "οικία"], before: 24 } }),
  ]);

  it.each([
    ["\u0455k-\u0430nt-abcd", 1],
    ["sk-ant-\u{1d41a}\u{1d622}\u{1d4ea}\u{1d552}", 1],
    ["sk-ant-абвг", 0],
    ["рассказабс, paccкaзaax", 2],
    ["рассказгс", 0],
    ["Телефон 1234, телефон 5678; ТЕЛЕФОН 9999", 1],
    ["οικία 1234", 1],
    ["oikίa 1234", 0],
  ])("are those in text, patterns and words: %s", (text, count) => {
    const bytes = Buffer.from(text);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const { findings } = feed(twin(), [bytes.subarray(0, cut), bytes.subarray(cut)], Uint8Array.of(2, 2, 2));
      expect(findings.length, `cut at ${cut}`).toBe(count);
    }
  });
});

describe("a character whose halves stand as three bytes each", () => {
  const twin = createTwin([synthetic("key", { pattern: "sk-[a-z]{4}", notAfter: "[a-z]" })]);
  const half = (unit: number): number[] => [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
  const inHalves = (text: string): Buffer =>
    Buffer.concat(
      text
        .split("")
        .map((unit) => Buffer.from(/\p{Surrogate}/u.test(unit) ? half(unit.charCodeAt(0)) : Buffer.from(unit))),
    );

  it.each([
    ["sk-\u{1d41a}\u{1d622}\u{1d4ea}\u{1d552}", 1],
    ["sk-\u{1d41a}\ud835\u{1d622}\u{1d4ea}\u{1d552}", 0],
    ["sk-abc\u{1d41a}\ud835", 1],
    ["sk-abc\u{1d41a}\udc1a", 1],
    ["sk-abcd\u{1d41a}", 0],
    ["s\u{e0041}k-\u{e0fff}abcd\u{e0041}", 1],
  ])("is that character, wherever it is cut: %j", (text, count) => {
    const bytes = inHalves(text);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const { findings } = feed(twin(), [bytes.subarray(0, cut), bytes.subarray(cut)], Uint8Array.of(2));
      expect(findings.length, `cut at ${cut}`).toBe(count);
    }
  });
});
