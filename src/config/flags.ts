/**
 * The configuration of `sluice serve --upstream URL --listen HOST:PORT`, without a file: one anonymous connection at `/`,
 * prompts and answers redacted by the defaults. Loopback only, unless --allow-anonymous says otherwise.
 */
import type { PolicyDetector } from "../policy/detectors.ts";
import type { Config } from "./config.ts";
import { inertOnLoopback } from "./inert.ts";
import { checkConfig } from "./parse-config.ts";
import { addressHint, parseAddress, parseUpstream, spellAddress } from "./places.ts";
import { ConfigError, type Problem } from "./problems.ts";
import { defaults } from "./settings.ts";

export interface Flags {
  readonly upstream: string;
  /** HOST:PORT */
  readonly listen?: string;
  readonly allowAnonymous?: boolean;
  /** HOST:PORT; without it there is no admin address. */
  readonly admin?: string;
  readonly data?: string;
  readonly scan?: Config["scan"];
  readonly listener?: Config["listen"]["listener"];
  readonly person?: Config["detectors"]["person"];
}

export interface FlagOptions {
  /** Absolute: where the command runs. */
  readonly directory: string;
  readonly detectors: readonly PolicyDetector[];
}

/** The one connection's name. */
export const flagConnection = "default";

/** Throws `ConfigError` whose paths are the flags. */
export function configFromFlags(flags: Flags, options: FlagOptions): Config {
  const problems: Problem[] = [];
  const report = (path: string, message: string): void => {
    problems.push({ path, position: undefined, message });
  };
  const upstream = parseUpstream(flags.upstream);
  if (typeof upstream === "string") report("--upstream", `${upstream}.`);
  const listen = parseAddress(flags.listen ?? defaults.listen);
  if (listen === undefined) report("--listen", `${addressHint}.`);
  else if (!listen.loopback && flags.allowAnonymous !== true) {
    report(
      "--listen",
      `anyone who reaches ${spellAddress(listen)} could use this gateway. Listen on a loopback address such as 127.0.0.1:${listen.port}, or add --allow-anonymous.`,
    );
  }
  if (listen?.loopback === true && flags.allowAnonymous === true) report("--allow-anonymous", inertOnLoopback);
  if (flags.admin !== undefined && parseAddress(flags.admin) === undefined) report("--admin", `${addressHint}.`);
  if (problems.length > 0) throw new ConfigError("flags", problems);

  const value = {
    version: 1,
    ...(flags.data === undefined ? {} : { data: flags.data }),
    ...(flags.scan === undefined ? {} : { scan: flags.scan }),
    listen: {
      address: flags.listen ?? defaults.listen,
      ...(flags.listener === undefined ? {} : { listener: flags.listener }),
    },
    ...(flags.person === undefined ? {} : { detectors: { person: flags.person } }),
    admin: flags.admin === undefined ? "off" : { address: flags.admin },
    connections: {
      [flagConnection]: {
        dialect: "auto",
        upstream: flags.upstream,
        path: "/",
        clients: "anonymous",
        allowAnonymous: flags.allowAnonymous === true,
      },
    },
  };
  return checkConfig(value, () => undefined, { ...options, source: "flags" });
}
