import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDuration, formatSize, parseDuration, parseSize } from "../../src/config/units.ts";

describe("sizes", () => {
  test.each([
    ["0B", 0],
    ["1B", 1],
    ["64KiB", 65_536],
    ["8MiB", 8_388_608],
    ["1.5MiB", 1_572_864],
    ["2GiB", 2_147_483_648],
    ["10kB", 10_000],
    ["3MB", 3_000_000],
    ["1GB", 1_000_000_000],
  ])("%s is %d bytes", (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  test.each([
    "",
    "8",
    "8 MiB",
    "8mib",
    "MiB",
    "-1B",
    "1e3B",
    "0.3B",
    "1.KiB",
    ".5KiB",
    "8MiB ",
    "9999999999999B",
    "٣B",
  ])("%j is no size", (text) => {
    expect(parseSize(text)).toBeUndefined();
  });

  test("what is formatted is read back as the same number", () => {
    fc.assert(fc.property(fc.nat(), (n) => parseSize(formatSize(n)) === n));
  });
});

describe("durations", () => {
  test.each([
    ["0s", 0],
    ["250ms", 250],
    ["30s", 30_000],
    ["1.5s", 1500],
    ["10m", 600_000],
    ["2h", 7_200_000],
    ["7d", 604_800_000],
  ])("%s is %d ms", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(["", "10", "10 m", "10M", "1h30m", "-5s", "0.5ms", "8y", "8MiB"])("%j is no duration", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test("what is formatted is read back as the same number", () => {
    fc.assert(fc.property(fc.nat(), (n) => parseDuration(formatDuration(n)) === n));
  });
});
