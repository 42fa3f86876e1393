/**
 * The connections to one origin: the idle one that was used last goes first, a new one is opened while there are fewer than
 * the limit, else requests wait in order.
 */
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { checkServerIdentity, connect as connectTls, type PeerCertificate } from "node:tls";
import { failures } from "../../errors.ts";
import type { AnswerLimits } from "./answer-parser.ts";
import { HeadLines } from "./head-lines.ts";
import type { ConnectionCall } from "./upstream-call.ts";
import { type ConnectionOwner, UpstreamConnection } from "./upstream-connection.ts";
import type { UpstreamOrigin } from "./upstream-origin.ts";
import { beginReading, endReading } from "./write-turns.ts";

export interface PoolOptions {
  readonly origin: UpstreamOrigin;
  readonly connections: number;
  readonly limits: AnswerLimits;
  /** PEM of authorities to trust instead of the system's. */
  readonly ca: string | undefined;
  /** All connections read into it. */
  readonly buffer: Uint8Array;
  /** Ticks after which an idle connection is closed: servers close theirs, and a request must not meet that. */
  readonly idleTicks: number;
  readonly tick: () => number;
}

interface Waiting {
  readonly call: ConnectionCall;
  readonly head: string;
  readonly body: Uint8Array | null;
}

const KEEP_ALIVE_PROBE_MS = 60_000;

export class UpstreamPool implements ConnectionOwner {
  readonly #options: PoolOptions;
  /** Least recently used first. */
  readonly #idle: UpstreamConnection[] = [];
  readonly #all = new Map<UpstreamConnection, Socket>();
  readonly #opening = new Set<UpstreamConnection>();
  readonly #lines = new HeadLines();
  #waiting: Waiting[] = [];
  #session: Buffer | undefined;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Nothing is open and nobody waits. */
  get quiet(): boolean {
    return this.#all.size === 0 && this.#waiting.length === 0;
  }

  send(call: ConnectionCall, head: string, body: Uint8Array | null): void {
    for (let connection = this.#idle.pop(); connection !== undefined; connection = this.#idle.pop()) {
      if (connection.usable) {
        this.#carry(connection, { call, head, body });
        return;
      }
    }
    call.waits(this);
    this.#waiting.push({ call, head, body });
    this.#open();
  }

  /** A call that waits is over. */
  gone(call: ConnectionCall): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.call !== call);
  }

  /** Looks at every call's time, and at what has been idle for too long. */
  check(): void {
    for (const { call } of [...this.#waiting]) call.check();
    const oldest = this.#options.tick() - this.#options.idleTicks;
    while ((this.#idle[0]?.since ?? Number.POSITIVE_INFINITY) <= oldest) this.#idle.shift()?.destroy();
    for (const connection of [...this.#all.keys()]) connection.check();
  }

  close(): void {
    this.#closed = true;
    for (const { call } of this.#waiting.splice(0)) call.cut(undefined);
    for (const connection of [...this.#all.keys()]) connection.close();
  }

  #open(): void {
    while (this.#opening.size < this.#waiting.length && this.#all.size < this.#options.connections) this.#connect();
  }

  #connect(): void {
    const { limits, buffer } = this.#options;
    let connection: UpstreamConnection | undefined;
    const onread = {
      buffer,
      callback: (count: number, bytes: Uint8Array) => {
        beginReading();
        try {
          connection?.read(count, bytes);
        } finally {
          endReading();
        }
        return true;
      },
    };
    const { socket, ready } = this.#socket(onread);
    const opened = new UpstreamConnection(socket, limits, this.#lines, this);
    connection = opened;
    this.#all.set(opened, socket);
    this.#opening.add(opened);
    socket.once(ready, () => {
      this.#opening.delete(opened);
      this.idle(opened);
    });
  }

  #socket(onread: { buffer: Uint8Array; callback: (count: number, bytes: Uint8Array) => boolean }): {
    readonly socket: Socket;
    readonly ready: "connect" | "secureConnect";
  } {
    const { host, port, secure } = this.#options.origin;
    const to = { host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS, onread };
    if (!secure) return { socket: connectPlain(to), ready: "connect" };
    const socket = connectTls({
      ...to,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ["http/1.1"],
      minVersion: "TLSv1.2",
      // Said, so that no variable of the environment can say otherwise.
      rejectUnauthorized: true,
      checkServerIdentity: identityProblem,
      ...(this.#options.ca === undefined ? {} : { ca: this.#options.ca }),
      ...(this.#session === undefined ? {} : { session: this.#session }),
    });
    socket.on("session", (session) => {
      this.#session = session;
    });
    return { socket, ready: "secureConnect" };
  }

  /** The connection can carry the next request. */
  idle(connection: UpstreamConnection): void {
    if (!connection.usable) return;
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) this.#carry(connection, waiting);
    else {
      connection.since = this.#options.tick();
      this.#idle.push(connection);
    }
  }

  #carry(connection: UpstreamConnection, { call, head, body }: Waiting): void {
    call.on(connection);
    connection.carry(call, head, body);
  }

  closed(connection: UpstreamConnection, error: unknown): void {
    this.#all.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    // It was opened for the one that has waited longest.
    if (this.#opening.delete(connection)) this.#waiting.shift()?.call.cut(error);
    if (!this.#closed) this.#open();
  }
}

function identityProblem(host: string, certificate: PeerCertificate): Error | undefined {
  // A NUL or line break in a name is read differently by different parsers.
  if (/[\x00-\x1f\x7f]/.test(certificate.subjectaltname ?? "")) return failures.upstreamUntrusted();
  return checkServerIdentity(host, certificate);
}
