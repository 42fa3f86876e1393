/** The whole gateway as one thing: what stops its start, how it stops, where it scans, when it says that it is not ready. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../src/cli/exit.ts";
import { readSecrets } from "../src/config/load-config.ts";
import { parseConfig } from "../src/config/parse-config.ts";
import { catalogue } from "../src/inspect/detectors/catalogue.ts";
import { runSluice, sluiceFile } from "./cli/run-sluice.ts";
import { scratch, startOwn } from "./e2e/own-gateway.ts";
import { ask, CHAT, chat, codeOf } from "./e2e/plain-client.ts";
import {
  answer,
  type Call,
  chunk,
  lastChunk,
  type RawUpstream,
  sseHead,
  startRawUpstream,
} from "./e2e/raw-upstream.ts";
import { frontEnds as listeners } from "./harness/front-ends.ts";
import { freePort } from "./harness/ports.ts";
import { Wire } from "./protocols/http/wire.ts";

const json = { "content-type": "application/json" };
const hi = chat("hi");
const DONE = "data: [DONE]\n\n";
const delta = (content: string): string =>
  `data: ${JSON.stringify({ id: "c1", choices: [{ index: 0, delta: { content } }] })}\n\n`;
const message = (content: string): string =>
  JSON.stringify({ choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }] });

let upstream: RawUpstream;
beforeAll(async () => {
  upstream = await startRawUpstream();
});
beforeEach(() => upstream.forget());
afterAll(() => upstream.close());

describe.each(listeners)("starting, %s", (listener) => {
  it("is refused where another gateway has the audit directory, and names the process", async () => {
    const first = await startOwn({ listener, upstream: upstream.origin });
    await expect(startOwn({ listener, upstream: upstream.origin, audit: first.auditDirectory })).rejects.toMatchObject({
      code: "audit-directory",
      message: expect.stringContaining(String(process.pid)),
      advice: expect.stringContaining("data directory of its own"),
    });
    const file = join(scratch(), "sluice.yaml");
    writeFileSync(file, first.yaml);
    const second = await runSluice(["serve", "--config", file]);
    expect(second.code).toBe(EXIT.failed);
    expect(second.err).toContain(String(process.pid));
    expect((await ask(first.port, { ...hi, path: "/nowhere" })).status).toBe(403);
    await first.stop();
    await (await startOwn({ listener, upstream: upstream.origin, audit: first.auditDirectory })).stop();
  });

  it("is refused where the port is taken, says so, and leaves nothing running", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const again = { listener, upstream: upstream.origin, port } as const;
    let directory = "";
    await startOwn(again).catch((error: { code: string; message: string; advice: string }) => {
      directory = error.code;
      expect(error.message).toContain(`127.0.0.1:${port} (EADDRINUSE)`);
      expect(error.advice).toContain("another port");
    });
    expect(directory).toBe("listen-failed");
    taken.close();
    await once(taken, "close");
    await (await startOwn(again)).stop();
  });
});

describe.each(listeners)("stopping, %s", (listener) => {
  const begun = async (top = "") => {
    const own = await startOwn({ listener, upstream: upstream.origin, top });
    const calls: Call[] = [];
    upstream.play(async (call) => {
      calls.push(call);
      await call.send(sseHead);
      await call.send(chunk(delta("Hello! ")));
    });
    let seen = "";
    const answered = ask(own.port, {
      ...hi,
      seen: (body) => {
        seen = body;
      },
    });
    await expect.poll(() => seen).toContain("Hello! ");
    return { own, call: calls[0] as Call, answered };
  };

  it("lets live streams finish, takes no new ones, and closes the trail", async () => {
    const { own, call, answered } = await begun();
    const kept = await Wire.open(own.port);
    kept.send("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
    await kept.until((text) => text.includes("ready\n"));
    const stopped = own.stop();
    await expect.poll(() => refusesConnections(own.port)).toBe(true);
    if (listener === "node") expect(await kept.untilClosed()).toContain("200");
    else {
      kept.send(`POST ${CHAT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
      expect(await kept.until((text) => text.includes("stopping"))).toContain(" 503 ");
    }
    await call.send(chunk(delta(" Bye.")));
    await call.send(chunk(DONE) + lastChunk);
    const got = await answered;
    await stopped;
    expect([got.complete, got.body.endsWith(`${delta(" Bye.")}${DONE}`)]).toEqual([true, true]);
    const events = (await own.events()).filter((event) => event.kind !== "refusals");
    expect(events.slice(-2)).toMatchObject([
      { kind: "end", outcome: "completed" },
      { kind: "close", starts: 1, ends: 1 },
    ]);
  });

  it("ends with an error what is still live after timeouts.drain", async () => {
    const { own, answered } = await begun("timeouts: { drain: 100ms }");
    await own.stop();
    const got = await answered;
    expect([codeOf(got.body), got.complete]).toEqual(["stopping", true]);
    expect((await own.events()).at(-2)).toMatchObject({ kind: "end", outcome: "failed", reason: "stopping" });
  });

  it.each(["document", "stream"])("gives a slow reader the rest of its %s first", async (kind) => {
    const own = await startOwn({ listener, upstream: upstream.origin });
    const text =
      kind === "document" ? message("a".repeat(6_000_000)) : delta("clean words. ".repeat(5000)).repeat(90) + DONE;
    upstream.play(async (call) => {
      if (kind === "document") return call.send(answer(200, json, text));
      await call.send(sseHead);
      await call.send(chunk(text));
      return call.send(lastChunk);
    });
    const socket = connect({ port: own.port, host: "127.0.0.1" });
    socket.write(`POST ${CHAT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
    await once(socket, "readable");
    let bytes = 0;
    let tail = "";
    const stopped = own.stop();
    socket.on("data", (data: Buffer) => {
      bytes += data.length;
      tail = (tail + data.toString("latin1", Math.max(0, data.length - 200))).slice(-200);
      socket.pause();
      setTimeout(() => socket.resume(), 1);
    });
    await once(socket, "close");
    await stopped;
    expect(bytes).toBeGreaterThan(text.length);
    expect(tail).toContain(kind === "document" ? '"finish_reason":"stop"}]}' : `${DONE}\r\n0\r\n\r\n`);
    expect((await own.events()).at(-2)).toMatchObject({
      kind: "end",
      outcome: "completed",
      responseBytesOut: text.length,
    });
  });
});

const refusesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.once("error", () => resolve(true));
  });

describe.each(listeners)("scanning, %s", (listener) => {
  it("inline, in the pool or by size gives the same bytes", async () => {
    const secrets = "Mail alice@example.com, card 4111 1111 1111 1111, SSN 078-05-1120. ";
    const long = `${"A clean sentence of words. ".repeat(1500)}${secrets}`;
    const traffic: (readonly [string, (call: Call) => unknown])[] = [
      [secrets, (call) => call.send(answer(200, json, message(secrets.repeat(40))))],
      [long, (call) => call.send(answer(200, json, message(long)))],
      [
        "stream",
        async (call) => {
          await call.send(sseHead);
          for (const piece of secrets.repeat(8).match(/.{1,5}/g) ?? []) await call.send(chunk(delta(piece)));
          await call.send(chunk(delta(long)));
          await call.send(chunk(DONE) + lastChunk);
        },
      ],
    ];
    const results: unknown[] = [];
    for (const scan of ["inline", "auto", "pool"]) {
      const own = await startOwn({
        listener,
        upstream: upstream.origin,
        top: `scan: ${scan}${scan === "inline" ? "" : "\nworkers: 2"}`,
      });
      const seen: string[] = [];
      for (const [prompt, play] of traffic) {
        upstream.play((call) => {
          seen.push(call.body);
          return play(call);
        });
        const [one, two] = await Promise.all([ask(own.port, chat(prompt)), ask(own.port, chat(prompt))]);
        expect(two.body).toBe(one.body);
        seen.push(one.body);
      }
      await own.stop();
      results.push(seen);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    expect(JSON.stringify(results)).not.toMatch(/alice@|4111 1111|078-05/);
  });

  const fixture = (name: string): string => fileURLToPath(new URL(`./scanning/fixtures/${name}.cjs`, import.meta.url));

  it("serves before its workers have loaded, and what needs one waits for it", async () => {
    const gate = join(scratch(), "workers-may-load");
    process.env.SLUICE_TEST_GATE = gate;
    const own = await startOwn({
      listener,
      upstream: upstream.origin,
      top: "scan: auto\nworkers: 1",
      scanWorker: fixture("late-worker"),
    });
    upstream.play((call) => call.send(answer(200, json, message("ok"))));
    expect((await ask(own.port, hi)).status).toBe(200);
    const long = chat(`${"a plain word ".repeat(8_000)} 078-05-1120`);
    const asked = upstream.calls.length;
    const answered = ask(own.port, long);
    expect((await ask(own.port, hi)).status).toBe(200);
    expect(upstream.calls.length).toBe(asked + 1);
    writeFileSync(gate, "");
    expect((await answered).status).toBe(200);
    expect(upstream.calls.at(-1)?.body).toContain("plain word");
    expect(upstream.calls.at(-1)?.body).not.toContain("078-05");
    await own.stop();
  });

  it("is not ready, and refuses everything, when its workers do not start", async () => {
    const own = await startOwn({
      listener,
      upstream: upstream.origin,
      admin: true,
      top: "scan: auto\nworkers: 1",
      scanWorker: fixture("refusing-worker"),
    });
    while (own.gateway.unready().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const asked = upstream.calls.length;
    expect(codeOf((await ask(own.port, hi)).body)).toBe("scanner-down");
    expect(upstream.calls.length).toBe(asked);
    const readyz = await ask(own.gateway.admin?.port ?? 0, { method: "GET", path: "/readyz" });
    expect(readyz).toMatchObject({ status: 503, body: expect.stringContaining("did not start") });
    expect(own.log.join("")).toContain("no traffic is accepted until the workers answer");
    await own.stop();
  });

  it("says that it is not ready, and refuses everything, once the workers have failed too often", async () => {
    const own = await startOwn({
      listener,
      upstream: upstream.origin,
      admin: true,
      top: "scan: pool\nworkers: 1",
      scanWorker: fixture("misbehaving-worker"),
    });
    const readyz = (): Promise<{ status: number; body: string }> =>
      ask(own.gateway.admin?.port ?? 0, { method: "GET", path: "/readyz" });
    expect(await readyz()).toMatchObject({ status: 200 });
    upstream.play((call) => call.send(answer(200, json, message("ok"))));
    expect((await ask(own.port, hi)).status).toBe(200);
    const asked = upstream.calls.length;
    let codes: (string | undefined)[] = [];
    for (let i = 0; i < 20 && codes.at(-1) !== "scanner-down"; i++) {
      const got = await ask(own.port, chat("~throw~"));
      expect([got.status, got.headers["x-should-retry"]]).toEqual([503, "false"]);
      codes = [...codes, codeOf(got.body)];
    }
    expect(codes[0]).toBe("scan-failed");
    expect(codes.at(-1)).toBe("scanner-down");
    expect(codeOf((await ask(own.port, hi)).body)).toBe("scanner-down");
    expect(upstream.calls.length).toBe(asked);
    expect(await readyz()).toMatchObject({ status: 503, body: expect.stringContaining("workers failed too often") });
    expect(await ask(own.port, { method: "GET", path: "/healthz" })).toMatchObject({
      status: 503,
      body: "scanner-down\n",
    });
    await own.stop();
  });
});

describe.each(listeners)("reloading, %s", (listener) => {
  const reread = (yaml: string, env = {}) => {
    const config = parseConfig(yaml, { source: "sluice.yaml", directory: scratch(), detectors: catalogue });
    return [config, readSecrets(config, env)] as const;
  };
  const drop = "mask: { entities: { US_SSN: { response: drop } } }\n";

  it("changes what the next exchange gets, and nothing of one that is in mid-lane", async () => {
    const calls: Call[] = [];
    upstream.play((call) => calls.push(call));
    const own = await startOwn({ listener, upstream: upstream.origin });
    const stream = ask(own.port, chat("hi", { stream: true }));
    await until(() => calls.length === 1);
    await calls[0]?.send(Buffer.concat([sseHead, chunk(delta("SSN 078-05"))]));
    await own.gateway.reload(...reread(own.yaml + drop));
    const next = ask(own.port, hi);
    await until(() => calls.length === 2);
    await calls[1]?.send(answer(200, json, message("SSN 078-05-1120.")));
    expect((await next).body).toBe(message("SSN ."));
    const rest = `${delta("-1120.")}data: {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n${DONE}`;
    await calls[0]?.send(Buffer.concat([chunk(rest), Buffer.from(lastChunk)]));
    expect((await stream).body).toContain("<US_SSN>");
    await own.stop();
    const events = await own.events();
    const starts = events.flatMap((event) => (event.kind === "start" ? [event.policy] : []));
    const reloads = events.flatMap((event) => (event.kind === "reload" ? [event.policy] : []));
    expect(new Set(starts).size).toBe(2);
    expect(reloads).toEqual([starts[1]]);
  });

  it("takes over the configuration's own detectors, and a stream in mid-lane ends with those that it began with", async () => {
    const calls: Call[] = [];
    upstream.play((call) => calls.push(call));
    const custom = (pattern: string): string => `detectors: { custom: [{ entity: CODE, pattern: '${pattern}' }] }\n`;
    const own = await startOwn({ listener, upstream: upstream.origin, top: custom(String.raw`PRJ-\d{4}`) });
    const plain = own.yaml.replace(/^detectors:.*$/m, "");
    const stream = ask(own.port, chat("hi", { stream: true }));
    await until(() => calls.length === 1);
    await calls[0]?.send(Buffer.concat([sseHead, chunk(delta("it is PRJ-12"))]));
    await own.gateway.reload(...reread(plain + custom(String.raw`QRJ-\d{4}`)));
    const next = ask(own.port, hi);
    await until(() => calls.length === 2);
    await calls[1]?.send(answer(200, json, message("PRJ-1234 QRJ-1234.")));
    expect((await next).body).toBe(message("PRJ-1234 <CODE>."));
    const rest = `${delta("34 QRJ-1234.")}data: {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n${DONE}`;
    await calls[0]?.send(Buffer.concat([chunk(rest), Buffer.from(lastChunk)]));
    const { body } = await stream;
    expect(body).toContain("<CODE>");
    expect(body).toContain("QRJ-1234");
    const wrong = plain + custom("PRJ").replace("}]", ", examples: [nothing] }]").replace(" }, examples", ", examples");
    await expect(own.gateway.reload(...reread(wrong))).rejects.toThrow("finds nothing in this text");
    upstream.play((call) => call.send(answer(200, json, message("PRJ-1234 QRJ-1234."))));
    expect((await ask(own.port, hi)).body).toBe(message("PRJ-1234 <CODE>."));
    await own.stop();
    const rulesets = (await own.events()).flatMap((event) => (event.kind === "start" ? [event.ruleset] : []));
    expect(new Set(rulesets).size).toBe(2);
  });

  it("takes over connections and credentials", async () => {
    upstream.play((call) => call.send(answer(200, json, message("ok"))));
    const own = await startOwn({
      listener,
      upstream: upstream.origin,
      connection: "credential: env:KEY",
      env: { KEY: "first-key-0001" },
    });
    await ask(own.port, hi);
    await own.gateway.reload(...reread(own.yaml.replace("path: /", "path: /new"), { KEY: "second-key-0002" }));
    expect((await ask(own.port, hi)).status).toBe(404);
    expect((await ask(own.port, { ...hi, path: `/new${CHAT}` })).status).toBe(200);
    expect(upstream.calls.map(({ head }) => /bearer (\S+)/i.exec(head)?.[1])).toEqual([
      "first-key-0001",
      "second-key-0002",
    ]);
    await own.stop();
  });

  it("is refused for what only a start takes over, by name, and changes nothing then", async () => {
    upstream.play((call) => call.send(answer(200, json, message("SSN 078-05-1120."))));
    const own = await startOwn({ listener, upstream: upstream.origin });
    const changed = reread(`${own.yaml + drop}limits: { body: 1MiB }\nlog: { level: debug }\n`);
    await expect(own.gateway.reload(...changed)).rejects.toThrow(/limits, log\./);
    expect((await ask(own.port, hi)).body).toBe(message("SSN <US_SSN>."));
    await own.stop();
  });
});

describe("sluice serve and SIGHUP", () => {
  it("reads its file again, and says why not where it cannot", async () => {
    upstream.play((call) => call.send(answer(200, json, message("SSN 078-05-1120."))));
    const port = await freePort();
    const file = join(scratch(), "sluice.yaml");
    const yaml = (more: string): string =>
      `version: 1\ndata: ${scratch()}\nscan: inline\nadmin: off\nlisten: { address: "127.0.0.1:${port}" }\nconnections: { a: { dialect: openai, upstream: "${upstream.origin}", path: /, clients: anonymous } }\n${more}`;
    const first = yaml("");
    writeFileSync(file, first);
    const child = spawn(process.execPath, [sluiceFile, "serve", "--config", file], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (part: Buffer) => {
      said += part.toString();
    });
    await until(() => said.includes('"ready"'));
    const told = async (text: string, words: string): Promise<void> => {
      writeFileSync(file, text);
      said = "";
      child.kill("SIGHUP");
      await until(() => said.includes(words));
    };
    await told(first + drop, '"reloaded"');
    expect((await ask(port, hi)).body).toBe(message("SSN ."));
    await told(`${first}nonsense: 1\n`, "not reloaded");
    expect(said).toContain("nonsense");
    await told(`${first}limits: { body: 1MiB }\n`, "limits");
    expect((await ask(port, hi)).body).toBe(message("SSN ."));
    child.kill("SIGTERM");
    await once(child, "exit");
  });

  const drop = "mask: { entities: { US_SSN: { response: drop } } }\n";
});

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 1_000 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}
