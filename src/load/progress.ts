/** What a run shows while it runs: on a terminal one line that is written over, elsewhere plain lines. */
import { clearLine, cursorTo } from "node:readline";
import type { Second } from "./report/schema.ts";
import { spellBytes, spellMs, spellShare } from "./report/text.ts";
import type { Observer } from "./run.ts";

export interface Progress extends Observer {
  /** Leaves the terminal as it was. */
  end(): void;
}

/** Writes to `stream`; without a terminal one line every `everySeconds`. */
export function createProgress(
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
  seconds: number,
  everySeconds = 5,
): Progress {
  const live = stream.isTTY === true;
  const erase = (): void => {
    if (!live) return;
    cursorTo(stream, 0);
    clearLine(stream, 0);
  };
  return {
    phase(sentence) {
      erase();
      stream.write(`${sentence}\n`);
    },
    second(second) {
      const line = lineOf(second, seconds);
      if (live) {
        erase();
        stream.write(line.slice(0, Math.max(20, (stream.columns ?? 80) - 1)));
      } else if (second.second % everySeconds === 0) stream.write(`${line}\n`);
    },
    end: erase,
  };
}

export function lineOf({ second, gateway, process }: Second, seconds: number): string {
  const { live, tokens, ended, failed, leaked, firstTokenP50Ms, firstTokenP99Ms, lateP99Ms } = gateway;
  const when = second <= seconds ? `${String(second).padStart(3)}/${seconds} s` : "the last ones";
  const parts = [
    `${when}  ${live} live`,
    `${ended}/s ended`,
    `${tokens} tokens/s`,
    firstTokenP50Ms === null
      ? `late p99 ${spellMs(lateP99Ms)} ms`
      : `first token ${spellMs(firstTokenP50Ms)} p99 ${spellMs(firstTokenP99Ms)} ms`,
    ...(process === null ? [] : [`CPU ${spellShare(process.cpu)} ${spellBytes(process.residentBytes)}`]),
    ...(failed === 0 ? [] : [`${failed} errors`]),
    ...(leaked === 0 ? [] : [`${leaked} leaks`]),
  ];
  return parts.join(" | ");
}
