/** Numbers as text that detectors can read, and redacted numbers that are still numbers. */

const pattern = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const maxDigits = 40;
const manyDigits = 7;

/**
 * What is inspected for a number: `4.111111111111111e15` is `4111111111111111`; without an exponent, the number as it stands. An
 * exponent behind many whole digits hides no value that they show: they are read for themselves, too.
 */
export function numberText(spelling: string): string {
  const [, sign, whole, fraction = "", exponent] = pattern.exec(spelling) ?? [];
  if (exponent === undefined || whole === undefined) return spelling;
  const shift = Number(exponent) - fraction.length;
  const inFull = writtenOut(`${whole}${fraction}`, shift);
  const read = inFull === undefined ? spelling : `${sign}${inFull}`;
  return fraction === "" && whole.length >= manyDigits && shift !== 0 ? `${whole}\n${read}` : read;
}

/** Undefined: it would have too many digits. */
function writtenOut(spelled: string, shift: number): string | undefined {
  // `0.4e1` is 4: no zero may stand before a value's digits.
  const digits = spelled.replace(/^0+(?=\d)/, "");
  if (shift < -digits.length || digits.length + shift > maxDigits) return undefined;
  if (shift >= 0) return `${digits}${"0".repeat(shift)}`;
  return `${digits.slice(0, shift) || "0"}.${digits.slice(shift)}`;
}

/** The redacted text, if it is a JSON number; else 0. */
export const redactedNumber = (redacted: string): string => (jsonNumber.test(redacted) ? redacted : "0");
