import { describe, expect, it } from "vitest";
import { createSseParser, emptyLineEnd } from "../../../../src/protocols/http/bodies/sse-parser.ts";
import { chunksOf, everySplit } from "../../../harness/chunks.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

interface Parsed {
  /** Units as `[raw, field=value ...]`, fillers as their text. */
  readonly units: (string | readonly string[])[];
  readonly all: string;
  readonly tooLarge: "bytes" | "lines" | false;
}

function parse(chunks: readonly Uint8Array[], maxBytes = 1000, maxLines = 100): Parsed {
  const units: (string | readonly string[])[] = [];
  const all: Buffer[] = [];
  let tooLarge: Parsed["tooLarge"] = false;
  const parser = createSseParser({
    maxBytes,
    maxLines,
    unit: ({ raw, lines }) => {
      all.push(Buffer.from(raw));
      const text = (start: number, end: number): string => Buffer.from(raw.subarray(start, end)).toString("utf8");
      units.push(lines.map((line) => `${line.field}=${text(line.value, line.end)}`));
    },
    filler: (filler) => {
      all.push(Buffer.from(filler));
      units.push(Buffer.from(filler).toString("latin1"));
    },
    tooLarge: (what) => {
      tooLarge = what;
    },
  });
  for (const chunk of chunks) parser.write(chunk);
  parser.end();
  return { units, all: Buffer.concat(all).toString("utf8"), tooLarge };
}

describe("server-sent events", () => {
  it.each<[string, string, (string | string[])[]]>([
    ["an event", "data: a\n\n", [["data=a"]]],
    [
      "no space, two spaces, no colon, no value",
      "data:a\ndata:  b\ndata\ndata:\n\n",
      [["data=a", "data= b", "data=", "data="]],
    ],
    ["CR LF", "event: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n", [["event=x", "data=a"], ["data=b"]]],
    ["CR", "data: a\r\rdata: b\r\r", [["data=a"], ["data=b"]]],
    ["mixed line ends", "data: a\r\ndata: b\rdata: c\n\r\n", [["data=a", "data=b", "data=c"]]],
    ["a comment that need not wait", ": ping\ndata: a\n\n", [["other=: ping"], ["data=a"]]],
    ["a comment inside an event", "data: a\n: ping\n\n", [["data=a", "other=: ping"]]],
    ["blank lines", "\n\r\n\rdata: a\n\n", ["\n", "\r\n", "\r", ["data=a"]]],
    [
      "other fields",
      "id: 1\nretry: 5\nfoo: bar\ndatax: 1\ndata: a\n\n",
      [["other=id: 1", "other=retry: 5", "other=foo: bar", "other=datax: 1", "data=a"]],
    ],
    ["a byte order mark", "\ufeffdata: a\n\n", [Buffer.from("\ufeff").toString("latin1"), ["data=a"]]],
    ["a last event without its blank line", "data: a\n\ndata: b\n", [["data=a"], ["data=b"]]],
    ["a last line without its end", "data: a\ndata: b", [["data=a", "data=b"]]],
    ["a mark in the middle is text", "data: a\n\n\ufeffdata: a\n\n", [["data=a"], ["other=\ufeffdata: a"]]],
    ["nothing", "", []],
  ])("cuts %s", (_, text, units) => {
    expect(parse([bytes(text)])).toEqual({ units, all: text, tooLarge: false });
  });

  it("cuts the same events from any chunks, and loses no byte", () => {
    const text = "\ufeff: hi\r\n\r\nevent: x\r\ndata: é\r\ndata: b\n\nid: 7\rdata: c\r\r\n: x\r\ndata: d\n\r: y\n";
    const events = (parsed: Parsed): unknown[] => parsed.units.filter((unit) => typeof unit !== "string");
    const whole = parse([bytes(text)]);
    for (const chunks of [
      ...everySplit(bytes(text)),
      chunksOf(bytes(text), 1),
      chunksOf(bytes(text), 2),
      chunksOf(bytes(text), 3),
    ]) {
      const split = parse(chunks);
      expect(split.all).toBe(text);
      expect(events(split)).toEqual(events(whole));
    }
  });

  it("does not hold an event back for the LF of its last CR", () => {
    const seen: number[] = [];
    const parser = createSseParser({
      maxBytes: 100,
      maxLines: 100,
      unit: () => seen.push(1),
      filler: () => seen.push(2),
      tooLarge: () => {},
    });
    parser.write(bytes("data: a\r\n\r"));
    expect(seen).toEqual([1]);
    parser.write(bytes("\ndata: b\r\n\r\n"));
    expect(seen).toEqual([1, 2, 1]);
  });

  it("bounds an event, however it comes", () => {
    for (const size of [1, 7, 200]) {
      expect(parse(chunksOf(bytes(`data: ${"x".repeat(92)}\n\n`), size), 100).tooLarge).toBe(false);
      expect(parse(chunksOf(bytes(`data: ${"x".repeat(93)}\n\n`), size), 100).tooLarge).toBe("bytes");
      expect(parse(chunksOf(bytes(`data: ${"x".repeat(200)}`), size), 100).tooLarge).toBe("bytes");
    }
  });

  it("bounds its lines, however they come, and not those of all events", () => {
    for (const size of [1, 7, 200]) {
      const lines = (text: string): Parsed => parse(chunksOf(bytes(text), size), 1000, 3);
      expect(lines("data\na\n: b\n\n").tooLarge).toBe(false);
      expect(lines("data\na\n: b\ndata\n").tooLarge).toBe("lines");
      expect(lines(`a\r\nb\r\n\r\n${": c\n".repeat(9)}\n\n\n\n\n`).tooLarge).toBe(false);
    }
  });
});

describe("the first empty line", () => {
  it.each([
    ["", -1],
    ["data: a", -1],
    ["data: a\n", -1],
    ["data: a\r\n", -1],
    ["a\nb\rc\r\nd", -1],
    ["a\n\nb\n\n", 3],
    ["a\r\n\r\nb", 5],
    // A CR at the end ends its line at once.
    ["a\r\n\r", 4],
    ["a\r\r", 3],
    ["a\n\r\nb", 4],
    ["a\r\nb\n\n", 6],
  ])("of %j ends at %i", (text, end) => {
    expect(emptyLineEnd(bytes(text))).toBe(end);
  });
});
