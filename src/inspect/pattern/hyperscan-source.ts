/**
 * Prints a pattern in Hyperscan's syntax. Every byte is written as `\xHH` and case is already in the classes, so the
 * text means the same whatever flags are set.
 */
import { type ByteClass, membersOf } from "./byte-class.ts";
import type { Pattern } from "./syntax.ts";

export function hyperscanSource(pattern: Pattern): string {
  switch (pattern.kind) {
    case "empty":
      return "(?:)";
    case "never":
      return "[^\\x00-\\xff]";
    case "class":
      return classSource(pattern.bytes);
    case "sequence":
      return pattern.parts.map(hyperscanSource).join("");
    case "choice":
      return `(?:${pattern.options.map((option) => (option.kind === "empty" ? "" : hyperscanSource(option))).join("|")})`;
    case "repeat": {
      const body =
        pattern.body.kind === "class" ? hyperscanSource(pattern.body) : `(?:${hyperscanSource(pattern.body)})`;
      if (pattern.min === pattern.max) return `${body}{${pattern.min}}`;
      return `${body}{${pattern.min},${Number.isFinite(pattern.max) ? pattern.max : ""}}`;
    }
  }
}

function classSource(bytes: ByteClass): string {
  const members = membersOf(bytes);
  const [only] = members;
  if (members.length === 1 && only !== undefined) return hex(only);
  const ranges: string[] = [];
  for (let at = 0; at < members.length; ) {
    const first = members[at] ?? 0;
    let last = first;
    while (members[at + 1] === last + 1) {
      at += 1;
      last += 1;
    }
    at += 1;
    ranges.push(first === last ? hex(first) : `${hex(first)}-${hex(last)}`);
  }
  return `[${ranges.join("")}]`;
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
