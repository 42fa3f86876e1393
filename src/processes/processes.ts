/**
 * The gateway's processes, as their primary runs them. One place for each, and in each place one process after the other:
 *
 *   start   prepared, all of them -> listening, all of them                       or nothing listens, and all end
 *   death   the place waits (restarts.ts), then another process with the configuration that counts by then
 *   reload  prepared, all of them -> taken, all of them                           or abandoned by all, and nothing has changed
 *   stop    exchanges in flight end within timeouts.drain, then the processes do
 *
 * Invariants: starts and reloads follow one another, so a process never starts with what is being replaced. What a process takes
 * over cannot be refused any more; one that does not say that it has is killed, and its successor runs with the new configuration.
 */
import { chainOf } from "../audit/chains.ts";
import type { RulesetFacts } from "../gateway.ts";
import type { Log } from "../log.ts";
import type { MetricSnapshot } from "../metrics/metrics.ts";
import { type GatewayProcess, OrderRefused } from "./gateway-process.ts";
import { createTurns } from "./in-turn.ts";
import type { ListeningFacts, Order, Task } from "./orders.ts";
import { createRestarts } from "./restarts.ts";

export interface ProcessesOptions {
  readonly count: number;
  readonly task: Task;
  /** The part of a task that one place is given. */
  readonly taskOf: (task: Task, place: number) => Task;
  readonly fork: () => GatewayProcess;
  /** `limits.restarts` */
  readonly restarts: number;
  /** `timeouts.drain` */
  readonly drainMs: number;
  readonly log: Log;
  /** A process listens; `again`: in place of one that died. */
  readonly onListening?: (place: number, again: boolean) => void;
  readonly onDeath?: (place: number) => void;
  /** A place died too often: the gateway should stop. */
  readonly onGivingUp: () => void;
  /** Chains of the audit directory that no process goes on with: name, and number of the last event. */
  readonly otherChains: Readonly<Record<string, number>>;
  readonly now?: () => number;
}

export interface Processes {
  /** Rejects with `OrderRefused` when one cannot run; then none does. */
  start(): Promise<ListeningFacts & { readonly ruleset: RulesetFacts }>;
  /** Rejects with `OrderRefused`, and then nothing has changed. */
  reload(task: Task): Promise<void>;
  /** Why exchanges are not accepted, or not by all, as sentences. */
  unready(): Promise<readonly string[]>;
  /** Of each place whose process answers in time. */
  snapshots(): Promise<ReadonlyMap<number, MetricSnapshot>>;
  readonly listening: number;
  readonly pids: readonly number[];
  /** Of processes that died. */
  readonly restarted: number;
  /** Records in every chain where all of them stand, then stops. False: at least one process had to be killed. */
  stop(): Promise<boolean>;
}

export const processLimits = {
  /** Opening the detectors, the audit trail and the scanning threads. */
  startMs: 60_000,
  /** What needs no work. */
  orderMs: 10_000,
  /** A page of the admin address waits so long for a process. */
  pageMs: 5_000,
  /** Beyond timeouts.drain. */
  stopMs: 15_000,
} as const;

interface Place {
  readonly place: number;
  process: GatewayProcess | undefined;
  listening: boolean;
  timer: NodeJS.Timeout | undefined;
}

export function createProcesses(options: ProcessesOptions): Processes {
  const { log, fork, taskOf, now = () => performance.now() } = options;
  const { startMs, orderMs, pageMs, stopMs } = processLimits;
  const places = Array.from(
    { length: options.count },
    (_, i): Place => ({
      place: i + 1,
      process: undefined,
      listening: false,
      timer: undefined,
    }),
  );
  const restarts = createRestarts(options.restarts);
  const inTurn = createTurns();
  let task = options.task;
  let running = false;
  let restarted = 0;

  /** Of those that listen; what one of them is asked for when it dies is answered by its end. */
  const live = (): readonly (Place & { readonly process: GatewayProcess })[] =>
    places.filter((one): one is Place & { process: GatewayProcess } => one.listening && one.process !== undefined);

  /** Who refuses is named. */
  const ask = async <Type extends Order["type"]>(
    { place, process }: Pick<Place, "place" | "process">,
    order: Extract<Order, { type: Type }>,
    withinMs: number,
  ) => {
    try {
      if (process === undefined) throw new OrderRefused({ sentence: "It does not run.", exitCode: 1 });
      return await process.ask(order, withinMs);
    } catch (error) {
      if (!(error instanceof OrderRefused)) throw error;
      const { sentence, exitCode } = error;
      throw new OrderRefused({ sentence: `Process ${place}: ${sentence}`, exitCode });
    }
  };

  const prepareStart = (one: Place): Promise<RulesetFacts> => {
    const process = fork();
    one.process = process;
    void process.ended.then((how) => died(one, process, how));
    return ask(one, { type: "start", place: one.place, ...taskOf(task, one.place) }, startMs);
  };

  const listen = async (one: Place, again: boolean): Promise<ListeningFacts> => {
    const facts = await ask(one, { type: "listen" }, orderMs);
    one.listening = true;
    log.info("process", { process: one.place, pid: one.process?.pid });
    options.onListening?.(one.place, again);
    return facts;
  };

  /** The first one alone: it leaves the compiled detectors in the cache for the others. */
  const firstAlone = async <One, Result>(
    of: readonly One[],
    work: (one: One) => Promise<Result>,
  ): Promise<Result[]> => {
    const [first, ...others] = of;
    if (first === undefined) return [];
    const result = await work(first);
    return [result, ...(await all(others, work))];
  };

  function died(one: Place, process: GatewayProcess, how: string): void {
    if (one.process !== process) return;
    one.process = undefined;
    one.listening = false;
    if (!running) return;
    options.onDeath?.(one.place);
    const waitMs = restarts.died(one.place, now());
    const said = { process: one.place, pid: process.pid, ended: how };
    if (waitMs === undefined) {
      log.error("a process died too often within a minute (limits.restarts): the gateway gives up", undefined, {
        ...said,
        limit: options.restarts,
      });
      options.onGivingUp();
      return;
    }
    log.error("a process of the gateway died; another one is started", undefined, { ...said, afterMs: waitMs });
    one.timer = setTimeout(() => void inTurn(() => restart(one)), waitMs);
  }

  async function restart(one: Place): Promise<void> {
    if (!running) return;
    try {
      await prepareStart(one);
      restarted += 1;
      await listen(one, true);
      await recordChains();
    } catch (error) {
      if (!running) return;
      log.error("a process of the gateway did not start again", undefined, { problem: sentenceOf(error) });
      // Its end is another death, and decides what comes next.
      if (!one.listening) one.process?.kill();
    }
  }

  /** Each chain says where all of them stand. One that cannot be asked now is asked the next time. */
  async function recordChains(): Promise<void> {
    const last = new Map(Object.entries(options.otherChains));
    await Promise.allSettled(
      live().map(async (one) => {
        last.set(chainOf(one.place), await ask(one, { type: "durableLast" }, orderMs));
      }),
    );
    const chains = Object.fromEntries(last);
    await Promise.allSettled(live().map((one) => ask(one, { type: "chains", last: chains }, orderMs)));
  }

  async function stopAll(): Promise<boolean> {
    running = false;
    for (const one of places) clearTimeout(one.timer);
    const stopped = await Promise.all(
      places.map(async (one) => {
        const { process } = one;
        if (process === undefined) return true;
        try {
          await process.ask({ type: "stop" }, options.drainMs + stopMs);
          return true;
        } catch (error) {
          log.error("a process of the gateway did not stop", undefined, {
            process: one.place,
            problem: sentenceOf(error),
          });
          return false;
        } finally {
          process.kill();
          await process.ended;
        }
      }),
    );
    return stopped.every(Boolean);
  }

  return {
    start: () =>
      inTurn(async () => {
        try {
          const [ruleset] = await firstAlone(places, prepareStart);
          const [facts] = await all(places, (one) => listen(one, false));
          if (ruleset === undefined || facts === undefined) throw new Error("there is no process");
          running = true;
          await recordChains();
          return { ...facts, ruleset };
        } catch (error) {
          await stopAll();
          throw error;
        }
      }),
    reload: (next) =>
      inTurn(async () => {
        const asked = live();
        try {
          await firstAlone(asked, (one) => ask(one, { type: "prepare", ...taskOf(next, one.place) }, startMs));
        } catch (error) {
          await Promise.allSettled(asked.map((one) => ask(one, { type: "abandon" }, orderMs)));
          throw error;
        }
        task = next;
        await Promise.all(
          asked.map(async (one) => {
            const { place, process } = one;
            try {
              await ask({ place, process }, { type: "take" }, orderMs);
            } catch (error) {
              log.error("a process did not take over the new configuration; it is replaced", undefined, {
                process: place,
                problem: sentenceOf(error),
              });
              process.kill();
            }
          }),
        );
        await recordChains();
      }),
    async unready() {
      const reasons = await Promise.all(
        places.map(async (one): Promise<readonly string[]> => {
          if (!one.listening) return [`Process ${one.place}: it does not run.`];
          try {
            return (await ask(one, { type: "unready" }, pageMs)).map((reason) => `Process ${one.place}: ${reason}`);
          } catch (error) {
            return [sentenceOf(error)];
          }
        }),
      );
      return reasons.flat();
    },
    async snapshots() {
      const found = new Map<number, MetricSnapshot>();
      await Promise.allSettled(
        live().map(async (one) => {
          found.set(one.place, await ask(one, { type: "snapshot" }, pageMs));
        }),
      );
      return found;
    },
    get listening() {
      return live().length;
    },
    get pids() {
      return places.flatMap(({ process }) => process?.pid ?? []);
    },
    get restarted() {
      return restarted;
    },
    async stop() {
      running = false;
      await recordChains();
      return stopAll();
    },
  };
}

/** Waits for all, whatever one does; rejects with the first failure. */
async function all<One, Result>(of: readonly One[], work: (one: One) => Promise<Result>): Promise<Result[]> {
  const settled = await Promise.allSettled(of.map(work));
  const results: Result[] = [];
  for (const one of settled) {
    if (one.status === "rejected") throw one.reason;
    results.push(one.value);
  }
  return results;
}

const sentenceOf = (error: unknown): string => (error instanceof OrderRefused ? error.sentence : "It failed.");
