import { describe, expect, it } from "vitest";
import { createEventCodec, type EventCodecOptions } from "../../../../src/protocols/http/bodies/event-codec.ts";
import type { StreamRules } from "../../../../src/protocols/llm/dialect.ts";
import { chunksOf, createRandom } from "../../../harness/chunks.ts";
import { samples } from "../../../harness/detectors.ts";
import { type DriveOptions, drive, driveLate, type MakeCodec, variants } from "../../../harness/drive.ts";
import { dataOf, sse } from "../../../harness/events.ts";

const rules: StreamRules = {
  kind: "type",
  rules: {
    type: { as: "discrete", carry: true },
    id: { as: "discrete", carry: true },
    i: { as: "identity", carry: true },
    text: { as: "text", context: "" },
    args: { as: "json", context: "" },
    "items[].i": { as: "identity", carry: true },
    "items[].text": { as: "text", context: "" },
    "items[].end": { as: "discrete", ends: "object" },
    logprobs: { as: "drop", option: "logprobs" },
    image: { as: "opaque", what: "image" },
    n: { as: "number" },
  },
  kinds: {
    stop: { ends: "object" },
    done: { ends: "stream" },
    copy: { rules: { text: { as: "text", whole: true, context: "" } } },
  },
  done: ["[DONE]"],
  mustEnd: true,
};

const codec =
  (more: Partial<EventCodecOptions> = {}): MakeCodec =>
  (inspection, sink) =>
    createEventCodec({
      inspection,
      sink,
      framing: "sse",
      rules,
      source: "upstream",
      limits: { eventBytes: 5000, jsonDepth: 16, jsonValues: 1000, lanes: 100_000, eventsBehind: 3, bytesBehind: 2000 },
      passes: new Set<never>(),
      logprobs: "drop",
      ...more,
    });
const open: StreamRules = { rules: {}, mustEnd: false };
const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const run = (text: string, more: Partial<EventCodecOptions> = {}, options: DriveOptions = {}) =>
  drive(codec(more), [bytes(text)], options);

const done = "[DONE]";
/** What left, event by event. */
const left = (...data: (string | object)[]): string[] => dataOf(run(sse(...data)).output);
const same = (...data: (string | object)[]): string[] => dataOf(sse(...data));

describe("an event stream", () => {
  it.each([
    ': ping\n\n: ping\r\n\r\nevent: x\nid: 1\nretry: 10\nfoo: bar\ndata: {"text" : "a\\u00e9" ,"x":[1.0,null]}\n\ndata: [DONE]\n\n',
    '\ufeffdata: {"text":"é 😀 \\ud83d"}\r\rdata: [DONE]\r\r',
    'data: {"text":\ndata:   "a"\r\ndata: }\n\ndata: [DONE]\n\n',
    "data: not JSON at all\n\ndata: true story\n\ndata: 12 o'clock\n\ndata:\n\ndata\n\ndata: [DONE]\n\n",
    "\n\n\ndata: [DONE]\n\n\n\n",
    "data: [DONE]",
    'data: {"text":"a"}\n\ndata: [DONE]\n',
  ])("leaves byte for byte: %j", (text) => {
    expect(run(text)).toMatchObject({ output: text, ended: true, findings: [] });
    for (const size of [1, 2, 3, 7]) {
      expect(drive(codec(), chunksOf(bytes(text), size))).toMatchObject({ output: text, ended: true });
    }
  });

  it.each<[string, (string | object)[], (string | object)[]]>([
    [
      "a value spread over events",
      [{ text: "a 078-" }, { text: "05-" }, { text: "1120 b" }, done],
      [{ text: "a <SSN>" }, { text: "" }, { text: " b" }, done],
    ],
    ["a half value at the clean end", [{ text: "4111 1111 11" }, done], [{ text: "<CARD>" }, done]],
    [
      "lanes apart by identity",
      [{ i: 0, text: "078-" }, { i: 1, text: "05-1120" }, { i: 0, text: "05-1120 " }, done],
      [{ i: 0, text: "<SSN>" }, { i: 1, text: "05-1120" }, { i: 0, text: " " }, done],
    ],
    [
      "identity that comes late in its object",
      [
        { items: [{ text: "078-", i: 7 }] },
        {
          items: [
            { text: "x", i: 8 },
            { i: 7, text: "05-1120?" },
          ],
        },
        done,
      ],
      [
        { items: [{ text: "<SSN>", i: 7 }] },
        {
          items: [
            { text: "x", i: 8 },
            { i: 7, text: "?" },
          ],
        },
        done,
      ],
    ],
    [
      "an unknown leaf from event to event",
      [{ x: "078-" }, { x: "05-1120 b" }, done],
      [{ x: "<SSN>" }, { x: " b" }, done],
    ],
    [
      "an unknown leaf that is whole in every event",
      [{ x: samples.card }, { x: samples.card }, { x: samples.card }, done],
      [{ x: "<CARD>" }, { x: "<CARD>" }, { x: "<CARD>" }, done],
    ],
    [
      "a discrete leaf, and a repeated one",
      [{ id: samples.ssn }, { id: samples.ssn }, { id: "078-" }, { id: "05-1120" }, done],
      [{ id: "<SSN>" }, { id: "<SSN>" }, { id: "078-" }, { id: "05-1120" }, done],
    ],
    [
      "a whole copy",
      [{ text: "078-" }, { text: "05-1120" }, { type: "copy", text: "078-05-1120" }, done],
      [{ text: "<SSN>" }, { text: "" }, { type: "copy", text: "<SSN>" }, done],
    ],
    ["a value its key gives away", [{ password: "hunter2hunter" }, done], [{ password: "<SECRET>" }, done]],
    ["a number", [{ x: 4111111111111111 }, { y: { licence: 4455667 } }, done], [{ x: 0 }, { y: { licence: 0 } }, done]],
    [
      "a key",
      [{ "alice@example.com": 1 }, { "alice@example.com": 2, "<EMAIL>": 3 }, done],
      [{ "<EMAIL>": 1 }, { "<EMAIL>-2": 2, "<EMAIL>": 3 }, done],
    ],
    [
      "a token list",
      [{ logprobs: [{ token: "a" }], text: "a" }, { logprobs: null }, done],
      [{ logprobs: null, text: "a" }, { logprobs: null }, done],
    ],
    ["text that is not JSON", ["a 078-", "05-1120 b", samples.card, done], ["a <SSN>", " b", "<CARD>", done]],
    [
      "JSON arguments",
      [{ args: '{"n":4111' }, { args: '111111111111,"p":"x 078-05-1' }, { args: '120"}' }, done],
      [{ args: '{"n":0' }, { args: ',"p":"x <SSN>' }, { args: '"}' }, done],
    ],
    [
      "text behind an end as what goes on from it",
      [
        { items: [{ i: 0, text: "4111 1111 1" }] },
        { items: [{ i: 0, end: "x" }] },
        { items: [{ i: 0, text: "111 1111" }] },
        done,
      ],
      [
        { items: [{ i: 0, text: "4111 1111 1" }] },
        { items: [{ i: 0, end: "x" }] },
        { items: [{ i: 0, text: "<CARD>" }] },
        done,
      ],
    ],
  ])("redacts %s", (_, input, output) => {
    expect(left(...input)).toEqual(same(...output));
    const random = createRandom(7);
    for (let i = 0; i < 5; i++)
      expect(dataOf(driveLate(codec(), chunksOf(bytes(sse(...input)), 5), random).output)).toEqual(same(...output));
  });

  it("redacts everything that is not data", () => {
    const text = `: card ${samples.card}\nevent: ${samples.email}\nid: ${samples.ssn}\nretry: 4111111111111111\n${samples.email}: 1\n: ${samples.ssn}\ndata: {}\n\ndata: [DONE]\n\n`;
    expect(run(text).output).toBe(
      ": card <CARD>\nevent: <EMAIL>\nid: <SSN>\nretry: <CARD>\n<EMAIL>: 1\n: <SSN>\ndata: {}\n\ndata: [DONE]\n\n",
    );
  });

  it("redacts inside data of several lines", () => {
    const json = 'data: {"text":\r\ndata:  "078-05-1120 é",\ndata: "x":"4111111111111111"}\n\ndata: [DONE]\n\n';
    expect(run(json).output).toBe('data: {"text":\r\ndata:  "<SSN> é",\ndata: "x":"<CARD>"}\n\ndata: [DONE]\n\n');
    const text = "data: a password:\ndata: hunter2hunter\ndata: 078-05-1120\n\ndata: [DONE]\n\n";
    expect(run(text).output).toBe("data: a password:\ndata: hunter2hunter\ndata: <SSN>\n\ndata: [DONE]\n\n");
    const card = "data: 4111 1111\ndata: 1111 1111\n\ndata: [DONE]\n\n";
    expect(run(card).output).toBe(card);
  });

  it("keeps token lists on request, where nothing is redacted", () => {
    const keep = { logprobs: "keep" } as const;
    const clean = sse({ logprobs: [{ token: "a" }], text: "a" }, done);
    expect(run(clean, keep).output).toBe(clean);
    const touched = run(
      sse({ logprobs: [{ token: "078-" }], text: "078-" }, { logprobs: [{ token: "05-1120" }], text: "05-1120" }, done),
      keep,
    );
    expect(dataOf(touched.output)).toEqual(same({ logprobs: null, text: "<SSN>" }, { logprobs: null, text: "" }, done));
  });

  it("holds an unknown leaf back only while it may go on", () => {
    const wide = codec({
      limits: {
        eventBytes: 5000,
        jsonDepth: 16,
        jsonValues: 100_000,
        lanes: 100_000,
        eventsBehind: 16,
        bytesBehind: 2000,
      },
    });
    const waits = (events: readonly object[]): boolean[] => {
      const chunks = events.map((d) => bytes(sse(d)));
      const driven = drive(wide, chunks, { end: false });
      expect(Buffer.concat(chunks).toString()).toBe(driven.output);
      return driven.held.map((held) => held > 0);
    };
    const quiet = Array.from({ length: 6 }, () => ({ text: "?" }));
    const constant = Array.from({ length: 6 }, () => ({ x: "abc", text: "?" }));
    expect(waits(constant)).toEqual([true, false, false, false, false, false]);
    expect(waits([{ x: "abc" }, ...quiet])).toEqual([true, true, true, false, false, false, false]);
    expect(waits([...constant, { x: "abd" }, { x: "abd" }, ...quiet]).slice(6)).toEqual([
      true,
      false,
      ...quiet.map(() => false),
    ]);
    expect(waits([{ x: "abc" }, { x: "abd" }, ...Array.from({ length: 17 }, () => ({ text: "?" }))])).toEqual([
      ...Array.from({ length: 18 }, () => true),
      false,
    ]);
  });

  it("redacts unknown leaves that change, repeat, and change again", () => {
    const all = (...values: string[]): object[] => values.map((x) => ({ x }));
    const abc = Array.from({ length: 9 }, () => "abc");
    expect(left(...all(...abc, "078-", "05-1120 ", ...abc), done)).toEqual(
      same(...all(...abc, "<SSN>", " ", ...abc), done),
    );
    expect(left(...all("4111", " 1111", " 1111", " 1111", "?"), done)).toEqual(
      same(...all("<CARD>", "", "", "", "?"), done),
    );
    const ssn = Array.from({ length: 9 }, () => samples.ssn);
    expect(left(...all(...ssn), done)).toEqual(same(...all(...ssn.map(() => "<SSN>")), done));
  });

  it("gives the same for every split and when scans answer late", () => {
    const text =
      ": hi\r\n\r\n" +
      sse({ id: "c1", text: "a 4111 1111" }, { id: "c1", i: 1, text: "x" }, { id: "c1", text: " 1111 1111 b" }) +
      `event: x\r\ndata: {"x":"${samples.ssn}"}\r\n\r\ndata: [DONE]\n\n`;
    const whole = run(text);
    expect(whole.output).toContain("a <CARD>");
    for (const { name, driven } of variants(codec(), bytes(text), { splits: "every", seeds: 30 }, createRandom)) {
      expect([name, driven.output, driven.findings]).toEqual([name, whole.output, whole.findings]);
    }
  });

  it("releases an event once all its text is decided, and not before", () => {
    const events = [{ text: "Hi?" }, { text: " 078-" }, { text: "05-1120" }, { text: "!" }, { text: " ok" }, done].map(
      (d) => sse(d),
    );
    const driven = drive(codec(), events.map(bytes));
    const sizes = driven.trace.map((length, i) => length - (driven.trace[i - 1] ?? 0));
    expect(sizes.map((size) => size > 0)).toEqual([true, false, false, true, false, true]);
    expect(driven.held).toEqual([
      0,
      events[1]?.length,
      bytes(`${events[1]}${events[2]}`).length,
      0,
      events[4]?.length,
      0,
    ]);
  });

  it("writes one chunk's clean events as one piece", () => {
    const writes: number[] = [];
    const text = sse({ text: "a?" }, { text: "b?" }, { text: "c?" });
    const make: MakeCodec = (inspection, sink) =>
      codec()(inspection, {
        ...sink,
        write: (out) => {
          writes.push(out.length);
          sink.write(out);
        },
      });
    drive(make, [bytes(text)]);
    expect(writes).toEqual([bytes(text).length]);
  });
});

describe("interleaved lanes", () => {
  const b = (text: string): object => ({ i: 1, text });

  it("let an event go after so many others, its text travelling to the lane's next event", () => {
    const input = [
      { i: 0, text: "a 4111 1111" },
      b("1?"),
      b("2?"),
      b("3?"),
      b("4?"),
      { i: 0, text: " 1111 1111 b?" },
      done,
    ];
    const output = [{ i: 0, text: "a " }, b("1?"), b("2?"), b("3?"), b("4?"), { i: 0, text: "<CARD> b?" }, done];
    expect(left(...input)).toEqual(same(...output));
  });

  it("let text that is no value after all travel as it was written", () => {
    const input =
      sse({ i: 0, text: "x" }).replace('"x"', '"a 4111 \\u0031\\u0031"') +
      sse(b("1?"), b("2?"), b("3?"), b("4?"), { i: 0, text: " é?" }, done);
    expect(run(input).output).toBe(
      sse({ i: 0, text: "a " }, b("1?"), b("2?"), b("3?"), b("4?"), { i: 0, text: "x" }, done).replace(
        '"x"',
        '"4111 \\u0031\\u0031 é?"',
      ),
    );
  });

  it("make an event for text that nothing followed, before the lane ends", () => {
    const start = { type: "delta", id: "c1", n: 5, i: 0, text: "a 4111 1111 11", extra: "e?" };
    const input = [start, b("1?"), b("2?"), b("3?"), b("4?"), { type: "stop", i: 0 }, b("5?"), done];
    const output = [
      { ...start, text: "a " },
      b("1?"),
      b("2?"),
      b("3?"),
      b("4?"),
      { type: "delta", id: "c1", i: 0, text: "<CARD>" },
      { type: "stop", i: 0 },
      b("5?"),
      done,
    ];
    expect(left(...input)).toEqual(same(...output));
  });

  it("make one that carries the event's name and redacted leaves", () => {
    const input = `event: delta\nid: 9\ndata: {"id":"${samples.ssn}","text":"4111"}\n\n${sse(b("1?"), b("2?"), b("3?"), b("4?"), done)}`;
    expect(run(input).output).toBe(
      `event: delta\nid: 9\ndata: {"id":"<SSN>","text":""}\n\n${sse(b("1?"), b("2?"), b("3?"), b("4?"))}event: delta\ndata: {"id":"<SSN>","text":"4111"}\n\ndata: [DONE]\n\n`,
    );
  });

  it("make none when nothing is left of the text", () => {
    const input = sse({ i: 0, text: "a 4111 1111 11" }, b("1?"), b("2?"), b("3?"), b("4?"), done);
    expect(dataOf(run(input, {}, { replace: () => bytes("") }).output)).toEqual(
      same({ i: 0, text: "a " }, b("1?"), b("2?"), b("3?"), b("4?"), done),
    );
  });

  it("cut many lanes at once, and JSON arguments too", () => {
    const input = [
      {
        items: [
          { i: 0, text: "a 078-" },
          { i: 1, text: "b 078-" },
        ],
      },
      { args: '{"a":"4111 ' },
      ...["1?", "2?", "3?", "4?", "5?"].map(b),
      { args: '1111 1111 1111"}' },
      {
        items: [
          { i: 1, text: "05-1120" },
          { i: 0, text: "no" },
        ],
      },
      done,
    ];
    expect(left(...input)).toEqual(
      same(
        {
          items: [
            { i: 0, text: "a " },
            { i: 1, text: "b " },
          ],
        },
        { args: '{"a":"' },
        ...["1?", "2?", "3?", "4?", "5?"].map(b),
        { args: '<CARD>"}' },
        {
          items: [
            { i: 1, text: "<SSN>" },
            { i: 0, text: "078-no" },
          ],
        },
        done,
      ),
    );
  });

  it("count bytes as well as events", () => {
    const long = { i: 1, text: "? ".repeat(1000) };
    expect(left({ i: 0, text: "a 4111" }, long, { i: 0, text: "?" }, done)).toEqual(
      same({ i: 0, text: "a " }, long, { i: 0, text: "4111?" }, done),
    );
  });

  it("do not take text away from leaves that no rule names: what comes later goes on from what has left", () => {
    const quiet = ["1?", "2?", "3?", "4?"].map(b);
    const unknown = [{ x: "a 4111 1111" }, ...quiet, { x: " 1111 1111?" }, done];
    expect(left(...unknown)).toEqual(same({ x: "a 4111 1111" }, ...quiet, { x: "<CARD>?" }, done));
    expect(left({ x: "a 4111 1111 11" }, ...quiet, done)).toEqual(same({ x: "a <CARD>" }, ...quiet, done));
    const words = ["078-", "a 4111", ...quiet.map((q) => JSON.stringify(q)), "1111", done];
    expect(left(...words)).toEqual(words);
  });

  it("do not depend on chunks or on when scans answer", () => {
    const seeds = createRandom(99);
    const words = ["4111 ", "1111", " 078-", "05-1120", ". ", "é", "tok_abcd1234", "zz ", "a@", "b.co "];
    for (let round = 0; round < 12; round++) {
      const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(seeds() * from.length)];
      const events = Array.from({ length: 40 }, () => ({
        id: "c",
        i: pick([0, 0, 1, 2]),
        [pick(["text", "text", "x"]) ?? "text"]: pick(words),
      }));
      const text = sse(...events, done);
      const whole = run(text);
      expect(whole.ended).toBe(true);
      for (const { name, driven } of variants(codec(), bytes(text), { splits: "random", seeds: 6 }, createRandom)) {
        expect([name, driven.output]).toEqual([name, whole.output]);
        expect([name, driven.findings]).toEqual([name, whole.findings]);
      }
    }
  });
});

describe("a stream that breaks off", () => {
  it("gives what is decided, then fails", () => {
    const driven = run(sse({ text: "Hello, 4111 1111 1111" }, { i: 1, text: "ok?" }, { text: " 11" }));
    expect(driven.failed).toBe("truncated-stream");
    expect(dataOf(driven.output)).toEqual(same({ text: "Hello, " }, { i: 1, text: "ok?" }, { text: "" }));
  });

  it.each([
    ["without any end", sse({ text: "a?" })],
    ["with nothing in it", ""],
    ["inside an event", `${sse({ text: "a?" })}data: {"text":"b`],
    [
      "after one lane of two has ended",
      sse(
        {
          items: [
            { i: 0, text: "a?" },
            { i: 1, text: "b?" },
          ],
        },
        { items: [{ i: 0, end: "x" }] },
      ),
    ],
  ])("%s", (_, text) => {
    const driven = run(text);
    expect(driven.ended).toBe(false);
    expect(["truncated-stream", "malformed-json"]).toContain(driven.failed);
    expect(text.startsWith(driven.output)).toBe(true);
  });

  it.each([
    ["with its lanes ended", sse({ items: [{ i: 0, text: "a 4111" }] }, { items: [{ i: 0, end: "x" }] })],
    ["with an event that ends all", sse({ text: "a 4111" }, { type: "done" })],
  ])("is complete %s", (_, text) => {
    expect(run(text)).toMatchObject({ output: text, ended: true });
  });

  it("is complete whenever the source ends, where no dialect asks for more", () => {
    const text = sse({ text: "a 4111 1111 11" }, "more 4111 1111 11");
    expect(dataOf(run(text, { rules: open }).output)).toEqual(same({ text: "a <CARD>" }, "more <CARD>"));
    expect(run("", { rules: open })).toMatchObject({ output: "", ended: true });
  });
});

describe("a stream that cannot be inspected", () => {
  const before = sse({ text: "a?" }, { text: "b 4111" });
  it.each([
    ["malformed JSON", 'data: {"a":}\n\n', "malformed-json"],
    ["a key named twice", 'data: {"a":1,"a":2}\n\n', "duplicate-key"],
    ["too deep", `data: ${"[".repeat(17)}\n\n`, "json-too-deep"],
    ["too many values", `data: [${"[],".repeat(1000)}1]\n\n`, "json-too-many-values"],
    ["an event too large", `data: ${"x".repeat(6000)}`, "event-too-large"],
    ["an image", 'data: {"image":"AAAA"}\n\n', "uninspectable"],
  ])("ends with a failure behind what came before it: %s", (_, event, code) => {
    for (const chunks of [[bytes(before + event + sse(done))], chunksOf(bytes(before + event + sse(done)), 3)]) {
      const driven = drive(codec(), chunks);
      expect([driven.failed, dataOf(driven.output)]).toEqual([code, same({ text: "a?" }, { text: "b " })]);
      const late = driveLate(codec(), chunks, createRandom(3));
      expect([late.failed, late.output]).toEqual([driven.failed, driven.output]);
    }
  });

  it.each(["\n", "\r\n", "\r"])("bounds blank lines (%j) behind an event, however they are cut", (line) => {
    const unit = `data: {"text":"b 4111"}${line}${line}`;
    const fits = unit + line.repeat(5000);
    for (const size of [1, 7, 100_000]) {
      const most = drive(codec(), chunksOf(bytes(fits + sse(done)), size));
      expect([most.failed, most.output === fits + sse(done)]).toEqual([undefined, true]);
      const more = drive(codec(), chunksOf(bytes(fits + line + sse(done)), size));
      expect([more.failed, more.output.includes("4111")]).toEqual(["event-too-large", false]);
    }
    expect(drive(codec(), [bytes(fits)]).held.at(-1)).toBe(fits.length);
  });

  it("is refused for invalid UTF-8 anywhere in an event", () => {
    for (const event of [": \xff\n\n", 'data: {"a":"\xc3("}\n\n', "event: \xe2\x82\n\n"]) {
      expect(drive(codec(), [Buffer.from(event, "latin1")])).toMatchObject({ output: "", failed: "invalid-utf8" });
    }
  });

  it("stops at once when inspection does", () => {
    const events = sse(
      { text: "a?" },
      { text: samples.ssn },
      { text: "." },
      { text: samples.ssn },
      { text: ".b?" },
      done,
    );
    const driven = run(events, {}, { limits: { findings: 1 } });
    expect([driven.failed, dataOf(driven.output)]).toEqual([
      "too-many-findings",
      same({ text: "a?" }, { text: "<SSN>" }, { text: "." }),
    ]);
    const lanes = sse(...Array.from({ length: 30 }, (_, i) => ({ i, text: "x?" })), done);
    expect(run(lanes, {}, { limits: { lanes: 20 } }).failed).toBe("too-many-lanes");
  });

  it("does not count what is judged whole as lanes", () => {
    const text = sse(...Array.from({ length: 30 }, (_, i) => ({ id: `c${i}`, text: "x?" })), done);
    expect(run(text, {}, { limits: { lanes: 2 } })).toMatchObject({ output: text, ended: true });
  });
});

describe("NDJSON", () => {
  const ndjson = { framing: "ndjson", rules: open } as const;

  it.each(['{"a":"b"}\n\r\n{"a":1}\r\n[]\n', '{"a":"b"}', "", "\n"])("leaves byte for byte: %j", (text) => {
    for (const size of [1, 2, 100]) {
      expect(drive(codec(ndjson), chunksOf(bytes(text), size))).toMatchObject({ output: text, ended: true });
    }
  });

  it("continues lanes from line to line", () => {
    expect(run('{"a":"078-"}\n{"a":"05-1120 "}\n', ndjson).output).toBe('{"a":"<SSN>"}\n{"a":" "}\n');
  });

  it("bounds a line", () => {
    expect(run(`"${"x".repeat(5000)}"`, ndjson).failed).toBe("event-too-large");
  });
});
