import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { failures } from "../../src/errors.ts";
import type { HeaderList } from "../../src/protocols/http/listener.ts";
import { testDetectors } from "../harness/detectors.ts";
import { createLateScanner } from "../harness/late-scanner.ts";
import { createOracleScanner } from "../oracle/oracle.ts";
import { CHAT, createRig, json, pipelineLimits, type Rig, reply } from "./rig.ts";

const entity = (id: string): string => testDetectors.find((detector) => detector.id === id)?.entity ?? "";
const MAIL = `<${entity("email")}>`;
const sse: HeaderList = [["content-type", "text/event-stream"]];
const delta = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
const DONE = "data: [DONE]\n\n";
const prompt = { messages: [{ role: "user", content: "to alice@example.com" }] };
const blocked = (direction: string): object => ({
  rules: [{ id: "no-ssn", if: { direction, entities: [entity("ssn")] }, then: "block", say: "Leave it out." }],
});
const sentBody = (rig: Rig): string => Buffer.from(rig.sent[0]?.request.body ?? []).toString();
const outcome = (rig: Rig): unknown[] => rig.ends().map((end) => [end.outcome, end.reason, end.status]);
const codeOf = (body: string): unknown => JSON.parse(body.slice(body.lastIndexOf('{"error"'))).error.code;

describe("an exchange", () => {
  it("is recorded before the upstream sees a byte, and once more at its end", () => {
    const rig = createRig();
    const http = rig.ask(prompt, { headers: [...json, ["x-sluice-session", "s1"]] });
    expect(rig.sent[0]?.request).toMatchObject({
      method: "POST",
      origin: "https://api.example.com",
      path: `/base${CHAT}`,
    });
    expect(sentBody(rig)).toBe(JSON.stringify({ messages: [{ role: "user", content: `to ${MAIL}` }] }));
    reply(rig, 200, json, '{"choices":[{"message":{"content":"from bob@example.com"}}]}');
    rig.sent[0]?.answer.end();
    expect(http.answer.body).toBe(`{"choices":[{"message":{"content":"from ${MAIL}"}}]}`);
    expect(rig.happened).toEqual(["start", "upstream", "end", "finished"]);
    expect(rig.events).toMatchObject([
      { kind: "start", operation: "chat.completions", session: "mark(2)", mode: "enforce", principalKind: "anonymous" },
      { kind: "decision", direction: "request", decision: "mask", operator: "replace" },
      { kind: "decision", direction: "response", decision: "mask" },
      { kind: "end", outcome: "completed", reason: "", status: 200, findings: { [entity("email")]: 2 } },
    ]);
    const [start, , , end] = rig.events;
    const exchange = start !== undefined && "exchange" in start ? start.exchange : "";
    expect(rig.events.every((event) => "exchange" in event && event.exchange === exchange)).toBe(true);
    expect(http.answer.headers).toContainEqual(["x-sluice-exchange", exchange]);
    expect(end).toMatchObject({ requestBytesIn: JSON.stringify(prompt).length, requestBytesOut: sentBody(rig).length });
    expect(JSON.stringify(rig.events)).not.toMatch(/alice|bob/);
  });

  it("waits for a durable start", () => {
    const rig = createRig({ connection: { durable: true } });
    rig.ask(prompt);
    expect(rig.happened).toEqual(["start"]);
    rig.accepted();
    expect(rig.happened).toEqual(["start", "upstream"]);
  });

  it("whose start cannot be recorded is refused, sees no upstream and has no end", () => {
    const rig = createRig({ connection: { durable: true } });
    const http = rig.ask(prompt);
    rig.accepted(failures.auditUnavailable());
    expect([http.answer.status, codeOf(http.answer.body)]).toEqual([503, "audit-unavailable"]);
    expect([rig.sent, rig.ends()]).toEqual([[], []]);
  });

  it("ends when a decision cannot be recorded", () => {
    const full = createRig({
      ports: {
        audit: {
          start: (_event, _options, accepted) => accepted(),
          decision: () => false,
          end: () => {},
          refused: () => {},
        },
      },
    });
    const http = full.ask(prompt);
    expect([http.answer.status, codeOf(http.answer.body), full.sent.length]).toEqual([503, "audit-unavailable", 0]);
  });

  it("sends nothing while the trail cannot be written, and goes on when it can", () => {
    const rig = createRig();
    const http = rig.open();
    rig.exchanges.waiting(true);
    http.feed(JSON.stringify(prompt));
    http.finish();
    expect(rig.sent.length).toBe(0);
    rig.exchanges.waiting(false);
    expect(rig.sent.length).toBe(1);
    reply(rig, 200, sse, delta("One. "));
    rig.exchanges.waiting(true);
    expect(rig.sent[0]?.calls).toEqual(["pause"]);
    rig.sent[0]?.answer.data(Buffer.from(delta("Two. ") + DONE));
    rig.sent[0]?.answer.end();
    expect(http.answer.body).toBe(delta("One. "));
    rig.exchanges.waiting(false);
    expect(http.answer.body).toBe(delta("One. ") + delta("Two. ") + DONE);
    expect(outcome(rig)).toEqual([["completed", "", 200]]);
  });

  it("sends nothing before every scan of the request has answered, in whatever order", () => {
    for (const pick of [0, 0.5, 0.99]) {
      const scanner = createLateScanner(createOracleScanner(testDetectors));
      const rig = createRig({ scanner });
      rig.ask(prompt, { target: `${CHAT}?to=alice@example.com`, headers: [...json, ["user-agent", "a"]] });
      while (scanner.waiting > 0) {
        expect(rig.sent.length).toBe(0);
        scanner.answer(pick);
      }
      expect(rig.sent[0]?.request.path).toBe(`/base${CHAT}?to=%3C${entity("email")}%3E`);
      expect(sentBody(rig)).not.toContain("alice");
    }
  });

  it("that a rule blocks on its way in is refused before the upstream hears of it", () => {
    const rig = createRig({ top: blocked("request") });
    const http = rig.ask({ messages: [{ role: "user", content: "078-05-1120" }] });
    expect([http.answer.status, codeOf(http.answer.body), rig.sent.length]).toEqual([403, "blocked", 0]);
    expect(http.answer.body).toContain("Leave it out.");
    expect(http.answer.headers).toContainEqual(["x-should-retry", "false"]);
    expect(outcome(rig)).toEqual([["blocked", "blocked", 403]]);
  });

  it("that a rule blocks on its way back becomes a refusal, or an error event in a stream", () => {
    const document = createRig({ top: blocked("response") });
    const one = document.ask(prompt);
    reply(document, 200, json, '{"a":"078-05-1120"}');
    document.sent[0]?.answer.end();
    expect([one.answer.status, codeOf(one.answer.body)]).toEqual([403, "blocked"]);

    const streamed = createRig({ top: blocked("response") });
    const two = streamed.ask(prompt);
    reply(streamed, 200, sse, delta("Fine. "), delta("No: 078-05-1120 it is. "));
    expect([two.answer.status, codeOf(two.answer.body), two.answer.ended]).toEqual([200, "blocked", true]);
    expect(two.answer.body).toContain("Fine. ");
    expect(two.answer.body).not.toContain("078");
    expect(streamed.sent[0]?.calls).toContain("abort");
    expect(outcome(streamed)).toEqual([["blocked", "blocked", 200]]);
  });

  it.each([
    ["204", 204, []],
    ["an image that may pass", 404, [["content-type", "image/png"]]],
    ["nothing that says what it is", 200, []],
  ] as [
    string,
    number,
    HeaderList,
  ][])("ends at once when a header's value is blocked, in an answer with %s", (_name, status, headers) => {
    const rig = createRig({ top: blocked("response"), connection: { uninspectable: { image: "pass" } } });
    const http = rig.ask(prompt);
    reply(rig, status, [...headers, ["x-request-id", "078-05-1120"]]);
    expect([http.answer.status, codeOf(http.answer.body)]).toEqual([403, "blocked"]);
    expect(outcome(rig)).toEqual([["blocked", "blocked", 403]]);
  });

  it.each([
    "text/plain",
    "image/png",
    "application/x-ndjson",
    "text/html",
  ])("refuses an operation's answer under %s: an SDK would read it as what it asked for", (type) => {
    const rig = createRig({ connection: { uninspectable: { image: "pass" } } });
    const http = rig.ask(prompt);
    reply(rig, 200, [["content-type", type]], delta("078-"), delta("05-1120"));
    expect([http.answer.status, codeOf(http.answer.body)]).toEqual([502, "content-type-mismatch"]);
    expect(http.answer.body).not.toContain("078");
  });

  it("has a time limit, before and in its answer", () => {
    const before = createRig();
    const one = before.ask(prompt);
    before.elapse();
    expect([one.answer.status, codeOf(one.answer.body)]).toEqual([504, "exchange-timeout"]);
    const within = createRig();
    const two = within.ask(prompt);
    reply(within, 200, sse, delta("One. "));
    within.elapse();
    expect([codeOf(two.answer.body), two.answer.ended]).toEqual(["exchange-timeout", true]);
    expect(outcome(within)).toEqual([["failed", "exchange-timeout", 200]]);
    for (const rig of [before, within]) expect(rig.sent[0]?.calls).toContain("abort");
  });

  it("is an abort when the client leaves, whoever says so first", () => {
    const upload = createRig();
    const one = upload.open();
    one.feed("{");
    one.breakBody(failures.clientGone());
    one.leave();
    expect([one.answer.status, outcome(upload)]).toEqual([0, [["aborted", "client-gone", 0]]]);

    const waiting = createRig();
    waiting.ask(prompt).leave();
    expect([waiting.sent[0]?.calls.at(-1), outcome(waiting)]).toEqual(["abort", [["aborted", "client-gone", 0]]]);

    const streaming = createRig();
    const three = streaming.ask(prompt);
    reply(streaming, 200, sse, delta("One. "));
    three.leave();
    streaming.sent[0]?.answer.data(Buffer.from(delta("Two. ")));
    streaming.sent[0]?.answer.end();
    expect([three.answer.body, outcome(streaming)]).toEqual([delta("One. "), [["aborted", "client-gone", 200]]]);
    for (const rig of [upload, waiting, streaming]) {
      expect(rig.exchanges.live).toBe(0);
      expect(rig.timers.every((timer) => timer.cancelled)).toBe(true);
    }
  });

  it("cut by its upstream ends behind all that was decided, with the held part dropped", () => {
    const rig = createRig();
    const http = rig.ask(prompt);
    reply(rig, 200, sse, delta("One. Card 4111 1111 11"));
    rig.sent[0]?.answer.fail(failures.upstreamReset());
    expect(http.answer.body).toContain('"content":"One. Card "');
    expect(http.answer.body).not.toContain("4111");
    expect([codeOf(http.answer.body), http.answer.ended]).toEqual(["upstream-reset", true]);
    expect(rig.ends()[0]).toMatchObject({ events: 1, outcome: "failed", reason: "upstream-reset" });
    expect(rig.ends()[0]?.heldCharactersMax).toBeGreaterThan(0);
  });

  it("says its error in an event of its own where the upstream left one open", () => {
    const rig = createRig();
    const http = rig.ask(prompt);
    reply(rig, 200, sse, "data: plain text without an end");
    rig.sent[0]?.answer.end();
    expect(http.answer.body).toMatch(/^data: plain text without an.*\n\ndata: \{"error":/);
  });

  it("sends the connection's credential and keeps the client's", () => {
    const rig = createRig({ credential: "ours", connection: { credential: "env:KEY" } });
    rig.ask(prompt, { headers: [...json, ["authorization", "Bearer theirs"], ["cookie", "a=1"]] });
    const names = rig.sent[0]?.request.headers ?? [];
    expect(names.filter(([name]) => ["authorization", "cookie"].includes(name))).toEqual([
      ["authorization", "Bearer ours"],
    ]);
  });

  it("passes a request without a body, and drops the coding of one that was decoded", async () => {
    const rig = createRig();
    rig.open({ method: "GET", target: "/v1/models", headers: [], hasBody: false });
    expect(rig.sent[0]?.request).toMatchObject({ method: "GET", body: null });
    rig.ask(gzipSync("{}"), { headers: [...json, ["content-encoding", "gzip"]] });
    await expect.poll(() => rig.sent.length).toBe(2);
    expect(Buffer.from(rig.sent[1]?.request.body ?? []).toString()).toBe("{}");
    expect(rig.sent[1]?.request.headers.map(([name]) => name)).not.toContain("content-encoding");
  });

  it("gives the room of its request back once the answer has begun", () => {
    const rig = createRig({ ports: { limits: { ...pipelineLimits, bufferedBytes: 100 } } });
    const first = rig.ask(`{"a":"${"x".repeat(80)}"}`);
    const second = rig.ask(`{"a":"${"x".repeat(80)}"}`);
    expect(codeOf(second.answer.body)).toBe("buffered-bytes");
    reply(rig, 200, sse, delta("One. "));
    expect(first.answer.body).toBe(delta("One. "));
    rig.ask(`{"a":"${"x".repeat(80)}"}`);
    expect(rig.sent.length).toBe(2);
  });

  it("counts what reading a body needs beside it, and gives that back once it is read", async () => {
    const many = `[${"[],".repeat(20_000)}1]`;
    const rigOf = (bufferedBytes: number): Rig =>
      createRig({ ports: { limits: { ...pipelineLimits, bodyBytes: 1 << 20, bufferedBytes } } });
    const rig = rigOf(2_000_000);
    for (let asked = 1; asked <= 3; asked++) {
      rig.ask(many);
      await expect.poll(() => rig.sent.length).toBe(asked);
    }
    const narrow = rigOf(500_000);
    const asked = narrow.ask(many);
    await expect.poll(() => codeOf(asked.answer.body)).toBe("buffered-bytes");
    const answered = narrow.ask("{}");
    await expect.poll(() => narrow.sent.length).toBe(1);
    reply(narrow, 200, json, many);
    narrow.sent[0]?.answer.end();
    await expect.poll(() => codeOf(answered.answer.body)).toBe("buffered-bytes");
  });

  it("ends with a refusal, and tells the operator, when a part of ours throws", () => {
    const rig = createRig({
      ports: {
        sessionMark: () => {
          throw new TypeError("a fault");
        },
      },
    });
    const http = rig.open({ headers: [...json, ["x-sluice-session", "s"]] });
    expect([http.answer.status, codeOf(http.answer.body)]).toEqual([500, "internal"]);
    expect(rig.faults).toMatchObject([{ message: "a fault" }]);
    expect(rig.exchanges.live).toBe(0);
  });
});
