/**
 * Why detectors find what they find in one whole text: every value that a detector's expression fits, and which of its conditions do not hold.
 * Follows docs/engine.md word for word and slowly; the engine finds the same (test/inspect/explain-text.test.ts holds the two together).
 */
import type { Context, DetectorRule } from "./detector.ts";
import { type DetectorPlan, planDetector } from "./detector-plan.ts";
import { createAutomaton } from "./pattern/automaton.ts";
import { hasByte } from "./pattern/byte-class.ts";
import { type State, walkOf } from "./pattern/dfa.ts";
import { parsePattern } from "./pattern/parse.ts";

/** A whole text, folded. */
export interface FoldedText {
  /** Its context, then the text. */
  readonly bytes: Uint8Array;
  /** Bytes of its context. */
  readonly context: number;
  /** By position of the text, and one past its end: a unit begins there; its raw start; the raw end of the unit before. */
  readonly boundaries: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

export type Condition =
  | { readonly kind: "lead" }
  | { readonly kind: "notBefore" }
  | { readonly kind: "notAfter" }
  | { readonly kind: "context"; readonly words: readonly string[]; readonly before: number }
  | { readonly kind: "check"; readonly name: string };

export interface Explained {
  /** Index into the rules. */
  readonly detector: number;
  /** Raw bytes of the text. */
  readonly start: number;
  readonly end: number;
  /** Cut by the text's end, past its commit point. */
  readonly truncated: boolean;
  /** The whole value is on an allow list. */
  readonly allowed: boolean;
  /** Conditions that do not hold; none: it is found. */
  readonly refused: readonly Condition[];
}

export interface ExplainerOptions {
  readonly rules: readonly DetectorRule[];
  /** What a check says of a folded span; `place` is where that stands, in raw bytes of the text. */
  readonly validates: (detector: number, check: number, span: Uint8Array, place: Place) => boolean;
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** By detector, then in order: what is found (each value that lies in no other one of its detector), and what is refused beside it. */
export type Explainer = (text: FoldedText, only?: (detector: number) => boolean) => readonly Explained[];

export function createExplainer({ rules, validates }: ExplainerOptions): Explainer {
  const prepared = new Map<number, Prepared>();
  const preparedOf = (rule: DetectorRule, detector: number): Prepared => {
    const made = prepared.get(detector) ?? prepare(rule);
    prepared.set(detector, made);
    return made;
  };
  return (text, only) =>
    rules.flatMap((rule, detector) =>
      only === undefined || only(detector)
        ? new Explaining(rule, preparedOf(rule, detector), detector, text, validates).all()
        : [],
    );
}

/** Of a detector, whatever the text. */
interface Prepared {
  readonly plan: DetectorPlan;
  readonly pattern: State;
  readonly lead: State | undefined;
  /** Of its context, as bytes. */
  readonly words: readonly Uint8Array[];
}

function prepare(rule: DetectorRule): Prepared {
  const plan = planDetector(rule);
  return {
    plan,
    pattern: walkOf(plan.pattern),
    lead: plan.lead && walkOf(plan.lead),
    words: (plan.context?.words ?? []).map((word) => Buffer.from(word)),
  };
}

interface Found {
  /** Positions of the text. */
  readonly start: number;
  readonly end: number;
  readonly truncated: boolean;
}

class Explaining {
  readonly #rule: DetectorRule;
  readonly #plan: DetectorPlan;
  readonly #detector: number;
  readonly #text: FoldedText;
  readonly #validates: ExplainerOptions["validates"];
  /** Length of the text. */
  readonly #size: number;
  readonly #pattern: State;
  readonly #words: readonly Uint8Array[];
  readonly #leadEnds: ReadonlySet<number> | undefined;

  constructor(
    rule: DetectorRule,
    { plan, pattern, lead, words }: Prepared,
    detector: number,
    text: FoldedText,
    validates: ExplainerOptions["validates"],
  ) {
    this.#rule = rule;
    this.#plan = plan;
    this.#detector = detector;
    this.#text = text;
    this.#validates = validates;
    this.#size = text.bytes.length - text.context;
    this.#pattern = pattern;
    this.#words = words;
    this.#leadEnds = lead && this.#endsOfLead(lead);
  }

  all(): readonly Explained[] {
    const found: Found[] = [];
    const refused: { readonly start: number; readonly end: number; readonly lead: boolean }[] = [];
    /** Of what is refused the longest is told, apart by whether its lead is there. */
    const told = { withLead: 0, without: 0 };
    let cut: number | undefined;
    for (let start = 0; start < this.#size; start++) {
      if (this.#text.boundaries[start] !== 1) continue;
      const { ends, open } = this.#matches(start);
      const lead = this.#leadEnds?.has(start) !== false;
      if (cut === undefined && open && lead && this.#isCommitted(start)) cut = start;
      const longest = ends.at(-1);
      if (longest === undefined) continue;
      const accepted = lead ? ends.findLast((end) => this.#conditions(start, end).length === 0) : undefined;
      if (accepted !== undefined) {
        if (accepted > (found.at(-1)?.end ?? 0)) found.push({ start, end: accepted, truncated: false });
        continue;
      }
      if (longest <= (lead ? told.withLead : told.without)) continue;
      if (lead) told.withLead = longest;
      else told.without = longest;
      refused.push({ start, end: longest, lead });
    }
    const whole = found.some(({ start, end }) => end === this.#size && cut !== undefined && start <= cut);
    const kept =
      cut === undefined || whole ? found : [...found.filter(({ start }) => start < (cut ?? 0)), this.#cutFrom(cut)];
    const beside = refused.filter(({ start, end }) => !kept.some((other) => start < other.end && other.start < end));
    return [
      ...kept.map((one) => this.#explained(one, [])),
      ...beside.map((one) => this.#explained({ ...one, truncated: false }, this.#conditions(one.start, one.end))),
    ].sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #cutFrom(start: number): Found {
    return { start, end: this.#size, truncated: true };
  }

  #explained({ start, end, truncated }: Found, refused: readonly Condition[]): Explained {
    return {
      detector: this.#detector,
      start: this.#text.starts[start] ?? 0,
      end: this.#text.ends[end] ?? 0,
      truncated,
      allowed: refused.length === 0 && !truncated && this.#isAllowed(start, end),
      refused,
    };
  }

  #byte(position: number): number | undefined {
    return position < -this.#text.context ? undefined : this.#text.bytes[this.#text.context + position];
  }

  /** Ends of matches from here, in rising order; `open`: all that is left is the beginning of a longer one. */
  #matches(start: number): { readonly ends: readonly number[]; readonly open: boolean } {
    const ends: number[] = [];
    let state: State | undefined = this.#pattern;
    for (let at = start; at < this.#size; at++) {
      state = state.step(this.#byte(at) ?? 0);
      if (state === undefined) return { ends, open: false };
      if (state.full && this.#text.boundaries[at + 1] === 1) ends.push(at + 1);
    }
    return { ends, open: state.open };
  }

  #endsOfLead(lead: State): ReadonlySet<number> {
    const ends = new Set<number>();
    for (let from = -this.#text.context; from <= this.#size; from++) {
      let state: State | undefined = lead;
      for (let at = from; state !== undefined; at++) {
        if (state.full) ends.add(at);
        const byte = this.#byte(at);
        if (at === this.#size || byte === undefined) break;
        state = state.step(byte);
      }
    }
    return ends;
  }

  #isCommitted(start: number): boolean {
    const { commit } = this.#plan;
    if (commit === undefined || !this.#notBefore(start)) return false;
    let digits = 0;
    for (let at = start; at < this.#size; at++) if (isDigit(this.#byte(at))) digits++;
    return this.#size - start >= commit.bytes && digits >= commit.digits;
  }

  #conditions(start: number, end: number): readonly Condition[] {
    const { context, validators } = this.#plan;
    const failed: Condition[] = [];
    if (this.#leadEnds?.has(start) === false) failed.push({ kind: "lead" });
    if (!this.#notBefore(start)) failed.push({ kind: "notBefore" });
    if (!this.#notAfter(end)) failed.push({ kind: "notAfter" });
    if (context !== undefined && !this.#contextHolds(context, start, end)) {
      failed.push({ kind: "context", words: context.words, before: context.before });
    }
    const place = { start: this.#text.starts[start] ?? 0, end: this.#text.ends[end] ?? 0 };
    const span = this.#text.bytes.subarray(this.#text.context + start, this.#text.context + end);
    for (const [check, { name }] of validators.entries()) {
      if (!this.#validates(this.#detector, check, span, place)) failed.push({ kind: "check", name });
    }
    return failed;
  }

  #notBefore(start: number): boolean {
    const byte = this.#byte(start - 1);
    return this.#plan.notBefore === undefined || byte === undefined || !hasByte(this.#plan.notBefore, byte);
  }

  #notAfter(end: number): boolean {
    return !this.#plan.notAfter.some((alternative) =>
      alternative.every((bytes, i) => {
        const byte = end + i < this.#size ? this.#byte(end + i) : undefined;
        return byte !== undefined && hasByte(bytes, byte);
      }),
    );
  }

  #contextHolds({ before, orAlone }: Context, start: number, end: number): boolean {
    return (
      (orAlone === true && this.#standsAlone(start, end)) ||
      this.#words.some((word) => this.#wordStands(word, start, before))
    );
  }

  /** Nothing else is in the text, but two bytes of white space at its end. */
  #standsAlone(start: number, end: number): boolean {
    if (start > 0 || this.#text.context > 0 || this.#size - end > 2) return false;
    for (let at = end; at < this.#size; at++) if (!isEnding(this.#byte(at))) return false;
    return true;
  }

  #wordStands(word: Uint8Array, start: number, before: number): boolean {
    for (let at = Math.max(start - before, -this.#text.context); at + word.length <= start; at++) {
      let same = true;
      for (let i = 0; same && i < word.length; i++) same = lower(this.#byte(at + i)) === word[i];
      if (same && !isLetter(this.#byte(at - 1)) && !isLetter(this.#byte(at + word.length))) return true;
    }
    return false;
  }

  #isAllowed(start: number, end: number): boolean {
    return (this.#rule.allow ?? []).some(({ pattern, caseless }) => {
      let state: State | undefined = walkOf(
        createAutomaton(parsePattern(pattern, { caseless: caseless === true }), 4096),
      );
      for (let at = start; at < end && state !== undefined; at++) state = state.step(this.#byte(at) ?? 0);
      return state?.full === true;
    });
  }
}

const lower = (byte: number | undefined): number | undefined =>
  byte !== undefined && byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
const isEnding = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0d || byte === 0x0a;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isLetter = (byte: number | undefined): boolean => {
  const letter = lower(byte);
  return letter !== undefined && letter >= 0x61 && letter <= 0x7a;
};
