/** The addresses of the Free Software Foundation stand at the head of a great many source files, and are nobody's secret. */
import type { AllowedPattern } from "../../detector.ts";
import { oneOf } from "../sample.ts";

const gap = String.raw`[\s,>|*-]{1,8}`;
const boston = `Boston(?:${gap}MA(?:${gap}0211[01](?:-130[17])?)?(?:${gap}USA)?)?`;
const street = String.raw`(?:51 Franklin St(?:reet|\.)?|59 Temple Pl(?:ace|\.)?)`;
const floor = oneOf("Fifth Floor", "5th Floor", "Suite 330");

/** Whole, and as much of it as one detector takes where a new line begins with the sign of a comment. */
export const foundation: readonly AllowedPattern[] = [
  { pattern: `${street}${gap}(?:${floor}(?:${gap}${boston})?|${boston})` },
  { pattern: `Suite 330(?:${gap}${boston})?` },
  { pattern: String.raw`Boston,?\s{1,2}MA\s{1,2}0211[01]-130[17](?:,?\s{1,2}USA)?` },
];
