/**
 * `sluice detectors explain`: of one text, what each detector finds and what becomes of it, and which condition keeps it from what
 * looks like a value of its kind.
 */
import { text as readText } from "node:stream/consumers";
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
  const redactor = openTextRedactor(options);
  const answers = explainWith(redactor, text, options);
  if (options.json === true) {
    for (const answer of answers) console.log(JSON.stringify(answer));
    return;
  }
  console.log(answers.length === 0 ? nothing : table(text, answers, createPaint(process.stdout, process.env)));
}

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
  const answers = explained.flatMap((one): readonly Answer[] => {
    const detector = set.policy[one.detector];
    if (detector === undefined) return [];
    if (options.all !== true && wanted === undefined && one.refused.some(({ kind }) => kind === "lead")) return [];
    const off = whyOff(config, connection, detector) ?? (profile.table[one.detector] === null ? unnamed : undefined);
    if (off !== undefined && one.refused.length > 0) return [];
    const [start, end] = [at(one.start), at(one.end)];
    const known = { detector: detector.id, entity: detector.entity, start, end };
    if (one.refused.length > 0) return [{ ...known, outcome: "refused", why: one.refused.map(spell) }];
    if (off !== undefined) return [{ ...known, outcome: "off", why: [off] }];
    const cut = one.truncated ? ["cut by the end of the text, but enough of it is there"] : [];
    if (one.allowed) return [{ ...known, outcome: "left alone", why: [...cut, "on an allow list"] }];
    const entry = profile.table[one.detector];
    const rule = `${spellAction(entry?.action ?? { kind: "allow" })} (${entry?.rule ?? ""})`;
    if (profile.bytes[one.detector] !== 2) {
      const observed = profile.mode === "observe" ? "the connection only observes" : rule;
      return [{ ...known, outcome: "left alone", why: [...cut, observed] }];
    }
    return [{ ...known, outcome: "redacted", why: [...cut, rule, ...hiddenBy(known, findings)] }];
  });
  return answers.toSorted((a, b) => a.start - b.start || b.end - a.end || order[a.outcome] - order[b.outcome]);
}

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

function spell(condition: Condition): string {
  switch (condition.kind) {
    case "lead":
      return "what must stand directly before it does not (lead)";
    case "notBefore":
      return "what must not stand directly before it does (notBefore)";
    case "notAfter":
      return "what must not follow it does (notAfter)";
    case "context": {
      const some = condition.words.slice(0, 5).join(", ");
      const more = condition.words.length > 5 ? ` or ${condition.words.length - 5} others` : "";
      return `none of its words stands within ${condition.before} bytes before it (context: ${some}${more})`;
    }
    case "check":
      return `the check ${condition.name} says no`;
  }
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
