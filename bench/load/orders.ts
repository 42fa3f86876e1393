/** Gives orders to a client process and waits for their delivery. */
import type { ChildProcess } from "node:child_process";
import { forked, message } from "../processes.ts";
import type { Delivery, Order } from "./client.ts";

export interface Client {
  /** Fails when an answer was not what the order says. One order at a time. */
  deliver(order: Order): Promise<Delivery>;
  readonly child: ChildProcess;
}

export async function openClient(): Promise<Client> {
  const child = forked("load/client.js");
  await message(child);
  return {
    child,
    async deliver(order) {
      child.send(order);
      const answer = await message<{ delivery?: Delivery; failure?: string }>(child);
      if (answer.delivery === undefined) throw new Error(answer.failure ?? "the client ended");
      return answer.delivery;
    },
  };
}

/** Many short streams: what begins and ends a stream is compiled behind them. In rounds of long ones that would take minutes. */
export const beginMany = (client: Client, port: number): Promise<Delivery> =>
  client.deliver({ port, behaviour: "stream", concurrent: 200, exchanges: 4_000, events: 10 });
