/**
 * What each setting allows and all of them together do not: paths that shadow each other, names that mean nothing, a
 * credential that anyone could use. Conflicts are refused at start; warnings are said at start and in `sluice check`.
 */
import { relative, sep } from "node:path";
import { labels, type PolicyDetector } from "../policy/detectors.ts";
import { extensionProblem } from "../protocols/http/headers.ts";
import type { Config, Connection, DetectorChoice } from "./config.ts";
import { ownPolicy } from "./detector-set.ts";
import { findInert } from "./inert.ts";
import { isLoopback, isUnder, spellAddress } from "./places.ts";
import type { Path } from "./problems.ts";
import type { Parsed } from "./schema.ts";
import { didYouMean } from "./suggest.ts";
import { formatSize } from "./units.ts";

export interface Conflict {
  readonly at: Path;
  /** Follows the path and a colon. */
  readonly message: string;
}

/** Paths on the data port that the gateway answers itself. */
const ownPaths = ["/healthz"];

export function findConflicts(
  config: Config,
  parsed: Parsed,
  detectors: readonly PolicyDetector[],
): readonly Conflict[] {
  return [
    ...listenConflicts(config),
    ...config.connections.flatMap((connection) => [...connectionConflicts(config, connection, parsed)]),
    ...pathConflicts(config.connections),
    ...idConflicts(config, detectors),
    ...nameConflicts(config, detectors),
    ...ruleConflicts(config, parsed),
    ...findInert(config, detectors),
  ];
}

function* listenConflicts(config: Config): Generator<Conflict> {
  const { address } = config.listen;
  const admin = config.admin?.address;
  if (
    admin !== undefined &&
    admin.port === address.port &&
    admin.port !== 0 &&
    sharesInterface(admin.host, address.host)
  ) {
    yield {
      at: ["admin", "address"],
      message: "is the address of the data port (listen.address); the two must differ.",
    };
  }
  const key = config.keys.fingerprint;
  if (key !== null && isInside(key, config.data)) {
    yield {
      at: ["keys", "fingerprint"],
      message:
        "lies inside the data directory (data); keys must lie elsewhere, or one copy of the directory gives away both.",
    };
  }
  if (config.limits.bufferedBytes < config.limits.body) {
    yield {
      at: ["limits", "bufferedBytes"],
      message: `is less than limits.body (${formatSize(config.limits.body)}), so that no such body could ever be taken.`,
    };
  }
}

const everyInterface = (host: string): boolean => host === "0.0.0.0" || host === "::";
const sharesInterface = (a: string, b: string): boolean => a === b || everyInterface(a) || everyInterface(b);

function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && way !== path;
}

function* connectionConflicts(config: Config, connection: Connection, parsed: Parsed): Generator<Conflict> {
  const at = (...rest: Path): Path => ["connections", connection.name, ...rest];
  const { listen } = config;
  if (connection.credential !== null && !listen.address.loopback && !connection.allowAnonymous) {
    yield {
      at: at("credential"),
      message: `anyone who reaches ${spellAddress(listen.address)} could use this credential, since clients are anonymous. Listen on a loopback address, or say allowAnonymous: true on this connection.`,
    };
  }
  const given = parsed.connections[connection.name];
  if (connection.credential === null && given?.credentialHeader !== undefined) {
    yield {
      at: at("credentialHeader"),
      message: "says where the credential goes, but the connection has no `credential`.",
    };
  }
  if (given?.logprobs !== undefined && (connection.dialect === "anthropic" || connection.dialect === "generic")) {
    yield { at: at("logprobs"), message: `has no meaning with dialect ${connection.dialect}; leave it out.` };
  }
  if (connection.dialect === "generic") {
    const index = connection.endpoints.findIndex((endpoint) => endpoint.kind !== "path");
    if (index >= 0) {
      yield {
        at: at("endpoints", index),
        message:
          'the dialect generic knows no inference or models endpoints; list what may be called, such as "POST /v1/search" or "* /**".',
      };
    }
  }
  const upstream = new URL(connection.upstream.origin);
  const port = Number(upstream.port || (upstream.protocol === "https:" ? 443 : 80));
  if (
    port === listen.address.port &&
    isLoopback(upstream.hostname) &&
    (listen.address.loopback || everyInterface(listen.address.host))
  ) {
    yield { at: at("upstream"), message: "is this gateway's own address (listen.address); it would call itself." };
  }
  for (const direction of ["request", "response"] as const) {
    for (const [i, name] of connection.headers[direction].entries()) {
      const why = extensionProblem(name);
      if (why !== null) yield { at: at("headers", direction, i), message: `${why}.` };
    }
  }
}

function* pathConflicts(connections: readonly Connection[]): Generator<Conflict> {
  for (const [i, connection] of connections.entries()) {
    const at: Path = ["connections", connection.name, "path"];
    for (const other of connections.slice(0, i)) {
      if (connection.path === other.path) {
        yield { at, message: `is also the path of connections.${other.name}; each needs its own.` };
      } else if (isUnder(connection.path, other.path) || isUnder(other.path, connection.path)) {
        const [inner, outer] = isUnder(connection.path, other.path) ? [connection, other] : [other, connection];
        yield {
          at,
          message: `overlaps connections.${other.name}: ${inner.path} lies under ${outer.path}, so a request could belong to both.`,
        };
      }
    }
    const own = ownPaths.find((path) => isUnder(connection.path, path));
    if (own !== undefined) yield { at, message: `${own} is answered by the gateway itself.` };
  }
}

/** What is said of detectors everywhere, and on each connection. */
export function* choicesOf(config: Config): Generator<{ readonly at: Path; readonly choice: DetectorChoice }> {
  yield { at: ["detectors"], choice: config.detectors };
  for (const { name, detectors } of config.connections)
    yield { at: ["connections", name, "detectors"], choice: detectors };
}

/** Ids of what the configuration adds stand in audit events beside the catalogue's, so each needs its own. */
function* idConflicts(config: Config, detectors: readonly PolicyDetector[]): Generator<Conflict> {
  const { custom, fields } = config.detectors;
  const builtIn = new Set(
    detectors.slice(0, detectors.length - ownPolicy(config.detectors).length).map(({ id }) => id),
  );
  const seen = new Set<string>();
  for (const [list, entries] of [
    ["custom", custom],
    ["fields", fields],
  ] as const) {
    for (const [i, { id }] of entries.entries()) {
      const taken = builtIn.has(id) ? "a built-in detector" : seen.has(id) ? "an earlier entry" : undefined;
      if (taken !== undefined)
        yield { at: ["detectors", list, i], message: `has the id ${id} of ${taken}; give it its own with id.` };
      seen.add(id);
    }
  }
}

function* nameConflicts(config: Config, detectors: readonly PolicyDetector[]): Generator<Conflict> {
  const entities = distinct(detectors.map(({ entity }) => entity));
  const tags = distinct(detectors.flatMap((detector) => detector.tags));
  const offNames = distinct([...entities, ...detectors.map(({ id }) => id), ...tags]);
  const connections = config.connections.map(({ name }) => name);
  const unknown = function* (
    at: Path,
    names: readonly string[],
    known: readonly string[],
    what: string,
  ): Generator<Conflict> {
    for (const [i, name] of names.entries()) {
      if (!known.includes(name)) yield { at: [...at, i], message: unknownName(name, known, what) };
    }
  };
  for (const { at, choice } of choicesOf(config)) {
    yield* unknown([...at, "off"], choice.off, offNames, "detector, entity or tag");
    yield* unknown([...at, "only"], choice.only ?? [], offNames, "detector, entity or tag");
    for (const name of Object.keys(choice.thresholds)) {
      if (!entities.includes(name))
        yield { at: [...at, "thresholds", name], message: unknownName(name, entities, "entity") };
    }
  }
  const masked = config.detectors.fields.map(({ entity }) => entity);
  for (const [i, { entity }] of config.detectors.allow.entries()) {
    if (entity === null) continue;
    if (masked.includes(entity)) {
      const message =
        "is found by the names of its fields (detectors.fields), whatever stands in them; leave a name out there.";
      yield { at: ["detectors", "allow", i, "entity"], message };
    } else if (!entities.includes(entity))
      yield { at: ["detectors", "allow", i, "entity"], message: unknownName(entity, entities, "entity") };
  }
  const kinds = [
    ["entities", entities, "entity"],
    ["tags", tags, "tag"],
    ["labels", labels, "label"],
  ] as const;
  for (const [kind, known, what] of kinds) {
    for (const [name, line] of Object.entries(config.mask[kind])) {
      if (line.request === undefined && line.response === undefined) {
        yield { at: ["mask", kind, name], message: "must say something: request, response or both." };
      }
      if (!(known as readonly string[]).includes(name))
        yield { at: ["mask", kind, name], message: unknownName(name, known, what) };
    }
  }
  for (const [i, rule] of config.rules.entries()) {
    yield* unknown(["rules", i, "if", "entities"], rule.if.entities, entities, "entity");
    yield* unknown(["rules", i, "if", "tags"], rule.if.tags, tags, "tag");
    yield* unknown(["rules", i, "if", "connections"], rule.if.connections, connections, "connection");
  }
}

function unknownName(name: string, known: readonly string[], what: string): string {
  if (name === "PERSON") return "names of people are not looked for: say detectors: {person: precise}, or broad.";
  const guess = didYouMean(name, known);
  if (guess !== "") return `there is no such ${what}.${guess}`;
  if (known.length > 0 && known.length <= 12) return `there is no such ${what}. There are: ${known.join(", ")}.`;
  return `there is no such ${what}; \`sluice detectors\` lists what there is.`;
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)];

function* ruleConflicts(config: Config, parsed: Parsed): Generator<Conflict> {
  const ids = new Set<string>();
  for (const [i, rule] of config.rules.entries()) {
    if (ids.has(rule.id)) yield { at: ["rules", i, "id"], message: "an earlier rule has this id; each needs its own." };
    ids.add(rule.id);
    if (parsed.rules[i]?.then === "allow") {
      yield {
        at: ["rules", i, "then"],
        message:
          "a rule can only tighten, so `allow` would never do anything. To leave an entity alone, say mask.entities.NAME: {request: allow}.",
      };
    }
    if (rule.say !== null && rule.action.kind !== "block") {
      yield { at: ["rules", i, "say"], message: "is only said when a rule blocks; this one masks." };
    }
    const { entities, tags, labels: asked } = rule.if;
    if (entities.length + tags.length + asked.length === 0) {
      yield {
        at: ["rules", i, "if"],
        message:
          "names no entities, tags or labels. Rules about whole exchanges are not built in this version; for every finding say labels: [public, internal, confidential, regulated].",
      };
    }
  }
}

/** What works but deserves a second look. */
export function findWarnings(config: Config): readonly string[] {
  const warnings: string[] = [];
  const { address, tls, trustedFront, listener } = config.listen;
  if (!address.loopback && tls === null && !trustedFront) {
    warnings.push(
      `listen.address ${spellAddress(address)} is reachable from outside without TLS; set listen.tls, or listen.trustedFront: true behind a proxy that has it.`,
    );
  }
  if (!address.loopback && listener === "uws" && !trustedFront) {
    warnings.push(
      "listen.listener: uws faces the network without a proxy that normalises requests; node or auto is safer there.",
    );
  }
  if (config.admin !== null && !config.admin.address.loopback) {
    warnings.push(
      `admin.address ${spellAddress(config.admin.address)} is reachable from outside; metrics have no access control.`,
    );
  }
  for (const { place, slow } of config.detectors.custom) {
    if (!slow) continue;
    warnings.push(
      `detectors.custom[${place}] has nothing rare to be found by, so every text is looked at byte by byte for it; a lead, or three fixed characters at its beginning, spare that.`,
    );
  }
  for (const connection of config.connections) {
    const at = `connections.${connection.name}`;
    const upstream = new URL(connection.upstream.origin);
    if (upstream.protocol === "http:" && !isLoopback(upstream.hostname))
      warnings.push(`${at}.upstream is plain http: what is not redacted travels in the clear.`);
    if (connection.mode === "observe")
      warnings.push(`${at}.mode is observe: findings are recorded and nothing is redacted or blocked.`);
    if (!address.loopback && connection.allowAnonymous)
      warnings.push(`${at}.allowAnonymous: anyone who reaches ${spellAddress(address)} may use this connection.`);
    for (const [kind, what] of Object.entries(connection.uninspectable)) {
      if (what === "pass") warnings.push(`${at}.uninspectable.${kind} is pass: such parts go through unseen.`);
    }
  }
  return warnings;
}
