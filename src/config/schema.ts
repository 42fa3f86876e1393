/**
 * The one schema of sluice.yaml: shapes, spellings and defaults. What relates one setting to another is checked in
 * conflicts.ts; what is not built yet never gets here (unbuilt.ts). Strict everywhere: an unknown key is an error.
 */
import * as z from "zod";
import type { Action, Operator } from "../policy/operators.ts";
import type { OpaqueKind } from "../protocols/llm/dialect.ts";
import {
  addressHint,
  credentialHint,
  endpointHint,
  isHostName,
  isPlainPath,
  parseAddress,
  parseCredential,
  parseEndpoint,
  parseUpstream,
  pathHint,
} from "./places.ts";
import { auditSettings, defaults, limitSettings, type Setting, timeoutSettings } from "./settings.ts";
import { durationHint, durationPattern, parseDuration, parseSize, sizeHint, sizePattern } from "./units.ts";

/** A text that `parse` understands; its string result is the complaint. */
function notation<T extends object>(hint: string, parse: (text: string) => T | string | undefined) {
  return z.string({ error: hint }).transform((text, context): T => {
    const result = parse(text);
    if (typeof result === "object") return result;
    context.addIssue({ code: "custom", message: result ?? hint });
    return z.NEVER;
  });
}

const number = (value: string | number): number =>
  typeof value === "number" ? value : (parseSize(value) ?? parseDuration(value) ?? Number.NaN);

function setting(given: Setting): z.ZodType<number> {
  const { least, most, unit, about } = given;
  const range = `must be from ${least} to ${most}`;
  if (unit === "count") {
    return z
      .int({ error: "must be a whole number" })
      .min(number(least), { error: range })
      .max(number(most), { error: range })
      .default(number(given.value))
      .meta({ description: about });
  }
  const hint = `must be ${unit === "bytes" ? sizeHint : durationHint}`;
  const parse = unit === "bytes" ? parseSize : parseDuration;
  const text = z.string({ error: hint }).regex(unit === "bytes" ? sizePattern : durationPattern, { error: hint });
  const parsed = text.transform((value, context): number => {
    const result = parse(value);
    if (result !== undefined && result >= number(least) && result <= number(most)) return result;
    context.addIssue({ code: "custom", message: result === undefined ? hint : range });
    return z.NEVER;
  });
  return parsed.prefault(String(given.value)).meta({ description: about });
}

/** Each has a default, so each may be left out. */
type Settings<T extends Record<string, Setting>> = { [K in keyof T]: z.ZodDefault<z.ZodType<number, number>> };

const settings = <T extends Record<string, Setting>>(table: T): Settings<T> =>
  Object.fromEntries(Object.entries(table).map(([name, given]) => [name, setting(given)])) as unknown as Settings<T>;

const word = (hint: string) => z.string({ error: hint });
const name = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, {
  error: "must be lower-case letters, digits and -, beginning with a letter, at most 64",
});
const absoluteLater = z.string({ error: "must be a path" }).min(1, { error: "must be a path" });

const partial = z.strictObject({ partial: z.int().min(1).max(64) });
const simpleOperators = ["replace", "mask", "hash", "drop"] as const;
const toOperator = (given: (typeof simpleOperators)[number] | { partial: number }): Operator =>
  typeof given === "string" ? { kind: given } : { kind: "partial", keep: given.partial };

const operatorHint = "must be replace, mask, hash, drop or {partial: N} with N from 1 to 64";
const operator = z.union([z.enum(simpleOperators), partial], { error: operatorHint }).transform(toOperator);

const action = z
  .union([z.enum([...simpleOperators, "allow", "block"]), partial], {
    error: "must be replace, mask, hash, drop, allow, block or {partial: N} with N from 1 to 64",
  })
  .transform((given): Action => (given === "allow" || given === "block" ? { kind: given } : toOperator(given)));

const maskLine = z.strictObject({ request: action.optional(), response: action.optional() });
const maskLines = z.record(word("must be a name"), maskLine).prefault({});

const uninspectableKind = z.enum(["pass", "block"]).default(defaults.uninspectable);
const fieldNames = z
  .array(z.string().regex(/^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/, { error: "must be the name of a header in lower case" }), {
    error: "must be a list of header names",
  })
  .default([]);

const detectorNames = z.array(word("must be a detector's id, an entity or a tag"), {
  error: "must be a list of detector ids, entities or tags",
});
const detectorOnly = detectorNames.min(1, { error: "must not be empty; leave it out to leave all on" }).optional();
const shareHint = "must be a number from 0 to 1";
const share = z.number({ error: shareHint }).min(0, { error: shareHint }).max(1, { error: shareHint });
const detectorChoice = {
  off: detectorNames.default([]),
  only: detectorOnly,
  threshold: share.optional(),
  thresholds: z.record(word("must be an entity"), share).prefault({}),
};

const entityHint =
  "must be an entity: capital letters, digits and _, beginning with a letter, at most 48, such as PROJECT_CODE";
const entity = z.string({ error: entityHint }).regex(/^[A-Z][A-Z0-9_]{0,47}$/, { error: entityHint });
const tagHint = "must be a tag: lower-case letters, digits and -, at most 32";
const tag = z.string({ error: tagHint }).regex(/^[a-z][a-z0-9-]{0,31}$/, { error: tagHint });
const tags = z.array(tag, { error: "must be a list of tags" }).default([]);
const label = z.enum(["public", "internal", "confidential", "regulated"]);
const text = (hint: string, most: number) =>
  z
    .string({ error: hint })
    .min(1, { error: hint })
    .max(most, { error: `must be at most ${most} characters` });
const expression = text("must be a regular expression", 4000);
const validator = z.union(
  [text("must be the name of a check", 40), z.strictObject({ name: text("must be a name", 40), min: z.number() })],
  { error: "must be the name of a check, such as luhn, or {name: entropy, min: 3}" },
);
const example = z.union(
  [
    text("must be a text", 4000),
    z.strictObject({
      text: text("must be a text", 4000),
      find: z.array(text("must be what is found", 4000)).min(1, { error: "must not be empty" }),
    }),
  ],
  { error: "must be a text in which something is found, or {text: ..., find: [what is found]}" },
);

const customDetector = z.strictObject({
  entity,
  id: name.optional(),
  pattern: expression.optional(),
  words: z.array(text("must be a word or several", 128), { error: "must be a list of words" }).optional(),
  file: absoluteLater.optional(),
  whole: z.boolean().optional(),
  label: label.default("confidential"),
  tags,
  caseless: z.boolean().optional(),
  lead: expression.optional(),
  notBefore: expression.optional(),
  notAfter: expression.optional(),
  tail: expression.optional(),
  context: z
    .strictObject({
      words: z.array(text("must be a word", 64)).min(1, { error: "must not be empty" }),
      before: z.int({ error: "must be a whole number" }).default(defaults.contextBefore),
    })
    .optional(),
  validate: z.array(validator).default([]),
  confidence: share.default(1),
  examples: z.array(example).default([]),
  counterExamples: z.array(text("must be a text", 4000)).default([]),
});

const allowEntry = z.strictObject({
  entity: entity.optional(),
  domains: z.array(text("must be a domain", 200)).min(1, { error: "must not be empty" }).optional(),
  values: z.array(text("must be a value", 512)).min(1, { error: "must not be empty" }).optional(),
  pattern: expression.optional(),
  caseless: z.boolean().optional(),
});

const fieldNameHint = "must be the name of a field, with * for any characters, such as ssn or *password*";
const fieldEntry = z.strictObject({
  names: z
    .array(text(fieldNameHint, 64), { error: "must be a list of field names" })
    .min(1, { error: "must not be empty" }),
  headers: z.boolean().default(true),
  entity: entity.optional(),
  id: name.optional(),
  label: label.default("confidential"),
  tag: tag.optional(),
  tags,
});

const connection = z.strictObject({
  dialect: z.enum(["openai", "anthropic", "auto", "generic"]),
  upstream: notation("must be a URL that begins with https:// or http://", parseUpstream),
  path: z.string({ error: pathHint }).refine(isPlainPath, { error: pathHint }).optional(),
  credential: notation(credentialHint, parseCredential).optional(),
  credentialHeader: z.enum(["authorization", "x-api-key", "api-key"]).optional(),
  clients: z.literal("anonymous", { error: "must be `anonymous`, said outright: this version has no identity" }),
  allowAnonymous: z.boolean().default(false),
  mode: z.enum(["enforce", "observe"]).default(defaults.mode),
  endpoints: z
    .array(notation(endpointHint, parseEndpoint), { error: "must be a list of endpoints" })
    .min(1, { error: "must name at least one endpoint; an empty list would refuse everything" })
    .prefault([...defaults.endpoints]),
  uninspectable: z
    .strictObject({
      image: uninspectableKind,
      audio: uninspectableKind,
      video: uninspectableKind,
      file: uninspectableKind,
      tokens: uninspectableKind,
      signature: uninspectableKind,
      encrypted: uninspectableKind,
    } satisfies Record<OpaqueKind, unknown>)
    .prefault({}),
  logprobs: z.enum(["drop", "keep"]).optional(),
  headers: z.strictObject({ request: fieldNames, response: fieldNames }).prefault({}),
  durable: z.boolean().default(defaults.durable),
  detectors: z.strictObject(detectorChoice).prefault({}),
});

const someWords = (what: string) =>
  z
    .array(word(`must be the name of ${what}`), { error: `must be a list with the name of ${what} in each line` })
    .min(1, { error: "must not be empty; leave it out to ask nothing" })
    .optional();

const rule = z.strictObject({
  id: name,
  if: z.strictObject({
    direction: z.enum(["request", "response"]).optional(),
    entities: someWords("an entity"),
    labels: z
      .array(z.enum(["public", "internal", "confidential", "regulated"]))
      .min(1, { error: "must not be empty; leave it out to ask nothing" })
      .optional(),
    tags: someWords("a tag"),
    connections: someWords("a connection"),
  }),
  // `allow` gets its own sentence in conflicts.ts.
  then: z.union([z.enum(["block", "allow"]), z.strictObject({ mask: operator })], {
    error: "must be block, or {mask: replace | mask | hash | drop | {partial: N}}",
  }),
  say: z
    .string()
    .min(1)
    .max(500, { error: "must be at most 500 characters" })
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, { error: "must be one line without control characters" })
    .optional(),
});

const workersHint = "must be auto, or a whole number from 1 to 64";
const autoOrCount = z.union(
  [z.literal("auto"), z.int().min(1, { error: workersHint }).max(64, { error: workersHint })],
  { error: workersHint },
);
const address = notation(addressHint, parseAddress);
const hostHint = "must be the name of a host, such as sluice.monitoring.svc, without a port";
const hostNames = z
  .array(
    z
      .string({ error: hostHint })
      .refine(isHostName, { error: hostHint })
      .transform((given) => given.toLowerCase()),
    { error: "must be a list of host names" },
  )
  .default([]);

export const schema = z.strictObject({
  version: z.literal(1, { error: "must be 1, the version of this file's format" }),
  data: absoluteLater.default(defaults.data),
  keys: z
    .strictObject({
      fingerprint: z
        .string({ error: "must be file:PATH" })
        .regex(/^file:\S.*$/, { error: "must be file:PATH" })
        .optional(),
    })
    .prefault({}),
  listen: z
    .strictObject({
      address: address.prefault(defaults.listen),
      tls: z.strictObject({ cert: absoluteLater, key: absoluteLater }).optional(),
      listener: z.enum(["auto", "uws", "node"]).default(defaults.listener),
      trustedFront: z.boolean().default(false),
    })
    .prefault({}),
  admin: z
    .union([z.literal("off"), z.strictObject({ address, hosts: hostNames })], {
      error: "must be off, or {address: HOST:PORT}",
    })
    .prefault({ address: defaults.admin }),
  connections: z
    .record(name, connection)
    .refine((all) => Object.keys(all).length > 0, { error: "must name at least one connection" }),
  detectors: z
    .strictObject({
      ...detectorChoice,
      person: z.enum(["none", "precise", "broad"]).default("none"),
      custom: z.array(customDetector, { error: "must be a list of detectors" }).default([]),
      allow: z.array(allowEntry, { error: "must be a list of what is left alone" }).default([]),
      fields: z.array(fieldEntry, { error: "must be a list of fields" }).default([]),
    })
    .prefault({}),
  mask: z.strictObject({ labels: maskLines, tags: maskLines, entities: maskLines }).prefault({}),
  rules: z.array(rule).default([]),
  limits: z.strictObject(settings(limitSettings)).prefault({}),
  timeouts: z.strictObject(settings(timeoutSettings)).prefault({}),
  scan: z.enum(["auto", "inline", "pool"]).default(defaults.scan),
  workers: autoOrCount.default(defaults.workers),
  processes: autoOrCount.default(defaults.processes),
  audit: z.strictObject({ directory: absoluteLater.optional(), ...settings(auditSettings) }).prefault({}),
  log: z
    .strictObject({ level: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default(defaults.logLevel) })
    .prefault({}),
});

export type Parsed = z.output<typeof schema>;
