/**
 * The gateway and what it is compared with, each in a process of its own, in front of the same upstream: how to start
 * them, where they listen, and what they are called in the tables.
 */
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeOptions as gatewayOptions } from "../src/node-options.ts";
import { forked, freePort, listening, message, pause, spawnedGateway, stopped } from "./processes.ts";
import { findNginx, installNginx, startNginx } from "./relays/nginx.ts";
import { startPortkey } from "./relays/portkey.ts";

export type ContenderName = "gateway" | "relay" | "raw-relay" | "nginx" | "portkey";

export interface Contender {
  readonly name: ContenderName;
  readonly child: ChildProcess;
  /** For streams, and for documents where they differ. */
  readonly port: number;
  readonly documentPort: number;
  /** What it wants of its clients. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it runs, and keeps its data. */
  readonly home: string;
}

/** Whatever stands before one upstream, in a directory of its own. `end` leaves nothing of it. */
export interface Proxies {
  readonly directory: string;
  startGateway(extra?: GatewayExtra): Promise<Contender>;
  startRelay(nodeOptions?: readonly string[]): Promise<Contender>;
  /** A sentence where it is not there. */
  startNginx(workers?: number): Promise<Contender | string>;
  /** A sentence where what is compared with is not there. */
  start(name: Exclude<ContenderName, "gateway">): Promise<Contender | string>;
  end(): Promise<void>;
}

/** With the upstream, in a process of its own. */
export interface Setting extends Proxies {
  readonly upstream: ChildProcess;
  readonly upstreamPort: number;
}

export interface GatewayExtra {
  /** Options of node, of those that NODE_OPTIONS takes. */
  readonly nodeOptions?: readonly string[];
  /** Start it once before, so that it finds its ruleset compiled and keeps no garbage of compiling. */
  readonly cached?: boolean;
  /** More exchanges in flight than by default. */
  readonly exchanges?: number;
  readonly processes?: number;
}

/** What the flags would make, with another limit. */
function writeConfig(home: string, upstream: string, address: string, exchanges: number): string {
  const file = join(home, "sluice.yaml");
  const connection = { dialect: "auto", upstream, path: "/", clients: "anonymous" };
  const config = { version: 1, listen: { address }, limits: { exchanges }, connections: { default: connection } };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

export async function openSetting(): Promise<Setting> {
  const upstream = forked("load/upstream.js");
  const { port: upstreamPort } = await message<{ port: number }>(upstream);
  const proxies = openProxies(upstreamPort);
  return {
    ...proxies,
    upstream,
    upstreamPort,
    async end() {
      await proxies.end();
      await stopped(upstream);
    },
  };
}

export function openProxies(upstreamPort: number): Proxies {
  const directory = mkdtempSync(join(tmpdir(), "sluice-bench-"));
  const started: ChildProcess[] = [];
  const noted = (proxy: Contender): Contender => {
    started.push(proxy.child);
    return proxy;
  };
  const startNginxRelay = async (workers = 1): Promise<Contender | string> => {
    const why = findNginx() === undefined ? installNginx() : undefined;
    const command = findNginx();
    if (command === undefined) return why ?? "nginx is not installed";
    const ports = { streams: await freePort(), documents: await freePort() };
    const child = await startNginx(command, directory, ports, upstreamPort, workers);
    return noted({ name: "nginx", child, port: ports.streams, documentPort: ports.documents, home: directory });
  };
  const startRelayOn = async (
    name: "relay" | "raw-relay",
    file: string,
    nodeOptions: readonly string[] = [],
  ): Promise<Contender> => {
    // As the gateway has them, so that no proxy wins by it.
    const child = forked(`relays/${file}.js`, [String(upstreamPort)], [...gatewayOptions, ...nodeOptions]);
    const { port } = await message<{ port: number }>(child);
    return noted({ name, child, port, documentPort: port, home: directory });
  };
  const startRelay = (nodeOptions?: readonly string[]): Promise<Contender> =>
    startRelayOn("relay", "uws-undici", nodeOptions);
  const startPortkeyGateway = async (): Promise<Contender | string> => {
    const started = await startPortkey(directory, upstreamPort);
    if (typeof started === "string") return started;
    return noted({ name: "portkey", documentPort: started.port, home: directory, ...started });
  };
  return {
    directory,
    async startGateway({ nodeOptions = [], cached = false, exchanges, processes = 1 } = {}) {
      const port = await freePort();
      const home = join(directory, `gateway-${port}`);
      mkdirSync(home);
      const upstream = `http://127.0.0.1:${upstreamPort}`;
      const address = `127.0.0.1:${port}`;
      const words =
        exchanges === undefined
          ? ["serve", "--upstream", upstream, "--listen", address]
          : ["serve", "--config", writeConfig(home, upstream, address, exchanges)];
      if (processes > 1) words.push("--processes", String(processes));
      const start = async (): Promise<ChildProcess> => {
        const child = spawnedGateway(words, home, nodeOptions);
        await listening(port, child);
        return child;
      };
      if (cached) await stopped(await start());
      const child = await start();
      return noted({ name: "gateway", child, port, documentPort: port, home });
    },
    startRelay,
    startNginx: startNginxRelay,
    start(name) {
      switch (name) {
        case "relay":
          return startRelay();
        case "raw-relay":
          return startRelayOn("raw-relay", "uws-raw");
        case "nginx":
          return startNginxRelay();
        case "portkey":
          return startPortkeyGateway();
      }
    },
    async end() {
      for (const child of started) await stopped(child);
      await pause(50);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
