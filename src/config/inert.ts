/**
 * Settings that would be read and change nothing: of a listener that is not taken, of workers that are not there, of parts that
 * a dialect does not have. Each is refused, for whoever wrote it expects something of it. Defaults say nothing, so only what
 * differs from them is asked. (Policy lines: policy/inert-lines.ts.)
 */
import { isNamed, type PolicyDetector } from "../policy/detectors.ts";
import { offBy } from "../policy/profile.ts";
import { BODY_BOUND_HEADERS } from "../protocols/http/header-lists.ts";
import { requestNames, responseNames } from "../protocols/http/headers.ts";
import { UWS_HEADER_COUNT } from "../protocols/http/listener.ts";
import type { OpaqueKind } from "../protocols/llm/dialect.ts";
import { findAllOff } from "./all-off.ts";
import type { Config, Connection, DetectorChoice, Dialect } from "./config.ts";
import type { Conflict } from "./conflicts.ts";
import { domainEntities } from "./domain-entities.ts";
import type { Path } from "./problems.ts";
import { type LimitName, limitSettings, type Setting, type TimeoutName, timeoutSettings } from "./settings.ts";
import { formatDuration, formatSize, parseDuration, parseSize } from "./units.ts";

export const inertOnLoopback =
  "changes nothing on a loopback address, which only this machine can reach; leave it out.";

export function findInert(config: Config, detectors: readonly PolicyDetector[]): readonly Conflict[] {
  const allOff = [...findAllOff(config, detectors)];
  return [
    ...listener(config),
    ...scanning(config),
    ...restarting(config),
    ...overtaken(config),
    ...config.connections.flatMap((connection) => [...ofConnection(config, connection)]),
    ...domainsInert(config, detectors),
    // Where everything is off, each choice would be said to change nothing.
    ...(allOff.length > 0 ? allOff : choices(config, detectors)),
  ];
}

const standard = ({ value }: Setting): number =>
  typeof value === "number" ? value : (parseSize(value) ?? parseDuration(value) ?? Number.NaN);
const isLimitSet = (config: Config, name: LimitName): boolean => config.limits[name] !== standard(limitSettings[name]);
const isTimeoutSet = (config: Config, name: TimeoutName): boolean =>
  config.timeouts[name] !== standard(timeoutSettings[name]);

function* listener(config: Config): Generator<Conflict> {
  const { address, listener: kind, tls, trustedFront } = config.listen;
  if (trustedFront && address.loopback) {
    yield { at: ["listen", "trustedFront"], message: inertOnLoopback };
  } else if (trustedFront && kind === "node" && tls !== null) {
    const message =
      "changes nothing with listener: node, which is strict by itself; leave it out, or say listener: auto.";
    yield { at: ["listen", "trustedFront"], message };
  }
  if (kind !== "uws") return;
  if (isTimeoutSet(config, "requestHeaders")) {
    const message = "changes nothing with listener: uws, which ends slow headers after about 10 s; say listener: node.";
    yield { at: ["timeouts", "requestHeaders"], message };
  }
  if (isLimitSet(config, "headerCount") && config.limits.headerCount > UWS_HEADER_COUNT) {
    const message = `cannot be more than ${UWS_HEADER_COUNT} with listener: uws; say listener: node.`;
    yield { at: ["limits", "headerCount"], message };
  }
}

/** Inline, each step is scanned when it is given: there are no workers, and nothing waits. */
function* scanning(config: Config): Generator<Conflict> {
  if (config.scan !== "inline") return;
  const message = "changes nothing with scan: inline, which has no workers; leave it out, or say scan: auto or pool.";
  if (config.workers !== "auto") yield { at: ["workers"], message };
  for (const name of ["scanQueue", "lanePending"] as const)
    if (isLimitSet(config, name)) yield { at: ["limits", name], message };
}

/** One process is its own: whoever started it starts it again. */
function* restarting(config: Config): Generator<Conflict> {
  if (config.processes !== 1 || !isLimitSet(config, "restarts")) return;
  const message =
    "changes nothing with processes: 1, which nobody here starts again; leave it out, or say processes: 2.";
  yield { at: ["limits", "restarts"], message };
}

/** Limits that another one always reaches first. */
function* overtaken(config: Config): Generator<Conflict> {
  const { limits, timeouts } = config;
  if (isLimitSet(config, "inflated") && limits.inflated > limits.bufferedBytes) {
    const message = `is more than limits.bufferedBytes (${formatSize(limits.bufferedBytes)}), so that no such body could ever be taken.`;
    yield { at: ["limits", "inflated"], message };
  }
  for (const name of ["connect", "headers", "request"] as const) {
    if (!isTimeoutSet(config, name) || timeouts[name] < timeouts.total) continue;
    const message = `is not less than timeouts.total (${formatDuration(timeouts.total)}), which would end every exchange before it.`;
    yield { at: ["timeouts", name], message };
  }
  if (timeouts.request < timeouts.requestHeaders && config.listen.listener !== "uws") {
    const message = `is less than timeouts.requestHeaders (${formatDuration(timeouts.requestHeaders)}), which is a part of it; lower that one too.`;
    yield { at: ["timeouts", "request"], message };
  }
}

/** Kinds that no rule of the dialect and no content type stands for. */
export const MISSING_KINDS: Readonly<Record<Dialect, readonly OpaqueKind[]>> = {
  openai: ["signature"],
  anthropic: ["tokens"],
  auto: [],
  generic: ["tokens", "signature", "encrypted"],
};

function* ofConnection(config: Config, connection: Connection): Generator<Conflict> {
  const at = (...rest: Path): Path => ["connections", connection.name, ...rest];
  if (connection.allowAnonymous && config.listen.address.loopback) {
    yield { at: at("allowAnonymous"), message: inertOnLoopback };
  }
  for (const kind of MISSING_KINDS[connection.dialect]) {
    if (connection.uninspectable[kind] !== "pass") continue;
    const message = `changes nothing: dialect ${connection.dialect} has no parts of this kind; leave it out.`;
    yield { at: at("uninspectable", kind), message };
  }
  for (const direction of ["request", "response"] as const) {
    for (const [i, name] of connection.headers[direction].entries()) {
      const message = direction === "request" ? requestHeader(name) : responseHeader(name);
      if (message !== undefined) yield { at: at("headers", direction, i), message };
    }
  }
}

function* choices(config: Config, detectors: readonly PolicyDetector[]): Generator<Conflict> {
  yield* choiceInert(config.detectors, ["detectors"], detectors);
  yield* ownInert(config, detectors);
  const on = new Set(detectors.filter((detector) => offBy(config.detectors, detector, "") === undefined));
  for (const connection of config.connections) {
    const at: Path = ["connections", connection.name, "detectors"];
    for (const [i, name] of connection.detectors.off.entries()) {
      const named = detectors.filter((detector) => isNamed(detector, [name]));
      const [first] = named;
      if (first !== undefined && !named.some((detector) => on.has(detector))) {
        const why = offBy(config.detectors, first, "detectors") ?? "";
        yield { at: [...at, "off", i], message: `is off everywhere already (${why}); leave it out.` };
      }
    }
    yield* choiceInert(connection.detectors, at, [...on]);
  }
}

/** Of one choice among these detectors: what does not change which of them are on. */
function* choiceInert(choice: DetectorChoice, at: Path, detectors: readonly PolicyDetector[]): Generator<Conflict> {
  const isOn = (changed: Partial<DetectorChoice>) => (detector: PolicyDetector) =>
    offBy({ ...choice, ...changed }, detector, "") === undefined;
  const same = (changed: Partial<DetectorChoice>): boolean =>
    detectors.every((detector) => isOn(changed)(detector) === isOn({})(detector));
  for (const [i, name] of choice.off.entries()) {
    const named = detectors.filter((detector) => isNamed(detector, [name]));
    const others = choice.off.filter((_other, j) => j !== i);
    if (named.length > 0 && !named.some(isOn({ off: others })))
      yield {
        at: [...at, "off", i],
        message: "changes nothing: something else here switches it off; leave one of the two out.",
      };
  }
  for (const [i, name] of (choice.only ?? []).entries()) {
    const named = detectors.filter((detector) => isNamed(detector, [name]));
    if (!named.some(isOn({})))
      yield { at: [...at, "only", i], message: "adds nothing: everything that it names is off." };
  }
  if (choice.only !== null && same({ only: null }))
    yield { at: [...at, "only"], message: "changes nothing: it names everything that is on; leave it out." };
  if (choice.threshold !== null && same({ threshold: null }))
    yield {
      at: [...at, "threshold"],
      message: "changes nothing: nothing that is on has a lower confidence; leave it out.",
    };
  for (const name of Object.keys(choice.thresholds)) {
    const { [name]: _own, ...others } = choice.thresholds;
    if (detectors.some(({ entity }) => entity === name) && same({ thresholds: others }))
      yield { at: [...at, "thresholds", name], message: "changes nothing: its detectors are on, or off, without it." };
  }
}

/** What the configuration adds or allows, and switches off again; and limits of what it does not add. */
function* ownInert(config: Config, detectors: readonly PolicyDetector[]): Generator<Conflict> {
  if (isLimitSet(config, "csvHeader") && config.detectors.fields.length === 0) {
    const message =
      "changes nothing without detectors.fields, which alone asks for the names of columns; leave it out.";
    yield { at: ["limits", "csvHeader"], message };
  }
  const isOn = (detector: PolicyDetector): boolean =>
    config.connections.some(
      (connection) =>
        offBy(config.detectors, detector, "") === undefined && offBy(connection.detectors, detector, "") === undefined,
    );
  for (const list of ["custom", "fields"] as const) {
    for (const [i, own] of config.detectors[list].entries()) {
      if (isOn(own)) continue;
      const message =
        "is switched off on every connection (detectors: off, only, threshold); leave one of the two out.";
      yield { at: ["detectors", list, i], message };
    }
  }
  for (const [i, { entity }] of config.detectors.allow.entries()) {
    const own = detectors.filter((detector) => entity === null || detector.entity === entity);
    if (own.length > 0 && !own.some(isOn))
      yield { at: ["detectors", "allow", i], message: "changes nothing: every detector of this entity is off." };
  }
}

/** Domains that no value of the entity has; what a detector of one's own finds, only its author knows. */
function* domainsInert(config: Config, detectors: readonly PolicyDetector[]): Generator<Conflict> {
  const known = (name: string): boolean => detectors.some(({ entity }) => entity === name);
  for (const [i, { entity, what }] of config.detectors.allow.entries()) {
    if (what !== "domains" || entity === null || domainEntities.includes(entity) || !known(entity)) continue;
    if ([...config.detectors.custom, ...config.detectors.fields].some((own) => own.entity === entity)) continue;
    const message = `changes nothing: no value of ${entity} has a domain; say values or pattern.`;
    yield { at: ["detectors", "allow", i, "domains"], message };
  }
}

const passesAlready = "passes already; leave it out.";

function requestHeader(name: string): string | undefined {
  if (name === "content-encoding") return "never goes on: a body leaves without its coding.";
  return requestNames(name.replace(/\*$/, "")) ? passesAlready : undefined;
}

function responseHeader(name: string): string | undefined {
  if (name === "set-cookie") return "passes already where the connection holds no credential, and never where it does.";
  if (BODY_BOUND_HEADERS.includes(name))
    return "never goes on: it speaks of the body's exact bytes, which may change here.";
  return responseNames(name.replace(/\*$/, "")) ? passesAlready : undefined;
}
