import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allPlans } from "../../src/load/plan.ts";
import { createProvider, type Provider } from "../../src/load/provider.ts";
import { COMPLETIONS, documentOf, eventsOf, requestOf } from "../../src/load/wire.ts";
import { sourceOf } from "./sources.ts";

const source = sourceOf("mixed");
const plans = allPlans(source);
const pick = (streamed: boolean) => {
  const plan = plans.find((one) => one.streamed === streamed && one.prompt.planted.length > 0);
  if (plan === undefined) throw new Error("no such plan");
  return plan;
};

let provider: Provider;
let listening: Awaited<ReturnType<Provider["listen"]>>;
beforeEach(async () => {
  provider = createProvider(source);
  listening = await provider.listen("127.0.0.1", 0);
});
afterEach(() => provider.close());

const post = (body: string, path = `/v1${COMPLETIONS}`): Promise<Response> =>
  fetch(`http://127.0.0.1:${listening.port}${path}`, { method: "POST", body });

describe("the upstream of a load run", () => {
  it("streams what the plan says, byte for byte, each write a moment of the plan and one for the end", async () => {
    const plan = pick(true);
    const answer = await post(requestOf(plan, source.model));
    const { first, piece, last } = eventsOf(plan, source.model);
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    expect(await answer.text()).toBe(first + plan.pieces.map((_, i) => piece(i)).join("") + last);
    expect(listening.received()).toMatchObject({ requests: 1, writes: plan.pieces.length + 1, strange: 0 });
    expect(provider.late.count).toBe(plan.pieces.length);
  });

  it("answers with a document where none is streamed", async () => {
    const plan = pick(false);
    expect(await (await post(requestOf(plan, source.model))).text()).toBe(documentOf(plan, source.model));
    expect(provider.late.count).toBe(1);
  });

  it("tells which values of prompts reached it, until it is told to forget", async () => {
    const plan = pick(true);
    await (await post(requestOf(plan, source.model))).text();
    const { length } = plan.prompt.planted;
    expect(listening.received().leaks).toMatchObject({ planted: length, leaked: length });
    const [first] = plan.prompt.planted;
    await (await post(requestOf(plan, source.model).replaceAll(first?.value ?? "", "<GONE>"))).text();
    expect(listening.received().leaks).toMatchObject({ planted: 2 * length, leaked: 2 * length - 1 });
    provider.measure();
    expect(listening.received()).toMatchObject({ requests: 2, writes: 0 });
    expect(provider.late.count).toBe(0);
    provider.reset();
    expect(listening.received()).toEqual({
      requests: 0,
      writes: 0,
      strange: 0,
      leaks: { planted: 0, leaked: 0, texts: 0, byKind: {} },
    });
  });

  it.each<[string, string]>([
    ["no JSON", "{"],
    ["a request without a seed", '{"messages":[]}'],
    ["a seed of no plan", '{"seed":999999,"stream":true,"messages":[]}'],
    ["a stream where a document was planned", requestOf(pick(false), "m").replace('"stream":false', '"stream":true')],
  ])("refuses %s, and counts it", async (_what, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("names no plan of this run");
    expect(listening.received()).toMatchObject({ requests: 1, strange: 1 });
  });

  it("knows one endpoint", async () => {
    expect((await post("{}", "/v1/models")).status).toBe(404);
  });
});
