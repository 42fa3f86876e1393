/** `sluice serve`: the gateway, until SIGINT or SIGTERM. */
import type { Config } from "../config/config.ts";
import { configFromFlags } from "../config/flags.ts";
import { loadConfig, prepareData, readSecrets, type Secrets } from "../config/load-config.ts";
import { ConfigError } from "../config/problems.ts";
import { SluiceError } from "../errors.ts";
import { type Gateway, startGateway } from "../gateway.ts";
import { catalogue } from "../inspect/detectors/catalogue.ts";
import { createLog, type Log } from "../log.ts";
import { OrderRefused } from "../processes/gateway-process.ts";
import { processesOf } from "../processes/own-config.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { guardLastWords } from "./last-words.ts";
import { refusedConfig } from "./refused-config.ts";

export interface ServeOptions {
  readonly config?: string;
  readonly upstream?: string;
  readonly listen?: string;
  readonly allowAnonymous?: boolean;
  readonly processes?: string;
}

type Reloadable = Pick<Gateway, "reload">;
type Announced = Pick<Gateway, "host" | "port" | "admin" | "listener" | "ruleset">;

/** As many as the file may say. */
const MOST_PROCESSES = 64;

export async function serve(options: ServeOptions): Promise<void> {
  if ((options.config === undefined) === (options.upstream === undefined))
    throw new CommandFailure(
      EXIT.usage,
      "Say either --config FILE or --upstream URL. `sluice init` writes a file to begin with.",
    );
  if (options.config !== undefined && (options.listen !== undefined || options.allowAnonymous !== undefined))
    throw new CommandFailure(EXIT.usage, "--listen and --allow-anonymous go with --upstream; a file says both itself.");
  const { config, secrets } = refusedConfig(() => read(options));
  const log = createLog({ level: config.log.level });
  guardLastWords(log);
  const count = processesOf(config.processes);
  if (count > 1) return serveProcesses(count, options, config, secrets, log);
  const start = started(config, secrets, log);
  reloadOnHangUp(options, start, log);
  const gateway = await start;
  // Heard before it is announced: whoever waits for the line may end it at once.
  const asked = stopSignal();
  announce(config, gateway, log);
  await asked;
  log.info("stopping: live exchanges may finish", { live: gateway.exchanges.live, withinMs: config.timeouts.drain });
  await gateway.stop();
  log.info("stopped");
}

async function serveProcesses(
  count: number,
  options: ServeOptions,
  config: Config,
  secrets: Secrets,
  log: Log,
): Promise<void> {
  const { startProcesses } = await import("./serve-processes.ts");
  // Heard from here on: a primary that ended in mid-start would leave its processes to find out by themselves.
  const asked = stopSignal().then(() => false);
  const start = startProcesses(count, config, secrets, log);
  reloadOnHangUp(options, start, log);
  const gateway = await start;
  announce(config, gateway, log, count);
  const gaveUp = await Promise.race([asked, gateway.gaveUp.then(() => true)]);
  log.info("stopping: live exchanges may finish", { withinMs: config.timeouts.drain });
  const clean = await gateway.stop();
  log.info("stopped");
  process.exit(gaveUp || !clean ? EXIT.failed : EXIT.ok);
}

/** `--processes` beats the file, at every reload too. */
function read(options: ServeOptions): { config: Config; secrets: Secrets } {
  const given = readConfig(options);
  const { processes } = options;
  if (processes === undefined) return given;
  const count = Number(processes);
  if (processes !== "auto" && !(/^\d+$/.test(processes) && count >= 1 && count <= MOST_PROCESSES))
    throw new CommandFailure(
      EXIT.usage,
      `--processes takes auto, or a whole number from 1 to ${MOST_PROCESSES}, not "${processes}".`,
    );
  return { ...given, config: Object.freeze({ ...given.config, processes: processes === "auto" ? processes : count }) };
}

function readConfig(options: ServeOptions): { config: Config; secrets: Secrets } {
  if (options.config !== undefined) return loadConfig(options.config, { detectors: catalogue, env: process.env });
  const config = configFromFlags(
    {
      upstream: options.upstream ?? "",
      ...(options.listen === undefined ? {} : { listen: options.listen }),
      allowAnonymous: options.allowAnonymous === true,
    },
    { directory: process.cwd(), detectors: catalogue },
  );
  return { config, secrets: readSecrets(config, process.env) };
}

/** SIGHUP unheard ends a process: it is heard from before the start is done, and answered one after the other. */
function reloadOnHangUp(options: ServeOptions, start: Promise<Reloadable>, log: Log): void {
  let last: Promise<unknown> = start;
  process.on("SIGHUP", () => {
    last = last.then(async () => await reload(options, await start, log));
    last.catch(() => {}); // a start that failed is told by whoever waits for it
  });
}

/** A configuration that is refused changes nothing: the gateway goes on with the one it has. */
async function reload(options: ServeOptions, gateway: Reloadable, log: Log): Promise<void> {
  if (options.config === undefined) {
    log.warn("SIGHUP: there is no file to read again; the gateway was started with --upstream");
    return;
  }
  try {
    const { config, secrets } = read(options);
    await gateway.reload(config, secrets);
    for (const warning of config.warnings) log.warn(warning);
    log.info("reloaded", { connections: config.connections.length });
  } catch (error) {
    const kept = "not reloaded: the gateway goes on as it was";
    if (error instanceof ConfigError)
      for (const { path, position, message } of error.problems)
        log.error(kept, undefined, { at: `${options.config}:${position?.line ?? 1}`, path, problem: message });
    else if (error instanceof OrderRefused) log.error(kept, undefined, { problem: error.sentence });
    else log.error(kept, error);
  }
}

/** Failures at start are sentences for a person, not stacks. */
export async function started(config: Config, secrets: Secrets, log: Log): Promise<Gateway> {
  refusedConfig(() => prepareData(config));
  try {
    return await startGateway({ config, secrets, log });
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(EXIT.usage, error.message);
    if (error instanceof SluiceError)
      throw new CommandFailure(EXIT.failed, `${error.message}${error.advice === undefined ? "" : ` ${error.advice}`}`);
    throw error;
  }
}

function announce(config: Config, gateway: Announced, log: Log, processes = 1): void {
  const scheme = config.listen.tls === null ? "http" : "https";
  for (const warning of config.warnings) log.warn(warning);
  for (const connection of config.connections)
    log.info("connection", {
      name: connection.name,
      at: `${scheme}://${gateway.host}:${gateway.port}${connection.path}`,
      upstream: connection.upstream.origin + connection.upstream.basePath,
      dialect: connection.dialect,
      clients: connection.clients,
      mode: connection.mode,
    });
  log.info(gateway.listener.reason);
  for (const sentence of gateway.listener.limitations) log.info(`this listener: ${sentence}`);
  if (gateway.admin !== undefined) log.info("admin", { at: `http://${gateway.admin.host}:${gateway.admin.port}` });
  log.info("ready", {
    at: `${scheme}://${gateway.host}:${gateway.port}`,
    detectors: gateway.ruleset.detectors,
    rulesetMs: Math.round(gateway.ruleset.ms),
    rulesetFromCache: gateway.ruleset.fromCache,
    audit: config.audit.directory,
    ...(processes === 1 ? {} : { processes }),
  });
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (asked) process.exit(EXIT.failed);
        asked = true;
        resolve();
      });
  });
}
