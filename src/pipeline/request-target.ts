/**
 * Path and query on their way to the upstream: the path below the connection's prefix is one lane, each query name and value
 * is one (a value under its name), known key parameters are never scanned. Replacements are percent-encoded; every other
 * byte stays as it was.
 */
import type { Inspection } from "../inspect/inspection.ts";
import { plusToSpace } from "../protocols/http/bodies/form-pairs.ts";
import { fieldContext } from "../protocols/http/field-context.ts";
import { type Field, inspectFields, percentEncode } from "../protocols/http/fields.ts";
import type { Target } from "../protocols/http/target.ts";

interface Place extends Field {
  readonly start: number;
  readonly end: number;
  readonly query: boolean;
}

/** `rest`: raw path below the prefix. `done` gets path and query, redacted, without the prefix. */
export function inspectTarget(
  inspection: Inspection,
  target: Target,
  rest: string,
  /** The gateway holds the credential: the client's known key parameters do not go upstream. */
  stripKeys: boolean,
  done: (pathAndQuery: string) => void,
): void {
  const from = target.path.endsWith(rest) ? target.path.length - rest.length : target.path.length;
  const places: Place[] = [];
  const add = (name: string, start: number, end: number, query: boolean, context?: string, field?: number): void => {
    if (end <= start) return;
    const bytes = Buffer.from(target.raw.slice(start, end), "latin1");
    const value = query ? plusToSpace(bytes) : bytes;
    places.push({ name, value, start, end, query, context, field });
  };
  add("path", from, target.path.length, false);
  const cuts: { start: number; end: number; text: string }[] = [];
  for (const parameter of target.parameters) {
    if (stripKeys && parameter.credential) {
      const last = target.raw[parameter.end] !== "&";
      cuts.push({ start: parameter.nameStart, end: parameter.end + (last ? 0 : 1), text: "" });
      continue;
    }
    add("query.name", parameter.nameStart, parameter.nameEnd, true);
    if (parameter.credential) continue;
    const { name, start, end } = parameter;
    add("query.value", start, end, true, fieldContext(name), inspection.fields?.of(name));
  }
  inspectFields(inspection, places, percentEncode, (values) => {
    const edits = [...cuts];
    places.forEach(({ start, end, query, value: before }, index) => {
      const value = values[index];
      if (value === undefined || value === before) return;
      const text = Buffer.from(value).toString("latin1");
      edits.push({ start, end, text: query ? text.replaceAll(" ", "+") : text });
    });
    edits.sort((a, b) => a.start - b.start);
    let out = "";
    let at = from;
    for (const { start, end, text } of edits) {
      out += target.raw.slice(at, start) + text;
      at = end;
    }
    out += target.raw.slice(at);
    if (cuts.length > 0) out = out.replace(/[?&]$/, "");
    done(out.startsWith("/") ? out : `/${out}`);
  });
}
