/**
 * A language read byte by byte: states are derivatives, found when first walked into. State 0 is dead. `full` says
 * that what was read is a member; `open` that it is a proper prefix of one (the derivative holds a non-empty string).
 */

import type { Algebra, Language } from "./language.ts";

export interface Automaton {
  readonly start: number;
  /** Width of the widest member. */
  readonly width: number;
  step(state: number, byte: number): number;
  full(state: number): boolean;
  open(state: number): boolean;
}

export const dead = 0;

export function createAutomaton(algebra: Algebra, language: Language): Automaton {
  const numbers = new Map<Language, number>([[algebra.never, dead]]);
  const languages: Language[] = [algebra.never];
  const moves: Int32Array[] = [new Int32Array(256)];

  const number = (of: Language): number => {
    const known = numbers.get(of);
    if (known !== undefined) return known;
    const made = languages.push(of) - 1;
    numbers.set(of, made);
    moves.push(new Int32Array(256).fill(-1));
    return made;
  };
  const at = (state: number): Language => languages[state] ?? algebra.never;

  return {
    start: number(language),
    width: language.maxWidth,
    step(state, byte) {
      const known = moves[state]?.[byte] ?? dead;
      if (known >= 0) return known;
      const next = number(algebra.derivative(at(state), byte));
      const row = moves[state];
      if (row) row[byte] = next;
      return next;
    },
    full: (state) => at(state).nullable,
    open: (state) => at(state).maxWidth > 0,
  };
}
