/**
 * An event as a row: its kind, then its values in the order of `columns`. Rows cross to the writer and lie on disk
 * (plain msgpack arrays); each segment's header repeats `columns`, so a reader needs no other schema.
 *
 *   event --toRow (cut to length)--> row --cleanRows--> msgpack      row --fromRow--> event
 *
 * Invariant: whatever the caller hands over, a row has a bounded size and no control characters.
 */
import type { AuditEvent, DecisionEvent, EndEvent, RecordedEvent, StartEvent } from "./events.ts";

export type Cell = string | number | boolean | readonly number[] | Readonly<Record<string, number>>;
export type Row = readonly [kind: string, ...cells: Cell[]];
export type Columns = Readonly<Record<string, readonly string[]>>;

const idLength = 64;
const nameLength = 128;
const laneLength = 256;
/** Pairs of a decision's offsets, and entities of an end's findings, that are kept. */
const maxPairs = 64;
const maxEntities = 64;
/** Chains of one directory: those of 64 processes, of the directory itself, and of more processes that there once were. */
const maxChains = 256;

type ColumnNames = {
  readonly [K in AuditEvent["kind"]]: readonly Exclude<keyof Extract<AuditEvent, { kind: K }>, "kind">[];
};

export const columns = {
  start: [
    "time",
    "exchange",
    "connection",
    "principalKind",
    "principal",
    "session",
    "protocol",
    "operation",
    "direction",
    "remote",
    "mode",
    "ruleset",
    "policy",
  ],
  decision: [
    "time",
    "exchange",
    "direction",
    "entity",
    "detector",
    "lane",
    "count",
    "offsets",
    "fingerprint",
    "decision",
    "operator",
    "rule",
    "truncated",
  ],
  end: [
    "time",
    "exchange",
    "status",
    "outcome",
    "reason",
    "requestBytesIn",
    "requestBytesOut",
    "responseBytesIn",
    "responseBytesOut",
    "events",
    "findings",
    "heldCharactersMax",
    "heldMsMax",
    "durationMs",
  ],
  refusals: ["time", "from", "reason", "count"],
  open: [
    "time",
    "version",
    "ruleset",
    "policy",
    "connections",
    "detectors",
    "writer",
    "previous",
    "cutBytes",
    "damaged",
  ],
  reload: ["time", "version", "ruleset", "policy", "connections", "detectors"],
  chains: ["time", "last"],
  close: ["time", "writer", "starts", "decisions", "ends", "refusals"],
} as const satisfies ColumnNames;

/** The cut shows: its last character is `…`. */
const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);
const id = (text: string): string => cut(text, idLength);
const name = (text: string): string => cut(text, nameLength);

const startRow = (e: StartEvent): Row => [
  "start",
  e.time,
  id(e.exchange),
  name(e.connection),
  id(e.principalKind),
  name(e.principal),
  name(e.session),
  id(e.protocol),
  name(e.operation),
  id(e.direction),
  id(e.remote),
  id(e.mode),
  name(e.ruleset),
  name(e.policy),
];

const decisionRow = (e: DecisionEvent): Row => [
  "decision",
  e.time,
  id(e.exchange),
  id(e.direction),
  id(e.entity),
  id(e.detector),
  cut(e.lane, laneLength),
  e.count,
  e.offsets.slice(0, 2 * maxPairs),
  id(e.fingerprint),
  id(e.decision),
  id(e.operator),
  name(e.rule),
  e.truncated,
];

const boundedCounts = (counts: Readonly<Record<string, number>>, most = maxEntities): Record<string, number> => {
  const bounded: Record<string, number> = {};
  let entities = 0;
  for (const entity in counts) {
    if (entities++ === most) break;
    bounded[id(entity)] = counts[entity] ?? 0;
  }
  return bounded;
};

const endRow = (e: EndEvent): Row => [
  "end",
  e.time,
  id(e.exchange),
  e.status,
  id(e.outcome),
  name(e.reason),
  e.requestBytesIn,
  e.requestBytesOut,
  e.responseBytesIn,
  e.responseBytesOut,
  e.events,
  boundedCounts(e.findings),
  e.heldCharactersMax,
  e.heldMsMax,
  e.durationMs,
];

/** The row of an event, every text cut to its length. */
export const toRow = (event: AuditEvent): Row => {
  switch (event.kind) {
    case "start":
      return startRow(event);
    case "decision":
      return decisionRow(event);
    case "end":
      return endRow(event);
    case "refusals":
      return ["refusals", event.time, event.from, id(event.reason), event.count];
    case "open":
      return [
        "open",
        event.time,
        id(event.version),
        name(event.ruleset),
        name(event.policy),
        event.connections,
        event.detectors,
        id(event.writer),
        id(event.previous),
        event.cutBytes,
        event.damaged,
      ];
    case "reload":
      return [
        "reload",
        event.time,
        id(event.version),
        name(event.ruleset),
        name(event.policy),
        event.connections,
        event.detectors,
      ];
    case "chains":
      return ["chains", event.time, boundedCounts(event.last, maxChains)];
    case "close":
      return ["close", event.time, id(event.writer), event.starts, event.decisions, event.ends, event.refusals];
  }
};

/** About how much memory a row takes; the queue's bound counts with it. */
export const rowBytes = (row: Row): number => {
  let bytes = 64;
  for (const cell of row) {
    if (typeof cell === "string") bytes += 16 + cell.length;
    else if (typeof cell !== "object") bytes += 8;
    else if (Array.isArray(cell)) bytes += 16 + 8 * cell.length;
    else for (const key in cell) bytes += 32 + key.length;
  }
  return bytes;
};

// Control, format and line-separator characters, lone surrogates: they would let a client's name act on a terminal.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const cleanText = (text: string): string => (isPrinted(text) ? text : text.replace(unsafe, "\ufffd"));
const cleanNumber = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : -1);

/** Printable ASCII. */
const isPrinted = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
};

/** A cell that is clean is itself. */
const cleanCell = (cell: Cell): Cell => {
  if (typeof cell === "string") return cleanText(cell);
  if (typeof cell === "boolean") return cell;
  if (typeof cell !== "object" || cell === null) return cleanNumber(cell);
  if (Array.isArray(cell)) return cell.every(Number.isFinite) ? cell : cell.map(cleanNumber);
  const entries = Object.entries(cell);
  if (entries.every(([key, count]) => cleanText(key) === key && Number.isFinite(count))) return cell;
  return Object.fromEntries(entries.map(([key, count]) => [cleanText(key), cleanNumber(count)]));
};

/** The same row with nothing in it but finite numbers, flags and printable text. */
export const cleanRow = (row: Row): Cell[] => row.map(cleanCell);

/** The same of many; those that are clean already, as nearly all are, are themselves. */
export const cleanRows = (rows: readonly Row[]): readonly (readonly Cell[])[] =>
  rows.map((row) => (row.every((cell) => cleanCell(cell) === cell) ? row : cleanRow(row)));

/** The event of a row under the columns of its segment; undefined when the row does not fit them. */
export const fromRow = (seq: number, row: unknown, segmentColumns: Columns): RecordedEvent | undefined => {
  if (!Array.isArray(row)) return undefined;
  const [kind, ...cells] = row as readonly unknown[];
  if (typeof kind !== "string" || !Object.hasOwn(segmentColumns, kind)) return undefined;
  const names = segmentColumns[kind];
  if (names === undefined || names.length !== cells.length) return undefined;
  const fields: Record<string, unknown> = { seq, kind };
  names.forEach((column, index) => {
    fields[column] = cells[index];
  });
  return fields as unknown as RecordedEvent;
};
