/**
 * Texts with values planted in them, and what must become of them. A value is marked where it stands, `«value:ENTITY»`, so what is
 * expected cannot drift from what is said. In the harmless version of a text a plain word stands for each value.
 */

export interface Passage {
  readonly raw: string;
  readonly redacted: string;
  /** As a reader of the text has them, JSON escapes undone. */
  readonly values: readonly string[];
}

const MARK = /«([^:»]+):([A-Z_]+)»/g;

export function planted(marked: string): Passage {
  return {
    raw: marked.replace(MARK, "$1"),
    redacted: marked.replace(MARK, "<$2>"),
    values: [...marked.matchAll(MARK)].map(([, value = ""]) => JSON.parse(`"${value}"`) as string),
  };
}

export function harmless(marked: string): Passage {
  const text = marked.replace(MARK, "blossom");
  return { raw: text, redacted: text, values: [] };
}

const WINDOW = 8;

function windows(value: string): string[] {
  const width = Math.min(WINDOW, value.length);
  return Array.from({ length: value.length - width + 1 }, (_, at) => value.slice(at, at + width));
}

/** Of `values`, those of which the text holds all, or a piece that no other of `known` has. */
export function leaked(text: string, values: readonly string[], known: readonly string[]): string[] {
  return values.filter((value) =>
    windows(value).some(
      (piece) => text.includes(piece) && !known.some((other) => other !== value && other.includes(piece)),
    ),
  );
}
