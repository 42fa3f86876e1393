/**
 * application/x-www-form-urlencoded: names and values are lanes of their own (a value under its name as context), spliced
 * back in place. Held whole, to the body limit: a form is one message.
 */
import { isUtf8 } from "node:buffer";
import { failures, type SluiceError } from "../../../errors.ts";
import type { BodyCodec, Inspection } from "../../../inspect/inspection.ts";
import { fieldContext } from "../field-context.ts";
import { type Field, inspectFields, percentEncode } from "../fields.ts";
import { formPairs, type Pair, pairName, plusToSpace } from "./form-pairs.ts";
import { createHeldWhole, type HeldWholeOptions } from "./held-whole.ts";
import { CHARSET_FIELD, invalidUtf8At, isUtf8Charset } from "./utf8.ts";

const UNDERSCORE = 0x5f;
const PERCENT = 0x25;

export interface FormCodecOptions extends HeldWholeOptions {
  /** Each name and value is one: a form of more pairs is refused before they are all made. */
  readonly lanes: number;
}

/** Redacts names and values. `done` gets the whole text, the same array when nothing was redacted. */
function inspectPairs(
  inspection: Inspection,
  source: Uint8Array,
  pairs: readonly Pair[],
  done: (bytes: Uint8Array) => void,
): void {
  const fields: (Field & { readonly start: number; readonly end: number })[] = [];
  for (const pair of pairs) {
    const name = pairName(source.subarray(pair.nameStart, pair.nameEnd));
    const add = (lane: string, start: number, end: number, context?: string, field?: number): void => {
      if (end <= start) return;
      const value = plusToSpace(source.subarray(start, end));
      fields.push({ name: lane, value, start, end, context, field });
    };
    add("form.name", pair.nameStart, pair.nameEnd);
    add("form.value", pair.valueStart, pair.valueEnd, fieldContext(name), inspection.fields?.of(name));
  }
  inspectFields(inspection, fields, percentEncode, (values) => {
    const out: Uint8Array[] = [];
    let at = 0;
    fields.forEach((field, index) => {
      const value = values[index];
      if (value === undefined || value === field.value) return;
      out.push(source.subarray(at, field.start), spaceToPlus(value));
      at = field.end;
    });
    done(out.length === 0 ? source : Buffer.concat([...out, source.subarray(at)]));
  });
}

const spaceToPlus = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (byte === 0x20 ? 0x2b : byte));

export function createFormCodec(options: FormCodecOptions): BodyCodec {
  const { inspection, source, lanes } = options;
  return createHeldWhole(options, (body, outcome) => {
    const pairs = formPairs(body, lanes);
    if (pairs === undefined) return outcome.fail(failures.tooManyLanes(source, lanes));
    const problem = problemOf(body, pairs, source);
    if (problem !== undefined) return outcome.fail(problem);
    inspectPairs(inspection, body, pairs, (bytes) => outcome.finish([bytes]));
  });
}

/** What the upstream would read as something else than the form that is inspected. */
function problemOf(body: Buffer, pairs: readonly Pair[], source: "client" | "upstream"): SluiceError | undefined {
  // `curl -d '{...}'` without a content type.
  const first = body.find((byte) => byte > 0x20);
  if (first === 0x7b || first === 0x5b)
    return failures.contentTypeMismatch(source, "a form begins like JSON; say content-type: application/json");
  if (!isUtf8(body)) return failures.invalidUtf8(source, invalidUtf8At(body, 0, body.length));
  if (body.includes(0)) return failures.malformedForm(source, "it holds a NUL byte, as UTF-16 does");
  const foreign = pairs.some(
    ({ nameStart, nameEnd, valueStart, valueEnd }) =>
      nameEnd - nameStart <= 3 * CHARSET_FIELD.length &&
      (body[nameStart] === UNDERSCORE || body[nameStart] === PERCENT) &&
      pairName(body.subarray(nameStart, nameEnd)) === CHARSET_FIELD &&
      !isUtf8Charset(body.subarray(valueStart, valueEnd)),
  );
  return foreign ? failures.malformedForm(source, "its _charset_ field names another charset than UTF-8") : undefined;
}
