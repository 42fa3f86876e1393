/** Check characters in the terms of the `checksum` validator: what the schemes of most numbers have in common. */
import type { ChecksumEquation, Validator } from "../detector.ts";

const plain = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/** Digits, and all letters behind them. */
export const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export const holds = (...equations: readonly ChecksumEquation[]): Validator => ({ name: "checksum", equations });

/** The same over other characters than the digits. */
export const holdsOver = (alphabet: string, ...equations: readonly ChecksumEquation[]): Validator => ({
  name: "checksum",
  alphabet,
  equations,
});

/** The weighted sum, check character included, is a multiple of the modulus. */
export const multiple = (modulus: number, weights: readonly number[]): ChecksumEquation => ({ weights, modulus });

/** `characters`, one for each remainder, are the check characters; `behind` others follow it. */
export const checked = (
  modulus: number,
  weights: readonly number[],
  characters: string,
  behind = 0,
): ChecksumEquation => ({
  weights: [...weights, ...Array.from({ length: behind + 1 }, () => 0)],
  modulus,
  check: { fromEnd: behind, characters },
});

/** ISO/IEC 7812-1 annex B for numbers of other lengths than a card's; `plus` stands for digits that are not written. */
export const luhnOf = (digits: number, plus = 0): Validator =>
  holds({
    weights: Array.from({ length: digits }, () => 1),
    values: [plain, doubled],
    plus: [plus],
    modulus: 10,
  });

/** Not one digit over and over, which passes many of these checks. */
export const varied: Validator = { name: "entropy", min: 0.6 };

/** The same where separators stand between the digits. */
export const variedGroups: Validator = { name: "entropy", min: 1.3 };
