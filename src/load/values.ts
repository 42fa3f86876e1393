/**
 * Values to plant, of kinds that any redaction should know, in a sentence each. Made up: example domains, numbers from ranges kept
 * for fiction where there are such, valid check digits elsewhere. None has a character that JSON or a URL would escape.
 */
import { below, letters, type Random } from "./random.ts";

export interface Planted {
  readonly kind: ValueKind;
  readonly value: string;
}

const digits = (count: number, next: Random): string => letters(count, "0123456789", next);

/** ISO/IEC 7812-1 annex B: the digit that makes the Luhn sum a multiple of ten. */
function luhnDigit(payload: string): number {
  const sum = [...payload].reverse().reduce((total, digit, place) => {
    const weighted = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** ISO 13616: 98 minus the number, with country and "00" behind it, mod 97. */
function ibanCheck(country: string, account: string): string {
  const spelled = [...`${account}${country}00`].map((c) => Number.parseInt(c, 36)).join("");
  return String(98n - (BigInt(spelled) % 97n)).padStart(2, "0");
}

const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, "$1 ");

const makers = {
  email: (next: Random) => `${letters(7, "abcdefghijklmnopqrstuvwxyz", next)}.${digits(3, next)}@example.com`,
  card: (next: Random) => {
    const payload = `4${digits(14, next)}`;
    return grouped(`${payload}${luhnDigit(payload)}`);
  },
  ssn: (next: Random) => `${101 + below(565, next)}-${10 + below(89, next)}-${1_001 + below(8_900, next)}`,
  phone: (next: Random) => `(${["202", "312", "415", "617"][below(4, next)]}) 555-01${digits(2, next)}`,
  iban: (next: Random) => {
    const account = `37040044${digits(10, next)}`;
    return grouped(`DE${ibanCheck("DE", account)}${account}`);
  },
  key: (next: Random) => `AKIA${letters(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", next)}`,
} as const;

export type ValueKind = keyof typeof makers;
export const valueKinds = Object.keys(makers) as readonly ValueKind[];

const sentences: Readonly<Record<ValueKind, string>> = {
  email: "Write to {} about it.",
  card: "The card on file is {}, as before.",
  ssn: "The social security number is {} on the form.",
  phone: "Call {} in the morning.",
  iban: "The account is {}, in their name.",
  key: "The build still uses the access key {} for uploads.",
};

export function plantedValue(kind: ValueKind, next: Random): Planted {
  return { kind, value: makers[kind](next) };
}

/** A sentence around the value. */
export const sentenceOf = ({ kind, value }: Planted): string => sentences[kind].replace("{}", value);
