/**
 * Every hostile request against the whole gateway, through both listeners, all at once: the answer or the close that the table
 * says, within 12 s; nothing of it or behind it reaches the upstream; and the gateway serves as before.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Own, startOwn } from "../e2e/own-gateway.ts";
import { answer, type RawUpstream, startRawUpstream } from "../e2e/raw-upstream.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { statuses, Wire } from "../protocols/http/wire.ts";
import { type Refusal, refusedRequests, servedRequests } from "./requests.ts";

const smuggled = "GET /v1/models/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
/** Of uWebSockets.js's own clock, and of a busy machine. */
const closesWithinMs = 12_000;

interface Heard {
  readonly text: string;
  readonly closed: boolean;
}

const nothing: Heard = { text: "", closed: false };

/** What one connection hears until it is closed; `closed` is false when it is not, in time. */
async function hear(port: number, bytes: string): Promise<Heard> {
  const wire = await Wire.open(port);
  wire.send(bytes);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), closesWithinMs);
  });
  const closed = await Promise.race([wire.untilClosed().then(() => true), late]);
  clearTimeout(timer);
  wire.close();
  return { text: wire.text, closed };
}

const outcomeOf = ({ text, closed }: Heard): Refusal | string => {
  const found = statuses(text);
  if (!closed) return `open after ${found.join()}`;
  if (found.length === 0) return text === "" ? "closed" : `closed after ${JSON.stringify(text)}`;
  return found.length === 1 ? (found[0] ?? 0) : found.join();
};

describe.each(listeners)("hostile requests, %s", (listener) => {
  let upstream: RawUpstream;
  let own: Own;
  const alone = new Map<string, Heard>();
  const followed = new Map<string, Heard>();

  beforeAll(async () => {
    upstream = await startRawUpstream();
    upstream.play((call) => call.send(answer(200, { "content-type": "application/json" }, "{}")));
    own = await startOwn({ listener, upstream: upstream.origin });
    const refused = servedRequests.filter((row) => row[listener] !== undefined);
    await Promise.all([
      ...refusedRequests.flatMap(([name, bytes]) => [
        hear(own.port, bytes).then((got) => alone.set(name, got)),
        hear(own.port, bytes + smuggled).then((got) => followed.set(name, got)),
      ]),
      ...refused.map(({ name, bytes }) => hear(own.port, bytes).then((got) => alone.set(name, got))),
    ]);
  }, 30_000);
  afterAll(async () => {
    await own.stop();
    await upstream.close();
  });

  it.each(refusedRequests)("refuses %s", (name, _bytes, node, uws) => {
    const got = alone.get(name) ?? nothing;
    expect(outcomeOf(got)).toBe(listener === "node" ? node : uws);
    // A second request ends a connection of uWebSockets.js, whatever is still to be said on it.
    const then = outcomeOf(followed.get(name) ?? nothing);
    expect(listener === "node" ? [node] : [uws, "closed"]).toContain(then);
    if (got.text === "") return;
    expect(got.text).toMatch(/\r\nconnection: close\r\n/i);
    expect(got.text).toMatch(/\r\nx-sluice-exchange: [0-9A-Z]{26}\r\n/);
  });

  it("lets nothing of them through", () => {
    expect(upstream.calls.map((call) => call.head)).toEqual([]);
    expect([upstream.connections, upstream.bytes]).toEqual([0, 0]);
    expect(own.gateway.exchanges.live).toBe(0);
  });

  it.each(servedRequests.map((row) => [row.name, row] as const))("takes %s for what it is", async (name, row) => {
    if (row[listener] !== undefined) {
      expect(outcomeOf(alone.get(name) ?? nothing)).toBe(row[listener]);
      return;
    }
    upstream.forget();
    const wire = await Wire.open(own.port);
    wire.send(row.bytes);
    await wire.until((text) => statuses(text).length === row.seen.length);
    expect(statuses(wire.text)).toEqual(row.seen.map(() => 200));
    expect(upstream.calls.map(({ head, body }) => `${head.split(" HTTP")[0]} ${body}`)).toEqual(row.seen);
    for (const { head } of upstream.calls) {
      expect(head).not.toMatch(/transfer.encoding|content_length|trailer/i);
      expect([...head.matchAll(/^content-length: (.*)$/gim)].map((match) => match[1])).toEqual(
        head.startsWith("POST") ? ["2"] : [],
      );
    }
    wire.close();
  });
});
