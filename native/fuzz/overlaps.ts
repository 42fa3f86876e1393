/**
 * Small detectors over few letters that nest in, overlap, cut and follow each other in every way that docs/engine.md has a word
 * for: each width of lookahead beside each, tails inside of spans, leads, context, commit points, and every route. What in the
 * catalogue takes two phone numbers in one takes three letters here.
 */
import type { Detector } from "../../src/inspect/detector.ts";
import { synthetic } from "../../test/oracle/synthetic.ts";

type Rule = Parameters<typeof synthetic>[1];

const rules: readonly Rule[] = [
  // Ends at once, or looks one to four bytes ahead.
  { pattern: "ab{1,3}" },
  { pattern: "b{2}", notAfter: "c", tail: "[b1]" },
  { pattern: "[ab]{2,6}c", notBefore: "1", allow: [{ pattern: "[ab]{3}c" }] },
  { pattern: "bc?1", notAfter: "1|-1", tail: "[1-]" },
  { pattern: "(?:ab|ba){1,4}", notAfter: "c[ab]a", validate: [{ name: "entropy", min: 0.9 }] },
  { pattern: "c{1,4}", notAfter: "1|--|aabb", commit: { bytes: 2 } },
  { pattern: "a[^c]{0,12}c" },
  // Tails: of a head that ends inside of another value, of everything but one byte, of characters.
  { pattern: "cab", tail: "[abc]" },
  // Left alone, in part: what lies in it, its tail, and what overlaps its end.
  { pattern: "[abc]{2,7}", notAfter: "1", allow: [{ pattern: "a[^c]{1,3}c" }, { pattern: "bc" }] },
  { pattern: "b1-", tail: "[ab]", allow: [{ pattern: "B1-", caseless: true }] },
  { pattern: "-a", notAfter: "-", tail: "[^b]" },
  { pattern: "é[^a]{1,3}", tail: "[^\\xa9]" },
  // Leads, words before, and what stands before.
  { pattern: "b1", lead: "a{1,3}" },
  { pattern: "[bc]{1,5}", lead: "-a", notAfter: "1", commit: { bytes: 2 } },
  { pattern: ".{2,4}", lead: "cab?", notAfter: "\\n\\n" },
  { pattern: "a1{1,3}", context: { words: ["c", "bb"], before: 6 } },
  { pattern: "[a1]{3}", notAfter: "aaaa", context: { words: ["b"], before: 3 } },
  // Numbers.
  { pattern: "1(?:-?1){2,5}", notBefore: "[1-]", notAfter: "1|-1", commit: { digits: 2 } },
  { pattern: "[1-]{2,8}", validate: [{ name: "digits", min: 2 }] },
  { pattern: "11", notAfter: "1" },
  // Of one width, around what may go on behind them and what may be cut in them.
  { pattern: "c1[^c]{3}" },
  { pattern: "1[^1]{3}" },
  { pattern: "1[ab1-]{0,8}-", tail: "[ab]" },
  // Behind a gate, by starts and by ends; by a literal; in either case.
  { pattern: "@[ab]{1,8}" },
  { pattern: "[abc]{1,9}@[abc1]{1,3}", notAfter: "@" },
  { pattern: "[abc1-]{2,20}@", tail: "a" },
  { pattern: "abcabc", notAfter: "[bc]", tail: "[abc]" },
  { pattern: "c-?bab", caseless: true, commit: { bytes: 3 } },
  // In context or alone, by their words, a gate and their ends.
  { pattern: "[ab]{2,4}", context: { words: ["cc"], before: 4, orAlone: true } },
  { pattern: "1(?:[ab-]1){1,3}", context: { words: ["b", "é"], before: 5, orAlone: true }, notAfter: "-" },
  { pattern: "[abc1]{3}-", context: { words: ["1"], before: 2, orAlone: true } },
  // A sum.
  {
    pattern: "[abc1]{2,5}",
    validate: [{ name: "checksum", alphabet: "ABC1", equations: [{ weights: [2, 1], modulus: 3 }] }],
  },
];

export const overlaps: readonly Detector[] = rules.map((rule, i) => synthetic(`overlap-${i}`, rule));
export const overlapLetters = "abcabcabc11--@";
