/**
 * Short values that stand alone and are known whole: header values, path, query parameters, form fields, multipart
 * headers. Each is judged under its name as context (`x-note: `), and comes back redacted.
 */
import type { Edit, Inspection, WholeText } from "../../inspect/inspection.ts";
import { applyEdits } from "./bodies/splice.ts";

export interface Field {
  /** Lane name for audit. */
  readonly name: string;
  /** Virtual text before the value; none for the path. */
  readonly context?: string | undefined;
  readonly value: Uint8Array;
  /** The detector behind its name, if that alone makes a value of it. */
  readonly field?: number | undefined;
}

/**
 * Inspects the fields and calls `done` once with their values, in order, redacted where needed (the same array where
 * not). Never calls it when the inspection is stopped: whoever owns the inspection ends the exchange then.
 */
export function inspectFields(
  inspection: Inspection,
  fields: readonly Field[],
  encode: (edit: Edit) => Uint8Array,
  done: (values: readonly Uint8Array[]) => void,
): void {
  const texts = fields.map(({ name, context, field, value }): WholeText => ({ name, context, field, bytes: value }));
  inspection.judge(texts, (judged) =>
    done(
      fields.map(({ value }, at) => {
        const edits = judged[at]?.edits ?? [];
        return edits.length === 0
          ? value
          : applyEdits(
              value,
              edits.map((edit) => ({ ...edit, replacement: encode(edit) })),
            );
      }),
    ),
  );
}

const HEX = "0123456789ABCDEF";

/** Percent-encodes what may not stand in a URL (`<EMAIL_ADDRESS>` becomes `%3CEMAIL_ADDRESS%3E`). */
export function percentEncode(edit: Edit): Uint8Array {
  const out: number[] = [];
  for (const byte of edit.replacement) {
    const unreserved = /[A-Za-z0-9_.~*-]/.test(String.fromCharCode(byte));
    if (unreserved) out.push(byte);
    else out.push(0x25, HEX.charCodeAt(byte >> 4), HEX.charCodeAt(byte & 15));
  }
  return Uint8Array.from(out);
}

export const verbatim = (edit: Edit): Uint8Array => edit.replacement;
