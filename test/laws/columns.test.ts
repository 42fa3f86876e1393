/**
 * Columns by their name: in a CSV body whatever stands in one is a value, however the body is cut and whenever scans answer; the rest is
 * read by the detectors as text is.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunksOf, createRandom, randomChunks } from "../harness/chunks.ts";
import { ownOf } from "./own.ts";
import { type BodyKind, type Run, run, runLate } from "./real.ts";

const detectors = {
  fields: [
    { names: ["ssn"], label: "regulated" },
    { names: ["*password*", "api token"], tag: "credential", entity: "LOGIN" },
    { names: ["notes"], label: "internal", entity: "NOTES" },
  ],
};
const own = ownOf({ detectors });
const nameless = ownOf({});

const csv: BodyKind = { direction: "request", contentType: "text/csv; charset=utf-8" };
const tsv: BodyKind = { ...csv, contentType: "text/tab-separated-values" };
const left = ({ output, failed, ended, notes }: Run): object => ({ output: output.toString(), failed, ended, notes });

/** What comes of the body, which is the same however it is cut. */
function runOf(kind: BodyKind, body: string, how = own): Run {
  const bytes = Buffer.from(body);
  const whole = run(kind, [bytes], how);
  const step = Math.max(1, Math.ceil(bytes.length / 200));
  for (let cut = 0; cut <= bytes.length; cut += step) {
    const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
    expect(left(run(kind, chunks, how)), `cut at ${cut}`).toEqual(left(whole));
  }
  for (let seed = 1; seed <= 12; seed++) {
    const random = createRandom(seed);
    const chunks = randomChunks(bytes, random, [1, 5, 40][seed % 3] ?? 5);
    expect(left(run(kind, chunks, how))).toEqual(left(whole));
    expect(left(runLate(kind, chunks, random, how))).toEqual(left(whole));
  }
  return whole;
}

function outputOf(kind: BodyKind, body: string, how = own): string {
  const { failed, ended, output } = runOf(kind, body, how);
  expect([failed, ended]).toEqual([undefined, true]);
  return output.toString();
}

describe("a column that is named", () => {
  it.each([
    [
      "is masked in every row",
      "name,ssn,x\nAda,7,1\nBob,none at all,2\n",
      "name,ssn,x\nAda,<FIELD_SSN>,1\nBob,<FIELD_SSN>,2\n",
    ],
    ["without a line end behind the last", "x,ssn\n1,a", "x,ssn\n1,<FIELD_SSN>"],
    ["is the first", "SSN,x\na,1\nb,2\n", "SSN,x\n<FIELD_SSN>,1\n<FIELD_SSN>,2\n"],
    ["is the only one", "ssn\na\nb b\n", "ssn\n<FIELD_SSN>\n<FIELD_SSN>\n"],
    ["is there twice", "ssn,ssn\na,b", "ssn,ssn\n<FIELD_SSN>,<FIELD_SSN>"],
    ["has CR LF behind it", "x,ssn\r\n1,a\r\n\r\n2,b\r\n", "x,ssn\r\n1,<FIELD_SSN>\r\n\r\n2,<FIELD_SSN>\r\n"],
    ["has CR behind it", "x,ssn\r1,a\r2,b", "x,ssn\r1,<FIELD_SSN>\r2,<FIELD_SSN>"],
    ["is empty", 'x,ssn,y\n1,,2\n1,"",2\n', 'x,ssn,y\n1,,2\n1,"",2\n'],
    ["is not there in a short row", "x,ssn\n1\n2,b\n", "x,ssn\n1\n2,<FIELD_SSN>\n"],
    ["has more behind it than the header", "x,ssn\n1,a,b,c\n", "x,ssn\n1,<FIELD_SSN>,b,c\n"],
    ["is quoted", 'x,ssn\n1,"a, b"\n"2","c"\n', 'x,ssn\n1,"<FIELD_SSN>"\n"2","<FIELD_SSN>"\n'],
    ["has quotes and lines in it", 'x,ssn,y\n1,"a ""b""\r\n\nc,d",2\n', 'x,ssn,y\n1,"<FIELD_SSN>",2\n'],
    ["begins and ends with quotes", 'ssn,y\n"""a""",2\n"""",3\n', 'ssn,y\n"<FIELD_SSN>",2\n"<FIELD_SSN>",3\n'],
    ["has a quote in the middle", 'ssn,y\na"b,2\n', "ssn,y\n<FIELD_SSN>,2\n"],
    ["has text behind its quote", 'ssn,y\n"a,"b c,2\n', 'ssn,y\n"<FIELD_SSN>"<FIELD_SSN>,2\n'],
    ["is never closed", 'x,ssn\n1,"a\n2,b\n', 'x,ssn\n1,"<FIELD_SSN>'],
    ["is behind quoted ones", '"a\n,b","ssn"\n"x,\n",y\n', '"a\n,b","ssn"\n"x,\n",<FIELD_SSN>\n'],
    ["has spaces around its name", "x, ssn \n1,a\n", "x, ssn \n1,<FIELD_SSN>\n"],
    ["has a name that fits", "db Password 2;API token\na;b\n", "db Password 2;API token\n<LOGIN>;<LOGIN>\n"],
    ["is long", `x,ssn\n1,"${'é ""x"", '.repeat(60)}"\n2,b\n`, 'x,ssn\n1,"<FIELD_SSN>"\n2,<FIELD_SSN>\n'],
    ["is let through", "notes,ssn\ncall me,x\n", "notes,ssn\ncall me,<FIELD_SSN>\n"],
    ["is let through, and what is in it", "notes\nmail alice@example.com\n", "notes\nmail <EMAIL_ADDRESS>\n"],
    ["stands behind a byte order mark", '\ufeff"ssn",x\na,1\n', '\ufeff"ssn",x\n<FIELD_SSN>,1\n'],
    ["stands behind empty lines", "\n\r\nssn,x\na,1\n", "\n\r\nssn,x\n<FIELD_SSN>,1\n"],
  ])("%s", (_what, body, shown) => {
    expect(outputOf(csv, body)).toBe(shown);
  });

  it.each([
    ["semicolons", "x;ssn;y\na,b;c,d;e\n", "x;ssn;y\na,b;<FIELD_SSN>;e\n"],
    ["tabs", "x\tssn\na\tb;c,d\n", "x\tssn\na\t<FIELD_SSN>\n"],
    ["what stands most often", "ssn;a,b,c\nx;y,1,2\n", "ssn;a,b,c\nx;y,1,2\n"],
    ["of those that stand as often the comma, then the semicolon", "a;b,ssn\n1;2,3\n", "a;b,ssn\n1;2,<FIELD_SSN>\n"],
    ["what stands outside of quotes", '"a,b,c";ssn\n1;2,3\n', '"a,b,c";ssn\n1;<FIELD_SSN>\n'],
    ["what the first line says", "sep=|\r\na,b|ssn\r\n1|2,3\r\n", "sep=|\r\na,b|ssn\r\n1|<FIELD_SSN>\r\n"],
  ])("is divided from others by %s", (_what, body, shown) => {
    expect(outputOf(csv, body)).toBe(shown);
  });

  it("is divided by tabs alone where the type says so", () => {
    expect(outputOf(tsv, "a,b,c\tssn\n1,2\tx,y\n")).toBe("a,b,c\tssn\n1,2\t<FIELD_SSN>\n");
  });

  it("is not hidden by a quote that opens nothing once the delimiter is known", () => {
    expect(outputOf(csv, 'x;"y,ssn,z\n1,2,3\n4,5",6\n')).toBe('x;"y,ssn,z\n1,<FIELD_SSN>,3\n4,<FIELD_SSN>,6\n');
  });

  it.each([
    ["mask", "x,ssn\n1,*****\n"],
    ["drop", "x,ssn\n1,\n"],
    ["hash", /^x,ssn\n1,<FIELD_SSN:[0-9a-f]{12}>\n$/],
  ])("becomes what the operator %s makes of it", (operator, shown) => {
    const how = ownOf({ detectors, mask: { entities: { FIELD_SSN: { request: operator } } } });
    const out = outputOf(csv, "x,ssn\n1,78-é1\n", how);
    expect(out).toEqual(typeof shown === "string" ? shown : expect.stringMatching(shown));
  });

  it("is masked character by character, however steps of a scan cut them", () => {
    const how = ownOf({ detectors, mask: { entities: { FIELD_SSN: { request: "mask" } } } });
    const content = 'é"" ,'.repeat(2000);
    const bytes = Buffer.from(`x,ssn\n1,"${content}"\n`);
    for (const chunks of [[bytes], chunksOf(bytes, 1001), chunksOf(bytes, 8191)])
      expect(run(csv, chunks, how).output.toString()).toBe(`x,ssn\n1,"${"*".repeat(content.length)}"\n`);
  });

  it("is told once, and what detectors find in it, too", () => {
    const { notes } = runOf(csv, "x,ssn\nalice@example.com,bob@example.com\n");
    expect(notes.map((note) => note.split(" ").slice(0, 3).join(" "))).toEqual([
      "csv.column 0,15 field-ssn",
      "text 24,39 email",
      "text 6,23 email",
    ]);
  });

  it("does not keep a rule from blocking what stands in it", () => {
    const rules = [{ id: "no-cards", if: { entities: ["CREDIT_CARD"] }, then: "block" }];
    const body = "x,ssn\n1,4111 1111 1111 1111\n";
    expect(run(csv, [Buffer.from(body)], ownOf({ detectors, rules })).failed).toBe("blocked");
  });

  it("is only recorded where a connection observes, and left alone where it switches it off", () => {
    const body = "x,ssn\nalice@example.com,plain\n";
    const seen = runOf(csv, body, ownOf({ detectors }, "request", { mode: "observe" }));
    expect(seen.output.toString()).toBe(body);
    expect(seen.notes.join("\n")).toMatch(/field-ssn allow/);
    const off = ownOf({ detectors }, "request", { detectors: { off: ["field-ssn"] } });
    expect(outputOf(csv, body, off)).toBe("x,ssn\n<EMAIL_ADDRESS>,plain\n");
  });

  it("is found in a part of a multipart body, which may be a column's value itself", () => {
    const multipart: BodyKind = { direction: "request", contentType: "multipart/form-data; boundary=b" };
    const part = (name: string, content: string): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n--b--\r\n`;
    expect(outputOf(multipart, part("file", "x,ssn\r\n1,2"))).toBe(part("file", "x,ssn\r\n1,<FIELD_SSN>"));
    expect(outputOf(multipart, part("ssn", "x,y\r\n1,2"))).toBe(part("ssn", "<FIELD_SSN>"));
  });

  it("does not look like one in other text", () => {
    expect(outputOf({ ...csv, contentType: "text/plain" }, "x,ssn\n1,a\n")).toBe("x,ssn\n1,a\n");
  });
});

describe("what detectors find beside and across named columns", () => {
  const wide = ownOf({
    detectors: {
      ...detectors,
      custom: [
        { entity: "WIDE", pattern: 'run:[a-z",]{4,40}' },
        { entity: "TAILED", pattern: "tail:[a-z]{4}", tail: "[a-z,]" },
      ],
    },
  });

  it.each([
    ["in another column", "ssn,x\na,alice@example.com\n", "ssn,x\n<FIELD_SSN>,<EMAIL_ADDRESS>\n"],
    ["up into one", "x,ssn,y\nsee run:abc,defg,H\n", "x,ssn,y\nsee <WIDE>,<FIELD_SSN>,H\n"],
    ["out of one", "ssn,y\nrun:abc,defg H\n", "ssn,y\n<FIELD_SSN>,<WIDE> H\n"],
    ["over one", "x,ssn,y\nrun:abc,defg,hij K\n", "x,ssn,y\n<WIDE>,<FIELD_SSN>, K\n"],
    ["over a quoted one", 'x,ssn,y\nrun:abc,"d,e",hij K\n', 'x,ssn,y\n<WIDE>,"<FIELD_SSN>", K\n'],
    ["over two", "x,ssn,password,y\nrun:abc,de,fg,hij K\n", "x,ssn,password,y\n<WIDE>,<FIELD_SSN>,<LOGIN>, K\n"],
    ["over one that is let through", "x,notes,y\nrun:abc,de,hij K\n", "x,notes,y\n<WIDE>,, K\n"],
    ["with its tail", "x,ssn,y\ntail:abcd,efg,hij K\n", "x,ssn,y\n<TAILED>,<FIELD_SSN>, K\n"],
  ])("%s", (_what, body, shown) => {
    expect(outputOf(csv, body, wide)).toBe(shown);
  });

  const cells = fc.constantFrom(
    ...["", "a", "Ada Lovelace", "alice@example.com", "078-05-1120", "4111 1111 1111 1111", "x".repeat(70), "é😀"],
    ...[
      '"q, q"',
      '"a ""b"" c"',
      '"line\nline"',
      '"alice@example.com"',
      '"open',
      '"a"b',
      'a"b"',
      "postgres://u:hunter22@db/x",
    ],
  );
  const rows = fc.array(fc.array(cells, { minLength: 1, maxLength: 5 }), { maxLength: 6 });
  const headers = fc.array(fc.constantFrom("x", "ssn", "notes", '"ssn"', "password", '"a\nb"', ""), {
    minLength: 1,
    maxLength: 5,
  });
  const bodies = fc
    .tuple(headers, rows, fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n", "\r"), fc.boolean())
    .map(
      ([header, body, delimiter, end, last]) =>
        [header, ...body].map((cell) => cell.join(delimiter)).join(end) + (last ? end : ""),
    );

  it("comes out the same at every cut, with everything hidden that is hidden without columns", () => {
    fc.assert(
      fc.property(bodies, fc.nat(), (body, seed) => {
        const random = createRandom(seed);
        const bytes = Buffer.from(body);
        const whole = run(csv, [bytes], own);
        expect([whole.failed, whole.ended]).toEqual([undefined, true]);
        const chunks = randomChunks(bytes, random, [1, 6, 30][seed % 3] ?? 6);
        expect(left(run(csv, chunks, own))).toEqual(left(whole));
        expect(left(runLate(csv, chunks, random, own))).toEqual(left(whole));
        const out = whole.output.toString();
        const without = run(csv, [bytes], nameless).output.toString();
        for (const value of ["alice@example.com", "078-05-1120", "4111 1111 1111 1111", "hunter22"])
          if (!without.includes(value)) expect(out).not.toContain(value);
      }),
      { seed: 11, numRuns: 400 },
    );
  });
});

describe("a CSV body without a value", () => {
  it.each([
    ["no column is named", 'x,"y\n""z"""\r\n1,"2"\r\n,,\n"'],
    ["the named one is empty", 'x,ssn\n1,\n2,""\n'],
    ["a header alone", "x,ssn"],
    ["an open quote in the header", 'x,"ssn\n1,2\n'],
    ["line ends alone", "\r\n\n\r"],
    ["nothing", ""],
  ])("leaves byte for byte: %s", (_what, body) => {
    expect(outputOf(csv, body)).toBe(body);
    expect(outputOf(tsv, body)).toBe(body);
  });
});

describe("bytes of a CSV body", () => {
  const trace = (body: string): readonly number[] =>
    run(
      csv,
      Array.from(body, (letter) => Buffer.from(letter)),
      { ...own, end: false },
    ).trace;

  it("leave as soon as nothing can reach them, once the header has ended", () => {
    const cell = "v! ".repeat(30);
    const body = `x!,ssn\n1!,"${cell}",2!\n`;
    const at = (text: string): number => trace(body)[body.indexOf(text) + text.length - 1] ?? -1;
    expect(at("x!,ssn")).toBe(0);
    expect(at("\n1!,")).toBe("x!,ssn\n1!,".length);
    // 64 bytes of the cell; then its placeholder.
    expect(at(`"${cell.slice(0, 63)}`)).toBe('x!,ssn\n1!,"'.length);
    expect(at(`"${cell.slice(0, 66)}`)).toBe('x!,ssn\n1!,"<FIELD_SSN>'.length);
    expect(at('",2!\n')).toBe('x!,ssn\n1!,"<FIELD_SSN>",2!\n'.length);
  });

  it("are refused where the header is longer than limits.csvHeader, at the same byte however it is cut", () => {
    const limits = { csvHeaderBytes: 64 };
    const fits = `${"a,".repeat(30)}ssn\n1,2\n`;
    expect(run(csv, [Buffer.from(fits)], { ...own, limits }).ended).toBe(true);
    for (const kind of [csv, tsv]) {
      const long = `${"a,".repeat(31)}ssn\n1,2\n`;
      const whole = run(kind, [Buffer.from(long)], { ...own, limits });
      expect(whole.failed).toBe("csv-header-too-long");
      for (let cut = 0; cut <= long.length; cut++) {
        const chunks = [Buffer.from(long.slice(0, cut)), Buffer.from(long.slice(cut))];
        expect(left(run(kind, chunks, { ...own, limits }))).toEqual(left(whole));
        expect(left(runLate(kind, chunks, createRandom(cut), { ...own, limits }))).toEqual(left(whole));
      }
    }
    // Where no field is named nobody asks for a header.
    expect(run(csv, [Buffer.from("a,".repeat(100))], { ...nameless, limits }).ended).toBe(true);
  });

  it("end where something in a column stops the exchange, wherever that is and however they are cut", () => {
    const rules = [{ id: "no-ssn", if: { entities: ["FIELD_SSN"] }, then: "block" }];
    const blocking = ownOf({ detectors, rules });
    const few = { ...own, limits: { findings: 3 } };
    const rows = (count: number): Buffer => Buffer.from(`x,ssn\n${"some,thing\n".repeat(count)}`);
    for (const [how, body, code] of [
      [blocking, rows(1), "blocked"],
      [blocking, Buffer.from("x,ssn\n,\n1,last"), "blocked"],
      [few, rows(3), undefined],
      [few, rows(4), "too-many-findings"],
      [few, rows(2000), "too-many-findings"],
    ] as const) {
      for (const chunks of [[body], chunksOf(body, 7), chunksOf(body, 5000)]) {
        expect(run(csv, chunks, how).failed).toBe(code);
        expect(runLate(csv, chunks, createRandom(1), how).failed).toBe(code);
      }
    }
  });

  it("of a value that is longer than limits.swallow are refused", () => {
    const body = `ssn\n"${"v".repeat(300)}"\n`;
    expect(run(csv, [Buffer.from(body)], { ...own, limits: { swallowBytes: 200 } }).failed).toBe("swallow-overflow");
  });

  it("that are no text are refused behind what was decided", () => {
    const bytes = Buffer.concat([Buffer.from("x,ssn\n1!,abc"), Buffer.from([0xff]), Buffer.from(",")]);
    const whole = run(csv, [bytes], own);
    expect(whole.failed).toBe("invalid-utf8");
    expect(whole.output.toString()).toBe("x,ssn\n1!,");
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(left(run(csv, [bytes.subarray(0, cut), bytes.subarray(cut)], own))).toEqual(left(whole));
  });
});
