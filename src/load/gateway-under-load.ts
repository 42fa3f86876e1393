/** The gateway of a run: started by a preset in a directory that is gone afterwards, or already there. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Via } from "./options.ts";
import { presets } from "./presets/presets.ts";
import { freePort, lastWords, listening, stopped } from "./processes.ts";
import type { Address } from "./sender.ts";
import { COMPLETIONS } from "./wire.ts";

export interface GatewayUnderLoad {
  readonly name: string;
  readonly address: Address;
  /** Undefined: its cost is not measured. */
  readonly pid: number | undefined;
  /** What a gateway that we started has said last; empty for others. */
  lastWords(): string;
  stop(): Promise<void>;
}

/** A run that cannot be: a sentence for a person. */
export class LoadProblem extends Error {}

export async function openGateway(via: Via, upstreamPort: number): Promise<GatewayUnderLoad> {
  if (via.kind === "target")
    return {
      name: via.url,
      address: { url: via.url, headers: via.headers },
      pid: via.pid,
      lastWords: () => "",
      stop: async () => {},
    };
  const preset = presets[via.name];
  const found = preset.find();
  if ("missing" in found) throw new LoadProblem(`--preset ${via.name}: ${found.missing}`);
  const directory = mkdtempSync(join(tmpdir(), `sluice-load-${via.name}-`));
  const port = await freePort();
  const gateway = preset.start({ command: found.command, directory, port, upstreamPort, processes: via.processes });
  const { child, base } = gateway;
  const stop = async (): Promise<void> => {
    await stopped(child);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await listening(port, child, preset.startMs);
  } catch (error) {
    await stop();
    const why = error instanceof Error ? error.message : String(error);
    throw new LoadProblem(`--preset ${via.name} did not start: ${why}. It said:\n${lastWords(child).trim()}`);
  }
  return {
    name: via.processes === 1 ? via.name : `${via.name}, ${via.processes} processes`,
    address: { url: base + COMPLETIONS, headers: "headers" in gateway ? (gateway.headers ?? []) : [] },
    pid: child.pid,
    lastWords: () => lastWords(child),
    stop,
  };
}
