/**
 * Law 3, the second half: an answer that ends in the middle of a value. Past its detector's commit point the half is
 * redacted, so that two cut answers, put together, do not give the value; an answer that breaks off loses what is held.
 */
import { afterAll, describe, expect, it } from "vitest";
import type { Detector } from "../../src/inspect/detector.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { chunksOf, createRandom } from "../harness/chunks.ts";
import { messageStream } from "../protocols/llm/anthropic-stream.ts";
import { responseStream } from "../protocols/llm/responses-stream.ts";
import { type BodyKind, maskAll, openScanner, run, runLate } from "./real.ts";
import { type Json, NotJson, plain, type StreamEvent } from "./spelling.ts";
import { viewsOf } from "./views.ts";

const scanner = openScanner("inline");
afterAll(() => scanner.close());
const options = { scanner, mask: maskAll() };

const json = { direction: "response", contentType: "application/json" } as const;
const events = { direction: "response", contentType: "text/event-stream" } as const;

const chunk = (delta: Json, finish: string | null = null): StreamEvent => ({
  data: { choices: [{ index: 0, delta, finish_reason: finish }] },
});
const halves = (text: string): readonly [string, string] => {
  const letters = Array.from(text);
  const middle = Math.ceil(letters.length * 0.6);
  return [letters.slice(0, middle).join(""), letters.slice(middle).join("")];
};
const call = (args: string): Json => ({ tool_calls: [{ index: 0, function: { name: "note", arguments: args } }] });
const chat = (deltas: readonly Json[], finish: string): string =>
  plain.sse([...deltas.map((delta) => chunk(delta)), chunk({}, finish), { data: new NotJson("[DONE]") }]);
const inArguments = (text: string): string => `{"note":"${JSON.stringify(text).slice(1, -1)}`;

/** Answers that end well, their text cut off by a limit. */
const endings: readonly (readonly [name: string, kind: BodyKind, body: (text: string) => string])[] = [
  [
    "chat stream, finish_reason length",
    { ...events, dialect: openai, operation: "chat.completions" },
    (text) =>
      chat(
        halves(text).map((content) => ({ content })),
        "length",
      ),
  ],
  [
    "chat stream, a stop word",
    { ...events, dialect: openai, operation: "chat.completions" },
    (text) =>
      chat(
        halves(text).map((content) => ({ content })),
        "stop",
      ),
  ],
  [
    "chat stream, tool arguments cut off",
    { ...events, dialect: openai, operation: "chat.completions" },
    (text) => chat(halves(inArguments(text)).map(call), "length"),
  ],
  [
    "chat answer",
    { ...json, dialect: openai, operation: "chat.completions" },
    (content) => plain.json({ choices: [{ message: { role: "assistant", content }, finish_reason: "length" }] }),
  ],
  [
    "completions answer",
    { ...json, dialect: openai, operation: "completions" },
    (text) => plain.json({ choices: [{ text, finish_reason: "length" }] }),
  ],
  [
    "Responses stream, incomplete",
    { ...events, dialect: openai, operation: "responses" },
    (text) => responseStream([{ type: "message", parts: [halves(text)] }], { last: "response.incomplete" }),
  ],
  [
    "Responses answer",
    { ...json, dialect: openai, operation: "responses" },
    (text) =>
      plain.json({ status: "incomplete", output: [{ type: "message", content: [{ type: "output_text", text }] }] }),
  ],
  [
    "Anthropic stream, max_tokens",
    { ...events, dialect: anthropic, operation: "messages" },
    (text) => messageStream([{ type: "text", pieces: halves(text) }], { stopReason: "max_tokens" }),
  ],
  [
    "Anthropic stream, tool input cut off",
    { ...events, dialect: anthropic, operation: "messages" },
    (text) =>
      messageStream([{ type: "tool_use", id: "t", name: "n", pieces: halves(inArguments(text)) }], {
        stopReason: "max_tokens",
      }),
  ],
  [
    "Anthropic answer",
    { ...json, dialect: anthropic, operation: "messages" },
    (text) => plain.json({ content: [{ type: "text", text }], stop_reason: "max_tokens" }),
  ],
  ["events without a dialect", events, (text) => plain.sse(halves(text).map((note) => ({ data: { note } })))],
  ["events of text", events, (text) => plain.sse(halves(text).map((one) => ({ data: new NotJson(one) })))],
  ["text", { direction: "response", contentType: "text/plain" }, (text) => text],
];

const digitsIn = (text: string): number => text.replace(/\D/g, "").length;

/** Values with a commit point, and every length at which a half is past it. */
function* cutValues({ commit, examples }: Detector): Generator<{ before: string; value: string; past: number[] }> {
  if (commit === undefined) return;
  for (const { text, find } of examples) {
    const [value = ""] = find;
    const before = text.slice(0, text.indexOf(value));
    const past = Array.from({ length: value.length }, (_, at) => at).filter(
      (at) =>
        at >= (commit.bytes ?? 1) &&
        digitsIn(value.slice(0, at)) >= (commit.digits ?? 0) &&
        !/\s$/.test(value.slice(0, at)),
    );
    // An escape may not be cut in two, so neither is a value that needs one.
    if (!/["\\%\n]/.test(value) && past.length > 0) yield { before, value, past };
  }
}

const committed = catalogue.filter((detector) => detector.commit !== undefined);

describe("an answer that ends in the middle of a value", () => {
  it.each(endings)("shows nothing of it: %s", (_, kind, body) => {
    for (const detector of committed) {
      for (const { before, value, past } of cutValues(detector)) {
        const points = [past[0], past[Math.floor(past.length / 2)], past.at(-1)];
        for (const at of new Set(points.filter((point) => point !== undefined))) {
          const half = value.slice(0, at);
          const driven = run(kind, [Buffer.from(body(before + half))], options);
          expect([driven.failed, driven.ended]).toEqual([undefined, true]);
          const views = viewsOf(driven.output.toString());
          if (views.includes(half)) expect.fail(`${detector.id}: ${half} is in ${driven.output}`);
          // The next answer goes on where this one ended.
          const next = run(kind, [Buffer.from(body(value.slice(at)))], options).output;
          expect(viewsOf(driven.output.toString()) + viewsOf(next.toString())).not.toContain(value);
        }
      }
    }
  });

  it("is told in the audit trail as truncated", () => {
    const [, kind, body] = endings[0] ?? ["", json, () => ""];
    const { notes } = run(kind, [Buffer.from(body("card 4111 1111 11"))], options);
    expect(notes.join("\n")).toMatch(/ payment-card-grouped mask replace \S+ true /);
  });

  it.each(endings)("ends the same at every split and with late scans: %s", (_, kind, body) => {
    const bytes = Buffer.from(body("My card is 4111 1111 1111 11"));
    const whole = run(kind, [bytes], options);
    expect(whole.output.toString()).not.toContain("4111");
    for (let cut = 0; cut <= bytes.length; cut += Math.ceil(bytes.length / 150)) {
      const { output, notes } = run(kind, [bytes.subarray(0, cut), bytes.subarray(cut)], options);
      expect([output.toString(), notes]).toEqual([whole.output.toString(), whole.notes]);
    }
    for (let seed = 1; seed <= 5; seed++) {
      const { output, notes } = runLate(kind, chunksOf(bytes, 7 * seed), createRandom(seed), options);
      expect([output.toString(), notes]).toEqual([whole.output.toString(), whole.notes]);
    }
  });
});

/** Streams without their end, in the middle of a value. */
const broken: readonly (readonly [name: string, kind: BodyKind, body: string])[] = [
  [
    "chat",
    { ...events, dialect: openai, operation: "chat.completions" },
    plain.sse([chunk({ content: "All is well! " }), chunk({ content: "My SSN is 078-" }), chunk({ content: "05-" })]),
  ],
  [
    "chat, tool arguments",
    { ...events, dialect: openai, operation: "chat.completions" },
    plain.sse([chunk({ content: "All is well! " }), chunk(call('{"ssn":"078-')), chunk(call("05-"))]),
  ],
  [
    "Anthropic",
    { ...events, dialect: anthropic, operation: "messages" },
    messageStream([{ type: "text", pieces: ["All is well! ", "My SSN is 078-", "05-"] }]).split(
      "event: content_block_stop",
    )[0] ?? "",
  ],
  [
    "Responses",
    { ...events, dialect: openai, operation: "responses" },
    responseStream([{ type: "message", parts: [["All is well! ", "My SSN is 078-", "05-"]] }]).split(
      "event: response.output_text.done",
    )[0] ?? "",
  ],
];

describe("a stream that breaks off", () => {
  it.each(broken)("says so, and drops what is held: %s", (_, kind, body) => {
    const bytes = Buffer.from(body);
    const whole = run(kind, [bytes], options);
    expect([whole.failed, whole.ended]).toEqual(["truncated-stream", false]);
    expect(whole.output.toString()).toContain("All is well! ");
    expect(whole.output.toString()).not.toContain("078");
    for (let cut = 0; cut <= bytes.length; cut += Math.ceil(bytes.length / 100)) {
      const { output, failed } = run(kind, [bytes.subarray(0, cut), bytes.subarray(cut)], options);
      expect([output.toString(), failed]).toEqual([whole.output.toString(), whole.failed]);
      const late = runLate(kind, [bytes.subarray(0, cut), bytes.subarray(cut)], createRandom(cut), options);
      expect([late.output.toString(), late.failed]).toEqual([whole.output.toString(), whole.failed]);
    }
  });

  it.each(broken)("has shown nothing of the value when the connection is reset: %s", (_, kind, body) => {
    const { output, ended } = run(kind, chunksOf(Buffer.from(body), 11), { ...options, end: false });
    expect(ended).toBe(false);
    expect(output.toString()).not.toContain("078");
  });

  it("has shown nothing of the value in plain text either", () => {
    const text: BodyKind = { direction: "response", contentType: "text/plain" };
    const { output } = run(text, [Buffer.from("All is well! card 4111 1111 1111 1")], { ...options, end: false });
    expect(output.toString()).toBe("All is well! card ");
  });
});
