/** nginx as a pass-through: one process unless it is said otherwise, unbuffered, connections kept on both sides. It is the floor that gateways are compared with. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawned } from "../processes.ts";
import { installed, type Preset } from "./preset.ts";

export interface NginxServer {
  readonly port: number;
  /** False for streams: each piece leaves as it comes. */
  readonly buffered: boolean;
}

const server = ({ port, buffered }: NginxServer, workers: number): string => `
  server {
    listen 127.0.0.1:${port} backlog=4096${workers > 1 ? " reuseport" : ""};
    proxy_buffering ${buffered ? "on" : "off"};
    location / { proxy_pass http://provider; }
  }`;

export const nginxConfiguration = (
  directory: string,
  servers: readonly NginxServer[],
  upstreamPort: number,
  workers = 1,
): string => `
daemon off;
master_process ${workers > 1 ? "on" : "off"};
worker_processes ${workers};
pid ${directory}/nginx.pid;
error_log stderr crit;
worker_rlimit_nofile 20000;
events { worker_connections 16384; }
http {
  access_log off;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  keepalive_requests 1000000;
  upstream provider { server 127.0.0.1:${upstreamPort}; keepalive 1024; keepalive_requests 1000000; }
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_read_timeout 600s;${servers.map((each) => server(each, workers)).join("")}
}
`;

export const findNginx = (): string | undefined => installed("nginx", "/usr/sbin/nginx");

export const nginx: Preset = {
  about: "a pass-through without inspection",
  startMs: 20_000,
  find() {
    const command = findNginx();
    if (command !== undefined) return { command };
    return { missing: "nginx is not installed. Run: sudo apt-get install -y nginx-light" };
  },
  start({ command, directory, port, upstreamPort }) {
    const file = join(directory, "nginx.conf");
    writeFileSync(file, nginxConfiguration(directory, [{ port, buffered: false }], upstreamPort));
    return {
      child: spawned(command, ["-p", directory, "-c", file], directory),
      base: `http://127.0.0.1:${port}/v1`,
    };
  },
};
