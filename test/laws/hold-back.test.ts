/**
 * Law 3, the first half: a byte leaves as soon as, and only when, no detector can still reach it, and what leaves is whole
 * events. Each text comes in one character an event, as content of a chat stream.
 */
import { afterAll, describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { heldTexts } from "../corpus/held-texts.ts";
import { createOracleScanner } from "../oracle/oracle.ts";
import { eventData } from "./readings.ts";
import { type BodyKind, openScanner, policyOf, run } from "./real.ts";
import { plain } from "./spelling.ts";

const inline = openScanner("inline");
afterAll(() => inline.close());

const chat: BodyKind = {
  direction: "response",
  contentType: "text/event-stream",
  dialect: openai,
  operation: "chat.completions",
};
const spoken = (content: string, index = 0): Buffer =>
  Buffer.from(plain.sse([{ data: { choices: [{ index, delta: { content } }] } }]));

/** Events that have not left after each event that came. */
function heldAfterEach(scanner: Scanner, events: readonly Uint8Array[], eventsBehind = 1000): number[] {
  const { trace, output } = run(chat, events, { scanner, end: false, limits: { eventsBehind } });
  return trace.map((length, at) => at + 1 - eventData(output.subarray(0, length).toString()).length);
}

describe("characters held", () => {
  it.each(heldTexts)("of %j", (text, held) => {
    expect(
      heldAfterEach(
        inline,
        Array.from(text, (letter) => spoken(letter)),
      ).join(" "),
    ).toBe(held);
  });

  it.each(heldTexts)("of %j are those that the rule holds, by brute force", (text) => {
    const { profile } = policyOf("response");
    expect(profile.bytes.length).toBe(catalogue.length);
    const events = Array.from(text.slice(0, 48), (letter) => spoken(letter));
    expect(heldAfterEach(inline, events)).toEqual(heldAfterEach(createOracleScanner(catalogue), events));
  });

  it("of prose are few", () => {
    const prose = [
      "The river bent twice before it reached the mill, and nobody could say why the old maps showed it straight. ",
      "In the evening the two brothers sat on the wall and counted the boats that came back; there were fewer each year, ",
      "but they were larger, and their lamps burned blue instead of yellow. “It is only the gas,” said the elder. ",
      "What he meant, of course, was that things change: first the lamps, then the boats, then the people in them. ",
      "Nothing of this was in the report, which ran to forty pages, had three appendices and ended in a question mark. ",
    ].join("");
    const held = heldAfterEach(
      inline,
      Array.from(prose, (letter) => spoken(letter)),
    ).sort((a, b) => a - b);
    expect(held.reduce((sum, one) => sum + one, 0) / held.length).toBeLessThan(8);
    expect(held[Math.floor(held.length * 0.99)]).toBeLessThanOrEqual(32);
  });
});

describe("the unit of release", () => {
  it("is one event, however the bytes come in", () => {
    const events = ["All is well! ", "Write to ali", "ce@example.com", " or ", "bob", ".\n"].map((text) =>
      spoken(text),
    );
    const body = Buffer.concat(events);
    const ends = new Set([0]);
    for (let at = 1; at <= body.length; at++) {
      const { output } = run(chat, [body.subarray(0, at)], { scanner: inline, end: false });
      expect(output.length === 0 || output.toString().endsWith("\n\n")).toBe(true);
      ends.add(output.length);
    }
    // Nothing; the first event; the address once a space stands behind it; the next word once no "(at)" follows; the rest once
    // its line has ended.
    expect(ends.size).toBe(5);
  });

  it("is not the network's chunk: what is decided leaves, though the chunk ends in what is not", () => {
    const [clean, open] = [spoken("All is well! "), spoken("Card 4111 1111 11")];
    const { output } = run(chat, [Buffer.concat([clean, clean, open])], { scanner: inline, end: false });
    expect(output).toEqual(Buffer.concat([clean, clean]));
  });

  it("is never a part of an event: text that is decided waits for the rest of its event", () => {
    const { output } = run(chat, [spoken("All is well. Card 4111 1111 11")], { scanner: inline, end: false });
    expect(output.length).toBe(0);
  });

  it("keeps the order of events, and holds at most so many behind one", () => {
    const first = spoken("Card 4111 1111 11");
    const others = Array.from({ length: 40 }, () => spoken("! ", 1));
    const held = heldAfterEach(inline, [first, ...others], 16);
    expect(held.slice(0, 17)).toEqual(Array.from({ length: 17 }, (_, at) => at + 1));
    expect(held.slice(17)).toEqual(others.slice(16).map(() => 0));
    const { output } = run(chat, [first, ...others], { scanner: inline, end: false });
    expect(output.toString()).not.toContain("4111");
  });

  it("is the byte, in a body of text", () => {
    const text: BodyKind = { direction: "response", contentType: "text/plain" };
    const words = "All is well; Card 4111 1111 1111 1111! ok";
    const { trace } = run(
      text,
      Array.from(words, (letter) => Buffer.from(letter)),
      { scanner: inline, end: false },
    );
    expect(trace[words.indexOf(" Card")]).toBe("All is well; ".length);
    expect(trace[words.indexOf("!") - 1]).toBe("All is well; Card ".length);
    // A number that may stand alone is one only with at most two bytes behind it.
    expect(trace[words.indexOf("! ok") + 2]).toBe("All is well; Card <CREDIT_CARD>! ".length);
  });
});
