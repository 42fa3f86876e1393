/**
 * Fields by their name where a text is JSON again: the arguments of a tool call, a pasted document. There the engine finds them, behind
 * `"name": "` or `"name": ` and a digit. (Fields of a body's own JSON, of forms and of queries are told by their place: field-scanner.ts.)
 */
import type { DetectorRule } from "../detector.ts";
import { OwnDetectorError, partId } from "./own-rules.ts";

/** Of the value of a string; what follows is swallowed. */
const headBytes = 64;
/** A lead has 128 bytes, of which quotes, colon and spaces take these. */
const leadBytes = 128 - 20;
const mostStars = 3;
/** Characters that a `*` may stand for here. */
const mostStarBytes = 32;

export function fieldRules(
  known: Pick<DetectorRule, "id" | "entity" | "label" | "tags" | "confidence">,
  names: readonly string[],
): readonly DetectorRule[] {
  const leads = names.map((name, i) => nameSource(name, i));
  // A rule for each name: their leads must have a literal of their own to be found by.
  return leads.flatMap((lead, i): DetectorRule[] => [
    {
      ...known,
      id: partId(known.id, 2 * i),
      pattern: `[^"]{1,${headBytes}}`,
      lead: String.raw`"${lead}"\s{0,8}:\s{0,8}"`,
      tail: '[^"]',
      commit: { bytes: 1 },
      caseless: true,
    },
    {
      ...known,
      id: partId(known.id, 2 * i + 1),
      pattern: String.raw`-?\d[\d.eE+-]{0,40}`,
      lead: String.raw`"${lead}"\s{0,8}:\s{0,8}`,
      notAfter: String.raw`[\d.eE+-]`,
      commit: { bytes: 1 },
      caseless: true,
    },
  ]);
}

function nameSource(name: string, at: number): string {
  const parts = name.split(/\*+/);
  const stars = parts.length - 1;
  if (stars > mostStars) throw new OwnDetectorError(`names.${at}`, `must have at most ${mostStars} *`);
  const literal = parts.join("").length;
  const width = stars === 0 ? 0 : Math.min(mostStarBytes, Math.floor((leadBytes - literal) / stars));
  return parts.map((part) => part.replaceAll(/[^A-Za-z0-9_]/g, "\\$&")).join(`[^"]{0,${width}}`);
}
