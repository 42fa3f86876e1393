/** Dates in digits as they stand inside of numbers, as patterns. */
import { oneOf } from "./sample.ts";

export const mm = "(?:0[1-9]|1[0-2])";
export const dd = String.raw`(?:0[1-9]|[12]\d|3[01])`;
/** From 1900 to 2029. */
export const yyyy = String.raw`(?:19\d{2}|20[0-2]\d)`;

/** With as many days as the month has: that is cheap, and leaves few numbers over. */
export const yymmdd = oneOf(
  String.raw`\d{2}(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])`,
  String.raw`\d{2}(?:0[469]|11)(?:0[1-9]|[12]\d|30)`,
  String.raw`\d{2}02(?:0[1-9]|1\d|2[0-8])`,
  "(?:[02468][048]|[13579][26])0229",
);
