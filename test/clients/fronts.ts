/**
 * What stands between a client and the scripted model: the gateway on either listener, or for the self-check nothing, or a
 * relay that judges each event alone. Each has a model of its own behind it and a tap before it.
 *
 *   client -> tap -> gateway | eventwise relay | (nothing) -> scripted model
 */
import { listeners, startStack } from "../e2e/gateway-harness.ts";
import { type Received, type Reply, type ScriptedUpstream, startScriptedUpstream } from "../e2e/scripted-upstream.ts";
import { startEventwiseRelay } from "./eventwise-relay.ts";
import { startTap } from "./tap.ts";

export type FrontName = "nothing" | "eventwise relay" | `gateway, ${(typeof listeners)[number]}`;
export const gateways: readonly FrontName[] = listeners.map((listener): FrontName => `gateway, ${listener}`);

/** What passed on either side of the front. */
export interface Traffic {
  /** As it reached the model. */
  readonly arrived: readonly Received[];
  /** Bodies, by the client's end. */
  readonly sent: readonly Buffer[];
  readonly received: readonly Buffer[];
  /** Bodies that the model answered with. */
  readonly answered: readonly Buffer[];
}

export interface Front {
  readonly origin: string;
  /** Runs a conversation with a model that answers so. */
  during<T>(answer: (request: Received) => Reply, converse: () => Promise<T>): Promise<{ seen: T; traffic: Traffic }>;
  close(): Promise<void>;
}

const bytesOf = ({ body = [] }: Reply): Buffer =>
  Buffer.concat(body.map((step) => (typeof step === "string" ? Buffer.from(step) : (step as Uint8Array))));

async function behindTap(to: string, upstream: ScriptedUpstream, end: () => Promise<void>): Promise<Front> {
  const tap = await startTap(to);
  return {
    origin: tap.origin,
    async during(answer, converse) {
      tap.forget();
      upstream.received.length = 0;
      const answered: Buffer[] = [];
      upstream.answer((request) => {
        const reply = answer(request);
        answered.push(bytesOf(reply));
        return reply;
      });
      const seen = await converse();
      return { seen, traffic: { ...tap.bodies(), arrived: [...upstream.received], answered } };
    },
    async close() {
      await tap.close();
      await end();
    },
  };
}

/** `values`: those that the eventwise relay knows. */
export async function startFront(name: FrontName, values: readonly string[]): Promise<Front> {
  if (name === "gateway, node" || name === "gateway, uws") {
    const stack = await startStack(name === "gateway, uws" ? "uws" : "node");
    return behindTap(stack.origin, stack.upstream, stack.close);
  }
  const upstream = await startScriptedUpstream();
  if (name === "nothing") return behindTap(upstream.origin, upstream, upstream.close);
  const relay = await startEventwiseRelay(upstream.origin, values);
  return behindTap(relay.origin, upstream, async () => {
    await relay.close();
    await upstream.close();
  });
}
