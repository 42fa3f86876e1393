/**
 * Header values through inspection, each under its name as context, and by it a value as a whole where a field is called so. Names come
 * from allow-lists; where a list allows any ending (`x-ms-*`) the ending is the sender's choice: the audit trail shows the list's entry, and
 * a name that holds a value takes its whole field with it, and so does a value that is one only to who undoes its quoted pairs.
 */
import type { Inspection, Judged, WholeText } from "../inspect/inspection.ts";
import { applyEdits } from "../protocols/http/bodies/splice.ts";
import { fieldContext } from "../protocols/http/field-context.ts";
import { withoutQuotedPairs } from "../protocols/http/field-values.ts";
import { REQUEST_HEADERS, RESPONSE_HEADERS } from "../protocols/http/header-lists.ts";
import { type ForwardedHeaders, isNeverMasked } from "../protocols/http/headers.ts";
import type { HeaderList } from "../protocols/http/listener.ts";
import type { CleanValues } from "./clean-values.ts";

type HeaderField = HeaderList[number];

const entries = [...REQUEST_HEADERS, ...RESPONSE_HEADERS];
const exact = new Set(entries.filter((entry) => !entry.endsWith("*")));
const open = [...new Set(entries.filter((entry) => entry.endsWith("*")))];

/** Short words of letters: nothing that a detector could find. */
const plainName = /^[a-z]{1,16}(?:-[a-z]{1,16})*$/;

/**
 * `done` gets the header to send: what was inspected first, then what is never scanned. `known`: values that this inspection's
 * policy finds nothing in, which are not scanned again.
 */
export function inspectHeaders(
  inspection: Inspection,
  { scannable, unscanned }: ForwardedHeaders,
  known: CleanValues,
  done: (headers: HeaderList) => void,
): void {
  const asked = scannable.filter(([name, value]) => !known.has(name, value));
  if (asked.length === 0) {
    done(scannable.concat(unscanned));
    return;
  }
  const { fields } = inspection;
  const odd = asked.filter(([name]) => !exact.has(name) && !plainName.test(name));
  const text = (name: string, value: string): WholeText => ({
    name: `header.${shownName(name)}`,
    field: fields === undefined || isNeverMasked(name) ? undefined : fields.ofHeader(name),
    context: fieldContext(name),
    bytes: Buffer.from(value, "latin1"),
  });
  const pairs: HeaderField[] = [];
  const undone: WholeText[] = [];
  for (const field of asked) {
    const read = withoutQuotedPairs(field[1]);
    if (read === undefined) continue;
    pairs.push(field);
    undone.push(text(field[0], read));
  }
  const texts = [
    ...asked.map(([name, value]) => text(name, value)),
    ...undone,
    ...odd.map(([name]): WholeText => ({ name: "header.name", bytes: Buffer.from(name, "latin1") })),
  ];
  inspection.judge(texts, (judged) => {
    const answers = new Map<HeaderField, { value: Judged | undefined; others: readonly (Judged | undefined)[] }>();
    asked.forEach((field, at) => {
      const pairsAt = pairs.indexOf(field);
      const oddAt = odd.indexOf(field);
      const others: (Judged | undefined)[] = [];
      if (pairsAt >= 0) others.push(judged[asked.length + pairsAt]);
      if (oddAt >= 0) others.push(judged[asked.length + pairs.length + oddAt]);
      answers.set(field, { value: judged[at], others });
    });
    const sent: HeaderField[] = [];
    for (const field of scannable) {
      const answer = answers.get(field);
      if (answer === undefined) sent.push(field);
      else if (answer.others.some((other) => (other?.edits.length ?? 0) > 0)) continue;
      else if (answer.value?.clean === true && answer.others.every((other) => other?.clean !== false)) {
        known.add(...field);
        sent.push(field);
      } else sent.push(redacted(field, answer.value));
    }
    done([...sent, ...unscanned]);
  });
}

function redacted(field: HeaderField, judged: Judged | undefined): HeaderField {
  const [name, value] = field;
  const edits = judged?.edits ?? [];
  if (edits.length === 0) return field;
  return [name, Buffer.from(applyEdits(Buffer.from(value, "latin1"), edits)).toString("latin1")];
}

function shownName(name: string): string {
  if (exact.has(name)) return name;
  return open.find((entry) => name.startsWith(entry.slice(0, -1))) ?? "*";
}
