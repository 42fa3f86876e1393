/** Header values through inspection, each under its name as context; names come from allow-lists and are not scanned. */
import type { Inspection } from "../inspect/inspection.ts";
import { inspectFields, verbatim } from "../protocols/http/fields.ts";
import type { ForwardedHeaders } from "../protocols/http/headers.ts";
import type { HeaderList } from "../protocols/http/listener.ts";

/** `done` gets the header to send: redacted values first, then what is never scanned. */
export function inspectHeaders(
  inspection: Inspection,
  { scannable, unscanned }: ForwardedHeaders,
  done: (headers: HeaderList) => void,
): void {
  const fields = scannable.map(([name, value]) => ({
    name: `header.${name}`,
    context: `${name}: `,
    value: Buffer.from(value, "latin1"),
  }));
  inspectFields(inspection, fields, verbatim, (values) => {
    const redacted = scannable.map(([name, value], index): readonly [string, string] => {
      const bytes = values[index];
      return bytes === undefined || bytes === fields[index]?.value
        ? [name, value]
        : [name, Buffer.from(bytes).toString("latin1")];
    });
    done([...redacted, ...unscanned]);
  });
}
