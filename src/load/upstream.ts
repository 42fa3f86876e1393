/**
 * The upstream of a load run, in a process of its own.
 *
 *   in   an UpstreamOrder over IPC; {reset} behind the probes, {measure} when the ramp is over, {read} at the end
 *   out  {ports} | {failure}, and {figures} for each {read}
 */

import type { PathName } from "./client.ts";
import type { PlanSource } from "./plan.ts";
import { createProvider, type Provider, type Received } from "./provider.ts";
import { type SelfFigures, watchSelf } from "./self.ts";

export interface UpstreamOrder {
  readonly source: PlanSource;
  /** Where the gateway finds it. 0 takes a free port. */
  readonly host: string;
  readonly port: number;
}

export type UpstreamPorts = Readonly<Record<PathName, number>>;

export interface UpstreamFigures {
  readonly self: SelfFigures;
  readonly late: string;
  readonly received: Readonly<Record<PathName, Received>>;
}

type Listening = Awaited<ReturnType<Provider["listen"]>>;
interface Open {
  readonly provider: Provider;
  readonly gateway: Listening;
  readonly direct: Listening;
}

const self = watchSelf();
let open: Open | undefined;

async function start({ source, host, port }: UpstreamOrder): Promise<void> {
  const provider = createProvider(source);
  const gateway = await provider.listen(host, port);
  const direct = await provider.listen("127.0.0.1", 0);
  open = { provider, gateway, direct };
  process.send?.({ ports: { gateway: gateway.port, direct: direct.port } });
}

function figures({ provider, gateway, direct }: Open): UpstreamFigures {
  return {
    self: self.read(),
    late: provider.late.encoded(),
    received: { gateway: gateway.received(), direct: direct.received() },
  };
}

export type UpstreamMessage =
  | UpstreamOrder
  | { readonly reset: true }
  | { readonly measure: true }
  | { readonly read: true };

process.on("message", (message: UpstreamMessage) => {
  if ("source" in message)
    start(message).catch((error: NodeJS.ErrnoException) => process.send?.({ failure: error.code ?? String(error) }));
  else if ("reset" in message) open?.provider.reset();
  else if ("measure" in message) {
    open?.provider.measure();
    self.reset();
  } else if (open !== undefined) process.send?.({ figures: figures(open) });
});
process.on("disconnect", () => process.exit());
