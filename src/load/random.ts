/** Random numbers that a seed decides: the same run again, on any machine. */

/** Uniform in [0, 1). */
export type Random = () => number;

/** mulberry32 */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One seed out of several numbers (FNV-1a over them), so that neighbours have nothing in common. */
export function seedOf(...numbers: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const number of numbers) {
    for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((number >>> shift) & 0xff), 0x01000193);
  }
  return hash >>> 0;
}

/** A whole number of [0, below). */
export const below = (limit: number, next: Random): number => Math.floor(next() * limit);

/** So many characters of the alphabet. */
export const letters = (count: number, alphabet: string, next: Random): string =>
  Array.from({ length: count }, () => alphabet[below(alphabet.length, next)]).join("");

/** Exponential with mean 1: the gaps of a Poisson process. */
export const exponential = (next: Random): number => -Math.log(1 - next());

/** Log-normal with mean 1; `sigma` is the standard deviation of its logarithm. */
export function logNormal(sigma: number, next: Random): number {
  // Box and Muller
  const normal = Math.sqrt(2 * exponential(next)) * Math.cos(2 * Math.PI * next());
  return Math.exp(sigma * normal - (sigma * sigma) / 2);
}

/** Poisson with a small mean. */
export function poisson(mean: number, next: Random): number {
  let count = 0;
  for (let sum = exponential(next); sum < mean; sum += exponential(next)) count += 1;
  return count;
}
