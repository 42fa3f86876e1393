/**
 * Path and query on their way to the upstream: the path below the connection's prefix is one lane, each query name and value
 * is one (a value under its name), known key parameters are never scanned. Replacements are percent-encoded; every other
 * byte stays as it was.
 */
import type { Inspection } from "../inspect/inspection.ts";
import { plusToSpace } from "../protocols/http/bodies/form-pairs.ts";
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
  done: (pathAndQuery: string) => void,
): void {
  const from = target.path.endsWith(rest) ? target.path.length - rest.length : target.path.length;
  const places: Place[] = [];
  const add = (name: string, start: number, end: number, query: boolean, context?: string): void => {
    if (end <= start) return;
    const bytes = Buffer.from(target.raw.slice(start, end), "latin1");
    const value = query ? plusToSpace(bytes) : bytes;
    places.push({ name, value, start, end, query, ...(context === undefined ? {} : { context }) });
  };
  add("path", from, target.path.length, false);
  for (const parameter of target.parameters) {
    add("query.name", parameter.nameStart, parameter.nameEnd, true);
    if (!parameter.credential)
      add("query.value", parameter.start, parameter.end, true, `${parameter.name.slice(0, 64)}: `);
  }
  inspectFields(inspection, places, percentEncode, (values) => {
    let out = "";
    let at = from;
    places.forEach((place, index) => {
      const value = values[index];
      if (value === undefined || value === place.value) return;
      const text = Buffer.from(value).toString("latin1");
      out += target.raw.slice(at, place.start) + (place.query ? text.replaceAll(" ", "+") : text);
      at = place.end;
    });
    const edited = out + target.raw.slice(at);
    done(edited.startsWith("/") ? edited : `/${edited}`);
  });
}
