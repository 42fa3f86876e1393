/** The primary's part with processes that do what a test says: who is asked what, in which order, and what becomes of failures. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type GatewayProcess, OrderRefused } from "../../src/processes/gateway-process.ts";
import type { Order, Task } from "../../src/processes/orders.ts";
import { createProcesses, type ProcessesOptions } from "../../src/processes/processes.ts";
import { minimal, parse } from "../config/reading.ts";

type Say = (order: Order) => unknown;
/** Never answered. */
const silence = new Promise(() => {});
const refuses = (sentence: string): never => {
  throw new OrderRefused({ sentence, exitCode: 2 });
};

interface Fake extends GatewayProcess {
  readonly asked: Order["type"][];
  readonly tasks: Task[];
  die(how: string): void;
}

const taskNamed = (name: string): Task => ({
  config: parse(minimal("", "processes: 2")),
  credentials: [["name", name]],
});
const nameOf = (task: Task | undefined): string | undefined => task?.credentials[0]?.[1];

function setting(options: Partial<ProcessesOptions> & { readonly say?: (fork: number) => Say } = {}) {
  const forked: Fake[] = [];
  const log: string[] = [];
  const note = (message: string): void => void log.push(message);
  const gaveUp = vi.fn();
  const recorded: Record<string, number>[] = [];
  const fork = (): GatewayProcess => {
    const say = options.say?.(forked.length + 1) ?? (() => undefined);
    let end = (_how: string): void => {};
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    const pid = 100 + forked.length;
    const fake: Fake = {
      pid,
      asked: [],
      tasks: [],
      ended,
      die: end,
      kill: () => end("SIGKILL"),
      ask: async (given) => {
        const order: Order = given;
        fake.asked.push(order.type);
        if ("config" in order) fake.tasks.push(order);
        if (order.type === "chains") recorded.push({ ...order.last });
        const said = await Promise.race([
          Promise.resolve().then(() => say(order)),
          ended.then((how) => refuses(`It ended (${how}).`)),
        ]);
        if (said !== undefined) return said as never;
        return (order.type === "listen" ? { host: "h", port: 1 } : order.type === "durableLast" ? pid : null) as never;
      },
    };
    forked.push(fake);
    return fake;
  };
  const processes = createProcesses({
    count: 2,
    task: taskNamed("first"),
    taskOf: (task) => task,
    fork,
    restarts: 2,
    drainMs: 10,
    log: { debug: note, info: note, warn: note, error: note },
    onGivingUp: gaveUp,
    otherChains: { ".": 7 },
    ...options,
  });
  return { processes, forked, log, gaveUp, recorded };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe("starting", () => {
  it("has the first prepare alone, listens when all have, and records where the chains stand", async () => {
    let go = (_facts: unknown): void => {};
    const first = new Promise((resolve) => {
      go = resolve;
    });
    const { processes, forked, recorded } = setting({
      say: (fork) => (order) => (fork === 1 && order.type === "start" ? first : undefined),
    });
    const started = processes.start();
    await settle();
    expect(forked.length).toBe(1);
    go({ ms: 1 });
    await expect(started).resolves.toMatchObject({ port: 1, ruleset: { ms: 1 } });
    for (const { asked } of forked) expect(asked).toEqual(["start", "listen", "durableLast", "chains"]);
    expect(recorded).toEqual(Array(2).fill({ ".": 7, "process-1": 100, "process-2": 101 }));
    expect([processes.listening, processes.pids]).toEqual([2, [100, 101]]);
  });

  it("is nobody's when one cannot: the others end, and none has listened", async () => {
    const { processes, forked } = setting({
      say: (fork) => (order) => (fork === 2 && order.type === "start" ? refuses("No.") : undefined),
    });
    await expect(processes.start()).rejects.toMatchObject({ sentence: "Process 2: No.", exitCode: 2 });
    expect(forked.map(({ asked }) => asked)).toEqual([
      ["start", "stop"],
      ["start", "stop"],
    ]);
    await Promise.all(forked.map(({ ended }) => ended));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(forked.length).toBe(2);
  });
});

describe("a process that dies", () => {
  it("is followed by another after a while, and meanwhile the gateway is not ready", async () => {
    const onDeath = vi.fn();
    const { processes, forked, log } = setting({
      onDeath,
      say: () => (order) => (order.type === "unready" ? [] : undefined),
    });
    await processes.start();
    expect(await processes.unready()).toEqual([]);
    forked[1]?.die("SIGSEGV");
    await settle();
    expect(onDeath).toHaveBeenCalledWith(2);
    expect(await processes.unready()).toEqual(["Process 2: it does not run."]);
    expect(log).toContain("a process of the gateway died; another one is started");
    await vi.advanceTimersByTimeAsync(100);
    expect(await processes.unready()).toEqual([]);
    expect([processes.listening, processes.restarted, forked.length]).toEqual([2, 1, 3]);
    expect(forked[2]?.asked).toEqual(["start", "listen", "durableLast", "chains", "unready"]);
  });

  it("too often is the gateway's end, also when it dies while it starts", async () => {
    const { processes, forked, gaveUp } = setting({
      say: (fork) => (order) => (fork > 2 && order.type === "start" ? refuses("No.") : undefined),
    });
    await processes.start();
    forked[0]?.die("exit code 1");
    await vi.advanceTimersByTimeAsync(100);
    expect(gaveUp).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(gaveUp).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(forked.length).toBe(4);
  });
});

describe("a reload", () => {
  const reloadOrders = (fake: Fake | undefined): readonly string[] =>
    fake?.asked.filter((type) => ["prepare", "take", "abandon"].includes(type)) ?? [];

  it("is taken by all once all are prepared", async () => {
    const { processes, forked } = setting();
    await processes.start();
    await processes.reload(taskNamed("second"));
    for (const fake of forked) {
      expect(reloadOrders(fake)).toEqual(["prepare", "take"]);
      expect(nameOf(fake.tasks.at(-1))).toBe("second");
    }
  });

  it.each([
    ["refuses", () => refuses("No.")],
    ["dies meanwhile", undefined],
  ])("is abandoned by all when one %s", async (_what, answer) => {
    const { processes, forked } = setting({
      say: (fork) => (order) => {
        if (fork !== 2 || order.type !== "prepare") return undefined;
        if (answer === undefined) forked[1]?.die("SIGKILL");
        return answer === undefined ? silence : answer();
      },
    });
    await processes.start();
    await expect(processes.reload(taskNamed("second"))).rejects.toThrow("Process 2: ");
    expect(reloadOrders(forked[0])).toEqual(["prepare", "abandon"]);
    if (answer === undefined) {
      await vi.advanceTimersByTimeAsync(100);
      expect(nameOf(forked[2]?.tasks[0])).toBe("first");
    }
  });

  it("replaces a process that does not say that it took it, by one that runs with it", async () => {
    const { processes, forked, log } = setting({
      say: (fork) => (order) => (fork === 1 && order.type === "take" ? refuses("It does not answer.") : undefined),
    });
    await processes.start();
    await processes.reload(taskNamed("second"));
    await vi.advanceTimersByTimeAsync(100);
    expect(log).toContain("a process did not take over the new configuration; it is replaced");
    expect(processes.listening).toBe(2);
    expect(nameOf(forked[2]?.tasks[0])).toBe("second");
  });

  it("waits for a process that starts, and the next start waits for it", async () => {
    let go = (_facts: unknown): void => {};
    const slow = new Promise((resolve) => {
      go = resolve;
    });
    const { processes, forked } = setting({
      say: (fork) => (order) => (fork === 3 && order.type === "start" ? slow : undefined),
    });
    await processes.start();
    forked[0]?.die("SIGKILL");
    await vi.advanceTimersByTimeAsync(100);
    const reloaded = processes.reload(taskNamed("second"));
    await settle();
    expect(forked.flatMap(reloadOrders)).toEqual([]);
    go({});
    await reloaded;
    expect(reloadOrders(forked[2])).toEqual(["prepare", "take"]);
  });
});

describe("stopping", () => {
  it("records the chains once more, and starts nobody again", async () => {
    const { processes, forked, recorded } = setting();
    await processes.start();
    recorded.length = 0;
    expect(await processes.stop()).toBe(true);
    expect(recorded.length).toBe(2);
    for (const { asked } of forked) expect(asked.at(-1)).toBe("stop");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(forked.length).toBe(2);
  });

  it("kills who does not, and says so", async () => {
    const { processes, log } = setting({
      say: (fork) => (order) => (fork === 2 && order.type === "stop" ? refuses("It does not answer.") : undefined),
    });
    await processes.start();
    expect(await processes.stop()).toBe(false);
    expect(log).toContain("a process of the gateway did not stop");
  });
});
