/**
 * The user's own part of `detectors:`, from parsed shapes to what engine and policy take. Everything that is wrong is a problem with its
 * path; nothing of what an entry holds is repeated in it, for a word or a value may be what must not be seen.
 */
import type { AllowedPattern, DetectorRule, Validator } from "../inspect/detector.ts";
import { createFieldNames } from "../inspect/field-names.ts";
import { fieldRules } from "../inspect/own/own-fields.ts";
import {
  allowedDomain,
  allowedPattern,
  allowedValues,
  isSlow,
  type OwnDetector,
  OwnDetectorError,
  ownRules,
} from "../inspect/own/own-rules.ts";
import { isNeverMasked } from "../protocols/http/headers.ts";
import type { AllowEntry, CustomDetector, FieldDetector } from "./config.ts";
import type { Conflict } from "./conflicts.ts";
import type { Path } from "./problems.ts";
import type { Parsed } from "./schema.ts";

export interface OwnOptions {
  /** The text of a file of words; a string in `problem` says why there is none. */
  readonly readWords: (path: string) => { readonly text: string } | { readonly problem: string };
  readonly mostWords: number;
}

export interface Own {
  readonly custom: readonly CustomDetector[];
  readonly allow: readonly AllowEntry[];
  readonly fields: readonly FieldDetector[];
  readonly problems: readonly Conflict[];
}

type ParsedDetectors = Parsed["detectors"];
type Given = ParsedDetectors["custom"][number];
type Report = (at: Path, message: string) => void;

/** Entries of one list: what is beyond is a program, not a configuration. */
const mostEntries = 256;

export function resolveOwn(parsed: ParsedDetectors, options: OwnOptions): Own {
  const problems: Conflict[] = [];
  const report: Report = (at, message) => {
    problems.push({ at: ["detectors", ...at], message });
  };
  for (const list of ["custom", "allow", "fields"] as const) {
    if (parsed[list].length > mostEntries)
      report([list], `has ${parsed[list].length} entries, at most ${mostEntries} are read.`);
  }
  const few = <T>(list: readonly T[]): readonly T[] => list.slice(0, mostEntries);
  return {
    custom: few(parsed.custom).flatMap((given, i) => resolveCustom(given, i, options, report)),
    allow: few(parsed.allow).flatMap((given, i) => resolveAllow(given, i, options, report)),
    fields: resolveFields(few(parsed.fields), report),
    problems,
  };
}

function resolveCustom(given: Given, i: number, options: OwnOptions, report: Report): readonly CustomDetector[] {
  const at = (...rest: Path): Path => ["custom", i, ...rest];
  const kinds = (["pattern", "words", "file"] as const).filter((kind) => given[kind] !== undefined);
  const listed = given.words !== undefined || given.file !== undefined;
  if (kinds.length === 0) report(at(), "must say what is found: pattern, words or file.");
  else if (given.pattern !== undefined && listed)
    report(at("pattern"), "cannot stand beside words or a file; write two detectors.");
  if (!listed && given.whole !== undefined)
    report(at("whole"), "changes nothing without words; say notBefore and notAfter.");
  if (kinds.length === 0 || (given.pattern !== undefined && listed)) return [];

  const id = given.id ?? idOf(given.entity);
  const words = listed ? wordsOf(given, at, options, report) : undefined;
  if (listed && words === undefined) return [];
  const own: OwnDetector = {
    id,
    entity: given.entity,
    label: given.label,
    tags: given.tags,
    confidence: given.confidence,
    caseless: given.caseless ?? false,
    lead: given.lead,
    notBefore: given.notBefore,
    notAfter: given.notAfter,
    tail: given.tail,
    context:
      given.context === undefined
        ? undefined
        : { words: given.context.words.map((word) => word.toLowerCase()), before: given.context.before },
    // Which checks there are and what they need, the plan of the detector knows, and refuses others.
    validate: given.validate.map((check) => (typeof check === "string" ? { name: check } : check) as Validator),
    what:
      words === undefined
        ? { kind: "pattern", pattern: given.pattern ?? "" }
        : { kind: "words", words, whole: given.whole ?? true },
  };
  const rules = attempt(() => ownRules(own), at, report);
  if (rules === undefined) return [];
  const { entity, label, tags, confidence } = own;
  return [
    {
      ...{ id, entity, label, tags, confidence, rules, words: words?.length ?? 0 },
      place: i,
      slow: rules.some(isSlow),
      examples: given.examples.map((example) =>
        typeof example === "string" ? { text: example, find: null } : example,
      ),
      counterExamples: given.counterExamples,
    },
  ];
}

/** `PROJECT_CODE` is `project-code`. */
const idOf = (entity: string): string => entity.toLowerCase().replaceAll("_", "-").replace(/-+$/, "");

function wordsOf(
  given: Given,
  at: (...rest: Path) => Path,
  options: OwnOptions,
  report: Report,
): readonly string[] | undefined {
  const words = [...(given.words ?? [])];
  const place = given.words === undefined ? at("file") : at("words");
  if (given.file !== undefined) {
    const read = options.readWords(given.file);
    if ("problem" in read) {
      report(at("file"), read.problem);
      return undefined;
    }
    // One word a line; # begins a comment where it begins a line.
    words.push(
      ...read.text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("#")),
    );
  }
  if (words.length === 0) {
    report(place, "must hold at least one word.");
    return undefined;
  }
  if (words.length > options.mostWords) {
    report(place, `has ${words.length} words, at most ${options.mostWords} are read (limits.words).`);
    return undefined;
  }
  const seen = new Set<string>();
  let sound = true;
  for (const [number, word] of words.entries()) {
    const fromFile = number >= (given.words?.length ?? 0);
    const where = fromFile ? at("file") : at("words", number);
    const what = fromFile ? `has a word (number ${number + 1 - (given.words?.length ?? 0)}) that ` : "";
    const plain = word.replaceAll(/\s+/g, " ").trim();
    const key = given.caseless === true ? plain.toLowerCase() : plain;
    const wrong =
      Buffer.byteLength(plain) < 2
        ? "must have at least two characters"
        : Buffer.byteLength(plain) > 128
          ? "must have at most 128 bytes"
          : /[\p{Cc}\p{Cf}\ufffd]/u.test(plain)
            ? "must be text without control characters, in UTF-8"
            : seen.has(key)
              ? "must not stand twice"
              : undefined;
    if (wrong !== undefined) {
      report(where, `${what}${wrong}.`);
      sound = false;
    }
    seen.add(key);
  }
  return sound ? [...seen] : undefined;
}

function resolveAllow(
  given: ParsedDetectors["allow"][number],
  i: number,
  options: OwnOptions,
  report: Report,
): readonly AllowEntry[] {
  const at = (...rest: Path): Path => ["allow", i, ...rest];
  const { domains, values, pattern } = given;
  const kinds = [domains, values, pattern].filter((kind) => kind !== undefined).length;
  if (kinds !== 1) {
    report(at(), "must say one of: domains, values, pattern.");
    return [];
  }
  const entry = (
    patterns: readonly AllowedPattern[],
    what: AllowEntry["what"],
    count: number,
  ): readonly AllowEntry[] => [{ entity: given.entity ?? null, what, count, patterns }];
  if (domains !== undefined) {
    if (given.entity === undefined) {
      report(at("entity"), "must be said with domains, such as EMAIL_ADDRESS.");
      return [];
    }
    if (given.caseless !== undefined) report(at("caseless"), "changes nothing: domains have no case; leave it out.");
    let sound = true;
    for (const [number, domain] of domains.entries()) {
      if (/^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,22}[a-z]$/i.test(domain)) continue;
      report(
        at("domains", number),
        "must be a domain such as example.com, or *.example.com for every domain below it.",
      );
      sound = false;
    }
    return sound
      ? entry(
          domains.map((domain) => allowedDomain(domain.toLowerCase())),
          "domains",
          domains.length,
        )
      : [];
  }
  if (values !== undefined) {
    if (values.length > options.mostWords) {
      report(at("values"), `has ${values.length} values, at most ${options.mostWords} are read (limits.words).`);
      return [];
    }
    return entry(allowedValues([...new Set(values)], given.caseless === true), "values", values.length);
  }
  const made = attempt(() => allowedPattern(pattern ?? "", given.caseless === true), at, report);
  return made === undefined ? [] : entry([made], "pattern", 1);
}

function resolveFields(given: readonly ParsedDetectors["fields"][number][], report: Report): readonly FieldDetector[] {
  for (const [i, { names }] of given.entries()) {
    const earlier = createFieldNames(given.slice(0, i), 0);
    for (const [number, name] of names.entries()) {
      // What a * stands for may be what an earlier name has; a name without one has only itself.
      const by = name.includes("*")
        ? given.slice(0, i).findIndex((entry) => entry.names.includes(name))
        : earlier.of(name);
      if (by !== undefined && by >= 0)
        report(
          ["fields", i, "names", number],
          `is taken by an earlier entry (detectors.fields[${by}]); leave one of the two out.`,
        );
    }
  }
  return given.flatMap((entry, i) => resolveField(entry, i, report));
}

function resolveField(given: ParsedDetectors["fields"][number], i: number, report: Report): readonly FieldDetector[] {
  const at = (...rest: Path): Path => ["fields", i, ...rest];
  let sound = true;
  for (const [number, name] of given.names.entries()) {
    const wrong = !/^[\w.* -]*$/.test(name)
      ? "must be letters, digits, spaces and -._, with * for any characters"
      : name.replaceAll("*", "").length < 2
        ? "must have at least two characters besides *, or it would take everything"
        : given.names.indexOf(name) !== number
          ? "must not stand twice"
          : given.headers && isNeverMasked(name)
            ? "is a header that is never masked by its name; with headers: false the name is one of bodies and queries alone"
            : undefined;
    if (wrong === undefined) continue;
    report(at("names", number), `${wrong}.`);
    sound = false;
  }
  if (!sound) return [];
  const base = (given.names[0] ?? "")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  const entity = given.entity ?? `FIELD_${base === "" ? "VALUE" : base}`.slice(0, 48).replace(/_+$/, "");
  const id = given.id ?? idOf(entity);
  const tags = given.tag === undefined ? given.tags : [given.tag, ...given.tags];
  const known = { id, entity, label: given.label, tags, confidence: 1 } as const;
  const rules = attempt((): readonly DetectorRule[] => fieldRules(known, given.names), at, report);
  return rules === undefined ? [] : [{ ...known, names: given.names, headers: given.headers, rules }];
}

/** The result, or nothing and a problem at the field that is wrong. */
function attempt<T>(work: () => T, at: (...rest: Path) => Path, report: Report): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof OwnDetectorError)) throw error;
    const message = error.message;
    report(
      at(...error.field.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step))),
      /[.?!]$/.test(message) ? message : `${message}.`,
    );
    return undefined;
  }
}
