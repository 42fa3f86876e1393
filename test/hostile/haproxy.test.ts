/**
 * A second opinion on the hostile requests, from HAProxy (Debian: apt-get install haproxy; skipped without it): what it refuses
 * is refused here too, by both listeners; what it serves and Sluice serves are the same requests, with the same bodies. What Sluice does is read from the table, which requests.test.ts holds the gateway to.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { freePort, listening } from "../harness/ports.ts";
import { statuses, Wire } from "../protocols/http/wire.ts";
import { refusedRequests, servedRequests } from "./requests.ts";

const command = ["haproxy", "/usr/sbin/haproxy"].find((name) => spawnSync(name, ["-v"]).status === 0);
if (command === undefined)
  test.skip("haproxy is not installed, so the hostile requests are not compared with it", () => {});

const smuggled = "GET /v1/models/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

interface Outcome {
  /** Method, path and body of every whole request that reached the upstream. */
  readonly seen: readonly string[];
  /** All that the client heard was a 4xx or the close. 408 is HAProxy's patience and says nothing about the bytes. */
  readonly refused: boolean;
}

/** A body at the start of `bytes` and how many of them it takes; undefined: it is not whole. */
function bodyOf(head: string, bytes: string): { text: string; taken: number } | undefined {
  if (!/^transfer-encoding:.*chunked/im.test(head)) {
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    return bytes.length < length ? undefined : { text: bytes.slice(0, length), taken: length };
  }
  let text = "";
  let taken = 0;
  for (;;) {
    const size = /^([0-9a-f]+)\r\n/i.exec(bytes.slice(taken));
    if (size === null) return undefined;
    const length = Number.parseInt(size[1] ?? "", 16);
    taken += size[0].length;
    if (length === 0) {
      const trailers = /^(?:[^\r\n]+\r\n)*\r\n/.exec(bytes.slice(taken));
      return trailers === null ? undefined : { text, taken: taken + trailers[0].length };
    }
    const end = taken + length;
    if (bytes.slice(end, end + 2) !== "\r\n") return undefined;
    text += bytes.slice(taken, end);
    taken = end + 2;
  }
}

function requestsOf(bytes: string): string[] {
  const seen: string[] = [];
  for (let rest = bytes; ; ) {
    const end = rest.indexOf("\r\n\r\n");
    const head = rest.slice(0, end);
    const body = end < 0 ? undefined : bodyOf(head, rest.slice(end + 4));
    if (body === undefined) return seen;
    seen.push(`${head.split(" HTTP")[0]} ${body.text}`);
    rest = rest.slice(end + 4 + body.taken);
  }
}

/** Records what comes, by the client's port, which HAProxy says in a line of the PROXY protocol before it; answers all with 200. */
function record(socket: Socket, byPort: Map<number, string[]>): void {
  let bytes = "";
  let answered = 0;
  socket.on("error", () => {});
  socket.on("data", (data) => {
    bytes += data.toString("latin1");
    const from = /^PROXY TCP4 \S+ \S+ (\d+) \d+\r\n/.exec(bytes);
    if (from === null) return;
    const seen = requestsOf(bytes.slice(from[0].length));
    const before = byPort.get(Number(from[1])) ?? [];
    byPort.set(Number(from[1]), [...before, ...seen.slice(answered)]);
    for (; answered < seen.length; answered++) socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
  });
}

const configuration = (port: number, upstream: number): string => `
defaults
  mode http
  maxconn 1000
  http-reuse never
  timeout connect 4s
  timeout client 4s
  timeout server 4s
  timeout tunnel 1s
  timeout http-request 4s
  timeout http-keep-alive 500ms
listen reference
  bind 127.0.0.1:${port}
  server upstream 127.0.0.1:${upstream} send-proxy
`;

describe.skipIf(command === undefined)("hostile requests, HAProxy", () => {
  const byPort = new Map<number, string[]>();
  const sockets = new Set<Socket>();
  const upstream = createServer((socket) => {
    sockets.add(socket);
    record(socket, byPort);
  });
  const alone = new Map<string, Outcome>();
  const followed = new Map<string, Outcome>();
  let directory = "";
  let child: ChildProcess | undefined;

  async function open(port: number): Promise<Wire> {
    for (;;) {
      const wire = await Wire.open(port).catch(() => undefined);
      if (wire !== undefined) return wire;
      if (child?.exitCode !== null) throw new Error("haproxy has ended");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function outcome(port: number, bytes: string): Promise<Outcome> {
    const wire = await open(port);
    const from = wire.socket.localPort ?? 0;
    wire.send(bytes);
    const text = await wire.untilClosed();
    wire.close();
    const [status, ...more] = statuses(text);
    const seen = byPort.get(from) ?? [];
    const no = status === undefined ? text === "" : status >= 400 && status < 500 && status !== 408;
    return { seen, refused: seen.length === 0 && more.length === 0 && no };
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "sluice-haproxy-"));
    const file = join(directory, "haproxy.cfg");
    const port = await freePort();
    writeFileSync(file, configuration(port, await listening(upstream)));
    child = spawn(command ?? "", ["-db", "-q", "-f", file], { stdio: "ignore" });
    (await open(port)).close();
    const rows = [...refusedRequests, ...servedRequests.map(({ name, bytes }) => [name, bytes] as const)];
    await Promise.all(
      rows.flatMap(([name, bytes]) => [
        outcome(port, bytes).then((got) => alone.set(name, got)),
        outcome(port, bytes + smuggled).then((got) => followed.set(name, got)),
      ]),
    );
  }, 30_000);
  afterAll(async () => {
    if (child?.exitCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    for (const socket of sockets) socket.destroy();
    upstream.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const refusedByHaproxy = (name: string) => alone.get(name)?.refused === true && followed.get(name)?.refused === true;

  it("refuses nothing that Sluice serves", () => {
    expect(servedRequests.filter(({ name }) => refusedByHaproxy(name)).map(({ name }) => name)).toEqual([]);
  });

  // The rest it repairs or hands on. If it refused few, or were not reached at all, the comparison would be of nothing.
  it("refuses at least a third of what Sluice refuses", () => {
    const both = refusedRequests.filter(([name]) => refusedByHaproxy(name));
    expect(both.length).toBeGreaterThan(refusedRequests.length / 3);
  });

  it.each(
    servedRequests.map((row) => [row.name, row.seen] as const),
  )("takes %s for the same, and what follows", (name, seen) => {
    expect(alone.get(name)?.seen).toEqual(seen);
    expect(followed.get(name)?.seen).toEqual([...seen, "GET /v1/models/smuggled "]);
  });
});
