/**
 * Fields by their name: whatever stands in one is a value, in every kind of body, however it is cut and whenever scans answer; and nothing
 * else changes.
 */
import { describe, expect, it } from "vitest";
import { mixed } from "../../src/inspect/detectors/secrets/picked.ts";
import { CleanValues } from "../../src/pipeline/clean-values.ts";
import { inspectHeaders } from "../../src/pipeline/header-values.ts";
import { inspectTarget } from "../../src/pipeline/request-target.ts";
import { NEVER_MASKED } from "../../src/protocols/http/header-lists.ts";
import type { HeaderList } from "../../src/protocols/http/listener.ts";
import { parseTarget } from "../../src/protocols/http/target.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { createRandom, randomChunks } from "../harness/chunks.ts";
import { ownOf } from "./own.ts";
import { type BodyKind, directionOf, type Run, run, runLate } from "./real.ts";

const detectors = {
  fields: [
    { names: ["ssn"], label: "regulated" },
    { names: ["*password*", "api_token"], tag: "credential", entity: "LOGIN" },
    { names: ["notes"], label: "internal", entity: "NOTES" },
  ],
};
const own = ownOf({ detectors });

const json: BodyKind = { direction: "request", contentType: "application/json" };
const left = ({ output, failed, ended, notes }: Run): object => ({ output: output.toString(), failed, ended, notes });

/** The output, which is the same however the body is cut. */
function outputOf(kind: BodyKind, body: string, how = own, end = true): string {
  const bytes = Buffer.from(body);
  const options = { ...how, end };
  const whole = run(kind, [bytes], options);
  expect(whole.failed).toBeUndefined();
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(left(run(kind, [bytes.subarray(0, cut), bytes.subarray(cut)], options)), `cut at ${cut}`).toEqual(
      left(whole),
    );
  }
  for (let seed = 1; seed <= 25; seed++) {
    const random = createRandom(seed);
    const chunks = randomChunks(bytes, random, seed % 2 === 0 ? 5 : 40);
    expect(left(run(kind, chunks, options))).toEqual(left(whole));
    expect(left(runLate(kind, chunks, random, options))).toEqual(left(whole));
  }
  return whole.output.toString();
}

describe("a document's fields", () => {
  it.each([
    ["a string", '{"ssn":"anything at all", "name":"Ada"}', '{"ssn":"<FIELD_SSN>", "name":"Ada"}'],
    ["one byte", '{"ssn":"x"}', '{"ssn":"<FIELD_SSN>"}'],
    ["nothing", '{"ssn":"","api_token":null,"x":true}', '{"ssn":"","api_token":null,"x":true}'],
    ["a short number", '{"ssn": 7, "other": 7}', '{"ssn": 0, "other": 7}'],
    ["a long number", '{"ssn": 78051120.5}', '{"ssn": 0}'],
    ["numbers in an array", '{"ssn": [1, 22, "x"], "n": [1, 22]}', '{"ssn": [0, 0, "<FIELD_SSN>"], "n": [1, 22]}'],
    [
      "any depth below it",
      '{"ssn":{"a":[{"b":"x"}],"c":"y"}}',
      '{"ssn":{"a":[{"b":"<FIELD_SSN>"}],"c":"<FIELD_SSN>"}}',
    ],
    ["any depth above it", '[[{"a":{"b":{"SSN":"x"}}}]]', '[[{"a":{"b":{"SSN":"<FIELD_SSN>"}}}]]'],
    ["a name that fits", '{"db_Password_2":"x","pass":"x"}', '{"db_Password_2":"<LOGIN>","pass":"x"}'],
    ["an escaped name", '{"s\\u0073n":"x"}', '{"s\\u0073n":"<FIELD_SSN>"}'],
    ["an escaped value", '{"ssn":"a\\"b\\u00e9\\n"}', '{"ssn":"<FIELD_SSN>"}'],
    ["the nearer of two", '{"password":{"ssn":"x"}}', '{"password":{"ssn":"<FIELD_SSN>"}}'],
    ["what is let through", '{"notes":"call me","ssn":"x"}', '{"notes":"call me","ssn":"<FIELD_SSN>"}'],
    [
      "what is let through, and what is in it",
      '{"notes":"mail alice@example.com"}',
      '{"notes":"mail <EMAIL_ADDRESS>"}',
    ],
    ["a long text", `{"ssn":"${"long text ".repeat(40)}é"}`, '{"ssn":"<FIELD_SSN>"}'],
  ])("%s", (_what, body, shown) => {
    expect(outputOf(json, body)).toBe(shown);
  });

  it("are values whatever else is in them, and the stricter of two operators holds", () => {
    const strict = ownOf({ detectors, mask: { entities: { EMAIL_ADDRESS: { request: "drop" } } } });
    expect(outputOf(json, '{"ssn":"alice@example.com"}', strict)).toBe('{"ssn":""}');
  });

  it("do not keep a rule from blocking what stands in them", () => {
    const rules = [{ id: "no-cards", if: { entities: ["CREDIT_CARD"] }, then: "block" }];
    const blocking = ownOf({ detectors, rules });
    expect(run(json, [Buffer.from('{"ssn":"4111 1111 1111 1111"}')], blocking).failed).toBe("blocked");
    expect(run(json, [Buffer.from(`{"ssn":"${"x ".repeat(300)}4111 1111 1111 1111"}`)], blocking).failed).toBe(
      "blocked",
    );
  });

  it.each([
    ["mask", "*****"],
    ["drop", ""],
    ["hash", /^<FIELD_SSN:[0-9a-f]{12}>$/],
  ])("become what the operator %s makes of them", (operator, shown) => {
    const how = ownOf({ detectors, mask: { entities: { FIELD_SSN: { request: operator } } } });
    const out = JSON.parse(outputOf(json, '{"ssn":"78-é1"}', how)) as { ssn: string };
    expect(out.ssn).toEqual(typeof shown === "string" ? shown : expect.stringMatching(shown));
  });

  it("are only recorded where a connection observes, and left alone where it switches them off", () => {
    const observing = ownOf({ detectors }, "request", { mode: "observe" });
    const body = '{"ssn":"secret thing"}';
    const seen = run(json, [Buffer.from(body)], observing);
    expect(seen.output.toString()).toBe(body);
    expect(seen.notes).toEqual([expect.stringMatching(/field-ssn allow/)]);
    const off = ownOf({ detectors }, "request", { detectors: { off: ["field-ssn"] } });
    expect(outputOf(json, '{"ssn":"x","password":"x"}', off)).toBe('{"ssn":"x","password":"<LOGIN>"}');
  });
});

describe("fields in text that is JSON again", () => {
  const chat: BodyKind = { ...json, dialect: openai, operation: "chat.completions" };
  it.each([
    ["a string", { ssn: "078 or so", x: 1 }, { ssn: "<FIELD_SSN>", x: 1 }],
    ["a number", { deep: { ssn: 12 } }, { deep: { ssn: 0 } }],
    ["a long one", { my_password_: "p ".repeat(200), x: 1 }, { my_password_: "<LOGIN>", x: 1 }],
  ])("%s", (_what, given, wanted) => {
    const call = { id: "c", type: "function", function: { name: "f", arguments: JSON.stringify(given) } };
    const body = JSON.stringify({ model: "m", messages: [{ role: "assistant", tool_calls: [call] }] });
    const out = JSON.parse(outputOf(chat, body)) as { messages: [{ tool_calls: [typeof call] }] };
    expect(JSON.parse(out.messages[0].tool_calls[0].function.arguments)).toEqual(wanted);
  });
});

describe("fields of forms, queries and multipart bodies", () => {
  it("of a form", () => {
    const form: BodyKind = { direction: "request", contentType: "application/x-www-form-urlencoded" };
    expect(outputOf(form, "a=1&ssn=078+05&my%5Fpassword=x%26y&ssn=")).toBe(
      "a=1&ssn=%3CFIELD_SSN%3E&my%5Fpassword=%3CLOGIN%3E&ssn=",
    );
  });

  it("of a query", () => {
    const direction = directionOf("request", own);
    const target = parseTarget("/v1/x?ssn=12&b=2&API_token=q");
    let sent = "";
    inspectTarget(direction, target, target.path, false, (path) => {
      sent = path;
    });
    expect(sent).toBe("/v1/x?ssn=%3CFIELD_SSN%3E&b=2&API_token=%3CLOGIN%3E");
  });

  it("of a multipart body, text and JSON", () => {
    const multipart: BodyKind = { direction: "request", contentType: "multipart/form-data; boundary=b" };
    const part = (name: string, type: string, content: string): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n${type}\r\n${content}\r\n`;
    const asJson = "Content-Type: application/json\r\n";
    const body = `${part("ssn", "", "078")}${part("note", "", "078")}${part("password", asJson, '{"a":"x","n":[1]}')}${part("note", asJson, '{"ssn":"x"}')}--b--\r\n`;
    const wanted = `${part("ssn", "", "<FIELD_SSN>")}${part("note", "", "078")}${part("password", asJson, '{"a":"<LOGIN>","n":[0]}')}${part("note", asJson, '{"ssn":"<FIELD_SSN>"}')}--b--\r\n`;
    expect(outputOf(multipart, body)).toBe(wanted);
  });
});

describe("fields whose name says nothing of them", () => {
  it.each([
    ["a page's token that a mark gives away", `{"pageToken":"EAAG${mixed(160, 1)}"}`, "<FACEBOOK_ACCESS_TOKEN>"],
    ["an address as a key", '{"idempotency_key":"alice@example.com"}', "<EMAIL_ADDRESS>"],
    ["a card's number as a key", '{"partition_key":"4111111111111111"}', "<CREDIT_CARD>"],
    ["what stands in an object of that name", '{"cache_key":{"secret":"a8Fk2LmQ9ZxT4cV7"}}', "<SECRET>"],
  ])("hide nothing: %s", (_what, body, shown) => {
    expect(JSON.stringify(JSON.parse(outputOf(json, body)))).toContain(shown);
  });
});

describe("fields that are headers", () => {
  const sent = (scannable: HeaderList, how = own, known = new CleanValues()): HeaderList => {
    let out: HeaderList = [];
    inspectHeaders(directionOf("request", how), { scannable, unscanned: [["api_token", "kept"]] }, known, (headers) => {
      out = headers;
    });
    return out.slice(0, -1);
  };

  it("are masked by their name, in any case, whatever stands in them", () => {
    const known = new CleanValues();
    const headers: HeaderList = [
      ["ssn", "none"],
      ["x-db-password-2", "h\u00fc".repeat(50)],
      ["accept", "*/*"],
      ["notes", "to alice@example.com"],
    ];
    for (let again = 0; again < 3; again++)
      expect(sent(headers, own, known)).toEqual([
        ["ssn", "<FIELD_SSN>"],
        ["x-db-password-2", "<LOGIN>"],
        ["accept", "*/*"],
        ["notes", "to <EMAIL_ADDRESS>"],
      ]);
  });

  it("are not masked where the entry says so, or where they decide how the exchange goes", () => {
    const some = ownOf({
      detectors: {
        fields: [
          { names: ["ssn"], headers: false },
          { names: ["*at*", "*t-*", "*ie", "*host"], entity: "MANY" },
        ],
      },
    });
    const kept: HeaderList = NEVER_MASKED.map((name) => [name.replace("*", "note"), "plain"]);
    expect(kept.length).toBeGreaterThan(30);
    expect(sent([["ssn", "7"], ...kept, ["x-patient-at", "7"]], some)).toEqual([
      ["ssn", "7"],
      ...kept,
      ["x-patient-at", "<MANY>"],
    ]);
  });
});

describe("fields of a stream", () => {
  const answers = ownOf({ detectors }, "response");
  const events = (pieces: readonly object[]): string =>
    pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join("");
  const textOf = (out: string, key: string): string =>
    out
      .split("\n")
      .filter((line) => line.startsWith("data: {"))
      .map((line) => (JSON.parse(line.slice(6)) as Record<string, unknown>)[key] ?? "")
      .join("");
  const sse: BodyKind = { direction: "response", contentType: "text/event-stream" };

  it("in events that no dialect knows", () => {
    const out = outputOf(
      sse,
      events([
        { ssn: "078", id: 1 },
        { ssn: "-05-", id: 2 },
        { ssn: "1120", id: 3 },
      ]),
      answers,
    );
    for (const piece of ["078", "-05-", "1120"]) expect(textOf(out, "ssn")).not.toContain(piece);
    expect(textOf(out, "id")).toBe("123");
    expect(out).toContain("<FIELD_SSN>");
  });

  it("that are let through are told once, however they are cut", () => {
    const out = outputOf(sse, events([{ notes: "call me" }, { notes: " or not" }]), answers);
    expect(textOf(out, "notes")).toBe("call me or not");
    const text: BodyKind = { direction: "response", contentType: "multipart/form-data; boundary=b" };
    const part = '--b\r\nContent-Disposition: form-data; name="notes"\r\n\r\nmail alice@example.com\r\n--b--\r\n';
    expect(outputOf(text, part, answers)).toBe(part.replace("alice@example.com", "<EMAIL_ADDRESS>"));
  });

  it("in lines of JSON", () => {
    const lines: BodyKind = { direction: "response", contentType: "application/x-ndjson" };
    const out = outputOf(lines, '{"ssn":"a","n":1}\n{"ssn":5,"n":2}\n{"ssn":[6],"n":3}\n', answers);
    const said = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { ssn: unknown; n: number });
    expect(said.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(said.slice(1).map(({ ssn }) => ssn)).toEqual([0, [0]]);
    expect(said[0]?.ssn).toContain("<FIELD_SSN>");
  });

  it("in the deltas of a dialect: a name of the protocol's own takes all of its text", () => {
    const masking = ownOf({ detectors: { fields: [{ names: ["content"], entity: "SAID" }] } }, "response");
    const delta = (content: string): object => ({ id: "c", choices: [{ index: 0, delta: { content } }] });
    const end = { id: "c", choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
    const kind: BodyKind = { ...sse, dialect: openai, operation: "chat.completions" };
    const pieces = ["The long ", "story of a ", "lane that goes on and on ", "for more than one head, ", "to its end."];
    const out = outputOf(kind, `${events([...pieces.map(delta), end])}data: [DONE]\n\n`, masking);
    const said = out
      .split("\n")
      .filter((line) => line.startsWith("data: {"))
      .map(
        (line) =>
          (JSON.parse(line.slice(6)) as { choices: [{ delta: { content?: string } }] }).choices[0].delta.content ?? "",
      );
    expect(said.join("")).toBe("<SAID>");
  });
});
