/**
 * From the parsed shapes to `Config`: defaults that depend on other settings, absolute paths, one form for everything.
 * Pure and total: whatever the schema accepted has a result; what makes no sense together is conflicts.ts's to say.
 */
import { resolve as resolvePath } from "node:path";
import type {
  Config,
  Connection,
  CredentialField,
  DetectorChoice,
  Dialect,
  MaskConfig,
  MaskLine,
  Rule,
} from "./config.ts";
import type { Own } from "./own.ts";
import type { Parsed } from "./schema.ts";
import { defaults } from "./settings.ts";

export interface ResolveOptions {
  readonly source: string;
  /** Absolute; relative paths begin here: the directory of the file, or where the command runs. */
  readonly directory: string;
}

/** Everything but the warnings. */
export function resolveConfig(parsed: Parsed, own: Own, options: ResolveOptions): Config {
  const path = (text: string): string => resolvePath(options.directory, text);
  const data = path(parsed.data);
  const { directory, ...audit } = parsed.audit;
  const { tls } = parsed.listen;
  return {
    source: options.source,
    version: parsed.version,
    data,
    keys: { fingerprint: parsed.keys.fingerprint === undefined ? null : path(withoutScheme(parsed.keys.fingerprint)) },
    listen: { ...parsed.listen, tls: tls === undefined ? null : { cert: path(tls.cert), key: path(tls.key) } },
    admin: parsed.admin === "off" ? null : parsed.admin,
    connections: Object.entries(parsed.connections).map(([name, given]) => resolveConnection(name, given, path)),
    detectors: {
      ...resolveChoice(parsed.detectors),
      person: parsed.detectors.person,
      custom: own.custom,
      allow: own.allow,
      fields: own.fields,
    },
    mask: resolveMask(parsed.mask),
    rules: parsed.rules.map(resolveRule),
    limits: parsed.limits,
    timeouts: parsed.timeouts,
    scan: parsed.scan,
    workers: parsed.workers,
    processes: parsed.processes,
    audit: { ...audit, directory: directory === undefined ? resolvePath(data, "audit") : path(directory) },
    log: parsed.log,
    warnings: [],
  };
}

const withoutScheme = (text: string): string => text.slice(text.indexOf(":") + 1);

const credentialHeaders: Readonly<Record<Dialect, CredentialField | "dialect">> = {
  openai: "authorization",
  anthropic: "x-api-key",
  auto: "dialect",
  generic: "authorization",
};

function resolveConnection(
  name: string,
  given: Parsed["connections"][string],
  path: (text: string) => string,
): Connection {
  const { credential } = given;
  return {
    ...given,
    name,
    detectors: resolveChoice(given.detectors),
    path: given.path ?? `/${name}`,
    credential:
      credential === undefined
        ? null
        : credential.kind === "file"
          ? { kind: "file", path: path(credential.path) }
          : credential,
    credentialHeader: given.credentialHeader ?? credentialHeaders[given.dialect],
    logprobs: given.logprobs ?? defaults.logprobs,
  };
}

function resolveChoice(given: Parsed["connections"][string]["detectors"]): DetectorChoice {
  const { off, only, threshold, thresholds } = given;
  return { off, only: only ?? null, threshold: threshold ?? null, thresholds };
}

function resolveMask(mask: Parsed["mask"]): MaskConfig {
  const lines = (given: Parsed["mask"]["labels"]): Record<string, MaskLine> =>
    Object.fromEntries(
      Object.entries(given).map(([name, { request, response }]) => [
        name,
        { ...(request === undefined ? {} : { request }), ...(response === undefined ? {} : { response }) },
      ]),
    );
  return { labels: lines(mask.labels), tags: lines(mask.tags), entities: lines(mask.entities) };
}

function resolveRule(rule: Parsed["rules"][number]): Rule {
  const { direction, entities, labels, tags, connections } = rule.if;
  return {
    id: rule.id,
    if: {
      direction: direction ?? null,
      entities: entities ?? [],
      labels: labels ?? [],
      tags: tags ?? [],
      connections: connections ?? [],
    },
    // `allow` is a conflict, so what is built from it here is never used.
    action: typeof rule.then === "string" ? { kind: "block" } : rule.then.mask,
    say: rule.say ?? null,
  };
}

/** Freezes plain objects and arrays all the way down. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
