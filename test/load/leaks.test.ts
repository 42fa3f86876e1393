import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startSampleGateway } from "../../src/cli/sample-gateway.ts";
import type { PlanSource } from "../../src/load/plan.ts";
import { createProvider } from "../../src/load/provider.ts";
import type { ScenarioName } from "../../src/load/scenarios.ts";
import { realClock } from "../../src/load/schedule.ts";
import { createSender } from "../../src/load/sender.ts";
import { Path } from "../../src/load/sessions.ts";
import { type Leaks, noLeaks, type PathResult, withLeaks } from "../../src/load/tally.ts";
import { COMPLETIONS } from "../../src/load/wire.ts";
import { chunkwise, passing, startRelay } from "./relays.ts";
import { prepared, sourceOf } from "./sources.ts";

const SESSIONS = 40;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Seen {
  readonly answers: PathResult;
  readonly prompts: Leaks;
}

/** Sends sessions through whatever `open` puts in front of the provider. */
async function through(scenario: ScenarioName, open: (upstreamPort: number) => Promise<string>): Promise<Seen> {
  const source: PlanSource = sourceOf(scenario);
  const provider = createProvider(source);
  closing.push(() => provider.close());
  const upstream = await provider.listen("127.0.0.1", 0);
  const base = await open(upstream.port);
  const sender = createSender({ url: base + COMPLETIONS, headers: [] }, 20_000);
  closing.push(() => sender.close());
  const { steps } = source;
  const path = new Path({ steps, ...prepared(source), sender, clock: realClock, measureFromMs: 0 });
  const moments = Array.from({ length: SESSIONS }, (_, i) => i);
  path.run(moments.values() as Iterator<number, undefined>, performance.now());
  while (!path.over) await new Promise((resolve) => setTimeout(resolve, 5));
  return { answers: path.tally.result(), prompts: upstream.received().leaks };
}

const relayed = (relaying: typeof passing) => async (upstreamPort: number) => {
  const relay = await startRelay(upstreamPort, relaying);
  closing.push(() => relay.close());
  return relay.base;
};

const gateway = async (upstreamPort: number): Promise<string> => {
  const data = mkdtempSync(join(tmpdir(), "sluice-load-test-"));
  const started = await startSampleGateway({ upstream: `http://127.0.0.1:${upstreamPort}`, port: 0, data });
  closing.push(async () => {
    await started.stop();
    rmSync(data, { recursive: true, force: true });
  });
  return `http://127.0.0.1:${started.port}/v1`;
};

const planted = (seen: Seen): void => {
  expect(seen.answers).toMatchObject({ failed: 0, errors: [] });
  expect(seen.answers.leaks.planted).toBeGreaterThan(50);
  expect(seen.prompts.planted).toBeGreaterThan(50);
};

describe("the leak check", () => {
  it.each([
    "chat",
    "json",
    "fleet",
  ] as const)("finds every value of %s behind a relay that passes all", async (name) => {
    const seen = await through(name, relayed(passing));
    planted(seen);
    expect(seen.answers.leaks.leaked).toBe(seen.answers.leaks.planted);
    expect(seen.prompts.leaked).toBe(seen.prompts.planted);
    expect(seen.answers.changed).toBe(0);
  });

  it("finds what a relay lets through that masks each chunk by itself: values that a stream cuts", async () => {
    const seen = await through("chat", relayed(chunkwise));
    planted(seen);
    expect(seen.answers.leaks.leaked).toBeGreaterThan(seen.answers.leaks.planted / 2);
    expect(seen.prompts.leaked).toBe(0);
  });

  it("finds nothing where the same relay masks whole documents", async () => {
    const seen = await through("json", relayed(chunkwise));
    planted(seen);
    expect(seen.answers.leaks.leaked).toBe(0);
  });

  it.each([
    "chat",
    "json",
    "fleet",
  ] as const)("finds nothing of %s behind Sluice, which changes no clean answer", async (name) => {
    const seen = await through(name, gateway);
    planted(seen);
    expect(seen.answers.leaks).toMatchObject({ leaked: 0, texts: 0, byKind: {} });
    expect(seen.prompts).toMatchObject({ leaked: 0, texts: 0, byKind: {} });
    expect(seen.answers.changed).toBe(0);
  });

  it("counts values by kind, and the texts they stand in", () => {
    const values = [
      { kind: "email", value: "a@example.com" },
      { kind: "ssn", value: "123-45-6789" },
    ] as const;
    const one = withLeaks(noLeaks(), values, "write to a@example.com");
    expect(one).toEqual({ planted: 2, leaked: 1, texts: 1, byKind: { email: 1 } });
    expect(withLeaks(one, values, "a@example.com 123-45-6789")).toEqual({
      planted: 4,
      leaked: 3,
      texts: 2,
      byKind: { email: 2, ssn: 1 },
    });
  });
});
