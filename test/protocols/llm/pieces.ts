/** Text cut the way models cut it: short tokens, some of one character, never inside a surrogate pair. */
import type { Random } from "../../harness/chunks.ts";

/** Tokens of 1 to `widest` characters. */
export function tokens(text: string, random: Random, widest = 6): string[] {
  const characters = Array.from(text);
  const out: string[] = [];
  for (let at = 0; at < characters.length; ) {
    const size = 1 + Math.floor(random() * widest);
    out.push(characters.slice(at, at + size).join(""));
    at += size;
  }
  return out;
}

/** The data of each event of an SSE stream, as JSON; what is not JSON (`[DONE]`) as text. */
export function dataOf(stream: string): unknown[] {
  return stream
    .split(/\r?\n\r?\n/)
    .map((event) =>
      event
        .split(/\r?\n/)
        .filter((line) => line.startsWith("data:"))
        .map((line) => line.slice(line.startsWith("data: ") ? 6 : 5))
        .join("\n"),
    )
    .filter((data) => data !== "")
    .map((data): unknown => {
      try {
        return JSON.parse(data) as unknown;
      } catch {
        return data;
      }
    });
}
