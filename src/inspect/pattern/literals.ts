/**
 * The literals that matches of a pattern begin with: Hyperscan finds those, and where none stands there is no match. For a lead that
 * means (`adafruit`, `(?:h-?captcha|turnstile)`) not even the beginning of one.
 */
import type { Automaton } from "./automaton.ts";
import { membersOf, sizeOf } from "./byte-class.ts";

/** What a text may begin with. */
export interface Literal {
  readonly bytes: readonly number[];
  /** Letters, lower case here, stand for either case. */
  readonly caseless: boolean;
}

/** Literals of which one stands `offset` bytes behind the start of each match. */
export interface Literals {
  readonly offset: 0 | 1;
  readonly literals: readonly Literal[];
  /** In units of a long literal that is never found. */
  readonly cost: number;
}

const leastBytes = 3;
const mostBytes = 8;
/** A byte of a literal: a letter in either case, or one of a few; rather one of some more than no literal. */
const mostMembers = 5;
const mostOfShort = 10;

/** Many short literals are found everywhere: worse than any other way to find a match. */
const dearest = 1000;

const frequent = new Set(Buffer.from(" abcdefghilmnoprstu"));

/** To look for a literal, and for what it finds in prose and code: each letter more makes that less by a factor of some 4. */
function costOf(bytes: readonly number[]): number {
  if (bytes.length < leastBytes) return Number.POSITIVE_INFINITY;
  const letters = bytes.reduce((sum, byte) => sum + (frequent.has(byte) ? 1 : 2), 0);
  return 1 + 8 * 4 ** (5 - letters);
}

/** Those that are cheapest to look for; undefined if some matches begin otherwise. */
export function literalsOf(automaton: Automaton): Literals | undefined {
  const { first, last } = automaton;
  const isOpen = first.some((position) => isWide(automaton, position, mostMembers));
  if (isOpen && first.some((position) => last.includes(position))) return undefined;
  const positions = isOpen ? followersOf(automaton, first) : first;
  const { literals, cost } = cutShort(automaton, { bytes: [], caseless: false, positions, mayEnd: false }, dearest);
  return cost > dearest ? undefined : { offset: isOpen ? 1 : 0, literals, cost };
}

interface Beginning extends Literal {
  /** That may be read next. */
  readonly positions: readonly number[];
  /** A match may be over. */
  readonly mayEnd: boolean;
}

interface Cut {
  readonly literals: readonly Literal[];
  readonly cost: number;
}

/** All that go on from a beginning, each cut where that is cheapest. What costs as much as `dearest` is not worth knowing. */
function cutShort(automaton: Automaton, beginning: Beginning, dearest: number): Cut {
  const { bytes, caseless, positions, mayEnd } = beginning;
  const here: Cut = { literals: [{ bytes, caseless }], cost: costOf(bytes) };
  const most = bytes.length < leastBytes ? mostOfShort : mostMembers;
  if (mayEnd || bytes.length === mostBytes || positions.some((position) => isWide(automaton, position, most)))
    return here;
  const bound = Math.min(here.cost, dearest);
  const literals: Literal[] = [];
  let cost = 0;
  for (const longer of continued(automaton, beginning)) {
    const cut = cutShort(automaton, longer, bound - cost);
    literals.push(...cut.literals);
    cost += cut.cost;
    if (cost >= bound) return here;
  }
  return { literals, cost };
}

function continued(automaton: Automaton, { bytes, caseless, positions }: Beginning): readonly Beginning[] {
  const readers = new Map<number, { readonly exact: Set<number>; readonly positions: number[] }>();
  for (const position of positions) {
    for (const byte of membersOf(classAt(automaton, position))) {
      const lower = lowerOf(byte);
      const known = readers.get(lower) ?? { exact: new Set(), positions: [] };
      known.exact.add(byte);
      if (known.positions.at(-1) !== position) known.positions.push(position);
      readers.set(lower, known);
    }
  }
  return [...readers].map(([lower, { exact, positions: read }]) => {
    const [byte = lower] = exact;
    const both = caseless || exact.size > 1;
    return {
      bytes: both ? [...bytes.map(lowerOf), lower] : [...bytes, byte],
      caseless: both,
      positions: followersOf(automaton, read),
      mayEnd: read.some((position) => automaton.last.includes(position)),
    };
  });
}

const classAt = ({ classes, classOf }: Automaton, position: number): Uint32Array =>
  classes[classOf[position] ?? 0] ?? new Uint32Array(8);

const isWide = (automaton: Automaton, position: number, most: number): boolean =>
  sizeOf(classAt(automaton, position)) > most;

const followersOf = ({ follow }: Automaton, positions: readonly number[]): readonly number[] => [
  ...new Set(positions.flatMap((position) => follow[position] ?? [])),
];

const lowerOf = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
