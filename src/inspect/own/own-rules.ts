/**
 * What a configuration adds to the catalogue, as detectors of the engine: a user's expression is one, a list of words may be several. Those that
 * belong together have ids `name`, `name/2`, `name/3` ...; only the engine ever sees what follows the slash.
 */
import type { AllowedPattern, Context, DetectorRule, Label, Validator } from "../detector.ts";
import { DetectorError, planDetector, type Route, validatorNumbers } from "../detector-plan.ts";
import { union } from "../pattern/byte-class.ts";
import { hyperscanSource } from "../pattern/hyperscan-source.ts";
import { PatternError, parseClass, parsePattern } from "../pattern/parse.ts";
import { oneOf } from "../pattern/syntax.ts";
import { widthOf } from "../pattern/width.ts";
import { OwnPatternError, translatePattern } from "./own-pattern.ts";
import { type WordsPart, wordsParts, wordsPatterns } from "./own-words.ts";

export interface OwnDetector {
  readonly id: string;
  readonly entity: string;
  readonly label: Label;
  readonly tags: readonly string[];
  readonly confidence: number;
  readonly caseless: boolean;
  readonly lead: string | undefined;
  readonly notBefore: string | undefined;
  readonly notAfter: string | undefined;
  readonly tail: string | undefined;
  readonly context: Context | undefined;
  readonly validate: readonly Validator[];
  readonly what:
    | { readonly kind: "pattern"; readonly pattern: string }
    | { readonly kind: "words"; readonly words: readonly string[]; readonly whole: boolean };
}

/** Which field of the detector is wrong, and why. The message never repeats what the field holds. */
export class OwnDetectorError extends Error {
  override readonly name = "OwnDetectorError";
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** Throws `OwnDetectorError`. */
export function ownRules(own: OwnDetector): readonly DetectorRule[] {
  const { id, entity, label, tags, confidence, what } = own;
  for (const field of ["lead", "notBefore", "notAfter", "tail"] as const)
    inField(field, () => refuseForeign(own[field]));
  const common = {
    entity,
    label,
    tags,
    confidence,
    ...given("lead", own.lead),
    ...given("tail", own.tail),
    ...given("context", own.context),
    ...given("validate", own.validate.length === 0 ? undefined : own.validate),
  };
  if (what.kind === "words") {
    const known = new Map<string, DetectorRule>();
    const ruleOf = (part: WordsPart): DetectorRule => {
      const rule = planned({
        ...common,
        id,
        pattern: part.pattern,
        caseless: own.caseless,
        ...given("notBefore", bothClasses(own.notBefore, part.notBefore)),
        ...given("notAfter", bothAlternatives(own.notAfter, part.notAfter)),
      });
      known.set(part.pattern, rule);
      return rule;
    };
    const options = { caseless: own.caseless, whole: what.whole };
    const parts = wordsParts(what.words, options, (part) => sourceLength(ruleOf(part)) <= mostSource);
    return parts.map((part, at) => {
      const rule = known.get(part.pattern) ?? ruleOf(part);
      const named = { ...rule, id: partId(id, at) };
      routes.set(named, routeOf(rule));
      return named;
    });
  }
  const translated = inField("pattern", () => translatePattern(what.pattern));
  const caseless = own.caseless || translated.caseless;
  inField("pattern", () => refuseEmpty(translated.pattern, caseless));
  return [
    planned({
      ...common,
      id,
      pattern: translated.pattern,
      caseless,
      ...given("notBefore", bothClasses(own.notBefore, translated.wordBefore ? String.raw`\w` : undefined)),
      ...given("notAfter", bothAlternatives(own.notAfter, translated.wordAfter ? String.raw`\w` : undefined)),
    }),
  ];
}

export const partId = (id: string, at: number): string => (at === 0 ? id : `${id}/${at + 1}`);

/** Values as expressions that match them and nothing else. */
export const allowedValues = (values: readonly string[], caseless: boolean): readonly AllowedPattern[] =>
  wordsPatterns(values, caseless).map((pattern) => ({ pattern, caseless }));

/**
 * A domain, alone or behind `someone@`, `scheme://` and before a port, a path or a query. `*.example.com`: every domain below it. */
export function allowedDomain(domain: string): AllowedPattern {
  const below = domain.startsWith("*.");
  const name = (below ? domain.slice(2) : domain).replaceAll(".", String.raw`\.`);
  const labels = below ? String.raw`(?:[a-z0-9_-]{1,63}\.){1,3}` : "";
  const rest = String.raw`(?::\d{1,5})?(?:[/?#][^\s]{0,120})?`;
  return { pattern: `(?:[^@/\\s]{1,64}@|[a-z][a-z0-9+.-]{1,15}://)?${labels}${name}${rest}`, caseless: true };
}

/** Throws `OwnDetectorError`. */
export function allowedPattern(source: string, caseless: boolean): AllowedPattern {
  const translated = inField("pattern", () => translatePattern(source));
  if (translated.wordBefore || translated.wordAfter) {
    throw new OwnDetectorError(
      "pattern",
      "\\b says nothing here: the expression must match the whole value; leave it out",
    );
  }
  const made = { pattern: translated.pattern, caseless: caseless || translated.caseless };
  inField("pattern", () => refuseEmpty(made.pattern, made.caseless));
  // As wide as a value of a detector can be, and no more positions than one of them may have.
  planned({ id: "allow", entity: "ALLOW", label: "public", tags: [], confidence: 1, ...made });
  return made;
}

/** The same words for the other expressions of a detector; none of them has a place for `\b` or `(?i)`. */
function refuseForeign(source: string | undefined): void {
  if (source === undefined) return;
  const { caseless, wordBefore, wordAfter } = translatePattern(source);
  if (caseless) throw new OwnPatternError("(?i) at character 1 cannot stand here; say caseless: true");
  if (wordBefore || wordAfter)
    throw new OwnPatternError("\\b cannot stand here; write the characters that it stands for");
}

function refuseEmpty(pattern: string, caseless: boolean): void {
  if (widthOf(parsePattern(pattern, { caseless })).min === 0) {
    throw new OwnPatternError("may match nothing at all; at least one part must be there always");
  }
}

/** Either class: no byte of them. */
function bothClasses(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return inField("notBefore", () => hyperscanSource(oneOf(union(parseClass(a), parseClass(b)))));
}

const bothAlternatives = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || b === undefined ? (a ?? b) : `(?:${a})|${b}`;

const given = <K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });

function inField<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PatternError || error instanceof OwnPatternError)
      throw new OwnDetectorError(field, error.message + hintFor(error.message));
    throw error;
  }
}

/** Characters of what Hyperscan is given; it takes 16,000. */
const mostSource = 15_000;
/** By which way the engine finds what a rule is about: planning it takes a while. */
const routes = new WeakMap<DetectorRule, Route>();

const routeOf = (rule: DetectorRule): Route => routes.get(rule) ?? planDetector(rule).route;
const sourceLength = (rule: DetectorRule): number => {
  const route = routeOf(rule);
  return "source" in route ? route.source.length : 0;
};

/** Every text is looked at byte by byte for it. */
export const isSlow = (rule: DetectorRule): boolean => routeOf(rule).kind === "ends";

/** The rule, if the engine can run it. */
function planned(rule: DetectorRule): DetectorRule {
  try {
    routes.set(rule, planDetector(rule).route);
    return rule;
  } catch (error) {
    if (!(error instanceof DetectorError)) throw error;
    // `detector ID: FIELD: what`
    const [, field = "pattern", what = error.message] = /^detector \S+: ([\w.]+): (.*)$/s.exec(error.message) ?? [];
    // A form or a mode is nothing that a configuration can give.
    const said = /^(?:there is no check|\S+ has no (?:form|mode)) /.test(what)
      ? `there is no such check; there are ${checks.join(", ")}`
      : what.replaceAll(/"[^"]*"/g, "a word");
    throw new OwnDetectorError(field, said + hintFor(what));
  }
}

/** Those that need no more than a configuration can give. */
const checks = Object.keys(validatorNumbers).filter((name) => !["phone", "person-name", "checksum"].includes(name));

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /matches up to \d+ bytes/,
    "; lower the upper bounds, or let the expression match the beginning and give the class of the rest as tail",
  ],
  [/negated class with/, "; list what may stand there instead, such as [A-Za-z0-9À-ÿ ]"],
  [/positions/, "; lower the upper bounds, or write two detectors"],
  [/more than one class/, "; write one class of ASCII characters, such as [A-Za-z0-9_-]"],
];

const hintFor = (what: string): string => hints.find(([about]) => about.test(what))?.[1] ?? "";
