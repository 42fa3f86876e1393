/**
 * One exchange of each kind before any load: the gateway must answer as the API does, and its request must reach our upstream. What
 * would fail ten thousand times is said once.
 */
import { Answer } from "./answer.ts";
import { LoadProblem } from "./gateway-under-load.ts";
import { allPlans, type PlanSource } from "./plan.ts";
import { type Address, createSender } from "./sender.ts";
import { requestOf } from "./wire.ts";

/** Throws `LoadProblem`. `reached`: how many requests have come to the upstream; `where`: its base URL, for the message. */
export async function probe(
  source: PlanSource,
  address: Address,
  timeoutMs: number,
  reached: () => Promise<number>,
  where: string,
): Promise<void> {
  const sender = createSender(address, timeoutMs);
  const plans = allPlans(source);
  const kinds = [plans.find(({ streamed }) => streamed), plans.find(({ streamed }) => !streamed)];
  try {
    for (const plan of kinds) {
      if (plan === undefined) continue;
      const before = await reached();
      const answer = new Answer(plan);
      const body = Buffer.from(requestOf(plan, source.model));
      await new Promise<void>((resolve) => sender.send(body, answer, () => resolve()));
      const what = plan.streamed ? "a stream" : "a JSON answer";
      const arrived = (await reached()) > before;
      const hint = arrived
        ? "Its request did reach the upstream."
        : `No request reached the upstream: the gateway must use ${where} as the base URL of the OpenAI API.`;
      if (answer.failure !== undefined)
        throw new LoadProblem(
          `The gateway does not work: asked for ${what}, ${answer.failure.kind}: ${answer.failure.example}\n${hint}`,
        );
      if (!arrived) throw new LoadProblem(`The gateway answered, but not from our upstream. ${hint}`);
    }
  } finally {
    await sender.close();
  }
}
