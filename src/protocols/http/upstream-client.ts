/**
 * Upstreams over plain and TLS sockets: one request, one answer, no retries, redirects, decompression or pipelining.
 *
 *   send -> pool of the origin -> [wait, connect] -> connection -> head, data ..., end | fail
 *
 * The request's framing is written here and nowhere else. Time is counted in ticks: timeouts hold to within one of them.
 */
import { tickOf } from "../../deadlines.ts";
import { failures } from "../../errors.ts";
import { isFieldValue } from "./field-values.ts";
import { headerName } from "./header-names.ts";
import type { Upstream, UpstreamRequest } from "./upstream.ts";
import { ConnectionCall } from "./upstream-call.ts";
import type { UpstreamTimeouts } from "./upstream-failure.ts";
import { parseUpstreamOrigin, type UpstreamOrigin } from "./upstream-origin.ts";
import { UpstreamPool } from "./upstream-pool.ts";

export interface UpstreamOptions extends UpstreamTimeouts {
  /**
   * Milliseconds. `connect`: from `send` until the request is on a connection, waiting for a free one included.
   * `headers`: from the request until the answer's head. `idle`: between two pieces of the answer, while nobody has paused it.
   */
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** At most so many connections to each origin. */
  readonly connections: number;
  /** PEM of authorities to trust instead of the system's. */
  readonly ca?: string;
  readonly headerBytes?: number;
  readonly headerCount?: number;
}

const HEADER_BYTES = 64 * 1024;
const HEADER_COUNT = 256;
const READ_BYTES = 64 * 1024;
/** An idle connection is used again for so long; most servers keep theirs for 5 s and more. */
const IDLE_MS = 4_000;

/** Set below or meaningless through a gateway; headers.ts never lets them come this far. */
const NOT_OURS_TO_SEND = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "expect",
  "te",
  "trailer",
]);
const METHOD = /^[A-Z]{1,16}$/;
const PATH = /^\/[\x21-\x7e]*$/;
const WITH_BODY = new Set(["POST", "PUT", "PATCH"]);

interface Known {
  readonly pool: UpstreamPool;
  /** As it stands in `host`. */
  readonly host: string;
}

export function createUpstream(options: UpstreamOptions): Upstream {
  const { connectTimeoutMs, headersTimeoutMs, idleTimeoutMs, connections, ca } = options;
  const tickMs = tickOf(Math.min(connectTimeoutMs, headersTimeoutMs, idleTimeoutMs));
  const limits = {
    headerBytes: options.headerBytes ?? HEADER_BYTES,
    headerCount: options.headerCount ?? HEADER_COUNT,
  };
  const buffer = new Uint8Array(new SharedArrayBuffer(READ_BYTES));
  const origins = new Map<string, Known>();
  const clock = { tick: 0, tickMs, timeouts: { connectTimeoutMs, headersTimeoutMs, idleTimeoutMs } };
  let ticking: NodeJS.Timeout | undefined;
  let closed = false;

  const run = (): void => {
    clock.tick += 1;
    let quiet = true;
    for (const { pool } of origins.values()) {
      pool.check();
      quiet &&= pool.quiet;
    }
    if (!quiet) return;
    clearInterval(ticking);
    ticking = undefined;
  };

  const known = (origin: string): Known => {
    const before = origins.get(origin);
    if (before !== undefined) return before;
    const parsed = parseUpstreamOrigin(origin);
    if (parsed.origin !== origin) throw failures.upstreamOrigin("it has a path or odd spelling");
    const pool = new UpstreamPool({
      origin: parsed,
      connections,
      limits,
      ca,
      buffer,
      idleTicks: Math.ceil(IDLE_MS / tickMs),
      tick: () => clock.tick,
    });
    const made = { pool, host: hostOf(parsed) };
    origins.set(origin, made);
    return made;
  };

  return {
    send(request, answer) {
      const call = new ConnectionCall(clock, request.method, answer);
      try {
        if (closed) throw failures.internal("upstream");
        const to = known(request.origin);
        const head = headOf(request, to.host);
        ticking ??= setInterval(run, tickMs).unref();
        to.pool.send(call, head, request.body);
      } catch {
        queueMicrotask(() => call.fail(failures.internal("upstream")));
      }
      return call;
    },
    async close() {
      closed = true;
      clearInterval(ticking);
      for (const { pool } of origins.values()) pool.close();
    },
  };
}

const hostOf = ({ origin }: UpstreamOrigin): string => origin.slice(origin.indexOf("//") + 2);

/** Throws what must never leave. */
function headOf({ method, path, headers, body }: UpstreamRequest, host: string): string {
  if (!METHOD.test(method) || !PATH.test(path)) throw failures.internal("upstream");
  let head = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n`;
  for (const [name, value] of headers) {
    const lower = headerName(name);
    if (lower === undefined || !isFieldValue(value) || NOT_OURS_TO_SEND.has(lower)) throw failures.internal("upstream");
    head += `${name}: ${value}\r\n`;
  }
  if (body !== null || WITH_BODY.has(method)) head += `content-length: ${body?.length ?? 0}\r\n`;
  return `${head}\r\n`;
}
