/**
 * Exchange ids: 26 characters of Crockford's base 32, laid out like a ULID, so they sort by time as text.
 *
 *   10 time (48 bits of ms) · 10 drawn at random per process (50 bits) · 6 counter (30 bits)
 *
 * Unique within a process by time and counter, across processes by the random part. Not a secret.
 */
import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const digits = (value: number, length: number): string => {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = alphabet.charAt(rest % 32) + text;
  return text;
};

/** A source of ids that never go backwards, even when the clock does. */
export const createExchangeIds = (now: () => number = Date.now): (() => string) => {
  const processPart = Array.from(randomBytes(10), (byte) => alphabet.charAt(byte % 32)).join("");
  let latest = 0;
  let prefix = "";
  let counter = 0;
  return () => {
    const time = now();
    if (time > latest) {
      latest = time;
      prefix = digits(time, 10) + processPart;
    }
    // A wrapped counter would sort before its neighbours of the same millisecond: step the time instead.
    if (counter === 2 ** 30) {
      counter = 0;
      latest += 1;
      prefix = digits(latest, 10) + processPart;
    }
    return prefix + digits(counter++, 6);
  };
};
