/** HAProxy as a pass-through: one thread, connections shared towards the upstream. Without http-no-delay it gathers pieces for 200 ms. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawned } from "../processes.ts";
import { installed, type Preset } from "./preset.ts";

const configuration = (port: number, upstreamPort: number): string => `
global
  nbthread 1
  maxconn 8000
defaults
  mode http
  option http-no-delay
  timeout connect 10s
  timeout client 600s
  timeout server 600s
  timeout http-keep-alive 60s
frontend clients
  bind 127.0.0.1:${port} backlog 4096
  default_backend provider
backend provider
  http-reuse always
  server upstream 127.0.0.1:${upstreamPort}
`;

export const haproxy: Preset = {
  about: "a pass-through without inspection",
  startMs: 20_000,
  find() {
    const command = installed("haproxy", "/usr/sbin/haproxy");
    if (command !== undefined) return { command };
    return { missing: "haproxy is not installed. Run: sudo apt-get install -y haproxy" };
  },
  start({ command, directory, port, upstreamPort }) {
    const file = join(directory, "haproxy.cfg");
    writeFileSync(file, configuration(port, upstreamPort));
    return { child: spawned(command, ["-db", "-f", file], directory), base: `http://127.0.0.1:${port}/v1` };
  },
};
