/**
 * `sluice detectors test`: texts with what should be found in them, through the same lanes, engine and policy as the gateway's. The exit code says
 * whether it is. A file that is only text has no expectations: it is shown what is found.
 *
 *   - text: order PRJ-123456 for alice@example.com
 *     find: [PRJ-123456, { value: alice@example.com, entity: EMAIL_ADDRESS }]
 *   - { text: nothing here, find: [] }
 */
import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { readYaml } from "../config/yaml-source.ts";
import { catalogueWith } from "../inspect/detectors/catalogue-with.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { createPaint, type Paint } from "./terminal.ts";
import { openTextRedactor, type TextFinding, type TextRedactor } from "./text-redactor.ts";

export interface TestOptions {
  readonly config?: string;
  readonly connection?: string;
  readonly direction: "request" | "response";
  readonly json?: boolean;
}

/** One text, and what should be found in it; null: nothing is expected of it. */
export interface Expectation {
  /** Line of a file of lines, or number of the entry: from 1. */
  readonly place: string;
  readonly text: string;
  readonly context: string | undefined;
  readonly find: readonly { readonly value: string; readonly entity: string | undefined }[] | null;
}

export interface Outcome {
  readonly place: string;
  readonly passed: boolean | null;
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly found: readonly (TextFinding & { readonly value: string })[];
}

const mostBytes = 64 * 1024 * 1024;

export function testDetectors(file: string, options: TestOptions): void {
  const expectations = readExpectations(file);
  if (expectations.length === 0)
    throw new CommandFailure(EXIT.usage, `${file} holds no text, so there is nothing to test.`);
  const redactor = openTextRedactor(options);
  const { policy, unasked } = redactor.policy.set;
  const entities = new Set([...policy, ...unasked, ...catalogueWith("broad")].map(({ entity }) => entity));
  for (const { place, find } of expectations)
    if (find?.some(({ entity }) => entity !== undefined && !entities.has(entity)))
      throw refusalIn(file)(place, 'names an entity in "find" that there is not; `sluice detectors` lists them');
  const outcomes = expectations.map((expectation) => judge(redactor, expectation));
  const asked = outcomes.filter(({ passed }) => passed !== null);
  const failed = asked.filter(({ passed }) => passed === false);
  if (options.json === true) for (const outcome of outcomes) console.log(JSON.stringify(outcome));
  else {
    const paint = createPaint(process.stdout, process.env);
    for (const outcome of outcomes) if (outcome.passed !== true) console.log(spell(outcome, paint));
    const all = asked.length === 1 ? "1 text" : `${asked.length} texts`;
    if (asked.length > 0)
      console.log(
        failed.length === 0
          ? `${paint("green", "ok")}  ${all}: found is what should be found`
          : `${paint("red", "failed")}  ${failed.length} of ${all}; \`sluice detectors explain\` says why of each`,
      );
  }
  if (failed.length > 0) process.exitCode = EXIT.failed;
}

export function readExpectations(file: string): readonly Expectation[] {
  const wrong = refusalIn(file);
  const text = read(file);
  switch (extname(file).toLowerCase()) {
    case ".jsonl":
    case ".ndjson":
      return text.split("\n").flatMap((line, i) => {
        if (line.trim() === "") return [];
        let value: unknown;
        try {
          value = JSON.parse(line);
        } catch {
          throw wrong(`line ${i + 1}`, "is not JSON");
        }
        return [expectation(value, `line ${i + 1}`, wrong)];
      });
    case ".json":
      return entriesOf(readJson(text, wrong), wrong);
    case ".yaml":
    case ".yml": {
      const { value, problems } = readYaml(text);
      const [problem] = problems;
      if (problem !== undefined)
        throw wrong(`line ${problem.position?.line ?? 1}`, `cannot be read: ${problem.message.replace(/\.$/, "")}`);
      return entriesOf(value, wrong);
    }
    default:
      return [{ place: file, text, context: undefined, find: null }];
  }
}

function entriesOf(value: unknown, wrong: Refusal): readonly Expectation[] {
  if (!Array.isArray(value)) throw wrong(undefined, "must be a list of {text: ..., find: [...]}");
  return value.map((entry, i) => expectation(entry, `entry ${i + 1}`, wrong));
}

function readJson(text: string, wrong: Refusal): unknown {
  try {
    return JSON.parse(text.trimEnd());
  } catch (error) {
    // The rest of V8's message quotes the text. Without a position the end is missing.
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    const before = position === undefined ? text.trimEnd() : text.slice(0, Number(position));
    throw wrong(`line ${before.split("\n").length}`, "is not JSON");
  }
}

function read(file: string): string {
  const wrong = refusalIn(file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new CommandFailure(EXIT.usage, `${file} cannot be read (${code}).`);
  }
  if (bytes.length > mostBytes) throw wrong(undefined, `has more than ${mostBytes} bytes`);
  if (!isUtf8(bytes)) throw wrong(undefined, "is not valid UTF-8");
  return bytes.toString("utf8");
}

/** `place` undefined: the whole file. */
type Refusal = (place: string | undefined, what: string) => CommandFailure;

const refusalIn =
  (file: string): Refusal =>
  (place, what) =>
    new CommandFailure(EXIT.usage, `${file}${place === undefined ? "" : `, ${place}`}: it ${what}.`);

function expectation(value: unknown, place: string, wrong: Refusal): Expectation {
  if (typeof value === "string") return { place, text: value, context: undefined, find: null };
  if (typeof value !== "object" || value === null || !("text" in value) || typeof value.text !== "string")
    throw wrong(place, 'has no "text"');
  const unknown = Object.keys(value).find((key) => !["id", "text", "find", "context"].includes(key));
  if (unknown !== undefined) throw wrong(place, "has a key besides id, text, context and find");
  const context = "context" in value ? value.context : undefined;
  if (context !== undefined && typeof context !== "string") throw wrong(place, 'has a "context" that is no text');
  const find = "find" in value ? value.find : undefined;
  if (find === undefined) return { place, text: value.text, context, find: null };
  if (!Array.isArray(find)) throw wrong(place, 'has a "find" that is no list');
  const wanted = find.map((one: unknown) => {
    if (typeof one === "string") return { value: one, entity: undefined };
    if (typeof one === "object" && one !== null && "value" in one && typeof one.value === "string") {
      if (Object.keys(one).some((key) => key !== "value" && key !== "entity"))
        throw wrong(place, 'has a key in "find" besides value and entity');
      const entity = "entity" in one ? one.entity : undefined;
      if (entity === undefined || typeof entity === "string") return { value: one.value, entity };
    }
    throw wrong(place, 'has something else in "find" than values and {value: ..., entity: ...}');
  });
  return { place, text: value.text, context, find: wanted };
}

/** Every value that is wanted is found, and nothing else is: of findings that lie in one another the longest counts. */
export function judge(redactor: TextRedactor, { place, text, context, find }: Expectation): Outcome {
  const found = redactor
    .redact(text, { kind: "whole" }, context)
    .findings.map((finding) => ({ ...finding, value: text.slice(finding.start, finding.end) }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  if (find === null) return { place, passed: null, missing: [], unexpected: [], found };
  const missing = find
    .filter(
      ({ value, entity }) =>
        !found.some((one) => one.value === value && (entity === undefined || one.entity === entity)),
    )
    .map(({ value, entity }) => (entity === undefined ? value : `${value} (${entity})`));
  const whole = found.filter(
    (one) =>
      !found.some(
        (other) => other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
      ),
  );
  const unexpected = [
    ...new Set(
      whole
        .filter(({ value }) => !find.some((wanted) => wanted.value === value))
        .map(({ value, entity, detector }) => `${value} (${entity}, ${detector})`),
    ),
  ];
  return { place, passed: missing.length + unexpected.length === 0, missing, unexpected, found };
}

function spell({ place, passed, missing, unexpected, found }: Outcome, paint: Paint): string {
  const head = paint("bold", place);
  if (passed === null) {
    const lines = found.map(
      ({ start, end, entity, detector, decision, value }) =>
        `  ${start}-${end}  ${paint("yellow", entity)}  ${decision}  ${detector}  ${paint("dim", JSON.stringify(value))}`,
    );
    return [head, ...(lines.length === 0 ? ["  nothing is found"] : lines)].join("\n");
  }
  return [
    head,
    ...missing.map((value) => `  ${paint("red", "not found")}   ${JSON.stringify(value)}`),
    ...unexpected.map((value) => `  ${paint("red", "unexpected")}  ${JSON.stringify(value)}`),
  ].join("\n");
}
