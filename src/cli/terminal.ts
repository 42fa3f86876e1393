/** What commands print: colours only on a terminal that wants them, paragraphs to its width. */

const RESET = "\x1b[0m";
const STYLES = {
  bold: "\x1b[1m",
  dim: "\x1b[2m",
  red: "\x1b[31m",
  green: "\x1b[32m",
  yellow: "\x1b[33m",
  cyan: "\x1b[36m",
} as const;

export type Style = keyof typeof STYLES;
export type Paint = (style: Style, text: string) => string;

/** NO_COLOR (no-color.org) and FORCE_COLOR are honoured. */
export function createPaint(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  const forced = environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== "0";
  const colours = (environment.NO_COLOR ?? "") === "" && (forced || stream.isTTY === true);
  return colours ? (style, text) => (text === "" ? "" : `${STYLES[style]}${text}${RESET}`) : (_style, text) => text;
}

export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Wraps text to `width` columns, each line behind `indent`; marked ranges (UTF-16 offsets, disjoint, in order) are painted. */
export function wrapMarked(
  text: string,
  marks: readonly Mark[],
  width: number,
  indent: string,
  paint: (text: string) => string,
): string {
  const lines: { start: number; end: number }[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + width);
    if (end < text.length) {
      const space = text.lastIndexOf(" ", end);
      if (space > start) end = space + 1;
    }
    const newline = text.indexOf("\n", start);
    if (newline >= 0 && newline < end) end = newline + 1;
    lines.push({ start, end });
    start = end;
  }
  return lines
    .map(({ start, end }) => {
      let line = "";
      let at = start;
      for (const mark of marks) {
        const from = Math.max(mark.start, start);
        const to = Math.min(mark.end, end);
        if (from >= to) continue;
        line += text.slice(at, from) + paint(text.slice(from, to));
        at = to;
      }
      return indent + (line + text.slice(at, end)).trimEnd();
    })
    .join("\n");
}
