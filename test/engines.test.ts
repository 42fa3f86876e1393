import { describe, expect, it } from "vitest";
import type { DetectorSet } from "../src/config/detector-set.ts";
import { type LiveEngine, startEngine } from "../src/engines.ts";
import type { OpenedDetectors } from "../src/open-detectors.ts";

type Scanner = LiveEngine["scanner"];
const set: DetectorSet = { rules: [], policy: [], unasked: [], fields: undefined, own: false };
const opened = { set, opened: { ms: 1, fromCache: true } } as unknown as OpenedDetectors;

/** A scanner that only counts how often it was closed. */
function start(ready: () => Promise<void> = async () => {}) {
  const log: string[] = [];
  const scanner = { ready, complete: ready, close: async () => void log.push("close") } as unknown as Scanner;
  return {
    log,
    engine: startEngine({
      open: () => opened,
      poolOf: () => undefined,
      scannerOf: () => scanner,
      closed: () => void log.push("closed"),
    }),
  };
}

describe("an engine that is retired", () => {
  it("is closed at once when nobody uses it", async () => {
    const { log, engine } = start();
    (await engine).retire();
    await (await engine).close();
    expect(log).toEqual(["close", "closed"]);
  });

  it("is closed once the last exchange that uses it is over, and only once", async () => {
    const { log, engine } = start();
    const live = await engine;
    live.use(1);
    live.use(1);
    live.retire();
    live.use(-1);
    expect(log).toEqual([]);
    live.use(-1);
    await live.close();
    expect(log).toEqual(["close", "closed"]);
  });

  it("is not closed by exchanges that end while it serves", async () => {
    const { log, engine } = start();
    const live = await engine;
    live.use(1);
    live.use(-1);
    expect(log).toEqual([]);
    expect(live.ruleset).toEqual({ ms: 1, fromCache: true });
  });
});

it("an engine that does not get ready leaves nothing open", async () => {
  const { log, engine } = start(() => Promise.reject(new Error("no worker")));
  await expect((await engine).ready).rejects.toThrow("no worker");
  expect(log).toEqual(["close", "closed"]);
});

describe("the pool of an engine", () => {
  const [damaged, sound] = [new Uint8Array(1), new Uint8Array(2)];
  const of = (bytes: Uint8Array) => ({ set, opened: { bytes } }) as unknown as OpenedDetectors;

  /** What is done, in its order. */
  function startWith(open: Parameters<typeof startEngine>[0]["open"]) {
    const log: string[] = [];
    const poolOf = (bytes: Uint8Array) => {
      log.push(`pool of ${bytes.length}`);
      const ready = async (): Promise<void> => {};
      return {
        ready,
        complete: ready,
        close: async () => void log.push(`close ${bytes.length}`),
      } as unknown as Scanner;
    };
    const engine = startEngine({
      open(found) {
        const opened = open(found);
        log.push("loaded");
        return opened;
      },
      poolOf,
      scannerOf: (_opened, pool = {} as Scanner) => pool,
      closed: () => {},
    });
    return { log, engine };
  }

  it("loads what the cache has while this thread does", async () => {
    const { log, engine } = startWith((found) => {
      found(sound);
      return of(sound);
    });
    await engine;
    expect(log).toEqual(["pool of 2", "loaded"]);
  });

  it("is another one where the cache's ruleset cannot be loaded", async () => {
    const { log, engine } = startWith((found) => {
      found(damaged);
      return of(sound);
    });
    await engine;
    expect(log).toEqual(["pool of 1", "loaded", "pool of 2", "close 1"]);
  });

  it("is closed where the detectors cannot be opened", async () => {
    const { log, engine } = startWith((found) => {
      found(damaged);
      throw new Error("no detectors");
    });
    await expect(engine).rejects.toThrow("no detectors");
    expect(log).toEqual(["pool of 1", "close 1"]);
  });
});
