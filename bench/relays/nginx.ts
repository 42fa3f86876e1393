/**
 * nginx as a pass-through, connections kept on both sides. It is the floor that proxies are compared with.
 */
import { type ChildProcess, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nginxConfiguration } from "../../src/load/presets/nginx.ts";
import { listening, spawned } from "../processes.ts";

export { findNginx } from "../../src/load/presets/nginx.ts";

export interface NginxPorts {
  /** Unbuffered, for streams. */
  readonly streams: number;
  /** As nginx is by default, for documents. */
  readonly documents: number;
}

/** Installs Debian's nginx-light where that needs no question; says why not where it cannot. */
export function installNginx(): string | undefined {
  if (process.getuid?.() !== 0) return "nginx is not installed; run: sudo apt-get install -y nginx-light";
  console.error("installing nginx-light, the baseline ...");
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  const words = ["install", "-y", "--no-install-recommends", "nginx-light"];
  if (spawnSync("apt-get", words, options).status === 0) return undefined;
  spawnSync("apt-get", ["update"], options);
  if (spawnSync("apt-get", words, options).status === 0) return undefined;
  return "nginx is not installed, and `apt-get install -y nginx-light` failed";
}

export async function startNginx(
  command: string,
  directory: string,
  ports: NginxPorts,
  upstreamPort: number,
  workers: number,
): Promise<ChildProcess> {
  const home = join(directory, `nginx-${ports.streams}`);
  mkdirSync(home);
  const file = join(home, "nginx.conf");
  const servers = [
    { port: ports.streams, buffered: false },
    { port: ports.documents, buffered: true },
  ];
  writeFileSync(file, nginxConfiguration(home, servers, upstreamPort, workers));
  const child = spawned(command, ["-p", home, "-c", file], home);
  await listening(ports.streams, child);
  return child;
}
