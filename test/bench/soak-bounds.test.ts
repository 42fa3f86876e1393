/** The soak's bounds: what is flat holds, what grows or slows is missed, and too little to tell is missed, too. */
import { describe, expect, it } from "vitest";
import { judge, type Sample, slope } from "../../bench/soak-bounds.ts";

const flat = (seconds: number): Sample => ({
  seconds,
  residentMiB: 150 + (seconds % 3),
  descriptors: 80 + (seconds % 5),
  loopDelayMs: 11,
  documentMs: 6,
  firstByteMs: 3,
});

/** Names of the bounds that are missed by samples every 5 s for 20 minutes, of which 5 are the warm-up. */
const missed = (change: (sample: Sample) => Partial<Sample>, count = 240): readonly string[] => {
  const samples = Array.from({ length: count }, (_, i) => flat(5 * i)).map((sample) => ({
    ...sample,
    ...change(sample),
  }));
  return judge(samples, 300)
    .filter(({ value, most }) => !(value <= (most ?? Number.NaN)))
    .map(({ name }) => name);
};

describe("the bounds of the soak", () => {
  it("fit a line", () => {
    expect(
      slope([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toBeCloseTo(2);
    expect(slope([[1, 1]])).toBeNaN();
  });

  it.each<[string, (sample: Sample) => Partial<Sample>, readonly string[]]>([
    ["nothing grows", () => ({}), []],
    ["memory grew before it was warm", ({ seconds }) => ({ residentMiB: 150 + Math.min(seconds, 300) / 3 }), []],
    [
      "a stream leaves 20 KiB a second",
      ({ seconds }) => ({ residentMiB: 150 + seconds / 50 }),
      ["growth of resident memory, MiB"],
    ],
    [
      "a descriptor stays open every two minutes",
      ({ seconds }) => ({ descriptors: 80 + seconds / 120 }),
      ["growth of descriptors"],
    ],
    ["it is slow once", ({ seconds }) => ({ documentMs: seconds > 900 && seconds < 960 ? 5_000 : 6 }), []],
    [
      "answers come later and later",
      ({ seconds }) => ({ documentMs: 6 + seconds / 10 }),
      ["document, p99 of the last third, ms"],
    ],
    [
      "the loop is held up more and more",
      ({ seconds }) => ({ loopDelayMs: 11 + seconds / 10 }),
      ["delay of the event loop, p99 of the last third, ms"],
    ],
  ])("when %s", (_, change, names) => {
    expect(missed(change)).toEqual(names);
  });

  it("hold for nothing when there is too little to tell", () => {
    expect(missed(() => ({}), 61)).toHaveLength(5);
    expect(missed(() => ({}), 0)).toHaveLength(5);
  });
});
