/**
 * Walks a position automaton byte by byte, making states when they are first reached. For texts that a person looks at: the engine has its own,
 * in native/lazy-dfa.cc.
 */
import type { Automaton } from "./automaton.ts";
import { hasByte } from "./byte-class.ts";

export interface State {
  /** What has been read is a match. */
  readonly full: boolean;
  /** More can be read. */
  readonly open: boolean;
  /** Undefined: nothing that begins so matches. */
  step(byte: number): State | undefined;
}

/** The state before the first byte. */
export function walkOf(automaton: Automaton): State {
  const known = new Map<string, State>();
  const last = new Set(automaton.last);
  const stateOf = (read: readonly number[], next: readonly number[], full: boolean): State => {
    const key = read.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const steps: (State | null | undefined)[] = [];
    const made: State = {
      full,
      open: next.length > 0,
      step(byte) {
        const found = steps[byte];
        if (found !== undefined) return found ?? undefined;
        const reached = next.filter((position) => {
          const bytes = automaton.classes[automaton.classOf[position] ?? -1];
          return bytes !== undefined && hasByte(bytes, byte);
        });
        const state = reached.length === 0 ? undefined : readState(reached);
        steps[byte] = state ?? null;
        return state;
      },
    };
    known.set(key, made);
    return made;
  };
  const readState = (read: readonly number[]): State => {
    const next = [...new Set(read.flatMap((position) => automaton.follow[position] ?? []))].sort((a, b) => a - b);
    return stateOf(
      read,
      next,
      read.some((position) => last.has(position)),
    );
  };
  return stateOf([], automaton.first, automaton.nullable);
}
