/**
 * From zod's issues to problems a person can act on: what is at this path, what would be right, and the nearest known word.
 * The known words come from the schema itself, so they cannot fall out of date.
 */
import type * as z from "zod";
import { type Locate, type Path, type Problem, spellKey, spellPath } from "./problems.ts";
import { didYouMean } from "./suggest.ts";

export interface Explained {
  readonly at: Path;
  readonly problem: Problem;
}

export function explain(
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
  value: unknown,
  locate: Locate,
): readonly Explained[] {
  return issues.flatMap((issue): Explained[] => {
    const path = issue.path.filter((step) => typeof step !== "symbol");
    const one = (at: Path, message: string, part: "key" | "value" = "value"): Explained => ({
      at,
      problem: { path: spellPath(at), position: locate(at, part), message },
    });
    switch (issue.code) {
      case "unrecognized_keys": {
        const known = keysAt(schema, path);
        return issue.keys.map((key) => one([...path, key], unknownKey(key, known), "key"));
      }
      case "invalid_key":
        return [
          one(path, `${spellKey(String(path.at(-1)))} ${issue.issues[0]?.message ?? "is no valid name"}.`, "key"),
        ];
      default: {
        const found = valueAt(value, path);
        return [one(path, found === undefined ? missing(issue) : wrong(issue, found))];
      }
    }
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const guess = didYouMean(key, known);
  return `unknown key.${guess === "" && known.length > 0 ? ` Known here: ${known.join(", ")}.` : guess}`;
}

const ours = (message: string): boolean => message.startsWith("must ");

function missing(issue: z.core.$ZodIssue): string {
  if (ours(issue.message)) return `is missing; it ${issue.message}.`;
  if (issue.code === "invalid_value") return `is missing; it ${mustBe(issue.values)}.`;
  return issue.code === "invalid_type"
    ? `is missing; it must be ${kinds[issue.expected] ?? issue.expected}.`
    : "is missing.";
}

function wrong(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === "invalid_value") {
    const words = issue.values.filter((word) => typeof word === "string");
    const guess = typeof found === "string" ? didYouMean(found, words) : "";
    return ours(issue.message)
      ? `${issue.message}.`
      : `${mustBe(issue.values)}, not ${describe(found, words)}.${guess}`;
  }
  if (issue.code === "invalid_type") {
    const right = ours(issue.message) ? issue.message : `must be ${kinds[issue.expected] ?? issue.expected}`;
    return `${right}, not ${describe(found)}.`;
  }
  if (issue.code === "invalid_union") {
    const words = issue.errors.flat().flatMap((inner) => (inner.code === "invalid_value" ? inner.values : []));
    const guess =
      typeof found === "string"
        ? didYouMean(
            found,
            words.filter((w) => typeof w === "string"),
          )
        : "";
    return `${issue.message}.${guess}`;
  }
  if (issue.code === "too_small" && !ours(issue.message)) return `must be at least ${issue.minimum}.`;
  if (issue.code === "too_big" && !ours(issue.message)) return `must be at most ${issue.maximum}.`;
  return ours(issue.message) ? `${issue.message}.` : "is not valid here.";
}

const mustBe = (values: readonly unknown[]): string =>
  values.length === 1 ? `must be ${String(values[0])}` : `must be one of ${values.map(String).join(", ")}`;

const kinds: Readonly<Record<string, string>> = {
  object: "a mapping (`key: value` lines)",
  record: "a mapping (`key: value` lines)",
  array: "a list",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

/** The kind of a value, never the value. */
function describe(found: unknown, words?: readonly unknown[]): string {
  if (found === null) return "nothing";
  if (Array.isArray(found)) return "a list";
  if (typeof found === "object") return "a mapping";
  if (typeof found === "string") return words === undefined ? "text" : "another word";
  return typeof found === "boolean" ? "true or false" : "a number";
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}

/** The keys that the schema knows at a path. */
export function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const node = unwrap(schema);
  const [step, ...rest] = path;
  switch (node._zod.def.type) {
    case "object": {
      const { shape } = node._zod.def as z.core.$ZodObjectDef;
      if (step === undefined) return Object.keys(shape);
      const child = typeof step === "string" && Object.hasOwn(shape, step) ? shape[step] : undefined;
      return child === undefined ? [] : keysAt(child, rest);
    }
    case "record":
      return step === undefined ? [] : keysAt((node._zod.def as z.core.$ZodRecordDef).valueType, rest);
    case "array":
      return step === undefined ? [] : keysAt((node._zod.def as z.core.$ZodArrayDef).element, rest);
    case "union":
      return (node._zod.def as z.core.$ZodUnionDef).options.flatMap((option) => keysAt(option, path));
    default:
      return [];
  }
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  switch (def.type) {
    case "default":
    case "prefault":
    case "optional":
    case "nullable":
    case "readonly":
      return unwrap((def as z.core.$ZodDefaultDef).innerType);
    case "pipe":
      return unwrap((def as z.core.$ZodPipeDef).in);
    default:
      return schema;
  }
}
