/**
 * What a configuration means, as facts for `sluice check` and the start message: resolved, with defaults filled in and
 * rules named. A credential appears by its source only.
 */

import type { Label } from "../inspect/detector.ts";
import { type PolicyDetector, severity } from "../policy/detectors.ts";
import { policyDigest } from "../policy/digests.ts";
import { spellAction } from "../policy/operators.ts";
import { createProfile, type Profile, whyOff } from "../policy/profile.ts";
import type { Config, Connection } from "./config.ts";
import { spellAddress, spellEndpoint } from "./places.ts";
import { auditSettings, limitSettings, type Setting, timeoutSettings } from "./settings.ts";
import { formatDuration, formatSize } from "./units.ts";

/** One outcome of an entity in one direction: `replace`, `{partial: 4}`, `block`, `allow`, `off`. */
export interface Outcome {
  readonly action: string;
  /** The rule that says so; when off, the setting that switches it off. */
  readonly rule: string;
}

export interface EntityFacts {
  readonly entity: string;
  readonly label: Label;
  readonly tags: readonly string[];
  /** More than one only where the entity's detectors differ. */
  readonly request: readonly Outcome[];
  readonly response: readonly Outcome[];
}

export interface ConnectionFacts {
  readonly name: string;
  readonly path: string;
  readonly upstream: string;
  readonly dialect: string;
  readonly mode: string;
  readonly clients: string;
  /** `env:NAME`, `file:/path`, or that clients bring their own. */
  readonly credential: string;
  readonly endpoints: readonly string[];
  /** The most severe first. */
  readonly entities: readonly EntityFacts[];
  /** Detectors that are off, and the setting that says so. */
  readonly off: readonly { readonly detector: string; readonly why: string }[];
  readonly uninspectable: Connection["uninspectable"];
  readonly logprobs: string;
  readonly headers: Connection["headers"];
  readonly durable: boolean;
}

export interface SettingFacts {
  /** As in messages: `limits.body`. */
  readonly name: string;
  readonly value: string;
  readonly standard: boolean;
  readonly about: string;
}

export interface ConfigFacts {
  readonly source: string;
  readonly policy: string;
  readonly listen: string;
  readonly listener: string;
  readonly tls: boolean;
  readonly admin: string | null;
  readonly data: string;
  readonly audit: string;
  readonly scan: string;
  readonly workers: string;
  readonly processes: string;
  readonly connections: readonly ConnectionFacts[];
  /** What is a value by the name of its field: entity, how many names, and where. */
  readonly fields: readonly string[];
  /** What is left alone by its value: how much of it, never which. */
  readonly allowed: readonly string[];
  readonly settings: readonly SettingFacts[];
  readonly warnings: readonly string[];
  /** What the chosen listener cannot carry. */
  readonly limitations: readonly string[];
}

export interface DescribeOptions {
  readonly detectors: readonly PolicyDetector[];
  /** Of the listener that was chosen. */
  readonly limitations: readonly string[];
}

export function describeConfig(config: Config, options: DescribeOptions): ConfigFacts {
  return {
    source: config.source,
    policy: policyDigest(config),
    listen: spellAddress(config.listen.address),
    listener: config.listen.listener,
    tls: config.listen.tls !== null,
    admin: config.admin === null ? null : spellAddress(config.admin.address),
    data: config.data,
    audit: config.audit.directory,
    scan: config.scan,
    workers: String(config.workers),
    processes: String(config.processes),
    connections: describeConnections(config, options.detectors),
    allowed: config.detectors.allow.map(
      ({ entity, what, count }) =>
        `${entity ?? "everything found"}: ${count === 1 ? what.replace(/s$/, "") : what} (${count})`,
    ),
    fields: config.detectors.fields.map(
      ({ entity, names, headers }) =>
        `${entity}: ${names.length === 1 ? "name" : "names"} (${names.length}) in bodies${headers ? ", queries and headers" : " and queries"}`,
    ),
    settings: [
      ...settingFacts("limits", limitSettings, config.limits),
      ...settingFacts("timeouts", timeoutSettings, config.timeouts),
      ...settingFacts("audit", auditSettings, config.audit),
    ],
    warnings: config.warnings,
    limitations: options.limitations,
  };
}

export function describeConnections(config: Config, detectors: readonly PolicyDetector[]): readonly ConnectionFacts[] {
  return config.connections.map((connection) => ({
    name: connection.name,
    path: connection.path,
    upstream: `${connection.upstream.origin}${connection.upstream.basePath}`,
    dialect: connection.dialect,
    mode: connection.mode,
    clients: connection.clients,
    credential: describeCredential(connection),
    endpoints: connection.endpoints.map(spellEndpoint),
    entities: describeEntities(config, connection, detectors),
    off: detectorsOff(config, connection, detectors),
    uninspectable: connection.uninspectable,
    logprobs: connection.logprobs,
    headers: connection.headers,
    durable: connection.durable,
  }));
}

function describeCredential({ credential, credentialHeader }: Connection): string {
  if (credential === null) return "the client's own passes unchanged";
  const place = credential.kind === "env" ? `env:${credential.name}` : `file:${credential.path}`;
  return `${place}, sent as ${credentialHeader === "dialect" ? "the endpoint's provider wants it" : credentialHeader}`;
}

function describeEntities(
  config: Config,
  connection: Connection,
  detectors: readonly PolicyDetector[],
): readonly EntityFacts[] {
  const request = createProfile(config, connection, "request", detectors);
  const response = createProfile(config, connection, "response", detectors);
  const why = (detector: PolicyDetector): string => whyOff(config, connection, detector) ?? "";
  const byLabel = (a: Pick<PolicyDetector, "label">, b: typeof a): number => severity(b.label) - severity(a.label);
  return [...new Set(detectors.map(({ entity }) => entity))]
    .map((entity) => {
      const indexes = [...detectors.keys()].filter((index) => detectors[index]?.entity === entity);
      const own = detectors.filter((detector) => detector.entity === entity).sort(byLabel);
      return {
        entity,
        label: own[0]?.label ?? "public",
        tags: [...new Set(own.flatMap(({ tags }) => tags))],
        request: outcomes(request, indexes, why),
        response: outcomes(response, indexes, why),
      };
    })
    .sort((a, b) => byLabel(a, b) || (a.entity < b.entity ? -1 : 1));
}

/** A detector in several parts is one. */
function detectorsOff(
  config: Config,
  connection: Connection,
  detectors: readonly PolicyDetector[],
): ConnectionFacts["off"] {
  const off = new Map<string, string>();
  for (const detector of detectors) {
    const why = whyOff(config, connection, detector);
    if (why !== undefined) off.set(detector.id, why);
  }
  return [...off].map(([detector, why]) => ({ detector, why }));
}

function outcomes(
  profile: Profile,
  indexes: readonly number[],
  why: (detector: PolicyDetector) => string,
): readonly Outcome[] {
  const all = indexes.map((index): Outcome => {
    const entry = profile.table[index];
    const detector = profile.detectors[index];
    return entry === undefined || entry === null
      ? { action: "off", rule: detector === undefined ? "" : why(detector) }
      : { action: spellAction(entry.action), rule: entry.rule };
  });
  return all.filter((one, i) => all.findIndex((other) => other.action === one.action && other.rule === one.rule) === i);
}

function settingFacts(
  section: string,
  table: Readonly<Record<string, Setting>>,
  values: Readonly<Record<string, number | string>>,
): readonly SettingFacts[] {
  return Object.entries(table).map(([name, { unit, value: standard, about }]) => {
    const value = Number(values[name]);
    const spelt =
      unit === "bytes" ? formatSize(value) : unit === "milliseconds" ? formatDuration(value) : String(value);
    return { name: `${section}.${name}`, value: spelt, standard: spelt === String(standard), about };
  });
}
