/**
 * Lines of heads that came before, each by its place: an upstream says most of them again and again, word for word, and a line that is
 * known is not taken apart again. Bounded; a cookie, which may be somebody's session, is not kept.
 */
export interface HeadLine {
  /** Without its CR LF. */
  readonly length: number;
  /** Of the first line minor version and status, of a field name and value. */
  readonly says: readonly [string, string];
}

interface KnownLine extends HeadLine {
  readonly bytes: Uint8Array;
}

const mostLines = 32;
const mostBytes = 256;
/** A line that was another one so often gives its place away. */
const mostMisses = 8;
const cr = 0x0d;
const lf = 0x0a;

export class HeadLines {
  readonly #known: (KnownLine | undefined)[] = [];
  readonly #misses: number[] = [];

  /** The line at `from`, which ends with the first LF, in this place of its head; undefined: `read` makes nothing of it. */
  line(
    place: number,
    bytes: Buffer,
    from: number,
    read: (line: string) => readonly [string, string] | undefined,
  ): HeadLine | undefined {
    const known = this.#known[place];
    if (known !== undefined && stands(known.bytes, bytes, from)) return known;
    let to = from;
    while (bytes[to + 1] !== lf) to++;
    const says = read(bytes.toString("latin1", from, to));
    if (says === undefined) return undefined;
    this.#learn(place, bytes, from, to, says);
    return { length: to - from, says };
  }

  #learn(place: number, bytes: Uint8Array, from: number, to: number, says: readonly [string, string]): void {
    if (place >= mostLines || to - from > mostBytes || says[0] === "set-cookie") return;
    const misses = (this.#misses[place] ?? 0) + 1;
    const settled = this.#known[place] !== undefined && misses < mostMisses;
    this.#misses[place] = settled ? misses : 0;
    if (!settled) this.#known[place] = { length: to - from, says, bytes: Uint8Array.from(bytes.subarray(from, to)) };
  }
}

/** Whether that line, and nothing more, stands at `from`. */
function stands(line: Uint8Array, bytes: Uint8Array, from: number): boolean {
  const end = from + line.length;
  if (bytes[end] !== cr || bytes[end + 1] !== lf) return false;
  for (let i = 0; i < line.length; i++) if (bytes[from + i] !== line[i]) return false;
  return true;
}
