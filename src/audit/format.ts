/**
 * Audit events as text: one line for people, or one JSON object per line for programs. Texts in events are printable
 * already (rows.ts), so neither needs escaping against terminals.
 */
import type { RecordedEvent } from "./events.ts";

/** One line of JSON, `time` as ISO 8601; no line end. `chain`: of several, the one that it is of. */
export const formatEventJson = (event: RecordedEvent, chain?: string): string => {
  const { seq, kind, time, ...rest } = event;
  return JSON.stringify({
    ...(chain === undefined ? {} : { chain }),
    seq,
    kind,
    time: new Date(time).toISOString(),
    ...rest,
  });
};

const counts = (findings: Readonly<Record<string, number>>): string =>
  Object.entries(findings)
    .map(([entity, count]) => `${entity}×${count}`)
    .join(" ") || "none";

const offsets = (pairs: readonly number[], count: number): string => {
  const spans: string[] = [];
  for (let index = 0; index + 1 < pairs.length; index += 2) spans.push(`${pairs[index]}-${pairs[index + 1]}`);
  return spans.length < count ? `${spans.join(",")},… (${count})` : spans.join(",");
};

const joined = (parts: readonly (string | false)[]): string =>
  parts.filter((part) => part !== false && part !== "").join("  ");

const body = (event: RecordedEvent): string => {
  switch (event.kind) {
    case "start":
      return joined([
        event.exchange,
        `${event.connection} ${event.operation}`,
        event.principalKind === "anonymous" ? "anonymous" : `${event.principalKind} ${event.principal}`,
        `from ${event.remote}`,
        event.session !== "" && `session ${event.session}`,
        event.mode === "observe" && "OBSERVE: nothing is changed",
      ]);
    case "decision":
      return joined([
        event.exchange,
        `${event.decision} ${event.entity}${event.operator === "" ? "" : ` by ${event.operator}`}`,
        `${event.direction} ${event.lane} ${offsets(event.offsets, event.count)}`,
        `${event.detector} ${event.fingerprint}`,
        event.rule !== "" && `rule ${event.rule}`,
        event.truncated && "truncated",
      ]);
    case "end":
      return joined([
        event.exchange,
        `${event.outcome}${event.reason === "" ? "" : ` (${event.reason})`}`,
        `status ${event.status}`,
        `request ${event.requestBytesIn}>${event.requestBytesOut} B`,
        `response ${event.responseBytesIn}>${event.responseBytesOut} B`,
        event.events > 0 && `${event.events} events`,
        `findings ${counts(event.findings)}`,
        `held ${event.heldCharactersMax} chars ${Math.round(event.heldMsMax)} ms`,
        `${Math.round(event.durationMs)} ms`,
      ]);
    case "refusals":
      return `${event.count} refused: ${event.reason}, since ${new Date(event.from).toISOString()}`;
    case "open":
      return joined([
        `sluice ${event.version} opened the trail (before: ${event.previous})`,
        `${event.connections} connections, ${event.detectors} detectors`,
        event.cutBytes > 0 && `${event.cutBytes} torn bytes cut`,
        event.damaged > 0 && `${event.damaged} damaged places`,
      ]);
    case "reload":
      return `configuration reloaded: ${event.connections} connections, ${event.detectors} detectors`;
    case "chains":
      return `chains stood at ${Object.entries(event.last)
        .map(([chain, last]) => `${chain} ${last}`)
        .join(", ")}`;
    case "close":
      return `closed: ${event.starts} exchanges started, ${event.ends} ended, ${event.decisions} decisions, ${event.refusals} refusals`;
  }
};

/** One line for people; no line end. */
export const formatEvent = (event: RecordedEvent, chain?: string): string =>
  `${new Date(event.time).toISOString()}  ${chain === undefined ? "" : `${chain}  `}${String(event.seq).padStart(6)}  ${event.kind.padEnd(8)}  ${body(event)}`;
