/**
 * chunk-invariance, a judge of streaming redactors that others wrote, with the official clients as its hands: however the model
 * cuts a text into deltas, what a client puts together is what it gets when the answer is not streamed.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Front, type FrontName, gateways, startFront } from "./fronts.ts";
import { planted } from "./passages.ts";
import { type PythonClient, startPythonClient } from "./python-client.ts";
import { createOrderedModel } from "./scripted-model.ts";

const long = planted(
  "To «alice@example.com:EMAIL_ADDRESS»: card «4111 1111 1111 1111:CREDIT_CARD», key «AKIAIOSFODNN7EXAMPLE:AWS_ACCESS_KEY».",
);
const short = planted("is «078-05-1120:US_SSN» 🌳");

const fronts = new Map<FrontName, Front>();
let python: PythonClient;
beforeAll(async () => {
  python = await startPythonClient("chunk_judge");
  for (const name of ["nothing", "eventwise relay", ...gateways] as const)
    fronts.set(name, await startFront(name, [...long.values, ...short.values]));
}, 120_000);
afterAll(async () => {
  await python?.close();
  for (const front of fronts.values()) await front.close();
});

/** The judge counts characters as Python does. */
const lengthOf = (text: string): number => Array.from(text).length;

describe.each(["chat", "responses", "messages"])("chunk-invariance on %s", (api) => {
  const judged = async (name: FrontName, text: string, splits: number): Promise<Record<string, unknown>> => {
    const front = fronts.get(name);
    if (front === undefined) throw new Error(`no front: ${name}`);
    const ask = { case: api, origin: front.origin, stream: true, task: "", found: "", filed: "", text, splits };
    return (await front.during(createOrderedModel(text, 1), () => python.run(ask))).seen;
  };

  it("self-check: without a gateway the whole text is what the model says", async () => {
    expect(await judged("nothing", short.raw, 2)).toMatchObject({ splits: lengthOf(short.raw), whole: short.raw });
  });

  it("self-check: events judged one by one are found out", async () => {
    const verdict = await judged("eventwise relay", short.raw, 2);
    expect(verdict.differs).toContain("stream filter is not chunk-invariant");
  });

  it.each(gateways)("%s: a text of three values, cut in two everywhere", async (name) => {
    expect(await judged(name, long.raw, 2)).toMatchObject({ splits: lengthOf(long.raw), whole: long.redacted });
  });

  it.each(gateways)("%s: a short text, cut in three everywhere", async (name) => {
    const cuts = lengthOf(short.raw) - 1;
    expect(await judged(name, short.raw, 3)).toMatchObject({
      splits: 1 + cuts + (cuts * (cuts - 1)) / 2,
      whole: short.redacted,
    });
  });
});
