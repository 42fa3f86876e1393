/** Detectors made ready for the oracle: automata, the three widths, and `accept`. All questions are asked of a `View`. */

import type { DetectorRule } from "../../src/inspect/detector.ts";
import { type Automaton, byFirstByte, createAutomaton } from "./automaton.ts";
import { parseClass, parsePattern } from "./dialect.ts";
import { letterOf } from "./fold.ts";
import { createAlgebra } from "./language.ts";
import { validates } from "./validators.ts";
import type { View } from "./view.ts";

const maxWidth = 512;
const maxLookback = 128;
const maxLookahead = 4;

export interface OracleDetector {
  /** Its place among the detectors. */
  readonly index: number;
  readonly pattern: Automaton;
  readonly lookahead: number;
  /** Bit of this detector's tail class in the set of tails; 0 without. */
  readonly tailBit: number;
  readonly commit: DetectorRule["commit"];
  /** Whether the lead, if there is one, ends there. */
  leadEnds(view: View, start: number): boolean;
  notBeforeHolds(view: View, start: number): boolean;
  /** As far as context tells, some match from there may be accepted. */
  wordsAllow(view: View, start: number): boolean;
  /** `last`: nothing follows the text. */
  accept(view: View, start: number, end: number, last: boolean, profile: Uint8Array): boolean;
  allows(view: View, start: number, end: number): boolean;
}

export interface Ruleset {
  readonly detectors: readonly OracleDetector[];
  /** Those whose pattern may begin with the byte at `start`, and that may stand behind the byte before it. */
  detectorsAt(view: View, start: number): readonly OracleDetector[];
  leadsBy(firstByte: number): readonly Automaton[];
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
  /** Detectors have many in common, and a view asks each of them once. */
  const automata = new Map<string, Automaton>();
  const leads = new Set<Automaton>();
  const words = new Map<string, Buffer>();
  const tailClasses: { readonly source: string; readonly bytes: Uint8Array }[] = [];

  const tailBit = (source: string): number => {
    const known = tailClasses.findIndex((tail) => tail.source === source);
    const index = known >= 0 ? known : tailClasses.push({ source, bytes: parseClass(algebra, source) }) - 1;
    if (index > 30) throw new Error("more than 31 different tail classes");
    return 1 << index;
  };

  const automatonOf = (expression: string, caseless = false): Automaton => {
    const key = `${caseless} ${expression}`;
    const automaton = automata.get(key) ?? createAutomaton(algebra, parsePattern(algebra, expression, caseless));
    automata.set(key, automaton);
    return automaton;
  };
  const wordOf = (word: string): Buffer => {
    const bytes = words.get(word) ?? Buffer.from(foldWord(word), "utf8");
    words.set(word, bytes);
    return bytes;
  };

  const ready = (source: DetectorRule, index: number): OracleDetector & { readonly lookback: number } => {
    const refuse = (what: string): never => {
      throw new Error(`detector ${source.id}: ${what}`);
    };
    const pattern = automatonOf(source.pattern, source.caseless);
    const lead = source.lead === undefined ? undefined : automatonOf(source.lead, source.caseless);
    if (lead) leads.add(lead);
    const notBefore = source.notBefore === undefined ? undefined : parseClass(algebra, source.notBefore);
    const notAfter = source.notAfter === undefined ? undefined : automatonOf(source.notAfter);
    const orAlone = source.context?.orAlone === true;
    const lookahead = Math.max(notAfter?.width ?? 0, orAlone ? 3 : 0);

    if (pattern.width < 1 || pattern.width > maxWidth) refuse(`width ${pattern.width}, allowed 1 to ${maxWidth}`);
    if (lead && lead.width > maxLookback) refuse(`lead of ${lead.width} bytes, at most ${maxLookback}`);
    if (lookahead > maxLookahead) refuse(`notAfter of ${lookahead} bytes, at most ${maxLookahead}`);
    if (source.context && source.context.before > maxLookback) refuse(`context of more than ${maxLookback} bytes`);

    const notBeforeHolds = (view: View, start: number): boolean => {
      const byte = view.at(start - 1);
      return byte === undefined || notBefore?.[byte] !== 1;
    };
    const notAfterHolds = (view: View, end: number): boolean => {
      if (!notAfter) return true;
      let state = notAfter.start;
      for (let at = end; at < view.text.length && !notAfter.isDead(state); at += 1) {
        state = notAfter.step(state, view.text[at] ?? 0);
        if (notAfter.full(state)) return false;
      }
      return true;
    };
    const allowed = (source.allow ?? []).map((one) => automatonOf(one.pattern, one.caseless));
    const before = source.context?.before ?? 0;
    const contextWords = source.context?.words.map(wordOf);
    const contextHolds = (view: View, start: number): boolean =>
      contextWords === undefined || contextWords.some((word) => view.wordStands(word, start - before, start));

    const mayBeAlone = (view: View, start: number): boolean => orAlone && start === 0 && view.contextBytes === 0;
    const standsAlone = (view: View, start: number, end: number): boolean =>
      mayBeAlone(view, start) && /^[ \r\n]{0,2}$/.test(latin1(view.text.subarray(end)));

    return {
      index,
      pattern,
      lookahead,
      tailBit: source.tail === undefined ? 0 : tailBit(source.tail),
      commit: source.commit,
      lookback: Math.max(lead?.width ?? 0, notBefore ? 1 : 0, source.context ? source.context.before + 1 : 0),
      leadEnds: (view, start) => lead === undefined || view.leadEnds(lead, start),
      notBeforeHolds,
      wordsAllow: (view, start) => contextHolds(view, start) || mayBeAlone(view, start),
      allows: (view, start, end) =>
        allowed.some((automaton) => {
          let state = automaton.start;
          for (let at = start; at < end; at += 1) state = automaton.step(state, view.text[at] ?? 0);
          return automaton.full(state);
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
  const beginningWith = byFirstByte(detectors, ({ pattern }) => pattern);
  const byPair = new Map<number, readonly OracleDetector[]>();
  return {
    detectors,
    detectorsAt(view, start) {
      const first = view.text[start] ?? 0;
      const pair = (view.at(start - 1) ?? 256) * 256 + first;
      const found = byPair.get(pair) ?? beginningWith(first).filter((rules) => rules.notBeforeHolds(view, start));
      byPair.set(pair, found);
      return found;
    },
    leadsBy: byFirstByte([...leads], (lead) => lead),
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

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** A context word as texts have it. */
const foldWord = (word: string): string =>
  [...word].map((char) => letterOf(char.codePointAt(0) ?? 0)?.toLowerCase() ?? char).join("");
