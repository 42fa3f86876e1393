/**
 * A lying upstream behind the whole gateway, through both listeners, its bytes in one write and one by one: a clear error or
 * a clean answer, no value in either, and the next request hears its own answer.
 */
import { describe, expect, it } from "vitest";
import { behindOwn } from "../e2e/own-gateway.ts";
import { ask, chat, codeOf } from "../e2e/plain-client.ts";
import { answer, type Call } from "../e2e/raw-upstream.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { lyingAnswers, oddAnswers } from "./answers.ts";

const evil = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 6\r\n\r\n"evil"';
const hi = chat("hi");

const atOnce = (bytes: string) => (call: Call) => call.send(Buffer.from(bytes, "latin1"));
const singly = (bytes: string) => async (call: Call) => {
  // Long ones repeat themselves.
  const size = Math.ceil(bytes.length / 400);
  for (let at = 0; at < bytes.length; at += size) await call.send(Buffer.from(bytes.slice(at, at + size), "latin1"));
};

describe.each(listeners)("a lying upstream, %s", (listener) => {
  const its = behindOwn({
    listener,
    connection: 'endpoints: [inference, models, "GET /v1/notes/*", "HEAD /v1/notes/*"]',
  });

  const expectNext = async (): Promise<void> => {
    its.upstream.play((call) => call.send(answer(200, { "content-type": "application/json" }, '"mine"')));
    expect((await ask(its.own.port, hi)).body).toBe('"mine"');
  };

  it.each(lyingAnswers)("is refused for %s", async (name, bytes, status, code) => {
    for (const play of [atOnce(bytes + (code === "upstream-reset" ? "" : evil)), singly(bytes)]) {
      its.upstream.play(async (call) => {
        await play(call);
        if (code === "upstream-reset") setTimeout(() => call.reset(), 10);
      });
      const got = await ask(its.own.port, hi);
      expect([name, got.status, codeOf(got.body), got.complete]).toEqual([name, status, code, true]);
      expect(JSON.stringify(got)).not.toMatch(/mallory|evil/);
      await expectNext();
    }
  });

  it.each(oddAnswers.map((row) => [row.name, row] as const))("is taken for what it is: %s", async (_, row) => {
    for (const play of [atOnce(row.bytes + evil), singly(row.bytes)]) {
      its.upstream.play(play);
      const got = await ask(its.own.port, { method: row.method ?? "GET", path: "/v1/notes/1" });
      expect([got.status, got.body, got.complete]).toEqual([row.status, row.body, true]);
      for (const [name, value] of Object.entries(row.fields ?? {})) {
        if (name === "x-sluice-exchange" || name === "connection" || name === "keep-alive") continue;
        expect([name, got.headers[name]]).toEqual([name, value]);
      }
      expect(JSON.stringify(got)).not.toMatch(/mallory|evil\b/);
      await expectNext();
    }
  });

  it("leaves nothing of them in the audit trail or the log", async () => {
    await its.own.stop();
    const events = await its.own.events();
    expect(events.length).toBeGreaterThan(4 * lyingAnswers.length);
    expect(JSON.stringify(events) + its.own.log.join("")).not.toMatch(/mallory|evil/);
  });
});
