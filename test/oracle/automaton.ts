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
const unknown = -1;

export function createAutomaton(algebra: Algebra, language: Language): Automaton {
  const numbers = new Map<Language, number>([[algebra.never, dead]]);
  const languages: Language[] = [algebra.never];
  const isFull = [false];
  const isOpen = [false];
  /** State after (state, byte): a row of 256 for each state. */
  let moves = new Int32Array(4 * 256).fill(unknown).fill(dead, 0, 256);

  const number = (of: Language): number => {
    const known = numbers.get(of);
    if (known !== undefined) return known;
    const made = languages.push(of) - 1;
    numbers.set(of, made);
    isFull.push(of.nullable);
    isOpen.push(of.maxWidth > 0);
    if (made * 256 === moves.length) {
      const wider = new Int32Array(2 * moves.length).fill(unknown);
      wider.set(moves);
      moves = wider;
    }
    return made;
  };
  return {
    start: number(language),
    width: language.maxWidth,
    step(state, byte) {
      const known = moves[state * 256 + byte] ?? dead;
      if (known !== unknown) return known;
      const next = number(algebra.derivative(languages[state] ?? algebra.never, byte));
      moves[state * 256 + byte] = next;
      return next;
    },
    full: (state) => isFull[state] === true,
    open: (state) => isOpen[state] === true,
  };
}
