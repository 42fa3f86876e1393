import { expect, test } from "vitest";
import type { RecordedEvent } from "../../src/audit/events.ts";
import { formatEvent, formatEventJson } from "../../src/audit/format.ts";
import { decision, end, facts, start } from "./example-events.ts";

const time = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const seq = 12;

const lines: readonly (readonly [RecordedEvent, string])[] = [
  [{ seq, ...start("E1", { time }) }, "start     E1  openai chat.completions  anonymous  from 127.0.0.1  session s1"],
  [
    { seq, ...start("E1", { time, principalKind: "agent", principal: "crawler", session: "", mode: "observe" }) },
    "start     E1  openai chat.completions  agent crawler  from 127.0.0.1  OBSERVE: nothing is changed",
  ],
  [
    { seq, ...decision("E1", { time }) },
    "decision  E1  mask US_SSN by replace  request messages[].content 10-21,40-51  us-ssn abcdefghijklmnopqrstuv  rule mask.regulated",
  ],
  [
    { seq, ...decision("E1", { time, count: 90, decision: "block", operator: "", truncated: true }) },
    "decision  E1  block US_SSN  request messages[].content 10-21,40-51,… (90)  us-ssn abcdefghijklmnopqrstuv  rule mask.regulated  truncated",
  ],
  [
    { seq, ...end("E1", { time }) },
    "end       E1  completed  status 200  request 100>90 B  response 200>180 B  7 events  findings US_SSN×2  held 11 chars 2 ms  12 ms",
  ],
  [
    { seq, ...end("E1", { time, outcome: "failed", reason: "upstream-reset", status: 502, events: 0, findings: {} }) },
    "end       E1  failed (upstream-reset)  status 502  request 100>90 B  response 200>180 B  findings none  held 11 chars 2 ms  12 ms",
  ],
  [
    { seq, kind: "refusals", time, from: time - 10_000, reason: "bad-request", count: 3 },
    "refusals  3 refused: bad-request, since 2026-01-02T03:03:55.678Z",
  ],
  [
    { seq, kind: "open", time, writer: "w", ...facts, previous: "unclosed", cutBytes: 5, damaged: 0 },
    "open      sluice 0.1.0 opened the trail (before: unclosed)  2 connections, 30 detectors  5 torn bytes cut",
  ],
  [{ seq, kind: "reload", time, ...facts }, "reload    configuration reloaded: 2 connections, 30 detectors"],
  [
    { seq, kind: "close", time, writer: "w", starts: 4, decisions: 3, ends: 2, refusals: 1 },
    "close     closed: 4 exchanges started, 2 ended, 3 decisions, 1 refusals",
  ],
];

test.each(lines)("for people, one line: %o", (event, line) => {
  expect(formatEvent(event)).toBe(`2026-01-02T03:04:05.678Z      12  ${line}`);
});

test("for programs, one JSON object with all fields, number and kind first", () => {
  const line = formatEventJson({ seq, ...end("E1", { time }) });
  expect(line).toMatch(/^\{"seq":12,"kind":"end","time":"2026-01-02T03:04:05.678Z",/);
  expect(JSON.parse(line)).toEqual({ seq, ...end("E1"), time: "2026-01-02T03:04:05.678Z" });
});
