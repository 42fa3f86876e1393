/**
 * The validators of docs/engine.md once more, from that table, over Latin-1 strings (one character per byte).
 */

import { createHash } from "node:crypto";
import type { Checksum, ChecksumEquation, PhoneForm, Validator, ValidatorName } from "../../src/inspect/detector.ts";
import { phoneGroups, phonePlans } from "../../src/inspect/phone-plans.ts";
import {
  dateFillers,
  fileSuffixes,
  ibanLengths,
  monthNames,
  placeholderBrackets,
  placeholderParts,
  placeholderWords,
} from "../../src/inspect/validator-data.ts";

import { isPersonName } from "./person-names.ts";

type Check = (span: string, min: number) => boolean;

const latin1 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
const lower = (text: string): string => text.replace(/[A-Z]/g, (char) => char.toLowerCase());
const digitsOf = (text: string): string => text.replace(/[^0-9]/g, "");
const allSame = (text: string): boolean => new Set(text).size <= 1;

const luhn: Check = (span) => {
  const digits = digitsOf(span);
  if (digits.length < 12 || digits.length > 19 || allSame(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

const iban: Check = (span) => {
  const chars = lower(span.replace(/[^0-9A-Za-z]/g, ""));
  if (!/^[a-z]{2}[0-9]{2}/.test(chars)) return false;
  if (!Object.hasOwn(ibanLengths, chars.slice(0, 2)) || ibanLengths[chars.slice(0, 2)] !== chars.length) return false;
  const number = [...(chars.slice(4) + chars.slice(0, 4))].map((char) => Number.parseInt(char, 36)).join("");
  return BigInt(number) % 97n === 1n;
};

const notCounting: Check = (span) => {
  const runs = span.match(/[0-9]+/g) ?? [];
  const follows = (run: string, before: string): boolean =>
    run.length === before.length && BigInt(run) === (BigInt(before) + 1n) % 10n ** BigInt(run.length);
  return runs.length < 3 || !runs.slice(1).every((run, i) => follows(run, runs[i] ?? ""));
};

const usSsn: Check = (span) => {
  const parts = /^(\d{3})([^0-9]?)(\d{2})\2(\d{4})$/s.exec(span);
  if (!parts) return false;
  const [, area = "", , group = "", serial = ""] = parts;
  const known = area !== "000" && area !== "666" && area < "900" && group !== "00" && serial !== "0000";
  return known && !allSame(area + group + serial);
};

const ipv4: Check = (span) => {
  const parts = span.split(".");
  return parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
};

const ipv6: Check = (span) => {
  /** Groups of one side; undefined when it is malformed. */
  const count = (side: string, mayEndInIpv4: boolean): number | undefined => {
    if (side === "") return 0;
    const groups = side.split(":");
    let total = 0;
    for (const [i, group] of groups.entries()) {
      if (/^[0-9a-fA-F]{1,4}$/.test(group)) total += 1;
      else if (mayEndInIpv4 && i === groups.length - 1 && ipv4(group, 0)) total += 2;
      else return undefined;
    }
    return total;
  };
  const sides = span.split("::");
  if (sides.length === 1) return count(span, true) === 8;
  const [before = "", after = ""] = sides;
  const left = count(before, false);
  const right = count(after, true);
  return sides.length === 2 && left !== undefined && right !== undefined && left + right <= 7;
};

const mac: Check = (span) =>
  /^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$|^[0-9a-fA-F]{2}(-[0-9a-fA-F]{2}){5}$/.test(span) &&
  !/^[0:-]*$/.test(span) &&
  !/^[fF:-]*$/.test(span);

const nanp: Check = (span) => {
  const all = digitsOf(span);
  const digits = all.length === 11 && all.startsWith("1") ? all.slice(1) : all;
  return /^(?![2-9]11)[2-9]\d\d(?![2-9]11)[2-9]\d{6}$/.test(digits) && !allSame(digits);
};

const e164: Check = (span) => {
  const digits = digitsOf(span);
  return digits.length >= 8 && digits.length <= 15 && !digits.startsWith("0") && !allSame(digits);
};

const months = new Map(Object.entries(monthNames).map(([name, month]) => [latin1(name), month]));

const date: Check = (span) => {
  const runs = (lower(span).match(/[0-9]+|[a-z\x80-\xff]+/g) ?? []).filter((run) => !dateFillers.includes(run));
  if (runs.length !== 3) return false;
  const years = (i: number): number[] => {
    const run = runs[i] ?? "";
    if (/^(19|20)[0-9]{2}$/.test(run)) return [Number(run)];
    return i === 2 && /^[0-9]{2}$/.test(run) ? [1900 + Number(run), 2000 + Number(run)] : [];
  };
  const number = (i: number): number => (/^[0-9]{1,2}$/.test(runs[i] ?? "") ? Number(runs[i]) : 0);
  const month = (i: number): number => months.get(runs[i] ?? "") ?? number(i);
  const exists = (year: number, m: number, day: number): boolean =>
    m >= 1 && m <= 12 && day >= 1 && day <= new Date(Date.UTC(year, m, 0)).getUTCDate();
  const orders: readonly (readonly [number, number, number])[] = [
    [0, 1, 2],
    [2, 1, 0],
    [2, 0, 1],
  ];
  return orders.some(([y, m, d]) => years(y).some((year) => exists(year, month(m), number(d))));
};

const entropy: Check = (span, min) => {
  const counts = new Map<string, number>();
  for (const char of span) counts.set(char, (counts.get(char) ?? 0) + 1);
  const bits = [...counts.values()].reduce((sum, n) => sum - (n / span.length) * Math.log2(n / span.length), 0);
  return bits + 1e-9 >= min;
};

const notPlaceholder: Check = (span) => {
  const value = lower(span).replace(/^["'`]+|["'`]+$/g, "");
  const bracketed = placeholderBrackets.some(
    ([open, close]) => value.length > open.length + close.length && value.startsWith(open) && value.endsWith(close),
  );
  const named =
    value === "" || placeholderWords.includes(value) || placeholderParts.some((part) => value.includes(part));
  const foreign = /^[a-z\x80-\xff'.:?!-]*[\x80-\xff][a-z\x80-\xff'.:?!-]*$/.test(value);
  const secretName = /^[a-z][a-z_-]*[_-](?:token|secret|key|auth)s?[_-]?v?[0-9]{1,3}$/.test(value);
  if (foreign || secretName) return false;
  return !named && !bracketed && !/^\$[a-z0-9_]*$/.test(value) && !allSame(value.replace(/[-_.*/: ]/g, ""));
};

const tld: Check = (span) => {
  const last = lower(span.slice(span.lastIndexOf(".") + 1));
  return span.includes(".") && /^[a-z]{2,24}$/.test(last) && !fileSuffixes.includes(last);
};

const jwtHeader: Check = (span) => {
  const header = span.split(".")[0] ?? "";
  return /^ey[I-L][A-Za-z0-9_-]*$/.test(header) && header.length % 4 !== 1;
};

/** Verhoeff by his dihedral group: digits are the symmetries of a pentagon, turns 0-4 and reflections 5-9. */
const verhoeff: Check = (span) => {
  const compose = (a: number, b: number): number =>
    a < 5 ? (b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
  const permute = (digit: number, times: number): number =>
    times === 0 ? digit : permute([1, 5, 7, 6, 2, 8, 3, 0, 9, 4][digit] ?? 0, times - 1);
  const digits = [...digitsOf(span)].reverse().map(Number);
  const check = digits.reduce((sum, digit, place) => compose(sum, permute(digit, place % 8)), 0);
  return digits.length > 1 && check === 0;
};

/** ISO/IEC 7064, hybrid system MOD 11,10, in the standard's words: P starts at 10. */
const mod11And10: Check = (span) => {
  const digits = [...digitsOf(span)].map(Number);
  if (digits.length < 2) return false;
  const last = digits.pop() ?? 0;
  const p = digits.reduce((product, digit) => (((digit + product) % 10 || 10) * 2) % 11, 10);
  return (p + last) % 10 === 1;
};

const base58Check: Check = (span) => {
  const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  if (span.length > 40 || [...span].some((char) => !alphabet.includes(char))) return false;
  const number = [...span].reduce((value, char) => value * 58n + BigInt(alphabet.indexOf(char)), 0n);
  const hex = number.toString(16).padStart(50, "0");
  if (hex.length > 50) return false;
  const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
  return sha256(sha256(Buffer.from(hex.slice(0, 42), "hex")))
    .toString("hex")
    .startsWith(hex.slice(42));
};

/** After the reference implementation of BIP 173; BIP 350 changes the constant. */
const bech32: Check = (span) => {
  const parts = /^(?=[^A-Z]*$|[^a-z]*$)(.+)1([^1]{6,})$/s.exec(span);
  if (!parts) return false;
  const chars = [...lower(parts[1] ?? "")].map((char) => char.charCodeAt(0));
  const data = [...lower(parts[2] ?? "")].map((char) => "qpzry9x8gf2tvdw0s3jn54khce6mua7l".indexOf(char));
  if (data.includes(-1)) return false;
  const values = [...chars.map((char) => char >> 5), 0, ...chars.map((char) => char & 31), ...data];
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  const polymod = values.reduce((check, value) => {
    const next = ((check & 0x1ffffff) << 5) ^ value;
    return generators.reduce((sum, generator, bit) => ((check >> 25) & (1 << bit) ? sum ^ generator : sum), next);
  }, 1);
  return polymod === 1 || polymod === 0x2bc830a3;
};

const mod = (value: number, modulus: number): number => ((value % modulus) + modulus) % modulus;

function sumHolds(equation: ChecksumEquation, alphabet: string, counting: string): boolean {
  const { weights, values, plus = [0], modulus, remainder = 0, check } = equation;
  if (counting.length < weights.length) return false;
  const chars = [...counting.slice(-weights.length)];
  const sum = chars.reduce((total, char, i) => {
    const fromEnd = chars.length - 1 - i;
    const place = alphabet.indexOf(char);
    const value = values ? (values[fromEnd % values.length]?.[place] ?? 0) : place;
    return total + (weights[i] ?? 0) * value;
  }, 0);
  return plus.some((number) => {
    const rest = mod(sum + number, modulus);
    return check ? check.characters[rest] === chars[chars.length - 1 - check.fromEnd] : rest === remainder;
  });
}

function checksum(span: string, { alphabet = "0123456789", equations }: Checksum): boolean {
  const counting = [...span.replace(/[a-z]/g, (char) => char.toUpperCase())]
    .filter((char) => alphabet.includes(char))
    .join("");
  return equations.every((equation) => sumHolds(equation, alphabet, counting));
}

/** The texts that base64 may stand for: decoded from each of its first four characters on, where that gives text. */
function decodings(span: string): Buffer[] {
  const chars = /^[A-Za-z0-9+/_-]*/.exec(span)?.[0] ?? "";
  return [0, 1, 2, 3]
    .map((from) => Buffer.from(chars.slice(from), "base64url"))
    .filter((bytes) => /^(?:[\0-\xff]{3})*?[\x20-\x7e]{9}/.test(bytes.toString("latin1")));
}

/** Everything as one regular expression over the digits, or over the runs of digits. */
const anyOf = (options: readonly string[]): RegExp => new RegExp(`^(?:${options.join("|")})$`);

const international = (digits: string): boolean =>
  phonePlans.some(({ code, trunk, lengths }) => {
    const rest = digits.slice(code.length);
    const widths = [rest, ...(rest.startsWith(trunk) ? [rest.slice(trunk.length)] : [])].map(({ length }) => length);
    return digits.startsWith(code) && !allSame(rest) && widths.some((width) => lengths.includes(width));
  });

const writtenIn = ({ groups }: (typeof phoneGroups)[number]): string =>
  groups.map(({ min, max }, i) => (i === 0 ? `(?!0)\\d{${min},${max}}` : `-\\d{${min},${max}}`)).join("");
const bare = anyOf(phoneGroups.map(writtenIn));
const withTrunk = anyOf(
  phoneGroups.flatMap((groups) => groups.trunks.map((trunk) => `${trunk}-?${writtenIn(groups)}`)),
);

function phone(span: string, asked: PhoneForm): boolean {
  const number = /^[0-9 ()+./-]*/.exec(span)?.[0] ?? "";
  const digits = digitsOf(number);
  const runs = number.match(/\d+/g)?.join("-") ?? "";
  switch (asked.form) {
    case "international":
      return /^\(*\+/.test(number)
        ? international(digits)
        : ["00", "011", "0011"].some((exit) => digits.startsWith(exit) && international(digits.slice(exit.length)));
    case "grouped":
      return runs.includes("-") && (bare.test(runs) || withTrunk.test(runs)) && !date(number, 0);
    case "trunk":
      return runs.includes("-") && withTrunk.test(runs) && !date(number, 0);
    case "assigned":
      return phonePlans.some(
        ({ region, trunk, assigned }) =>
          asked.regions.includes(region) && anyOf([`(?:${trunk})?(?:${assigned})`]).test(digits),
      );
  }
}

const checks: Readonly<Record<Exclude<ValidatorName, "checksum" | "base64-finding" | "phone" | "person-name">, Check>> =
  {
    luhn,
    iban,
    "us-ssn": usSsn,
    ipv4,
    ipv6,
    mac,
    nanp,
    e164,
    date,
    entropy,
    digits: (span, min) => digitsOf(span).length >= min,
    "not-placeholder": notPlaceholder,
    tld,
    "jwt-header": jwtHeader,
    verhoeff,
    "mod-11-10": mod11And10,
    "base58-check": base58Check,
    bech32,
    "not-counting": notCounting,
  };

/** Whether `validator` says yes of the folded bytes of a span. `finds`: something acts on a whole text. */
export function validates(
  validator: Validator,
  span: Uint8Array,
  finds: (text: Uint8Array) => boolean = () => false,
): boolean {
  const text = Buffer.from(span).toString("latin1");
  if (validator.name === "checksum") return checksum(text, validator);
  if (validator.name === "base64-finding") return decodings(text).some(finds);
  if (validator.name === "phone") return phone(text, validator);
  if (validator.name === "person-name") return isPersonName(text, validator.mode);
  return checks[validator.name](text, "min" in validator ? validator.min : 0);
}
