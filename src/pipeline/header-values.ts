/**
 * Header values through inspection, each under its name as context. Names come from allow-lists; where a list allows any
 * ending (`x-ms-*`) the ending is the sender's choice: the audit trail shows the list's entry, and a name that holds a
 * value takes its whole field with it.
 */
import type { Inspection } from "../inspect/inspection.ts";
import { type Field, inspectFields, verbatim } from "../protocols/http/fields.ts";
import { REQUEST_HEADERS, RESPONSE_HEADERS } from "../protocols/http/header-lists.ts";
import type { ForwardedHeaders } from "../protocols/http/headers.ts";
import type { HeaderList } from "../protocols/http/listener.ts";

const entries = [...REQUEST_HEADERS, ...RESPONSE_HEADERS];
const exact = new Set(entries.filter((entry) => !entry.endsWith("*")));
const open = [...new Set(entries.filter((entry) => entry.endsWith("*")))];

/** Short words of letters: nothing that a detector could find. */
const plainName = /^[a-z]{1,16}(?:-[a-z]{1,16})*$/;

/** `done` gets the header to send: redacted values first, then what is never scanned. */
export function inspectHeaders(
  inspection: Inspection,
  { scannable, unscanned }: ForwardedHeaders,
  done: (headers: HeaderList) => void,
): void {
  const fields: Field[] = scannable.map(([name, value]) => ({
    name: `header.${shownName(name)}`,
    context: `${name}: `,
    value: Buffer.from(value, "latin1"),
  }));
  const odd = scannable.filter(([name]) => !exact.has(name) && !plainName.test(name));
  for (const [name] of odd) fields.push({ name: "header.name", value: Buffer.from(name, "latin1") });
  inspectFields(inspection, fields, verbatim, (values) => {
    const kept: (readonly [string, string])[] = [];
    for (const [index, field] of scannable.entries()) {
      const name = odd.indexOf(field);
      if (name >= 0 && values[scannable.length + name] !== fields[scannable.length + name]?.value) continue;
      const bytes = values[index];
      const clean = bytes === undefined || bytes === fields[index]?.value;
      kept.push(clean ? field : [field[0], Buffer.from(bytes).toString("latin1")]);
    }
    done([...kept, ...unscanned]);
  });
}

function shownName(name: string): string {
  if (exact.has(name)) return name;
  return open.find((entry) => name.startsWith(entry.slice(0, -1))) ?? "*";
}
