/**
 * Detectors made ready for the oracle: automata, the three widths, and `accept`. All questions are asked of a `View`:
 * T with its virtual context in front, where position 0 is the first byte of T.
 */

import type { DetectorRule } from "../../src/inspect/detector.ts";
import { type Automaton, createAutomaton, dead } from "./automaton.ts";
import { parseClass, parsePattern } from "./dialect.ts";
import { letterOf } from "./fold.ts";
import { createAlgebra } from "./language.ts";
import { validates } from "./validators.ts";

const maxWidth = 512;
const maxLookback = 128;
const maxLookahead = 4;

export interface View {
  readonly text: Uint8Array;
  readonly context: Uint8Array;
}

/** The byte at `position`, which may be negative; undefined outside. */
export const byteAt = (view: View, position: number): number | undefined =>
  position < 0 ? view.context[view.context.length + position] : view.text[position];

export interface OracleDetector {
  readonly pattern: Automaton;
  readonly lookahead: number;
  /** Bit of this detector's tail class in the set of tails; 0 without. */
  readonly tailBit: number;
  readonly commit: DetectorRule["commit"];
  /** For each position 0..n: whether the lead (if any) ends there. */
  leads(view: View): (position: number) => boolean;
  notBeforeHolds(view: View, start: number): boolean;
  /** As far as context tells, some match from there may be accepted. */
  wordsAllow(view: View, start: number): boolean;
  /** `last`: nothing follows the text. */
  accept(view: View, start: number, end: number, last: boolean, profile: Uint8Array): boolean;
  allows(view: View, start: number, end: number): boolean;
}

export interface Ruleset {
  readonly detectors: readonly OracleDetector[];
  /** B of the whole ruleset. */
  readonly lookback: number;
  /** The tail classes of `tails` that hold every byte of `unit`. */
  tailsHolding(tails: number, unit: Uint8Array): number;
}

/** `finds`: whether one of the sources acts on a whole text by such a profile. */
export function createRuleset(
  sources: readonly DetectorRule[],
  finds: (text: Uint8Array, profile: Uint8Array) => boolean,
): Ruleset {
  const algebra = createAlgebra();
  const tailClasses: { readonly source: string; readonly bytes: Uint8Array }[] = [];

  const tailBit = (source: string): number => {
    const known = tailClasses.findIndex((tail) => tail.source === source);
    const index = known >= 0 ? known : tailClasses.push({ source, bytes: parseClass(algebra, source) }) - 1;
    if (index > 30) throw new Error("more than 31 different tail classes");
    return 1 << index;
  };

  const ready = (source: DetectorRule): OracleDetector & { readonly lookback: number } => {
    const refuse = (what: string): never => {
      throw new Error(`detector ${source.id}: ${what}`);
    };
    const pattern = createAutomaton(algebra, parsePattern(algebra, source.pattern, source.caseless));
    const lead =
      source.lead === undefined
        ? undefined
        : createAutomaton(algebra, parsePattern(algebra, source.lead, source.caseless));
    const notBefore = source.notBefore === undefined ? undefined : parseClass(algebra, source.notBefore);
    const notAfter =
      source.notAfter === undefined ? undefined : createAutomaton(algebra, parsePattern(algebra, source.notAfter));
    const orAlone = source.context?.orAlone === true;
    const lookahead = Math.max(notAfter?.width ?? 0, orAlone ? 3 : 0);

    if (pattern.width < 1 || pattern.width > maxWidth) refuse(`width ${pattern.width}, allowed 1 to ${maxWidth}`);
    if (lead && lead.width > maxLookback) refuse(`lead of ${lead.width} bytes, at most ${maxLookback}`);
    if (lookahead > maxLookahead) refuse(`notAfter of ${lookahead} bytes, at most ${maxLookahead}`);
    if (source.context && source.context.before > maxLookback) refuse(`context of more than ${maxLookback} bytes`);

    const notBeforeHolds = (view: View, start: number): boolean => {
      const byte = byteAt(view, start - 1);
      return byte === undefined || notBefore?.[byte] !== 1;
    };
    const notAfterHolds = (view: View, end: number): boolean => {
      if (!notAfter) return true;
      let state = notAfter.start;
      for (let at = end; at < view.text.length && state !== dead; at += 1) {
        state = notAfter.step(state, view.text[at] ?? 0);
        if (notAfter.full(state)) return false;
      }
      return true;
    };
    const allowed = (source.allow ?? []).map((one) =>
      createAutomaton(algebra, parsePattern(algebra, one.pattern, one.caseless)),
    );
    const contextHolds = (view: View, start: number): boolean =>
      source.context === undefined ||
      source.context.words.some((word) => wordStands(view, word, start - (source.context?.before ?? 0), start));

    const mayBeAlone = (view: View, start: number): boolean => orAlone && start === 0 && view.context.length === 0;
    const standsAlone = (view: View, start: number, end: number): boolean =>
      mayBeAlone(view, start) && /^[ \r\n]{0,2}$/.test(latin1(view.text.subarray(end)));

    return {
      pattern,
      lookahead,
      tailBit: source.tail === undefined ? 0 : tailBit(source.tail),
      commit: source.commit,
      lookback: Math.max(lead?.width ?? 0, notBefore ? 1 : 0, source.context ? source.context.before + 1 : 0),
      leads: (view) => (lead ? leadEnds(lead, view) : () => true),
      notBeforeHolds,
      wordsAllow: (view, start) => contextHolds(view, start) || mayBeAlone(view, start),
      allows: (view, start, end) =>
        allowed.some((automaton) => {
          let state = automaton.start;
          for (let at = start; at < end && state !== dead; at += 1) state = automaton.step(state, view.text[at] ?? 0);
          return state !== dead && automaton.full(state);
        }),
      accept: (view, start, end, last, profile) =>
        notBeforeHolds(view, start) &&
        notAfterHolds(view, end) &&
        (contextHolds(view, start) || (last && standsAlone(view, start, end))) &&
        (source.validate ?? []).every((validator) =>
          validates(validator, view.text.subarray(start, end), (text) => finds(text, profile)),
        ),
    };
  };

  const detectors = sources.map(ready);
  return {
    detectors,
    lookback: Math.max(0, ...detectors.map((detector) => detector.lookback)),
    tailsHolding(tails, unit) {
      let held = tails;
      for (const [index, tail] of tailClasses.entries()) {
        if (!unit.every((byte) => tail.bytes[byte] === 1)) held &= ~(1 << index);
      }
      return held;
    },
  };
}

/** Positions at which some T[b, position) is in the lead: the lead is read from every b. */
function leadEnds(lead: Automaton, view: View): (position: number) => boolean {
  const ends = new Set<number>();
  for (let from = -view.context.length; from <= view.text.length; from += 1) {
    let state = lead.start;
    for (let at = from; state !== dead; at += 1) {
      if (lead.full(state)) ends.add(at);
      if (at === view.text.length) break;
      state = lead.step(state, byteAt(view, at) ?? 0);
    }
  }
  return (position) => ends.has(position);
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

function wordStands(view: View, word: string, from: number, to: number): boolean {
  const folded = [...word].map((char) => letterOf(char.codePointAt(0) ?? 0)?.toLowerCase() ?? char).join("");
  const wanted = Buffer.from(folded, "utf8");
  const lowered = (position: number): number | undefined => {
    const byte = byteAt(view, position);
    return byte !== undefined && byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
  };
  for (let at = from; at + wanted.length <= to; at += 1) {
    const stands = wanted.every((byte, i) => lowered(at + i) === byte);
    if (stands && !isLetter(byteAt(view, at - 1)) && !isLetter(byteAt(view, at + wanted.length))) return true;
  }
  return false;
}
