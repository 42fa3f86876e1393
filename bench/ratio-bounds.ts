/** How much a ratio may be beside what was recorded of it. Pure. */

/** Of one processor. */
export interface RatioRecord {
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  /** By the case's name: the median of its rounds. */
  readonly ratios: Readonly<Record<string, number>>;
}

/** By the processor's name as the system says it. */
export type RatioRecords = Readonly<Record<string, RatioRecord>>;

/** So much more on another processor, which has other caches and instructions. */
const slackElsewhere = 1.5;

export interface RatioBound {
  readonly recorded: number;
  readonly most: number;
}

export interface RatioBounds {
  /** The record is of this processor. */
  readonly own: boolean;
  /** `slack`: how many times what was recorded is allowed. Undefined where no record has the case. */
  of(name: string, slack: number): RatioBound | undefined;
}

/** Beside the record of this processor, else beside the dearest of all the others. */
export function boundsFor(records: RatioRecords, cpu: string): RatioBounds {
  const own = Object.hasOwn(records, cpu) ? records[cpu] : undefined;
  const used = own === undefined ? Object.values(records) : [own];
  return {
    own: own !== undefined,
    of(name, slack) {
      const recorded = used.map(({ ratios }) => ratios[name]).filter((ratio) => ratio !== undefined);
      if (recorded.length === 0) return undefined;
      const dearest = Math.max(...recorded);
      return { recorded: dearest, most: dearest * slack * (own === undefined ? slackElsewhere : 1) };
    },
  };
}
