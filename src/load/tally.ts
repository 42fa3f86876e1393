/** What the answers of one path come to: latencies, counts, errors by kind, leaks. Pure; clocks are the caller's. */
import type { Answer, ErrorKind } from "./answer.ts";
import { Latency } from "./latency.ts";
import type { ValueKind } from "./values.ts";

export interface Leaks {
  /** Values that were planted in what came whole. */
  readonly planted: number;
  readonly leaked: number;
  /** Texts with at least one of them. */
  readonly texts: number;
  readonly byKind: Partial<Record<ValueKind, number>>;
}

export const noLeaks = (): Leaks => ({ planted: 0, leaked: 0, texts: 0, byKind: {} });

/** Adds what of `planted` stands whole in `text`. */
export function withLeaks(leaks: Leaks, planted: readonly { kind: ValueKind; value: string }[], text: string): Leaks {
  if (planted.length === 0) return leaks;
  const found = planted.filter(({ value }) => text.includes(value));
  const byKind = { ...leaks.byKind };
  for (const { kind } of found) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    planted: leaks.planted + planted.length,
    leaked: leaks.leaked + found.length,
    texts: leaks.texts + (found.length > 0 ? 1 : 0),
    byKind,
  };
}

export interface Errors {
  readonly kind: ErrorKind;
  readonly count: number;
  /** The first one. */
  readonly example: string;
}

/**
 * From the moment at which an exchange was meant to begin: to its first token and to its end; and between tokens. The late ones are
 * what was more than the plan: of each token, of the first one, of the end.
 */
export const latencyNames = ["firstToken", "betweenTokens", "whole", "lateToken", "lateFirst", "lateEnd"] as const;
export type LatencyName = (typeof latencyNames)[number];
export type Latencies = Readonly<Record<LatencyName, Latency>>;

export const byLatency = <T>(of: (name: LatencyName) => T): Record<LatencyName, T> =>
  Object.fromEntries(latencyNames.map((name) => [name, of(name)])) as Record<LatencyName, T>;

/** A tally as it goes to another process. */
export interface PathResult {
  readonly latencies: Readonly<Record<LatencyName, string>>;
  readonly exchanges: number;
  readonly failed: number;
  readonly tokens: number;
  readonly errors: readonly Errors[];
  readonly leaks: Leaks;
  /** Complete streams whose events did not come one for one: none of `lateToken` is from them. */
  readonly regrouped: number;
  /** Answers in which nothing was planted, and those of them that came changed. */
  readonly clean: number;
  readonly changed: number;
}

/** Of the last second. */
export interface PathSecond {
  readonly live: number;
  readonly ended: number;
  readonly failed: number;
  readonly tokens: number;
  readonly leaked: number;
  readonly firstTokenP50Ms: number | null;
  readonly firstTokenP99Ms: number | null;
  readonly lateP50Ms: number | null;
  readonly lateP99Ms: number | null;
}

export class Tally {
  readonly latencies: Latencies = byLatency(() => new Latency());
  readonly #second = { firstToken: new Latency(), late: new Latency(), ended: 0, failed: 0, tokens: 0, leaked: 0 };
  readonly #errors = new Map<ErrorKind, { count: number; example: string }>();
  #leaks = noLeaks();
  #live = 0;
  #exchanges = 0;
  #failed = 0;
  #tokens = 0;
  #regrouped = 0;
  #clean = 0;
  #changed = 0;

  begun(): void {
    this.#live += 1;
  }

  /** `meantMs`: when it should have begun. `measured`: it began after the ramp, so its latencies count. */
  ended(answer: Answer, meantMs: number, nowMs: number, measured: boolean): void {
    this.#live -= 1;
    this.#second.ended += 1;
    if (measured) this.#exchanges += 1;
    this.#checkLeaks(answer);
    const { failure, cameMs } = answer;
    if (failure !== undefined) {
      if (measured) this.#failed += 1;
      this.#second.failed += 1;
      const { count = 0, example = failure.example } = this.#errors.get(failure.kind) ?? {};
      this.#errors.set(failure.kind, { count: count + 1, example });
      return;
    }
    this.#second.tokens += cameMs.length;
    if (measured) {
      this.#tokens += answer.plan.streamed ? cameMs.length : answer.plan.pieces.length;
      this.#timeWhole(answer, meantMs, nowMs);
    }
    this.#timeTokens(answer, meantMs, measured);
  }

  #timeWhole({ plan, firstMs, cameMs }: Answer, meantMs: number, nowMs: number): void {
    const { firstToken, betweenTokens, whole, lateFirst, lateEnd } = this.latencies;
    whole.record(nowMs - meantMs);
    lateEnd.record(nowMs - meantMs - (plan.atMs.at(-1) ?? 0));
    if (!plan.streamed || firstMs === undefined) return;
    firstToken.record(firstMs - meantMs);
    lateFirst.record(firstMs - meantMs - (plan.atMs[0] ?? 0));
    for (let i = 1; i < cameMs.length; i++) betweenTokens.record((cameMs[i] ?? 0) - (cameMs[i - 1] ?? 0));
  }

  #timeTokens({ plan, firstMs, cameMs }: Answer, meantMs: number, measured: boolean): void {
    if (plan.streamed && firstMs !== undefined) this.#second.firstToken.record(firstMs - meantMs);
    if (cameMs.length !== plan.atMs.length) {
      if (measured) this.#regrouped += 1;
      return;
    }
    for (let i = 0; i < cameMs.length; i++) {
      const late = (cameMs[i] ?? 0) - meantMs - (plan.atMs[i] ?? 0);
      this.#second.late.record(late);
      if (measured && plan.streamed) this.latencies.lateToken.record(late);
    }
  }

  /** A broken answer can leak, too; only a complete one can be unchanged. */
  #checkLeaks(answer: Answer): void {
    const { planted } = answer.plan.answer;
    const before = this.#leaks.leaked;
    if (answer.text !== "") this.#leaks = withLeaks(this.#leaks, planted, answer.text);
    this.#second.leaked += this.#leaks.leaked - before;
    if (planted.length > 0 || answer.failure !== undefined) return;
    this.#clean += 1;
    if (!answer.unchanged) this.#changed += 1;
  }

  /** What the last second came to, and begins the next one. */
  second(): PathSecond {
    const { firstToken, late, ...counts } = this.#second;
    const at = (latency: Latency, percentile: number): number | null =>
      latency.count === 0 ? null : latency.ms(percentile);
    const second = {
      live: this.#live,
      ...counts,
      firstTokenP50Ms: at(firstToken, 50),
      firstTokenP99Ms: at(firstToken, 99),
      lateP50Ms: at(late, 50),
      lateP99Ms: at(late, 99),
    };
    firstToken.reset();
    late.reset();
    Object.assign(this.#second, { ended: 0, failed: 0, tokens: 0, leaked: 0 });
    return second;
  }

  result(): PathResult {
    return {
      latencies: byLatency((name) => this.latencies[name].encoded()),
      exchanges: this.#exchanges,
      failed: this.#failed,
      tokens: this.#tokens,
      errors: [...this.#errors].map(([kind, { count, example }]) => ({ kind, count, example })),
      leaks: this.#leaks,
      regrouped: this.#regrouped,
      clean: this.#clean,
      changed: this.#changed,
    };
  }
}
