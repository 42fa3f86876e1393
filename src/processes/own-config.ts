/** What one of several processes runs with: the gateway's configuration, less what the primary does, and its own share of the machine. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { chainOf } from "../audit/chains.ts";
import type { Config } from "../config/config.ts";

export const processesOf = (processes: Config["processes"], processors = availableParallelism()): number =>
  processes === "auto" ? processors : processes;

export interface Place {
  /** Counted from 1. */
  readonly place: number;
  readonly processes: number;
  /** The one that all listen on, where the configuration leaves it open. */
  readonly port: number;
}

/** Scanning threads of one process: what its event loops leave of the processors, shared among all. */
export const workersOf = (
  workers: Config["workers"],
  processes: number,
  processors = availableParallelism(),
): number => (workers === "auto" ? Math.max(1, Math.floor((processors - processes) / processes)) : workers);

export const ownConfig = (config: Config, { place, processes, port }: Place): Config => ({
  ...config,
  listen: { ...config.listen, address: { ...config.listen.address, port } },
  admin: null,
  workers: config.scan === "inline" ? config.workers : workersOf(config.workers, processes),
  audit: { ...config.audit, directory: join(config.audit.directory, chainOf(place)) },
});
