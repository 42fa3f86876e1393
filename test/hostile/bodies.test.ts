/**
 * Hostile bodies through the pipeline as it is, without sockets: whole, at every split or many, with scans that answer late and
 * with scans in a worker. The output is the same each time and shows nothing of what is to be hidden.
 */
import { afterAll, describe, expect, it } from "vitest";
import { chunksOf, createRandom, randomChunks } from "../harness/chunks.ts";
import { maskAll, openScanner, type Run, run, runLate, runPooled } from "../laws/real.ts";
import { viewsOf } from "../laws/views.ts";
import { structure } from "./documents.ts";
import { interleaving } from "./interleaving.ts";
import { overlap } from "./overlap.ts";
import type { Row } from "./rows.ts";
import { unicode } from "./unicode.ts";

const groups: readonly (readonly [group: string, rows: readonly Row[]])[] = [
  ["lanes that take turns", interleaving],
  ["values that lie over each other", overlap],
  ["characters and escapes", unicode],
  ["documents and events", structure],
];

const scanner = openScanner("inline");
const pool = openScanner("pool");
afterAll(() => Promise.all([scanner.close(), pool.close()]));

const widths = [1, 3, 17, 200];
const left = ({ output, failed, ended, notes }: Run): object => ({
  output: output.toString("latin1"),
  failed,
  ended,
  notes,
});

describe.each(groups)("%s", (_group, rows) => {
  it("are told apart by name", () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it.each(rows.map((row) => [row.name, row] as const))("%s", async (_name, row) => {
    const { kind, hidden, shown = [], failed, limits = {}, large = false } = row;
    const how = { scanner, mask: row.mask ?? maskAll(), limits };
    const body = Buffer.from(row.body);
    const whole = run(kind, [body], how);
    expect([whole.failed, whole.ended]).toEqual([failed, failed === undefined]);
    const views = viewsOf(whole.output.toString());
    for (const value of hidden)
      if (views.includes(value)) expect.fail(`${JSON.stringify(value)} is in ${whole.output}`);
    for (const one of shown) expect(whole.output.toString()).toContain(one);

    const wanted = left(whole);
    // All of a short body's; of a longer one so many.
    const step = Math.ceil(body.length / (large ? 4 : 400));
    for (let at = 0; at <= body.length; at += step)
      expect(left(run(kind, [body.subarray(0, at), body.subarray(at)], how))).toEqual(wanted);
    for (let seed = 1; seed <= (large ? 2 : 6); seed++) {
      const random = createRandom(seed);
      const width = large ? 5000 : (widths[seed % 4] ?? 1);
      expect(left(run(kind, randomChunks(body, random, width), how))).toEqual(wanted);
      expect(left(runLate(kind, randomChunks(body, random, width), random, how))).toEqual(wanted);
    }
    const chunks = chunksOf(body, large ? 3000 : 9);
    expect(left(await runPooled(kind, chunks, createRandom(1), { ...how, scanner: pool }))).toEqual(wanted);
  });
});
