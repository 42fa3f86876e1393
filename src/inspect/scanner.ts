/**
 * The contract between lanes and the engine. A step is one pure call: everything the engine may look at is in it,
 * so any worker can serve any step, and inline and pooled scanning are the same function.
 *
 * Offsets are bytes of the step's `bytes` (raw decoded lane text, before folding) and lie on fold-unit boundaries.
 */

import type { FastOptions, FastPath } from "./fast-path.ts";

export interface LaneStep {
  /** Virtual text before the lane's first byte (its key and `: `); empty once the lane has moved on. Never emitted. */
  readonly context: Uint8Array;
  /** The lane's kept bytes: from the last result's `keep` on, new bytes appended. */
  readonly bytes: Uint8Array;
  /** No candidate starts before this. */
  readonly floor: number;
  /** Everything before this has been decided and emitted. */
  readonly released: number;
  /** Nothing follows. */
  readonly last: boolean;
  /**
   * Per detector index: 0 off, 1 detect but leave the text (allow), 2 act. Same length as the ruleset. Never changed: batches tell
   * profiles apart by identity.
   */
  readonly profile: Uint8Array;
  /** The detector behind the name of the field that the lane's text stands in (field-names.ts). */
  readonly field?: number | undefined;
  /** Only `field` counts: detectors read the text elsewhere. Answered at once. */
  readonly overlay?: boolean;
  /** Tail classes being swallowed at `released` (bit set), 0 at first. Opaque to the caller. */
  readonly tails: number;
}

export interface Finding {
  /** Index into the ruleset's detectors. */
  readonly detector: number;
  readonly start: number;
  readonly end: number;
  /** Cut by the lane's end past its commit point. */
  readonly truncated: boolean;
  /** The whole value is on an allow list of its detector: nothing is done about it, whatever the profile says. */
  readonly allowed?: true;
  /** Another reading of the same text has told it: it is acted upon, and neither noted nor counted. No scanner says this. */
  readonly again?: true;
  /** What is told of it has offsets of a text in which it stands so much later. No scanner says this either. */
  readonly shift?: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
  /** True: these bytes are the tail of an earlier span; they are dropped and get no replacement of their own. */
  readonly swallowed: boolean;
}

export interface LaneResult {
  /** New released: bytes before it are final. In order: text and `spans` partition [old released, released). */
  readonly released: number;
  readonly floor: number;
  /** Bytes before this are never needed again. keep <= floor <= ... <= bytes.length */
  readonly keep: number;
  readonly tails: number;
  /** In order, disjoint, inside [old released, released). */
  readonly spans: readonly Span[];
  /** Accepted candidates with old released < end <= released, maximal per detector, by (start, end, detector). */
  readonly findings: readonly Finding[];
}

/** A text that is known whole: a step with nothing released and nothing to follow. */
export interface WholeStep {
  readonly context?: string | Uint8Array | undefined;
  readonly bytes: Uint8Array;
  /** As in LaneStep. */
  readonly field?: number | undefined;
}

export interface WholeResult {
  /** Of the text. */
  readonly index: number;
  readonly result: LaneResult;
}

export interface Scanner {
  /**
   * Scans one step. `done` is called exactly once, synchronously when the scan runs inline, later when it is pooled.
   * A failure (dead workers, too many findings) is an Error: the exchange must be refused.
   * `step.bytes` must not change until `done`.
   */
  scan(step: LaneStep, done: (failure: Error | undefined, result: LaneResult | undefined) => void): void;
  /**
   * Scans whole texts at once, where that costs less than a step for each: the results of those in which anything was
   * found, in order. Undefined: not now, ask for each with `scan`. A failure is one for all of them.
   */
  scanWhole?(texts: readonly WholeStep[], profile: Uint8Array): readonly WholeResult[] | Error | undefined;
  /**
   * Where there was no time for texts of so many bytes: true, and `go` is called once, as soon as there is. False: there will be none, or
   * too many wait already. `go` must not throw.
   */
  later?(bytes: number, go: () => void): boolean;
  /** A fast path by this profile; undefined or missing: there is none here, and everything is scanned in steps. */
  fastPath?(profile: Uint8Array, options?: FastOptions): FastPath | undefined;
  /** The exact inverse of starting: rejects later scans. */
  close(): Promise<void>;
}

/** One that has time for everything. */
export interface ImmediateScanner extends Required<Omit<Scanner, "later">> {
  /** While it is on no stream is pumped; those that are go back. */
  halt(on: boolean): void;
}
