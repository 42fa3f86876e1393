/**
 * nginx as a pass-through: one process, connections kept on both sides. It is the floor that proxies are compared with.
 */
import { type ChildProcess, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listening, spawned } from "../processes.ts";

export interface NginxPorts {
  /** Unbuffered, for streams. */
  readonly streams: number;
  /** As nginx is by default, for documents. */
  readonly documents: number;
}

const configuration = (directory: string, ports: NginxPorts, upstreamPort: number): string => `
daemon off;
master_process off;
worker_processes 1;
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
  proxy_read_timeout 600s;
  server {
    listen 127.0.0.1:${ports.streams} backlog=4096;
    proxy_buffering off;
    location / { proxy_pass http://provider; }
  }
  server {
    listen 127.0.0.1:${ports.documents} backlog=4096;
    location / { proxy_pass http://provider; }
  }
}
`;

/** The command's path, or undefined where nginx is not installed. */
export function findNginx(): string | undefined {
  for (const command of ["nginx", "/usr/sbin/nginx"]) {
    if (spawnSync(command, ["-v"]).status === 0) return command;
  }
  return undefined;
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
): Promise<ChildProcess> {
  const file = join(directory, "nginx.conf");
  writeFileSync(file, configuration(directory, ports, upstreamPort));
  const child = spawned(command, ["-p", directory, "-c", file], directory);
  await listening(ports.streams, child);
  return child;
}
