/**
 * Detectors to a ruleset specification: the one thing the native engine is compiled from. Pure, so the same detectors
 * give the same bytes; what is compiled and cached is named by their hash.
 *
 * Findings name a detector by its index here.
 */
import type { AllowedPattern, Checksum, DetectorRule, PhoneForm, Validator } from "./detector.ts";
import {
  DetectorError,
  type DetectorPlan,
  phoneForms,
  planDetector,
  limits as planLimits,
  validatorNumbers,
} from "./detector-plan.ts";
import { personModes, writeNameLists } from "./name-lists.ts";
import { type Automaton, createAutomaton } from "./pattern/automaton.ts";
import { type ByteClass, keyOf } from "./pattern/byte-class.ts";
import type { Literals } from "./pattern/literals.ts";
import { parsePattern } from "./pattern/parse.ts";
import type { InnerRun } from "./pattern/run.ts";
import { type PhonePlan, phoneGroups, phonePlans } from "./phone-plans.ts";
import { createSpecWriter, type SpecWriter } from "./spec-writer.ts";
import {
  dateFillers,
  fileSuffixes,
  ibanLengths,
  monthNames,
  placeholderBrackets,
  placeholderParts,
  placeholderWords,
} from "./validator-data.ts";

export interface RulesetSpec {
  /** In order of their index. */
  readonly detectorIds: readonly string[];
  /** What native/spec.cc reads. */
  readonly bytes: Uint8Array;
  /** Most bytes of folded text that a lane can hold back. */
  readonly maxHeldBytes: number;
}

/** Changes with the layout below; native/spec.cc refuses others. */
const specVersion = 13;
const specMagic = 0x43505353;

const limits = { detectors: 4096, tails: 31, gates: 32, allows: 4096 } as const;

/** More than any region's numbers take. */
const planPositions = 4096;

const digits = "0123456789";

export function createRulesetSpec(detectors: readonly DetectorRule[]): RulesetSpec {
  if (detectors.length === 0) throw new DetectorError("a ruleset needs at least one detector");
  if (detectors.length > limits.detectors) {
    throw new DetectorError(`${detectors.length} detectors, at most ${limits.detectors} are allowed`);
  }
  const seen = new Set<string>();
  for (const { id } of detectors) {
    if (seen.has(id)) throw new DetectorError(`detector ${id}: the id stands twice`);
    seen.add(id);
  }
  const plans = detectors.map(planDetector);
  const tails = distinct(plans.map((plan) => plan.tail));
  const gates = distinct(plans.map((plan) => (plan.route.kind === "gate" ? plan.route.gate.bytes : undefined)));
  const allows = allowedValues(detectors);
  if (allows.automata.length > limits.allows) {
    throw new DetectorError(`${allows.automata.length} lists of allowed values, at most ${limits.allows} are allowed`);
  }
  for (const [name, found, most] of [
    ["tail", tails.classes.length, limits.tails],
    ["gate", gates.classes.length, limits.gates],
  ] as const) {
    if (found > most) throw new DetectorError(`${found} different ${name} classes, at most ${most} are allowed`);
  }

  const writer = createSpecWriter();
  writer.number(specMagic);
  writer.number(specVersion);
  writeTables(writer);
  const regions = regionsOf(plans);
  writer.list(regions, ({ trunk, assigned }) => {
    const pattern = parsePattern(`(?:${trunk})?(?:${assigned})`, { caseless: false });
    writeAutomaton(writer, createAutomaton(pattern, planPositions));
    writer.numbers([]);
  });
  const asksNames = plans.some(({ validators }) => validators.some(({ name }) => name === "person-name"));
  writer.list(asksNames ? [writeNameLists] : [], (write) => write(writer));
  writer.list(tails.classes, writer.class);
  writer.list(gates.classes, writer.class);
  writer.list(allows.automata, (automaton) => {
    writeAutomaton(writer, automaton);
    writer.list([], () => {});
  });
  let at = 0;
  writer.list(plans, (plan) => writePlan(writer, plan, { tails, gates, regions }, allows.numbers[at++] ?? []));
  return {
    detectorIds: detectors.map((detector) => detector.id),
    bytes: writer.finish(),
    maxHeldBytes: Math.max(...plans.map((plan) => plan.maxWidth + plan.lookahead)),
  };
}

/** What several detectors allow is compiled once. */
function allowedValues(detectors: readonly DetectorRule[]): {
  readonly automata: readonly Automaton[];
  /** By detector. */
  readonly numbers: readonly (readonly number[])[];
} {
  const automata: Automaton[] = [];
  const known = new Map<string, number>();
  const numberOf = ({ pattern, caseless = false }: AllowedPattern): number => {
    const key = `${caseless} ${pattern}`;
    let number = known.get(key);
    if (number === undefined) {
      number = automata.push(createAutomaton(parsePattern(pattern, { caseless }), planLimits.positions)) - 1;
      known.set(key, number);
    }
    return number;
  };
  return { automata, numbers: detectors.map(({ allow = [] }) => [...new Set(allow.map(numberOf))]) };
}

interface ClassNumbers {
  readonly classes: readonly ByteClass[];
  numberOf(bytes: ByteClass): number;
}

function distinct(of: readonly (ByteClass | undefined)[]): ClassNumbers {
  const numbers = new Map<string, number>();
  const classes: ByteClass[] = [];
  for (const bytes of of) {
    if (!bytes || numbers.has(keyOf(bytes))) continue;
    numbers.set(keyOf(bytes), classes.push(bytes) - 1);
  }
  return { classes, numberOf: (bytes) => numbers.get(keyOf(bytes)) ?? 0 };
}

function writeTables(writer: SpecWriter): void {
  writer.list(Object.entries(ibanLengths), ([country, length]) => {
    writer.text(country);
    writer.number(length);
  });
  writer.list(Object.entries(monthNames), ([name, month]) => {
    writer.text(name);
    writer.number(month);
  });
  writer.list(dateFillers, writer.text);
  writer.list(placeholderWords, writer.text);
  writer.list(placeholderParts, writer.text);
  writer.list(placeholderBrackets, ([open, close]) => {
    writer.text(open);
    writer.text(close);
  });
  writer.list(fileSuffixes, writer.text);
  writer.list(phonePlans, ({ code, trunk, lengths }) => {
    writer.text(code);
    writer.text(trunk);
    writer.numbers(lengths);
  });
  writer.list(phoneGroups, ({ groups, trunks }) => {
    writer.list(groups, ({ min, max }) => {
      writer.number(min);
      writer.number(max);
    });
    writer.list(trunks, writer.text);
  });
}

/** Whose assigned numbers some detector asks for. */
function regionsOf(plans: readonly DetectorPlan[]): readonly PhonePlan[] {
  const asked = new Set(
    plans.flatMap(({ validators }) =>
      validators.flatMap((validator) => ("regions" in validator ? validator.regions : [])),
    ),
  );
  return phonePlans.filter(({ region }) => asked.has(region));
}

/** What detectors name by number. */
interface Numbered {
  readonly tails: ClassNumbers;
  readonly gates: ClassNumbers;
  readonly regions: readonly PhonePlan[];
}

function writePlan(
  writer: SpecWriter,
  plan: DetectorPlan,
  { tails, gates, regions }: Numbered,
  allows: readonly number[],
): void {
  writer.text(plan.id);
  for (const width of [plan.maxWidth, plan.leadWidth, plan.lookback, plan.lookahead]) writer.number(width);
  writer.list(plan.notBefore ? [plan.notBefore] : [], writer.class);
  writer.list(plan.notAfter, (classes) => writer.list(classes, writer.class));
  writer.numbers(plan.tail ? [tails.numberOf(plan.tail)] : []);
  writer.numbers(plan.commit ? [plan.commit.bytes, plan.commit.digits] : []);
  writer.list(plan.context?.words ?? [], writer.text);
  writer.number(plan.context?.before ?? 0);
  writer.number(plan.context?.orAlone === true ? 1 : 0);
  writer.numbers(plan.beforeDigit === undefined ? [] : [plan.beforeDigit]);
  writer.list(plan.validators, (validator) => {
    writer.number(validatorNumbers[validator.name]);
    writer.real(parameterOf(validator));
    writer.list(validator.name === "checksum" ? [validator] : [], (checksum) => writeChecksum(writer, checksum));
    writer.list(validator.name === "phone" ? [validator] : [], (phone) => writePhone(writer, phone, regions));
  });
  writer.numbers(allows);
  writeAutomaton(writer, plan.pattern);
  writer.list(plan.lead ? [plan.lead] : [], (lead) => writeAutomaton(writer, lead));
  writeLiterals(writer, plan.names);
  writeRoute(writer, plan, gates);
}

/** The one number of a check. */
function parameterOf(validator: Validator): number {
  if (validator.name === "person-name") return personModes.indexOf(validator.mode);
  return "min" in validator ? validator.min : 0;
}

function writeChecksum(writer: SpecWriter, { alphabet = digits, equations }: Checksum): void {
  writer.text(alphabet);
  writer.list(equations, ({ weights, values, plus, modulus, remainder, check }) => {
    writer.numbers(weights.map((weight) => remainderOf(weight, modulus)));
    writer.list(values ?? [[...alphabet].map((_, value) => value)], writer.numbers);
    writer.numbers((plus ?? [0]).map((number) => remainderOf(number, modulus)));
    writer.number(modulus);
    writer.number(remainder ?? 0);
    writer.numbers(check ? [check.fromEnd] : []);
    writer.text(check?.characters ?? "");
  });
}

/** Its form, and the numbers of its regions. */
function writePhone(writer: SpecWriter, phone: PhoneForm, regions: readonly PhonePlan[]): void {
  writer.number(phoneForms.indexOf(phone.form));
  const asked = phone.form === "assigned" ? phone.regions : [];
  writer.numbers(regions.flatMap(({ region }, i) => (asked.includes(region) ? [i] : [])));
}

const remainderOf = (number: number, modulus: number): number => ((number % modulus) + modulus) % modulus;

/** Positions one after another mostly read the same class, and mostly just the next one follows: what is written are the runs, and the others. */
function writeAutomaton(writer: SpecWriter, { classes, classOf, follow, first, last }: Automaton): void {
  writer.list(classes, writer.class);
  writer.list(runsOf(classOf), ({ value, count }) => {
    writer.number(value);
    writer.number(count);
  });
  const others = follow.map((targets, position) => ({ position, targets }));
  writer.list(
    others.filter(({ position, targets }) => !isNextAlone(targets, position, follow.length)),
    ({ position, targets }) => {
      writer.number(position);
      writer.numbers(targets);
    },
  );
  writer.numbers(first);
  writer.numbers(last);
}

function runsOf(values: readonly number[]): { readonly value: number; readonly count: number }[] {
  const runs: { value: number; count: number }[] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run?.value === value) run.count += 1;
    else runs.push({ value, count: 1 });
  }
  return runs;
}

/** Or none follows the last one. */
const isNextAlone = (targets: readonly number[], position: number, positions: number): boolean =>
  position + 1 < positions ? targets.length === 1 && targets[0] === position + 1 : targets.length === 0;

const routeNumbers = {
  prefix: 0,
  "gate-starts": 1,
  "gate-ends": 2,
  ends: 3,
  words: 4,
  run: 5,
  name: 6,
  key: 7,
} as const;

function writeLiterals(writer: SpecWriter, literals: Literals | undefined): void {
  writer.number(literals?.offset ?? 0);
  writer.list(literals?.literals ?? [], ({ bytes, caseless }) => {
    writer.bytes(Uint8Array.from(bytes));
    writer.number(caseless ? 1 : 0);
  });
}

function writeRun(writer: SpecWriter, run: InnerRun | undefined): void {
  writer.list(run ? [run] : [], ({ bytes, count, before }) => {
    writer.class(bytes);
    writer.number(count);
    writer.number(before);
  });
}

function writeRoute(writer: SpecWriter, { route }: DetectorPlan, gates: ClassNumbers): void {
  switch (route.kind) {
    case "prefix":
      writer.number(routeNumbers.prefix);
      writer.number(route.prefixBytes);
      writer.text(route.source);
      return;
    case "gate":
      writer.number(routeNumbers[route.byEnds ? "gate-ends" : "gate-starts"]);
      writer.number(gates.numberOf(route.gate.bytes));
      writer.number(route.gate.count);
      writer.number(route.reach);
      return;
    case "key":
      writer.number(routeNumbers.key);
      writeLiterals(writer, route.literals);
      writeRun(writer, route.run);
      return;
    case "name":
      writer.number(routeNumbers.name);
      writeRun(writer, route.run);
      return;
    case "run":
      writer.number(routeNumbers.run);
      writer.class(route.bytes);
      writer.number(route.count);
      return;
    case "words":
      writer.number(routeNumbers.words);
      return;
    case "ends":
      writer.number(routeNumbers.ends);
      writer.text(route.source);
  }
}
