/**
 * What is asked of a lane's text at one step: T with its virtual context in front, where position 0 is the first byte of
 * T. What many detectors ask alike (where a lead ends, where a word stands) is found when it is first asked.
 */

import type { Automaton } from "./automaton.ts";

export interface View {
  /** T. */
  readonly text: Uint8Array;
  /** Bytes of context before it. */
  readonly contextBytes: number;
  /** The byte at `position`, which may be negative; undefined outside. */
  at(position: number): number | undefined;
  /** Whether some T[b, position) is in the lead. */
  leadEnds(lead: Automaton, position: number): boolean;
  /** Whether a word (bytes, ASCII in lower case) stands in T[from, to), in any case. */
  wordStands(word: Buffer, from: number, to: number): boolean;
}

/** `leadsBy`: the leads that may be asked for, each under every byte that it may begin with. */
export function createView(
  text: Uint8Array,
  context: Uint8Array,
  leadsBy: (firstByte: number) => readonly Automaton[],
): View {
  const all = Buffer.concat([context, text]);
  const c = context.length;
  const at = (position: number): number | undefined => all[c + position];
  let leadEnds: ReadonlyMap<Automaton, Uint8Array> | undefined;
  const words = new Map<Buffer, readonly number[]>();
  let lowered: Buffer | undefined;

  return {
    text,
    contextBytes: c,
    at,
    leadEnds(lead, position) {
      leadEnds ??= endsOf(leadsBy, all);
      return lead.full(lead.start) || leadEnds.get(lead)?.[c + position] === 1;
    },
    wordStands(word, from, to) {
      lowered ??= Buffer.from(all.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte)));
      const places = words.get(word) ?? placesOf(word, lowered);
      words.set(word, places);
      return places.some((place) => c + from <= place && place + word.length <= c + to);
    },
  };
}

/** For each lead 1 where a member of one byte or more ends: each is read from every byte. */
function endsOf(leadsBy: (firstByte: number) => readonly Automaton[], all: Uint8Array): Map<Automaton, Uint8Array> {
  const found = new Map<Automaton, Uint8Array>();
  for (let from = 0; from < all.length; from += 1) {
    for (const lead of leadsBy(all[from] ?? 0)) {
      let state = lead.start;
      for (let at = from; at < all.length && !lead.isDead(state); at += 1) {
        state = lead.step(state, all[at] ?? 0);
        if (!lead.full(state)) continue;
        const ends = found.get(lead) ?? new Uint8Array(all.length + 1);
        ends[at + 1] = 1;
        found.set(lead, ends);
      }
    }
  }
  return found;
}

const isLetter = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x61 && byte <= 0x7a;

/** Where the word begins that has no letter directly before or after it. */
function placesOf(word: Buffer, lowered: Buffer): readonly number[] {
  const places: number[] = [];
  for (let at = lowered.indexOf(word); at >= 0; at = lowered.indexOf(word, at + 1)) {
    if (!isLetter(lowered[at - 1]) && !isLetter(lowered[at + word.length])) places.push(at);
  }
  return places;
}
