/**
 * Numbers that an authority, a bank or a maker gives out, in the two strengths in which they can be told.
 *
 * Without `words` the shape or the check characters say enough. With `words` one of them must stand before the number, or
 * the text is nothing but the number: an answer to the question for it.
 */
import type { Context, CounterExample, Detector, Example } from "../detector.ts";
import { curled, spelled } from "./national-id.ts";
import { oneOf } from "./sample.ts";
import type { Shape } from "./shape.ts";

interface Identifier extends Shape, Partial<Pick<Detector, "lead" | "commit" | "validate">> {
  /** Behind `pii`. */
  readonly tags: readonly string[];
  /** Phrases in lower case, between commas. Those of ASCII count in the spellings of keys and of code, too. */
  readonly words?: string;
  /** Bytes before the number in which they count. */
  readonly before?: number;
  /** Whether a text of nothing else is taken. */
  readonly alone?: boolean;
  /** Texts with what is found in them between « and ». */
  readonly finds: readonly [string, string, string, ...string[]];
  /** Texts in which nothing is found: alone, or with the neighbour that does find something. */
  readonly not: readonly [Not, Not, Not, ...Not[]];
}

type Not = string | readonly [text: string, neighbour: string];

/** What stands between a name and its value, in prose, in a key or in a table: ` number is `, `": "`, ` no. `, `=`. */
export const says = String.raw`["'\x60*)\]]{0,3}(?:[ _]?(?:number|no\.?|num|code|id|nr\.?|#))?["'\x60*)\]]{0,3}(?: is|:|=|#|-|：|>| ?\|)?[ \t]{0,2}["'\x60*(#]{0,3}`;

/**
 * The same where a form lays name and value out: on two lines, in columns, behind dots, in bold, in cells, as an argument or a field of its
 * own. Only for names that are rare and values that are not: a name at a line's end says nothing of the next line otherwise.
 */
export const laidOut = oneOf(
  says,
  String.raw`["'\x60*)]{0,3}[ _-]?n[.º°]{1,4} ?:? ?`,
  String.raw`["'\x60*)\]]{0,3}(?:[ _-]?(?:number|no\.?|num|code|id|nr\.?|#|n[.º°]{1,3}))?["'\x60*)\]]{0,3}${oneOf(
    String.raw`[ \t]{0,16}[:=][ \t]{1,3}`,
    String.raw`:\*{1,3} `,
    String.raw`:?\*{0,3}\r?\n[ \t>]{0,4}`,
    String.raw` ?\.{2,32}:? `,
    " - ",
    " ?=> ?",
    String.raw`:?</(?:t[dh]|d[td]|b|strong|label|span)>\s{0,4}(?:<(?:t[dh]|d[td]|b|strong|span|input)(?: [^<>]{1,40})?>)?[ ]?`,
    String.raw`,? ?\\?["']?val(?:ue)?\\?["']? ?[:=] ?`,
    " value=",
  )}["'\x60*(#]{0,3}`,
);

/** `tax id` also as `tax_id`, `tax-id`, `taxid` and `taxidnumber`: keys of JSON, columns, headers, variables. */
export function wordsOf(phrases: string, before: number): readonly string[] {
  const spellings = phrases.split(",").flatMap((phrase) => {
    const words = phrase.trim();
    if (/[^\x00-\x7f]/.test(words)) return spelled([words]).filter((word) => Buffer.byteLength(word) < before);
    if (/[^a-z0-9 ]/.test(words)) return [words, ...curled(words).filter((word) => Buffer.byteLength(word) < before)];
    const joined = words.replaceAll(" ", "");
    const keys = [words.replaceAll(" ", "_"), words.replaceAll(" ", "-"), joined];
    const numbers = joined.endsWith("number") ? [] : [`${joined}number`, `${joined}no`];
    // Spellings that do not fit in are left out; a phrase that does not is an error at start.
    return [words, ...[...keys, ...numbers].filter((key) => key.length < before)];
  });
  return [...new Set(spellings)];
}

export function identifier(of: Identifier): Detector {
  const { tags, words, before = 48, alone = true, finds, not, label = "regulated", confidence, ...rest } = of;
  const context: Context | undefined =
    words === undefined ? undefined : { words: wordsOf(words, before), before, ...(alone ? { orAlone: true } : {}) };
  const [first, second, third, ...others] = finds;
  const [none, nothing, nowhere, ...more] = not;
  return {
    notBefore: context ? "[0-9A-Za-z_]" : "[0-9A-Za-z_.-]",
    notAfter: String.raw`[0-9A-Za-z_]|[.-]\d`,
    ...rest,
    label,
    tags: ["pii", ...tags],
    ...(context ? { context } : {}),
    confidence: confidence ?? (context ? 0.7 : 0.85),
    examples: [shown(first), shown(second), shown(third), ...others.map(shown)],
    counterExamples: [counter(none), counter(nothing), counter(nowhere), ...more.map(counter)],
  };
}

function shown(marked: string): Example {
  return {
    text: marked.replaceAll(/[«»]/g, ""),
    find: [...marked.matchAll(/«([^»]*)»/g)].map(([, value = ""]) => value),
  };
}

function counter(not: Not): CounterExample {
  if (typeof not === "string") return { text: not };
  const [text, neighbour] = not;
  return { text, neighbour };
}
