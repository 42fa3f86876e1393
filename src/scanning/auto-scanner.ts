/**
 * Scans small steps at once on this thread and hands the rest to the workers, so that a delta of a few bytes does not
 * pay for a hand-over and a large body does not block the loop. Each event-loop turn has a budget of inline bytes, and of
 * time; a step that does not fit into what is left of it goes to the pool, later smaller ones may still fit. A small step
 * is asked only for the time of many: to hand it over keeps the loop busier than to scan it, and an event that leaves the
 * fast path for that is dearer still, so that a loop which is behind would fall further behind. So does the hand-over of
 * a few whole texts take longer than to scan them: those of one or two turns wait for the next one, and only what is more
 * goes to the pool.
 *
 * Without a pool everything runs inline, and a step that no engine survives takes the process with it.
 */
import { failures } from "../errors.ts";
import { Fifo } from "../fifo.ts";
import type { FastMeter, FastOptions, FastPath } from "../inspect/fast-path.ts";
import type { ImmediateScanner, LaneStep, Scanner, WholeResult, WholeStep } from "../inspect/scanner.ts";
import { atTurnsEnd, kinds, type Work } from "../turn.ts";
import type { MeteredScanner } from "./pool-scanner.ts";
import { noTotals, type ScanStats, type ScanTiming, type ScanTotals } from "./scan-stats.ts";

export interface AutoScannerOptions {
  /** Calls `done` before it returns. */
  readonly inline: ImmediateScanner;
  readonly pool?: MeteredScanner | undefined;
  /** This and the next ones count only where there is a pool. */
  readonly inlineBytesPerTurn: number;
  /** Once the steps of a turn have taken so long, the next ones go to the pool, unless they are small. */
  readonly inlineMsPerTurn: number;
  /** Steps of at most so many bytes are small. */
  readonly smallBytes: number;
  /** Once the steps of a turn have taken so long, small ones go to the pool, too. */
  readonly smallMsPerTurn: number;
  /** Milliseconds. */
  readonly now?: () => number;
  readonly onTiming?: ((timing: ScanTiming) => void) | undefined;
}

type ScanDone = Parameters<Scanner["scan"]>[1];

/** Two looks at the clock cost as much as scanning a small delta, so of the small steps one in so many is timed. */
const sampleEvery = 16;
/** A sample may have waited for the processor; of the time that small steps have it stands for no more than this. */
const mostOfOne = 1 / 4;
/** Of a turn's bytes, those that whole texts leave to small steps: the texts that waited come first in a turn. */
const leftToSteps = 1 / 4;
/** Of whole texts so many turns' bytes may wait. */
const mostTurns = 2;

const idlePool: ScanStats = { inline: noTotals(), pool: noTotals(), batches: 0, retries: 0, failures: 0, refused: 0 };

export const createAutoScanner = (options: AutoScannerOptions): MeteredScanner => new AutoScanner(options);

class AutoScanner implements MeteredScanner, FastMeter, Work {
  readonly #inline: ImmediateScanner;
  readonly #pool: MeteredScanner | undefined;
  readonly #bytesPerTurn: number;
  readonly #secondsPerTurn: number;
  readonly #smallBytes: number;
  readonly #smallSecondsPerTurn: number;
  readonly #now: () => number;
  readonly #onTiming: AutoScannerOptions["onTiming"];
  readonly #total = noTotals();
  #turn = noTotals();
  /** What it has taken, as it is held against the limits: of one sample no more than `mostOfOne`. */
  #turnSeconds = 0;
  readonly #waiting = new Fifo<{ readonly bytes: number; readonly go: () => void }>();
  #waitingBytes = 0;
  #refused = 0;
  #closing: Promise<void> | undefined;
  /** The pool's, as it has said last. */
  healthy: boolean;

  constructor(options: AutoScannerOptions) {
    const { inline, pool, now, onTiming } = options;
    this.#inline = inline;
    this.#pool = pool;
    this.#bytesPerTurn = options.inlineBytesPerTurn;
    this.#secondsPerTurn = options.inlineMsPerTurn / 1000;
    this.#smallBytes = options.smallBytes;
    this.#smallSecondsPerTurn = options.smallMsPerTurn / 1000;
    this.#now = now ?? (() => performance.now());
    this.#onTiming = onTiming;
    this.healthy = pool?.healthy ?? true;
    pool?.onHealth((healthy) => {
      this.healthy = healthy;
      inline.halt(!healthy);
    });
  }

  get queueDepth(): number {
    return this.#pool?.queueDepth ?? 0;
  }

  scan(step: LaneStep, done: ScanDone): void {
    if (this.#closing !== undefined || !this.healthy) {
      this.#refused += 1;
      done(this.#closing === undefined ? failures.scannerDown() : failures.stopping(), undefined);
      return;
    }
    const size = step.bytes.length + step.context.length;
    if (this.#pool === undefined || this.#fits(size)) this.#scanInline(step, size, done);
    else this.#pool.scan(step, done);
  }

  scanWhole(texts: readonly WholeStep[], profile: Uint8Array): readonly WholeResult[] | Error | undefined {
    if (this.#closing !== undefined || !this.healthy) return undefined;
    let size = 0;
    for (const { bytes, context } of texts) size += bytes.length + (context?.length ?? 0);
    if (this.#pool !== undefined && !this.#fitsWhole(size)) return undefined;
    const turn = this.#taken(texts.length, size);
    const startedAt = this.#now();
    const results = this.#inline.scanWhole(texts, profile);
    this.#spent(turn, startedAt, 1);
    return results;
  }

  later(bytes: number, go: () => void): boolean {
    if (this.#closing !== undefined || !this.healthy || bytes > this.#wholeBytesPerTurn || this.#fitsWhole(bytes))
      return false;
    if (this.#waitingBytes + bytes > mostTurns * this.#bytesPerTurn) return false;
    this.#waiting.push({ bytes, go });
    this.#waitingBytes += bytes;
    return true;
  }

  fastPath(profile: Uint8Array, options: FastOptions = {}): FastPath | undefined {
    return this.#inline.fastPath(profile, { ...options, meter: this });
  }

  fits(size: number): boolean {
    return this.#closing === undefined && this.healthy && (this.#pool === undefined || this.#fits(size));
  }

  startedAt(): number {
    return (this.#total.steps + this.#turn.steps + 1) % sampleEvery === 0 ? this.#now() : 0;
  }

  took(size: number, startedAt: number): void {
    const turn = this.#taken(1, size);
    if (startedAt > 0) this.#spent(turn, startedAt, sampleEvery);
  }

  pumped(steps: number, bytes: number, seconds: number, turns: number): void {
    this.#add(steps, bytes, seconds);
    const each = seconds / turns;
    this.#onTiming?.({ mode: "inline", steps, bytes, seconds: each });
    for (let turn = 1; turn < turns; turn++) this.#onTiming?.({ mode: "inline", steps: 0, bytes: 0, seconds: each });
  }

  stats(): ScanStats {
    const pooled = this.#pool?.stats() ?? idlePool;
    const [total, turn] = [this.#total, this.#turn];
    return {
      ...pooled,
      inline: {
        steps: total.steps + turn.steps,
        bytes: total.bytes + turn.bytes,
        seconds: total.seconds + turn.seconds,
      },
      refused: pooled.refused + this.#refused,
    };
  }

  onHealth(listener: (healthy: boolean) => void): void {
    this.#pool?.onHealth(listener);
  }

  async ready(): Promise<void> {}

  async complete(): Promise<void> {
    await this.#pool?.complete();
  }

  close(): Promise<void> {
    this.#closing ??= Promise.all([this.#inline.close(), this.#pool?.close()]).then(() => undefined);
    return this.#closing;
  }

  #scanInline(step: LaneStep, size: number, done: ScanDone): void {
    const turn = this.#taken(1, size);
    const steps = this.#total.steps + turn.steps;
    const weight = size > this.#smallBytes ? 1 : steps % sampleEvery === 0 ? sampleEvery : 0;
    if (weight === 0) {
      this.#inline.scan(step, done);
      return;
    }
    const startedAt = this.#now();
    this.#inline.scan(step, (failure, result) => {
      this.#spent(turn, startedAt, weight);
      done(failure, result);
    });
  }

  #add(steps: number, bytes: number, seconds: number): void {
    this.#total.steps += steps;
    this.#total.bytes += bytes;
    this.#total.seconds += seconds;
  }

  #spent(turn: ScanTotals, startedAt: number, weight: number): void {
    const seconds = ((this.#now() - startedAt) / 1000) * weight;
    turn.seconds += seconds;
    if (turn === this.#turn)
      this.#turnSeconds += weight === 1 ? seconds : Math.min(seconds, this.#smallSecondsPerTurn * mostOfOne);
  }

  #fits(size: number): boolean {
    if (size <= this.#smallBytes) return this.#turnSeconds < this.#smallSecondsPerTurn;
    return this.#turn.bytes + size <= this.#bytesPerTurn && this.#turnSeconds < this.#secondsPerTurn;
  }

  get #wholeBytesPerTurn(): number {
    return this.#bytesPerTurn * (1 - leftToSteps);
  }

  /** Small texts are as small steps. */
  #fitsWhole(size: number): boolean {
    return this.#fits(size) && (size <= this.#smallBytes || this.#turn.bytes + size <= this.#wholeBytesPerTurn);
  }

  /** The turn, with so much more in it. */
  #taken(steps: number, bytes: number): ScanTotals {
    const turn = this.#turn;
    if (turn.steps === 0) atTurnsEnd(kinds.count, this);
    turn.steps += steps;
    turn.bytes += bytes;
    return turn;
  }

  /** The turn has ended. */
  work(): void {
    const { steps, bytes, seconds } = this.#turn;
    this.#turn = noTotals();
    this.#turnSeconds = 0;
    this.#add(steps, bytes, seconds);
    this.#onTiming?.({ mode: "inline", steps, bytes, seconds });
    for (
      let { first } = this.#waiting;
      first !== undefined && this.#fitsWhole(first.bytes);
      first = this.#waiting.first
    ) {
      this.#waiting.shift();
      this.#waitingBytes -= first.bytes;
      first.go();
    }
  }
}
