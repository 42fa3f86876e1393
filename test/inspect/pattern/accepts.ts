/** Membership by the definition of each node: which lengths of text, from a place on, a pattern may take. */
import { hasByte } from "../../../src/inspect/pattern/byte-class.ts";
import type { Pattern } from "../../../src/inspect/pattern/syntax.ts";

export function accepts(pattern: Pattern, text: string): boolean {
  const bytes = Buffer.from(text, "utf8");
  return ends(pattern, bytes, new Set([0])).has(bytes.length);
}

function ends(pattern: Pattern, bytes: Uint8Array, from: ReadonlySet<number>): Set<number> {
  switch (pattern.kind) {
    case "empty":
      return new Set(from);
    case "never":
      return new Set();
    case "class":
      return new Set(
        [...from].filter((at) => at < bytes.length && hasByte(pattern.bytes, bytes[at] ?? 0)).map((at) => at + 1),
      );
    case "sequence":
      return pattern.parts.reduce((reached, part) => ends(part, bytes, reached), new Set(from));
    case "choice":
      return new Set(pattern.options.flatMap((option) => [...ends(option, bytes, from)]));
    case "repeat": {
      const found = new Set<number>(pattern.min === 0 ? from : []);
      let reached = new Set(from);
      for (let round = 1; round <= Math.min(pattern.max, bytes.length + pattern.min); round += 1) {
        reached = ends(pattern.body, bytes, reached);
        if (round >= pattern.min) for (const at of reached) found.add(at);
      }
      return found;
    }
  }
}
