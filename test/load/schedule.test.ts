import { describe, expect, it } from "vitest";
import { arrivals, openLoop } from "../../src/load/schedule.ts";
import { FakeClock } from "./fake-clock.ts";

/** As a share of what is wanted. */
const offBy = (value: number, wanted: number): number => Math.abs(value / wanted - 1);

const steady = { perSecond: 50, rampSeconds: 0, seconds: 400, seed: 1 };

describe("arrivals", () => {
  it("are the same for the same seed, and others for another", () => {
    const [one, again, other] = [1, 1, 2].map((seed) => [...arrivals({ ...steady, seed })]);
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
  });

  it("ascend, end with the schedule, and are as many as the rate says", () => {
    const moments = [...arrivals(steady)];
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments.at(-1)).toBeLessThan(400_000);
    expect(offBy(moments.length, 400 * 50)).toBeLessThan(0.03);
  });

  it("have gaps that are exponential: their deviation is their mean", () => {
    const moments = [...arrivals(steady)];
    const gaps = moments.slice(1).map((moment, i) => moment - (moments[i] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(offBy(deviation, mean)).toBeLessThan(0.03);
  });

  it("climb along the ramp: half as many in it, a quarter of those in its first half", () => {
    const moments = [...arrivals({ ...steady, rampSeconds: 200 })];
    const until = (ms: number): number => moments.filter((moment) => moment < ms).length;
    expect(offBy(until(200_000), 200 * 25)).toBeLessThan(0.05);
    expect(offBy(until(100_000), until(200_000) / 4)).toBeLessThan(0.05);
    expect(offBy(moments.length - until(200_000), 200 * 50)).toBeLessThan(0.05);
  });
});

describe("the open loop", () => {
  const moments = [10, 20, 30, 40];
  const iterator = (): Iterator<number, undefined> =>
    (function* () {
      yield* moments;
      return undefined;
    })();

  it("begins each at its moment, though none of them ever ends", () => {
    const clock = new FakeClock();
    const begun: [meantMs: number, nowMs: number][] = [];
    let over = false;
    openLoop(
      iterator(),
      clock,
      100,
      (meantMs) => begun.push([meantMs, clock.now()]),
      () => {
        over = true;
      },
    );
    clock.advanceTo(1_000);
    expect(begun).toEqual(moments.map((moment) => [100 + moment, 100 + moment]));
    expect(over).toBe(true);
  });

  it("begins all that are due at once after a stall, and says for which moment each was meant", () => {
    const clock = new FakeClock();
    const begun: [meantMs: number, session: number, nowMs: number][] = [];
    openLoop(
      iterator(),
      clock,
      0,
      (meantMs, session) => begun.push([meantMs, session, clock.now()]),
      () => {},
    );
    clock.advanceTo(10);
    clock.stallUntil(35);
    clock.advanceTo(100);
    expect(begun).toEqual([
      [10, 0, 10],
      [20, 1, 35],
      [30, 2, 35],
      [40, 3, 40],
    ]);
  });
});
