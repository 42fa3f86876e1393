import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flags, kinds } from "../../../../src/protocols/http/bodies/json-lexer.ts";
import { createNamedShapes, nameShape, ShapeTree } from "../../../../src/protocols/http/bodies/json-shape.ts";
import { sourceOffset } from "../../../../src/protocols/http/bodies/json-string.ts";
import { JsonTape } from "../../../../src/protocols/http/bodies/json-tape.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const tape = new JsonTape("client", { jsonDepth: 64, jsonValues: 100_000 });
const parse = (text: string) => tape.parse(bytes(text), 0, bytes(text).length, new ShapeTree());

describe("the JSON tokenizer", () => {
  it("accepts what JSON.parse accepts, and refuses what it refuses", () => {
    const noise = fc.constantFrom(
      "",
      "",
      "",
      ",",
      "]",
      "}",
      "{",
      '"',
      "1",
      "0",
      ":",
      "e",
      "-",
      ".",
      "\\",
      "\\u12",
      "\u0001",
      " ",
      "tru",
    );
    const json = fc.json({ maxDepth: 4 }).filter((text) => parse(text)?.code !== "duplicate-key");
    fc.assert(
      fc.property(json, fc.nat(), noise, fc.nat(3), (text, where, junk, cut) => {
        const at = where % (text.length + 1);
        const mutated = text.slice(0, at) + junk + text.slice(at + (junk === "" ? 0 : cut));
        let valid = true;
        try {
          JSON.parse(mutated);
        } catch {
          valid = false;
        }
        const failure = parse(mutated);
        if (failure?.code !== "duplicate-key") expect([mutated, failure === undefined]).toEqual([mutated, valid]);
      }),
      { numRuns: 3000 },
    );
  });

  it("reads the strings that JSON.parse reads", () => {
    const spelling = fc.constantFrom(
      "\\n",
      "\\u00e9",
      "\\ud83d\\ude00",
      "\\ud83d",
      "\\udc00",
      "\\/",
      '\\"',
      "é",
      "😀",
      "a",
      "\\\\",
      "\\u0000",
    );
    fc.assert(
      fc.property(fc.array(spelling, { maxLength: 12 }), (parts) => {
        const text = `"${parts.join("")}"`;
        expect(parse(text)).toBeUndefined();
        // Half of a surrogate pair is three bytes that are no UTF-8.
        const read = JSON.parse(text) as string;
        const decoded = Buffer.from(tape.text(0)).toString("utf8");
        expect(decoded).toBe(read.replace(/\p{Surrogate}/gu, "\ufffd\ufffd\ufffd"));
      }),
      { numRuns: 1000 },
    );
  });

  it("finds the way back from decoded text to the source, at every offset", () => {
    const source = bytes("a\\n\\u00e9\\ud83d\\ude00é\\ud83dz");
    const back = (at: number, up: boolean): number => sourceOffset(source, 0, source.length, at, up);
    // a, \n, é (2), 😀 (4), é (2), half of a pair (3), z
    expect([0, 1, 2, 4, 8, 10, 13, 14].map((at) => back(at, false))).toEqual([0, 1, 3, 9, 21, 23, 29, 30]);
    expect([3, 5, 11].map((at) => [back(at, false), back(at, true)])).toEqual([
      [3, 9],
      [9, 21],
      [23, 29],
    ]);
  });

  it("records places, shapes and offsets", () => {
    const text = '{"a":[{"b":"x"},{"b":12345678}],"c":null}';
    expect(parse(text)).toBeUndefined();
    const rows = Array.from({ length: tape.count }, (_, token) => [
      tape.kind(token),
      tape.shape(token).name,
      text.slice(tape.start(token), tape.end(token)),
      tape.parent(token),
      tape.position(token),
      tape.next(token),
    ]);
    expect(rows).toEqual([
      [kinds.object, "", text, -1, 0, 7],
      [kinds.array, "*", '[{"b":"x"},{"b":12345678}]', 0, 0, 6],
      [kinds.object, "*[]", '{"b":"x"}', 1, 0, 4],
      [kinds.string, "*[].*", "x", 2, 0, 4],
      [kinds.object, "*[]", '{"b":12345678}', 1, 1, 6],
      [kinds.number, "*[].*", "12345678", 4, 0, 6],
      [kinds.null, "*", "null", 0, 1, 7],
    ]);
    expect(tape.has(5, flags.long)).toBe(true);
    expect(Buffer.from(tape.shape(3).context).toString()).toBe("b: ");
  });

  it("keeps shapes from document to document, and few of an object with many keys", () => {
    const root = new ShapeTree();
    const read = (text: string) => tape.parse(bytes(text), 0, bytes(text).length, root);
    expect(read('{"a":1,"b":2}')).toBeUndefined();
    const b = tape.shape(2);
    expect(read('{"b":1,"a":{"b":2}}')).toBeUndefined();
    expect(tape.shape(1)).toBe(b);
    const many = `{${Array.from({ length: 600 }, (_, i) => `"k${i}":1`).join()}}`;
    expect(read(many)).toBeUndefined();
    expect([tape.shape(1).kept, tape.shape(600).kept]).toEqual([true, false]);
    expect(read(many)).toBeUndefined();
  });
});

describe("several tapes", () => {
  /** Every record with its text: what a tape knows of its value. */
  const records = (one: JsonTape): unknown[] =>
    Array.from({ length: one.count }, (_, token) => [
      one.kind(token),
      one.shape(token).key,
      one.parent(token),
      one.next(token),
      Buffer.from(one.text(token)).toString("utf8"),
    ]);
  const readBy = (one: JsonTape, text: string): unknown[] => {
    expect(one.parse(bytes(text), 0, bytes(text).length, new ShapeTree())).toBeUndefined();
    return records(one);
  };

  it("keep their values whatever the others read and let go of", () => {
    const turn = fc.record({ which: fc.nat(2), forget: fc.boolean(), text: fc.json({ maxDepth: 6 }) });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
        const tapes = [0, 1, 2].map(() => new JsonTape("upstream", { jsonDepth: 64, jsonValues: 100_000 }));
        const known: unknown[][] = [[], [], []];
        for (const { which, forget, text } of turns) {
          const one = tapes[which];
          if (one === undefined) continue;
          if (forget) {
            one.forget();
            known[which] = [];
          } else known[which] = readBy(new JsonTape("upstream", { jsonDepth: 64, jsonValues: 100_000 }), text);
          if (!forget) expect(readBy(one, text)).toEqual(known[which]);
          expect(tapes.map(records)).toEqual(known);
        }
      }),
    );
  });
});

describe("a tape that reads so many bytes at a time", () => {
  const names = ["a", "b", "c", "a.[].b", "b.a"];
  const shapes = createNamedShapes();
  for (const name of names) nameShape(shapes, name.split("."));
  const text = fc.oneof(
    fc.json({ maxDepth: 4 }),
    // Of the keys that all bodies share, some twice in an object.
    fc
      .letrec((tie) => ({
        value: fc.oneof({ maxDepth: 4 }, fc.constantFrom("1", '"x"', "true"), tie("array"), tie("object")),
        array: fc.array(tie("value"), { maxLength: 3 }).map((values) => `[${values.join(", ")}]`),
        object: fc
          .array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "\\u0061"), tie("value")), { maxLength: 4 })
          .map((members) => `{${members.map(([key, value]) => `"${key}": ${value}`).join(",")}}`),
      }))
      .value.map(String),
  );
  const told = (one: JsonTape, failure: ReturnType<JsonTape["parse"]>): unknown =>
    failure === undefined
      ? Array.from({ length: one.count }, (_, token) => [
          ...[one.kind(token), one.start(token), one.end(token), one.parent(token), one.position(token)],
          ...[one.keyStart(token), one.keyEnd(token), one.next(token), one.shape(token).name, one.shape(token).key],
        ])
      : [failure.code, failure.message];

  it("makes what one makes that reads all at once, whatever others read meanwhile", () => {
    let duplicates = 0;
    fc.assert(
      fc.property(
        text,
        text,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (mine, other, some, more) => {
          const whole = [mine, other].map((each) => {
            const one = new JsonTape("client", { jsonDepth: 8, jsonValues: 100_000 });
            return told(one, one.parse(bytes(each), 0, bytes(each).length, new ShapeTree(shapes)));
          });
          const [one, two] = [
            new JsonTape("client", { jsonDepth: 8, jsonValues: 100_000 }),
            new JsonTape("client", { jsonDepth: 8, jsonValues: 100_000 }),
          ];
          const pairs = [
            { tape: one, source: mine, step: some },
            { tape: two, source: other, step: more },
          ].map(({ tape: each, source, step }) => {
            const refused = each.begin(bytes(source), 0, bytes(source).length, new ShapeTree(shapes));
            return { each, step, refused, isDone: refused !== undefined };
          });
          while (pairs.some(({ isDone }) => !isDone))
            for (const pair of pairs) if (!pair.isDone) pair.isDone = pair.each.readOn(pair.step);
          expect(pairs.map(({ each, refused }) => told(each, refused ?? each.failure))).toEqual(whole);
          if (String(whole[0]).includes("duplicate")) duplicates++;
        },
      ),
      { numRuns: 2_000 },
    );
    expect(duplicates).toBeGreaterThan(20);
  });

  it("finds a key twice in an object though another body had that key in between", () => {
    const twice = '{"a":1,"b":{"a":[{"b":2,"x":3}]},"a":3}';
    const one = new JsonTape("client", { jsonDepth: 8, jsonValues: 100_000 });
    expect(one.begin(bytes(twice), 0, twice.length, new ShapeTree(shapes))).toBeUndefined();
    while (!one.readOn(1)) {
      const other = '{"c":0,"a":[{"b":0}],"b":{"a":0}}';
      expect(
        new JsonTape("client", { jsonDepth: 8, jsonValues: 100_000 }).parse(
          bytes(other),
          0,
          other.length,
          new ShapeTree(shapes),
        ),
      ).toBeUndefined();
    }
    expect(one.failure?.code).toBe("duplicate-key");
  });
});

describe("a tape's values", () => {
  it("are counted, objects and arrays among them, up to its limit", () => {
    const bounds = { jsonDepth: 8, jsonValues: 4 };
    const code = (text: string) =>
      new JsonTape("client", bounds).parse(bytes(text), 0, text.length, new ShapeTree())?.code;
    expect(['[[],{},"a"]', '{"a":{"b":[1,2,3,4,5]}, "c":1}', "[[],[],[]]"].map(code)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(['[[],{},"a","b"]', "[[[]],[],[]]", '{"a":1,"b":2,"c":3,"d":null}'].map(code)).toEqual(
      Array(3).fill("json-too-many-values"),
    );
  });
});
