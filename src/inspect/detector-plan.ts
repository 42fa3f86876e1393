/**
 * Turns one detector into what the engine needs to run it: its automaton, its classes, and the route by which its
 * candidates are found. A detector that the engine cannot honour exactly is refused, naming the detector and the field.
 *
 * Routes, cheapest first. Literals are found by an index of ours (native/literal-index.h). Where every match has a long run of letters
 * and digits near its beginning, key and name are looked for only around such runs: prose has none.
 *
 *   key     the literal that the pattern begins with is found; the match starts there
 *   name    the literal that the lead begins with is found; the automaton walks on from there
 *   prefix  Hyperscan finds lead and the first n bytes of the pattern; the start is n bytes back
 *   gate    a rare byte that every match needs is looked for with SIMD; the automaton walks back to starts, or on to ends
 *   run     a run of bytes of one class that begins every match is looked for in strides; it starts where the run does
 *   words   the context words are found like literals; every position within reach behind one may be a start
 *   ends    Hyperscan finds ends of the whole pattern, repeats left open; for patterns with none of these
 */
import type { Checksum, Context, DetectorRule, PhoneForm, Validator, ValidatorName } from "./detector.ts";
import { personModes } from "./name-lists.ts";
import { type Automaton, AutomatonTooLarge, createAutomaton } from "./pattern/automaton.ts";
import { type ByteClass, bytesOf, digitBytes, isSubset, keyOf, union, wordBytes } from "./pattern/byte-class.ts";
import { cheapGate, type Gate, gateOf, gateReach, mostBefore, wideGateOf } from "./pattern/gate.ts";
import { hyperscanSource } from "./pattern/hyperscan-source.ts";
import { literalStrength } from "./pattern/literal.ts";
import { type Literals, literalsOf } from "./pattern/literals.ts";
import { foldLetters } from "./pattern/lookalikes.ts";
import { PatternError, parseAlternatives, parseClass, parsePattern } from "./pattern/parse.ts";
import { prefixOf } from "./pattern/prefix.ts";
import { type InnerRun, innerRunOf, type Run, runOf } from "./pattern/run.ts";
import { empty, opened, type Pattern, sequence } from "./pattern/syntax.ts";
import { widthOf } from "./pattern/width.ts";
import { phonePlans } from "./phone-plans.ts";

export const limits = {
  patternBytes: 512,
  leadBytes: 128,
  notAfterBytes: 4,
  contextBytes: 128,
  positions: 4096,
} as const;

export type Route =
  | { readonly kind: "key"; readonly literals: Literals; readonly run: InnerRun | undefined }
  | { readonly kind: "name"; readonly run: InnerRun | undefined }
  | { readonly kind: "prefix"; readonly source: string; readonly prefixBytes: number }
  | { readonly kind: "gate"; readonly gate: Gate; readonly reach: number; readonly byEnds: boolean }
  | { readonly kind: "run"; readonly bytes: ByteClass; readonly count: number }
  | { readonly kind: "words" }
  | { readonly kind: "ends"; readonly source: string };

export interface DetectorPlan {
  readonly id: string;
  readonly maxWidth: number;
  readonly leadWidth: number;
  readonly lookback: number;
  readonly lookahead: number;
  readonly notBefore: ByteClass | undefined;
  readonly notAfter: readonly (readonly ByteClass[])[];
  readonly tail: ByteClass | undefined;
  readonly commit: { readonly bytes: number; readonly digits: number } | undefined;
  readonly context: Context | undefined;
  /** Most bytes of a match before its first digit; undefined if it may have none. */
  readonly beforeDigit: number | undefined;
  readonly validators: readonly Validator[];
  readonly pattern: Automaton;
  readonly lead: Automaton | undefined;
  /** What the lead begins with. */
  readonly names: Literals | undefined;
  readonly route: Route;
}

/** The engine cannot run this detector. */
export class DetectorError extends Error {
  override readonly name = "DetectorError";
}

/** The engine's numbers for the checks; the order is part of the format (native/validators.h). */
export const validatorNumbers: Readonly<Record<ValidatorName, number>> = {
  luhn: 0,
  iban: 1,
  "us-ssn": 2,
  ipv4: 3,
  ipv6: 4,
  mac: 5,
  nanp: 6,
  e164: 7,
  date: 8,
  entropy: 9,
  digits: 10,
  "not-placeholder": 11,
  tld: 12,
  "jwt-header": 13,
  checksum: 14,
  verhoeff: 15,
  "mod-11-10": 16,
  "base58-check": 17,
  bech32: 18,
  "base64-finding": 19,
  phone: 20,
  "person-name": 21,
  "not-counting": 22,
};

export const phoneForms: readonly PhoneForm["form"][] = ["international", "grouped", "trunk", "assigned"];

/** Letters that look like ASCII ones are those, and their case is folded; that of others is not. */
const foldWord = (word: string): string => foldLetters(word).replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Bytes of white space that may follow a value that stands alone (docs/engine.md). */
const mostAfterAlone = 2;

/** What is wrong with it, if anything. */
function problemOf(validator: Validator): string | undefined {
  const { name } = validator;
  if (validatorNumbers[name] === undefined) return `there is no check named "${String(name)}"`;
  const hasMin = "min" in validator && typeof validator.min === "number" && Number.isFinite(validator.min);
  const needsMin = name === "entropy" || name === "digits";
  if (needsMin !== hasMin) return needsMin ? `${name} needs min` : `${name} has no min`;
  if (name === "phone") return problemOfPhone(validator);
  if (name === "person-name" && !personModes.includes(validator.mode))
    return `${name} has no mode "${String(validator.mode)}"`;
  return name === "checksum" ? problemOfChecksum(validator) : undefined;
}

function problemOfPhone(phone: PhoneForm): string | undefined {
  if (!phoneForms.includes(phone.form)) return `phone has no form "${String(phone.form)}"`;
  if (phone.form !== "assigned")
    return "regions" in phone ? `phone of the form ${phone.form} has no regions` : undefined;
  if (!Array.isArray(phone.regions) || phone.regions.length === 0) return "phone of the form assigned needs regions";
  const unknown = phone.regions.find((region) => !phonePlans.some((plan) => plan.region === region));
  return unknown === undefined ? undefined : `there is no numbering plan of "${unknown}"`;
}

function problemOfChecksum({ alphabet = "0123456789", equations }: Checksum): string | undefined {
  if (!/^[\x21-\x60\x7b-\x7e]+$/.test(alphabet) || new Set(alphabet).size < alphabet.length) {
    return `the alphabet "${alphabet}" is not of distinct characters without lower case`;
  }
  // A configuration can name the check and say no more.
  if (equations === undefined || equations.length === 0) return "there is no equation";
  for (const { weights, values, modulus, remainder, check } of equations) {
    if (!Number.isInteger(modulus) || modulus < 2 || modulus >= 4096)
      return `the modulus ${modulus} is not a whole number from 2 to 4095`;
    if (weights.length === 0 || weights.length > 64 || !weights.every(Number.isInteger))
      return "weights are 1 to 64 whole numbers";
    if (values?.some((list) => list.length !== alphabet.length))
      return "each list of values has one for each character of the alphabet";
    if (check === undefined) continue;
    if (remainder !== undefined) return "an equation has a remainder or a check, not both";
    if (check.characters.length !== modulus)
      return `check has ${check.characters.length} characters for ${modulus} remainders`;
    if (!(check.fromEnd >= 0 && check.fromEnd < weights.length))
      return `check.fromEnd ${check.fromEnd} lies outside of the weights`;
  }
  return undefined;
}

export function planDetector(detector: DetectorRule): DetectorPlan {
  const refuse = (field: string, what: string): never => {
    throw new DetectorError(`detector ${detector.id}: ${field}: ${what}`);
  };
  const within = <T>(field: string, work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof PatternError || cause instanceof AutomatonTooLarge) return refuse(field, cause.message);
      throw cause;
    }
  };

  const caseless = detector.caseless === true;
  const parse = (field: "pattern" | "lead", source: string, most: number): Pattern => {
    const parsed = within(field, () => parsePattern(source, { caseless }));
    const { max } = widthOf(parsed);
    if (parsed.kind === "never" || max === 0) refuse(field, "matches no byte");
    if (max > most) refuse(field, `matches up to ${max} bytes, at most ${most} are allowed`);
    return parsed;
  };

  const pattern = parse("pattern", detector.pattern, limits.patternBytes);
  const anyLead = detector.lead === undefined ? undefined : parse("lead", detector.lead, limits.leadBytes);
  const leadWidth = anyLead ? widthOf(anyLead).max : 0;
  // A lead that may be empty is always there.
  const lead = anyLead && widthOf(anyLead).min > 0 ? anyLead : undefined;
  const automatonOf = (field: string, of: Pattern): Automaton =>
    within(field, () => createAutomaton(of, limits.positions));

  const classOf = (field: "notBefore" | "tail", source: string | undefined): ByteClass | undefined =>
    source === undefined ? undefined : within(field, () => parseClass(source));
  const notBefore = classOf("notBefore", detector.notBefore);
  const tail = classOf("tail", detector.tail);
  const notAfterSource = detector.notAfter;
  const notAfter =
    notAfterSource === undefined
      ? []
      : within("notAfter", () => parseAlternatives(notAfterSource, limits.notAfterBytes));

  const { commit, context } = detector;
  if (commit && commit.bytes === undefined && commit.digits === undefined)
    refuse("commit", "gives neither bytes nor digits");
  for (const [name, value] of Object.entries(commit ?? {})) {
    if (!Number.isInteger(value) || value < 1) refuse(`commit.${name}`, "must be a whole number from 1 on");
  }
  if (context) {
    if (!Number.isInteger(context.before) || context.before < 1 || context.before > limits.contextBytes) {
      refuse("context.before", `must be a whole number from 1 to ${limits.contextBytes}`);
    }
    if (context.words.length === 0) refuse("context.words", "is empty");
    for (const word of context.words) {
      if (word === "" || /[\x00-\x1fA-Z\x7f]/.test(word))
        refuse("context.words", `"${word}" is empty or not lower case`);
      if (Buffer.byteLength(word) > context.before) refuse("context.words", `"${word}" is longer than context.before`);
    }
  }
  const validators = detector.validate ?? [];
  for (const validator of validators) {
    const problem = problemOf(validator);
    if (problem) refuse("validate", problem);
  }

  const automaton = automatonOf("pattern", pattern);
  const leadAutomaton = lead && automatonOf("lead", lead);
  const names = leadAutomaton && literalsOf(leadAutomaton);
  return {
    id: detector.id,
    maxWidth: widthOf(pattern).max,
    leadWidth,
    lookback: Math.max(leadWidth, notBefore ? 1 : 0, context ? context.before + 1 : 0),
    lookahead: Math.max(context?.orAlone ? mostAfterAlone + 1 : 0, ...notAfter.map((classes) => classes.length)),
    notBefore,
    notAfter,
    tail,
    commit: commit && { bytes: commit.bytes ?? 0, digits: commit.digits ?? 0 },
    context: context && { ...context, words: context.words.map(foldWord) },
    beforeDigit: mostBefore(pattern, digitBytes),
    validators,
    pattern: automaton,
    lead: leadAutomaton,
    names,
    route: routeOf({
      pattern,
      lead,
      names,
      automaton,
      bounded: notBefore !== undefined || lead !== undefined,
      words: context?.words ?? [],
      notBefore,
    }),
  };
}

const usableLiteral = 3;
const prefixBytes = 8;
/** A pattern that may start in many places before its gate is found by its ends. */
const manyStarts = 16;
const openedSlack = 4;
/** Literals that are found so often that numbers are not more frequent. */
const dearLiterals = 100;
/** Shorter words are everywhere. */
const leastWord = 3;
/** Every gate is looked for in every text, so there are few, which many share. */
const sharedGates: readonly string[] = [
  digitBytes,
  ...["@", ".", ":", "+", "-"].map(bytesOf),
  union(bytesOf("-"), bytesOf(":")),
].map(keyOf);

interface Routed {
  readonly pattern: Pattern;
  readonly lead: Pattern | undefined;
  readonly names: Literals | undefined;
  readonly automaton: Automaton;
  /** Something keeps starts few: `notBefore` or a lead. */
  readonly bounded: boolean;
  /** Context words. */
  readonly words: readonly string[];
  readonly notBefore: ByteClass | undefined;
}

function routeOf({ pattern, lead, names, automaton, bounded, words, notBefore }: Routed): Route {
  const inner = innerRunOf(pattern, isRare);
  const run = inner && inner.before <= mostBeforeRun ? inner : undefined;
  const literals = names ?? (lead ? undefined : literalsOf(automaton));
  const byLiterals = (of: Literals): Route => (lead ? { kind: "name", run } : { kind: "key", literals: of, run });
  if (literals && run) return byLiterals(literals);
  const areCheap = literals !== undefined && literals.cost <= dearLiterals;
  const gate = gateOf(pattern, sharedGates);
  const isDigits = gate !== undefined && keyOf(gate.bytes) === keyOf(digitBytes);
  // By its ends it is walked from every gate byte, however many there are.
  const isBetter = isDigits && !isByEnds(gate, bounded);
  if (gate && gate.cost <= cheapGate && (isBetter || !areCheap)) return byGate(gate, automaton, bounded);
  if (areCheap) return byLiterals(literals);
  const first = runOf(pattern);
  if (!lead && notBefore && first.count >= leastRun && isSubset(first.bytes, notBefore))
    return { kind: "run", ...first };
  if (literals) return byLiterals(literals);
  const hasWords = words.length > 0;
  if (hasWords && !(isDigits && words.some((word) => word.length < leastWord))) return { kind: "words" };
  if (isDigits) return byGate(gate, automaton, bounded);
  const width = Math.max(1, Math.min(widthOf(pattern).min, prefixBytes));
  const prefix = sequence([lead ?? empty, prefixOf(pattern, width)]);
  const byPrefix = (): Route => ({ kind: "prefix", source: hyperscanSource(prefix), prefixBytes: width });
  const byEnds = (): Route => ({ kind: "ends", source: hyperscanSource(opened(pattern, openedSlack)) });
  const strength = literalStrength(prefix);
  const inside = literalStrength(pattern);
  if (strength >= usableLiteral || lead) return byPrefix();
  if (inside >= usableLiteral) return byEnds();
  // Of words that may be anything capitals are the best there is.
  const widely = bounded ? wideGateOf(pattern) : undefined;
  if (gate) return byGate(widely?.before === 0 ? widely : gate, automaton, bounded);
  if (strength > 1) return byPrefix();
  return widely ? byGate(widely, automaton, bounded) : byEnds();
}

const leastRun = 16;

/** Of names in code and of encoded keys. */
const unspaced = union(wordBytes, bytesOf("-+/"));
const leastRareRun = 20;
/** How far a run may be from the start, so that little is looked at around each. */
const mostBeforeRun = 32;

/** Longer than words and most names in code are. */
const isRare = ({ bytes, count }: Run): boolean => count >= leastRareRun && isSubset(bytes, unspaced);

const isByEnds = (gate: Gate, bounded: boolean): boolean => gate.before > manyStarts && !bounded;

function byGate(gate: Gate, pattern: Automaton, bounded: boolean): Route {
  return { kind: "gate", gate, reach: gateReach(pattern, gate), byEnds: isByEnds(gate, bounded) };
}
