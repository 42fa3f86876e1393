/** Bodies as clients read them. */
import type { Json } from "./spelling.ts";

/** Keys; `*` is every element or member. */
export type Path = readonly string[];

/** All strings at the path, joined. */
export function textAt(value: Json | undefined, path: Path): string {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === "string" ? value : "";
  if (typeof value !== "object" || value === null) return "";
  const inner = value as { readonly [key: string]: Json };
  if (key === "*")
    return Object.values(inner)
      .map((v) => textAt(v, rest))
      .join("");
  return Object.hasOwn(inner, key) ? textAt(inner[key], rest) : "";
}

/** Data of each event, as clients read it (WHATWG HTML 9.2.6). */
export const eventData = (output: string): string[] =>
  output
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .reduce<{ readonly all: string[]; data: string[] | undefined }>(
      (state, line) => {
        if (line === "" && state.data !== undefined) {
          state.all.push(state.data.join("\n"));
          state.data = undefined;
        } else if (/^data(?::|$)/.test(line)) state.data = [...(state.data ?? []), line.replace(/^data:? ?/, "")];
        return state;
      },
      { all: [], data: undefined },
    ).all;

export const jsonData = (output: string): Json[] =>
  eventData(output)
    .filter((data) => data !== "" && data !== "[DONE]")
    .map((data) => JSON.parse(data) as Json);
