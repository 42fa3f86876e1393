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
  const scanner = { ready, close: async () => void log.push("close") } as unknown as Scanner;
  return {
    log,
    engine: startEngine(
      opened,
      () => scanner,
      () => void log.push("closed"),
    ),
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
  await expect(engine).rejects.toThrow("no worker");
  expect(log).toEqual(["close"]);
});
