import { expect, test } from "vitest";
import { createAuditQueue } from "../../src/audit/audit-queue.ts";
import { type FrameBatch, packPayload } from "../../src/audit/frame.ts";
import type { Row } from "../../src/audit/rows.ts";

const row = (name: string): Row => ["close", 1, name, 0, 0, 0, 0];
const latin1 = (batch: FrameBatch): string => Buffer.from(packPayload(batch)).toString("latin1");

test("rows are numbered from where the trail goes on and leave in batches", () => {
  const queue = createAuditQueue();
  queue.begin(41);
  expect([queue.push(row("a")), queue.push(row("b"))]).toEqual([41, 42]);
  expect(queue.seal(false)).toEqual({
    type: "batch",
    first: 41,
    count: 2,
    payload: latin1({ first: 41, rows: [row("a"), row("b")] }),
    durable: false,
  });
  expect(queue.push(row("c"))).toBe(43);
  expect(queue.seal(true)).toEqual({
    type: "batch",
    first: 43,
    count: 1,
    payload: latin1({ first: 43, rows: [row("c")] }),
    durable: true,
  });
  expect(queue.seal(true)).toBeUndefined();
  expect(queue.last).toBe(43);
});

test("a row leaves clean, whatever was pushed", () => {
  const queue = createAuditQueue();
  queue.push(row("a\u001b[2J"));
  expect(queue.seal(false)?.payload).toBe(latin1({ first: 1, rows: [row("a\ufffd[2J")] }));
});

test("what is not acknowledged is kept and counted, gathered or in flight", () => {
  const queue = createAuditQueue();
  queue.push(row("a"));
  queue.push(row("b"));
  const first = queue.seal(false);
  queue.push(row("c"));
  const second = queue.seal(false);
  queue.push(row("d"));
  expect(queue.events).toBe(4);
  expect(queue.inFlight()).toEqual([first, second]);
  queue.acknowledge(2);
  expect(queue.inFlight()).toEqual([second]);
  expect(queue.events).toBe(2);
  queue.acknowledge(3);
  expect(queue.events).toBe(1);
  queue.seal(false);
  queue.acknowledge(4);
  expect([queue.events, queue.bytes]).toEqual([0, 0]);
});
