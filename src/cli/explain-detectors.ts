/**
 * `sluice detectors explain`: of one text, what each detector finds and what becomes of it, and which condition keeps it from what
 * looks like a value of its kind.
 */
import { text as readText } from "node:stream/consumers";
import { type PersonChoice, personDetectors } from "../inspect/detectors/persons.ts";
import { type Condition, createExplainer } from "../inspect/explain-text.ts";
import { spellAction } from "../policy/operators.ts";
import { whyOff } from "../policy/profile.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { createPaint, type Paint } from "./terminal.ts";
import { openTextRedactor, type TextFinding, type TextRedactor, utf16Offsets } from "./text-redactor.ts";

export interface ExplainOptions {
  readonly config?: string;
  readonly connection?: string;
  readonly direction: "request" | "response";
  readonly context?: string;
  readonly person?: PersonChoice;
  readonly detector?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** One candidate, as it is shown. */
export interface Answer {
  readonly detector: string;
  readonly entity: string;
  /** UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  readonly outcome: "redacted" | "left alone" | "refused" | "off";
  /** Sentences without a full stop. */
  readonly why: readonly string[];
}

/** What is explained is what a person looks at. */
const mostBytes = 64 * 1024;

export async function explainDetectors(given: string, options: ExplainOptions): Promise<void> {
  const text = given === "-" ? await readText(process.stdin) : given;
  if (options.config !== undefined && options.person !== undefined)
    throw new CommandFailure(EXIT.usage, "--person is for explain without --config; the file says detectors.person.");
  const redactor = openTextRedactor({ ...options, untried: true });
  const answers = explainWith(redactor, text, options);
  if (options.json === true) {
    for (const answer of answers) console.log(JSON.stringify(answer));
    return;
  }
  if (answers.length === 0) {
    console.log(nothing);
    return;
  }
  const paint = createPaint(process.stdout, process.env);
  const refused = answers.filter(({ outcome }) => outcome === "refused").length;
  const left = options.all === true || options.detector !== undefined ? 0 : Math.max(0, refused - mostRefused);
  console.log(table(text, answers.slice(0, answers.length - left), paint));
  if (left > 0)
    console.log(
      paint(
        "dim",
        `and ${left} more that ${left === 1 ? "is" : "are"} refused and come${left === 1 ? "s" : ""} less near: --all shows them.`,
      ),
    );
}

/** Of what is refused, so many are shown: what came nearest is what somebody asks about. */
const mostRefused = 8;

/** Of an optional detector. */
const unnamed = "no mask line and no rule names its entity or one of its tags";

const nothing =
  "Nothing is found, and nothing comes near. (--all also tells what only lacks what must stand before it.)";

export function explainWith(
  redactor: TextRedactor,
  text: string,
  options: Pick<ExplainOptions, "context" | "detector" | "all">,
): readonly Answer[] {
  const { config, connection, set, profile, ruleset } = redactor.policy;
  if (ruleset === undefined) throw new RangeError("Explaining needs the engine's rules.");
  const context = Buffer.from(options.context ?? "");
  const bytes = Buffer.concat([context, Buffer.from(text)]);
  if (bytes.length > mostBytes) {
    throw new CommandFailure(EXIT.failed, `The text has ${bytes.length} bytes; at most ${mostBytes} are explained.`);
  }
  const wanted = options.detector;
  const isWanted = ({ id, entity }: { readonly id: string; readonly entity: string }): boolean =>
    wanted === undefined || id === wanted || entity === wanted;
  const chosen = set.policy.map(isWanted);
  if (!chosen.includes(true)) {
    if (set.unasked.some(isWanted)) throw new CommandFailure(EXIT.usage, `--detector: it is off, for ${unnamed}.`);
    if (personDetectors.broad.some(isWanted))
      throw new CommandFailure(
        EXIT.usage,
        "--detector: names of people are only looked for with --person precise, or broad; in a configuration, detectors: {person: precise}.",
      );
    throw new CommandFailure(
      EXIT.usage,
      "--detector: there is no such detector or entity; `sluice detectors` lists them.",
    );
  }
  const at = utf16Offsets(Buffer.from(text));
  const findings = redactor.redact(text, { kind: "whole" }, options.context).findings;
  const explain = createExplainer({
    rules: set.rules,
    validates: (detector, check, span, place) =>
      // Only a scan can tell what else is found in a text within the text.
      set.rules[detector]?.validate?.[check]?.name === "base64-finding"
        ? findings.some(
            (one) =>
              one.detector === set.policy[detector]?.id && one.start === at(place.start) && one.end >= at(place.end),
          )
        : ruleset.validates(detector, check, span),
  });
  const explained = explain(ruleset.fold(bytes, context.length), (detector) => chosen[detector] === true);
  /** Of what is refused. */
  const distances = new Map<Answer, number>();
  const distance = (answer: Answer): number => distances.get(answer) ?? 0;
  const answers = explained.flatMap((one): readonly Answer[] => {
    const words = set.rules[one.detector]?.context?.words ?? [];
    const detector = set.policy[one.detector];
    if (detector === undefined) return [];
    if (options.all !== true && wanted === undefined && one.refused.some(({ kind }) => kind === "lead")) return [];
    const off = whyOff(config, connection, detector) ?? (profile.table[one.detector] === null ? unnamed : undefined);
    if (off !== undefined && one.refused.length > 0) return [];
    const [start, end] = [at(one.start), at(one.end)];
    const known = { detector: detector.id, entity: detector.entity, start, end };
    if (one.refused.length > 0) {
      const answer: Answer = {
        ...known,
        outcome: "refused",
        why: one.refused.map((condition) => spell(condition, words)),
      };
      distances.set(answer, distanceOf(one.refused));
      return [answer];
    }
    if (off !== undefined) return [{ ...known, outcome: "off", why: [off] }];
    const cut = one.truncated ? ["cut by the end of the text, where it may go on, and enough of it is there"] : [];
    if (one.allowed) return [{ ...known, outcome: "left alone", why: [...cut, "on an allow list"] }];
    const entry = profile.table[one.detector];
    const rule = `${spellAction(entry?.action ?? { kind: "allow" })} (${entry?.rule ?? ""})`;
    if (profile.bytes[one.detector] !== 2) {
      const observed = profile.mode === "observe" ? "the connection only observes" : rule;
      return [{ ...known, outcome: "left alone", why: [...cut, observed] }];
    }
    return [{ ...known, outcome: "redacted", why: [...cut, rule, ...hiddenBy(known, findings)] }];
  });
  // What becomes something in the order of the text; then what is refused, the nearest first.
  return answers.toSorted((a, b) =>
    a.outcome === "refused" && b.outcome === "refused"
      ? distance(a) - distance(b) || b.end - b.start - (a.end - a.start) || a.start - b.start
      : Number(a.outcome === "refused") - Number(b.outcome === "refused") ||
        a.start - b.start ||
        b.end - a.end ||
        order[a.outcome] - order[b.outcome],
  );
}

/** How much is amiss: what only a check refuses has the shape and the place of a value. */
const distanceOf = (refused: readonly Condition[]): number =>
  refused.reduce((sum, { kind }) => sum + { check: 1, notBefore: 2, notAfter: 2, context: 4, lead: 8 }[kind], 0);

const order = { redacted: 0, "left alone": 1, off: 2, refused: 3 } as const;

/** Another finding that holds all of it and is redacted as a whole. */
function hiddenBy(
  own: Pick<Answer, "detector" | "start" | "end">,
  findings: readonly TextFinding[],
): readonly string[] {
  const longer = findings.find(
    ({ start, end, detector, decision }) =>
      decision === "mask" &&
      detector !== own.detector &&
      start <= own.start &&
      end >= own.end &&
      end - start > own.end - own.start,
  );
  return longer === undefined ? [] : [`hidden by the longer ${longer.entity} (${longer.detector})`];
}

function spell(condition: Condition, words: readonly string[]): string {
  switch (condition.kind) {
    case "lead":
      return "what must stand directly before it does not (lead)";
    case "notBefore":
      return "what must not stand directly before it does (notBefore)";
    case "notAfter":
      return "what must not follow it does (notAfter)";
    case "context": {
      const different = distinct(words);
      const some = different.slice(0, 5).join(", ");
      const more = different.length > 5 ? ` or ${different.length - 5} others` : "";
      return `none of its words stands within ${condition.before} bytes before it (context: ${some}${more})`;
    }
    case "check":
      return `the check ${condition.name} says no`;
  }
}

/** Words that differ in more than case, accents and what joins them. */
function distinct(words: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return words.filter((word) => {
    const plain = word
      .normalize("NFD")
      .replaceAll(/[\p{M} _-]/gu, "")
      .toLowerCase();
    const isNew = !seen.has(plain);
    seen.add(plain);
    return isNew;
  });
}

function table(text: string, answers: readonly Answer[], paint: Paint): string {
  const colours = { redacted: "green", "left alone": "cyan", off: "dim", refused: "yellow" } as const;
  const width = (pick: (answer: Answer) => string): number => Math.max(...answers.map((answer) => pick(answer).length));
  const places = width(({ start, end }) => `${start}-${end}`);
  const names = width(({ entity, detector }) => `${entity} (${detector})`);
  return answers
    .map(({ start, end, entity, detector, outcome, why }) => {
      const value = text.slice(start, end);
      const shown = JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
      const head = `${`${start}-${end}`.padEnd(places)}  ${`${entity} (${detector})`.padEnd(names)}`;
      return `${head}  ${paint(colours[outcome], outcome.padEnd(10))}  ${shown}\n${why.map((line) => `${" ".repeat(places + 2)}${line}`).join("\n")}`;
    })
    .join("\n");
}
