/**
 * A language read byte by byte: states are derivatives, found when first walked into. `full` says
 * that what was read is a member; `open` that it is a proper prefix of one (the derivative holds a non-empty string).
 */

import type { Algebra, Language } from "./language.ts";

export interface Automaton {
  readonly start: number;
  /** Width of the widest member. */
  readonly width: number;
  step(state: number, byte: number): number;
  /** Whatever follows, what was read begins no member. */
  isDead(state: number): boolean;
  full(state: number): boolean;
  open(state: number): boolean;
}

const dead = 0;
const unknown = -1;

export function createAutomaton(algebra: Algebra, language: Language): Automaton {
  const numbers = new Map<Language, number>([[algebra.never, dead]]);
  const languages: Language[] = [algebra.never];
  const isFull = [false];
  const isOpen = [false];
  const { classOf, classes } = byteClasses(language);
  /** State after (state, class of the byte): a row for each state. */
  let moves = new Int32Array(4 * classes).fill(unknown).fill(dead, 0, classes);

  const number = (of: Language): number => {
    const known = numbers.get(of);
    if (known !== undefined) return known;
    const made = languages.push(of) - 1;
    numbers.set(of, made);
    isFull.push(of.nullable);
    isOpen.push(of.maxWidth > 0);
    if (made * classes === moves.length) {
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
      const move = state * classes + (classOf[byte] ?? 0);
      const known = moves[move] ?? dead;
      if (known !== unknown) return known;
      const next = number(algebra.derivative(languages[state] ?? algebra.never, byte));
      moves[move] = next;
      return next;
    },
    isDead: (state) => state === dead,
    full: (state) => isFull[state] === true,
    open: (state) => isOpen[state] === true,
  };
}

/** Bytes that no set of the language tells apart are of one class: a derivative by one is the derivative by all. */
function byteClasses(language: Language): { readonly classOf: Uint8Array; readonly classes: number } {
  const seen = new Set<Language>();
  const sets: Uint8Array[] = [];
  const collect = (of: Language): void => {
    if (seen.has(of)) return;
    seen.add(of);
    if (of.kind === "set") sets.push(of.bytes);
    if (of.kind === "pair") for (const part of [of.first, of.rest]) collect(part);
    if (of.kind === "either") for (const part of of.members) collect(part);
    if (of.kind === "repeat") collect(of.body);
  };
  collect(language);
  const numbers = new Map<string, number>();
  const classOf = Uint8Array.from({ length: 256 }, (_, byte) => {
    const within = sets.map((set) => set[byte]).join("");
    const number = numbers.get(within) ?? numbers.size;
    numbers.set(within, number);
    return number;
  });
  return { classOf, classes: numbers.size };
}

/** For each byte those of `all` whose automaton has a member that begins with it. */
export function byFirstByte<T>(all: readonly T[], automatonOf: (one: T) => Automaton): (byte: number) => readonly T[] {
  const known: (readonly T[])[] = [];
  const begins = (automaton: Automaton, byte: number): boolean =>
    !automaton.isDead(automaton.step(automaton.start, byte));
  return (byte) => {
    const found = known[byte] ?? all.filter((one) => begins(automatonOf(one), byte));
    known[byte] = found;
    return found;
  };
}
