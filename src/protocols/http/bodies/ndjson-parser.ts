/** Newline-delimited JSON, cut into units: a line with its LF. Blank lines are filler; a last line may lack its LF. */
import { type EventParser, type EventParserOptions, PartialUnit } from "./event-unit.ts";

const lf = 0x0a;

export function createNdjsonParser(options: EventParserOptions): EventParser {
  const partial = new PartialUnit();
  let stopped = false;
  const take = (last: Uint8Array): Uint8Array => {
    if (partial.length === 0) return last;
    partial.append(last);
    return partial.take();
  };
  const hand = (raw: Uint8Array): void => {
    let end = raw.length;
    while (end > 0 && (raw[end - 1] === lf || raw[end - 1] === 0x0d)) end--;
    if (end === 0) options.filler(raw);
    else options.unit({ raw, lines: [{ field: "data", start: 0, end, value: 0 }] });
  };
  const fits = (length: number): boolean => {
    if (length <= options.maxBytes) return true;
    stopped = true;
    options.tooLarge("bytes");
    return false;
  };
  return {
    write(chunk) {
      let from = 0;
      while (!stopped && from < chunk.length) {
        const at = chunk.indexOf(lf, from);
        const to = at < 0 ? chunk.length : at + 1;
        if (!fits(partial.length + to - from)) return;
        const piece = chunk.subarray(from, to);
        from = to;
        if (at < 0) partial.append(piece);
        else hand(take(piece));
      }
    },
    end() {
      if (stopped) return;
      stopped = true;
      if (partial.length > 0) hand(partial.take());
    },
    get partial() {
      return partial.length;
    },
    get atBoundary() {
      return !stopped && partial.length === 0;
    },
  };
}
