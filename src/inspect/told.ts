/**
 * Findings of a text that is read in more than one way: a piece by itself, what stands in its place, all pieces together. Each
 * reading edits the text, but a value that two of them find in the same place is one finding: the first tells it, and it
 * counts once. Which one is the first does not depend on when scans answer: their results are taken in the order of asking.
 */
import { hash } from "node:crypto";
import { Fifo } from "../fifo.ts";
import type { Finding } from "./scanner.ts";

/** One that has asked; `late` takes its answer, which has come before its turn. */
export interface Asker {
  late: (() => void) | undefined;
}

export class Told {
  #findings: Set<string> | undefined;
  readonly #asked = new Fifo<Asker>();

  /** What is to be told of it: not that again. Offsets are those of the text; two texts may go on from the same place, so the value counts, too. */
  tell(lane: string, finding: Finding, value: Uint8Array): Finding {
    const { detector, start, end, truncated } = finding;
    const digest = hash("sha256", value, "base64");
    const key = `${detector} ${start} ${end} ${truncated} ${digest} ${lane}`;
    this.#findings ??= new Set();
    if (this.#findings.has(key)) return { ...finding, again: true };
    this.#findings.add(key);
    return finding;
  }

  ask(asker: Asker): void {
    this.#asked.push(asker);
  }

  isNext(asker: Asker): boolean {
    return this.#asked.first === asker;
  }

  /** The answer of the one whose turn it is has been taken. */
  taken(): void {
    this.#asked.shift();
    const next = this.#asked.first;
    const late = next?.late;
    if (next === undefined || late === undefined) return;
    next.late = undefined;
    late();
  }
}

/** Where what is read stands in a text that others read, too. */
export interface Reading {
  readonly told: Told;
  /** Offset in that text of the first byte read. */
  readonly at: number;
}
