/** Numbers as text that detectors can read, and redacted numbers that are still numbers. */

const pattern = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const maxDigits = 40;

/** What is inspected for a number: `4.111111111111111e15` is `4111111111111111`; without an exponent, the number as it stands. */
export function numberText(spelling: string): string {
  const [, sign, whole, fraction = "", exponent] = pattern.exec(spelling) ?? [];
  if (exponent === undefined || whole === undefined) return spelling;
  const shift = Number(exponent) - fraction.length;
  // `0.4e1` is 4: no zero may stand before a value's digits.
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, "");
  if (shift < -digits.length || digits.length + shift > maxDigits) return spelling;
  return shift >= 0
    ? `${sign}${digits}${"0".repeat(shift)}`
    : `${sign}${digits.slice(0, shift) || "0"}.${digits.slice(shift)}`;
}

/** The redacted text, if it is a JSON number; else 0. */
export const redactedNumber = (redacted: string): string => (jsonNumber.test(redacted) ? redacted : "0");
