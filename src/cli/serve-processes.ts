/**
 * `sluice serve` with several processes: this one is their primary. It reads the configuration, has the processes do all the work, and
 * carries no traffic: signals, the admin address and the lock of the audit directory are its own.
 */
import { createAdminListener } from "../admin/admin-listener.ts";
import { takeAuditDirectory } from "../audit/audit-directory.ts";
import { chainOf, lastEventOf, listChains } from "../audit/chains.ts";
import { openFingerprintKey } from "../audit/fingerprint-key.ts";
import { builtFile } from "../built-file.ts";
import type { Config } from "../config/config.ts";
import { prepareData, type Secrets } from "../config/load-config.ts";
import { needsRestart } from "../config/restart.ts";
import { failures, SluiceError } from "../errors.ts";
import type { Log } from "../log.ts";
import { createSummedMetrics } from "../metrics/summed.ts";
import { forkProcess, OrderRefused } from "../processes/gateway-process.ts";
import { credentialsOf } from "../processes/orders.ts";
import { ownConfig } from "../processes/own-config.ts";
import { createProcesses } from "../processes/processes.ts";
import { claimPort, isPortShared } from "../protocols/http/claim-port.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { refusedConfig } from "./refused-config.ts";

export interface ServedProcesses {
  readonly host: string;
  readonly port: number;
  readonly admin: { readonly host: string; readonly port: number } | undefined;
  readonly listener: { readonly reason: string; readonly limitations: readonly string[] };
  readonly ruleset: { readonly ms: number; readonly fromCache: boolean; readonly detectors: number };
  /** Rejects where the configuration cannot be taken over by all; then none has. */
  reload(config: Config, secrets: Secrets): Promise<void>;
  /** Resolves when a process died too often. */
  readonly gaveUp: Promise<void>;
  /** False: not all ended by themselves. */
  stop(): Promise<boolean>;
}

/** Failures are sentences for a person. `count` is at least 2. */
export async function startProcesses(
  count: number,
  config: Config,
  secrets: Secrets,
  log: Log,
): Promise<ServedProcesses> {
  refusedConfig(() => prepareData(config));
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.reverse()) await close();
  };
  try {
    return await build(count, config, secrets, log, closers, closeAll);
  } catch (error) {
    await closeAll();
    if (error instanceof OrderRefused) throw new CommandFailure(error.exitCode, error.sentence);
    if (error instanceof SluiceError)
      throw new CommandFailure(EXIT.failed, `${error.message}${error.advice === undefined ? "" : ` ${error.advice}`}`);
    throw error;
  }
}

async function build(
  count: number,
  config: Config,
  secrets: Secrets,
  log: Log,
  closers: (() => Promise<void> | void)[],
  closeAll: () => Promise<void>,
): Promise<ServedProcesses> {
  const { directory } = config.audit;
  closers.push(takeAuditDirectory(directory, "primary"));
  // Made here, where it is missing: the processes would each make one.
  openFingerprintKey(config.keys.fingerprint === null ? { data: config.data } : { file: config.keys.fingerprint });
  const { host, port: wanted } = config.listen.address;
  const port = await claimPort(host, wanted);

  let giveUp = (): void => {};
  const gaveUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const own = new Set(Array.from({ length: count }, (_, i) => chainOf(i + 1)));
  const processes = createProcesses({
    count,
    task: { config, credentials: credentialsOf(config, secrets) },
    taskOf: (task, place) => ({ ...task, config: ownConfig(task.config, { place, processes: count, port }) }),
    fork: () => forkProcess(builtFile("src/cli/gateway-process.js")),
    restarts: config.limits.restarts,
    drainMs: config.timeouts.drain,
    log,
    onListening: (_place, again) => {
      if (again && isPortShared(port, [process.pid, ...processes.pids])) log.error(sharedPort, undefined, { port });
    },
    onDeath: (place) => metrics.died(place),
    onGivingUp: giveUp,
    otherChains: Object.fromEntries(
      listChains(directory).flatMap((chain) => (own.has(chain.name) ? [] : [[chain.name, lastEventOf(chain)]])),
    ),
  });
  const metrics = createSummedMetrics(processes);
  let stopping = false;

  const { listener, ruleset, ...at } = await processes.start();
  closers.push(async () => {
    await processes.stop();
  });
  if (isPortShared(port, [process.pid, ...processes.pids])) throw failures.listenFailed(host, port, "EADDRINUSE");

  let admin: ServedProcesses["admin"];
  if (config.admin !== null) {
    const adminListener = createAdminListener({
      ...config.admin.address,
      hosts: config.admin.hosts,
      maxConnections: config.limits.adminConnections,
      unready: () => (stopping ? [failures.stopping().message] : processes.unready()),
      metrics,
    });
    closers.push(() => adminListener.close());
    admin = await adminListener.listen();
  }
  let clean = true;
  return {
    host: at.host,
    port: at.port,
    admin,
    listener,
    ruleset,
    gaveUp,
    async reload(next, from) {
      const fixed = needsRestart(config, next);
      if (fixed.length > 0) throw failures.reloadRefused(fixed.join(", "));
      await processes.reload({ config: next, credentials: credentialsOf(next, from) });
    },
    async stop() {
      stopping = true;
      clean = await processes.stop();
      await closeAll();
      return clean;
    },
  };
}

const sharedPort = "another process listens on this port as well, and takes a part of its connections";
