/**
 * `sluice serve` with two processes on one port, as an operator runs it, on both listeners: where requests land, what the admin address
 * says of all, reload, a process that is killed, stopping, and the audit trail of it all.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { RecordedEvent } from "../../src/audit/events.ts";
import { type ChainsSummary, readChains } from "../../src/audit/read-chains.ts";
import { runSluice, sluiceFile } from "../cli/run-sluice.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { freePort } from "../harness/ports.ts";
import { ask, chat, json } from "./plain-client.ts";
import { answer, chunk, lastChunk, type RawUpstream, sseHead, startRawUpstream } from "./raw-upstream.ts";

const message = (content: string): string =>
  JSON.stringify({ choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }] });
const delta = (content: string): string =>
  `data: ${JSON.stringify({ id: "c1", choices: [{ index: 0, delta: { content } }] })}\n\n`;
const DONE = "data: [DONE]\n\n";
const hi = chat("my SSN is 078-05-1120");
const drop = "mask: { entities: { US_SSN: { response: drop } } }\n";

const directory = mkdtempSync(join(tmpdir(), "sluice-processes-"));
/** The compiled detectors are shared by all gateways here, each of which has an audit trail of its own. */
const data = join(directory, "data");
let serial = 0;
let upstream: RawUpstream;
beforeAll(async () => {
  upstream = await startRawUpstream();
});
beforeEach(() => {
  upstream.forget();
  upstream.play((call) => call.send(answer(200, json, message("SSN 078-05-1120."))));
});
afterAll(async () => {
  await upstream.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Serving {
  readonly child: ChildProcess;
  readonly port: number;
  readonly admin: number;
  readonly audit: string;
  readonly yaml: string;
  /** Lines of the log so far, parsed. */
  log(): readonly Readonly<Record<string, unknown>>[];
  /** Of a place's process, the latest. */
  pid(place: number): number;
  write(text: string): void;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});

// The first start compiles, in several processes, on a machine that may be busy with other tests.
const patience = { timeout: 60_000, interval: 20 };
vi.setConfig({ testTimeout: 120_000 });

const until = (holds: () => unknown): Promise<unknown> =>
  vi.waitFor(() => expect(Boolean(holds())).toBe(true), patience);

interface Wanted {
  readonly listener: string;
  readonly processes?: number;
  readonly audit?: string;
  readonly port?: number;
  /** Lines at the top level. */
  readonly top?: string;
  readonly words?: readonly string[];
}

const yamlOf = ({ listener, processes = 2, port = 0, top = "" }: Wanted, audit: string): string => `version: 1
data: ${data}
audit: { directory: ${audit} }
processes: ${processes}
scan: inline
listen: { address: "127.0.0.1:${port}", listener: ${listener} }
admin: { address: "127.0.0.1:0" }
connections: { own: { dialect: openai, upstream: "${upstream.origin}", path: /, clients: anonymous } }
${top}`;

async function serving(wanted: Wanted): Promise<Serving> {
  const file = join(directory, `sluice-${++serial}.yaml`);
  const audit = wanted.audit ?? join(directory, `audit-${serial}`);
  const yaml = yamlOf(wanted, audit);
  writeFileSync(file, yaml);
  const child = spawn(process.execPath, [sluiceFile, "serve", "--config", file, ...(wanted.words ?? [])], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said += part.toString();
  });
  const log = (): readonly Readonly<Record<string, unknown>>[] =>
    said.split("\n").flatMap((line) => (line.startsWith("{") && line.endsWith("}") ? JSON.parse(line) : []));
  const line = (msg: string) => log().findLast((one) => one.msg === msg);
  const portOf = (msg: string): number => Number(new URL(String(line(msg)?.at)).port);
  await until(() => line("ready"));
  return {
    child,
    port: portOf("ready"),
    admin: portOf("admin"),
    audit,
    yaml,
    log,
    pid: (place) => Number(log().findLast(({ msg, process }) => msg === "process" && process === place)?.pid),
    write: (text) => writeFileSync(file, text),
    async end(signal) {
      child.kill(signal);
      const [code] = await once(child, "exit");
      return code;
    },
  };
}

/** On connections of their own, several at a time. */
async function askMany(port: number, count: number, path?: string): Promise<string[]> {
  const bodies = await Promise.all(
    Array.from({ length: count }, () => ask(port, path === undefined ? hi : { ...hi, path })),
  );
  return bodies.map(({ status, body }) => (status === 200 ? body : String(status)));
}

async function auditOf(serving: Pick<Serving, "audit">): Promise<{
  readonly events: ReadonlyMap<string, readonly RecordedEvent[]>;
  readonly summary: ChainsSummary;
  readonly damage: readonly string[];
}> {
  const events = new Map<string, RecordedEvent[]>();
  const damage: string[] = [];
  const summary = await readChains(serving.audit, {
    onEvent: ({ chain, event }) => void events.set(chain, [...(events.get(chain) ?? []), event]),
    onDamage: (one) => void damage.push(`${one.file}: ${one.message}`),
  });
  return { events, summary, damage };
}

const page = async (admin: number, path: string) => {
  const got = await ask(admin, { method: "GET", path });
  return { status: got.status, body: got.body };
};
const series = async (admin: number, name: string): Promise<number> => {
  const { body } = await page(admin, "/metrics");
  const values = body.split("\n").filter((line) => line.startsWith(name) && /[ {,]/.test(line.charAt(name.length)));
  return values.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
};

const kinds = (events: readonly RecordedEvent[] = [], kind: RecordedEvent["kind"]): number =>
  events.filter((event) => event.kind === kind).length;

describe.each(listeners)("two processes on %s", (listener) => {
  it("share the connections, and are one gateway to whoever looks", async () => {
    const gateway = await serving({ listener });
    // Of connections that come at once a process that is awake may take all.
    for (let round = 0; round < 4; round += 1)
      expect(await askMany(gateway.port, 15)).toEqual(Array(15).fill(message("SSN <US_SSN>.")));
    for (const { body } of upstream.calls) expect(body).not.toContain("078-05-1120");
    expect(await page(gateway.admin, "/readyz")).toEqual({ status: 200, body: "ready\n" });
    expect(await series(gateway.admin, "sluice_exchanges_total")).toBe(60);
    const found = await series(gateway.admin, "sluice_findings_total");
    expect(await series(gateway.admin, "sluice_exchanges_live")).toBe(0);
    expect(await series(gateway.admin, "sluice_processes")).toBe(2);
    expect(gateway.log().filter(({ msg }) => msg === "ready")).toEqual([expect.objectContaining({ processes: 2 })]);

    expect(await gateway.end("SIGTERM")).toBe(0);
    const { events, summary, damage } = await auditOf(gateway);
    expect([damage, summary.damaged]).toEqual([[], 0]);
    expect([...events.keys()].sort()).toEqual(["process-1", "process-2"]);
    const starts = [...events.values()].map((chain) => kinds(chain, "start"));
    expect(starts.reduce((a, b) => a + b)).toBe(60);
    for (const count of starts) expect(count).toBeGreaterThan(0);
    const recorded = [...events.values()]
      .flat()
      .flatMap((one) => (one.kind === "end" ? Object.values(one.findings) : []));
    expect([found > 0, found]).toEqual([true, recorded.reduce((a, b) => a + b)]);
    for (const chain of events.values()) {
      const of = (kind: string) => chain.flatMap((one) => (one.kind === kind && "exchange" in one ? one.exchange : []));
      expect(of("end").sort()).toEqual(of("start").sort());
      expect([chain[0]?.kind, chain.at(-1)?.kind]).toEqual(["open", "close"]);
    }
    const cat = await runSluice(["audit", "cat", gateway.audit]);
    expect([cat.code, cat.err]).toEqual([0, ""]);
    expect(cat.out.match(/ {2}process-[12] /g)?.length).toBe(summary.events);
    rmSync(join(gateway.audit, "process-2"), { recursive: true });
    const cut = await runSluice(["audit", "cat", gateway.audit]);
    expect([cut.code, cut.err]).toEqual([
      1,
      expect.stringContaining("process-2 at byte 0: missing: The chain is gone"),
    ]);
  });

  it("take over a configuration together, or not at all", async () => {
    const gateway = await serving({ listener });
    const told = async (text: string, words: string): Promise<void> => {
      const before = gateway.log().length;
      gateway.write(text);
      gateway.child.kill("SIGHUP");
      await until(() =>
        gateway
          .log()
          .slice(before)
          .some((line) => JSON.stringify(line).includes(words)),
      );
    };
    const now = async (): Promise<ReadonlySet<string>> => new Set(await askMany(gateway.port, 30));
    await told(gateway.yaml + drop, '"reloaded"');
    expect(await now()).toEqual(new Set([message("SSN .")]));
    for (const [refused, words] of [
      [`${gateway.yaml}nonsense: 1\n`, "nonsense"],
      [`${gateway.yaml}limits: { body: 1MiB }\n`, "limits"],
      [gateway.yaml.replace("processes: 2", "processes: 3"), "processes"],
      [
        `${gateway.yaml}detectors: { custom: [{ entity: CODE, pattern: 'PRJ-\\d{6}', examples: [nothing] }] }\n`,
        "Process 1: ",
      ],
    ] as const) {
      await told(refused, words);
      expect(await now()).toEqual(new Set([message("SSN .")]));
    }
    await told(gateway.yaml, '"reloaded"');
    expect(await now()).toEqual(new Set([message("SSN <US_SSN>.")]));
    await gateway.end("SIGTERM");
    const { events } = await auditOf(gateway);
    for (const chain of events.values()) expect(kinds(chain, "reload")).toBe(2);
  });

  it("go on when one is killed: nothing that was answered is lost, and it comes back", async () => {
    const gateway = await serving({ listener });
    expect((await askMany(gateway.port, 40)).filter((body) => body === message("SSN <US_SSN>."))).toHaveLength(40);
    // What was counted and written by now outlives the process; an event may be some 25 ms from the disk.
    expect(await series(gateway.admin, "sluice_exchanges_total")).toBe(40);
    await vi.waitFor(async () => {
      const written = [...(await auditOf(gateway)).events.values()].flat();
      expect(kinds(written, "end")).toBe(40);
    }, patience);
    const killed = gateway.pid(2);
    process.kill(killed, "SIGKILL");
    await until(() => gateway.log().some(({ ended }) => ended === "SIGKILL"));
    await until(() => gateway.pid(2) !== killed);
    await vi.waitFor(async () =>
      expect(await page(gateway.admin, "/readyz")).toEqual({ status: 200, body: "ready\n" }),
    );
    expect(gateway.log().find(({ ended }) => ended === "SIGKILL")).toMatchObject({ process: 2, pid: killed });
    expect(await series(gateway.admin, "sluice_exchanges_total")).toBe(40);
    expect(await series(gateway.admin, "sluice_process_restarts_total")).toBe(1);
    expect(await askMany(gateway.port, 40)).toEqual(Array(40).fill(message("SSN <US_SSN>.")));
    expect(await series(gateway.admin, "sluice_exchanges_total")).toBe(80);
    expect(await gateway.end("SIGTERM")).toBe(0);
    const { events, damage } = await auditOf(gateway);
    expect(damage).toEqual([]);
    const all = [...events.values()].flat();
    expect([kinds(all, "start"), kinds(all, "end")]).toEqual([80, 80]);
    expect(events.get("process-2")?.filter(({ kind }) => kind === "open")).toMatchObject([
      { previous: "none" },
      { previous: "unclosed" },
    ]);
    expect(events.get("process-2")?.map(({ seq }) => seq)).toEqual(events.get("process-2")?.map((_, i) => i + 1));
  });

  it("finish what is in flight when the gateway stops, and take nothing new", async () => {
    const gateway = await serving({ listener });
    let waiting = 0;
    let finish = (): void => {};
    const told = new Promise<void>((resolve) => {
      finish = resolve;
    });
    upstream.play(async (call) => {
      await call.send(sseHead);
      await call.send(chunk(delta("begun. ")));
      waiting += 1;
      await told;
      await call.send(chunk(delta("and ended.")));
      await call.send(chunk(DONE));
      await call.send(lastChunk);
    });
    const answers = Promise.all(Array.from({ length: 20 }, () => ask(gateway.port, chat("hi", { stream: true }))));
    await until(() => waiting === 20);
    expect(await series(gateway.admin, "sluice_exchanges_live")).toBe(20);
    const ended = gateway.end("SIGTERM");
    await vi.waitFor(async () => {
      expect((await page(gateway.admin, "/readyz")).status).toBe(503);
      await expect(ask(gateway.port, { method: "GET", path: "/healthz" })).rejects.toThrow();
    }, patience);
    finish();
    for (const { status, body, complete } of await answers)
      expect([status, complete, body]).toEqual([200, true, expect.stringContaining("and ended.")]);
    expect(await ended).toBe(0);
    const { events, damage } = await auditOf(gateway);
    expect(damage).toEqual([]);
    const ends = [...events.values()].flat().flatMap((event) => (event.kind === "end" ? event.outcome : []));
    expect(ends).toEqual(Array(20).fill("completed"));
  });

  it("have the port and the audit directory for themselves", async () => {
    const first = await serving({ listener, port: await freePort() });
    const second = async (wanted: Partial<Wanted>, audit: string) => {
      const file = join(directory, "second.yaml");
      writeFileSync(file, yamlOf({ listener, port: first.port, ...wanted }, audit));
      return runSluice(["serve", "--config", file]);
    };
    const elsewhere = join(directory, `audit-second-${listener}`);
    for (const processes of [1, 2]) {
      const ran = await second({ processes }, elsewhere);
      expect([ran.code, ran.err]).toEqual([1, expect.stringContaining(`Cannot listen on 127.0.0.1:${first.port}`)]);
      const locked = await second({ processes, port: 0 }, first.audit);
      expect([locked.code, locked.err]).toEqual([
        1,
        expect.stringContaining(`process ${first.child.pid} writes to it`),
      ]);
    }
    expect(await askMany(first.port, 20)).toEqual(Array(20).fill(message("SSN <US_SSN>.")));
  });
});

const [listener = "node"] = listeners;

describe("the number of processes", () => {
  it("may differ from start to start: every chain goes on, and all are read", async () => {
    const audit = join(directory, "audit-changing");
    for (const processes of [1, 3, 2, 1]) {
      const gateway = await serving({ listener, processes, audit });
      expect(await askMany(gateway.port, 30)).toEqual(Array(30).fill(message("SSN <US_SSN>.")));
      expect(await gateway.end("SIGTERM")).toBe(0);
      expect((await auditOf({ audit })).damage).toEqual([]);
    }
    const { events, summary } = await auditOf({ audit });
    expect([...summary.chains.keys()].sort()).toEqual([".", "process-1", "process-2", "process-3"]);
    expect(kinds([...events.values()].flat(), "end")).toBe(120);
    expect([...events].map(([name, chain]) => [name, kinds(chain, "open")]).sort()).toEqual([
      [".", 2],
      ["process-1", 2],
      ["process-2", 2],
      ["process-3", 1],
    ]);
  });

  it("is the flag's where there is one", async () => {
    const gateway = await serving({ listener, processes: 3, words: ["--processes", "2"] });
    expect(await series(gateway.admin, "sluice_processes")).toBe(2);
    gateway.child.kill("SIGHUP");
    await until(() => gateway.log().some(({ msg }) => msg === "reloaded"));
  });

  it.each(["0", "65", "two", "1.5"])("is refused as --processes %s", async (count) => {
    const ran = await runSluice(["serve", "--upstream", "http://127.0.0.1:1", "--processes", count], { directory });
    expect([ran.code, ran.err]).toEqual([
      2,
      expect.stringContaining("--processes takes auto, or a whole number from 1 to 64"),
    ]);
  });

  it("and what each of them may take is said by sluice check", async () => {
    const file = join(directory, "checked.yaml");
    writeFileSync(file, yamlOf({ listener, top: "limits: { exchanges: 100 }" }, join(directory, "audit-checked")));
    const { code, out } = await runSluice(["check", "--config", file]);
    expect(code).toBe(0);
    for (const words of ["processes    2, on one port", "200 exchanges", "512MiB of bodies"])
      expect(out).toContain(words);
  });
});

describe("what goes wrong", () => {
  it("a process that dies too often ends the gateway, which says so (limits.restarts)", async () => {
    const gateway = await serving({ listener, top: "limits: { restarts: 1 }" });
    const exit = once(gateway.child, "exit");
    const first = gateway.pid(1);
    process.kill(first, "SIGKILL");
    await until(() => gateway.pid(1) !== first);
    process.kill(gateway.pid(1), "SIGKILL");
    expect((await exit)[0]).toBe(1);
    expect(gateway.log()).toContainEqual(
      expect.objectContaining({ msg: expect.stringContaining("limits.restarts"), process: 1, limit: 1 }),
    );
    expect((await auditOf(gateway)).damage).toEqual([]);
  });

  it("a start that one process cannot make is no start, and says why", async () => {
    const audit = join(directory, "audit-spoilt");
    const gateway = await serving({ listener, audit });
    await gateway.end("SIGTERM");
    rmSync(join(audit, "process-2"), { recursive: true });
    writeFileSync(join(audit, "process-2"), "");
    const file = join(directory, "spoilt.yaml");
    writeFileSync(file, yamlOf({ listener }, audit));
    const ran = await runSluice(["serve", "--config", file]);
    expect([ran.code, ran.err]).toEqual([
      1,
      expect.stringContaining(`The audit directory ${audit}/process-2 cannot be used`),
    ]);
    expect(ran.err).not.toContain('"ready"');
  });

  it("a primary that is killed takes its processes along, which close their trails", async () => {
    const gateway = await serving({ listener });
    const pids = [gateway.pid(1), gateway.pid(2)];
    await askMany(gateway.port, 10);
    gateway.child.kill("SIGKILL");
    await until(() => pids.every((pid) => !runs(pid)));
    const { events, damage } = await auditOf(gateway);
    expect(damage).toEqual([]);
    for (const chain of events.values()) expect(chain.at(-1)?.kind).toBe("close");
    await (await serving({ listener, audit: gateway.audit, port: gateway.port })).end("SIGTERM");
  });

  it("a gateway that is told to stop while it starts stops as always, once it has started", async () => {
    const file = join(directory, "hasty.yaml");
    const audit = join(directory, "audit-hasty");
    writeFileSync(file, yamlOf({ listener }, audit));
    const child = spawn(process.execPath, [sluiceFile, "serve", "--config", file], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    let said = "";
    let told = false;
    child.stderr.on("data", (part: Buffer) => {
      said += part.toString();
      if (!told && said.includes('"msg":"process"')) told = child.kill("SIGTERM");
    });
    expect(await once(child, "exit")).toEqual([0, null]);
    const { events, damage } = await auditOf({ audit });
    expect([damage, [...events.values()].map((chain) => chain.at(-1)?.kind)]).toEqual([[], ["close", "close"]]);
  });

  it("signals to the processes themselves change nothing", async () => {
    const gateway = await serving({ listener });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.kill(gateway.pid(1), signal);
    await pause(50);
    expect(await askMany(gateway.port, 20)).toEqual(Array(20).fill(message("SSN <US_SSN>.")));
    expect(await series(gateway.admin, "sluice_process_restarts_total")).toBe(0);
  });
});

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
