/**
 * Sizes and durations as people write them: `8MiB`, `10m`. A unit is always there, so that nobody has to guess whether
 * 30 means seconds. One number and one unit; the result is a whole number of bytes or milliseconds.
 */

const sizeUnits = { B: 1, kB: 1000, MB: 1000 ** 2, GB: 1000 ** 3, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
const durationUnits = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export const sizePattern: RegExp = /^\d{1,12}(?:\.\d{1,6})?(?:B|kB|MB|GB|KiB|MiB|GiB)$/;
export const durationPattern: RegExp = /^\d{1,12}(?:\.\d{1,6})?(?:ms|s|m|h|d)$/;

export const sizeHint = "a size with its unit, such as 64KiB or 8MiB (units: B, kB, MB, GB, KiB, MiB, GiB)";
export const durationHint = "a duration with its unit, such as 250ms, 30s or 10m (units: ms, s, m, h, d)";

function parse(text: string, pattern: RegExp, units: Readonly<Record<string, number>>): number | undefined {
  if (!pattern.test(text)) return undefined;
  const unit = units[text.replace(/^[\d.]+/, "")];
  const value = unit === undefined ? Number.NaN : Number.parseFloat(text) * unit;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Bytes, or undefined when the text is no size or no whole number of bytes. */
export const parseSize = (text: string): number | undefined => parse(text, sizePattern, sizeUnits);

/** Milliseconds, or undefined when the text is no duration or no whole number of milliseconds. */
export const parseDuration = (text: string): number | undefined => parse(text, durationPattern, durationUnits);

function format(value: number, units: readonly (readonly [unit: string, factor: number])[]): string {
  for (const [unit, factor] of units) {
    if (value !== 0 && value % factor === 0) return `${value / factor}${unit}`;
  }
  const [smallest] = units.at(-1) ?? [""];
  return `${value}${smallest}`;
}

/** The shortest exact spelling; `parseSize` reads it back. */
export const formatSize = (bytes: number): string =>
  format(bytes, [
    ["GiB", sizeUnits.GiB],
    ["MiB", sizeUnits.MiB],
    ["KiB", sizeUnits.KiB],
    ["B", 1],
  ]);

/** The shortest exact spelling; `parseDuration` reads it back. */
export const formatDuration = (milliseconds: number): string =>
  format(milliseconds, [
    ["h", durationUnits.h],
    ["m", durationUnits.m],
    ["s", durationUnits.s],
    ["ms", 1],
  ]);
