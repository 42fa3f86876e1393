/**
 * Composition root: builds every part from one configuration, in the order in which they need each other, and stops them
 * in the opposite order. Nothing listens before everything it needs works.
 *
 *   ruleset and scanner, audit -> upstreams -> exchanges -> listener -> admin
 */
import { createHmac } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { type Audit, createAudit } from "./audit/audit.ts";
import { createExchangeIds } from "./audit/exchange-id.ts";
import { createFingerprint } from "./audit/fingerprint.ts";
import { openFingerprintKey } from "./audit/fingerprint-key.ts";
import type { Config } from "./config/config.ts";
import { type DetectorSet, detectorSet } from "./config/detector-set.ts";
import type { Secrets } from "./config/load-config.ts";
import { needsRestart } from "./config/restart.ts";
import { Deadlines } from "./deadlines.ts";
import { type LiveEngine, startEngine } from "./engines.ts";
import { failures, type SluiceError } from "./errors.ts";
import { catalogueWith } from "./inspect/detectors/catalogue-with.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics/metrics.ts";
import { openDetectors } from "./open-detectors.ts";
import type { Exchanges } from "./pipeline/exchanges.ts";
import type { FindRoute } from "./pipeline/routes.ts";
import { pipelineLimits } from "./pipeline-limits.ts";
import { policyDigest } from "./policy/digests.ts";
import { createScanner, startPool } from "./scanning/create-scanner.ts";
import { rulesetDigest } from "./scanning/rules-digest.ts";
import type { ScanTiming } from "./scanning/scan-stats.ts";
import { atTurnsEnd } from "./turn.ts";
import { version } from "./version.ts";

export interface GatewayOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly log: Log;
  /** Compiled entry point of the scanning workers, where it is not the one beside this program. */
  readonly scanWorker?: string;
  /** Where this is one of several processes on one port (src/processes). */
  readonly among?: Among;
}

export interface Among {
  /** Its name in metrics. */
  readonly name: string;
  /** Everything else works; resolves when all others have come so far, and then it listens. */
  prepared(facts: RulesetFacts): Promise<void>;
}

export interface RulesetFacts {
  readonly ms: number;
  readonly fromCache: boolean;
  readonly detectors: number;
}

/** A configuration that could be taken over: exactly one of the two is called. Neither fails. */
export interface PreparedReload {
  take(): void;
  abandon(): void;
}

export interface Gateway {
  readonly host: string;
  readonly port: number;
  readonly admin: { readonly host: string; readonly port: number } | undefined;
  readonly listener: { readonly reason: string; readonly limitations: readonly string[] };
  readonly ruleset: RulesetFacts;
  readonly audit: Audit;
  readonly metrics: Metrics;
  readonly exchanges: Exchanges;
  /**
   * Takes over connections, masks, rules, detectors and credentials; exchanges in flight keep what they began with. Rejects
   * with `reload-refused` where anything else differs, or with `ConfigError` where its own detectors cannot be run, and then nothing
   * has changed. Reloads follow one another.
   */
  reload(config: Config, secrets: Secrets): Promise<void>;
  /** The first half of it, which is all that can be refused. The next reload waits until this one is taken or abandoned. */
  prepareReload(config: Config, secrets: Secrets): Promise<PreparedReload>;
  /** Why exchanges are not accepted now, as sentences; empty: they are. */
  unready(): readonly string[];
  /** The most that any exchange held back so far. */
  held(): { readonly characters: number; readonly ms: number };
  /** No new exchanges; live ones finish within timeouts.drain, or so many milliseconds; then everything is closed and the audit flushed. */
  stop(withinMs?: number): Promise<void>;
}

/** What one configuration looks for. */
const setOf = (config: Config): DetectorSet => detectorSet(config, catalogueWith(config.detectors.person));

const UPSTREAM_CONNECTIONS = 10_000;
/** What the last bytes of answers get at least, to reach slow readers when the gateway stops. */
const FAREWELL_MS = 1_000;

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  // V8 makes objects of a place that has made long-lived ones in the old generation. Here one place makes them for streams of
  // minutes and for documents of a millisecond: after some streams each document left its objects there, holding on to all
  // of its exchange until a full collection (bench/gateway.ts measures documents behind streams; they cost half again as much).
  setFlagsFromString("--no-allocation-site-pretenuring");
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.reverse())
      await close().catch((error: unknown) => options.log.error("could not be closed", error));
  };
  try {
    return await build(options, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function build(
  { config, secrets, log, scanWorker, among }: GatewayOptions,
  closers: (() => Promise<void>)[],
  closeAll: () => Promise<void>,
): Promise<Gateway> {
  const { limits, timeouts } = config;
  const held = { characters: 0, ms: 0 };
  const engines = new Set<LiveEngine>();
  const scanOptions = {
    mode: config.scan,
    ...(config.workers === "auto" ? {} : { workers: config.workers }),
    limits: { queueSteps: limits.scanQueue, cleanBytes: limits.cleanText },
    workerFile: scanWorker,
    onTiming: (timing: ScanTiming) => metrics.scanned(timing),
  };
  const engineFor = async (of: Config): Promise<LiveEngine> => {
    const made = await startEngine({
      open: (found) => openDetectors(of, found),
      poolOf: (rulesetBytes) => startPool({ ...scanOptions, rulesetBytes }),
      scannerOf: ({ ruleset, bytes }, pool) => createScanner({ ...scanOptions, ruleset, rulesetBytes: bytes, pool }),
      closed: (closed) => engines.delete(closed),
    });
    engines.add(made);
    return made;
  };
  const facts = (of: Config, by: LiveEngine) => ({
    version,
    ruleset: by.rulesetDigest,
    policy: policyDigest(of),
    connections: of.connections.length,
    detectors: new Set(by.set.policy.map(({ id }) => id)).size,
  });

  const key = openFingerprintKey(
    config.keys.fingerprint === null ? { data: config.data } : { file: config.keys.fingerprint },
  );
  // What has threads is started before this one is busy with its ruleset.
  const engineStarting = Promise.resolve().then(() => engineFor(config));
  const auditOpening = createAudit({
    directory: config.audit.directory,
    gateway: engineStarting.then((started) => facts(config, started)),
    limits: {
      queueEvents: config.audit.queueEvents,
      queueBytes: config.audit.queueBytes,
      syncMs: config.audit.fsync,
      segmentBytes: config.audit.segment,
      waitMs: config.audit.wait,
    },
  });
  const partsLoading = import("./gateway-parts.ts");
  const [started, opened] = await Promise.allSettled([engineStarting, auditOpening, partsLoading]);
  closers.push(async () => {
    for (const each of [...engines]) await each.close();
  });
  if (opened.status === "fulfilled") closers.push(() => opened.value.close());
  if (started.status === "rejected") throw started.reason;
  if (opened.status === "rejected") throw opened.reason;
  let engine = started.value;
  const audit = opened.value;
  const parts = await partsLoading;
  const metrics = parts.createMetrics(among?.name);

  const upstream = parts.createUpstream({
    connectTimeoutMs: timeouts.connect,
    headersTimeoutMs: timeouts.headers,
    idleTimeoutMs: timeouts.idle,
    connections: UPSTREAM_CONNECTIONS,
  });
  closers.push(() => upstream.close());

  const fingerprint = createFingerprint(key.key);
  const routesOf = (of: Config, from: Secrets, by: LiveEngine): FindRoute =>
    parts.createRoutes(
      parts.connectionsOf({
        config: of,
        engine: by,
        detectors: setOf(of),
        upstream,
        dialects: { openai: parts.openai, anthropic: parts.anthropic },
        credential: from.credential,
        hashKey: key.key.export(),
        fingerprint,
        policyDigest: policyDigest(of),
      }),
    );
  let route = routesOf(config, secrets, engine);

  const unready = (): SluiceError | undefined => {
    if (!engine.scanner.healthy) return failures.scannerDown();
    return audit.available ? undefined : failures.auditUnavailable();
  };
  const newId = createExchangeIds();
  const deadlines = new Deadlines(timeouts.total);
  const exchanges = parts.createExchanges({
    limits: pipelineLimits(limits),
    totalMs: timeouts.total,
    deadline: (passed) => deadlines.start(passed),
    audit,
    metrics: {
      ...metrics,
      finished(connection, operation, end) {
        held.characters = Math.max(held.characters, end.heldCharactersMax);
        held.ms = Math.max(held.ms, end.heldMsMax);
        metrics.finished(connection, operation, end);
      },
    },
    sessionMark: (name) =>
      createHmac("sha256", key.key).update("session\0").update(name).digest("base64url").slice(0, 22),
    route: (method, target) => route(method, target),
    unready,
    newId,
    now: Date.now,
    monotonic: () => performance.now(),
    putOff: atTurnsEnd,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return { cancel: () => clearTimeout(timer) };
    },
    fault: (error) => log.error("an exchange ended by a fault of the gateway", error),
  });
  guardAudit(audit, exchanges, log);
  metrics.watch({
    audit,
    exchanges,
    scanner: {
      get queueDepth() {
        return engine.scanner.queueDepth;
      },
      get healthy() {
        return engine.scanner.healthy;
      },
      stats: () => engine.scanner.stats(),
    },
  });

  const { address, tls } = config.listen;
  const { listener, reason } = parts.createListener(config.listen.listener, {
    host: address.host,
    port: address.port,
    shared: among !== undefined,
    ...(tls === null ? {} : { tls }),
    limits: {
      headerBytes: limits.headerBytes,
      headerCount: limits.headerCount,
      headersTimeoutMs: timeouts.requestHeaders,
      requestTimeoutMs: timeouts.request,
      idleTimeoutMs: timeouts.idle,
    },
    trustedFront: config.listen.trustedFront,
    handle: exchanges.handle,
    refused: (error) => {
      audit.refused(error.code);
      metrics.refused(error.code);
    },
    newId,
  });
  closers.push(() => listener.close());

  const reasons = (): readonly string[] => {
    const error = exchanges.draining ? failures.stopping() : unready();
    return error === undefined ? [] : [error.message];
  };
  await engine.ready;
  let admin: Gateway["admin"];
  if (config.admin !== null) {
    const adminListener = parts.createAdminListener({
      host: config.admin.address.host,
      port: config.admin.address.port,
      hosts: config.admin.hosts,
      maxConnections: config.limits.adminConnections,
      unready: reasons,
      metrics,
    });
    closers.push(() => adminListener.close());
    admin = await adminListener.listen();
  }
  const ruleset = { ...engine.ruleset, detectors: facts(config, engine).detectors };
  await among?.prepared(ruleset);
  const { host, port } = await listener.listen();
  engine.complete.catch((error: unknown) => {
    if (!exchanges.draining) log.error("no traffic is accepted until the workers answer", error);
  });

  let reloading: Promise<void> = Promise.resolve();
  const preparedReload = async (next: Config, from: Secrets): Promise<PreparedReload> => {
    const fixed = needsRestart(config, next);
    if (fixed.length > 0) throw failures.reloadRefused(fixed.join(", "));
    const before = engine;
    const same = rulesetDigest(setOf(next).rules) === before.rulesetDigest;
    const after = same ? before : await engineFor(next);
    if (!same) {
      await after.complete.catch((error: unknown) => {
        after.retire();
        throw error;
      });
    }
    const routeAfter = routesOf(next, from, after);
    return {
      take() {
        // Both at once: no exchange sees the policy of one with the engine of the other.
        engine = after;
        route = routeAfter;
        if (!same) before.retire();
        audit.reload(facts(next, after));
      },
      abandon() {
        if (!same) after.retire();
      },
    };
  };
  /** Resolves with what is prepared once it is this one's turn; the next turn comes when it is settled. */
  const prepareReload = (next: Config, from: Secrets): Promise<PreparedReload> =>
    new Promise((resolve, reject) => {
      reloading = reloading.then(async () => {
        try {
          const prepared = await preparedReload(next, from);
          await new Promise<void>((settled) => {
            const then = (act: () => void) => () => {
              settled();
              act();
            };
            resolve({ take: then(prepared.take), abandon: then(prepared.abandon) });
          });
        } catch (error) {
          reject(error);
        }
      });
    });

  return {
    host,
    port,
    admin,
    listener: { reason, limitations: listener.limitations },
    ruleset,
    audit,
    metrics,
    exchanges,
    async reload(next, from) {
      (await prepareReload(next, from)).take();
    },
    prepareReload,
    unready: reasons,
    held: () => held,
    async stop(withinMs = timeouts.drain) {
      const began = performance.now();
      const quiet = listener.drain();
      await exchanges.drain(withinMs);
      await within(quiet, Math.max(FAREWELL_MS, began + withinMs - performance.now()));
      await closeAll();
    },
  };
}

/** Resolves with `work`, or without it after the limit. */
function within(work: Promise<void>, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** While the trail cannot be written live exchanges wait, for a stated time; then they end with an error. */
function guardAudit(audit: Audit, exchanges: Exchanges, log: Log): void {
  audit.onAvailability((available) => {
    if (available) {
      log.info("the audit trail can be written again");
      return;
    }
    log.warn("the audit trail cannot be written: new exchanges are refused, live ones wait");
    exchanges.waiting(true);
    audit.whenWritable((error) => {
      if (error === undefined) exchanges.waiting(false);
      else exchanges.stopAll(error);
    });
  });
}
