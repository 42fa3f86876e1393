/** Weights and values of the usual check-character schemes, for the `checksum` validator. */
import type { Checksum, ChecksumEquation, Validator } from "../detector.ts";

export const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** One equation over digits; the check digit is weighted like the others, or compared where `check` is given. */
export function weighted(
  weights: readonly number[],
  modulus: number,
  more: Omit<ChecksumEquation, "weights" | "modulus"> = {},
): Validator {
  return checksum({ equations: [{ weights, modulus, ...more }] });
}

export function checksum(of: Checksum): Validator {
  return { name: "checksum", ...of };
}

/** The check digit is the sum of the digits before it, weighted: the remainder's character in `characters`. */
export function checkedBy(weights: readonly number[], characters: string): Validator {
  return holds(checked(characters.length, weights, characters));
}

/** The sum of digits of `weight` times each digit: the contribution of a doubled digit to a Luhn sum, and its kin. */
export function crossSums(weight: number): readonly number[] {
  return Array.from({ length: 10 }, (_, digit) => Math.floor((digit * weight) / 10) + ((digit * weight) % 10));
}

const plain = crossSums(1);
const doubled = crossSums(2);

/** ISO/IEC 7812-1 annex B over exactly so many last digits; `plus` is the sum of a prefix that is not written. */
export function luhn(digits: number, plus: readonly number[] = [0]): Validator {
  return weighted(
    Array.from({ length: digits }, () => 1),
    10,
    { values: [plain, doubled], plus },
  );
}

/** 10^(n-1) ... 10, 1, each mod `modulus`: the number itself mod `modulus`. */
export function powersOfTen(n: number, modulus: number): readonly number[] {
  const powers: number[] = [];
  for (let power = 1; powers.length < n; power = (power * 10) % modulus) powers.unshift(power);
  return powers;
}

/** ICAO Doc 9303 part 3: weights 7, 3, 1 in turn over n characters. */
export function sevenThreeOne(n: number): readonly number[] {
  return Array.from({ length: n }, (_, place) => [7, 3, 1][place % 3] ?? 0);
}

/** n zeros: places that an equation leaves out. */
export function zeros(n: number): readonly number[] {
  return Array.from({ length: n }, () => 0);
}

export const holds = (...equations: readonly ChecksumEquation[]): Validator => checksum({ equations });

/** The same over other characters than the digits. */
export const holdsOver = (alphabet: string, ...equations: readonly ChecksumEquation[]): Validator =>
  checksum({ alphabet, equations });

/** The weighted sum, check character included, is a multiple of the modulus. */
export const multiple = (modulus: number, weights: readonly number[]): ChecksumEquation => ({ weights, modulus });

/** `characters`, one for each remainder, are the check characters; `behind` others follow it. */
export const checked = (
  modulus: number,
  weights: readonly number[],
  characters: string,
  behind = 0,
): ChecksumEquation => ({
  weights: [...weights, ...zeros(behind + 1)],
  modulus,
  check: { fromEnd: behind, characters },
});

/** Not one digit over and over, which passes many of these checks. */
export const varied: Validator = { name: "entropy", min: 0.6 };

/** The same where separators stand between the digits. */
export const variedGroups: Validator = { name: "entropy", min: 1.3 };
