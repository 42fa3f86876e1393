/**
 * The audit trail as the pipeline sees it. Vault's rule: what cannot be recorded is refused.
 *
 *   start -> accepted? -> upstream ... decision* ... end
 *
 * Invariants: every accepted start has exactly one end; what was accepted is written, in order, or `close` says how much
 * was not; the queue is bounded (`limits.queueEvents`, `limits.queueBytes`, plus a quarter for decisions and one end per
 * live exchange); no value is ever in it. Without `durable` a start is accepted into memory and is on disk some 25 ms
 * later (batchMs + syncMs); a crash of the whole process can lose that much.
 */
import { failures, type SluiceError } from "../errors.ts";
import { type AuditLimits, defaultAuditLimits } from "./audit-limits.ts";
import type { ChainsEvent, DecisionEvent, EndEvent, GatewayFacts, StartEvent } from "./events.ts";
import { createRefusalCounts, type RefusalCounts } from "./refusal-counts.ts";
import { openTrail, type Trail, type TrailOpening, type TrailStatistics } from "./trail.ts";

export interface AuditOptions {
  /** Created if missing, 0700; one gateway at a time. */
  readonly directory: string;
  /** Where they are not known yet, the trail is opened meanwhile; without them it is closed as it was. */
  readonly gateway: GatewayFacts | Promise<GatewayFacts>;
  readonly limits?: Partial<AuditLimits>;
}

export interface AuditStatistics extends TrailStatistics {
  /** Starts refused because the trail could not be written. */
  readonly refusedStarts: number;
}

export interface Audit {
  /**
   * Records the start of an exchange. `accepted` is called exactly once: in this call when not durable, after the group
   * fsync when durable. With an error the exchange must be refused; it needs no end event and no `refused`.
   */
  start(event: StartEvent, options: { readonly durable: boolean }, accepted: (error?: SluiceError) => void): void;
  /** False: there is no room; the exchange must end (its end event has room). */
  decision(event: DecisionEvent): boolean;
  /** Exactly once per accepted start, or earlier, when the exchange ends before it was accepted; always taken. */
  end(event: EndEvent): void;
  /** Counts a refusal for which there is no start event. `reason` is one of our codes. */
  refused(reason: string): void;
  reload(facts: GatewayFacts): void;
  /** Records where the chains of all processes stand. */
  chains(last: ChainsEvent["last"]): void;
  /** Number of the last event of this trail, once everything up to it is durable. Rejects like `flush`. */
  durableLast(): Promise<number>;
  /** False: the trail cannot be written now; starts are refused and live exchanges should wait with `whenWritable`. */
  readonly available: boolean;
  onAvailability(listener: (available: boolean) => void): void;
  /**
   * Calls `done` once: at once when available, else when it is again, or with an error after `limits.waitMs`, upon which
   * the exchange must end. Returns a function that forgets the wait.
   */
  whenWritable(done: (error?: SluiceError) => void): () => void;
  /** Everything accepted so far is durable. Rejects after `limits.syncWaitMs`. */
  flush(): Promise<void>;
  /** Writes the close event. Rejects after `limits.syncWaitMs` when not everything could be written. */
  close(): Promise<void>;
  readonly statistics: AuditStatistics;
  readonly opening: TrailOpening;
}

/** Opens the trail; rejects with what is wrong with the directory, or with why there are no facts. */
export const createAudit = async (options: AuditOptions): Promise<Audit> => {
  const limits = { ...defaultAuditLimits, ...options.limits };
  const [opened, known] = await Promise.allSettled([openTrail(options.directory, limits), options.gateway]);
  if (opened.status === "rejected") throw opened.reason;
  const trail = opened.value;
  if (known.status === "rejected") {
    await trail.close();
    throw known.reason;
  }
  return new WrittenAudit(trail, known.value, limits.refusalMs);
};

class WrittenAudit implements Audit {
  readonly opening: TrailOpening;
  readonly #trail: Trail;
  readonly #refusals: RefusalCounts;
  readonly #counts = { starts: 0, decisions: 0, ends: 0, refusals: 0 };
  /** Exchanges whose durable start is not confirmed. */
  readonly #unconfirmed = new Set<string>();
  #refusedStarts = 0;
  #closing = false;

  constructor(trail: Trail, gateway: GatewayFacts, refusalMs: number) {
    this.#trail = trail;
    this.opening = trail.opening;
    this.#trail.accept({ kind: "open", time: Date.now(), ...gateway, ...trail.opening });
    this.#refusals = createRefusalCounts({
      intervalMs: refusalMs,
      emit: (event) => {
        this.#counts.refusals += event.count;
        this.#trail.accept(event);
      },
    });
  }

  get available(): boolean {
    return !this.#closing && this.#trail.availability.available;
  }

  get statistics(): AuditStatistics {
    return { ...this.#trail.statistics, refusedStarts: this.#refusedStarts };
  }

  start(event: StartEvent, { durable }: { readonly durable: boolean }, accepted: (error?: SluiceError) => void): void {
    if (!this.available) {
      this.#refusedStarts++;
      if (!this.#closing) this.#refusals.count("audit-unavailable");
      accepted(failures.auditUnavailable());
      return;
    }
    this.#counts.starts++;
    if (durable) {
      this.#startDurable(event, accepted);
      return;
    }
    this.#trail.accept(event);
    accepted();
  }

  decision(event: DecisionEvent): boolean {
    if (this.#trail.availability.exhausted) return false;
    this.#counts.decisions++;
    this.#trail.accept(event);
    return true;
  }

  end(event: EndEvent): void {
    this.#unconfirmed.delete(event.exchange);
    this.#counts.ends++;
    this.#trail.accept(event);
  }

  refused(reason: string): void {
    this.#refusals.count(reason);
  }

  reload(facts: GatewayFacts): void {
    this.#trail.accept({ kind: "reload", time: Date.now(), ...facts });
  }

  chains(last: ChainsEvent["last"]): void {
    this.#trail.accept({ kind: "chains", time: Date.now(), last });
  }

  async durableLast(): Promise<number> {
    const { last } = this.#trail;
    await this.#trail.flush();
    return last;
  }

  onAvailability(listener: (available: boolean) => void): void {
    this.#trail.availability.onChange(listener);
  }

  whenWritable(done: (error?: SluiceError) => void): () => void {
    return this.#trail.availability.whenAvailable(done);
  }

  flush(): Promise<void> {
    return this.#trail.flush();
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    this.#refusals.close();
    this.#trail.accept({ kind: "close", time: Date.now(), writer: this.opening.writer, ...this.#counts });
    await this.#trail.close();
  }

  #startDurable(event: StartEvent, accepted: (error?: SluiceError) => void): void {
    this.#unconfirmed.add(event.exchange);
    this.#trail.whenDurable(this.#trail.accept(event), (error) => {
      // Not confirmed in time, but in the queue: it will be in the trail, so it gets its end.
      if (this.#unconfirmed.delete(event.exchange) && error !== undefined) this.end(unstarted(event));
      accepted(error);
    });
    this.#trail.hurry();
  }
}

const unstarted = (start: StartEvent): EndEvent => ({
  kind: "end",
  time: Date.now(),
  exchange: start.exchange,
  status: 503,
  outcome: "failed",
  reason: "audit-unavailable",
  requestBytesIn: 0,
  requestBytesOut: 0,
  responseBytesIn: 0,
  responseBytesOut: 0,
  events: 0,
  findings: {},
  heldCharactersMax: 0,
  heldMsMax: 0,
  durationMs: Date.now() - start.time,
});
