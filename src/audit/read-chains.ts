/**
 * Reads all chains of an audit directory as one, by time. Each is verified by itself (read.ts), and all of them together: what a
 * chain says of another (`chains` events), that other must still have. So a chain that was removed whole is missed, and so is
 * its end, as far as it was on the disk when another chain spoke of it.
 */
import { type Chain, listChains } from "./chains.ts";
import type { RecordedEvent } from "./events.ts";
import { type AuditSummary, type Damage, type ReadAuditOptions, walkAudit } from "./read.ts";

export interface ChainEvent {
  readonly chain: string;
  readonly event: RecordedEvent;
}

export interface ReadChainsOptions extends Pick<ReadAuditOptions, "onDamage"> {
  /** Each chain's in its order. A returned promise is awaited before the next event. */
  readonly onEvent: (read: ChainEvent) => void | Promise<void>;
}

export interface ChainsSummary {
  readonly chains: ReadonlyMap<string, AuditSummary>;
  readonly events: number;
  /** Places of damage, torn tails apart. */
  readonly damaged: number;
}

/** What was said of a chain: the last event that it must have, and who said so. */
interface Claim {
  readonly last: number;
  readonly by: string;
  readonly seq: number;
}

interface Reading {
  readonly chain: Chain;
  readonly events: Generator<RecordedEvent, AuditSummary, void>;
  head: RecordedEvent;
}

/** Throws the file system's error when something cannot be listed or opened. */
export const readChains = async (directory: string, options: ReadChainsOptions): Promise<ChainsSummary> => {
  const { onEvent, onDamage } = options;
  const summaries = new Map<string, AuditSummary>();
  const claims = new Map<string, Claim>();
  let readings: Reading[] = [];

  const advance = (reading: Pick<Reading, "chain" | "events">): Reading | undefined => {
    const { value, done } = reading.events.next();
    if (done !== true) return { ...reading, head: value };
    summaries.set(reading.chain.name, value);
    return undefined;
  };

  for (const chain of listChains(directory)) {
    const inChain = (damage: Damage): void =>
      onDamage?.(chain.name === "." ? damage : { ...damage, file: `${chain.name}/${damage.file}` });
    const reading = advance({ chain, events: walkAudit(chain.directory, { onDamage: inChain }) });
    if (reading !== undefined) readings.push(reading);
  }
  while (readings.length > 0) {
    const first = readings.reduce((a, b) => (b.head.time < a.head.time ? b : a));
    const { head, chain } = first;
    if (head.kind === "chains") {
      for (const [name, last] of Object.entries(head.last))
        if (last > (claims.get(name)?.last ?? 0)) claims.set(name, { last, by: chain.name, seq: head.seq });
    }
    const taken = onEvent({ chain: chain.name, event: head });
    if (taken !== undefined) await taken;
    const next = advance(first);
    readings = readings.flatMap((reading) => (reading === first ? (next ?? []) : [reading]));
  }

  let missing = 0;
  for (const [name, { last, by, seq }] of claims) {
    const found = summaries.get(name)?.last ?? 0;
    if (found >= last) continue;
    missing++;
    const what = found === 0 ? "The chain is gone" : `The chain ends at event ${found}`;
    const message = `${what}; event ${last} of it was on the disk, says event ${seq} of ${by}.`;
    onDamage?.({ kind: "missing", file: name, offset: 0, message });
  }
  const all = [...summaries.values()];
  const sum = (of: (summary: AuditSummary) => number): number => all.reduce((total, one) => total + of(one), 0);
  return { chains: summaries, events: sum(({ events }) => events), damaged: missing + sum(({ damaged }) => damaged) };
};
