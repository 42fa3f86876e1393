/**
 * One client connection of node:http: exchanges in strict turns, refusals in their turn too.
 *
 *   request 1 -> handled ............ answered
 *   request 2 ------> waits ........> handled ... answered
 *   refused   ------------------------------------> answered, then deaf until the client closes
 *
 * Invariant: after a refusal, or an answer that closes the connection, nothing that was sent on it is acted upon.
 */
import type { Socket } from "node:net";
import { failures, type SluiceError } from "../../errors.ts";
import type { ListenerOptions } from "./listener.ts";
import type { NodeExchange } from "./node-exchange.ts";
import { refusalBytes } from "./refusal.ts";

/** Pipelined requests that may wait on one connection; LLM clients send none. */
const MAX_WAITING = 16;
/** How long a refused client may take to read its refusal before the connection is cut. */
const LINGER_MS = 1_000;

type NodeConnectionOptions = Pick<ListenerOptions, "refused" | "newId">;

export class NodeConnection {
  readonly #socket: Socket;
  readonly #options: NodeConnectionOptions;
  readonly #waiting: (() => void)[] = [];
  #busy = false;
  #deaf = false;
  current: NodeExchange | null = null;

  constructor(socket: Socket, options: NodeConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    // node:http closes with destroySoon(): with unread request bytes in the kernel that sends a reset, which can take
    // the answer with it. FIN first, and read on for a moment.
    socket.destroySoon = () => this.#linger();
    socket.on("end", () => this.current?.halfClosed());
  }

  /** True once refused: requests that node still parses from this connection are ignored. */
  get deaf(): boolean {
    return this.#deaf;
  }

  /** Starts an exchange when those before it are answered. */
  take(start: () => NodeExchange): void {
    if (this.#waiting.length >= MAX_WAITING) {
      this.refuse(failures.badRequest(`more than ${MAX_WAITING} requests are pipelined on one connection`));
      return;
    }
    this.#inTurn(() => {
      this.current = start();
    });
  }

  /** The current exchange's answer is complete. */
  done(): void {
    this.current = null;
    this.#busy = false;
    this.#waiting.shift()?.();
  }

  /** Answers `error` when its turn comes, and ignores the rest. */
  refuse(error: SluiceError): void {
    if (this.#deaf) return;
    this.#deaf = true;
    this.#options.refused(error);
    this.#inTurn(() => {
      if (!this.#socket.writable) return;
      this.#socket.write(refusalBytes(error, this.#options.newId()));
      this.#linger();
    });
  }

  #inTurn(turn: () => void): void {
    const start = () => {
      this.#busy = true;
      turn();
    };
    if (this.#busy) this.#waiting.push(start);
    else start();
  }

  #linger(): void {
    const socket = this.#socket;
    this.#deaf = true;
    // Whoever was told that the connection closes sends these again: they must not have had an effect (RFC 9112, 9.6).
    this.#waiting.length = 0;
    socket.end();
    socket.resume();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("end", () => socket.destroy());
    socket.once("close", () => clearTimeout(timer));
  }
}
