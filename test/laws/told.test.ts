/**
 * What is read in more than one way (each part of a message and all of them together, each leaf of an unknown stream and what
 * stands there event after event) is redacted by each reading, and told to the audit trail, the counters and the limits once.
 */
import { afterAll, describe, expect, it } from "vitest";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { createRandom } from "../harness/chunks.ts";
import { messageStream } from "../protocols/llm/anthropic-stream.ts";
import { type BodyKind, maskAll, openScanner, run, runLate } from "./real.ts";

const scanner = openScanner("inline");
afterAll(() => scanner.close());

const json: BodyKind = {
  direction: "request",
  contentType: "application/json",
  dialect: openai,
  operation: "chat.completions",
};
const sse: BodyKind = { direction: "response", contentType: "text/event-stream" };
const lines: BodyKind = { direction: "response", contentType: "application/x-ndjson" };
const blocks: BodyKind = { ...sse, dialect: anthropic, operation: "messages" };

const message = (...texts: string[]): string =>
  JSON.stringify({ messages: [{ role: "user", content: texts.map((text) => ({ type: "text", text })) }] });
const events = (...texts: string[]): string => texts.map((text) => `data: ${text}\n\n`).join("");
const said = (...texts: string[]): string[] => texts.map((say) => JSON.stringify({ say }));
const parts = (...texts: string[]): string =>
  messageStream(texts.map((text) => ({ type: "text", pieces: text.split(/(?<=\s)/) })));

interface Row {
  readonly name: string;
  readonly kind: BodyKind;
  readonly body: string;
  /** Lane and offsets of each note. */
  readonly told: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "parts of one message",
    kind: json,
    body: message("to alice@example.com, ", "cc bob@example.com."),
    told: ["messages[].content 25,40", "messages[].content 3,20"],
  },
  {
    name: "a value over two parts",
    kind: json,
    body: message("to alice@", "example.com, or bob@example.com."),
    told: ["messages[].content 25,40", "messages[].content 3,20"],
  },
  {
    name: "a leaf of an unknown stream",
    kind: sse,
    body: events(...said("to alice@example.com ", "and more")),
    told: ["* 3,20"],
  },
  {
    name: "leaves that go on, with a value over two",
    kind: sse,
    body: events(...said("to alice@example.com ", "and bob@exam", "ple.com, and ", "carol@example.com.")),
    told: ["* 25,40", "* 3,20", "* 46,63"],
  },
  {
    name: "strings of an array, with a value over two places, one over two events and one in a place",
    kind: sse,
    body: events('["to alice@exam","ple.com, bob@exam"]', '["x ","ple.com, carol@example.com "]', '["y"," z"]'),
    told: ["[] 3,20", "[] 41,58", "[] 9,24"],
  },
  {
    name: "leaves of lines",
    kind: lines,
    body: `${said("to alice@example.com ", "and bob@example.com ").join("\n")}\n`,
    told: ["* 25,40", "* 3,20"],
  },
  {
    name: "lines of text",
    kind: sse,
    body: events("to alice@example.com ", "and\ndata: bob@example.com"),
    told: ["data 25,40", "data 3,20"],
  },
  {
    name: "blocks of a streamed message",
    kind: blocks,
    body: parts("to alice@example.com", ", and bob@example.com."),
    told: ["delta.text 26,41", "delta.text 3,20"],
  },
];

describe("findings are told once", () => {
  it.each(rows)("of $name", ({ kind, body, told }) => {
    const places = (notes: readonly string[]): string[] => notes.map((note) => note.split(" ", 2).join(" "));
    const bytes = Buffer.from(body);
    const whole = run(kind, [bytes], { scanner });
    expect(whole.failed).toBeUndefined();
    expect(whole.output.toString()).not.toMatch(/example\.com/);
    expect(places(whole.notes)).toEqual(told);
    const singly = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(run(kind, singly, { scanner }).notes).toEqual(whole.notes);
    expect(runLate(kind, singly, createRandom(3), { scanner }).notes).toEqual(whole.notes);
  });

  it("by the same reading, however many steps it takes and whenever their scans answer", () => {
    const texts = [
      "Zebra Private-Lines: 1\nvvsG60lBlDYT54c007z8 quokka",
      "Zebra the key pk_prod_K3V9Q7ZT2M8XW4RJ6C1NB5YH0FPD works quokka",
    ];
    const body = [Buffer.from(`${JSON.stringify([texts])}\n`)];
    const how = { scanner, mask: maskAll(), limits: { stepBytes: 50 } };
    const { notes } = run(lines, body, how);
    expect(notes.length).toBeGreaterThan(1);
    for (let seed = 1; seed <= 200; seed++) expect(runLate(lines, body, createRandom(seed), how).notes).toEqual(notes);
  });

  it("so limits.findings counts values", () => {
    const body = Buffer.from(events(...said("to alice@example.com ", "and bob@example.com ", "and so on")));
    expect(run(sse, [body], { scanner, limits: { findings: 2 } }).failed).toBeUndefined();
    expect(run(sse, [body], { scanner, limits: { findings: 1 } }).failed).toBe("too-many-findings");
  });
});
