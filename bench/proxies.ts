/**
 * The gateway and what it is compared with, each in a process of its own, in front of the same upstream: how to start
 * them, where they listen, and what they are called in the tables.
 */
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forked, freePort, listening, message, pause, spawnedGateway, stopped } from "./processes.ts";
import { findNginx, installNginx, startNginx } from "./relays/nginx.ts";

/** As the first line of src/main.ts gives it to the gateway, so that no proxy wins by it. */
const YOUNG_GENERATION = "--min-semi-space-size=16";

export interface Contender {
  readonly name: string;
  readonly child: ChildProcess;
  /** For streams, and for documents where they differ. */
  readonly port: number;
  readonly documentPort: number;
}

/** Everything that was started, and its directory, gone again. */
export interface Setting {
  readonly upstream: ChildProcess;
  readonly upstreamPort: number;
  readonly directory: string;
  startGateway(extra?: GatewayExtra): Promise<Contender>;
  startRelay(nodeOptions?: readonly string[]): Promise<Contender>;
  /** A sentence where there is no nginx. */
  startNginx(): Promise<Contender | string>;
  end(): Promise<void>;
}

export interface GatewayExtra {
  /** Options of node, of those that NODE_OPTIONS takes. */
  readonly nodeOptions?: readonly string[];
  /** Start it once before, so that it finds its ruleset compiled and keeps no garbage of compiling. */
  readonly cached?: boolean;
}

export async function openSetting(): Promise<Setting> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-bench-"));
  const upstream = forked("load/upstream.js");
  const { port: upstreamPort } = await message<{ port: number }>(upstream);
  const started: ChildProcess[] = [];
  const noted = (proxy: Contender): Contender => {
    started.push(proxy.child);
    return proxy;
  };
  return {
    upstream,
    upstreamPort,
    directory,
    async startGateway({ nodeOptions = [], cached = false } = {}) {
      const port = await freePort();
      const home = join(directory, `gateway-${port}`);
      mkdirSync(home);
      const words = ["serve", "--upstream", `http://127.0.0.1:${upstreamPort}`, "--listen", `127.0.0.1:${port}`];
      const start = async (): Promise<ChildProcess> => {
        const child = spawnedGateway(words, home, nodeOptions);
        await listening(port, child);
        return child;
      };
      if (cached) await stopped(await start());
      const child = await start();
      return noted({ name: "gateway", child, port, documentPort: port });
    },
    async startRelay(nodeOptions = []) {
      const child = forked("relays/uws-undici.js", [String(upstreamPort)], [YOUNG_GENERATION, ...nodeOptions]);
      const { port } = await message<{ port: number }>(child);
      return noted({ name: "relay", child, port, documentPort: port });
    },
    async startNginx() {
      const why = findNginx() === undefined ? installNginx() : undefined;
      const command = findNginx();
      if (command === undefined) return why ?? "nginx is not installed";
      const ports = { streams: await freePort(), documents: await freePort() };
      const child = await startNginx(command, directory, ports, upstreamPort);
      return noted({ name: "nginx", child, port: ports.streams, documentPort: ports.documents });
    },
    async end() {
      for (const child of [...started, upstream]) await stopped(child);
      await pause(50);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
