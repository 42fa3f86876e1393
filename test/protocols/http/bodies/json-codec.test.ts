import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { failures } from "../../../../src/errors.ts";
import { createJsonCodec, type JsonCodecOptions } from "../../../../src/protocols/http/bodies/json-codec.ts";
import type { OpaqueKind, Rules } from "../../../../src/protocols/llm/dialect.ts";
import { atTurnsEnd } from "../../../../src/turn.ts";
import { createRandom } from "../../../harness/chunks.ts";
import { samples, testDetectors } from "../../../harness/detectors.ts";
import { type DriveOptions, drive, type MakeCodec, variants } from "../../../harness/drive.ts";
import { createTestInspection } from "../../../harness/inspection.ts";
import { createNativeScanner } from "../../../harness/native-scanner.ts";

const rules: Rules = {
  model: { as: "discrete" },
  created: { as: "number" },
  "messages[].content": { as: "text" },
  "messages[].content[].text": { as: "text", lane: "content", per: "messages[]" },
  "messages[].content[].type": { as: "discrete" },
  "messages[].content[].image_url.url": { as: "url", what: "image" },
  "messages[].content[].data": { as: "base64", what: "audio" },
  "messages[].arguments": { as: "json" },
  "messages[].audio": { as: "opaque", what: "audio" },
  "schema.**": { as: "discrete" },
  input: { as: "text-or-tokens" },
  "choices[].logprobs": { as: "drop", option: "logprobs" },
};

const native = createNativeScanner(testDetectors);

const codec =
  (more: Partial<JsonCodecOptions> = {}): MakeCodec =>
  (inspection, sink) =>
    createJsonCodec({
      inspection,
      sink,
      rules,
      source: "client",
      limits: { bodyBytes: 100_000, jsonDepth: 32, jsonValues: 20_000, lanes: 10_000 },
      passes: new Set<never>(),
      logprobs: "drop",
      ...more,
    });

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const run = (text: string, more: Partial<JsonCodecOptions> = {}, options: DriveOptions = {}) =>
  drive(codec(more), [bytes(text)], options);

describe("a JSON document", () => {
  it.each([
    '{"a":1}',
    ' { "b" : [ 1.50 , -0.0e+7, true,false , null ,"" ] ,\r\n\t"a":"\\u00e9\\/\\"\\ud83d\\ude00 \\ud83d x" } ',
    '{"messages":[{"role":"user","content":"é 😀   "}],"x":[],"y":{},"":""}',
    '"text"',
    "[]",
    "1234567",
    "null",
    "",
  ])("leaves byte for byte: %s", (text) => {
    expect(run(text)).toMatchObject({ output: text, ended: true, findings: [] });
  });

  it.each([
    ["a string", `{"a":"x ${samples.ssn} y"}`, '{"a":"x <SSN> y"}'],
    ["the value that its key gives away", '{"password":"hunter2hunter"}', '{"password":"<SECRET>"}'],
    ["the key nearest above an array", '{"password":[["hunter2hunter"]]}', '{"password":[["<SECRET>"]]}'],
    ["escapes", '{"a":"\\u0030\\u0037\\u0038-05-112\\u0030\\n"}', '{"a":"<SSN>\\n"}'],
    ["text after escapes", '{"a":"\\ud83d\\ude00\\t\\"078-05-1120\\" é"}', '{"a":"\\ud83d\\ude00\\t\\"<SSN>\\" é"}'],
    ["a string in any place", `[["${samples.email}"]]`, '[["<EMAIL>"]]'],
    ["a bare string", `"${samples.email}"`, '"<EMAIL>"'],
    ["a half value at the end of a leaf", '{"a":"4111 1111 11","b":"1"}', '{"a":"<CARD>","b":"1"}'],
    ["a number", '{"n":4111111111111111,"m":[4111111111111111, 7]}', '{"n":0,"m":[0, 7]}'],
    ["a number by its key", '{"licence":4455667,"other":4455667}', '{"licence":0,"other":4455667}'],
    ["a number with an exponent", '{"n":4.111111111111111e15,"m":41111111111111110E-1}', '{"n":0,"m":0}'],
    ["a number with a fraction", '{"n":-4111111111111111.25}', '{"n":0}'],
    ["a key", `{"${samples.email}":1,"b":2}`, '{"<EMAIL>":1,"b":2}'],
    [
      "keys that would collide",
      '{"a@example.com":1,"b@example.com":2,"<EMAIL>-2":3}',
      '{"<EMAIL>":1,"<EMAIL>-3":2,"<EMAIL>-2":3}',
    ],
    ["a key with escapes", '{"alice\\u0040example.com \\"q\\"":1}', '{"<EMAIL> \\"q\\"":1}'],
    [
      "a value spread over parts",
      '{"messages":[{"content":[{"type":"text","text":"078-"},{"text":"05-1120 "}]}]}',
      '{"messages":[{"content":[{"type":"text","text":"<SSN>"},{"text":" "}]}]}',
    ],
    [
      "a value whose neighbour part would hide it",
      '{"messages":[{"content":[{"text":"078-05-1120"},{"text":"5 items"}]}]}',
      '{"messages":[{"content":[{"text":"<SSN>"},{"text":"5 items"}]}]}',
    ],
    [
      "JSON in a string, kept valid",
      '{"messages":[{"arguments":"{\\"password\\":\\"hunter2hunter\\",\\"n\\":4111111111111111}"}]}',
      '{"messages":[{"arguments":"{\\"password\\":\\"<SECRET>\\",\\"n\\":0}"}]}',
    ],
    [
      "JSON in a string that nobody announced",
      '{"result":"[4111111111111111,\\n\\"078-05-1120\\"]"}',
      '{"result":"[0,\\n\\"<SSN>\\"]"}',
    ],
    [
      "token lists",
      '{"choices":[{"logprobs":{"content":[{"token":"a"}]}},{"logprobs":null}]}',
      '{"choices":[{"logprobs":null},{"logprobs":null}]}',
    ],
  ])("redacts %s", (_, text, output) => {
    expect(run(text)).toMatchObject({ output, ended: true });
  });

  it("keeps token lists on request, until something is redacted", () => {
    const keep = { logprobs: "keep" } as const;
    const text = '{"x":"fine","choices":[{"logprobs":{"content":[{"token":"a"}]}}]}';
    expect(run(text, keep).output).toBe(text);
    expect(run(text.replace("fine", samples.ssn), keep).output).toBe('{"x":"<SSN>","choices":[{"logprobs":null}]}');
    expect(run(text.replace('"a"', `"${samples.ssn}"`), keep).output).toBe(
      '{"x":"fine","choices":[{"logprobs":null}]}',
    );
  });

  it.each<[string, string, OpaqueKind]>([
    ["an image", '{"messages":[{"content":[{"image_url":{"url":"data:image/png;base64,AAAA"}}]}]}', "image"],
    [
      "an image, oddly spelled",
      '{"messages":[{"content":[{"image_url":{"url":"\\n DA\\tta:image/png,A"}}]}]}',
      "image",
    ],
    ["audio", '{"messages":[{"content":[{"data":"AAAA"}]}]}', "audio"],
    ["a subtree", '{"messages":[{"audio":{"id":"x"}}]}', "audio"],
    ["token ids", '{"input":[[1,2,3],[4]]}', "tokens"],
  ])("refuses %s, unless its kind may pass", (_, text, kind) => {
    expect(run(text)).toMatchObject({ output: "", failed: "uninspectable" });
    expect(run(text, { passes: new Set([kind]) })).toMatchObject({ output: text, ended: true });
  });

  it.each([
    '{"messages":[{"content":[{"image_url":{"url":"https://example.com/a.png"}}]}]}',
    '{"input":["a","b"]}',
    '{"input":[]}',
    '{"messages":[{"audio":null}]}',
  ])("lets through what is no such part: %s", (text) => {
    expect(run(text)).toMatchObject({ output: text, ended: true });
  });

  it("redacts inside an encoded part that holds text", () => {
    const payload: JsonCodecOptions["payload"] = (value, form) =>
      form === "base64"
        ? {
            text: Buffer.from(Buffer.from(value).toString("latin1"), "base64"),
            encode: (redacted) => Buffer.from(Buffer.from(redacted).toString("base64"), "latin1"),
          }
        : undefined;
    const part = (text: string): string =>
      `{"messages":[{"content":[{"data":"${Buffer.from(text).toString("base64")}"}]}]}`;
    expect(run(part("a 078-05-1120 b"), { payload }).output).toBe(part("a <SSN> b"));
    expect(run(part("a b"), { payload }).output).toBe(part("a b"));
  });

  it.each([
    ["", "{", "malformed-json"],
    ["a byte order mark", '\ufeff{"a":1}', "malformed-json"],
    ["a comma too many", '{"a":1,}', "malformed-json"],
    ["a comma too many", "[1,]", "malformed-json"],
    ["two values", "{} {}", "malformed-json"],
    ["a leading zero", "[01]", "malformed-json"],
    ["a bare minus", "[-]", "malformed-json"],
    ["a bare dot", "[1.]", "malformed-json"],
    ["a bare exponent", "[1e]", "malformed-json"],
    ["a control character", '["a\nb"]', "malformed-json"],
    ["an unknown escape", '["\\x41"]', "malformed-json"],
    ["a short escape", '["\\u12"]', "malformed-json"],
    ["single quotes", "{'a':1}", "malformed-json"],
    ["a wrong literal", "[nul]", "malformed-json"],
    ["a wrong bracket", "[1}", "malformed-json"],
    ["a missing colon", '{"a" 1}', "malformed-json"],
    ["a missing key", "{1:2}", "malformed-json"],
    ["only white space", "  ", "malformed-json"],
    ["NaN", "NaN", "malformed-json"],
    ["the same key twice", '{"a":1,"b":{"a":1},"a":2}', "duplicate-key"],
    ["the same key twice in disguise", '{"a":1,"\\u0061":2}', "duplicate-key"],
    ["nesting", "[".repeat(33) + "]".repeat(33), "json-too-deep"],
    ["too many values", `[${"[],".repeat(20_000)}1]`, "json-too-many-values"],
    ["too many bytes", `"${"x".repeat(100_000)}"`, "body-too-large"],
  ])("refuses %s (%s)", (_, text, code) => {
    expect(run(text)).toMatchObject({ output: "", failed: code, ended: false });
  });

  it("refuses invalid UTF-8 and says where", () => {
    for (const [input, at] of [
      [[0x22, 0x61, 0xff, 0x22], 2],
      [[0x22, 0xc3, 0x28, 0x22], 1],
      [[0x22, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0xed, 0xa0, 0x80, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x22], 7],
    ] as const) {
      const driven = drive(codec(), [Uint8Array.from(input)]);
      expect(driven.failed).toBe("invalid-utf8");
      expect(driven.message).toContain(`byte ${at}.`);
    }
  });

  it("does not mistake the same key in two objects, or many keys, for a duplicate", () => {
    const many = `{${Array.from({ length: 2000 }, (_, i) => `"k${i}":{"a":"${i}"}`).join(",")}}`;
    expect(run(many, {}, { limits: { lanes: 5000 } }).output).toBe(many);
    expect(run(many.replace('"k1999"', '"k1998"')).failed).toBe("duplicate-key");
    const text = '[{"a":{"a":1}},{"a":2},{"b":1,"a":3},{"a":1,"b":2}]';
    expect(run(text).output).toBe(text);
  });

  it("names lanes by shape and shows no key that no rule names", () => {
    const text = `{"messages":[{"content":"${samples.ssn}","note":{"4111111111111111":["${samples.ssn}"]}}]}`;
    expect(run(text).findings.map((f) => f.lane)).toEqual(["(keys)", "messages[].*.*[]", "messages[].content"]);
  });

  it.each([
    "sk-ant-api-abcdefghijklmnop",
    "glpat-abcdefghijklmnopqrst",
    "xoxb-abcdefghijkl",
    "user_name",
  ])("does not show the key %s in a lane's name", (key) => {
    const text = JSON.stringify({ [key]: samples.ssn, messages: [{ [key]: { content: samples.ssn } }] });
    for (const more of [{}, { rules: {} }]) {
      const lanes = run(text, more).findings.map((f) => f.lane);
      expect(lanes).toContain("*");
      expect(lanes.filter((lane) => lane.includes(key))).toEqual([]);
    }
  });

  it("scans long numbers also where a rule says that they are numbers", () => {
    const text = '{"created":4111111111111111,"seed":1,"model":"m"}';
    for (const as of ["number", "identity"] as const) {
      const driven = run(text, { rules: { created: { as } } });
      expect(driven.output).toBe('{"created":0,"seed":1,"model":"m"}');
    }
    const short = '{"created":1700000000}';
    expect(run(short)).toMatchObject({ output: short, findings: [] });
  });

  it("numbers very many keys that would collide", () => {
    const keys = Array.from({ length: 5000 }, (_, i) => `u${i}@example.com`);
    const text = `{${keys.map((key) => `"${key}":1`).join(",")}}`;
    const wanted = keys.map((_, i) => (i === 0 ? '"<EMAIL>":1' : `"<EMAIL>-${i + 1}":1`)).join(",");
    const driven = run(
      text,
      { limits: { bodyBytes: 1_000_000, jsonDepth: 8, jsonValues: 100_000, lanes: 10_000 } },
      { limits: { findings: 10_000 } },
    );
    expect([driven.failed, driven.output]).toEqual([undefined, `{${wanted}}`]);
  });

  it("gives the same for every split and when scans answer late", () => {
    const text = `{"messages":[{"content":[{"text":"078-"},{"text":"05-1120 é"}]},{"content":"${samples.cardSpaced}"}],"${samples.email}":4111111111111111}`;
    const whole = run(text);
    expect(whole.output).toBe(
      '{"messages":[{"content":[{"text":"<SSN>"},{"text":" é"}]},{"content":"<CARD>"}],"<EMAIL>":0}',
    );
    for (const { name, driven } of variants(codec(), bytes(text), { splits: "every", seeds: 10 }, createRandom)) {
      expect([name, driven.output, driven.findings]).toEqual([name, whole.output, whole.findings]);
    }
  });

  it("writes nothing before it is judged, and nothing at all when inspection stops", () => {
    expect(drive(codec(), [bytes('{"a":"b"}')], { end: false })).toMatchObject({ output: "", held: [9], ended: false });
    const text = `{"a":"${samples.ssn}","b":"${samples.ssn}"}`;
    expect(run(text, {}, { limits: { findings: 1 } })).toMatchObject({ output: "", failed: "too-many-findings" });
    expect(run(text, {}, { limits: { lanes: 2 } })).toMatchObject({ output: "", failed: "too-many-lanes" });
  });
});

describe("JSON documents that end in one turn", () => {
  /** `say` hears what happens, in its order. */
  function open(name: string, say: (what: string) => void, end: () => void = () => {}) {
    const inspection = createTestInspection();
    const { judge } = inspection;
    inspection.judge = (texts, done) => {
      say(`${name} judged`);
      judge.call(inspection, texts, done);
    };
    const made = codec({ turns: { putOff: atTurnsEnd, stop: (error) => say(`${name} stopped: ${error}`) } })(
      inspection,
      {
        write: (out) => say(`${name} ${Buffer.from(out)}`),
        end,
        fail: ({ code }) => say(`${name} failed: ${code}`),
      },
    );
    if (made instanceof Error) throw made;
    return { inspection, codec: made };
  }

  it("are all read, then judged, then given on, as each would be alone", async () => {
    const said: string[] = [];
    const texts = { a: `{"a":"${samples.ssn}"}`, b: '{"b":', c: '{"c":"fine"}', d: `["${samples.email}"]` };
    for (const [name, text] of Object.entries(texts)) {
      const document = open(name, (what) => said.push(what));
      document.codec.write(bytes(text));
      document.codec.end();
    }
    expect(said).toEqual([]);
    await setImmediate();
    expect(said).toEqual([
      ...["b failed: malformed-json", "a judged", "c judged", "d judged"],
      ...['a {"a":"<SSN>"}', 'c {"c":"fine"}', 'd ["<EMAIL>"]'],
    ]);
  });

  it("are read, looked at and judged in many turns where they are large, so that small ones do not wait", async () => {
    const members = Array.from(
      { length: 9_000 },
      (_, i) => `"k${i}":["${i % 500 === 0 ? samples.ssn : `v${i}`}",${i}]`,
    );
    const large = `{${members.join(",")}}`;
    const limits = { bodyBytes: 1_000_000, jsonDepth: 32, jsonValues: 100_000, lanes: 20_000 };
    const expected = drive(codec({ limits }), [bytes(large)], { scanner: native, limits: { lanes: 20_000 } });
    expect(expected.findings).toHaveLength(18);
    let [written, turns] = ["", 0];
    const inspection = createTestInspection({ scanner: native, limits: { lanes: 20_000 } });
    const write = (out: Uint8Array): void => {
      written += Buffer.from(out);
    };
    const sink = { write, end() {}, fail() {} };
    const made = codec({ limits, turns: { putOff: atTurnsEnd, stop: () => {} } })(inspection, sink);
    if (made instanceof Error) throw made;
    made.write(bytes(large));
    made.end();
    const said: string[] = [];
    const small = open("small", (what) => said.push(what));
    small.codec.write(bytes("[1]"));
    small.codec.end();
    for (; written === ""; turns++) {
      await setImmediate();
      if (turns === 0) expect([said, written]).toEqual([["small judged", "small [1]"], ""]);
    }
    expect(written).toBe(expected.output);
    // Of 64 KiB, of 4,096 records twice, and one in which it is judged and given on.
    expect(turns).toBeGreaterThanOrEqual(Math.ceil(large.length / 65_536) + 2 * Math.floor(18_000 / 4_096) - 2);
  });

  it("leave nothing when they are stopped in between, and harm no other with a fault", async () => {
    const said: string[] = [];
    const say = (what: string): void => {
      said.push(what);
      if (what === "c judged") b.inspection.stop(failures.clientGone());
    };
    const fault = (): never => {
      throw new Error("a fault");
    };
    const [a, b, c, d, e] = [open("a", say), open("b", say), open("c", say), open("d", say, fault), open("e", say)];
    for (const document of [a, b, c, d, e]) {
      document.codec.write(bytes("[1]"));
      document.codec.end();
    }
    a.inspection.stop(failures.clientGone());
    await setImmediate();
    expect(said).toEqual([
      ...["a failed: client-gone", "b judged", "c judged", "b failed: client-gone", "d judged", "e judged"],
      ...["c [1]", "d [1]", "d stopped: Error: a fault", "e [1]"],
    ]);
  });
});
