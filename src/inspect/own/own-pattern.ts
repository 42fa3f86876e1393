/**
 * A user's regular expression to the dialect of docs/engine.md. What means exactly the same there is translated: a leading `(?i)`, and
 * `\b` at both ends of the whole. What the engine does not have is refused with the construct, the character where it stands, and what to
 * write in its place; the text of the expression itself is never repeated.
 *
 * What is translated is replaced by as many characters that match nothing, so that later messages name the user's own places.
 */
import { createAutomaton } from "../pattern/automaton.ts";
import { isSubset, wordBytes } from "../pattern/byte-class.ts";
import { PatternError, parsePattern } from "../pattern/parse.ts";

/** The engine does not take this expression. */
export class OwnPatternError extends Error {
  override readonly name = "OwnPatternError";
}

export interface OwnPattern {
  readonly pattern: string;
  /** It began with `(?i)`. */
  readonly caseless: boolean;
  /** `\b` stood at its beginning: no letter, digit or `_` directly before. */
  readonly wordBefore: boolean;
  /** `\b` stood at its end. */
  readonly wordAfter: boolean;
}

const boundsHint = "say how many there may be, such as {0,64}";

type Rule = readonly [construct: RegExp, what: string, instead: string];

/** Escapes that the dialect lacks, each by what follows the backslash. */
const escapes: readonly Rule[] = [
  [/^B/, "\\B", "say in notBefore or notAfter what must not stand there"],
  [/^[AZzG]/, "the anchor", "a value may stand anywhere in a text; say in lead what must stand before it"],
  [/^[1-9]/, "a back-reference", "write both places out, or one alternative for each value"],
  [/^[kg]/, "a back-reference", "write both places out, or one alternative for each value"],
  [/^[pP]/, "a Unicode property", "write the characters as a class, such as [A-Za-zÀ-ÿ]"],
  [/^u/, "\\u", "write the character itself"],
  [/^x\{/, "\\x{...}", "write the character itself"],
  [/^x(?![0-9A-Fa-f]{2})/, "\\x without two hex digits", "write \\xHH"],
  [/^[QE]/, "quoting", "escape each character that has a meaning"],
  [/^[hHRXKNCO]/, "this escape", "write the characters as a class"],
];

/** What `(?` may begin. */
const groups: readonly Rule[] = [
  [/^\(\?<?=/, "look-around", "say in lead what must stand before the value"],
  [/^\(\?<!/, "look-behind", "say in notBefore which one byte must not stand before the value"],
  [/^\(\?!/, "look-ahead", "say in notAfter what must not follow the value"],
  [
    /^\(\?(?:P[<=>]|[<'])/,
    "a named group",
    "write (?:...): the value is all that matches, and what stands before it goes into lead",
  ],
  [/^\(\?#/, "a comment", "leave it out"],
  [/^\(\?\|/, "a branch reset", "write (?:...)"],
  [/^\(\?>/, "an atomic group", "write (?:...): every match counts here"],
  [/^\(\?[-a-zA-Z]/, "flags in the middle", "say caseless: true, or (?i) at the very beginning"],
  [/^\(\*/, "a control verb", "leave it out"],
];

/** Throws `OwnPatternError`. */
export function translatePattern(source: string): OwnPattern {
  let text = source;
  const caseless = text.startsWith("(?i)");
  if (caseless) text = `(?:)${text.slice(4)}`;
  const boundaries = findBoundaries(text);
  const [before, after] = takeBoundaries(text, boundaries);
  for (const at of boundaries) text = `${text.slice(0, at)}()${text.slice(at + 2)}`;
  checkEdges(text, caseless, before, after);
  return { pattern: text, caseless, wordBefore: before, wordAfter: after };
}

const refuse = (what: string, at: number, instead: string): never => {
  throw new OwnPatternError(`${what} at character ${at + 1} is not what the engine can take; ${instead}`);
};

/** Where `\b` stands; refuses everything else that the dialect does not have. */
function findBoundaries(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\\") {
      const after = text.slice(at + 1);
      if (after.startsWith("b")) found.push(at);
      else if (/^k|^g/.test(after) && !/^[kg][{<'\d]/.test(after)) refuse("this escape", at, "write the letter itself");
      else ask(escapes, after, at);
      if (after.startsWith("b") && /^b[?*+{]/.test(after))
        refuse("\\b with a quantifier", at, "leave the quantifier out");
      at++;
    } else if (char === "[") at = classEnd(text, at);
    else if (char === "(") {
      const rest = text.slice(at);
      if (!rest.startsWith("(?:")) ask(groups, rest, at);
      if (rest.startsWith("(?:")) at += 2;
    } else if (char === "^" || char === "$") {
      refuse(
        `the anchor ${char}`,
        at,
        "a value may stand anywhere in a text: leave it out, and say in lead what must stand before",
      );
    } else if (char === "*" || char === "+") {
      const least = char === "*" ? 0 : 1;
      refuse(`${char} (no upper bound)`, at, `write {${least},64}, or as many as there can be`);
    } else if (char === "?" || char === "{") at = quantifierEnd(text, at);
  }
  return found;
}

function ask(rules: readonly Rule[], text: string, at: number): void {
  for (const [construct, what, instead] of rules) if (construct.test(text)) refuse(what, at, instead);
}

/** Index of the class's `]`; what other dialects read in it as more than characters is refused. */
function classEnd(text: string, start: number): number {
  let at = start + 1;
  if (text[at] === "^") at++;
  for (let first = true; at < text.length; at++, first = false) {
    if (text[at] === "]" && !first) return at;
    if (text.startsWith("[:", at)) refuse("a POSIX class", at, "write its characters, such as A-Za-z or 0-9");
    if (text.startsWith("&&", at)) refuse("an intersection of classes", at, "write the characters that are left");
    if (text[at] !== "\\") continue;
    const after = text.slice(at + 1);
    if (after.startsWith("b")) refuse("\\b in a class", at, "write \\x08 if the backspace is meant");
    if (!/^[1-9]/.test(after)) ask(escapes, after, at);
    else refuse("an octal escape", at, "write \\xHH");
    at++;
  }
  return refuse("a [ without its ]", start, "escape it or close it");
}

/** Index of the quantifier's last character. */
function quantifierEnd(text: string, start: number): number {
  let end = start;
  if (text[start] === "{") {
    const counted = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}/.exec(text.slice(start));
    if (counted === null) return start;
    const [all, least, comma, most] = counted;
    if (comma === "," && most === "") {
      refuse(
        `{${least},} (no upper bound)`,
        start,
        `write {${least},${Number(least) + 64}}, or as many as there can be`,
      );
    }
    end = start + all.length - 1;
  }
  const next = text[end + 1];
  if (next === "?" || next === "+") {
    const kind = next === "?" ? "a lazy quantifier" : "a possessive quantifier";
    refuse(kind, end + 1, `leave the ${next} out: the longest match counts; ${boundsHint}`);
  }
  return end;
}

/** Whether every branch of the whole begins, and ends, with one of them; refuses those that stand anywhere else. */
function takeBoundaries(text: string, boundaries: readonly number[]): readonly [boolean, boolean] {
  if (boundaries.length === 0) return [false, false];
  const starts = new Set<number>();
  const ends = new Set<number>();
  let branches = 1;
  let depth = 0;
  const opensAt = text.startsWith("(?:)") ? 4 : 0;
  starts.add(opensAt);
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "[") at = classEnd(text, at);
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "|" && depth === 0) {
      branches++;
      ends.add(at - 2);
      starts.add(at + 1);
    }
  }
  ends.add(text.length - 2);
  const before = boundaries.filter((at) => starts.has(at)).length;
  const after = boundaries.filter((at) => ends.has(at)).length;
  const odd = boundaries.find((at) => !starts.has(at) && !ends.has(at));
  if (odd !== undefined) {
    refuse(
      "\\b in the middle",
      odd,
      "it can stand only at the beginning and the end of the whole; say notBefore and notAfter",
    );
  }
  if ((before > 0 && before < branches) || (after > 0 && after < branches)) {
    refuse("\\b", boundaries[0] ?? 0, "it must hold for every branch: write \\b(?:...|...)\\b");
  }
  return [before > 0, after > 0];
}

/** `\b` says "no word byte on the other side" only where a word byte stands on this one. */
function checkEdges(text: string, caseless: boolean, before: boolean, after: boolean): void {
  if (!before && !after) return;
  let edges: ReturnType<typeof createAutomaton>;
  try {
    edges = createAutomaton(parsePattern(text, { caseless }), 4096);
  } catch (error) {
    // Said with the rest of what is wrong, by whoever plans the detector.
    if (error instanceof PatternError || (error as Error).name === "AutomatonTooLarge") return;
    throw error;
  }
  const words = (positions: readonly number[]): boolean =>
    positions.every((at) => isSubset(edges.classes[edges.classOf[at] ?? 0] ?? wordBytes, wordBytes));
  if (before && !words(edges.first)) {
    throw new OwnPatternError(
      "\\b at the beginning means something else where the value may begin with what is no letter, digit or _; say notBefore",
    );
  }
  if (after && !words(edges.last)) {
    throw new OwnPatternError(
      "\\b at the end means something else where the value may end with what is no letter, digit or _; say notAfter",
    );
  }
}
