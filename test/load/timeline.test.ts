import { afterEach, expect, it } from "vitest";
import { Timeline } from "../../src/load/timeline.ts";

const timeline = new Timeline();
afterEach(() => timeline.close());

it("does nothing before its moment, in the order of moments, and what is past at once", async () => {
  const now = performance.now();
  const moments = [now + 30.5, now - 1_000, now + 4.2, now + 4.3, now + 12.9];
  const done: { moment: number; atMs: number }[] = [];
  await new Promise<void>((resolve) => {
    for (const moment of moments)
      timeline.at(moment, () => {
        if (done.push({ moment, atMs: performance.now() }) === moments.length) resolve();
      });
  });
  for (const { moment, atMs } of done) expect(atMs).toBeGreaterThanOrEqual(moment);
  const inSlots = done.map(({ moment }) => Math.ceil(moment));
  expect(inSlots).toEqual([...inSlots].sort((a, b) => a - b));
});
