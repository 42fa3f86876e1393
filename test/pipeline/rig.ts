/**
 * Exchanges with everything behind them in the test's hands: the HTTP edge (fake-http.ts), the audit trail, the upstream,
 * the clock. Everything that happens is noted in one list, so that order can be asked. Inspection is the oracle's.
 */
import type { AuditEvent } from "../../src/audit/events.ts";
import { checkConfig } from "../../src/config/parse-config.ts";
import { failures, type SluiceError } from "../../src/errors.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { connectionsOf } from "../../src/pipeline/connections.ts";
import { createExchanges } from "../../src/pipeline/exchanges.ts";
import type { ExchangePorts, PipelineLimits } from "../../src/pipeline/ports.ts";
import { createRoutes } from "../../src/pipeline/routes.ts";
import { labels } from "../../src/policy/detectors.ts";
import type { HeaderList } from "../../src/protocols/http/listener.ts";
import type { Upstream, UpstreamAnswer, UpstreamRequest } from "../../src/protocols/http/upstream.ts";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { testDetectors } from "../harness/detectors.ts";
import { testLimits } from "../harness/inspection.ts";
import { createOracleScanner } from "../oracle/oracle.ts";
import { createFakeHttp, type FakeHttp, type FakeRequest } from "./fake-http.ts";

export const pipelineLimits: PipelineLimits = {
  ...testLimits,
  bodyBytes: 1 << 20,
  inflatedBytes: 1 << 20,
  ratio: 100,
  jsonDepth: 32,
  jsonValues: 100_000,
  csvHeaderBytes: 1024,
  eventBytes: 1 << 16,
  eventsBehind: 16,
  bytesBehind: 1 << 14,
  exchanges: 3,
  bufferedBytes: 1 << 21,
};

export interface Sent {
  readonly request: UpstreamRequest;
  readonly answer: UpstreamAnswer;
  readonly calls: ("pause" | "resume" | "abort")[];
}

export interface RigOptions {
  /** Fields of the connection, as in the file. */
  readonly connection?: object;
  /** Fields at the top, as in the file. */
  readonly top?: object;
  readonly credential?: string;
  readonly scanner?: Scanner;
  readonly ports?: Partial<ExchangePorts>;
}

export const json: HeaderList = [["content-type", "application/json"]];
export const CHAT = "/v1/chat/completions";

export function createRig(options: RigOptions = {}) {
  const sent: Sent[] = [];
  const events: AuditEvent[] = [];
  const happened: string[] = [];
  const refused: string[] = [];
  const faults: unknown[] = [];
  const timers: { ms: number; run: () => void; cancelled: boolean }[] = [];
  let accept: ((error?: SluiceError) => void) | undefined;
  let now = 1000;

  const upstream: Upstream = {
    send(request, answer) {
      happened.push("upstream");
      const calls: Sent["calls"] = [];
      sent.push({ request, answer, calls });
      return {
        pause: () => calls.push("pause"),
        resume: () => calls.push("resume"),
        abort: () => calls.push("abort"),
      };
    },
    close: async () => {},
  };
  const connection = { dialect: "openai", upstream: "https://api.example.com/base", path: "/", clients: "anonymous" };
  const value = {
    version: 1,
    listen: { address: "127.0.0.1:8080" },
    connections: { c: { ...connection, ...options.connection } },
    mask: { labels: Object.fromEntries(labels.map((label) => [label, { request: "replace", response: "replace" }])) },
    ...options.top,
  };
  const config = checkConfig(value, () => undefined, { source: "test", directory: "/tmp", detectors: testDetectors });
  const using = { count: 0 };
  const connections = connectionsOf({
    config,
    engine: {
      scanner: options.scanner ?? createOracleScanner(testDetectors),
      rulesetDigest: "ruleset",
      use: (by) => {
        using.count += by;
      },
    },
    detectors: { policy: testDetectors, fields: undefined },
    upstream,
    dialects: { openai, anthropic },
    credential: () => options.credential ?? null,
    hashKey: Buffer.alloc(32, 1),
    fingerprint: (entity, bytes) => `${entity}/${bytes.length}`,
    policyDigest: "policy",
  });
  const totalMs = 5000;
  const later = (ms: number, run: () => void) => {
    const timer = { ms, run, cancelled: false };
    timers.push(timer);
    return {
      cancel() {
        timer.cancelled = true;
      },
    };
  };
  const ports: ExchangePorts = {
    limits: pipelineLimits,
    totalMs,
    audit: {
      start(event, { durable }, accepted) {
        happened.push("start");
        events.push(event);
        if (durable) accept = accepted;
        else accepted();
      },
      decision(event) {
        events.push(event);
        return true;
      },
      end(event) {
        happened.push("end");
        events.push(event);
      },
      refused: (reason) => void refused.push(reason),
    },
    metrics: { refused() {}, finding() {}, held() {}, finished: () => void happened.push("finished") },
    sessionMark: (name) => `mark(${name.length})`,
    route: createRoutes(connections),
    unready: () => undefined,
    newId: () => `X${happened.length}`,
    now: () => now,
    monotonic: () => now++,
    putOff: (_kind, work) => work.work(),
    deadline: (passed) => later(totalMs, passed),
    after: (ms, run) => later(ms, run),
    fault: (error) => void faults.push(error),
    ...options.ports,
  };
  const exchanges = createExchanges(ports);

  const open = (request: Partial<FakeRequest> = {}): FakeHttp => {
    const http = createFakeHttp({ method: "POST", target: CHAT, headers: json, hasBody: true, ...request });
    exchanges.handle(http.exchange);
    return http;
  };
  return {
    exchanges,
    /** How many exchanges use the engine. */
    using,
    connections,
    sent,
    events,
    happened,
    refused,
    faults,
    timers,
    open,
    /** A request with its whole body. */
    ask(body: unknown, request: Partial<FakeRequest> = {}): FakeHttp {
      const http = open(request);
      http.feed(typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body));
      http.finish();
      return http;
    },
    /** The durable start is on the disk, or cannot be. */
    accepted(error?: SluiceError): void {
      accept?.(error);
    },
    /** Runs the timers that are not cancelled. */
    elapse(): void {
      for (const timer of timers.splice(0)) if (!timer.cancelled) timer.run();
    },
    ends: () => events.flatMap((event) => (event.kind === "end" ? [event] : [])),
  };
}

export type Rig = ReturnType<typeof createRig>;

/** Answers the n-th request that went upstream. */
export function reply(rig: Rig, status: number, headers: HeaderList, ...chunks: (string | Uint8Array)[]): void {
  const last = rig.sent.at(-1);
  if (last === undefined) throw failures.upstreamRefused();
  last.answer.head(status, headers);
  for (const chunk of chunks) last.answer.data(Buffer.from(chunk as string));
}
