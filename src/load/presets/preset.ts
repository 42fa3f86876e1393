/** A gateway that `sluice load` can start by itself, in front of its own upstream, with a configuration that is gone afterwards. */
import type { ChildProcess } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface Preset {
  readonly about: string;
  /** How long it may take until it listens. */
  readonly startMs: number;
  /** The command's path, or a sentence: what is missing and how to install it. */
  find(): { readonly command: string } | { readonly missing: string };
  start(place: PresetPlace): PresetGateway;
}

export interface PresetPlace {
  readonly command: string;
  /** Empty, and removed afterwards. */
  readonly directory: string;
  /** Where it shall listen, on 127.0.0.1. */
  readonly port: number;
  /** Of the upstream, on 127.0.0.1. */
  readonly upstreamPort: number;
  /** Of the gateway, where it can have several. */
  readonly processes: number;
}

export interface PresetGateway {
  readonly child: ChildProcess;
  /** Base URL of the API. */
  readonly base: string;
  readonly headers?: readonly (readonly [string, string])[];
}

/** The first of these commands that is in PATH or, given as a path, is there. */
export function installed(...commands: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const places = commands.flatMap((command) =>
    command.includes("/") ? [command] : folders.map((folder) => join(folder, command)),
  );
  return places.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
