/**
 * Every hostile request and every lying answer, a value in each: the process ends cleanly, and no byte that it wrote (trail,
 * rules, output at level debug) holds the value. What planted values do in well-formed traffic: test/e2e/at-rest.test.ts.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAudit } from "../../src/audit/read.ts";
import { ask, chat } from "../e2e/plain-client.ts";
import { type RawUpstream, startRawUpstream } from "../e2e/raw-upstream.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { Wire } from "../protocols/http/wire.ts";
import { lyingAnswers, oddAnswers, VALUE } from "./answers.ts";
import { codings } from "./codings.ts";
import { refusedRequests } from "./requests.ts";
import { newDirectory, serving } from "./serving.ts";

/** The value in path, host, fields and body, wherever the request has such a place. */
const planted = (bytes: string): string =>
  bytes
    .replace("/v1/", `/v1/${VALUE}/`)
    .replace(/Host: a\b/, `Host: mallory\r\nX-Request-Id: ${VALUE}`)
    .replace("X-A: b", `X-A: b${VALUE}`);

const everyByte = (directory: string): Buffer =>
  Buffer.concat(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

describe.each(listeners)("at rest, %s", (listener) => {
  let upstream: RawUpstream;
  beforeAll(async () => {
    upstream = await startRawUpstream();
  });
  afterAll(() => upstream.close());

  it("nothing of hostile traffic lies anywhere", async () => {
    const directory = newDirectory();
    const { port, child, output, kill } = await serving({ listener, upstream: upstream.origin, directory });
    await Promise.all(
      refusedRequests.map(async ([, bytes]) => {
        const wire = await Wire.open(port);
        wire.send(planted(bytes));
        await Promise.race([wire.untilClosed(), pause(400)]);
        wire.close();
      }),
    );
    for (const bytes of [...lyingAnswers.map(([, text]) => text), ...oddAnswers.map((row) => row.bytes)]) {
      upstream.play(async (call) => {
        await call.send(Buffer.from(bytes, "latin1"));
        call.socket.end();
      });
      await ask(port, chat(`to ${VALUE}`));
    }
    for (const { encodings, body } of codings)
      await ask(port, { body, headers: { "content-encoding": encodings.join(), "x-request-id": VALUE } });
    await kill("SIGTERM");
    expect(child.exitCode).toBe(0);
    expect(output()).toContain('"msg":"stopped"');

    const reasons = new Set<string>();
    await readAudit(join(directory, "data", "audit"), {
      onEvent(event) {
        if (event.kind === "end" || event.kind === "refusals") reasons.add(event.reason);
      },
    });
    for (const reason of ["bad-request", "not-implemented", "upstream-malformed", "malformed-coding", "inflate-ratio"])
      expect([...reasons]).toContain(reason);
    const written = Buffer.concat([everyByte(join(directory, "data")), Buffer.from(output())]);
    expect(written.length).toBeGreaterThan(10_000);
    const at = written.indexOf("mallory");
    expect(at < 0 ? "" : written.toString("latin1", Math.max(0, at - 80), at + 80)).toBe("");
  }, 60_000);
});
