import { describe, expect, test } from "vitest";
import type { AuditEvent } from "../../src/audit/events.ts";
import { cleanRow, cleanRows, columns, fromRow, rowBytes, toRow } from "../../src/audit/rows.ts";
import { decision, end, facts, start } from "./example-events.ts";

const everyKind: readonly AuditEvent[] = [
  start("E1"),
  decision("E1"),
  end("E1"),
  { kind: "refusals", time: 2, from: 1, reason: "bad-request", count: 9 },
  { kind: "open", time: 1, writer: "w", previous: "none", cutBytes: 0, damaged: 0, ...facts },
  { kind: "reload", time: 1, ...facts },
  { kind: "chains", time: 1, last: { ".": 9, "process-2": 12 } },
  { kind: "close", time: 1, writer: "w", starts: 1, decisions: 2, ends: 3, refusals: 4 },
];

test.each(
  everyKind.map((event) => [event.kind, event] as const),
)("a %s event comes back from its row as it was", (_, event) => {
  expect(fromRow(5, cleanRow(toRow(event)), columns)).toEqual({ seq: 5, ...event });
});

test("every kind of event is in the table above", () => {
  expect(everyKind.map((event) => event.kind).sort()).toEqual(Object.keys(columns).sort());
});

describe("a row is bounded whatever the caller hands over", () => {
  const long = "x".repeat(100_000);
  const huge: readonly AuditEvent[] = [
    start(long, {
      connection: long,
      principal: long,
      session: long,
      protocol: long,
      operation: long,
      remote: long,
      ruleset: long,
      policy: long,
    }),
    decision(long, {
      entity: long,
      detector: long,
      lane: long,
      fingerprint: long,
      operator: long,
      rule: long,
      offsets: Array.from({ length: 10_000 }, (_, index) => index),
    }),
    end(long, {
      reason: long,
      findings: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${index}${long}`, 1])),
    }),
    { kind: "refusals", time: 1, from: 1, reason: long, count: 1 },
    { kind: "reload", time: 1, ...facts, version: long, ruleset: long, policy: long },
  ];

  test.each(huge.map((event) => [event.kind, event] as const))("%s", (_, event) => {
    const row = toRow(event);
    expect(rowBytes(row)).toBeLessThan(8192);
    for (const cell of row) if (typeof cell === "string") expect(cell.length).toBeLessThanOrEqual(256);
  });

  test("a cut shows", () => {
    expect(toRow(start("E1", { operation: long }))[8]).toMatch(/^x{127}…$/);
  });
});

test.each([
  ["a terminal escape", "a\u001b[2Jb", "a\ufffd[2Jb"],
  ["line ends", "a\r\nb\u2028c", "a\ufffd\ufffdb\ufffdc"],
  ["direction overrides", "a\u202eb", "a\ufffdb"],
  ["half a surrogate pair", "a\ud83d", "a\ufffd"],
  ["letters of any script", "größe 東京 😀", "größe 東京 😀"],
])("in texts, %s: %j becomes %j", (_, text, clean) => {
  expect(cleanRow(toRow(start("E1", { operation: text })))[8]).toBe(clean);
});

test("numbers that are none become -1", () => {
  const row = cleanRow(toRow(end("E1", { durationMs: Number.NaN, heldMsMax: Number.POSITIVE_INFINITY })));
  expect(row.slice(-2)).toEqual([-1, -1]);
});

test.each([
  ["nothing to clean", [start("E1"), end("E1")]],
  ["a terminal escape", [start("E1", { operation: "a\u001b[2J" })]],
  ["a delete character", [start("E1", { operation: "a\u007fb" })]],
  ["a line separator", [start("E1"), start("E2", { session: "a\u2028b" })]],
  ["a zero-width character", [start("E1", { principal: "a\u200bb" })]],
  ["a quote and a backslash", [start("E1", { operation: 'say "a\\b"' })]],
  ["the word null", [start("E1", { operation: "null" })]],
  ["a name that acts as a key", [end("E1", { findings: { "A\u0007": 1 } })]],
  ["what should be there and is not", [end("E1", { heldMsMax: undefined as unknown as number }), start("E2")]],
  ["a number that is none", [start("E1"), end("E1", { durationMs: Number.NaN, heldMsMax: Number.NEGATIVE_INFINITY })]],
])("rows are as clean together as each of them: %s", (_, events) => {
  const rows = events.map(toRow);
  expect(cleanRows(rows)).toEqual(rows.map(cleanRow));
});

test("rows that are clean are themselves, and offsets are looked into", () => {
  const clean = [start("E1"), end("E1", { findings: { EMAIL_ADDRESS: 2 } })].map(toRow);
  expect(cleanRows(clean).every((row, at) => row === clean[at])).toBe(true);
  expect(cleanRows([toRow(decision("E1", { offsets: [1, Number.NaN] }))])[0]?.[8]).toEqual([1, -1]);
});

test.each([
  ["no array", { 0: "start" }],
  ["a kind without columns", ["other", 1]],
  ["a kind that every object has", ["constructor", 1]],
  ["a cell missing", ["reload", 1, "v"]],
])("a row that does not fit its columns is no event: %s", (_, row) => {
  expect(fromRow(1, row, columns)).toBeUndefined();
});
