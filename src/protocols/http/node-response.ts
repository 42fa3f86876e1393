/**
 * Writes one answer through node:http. Framing comes from the plan alone; node:http adds the chunk sizes. A reader that
 * takes nothing for `idleTimeoutMs` while bytes wait loses its connection (node's socket timer counts partial progress
 * of a large write as activity).
 */
import type { ServerResponse } from "node:http";
import { copyBytes } from "../../concat.ts";
import { failures } from "../../errors.ts";
import type { Framing, HeaderList, ResponseWriter } from "./listener.ts";
import { planResponse } from "./response-plan.ts";

export interface NodeResponseOptions {
  readonly response: ServerResponse;
  readonly method: string;
  readonly idleTimeoutMs: number;
  /** True when the connection must not be used again after this answer with this status. */
  readonly mustClose: (status: number) => boolean;
}

export class NodeResponse implements ResponseWriter {
  readonly #response: ServerResponse;
  readonly #options: NodeResponseOptions;
  #framing: Framing | null = null;
  #left = 0;
  #drained: () => void = () => {};
  #destroyed = false;

  constructor(options: NodeResponseOptions) {
    this.#options = options;
    this.#response = options.response;
    this.#response.on("drain", () => {
      this.#response.socket?.setTimeout(0);
      if (!this.#destroyed && !this.#response.writableEnded) this.#drained();
    });
  }

  get begun(): boolean {
    return this.#framing !== null;
  }

  /** True once the answer is complete, or broken off by our own side. */
  get over(): boolean {
    return this.#destroyed || this.#response.writableEnded;
  }

  get destroyed(): boolean {
    return this.#destroyed;
  }

  onDrained(listener: () => void): void {
    this.#drained = listener;
  }

  head(status: number, headers: HeaderList, framing: Framing): void {
    if (this.#framing !== null) throw failures.internal("encode");
    const plan = planResponse(this.#options.method, status, headers, framing);
    this.#framing = plan.framing;
    if (this.#destroyed) return;
    const flat: string[] = [];
    for (const [name, value] of plan.headers) flat.push(name, value);
    if (plan.framing.kind === "length") {
      this.#left = plan.framing.bytes;
      flat.push("content-length", String(plan.framing.bytes));
    }
    if (plan.close || this.#options.mustClose(plan.status)) flat.push("connection", "close");
    this.#response.writeHead(plan.status, plan.reason, flat);
    // Headers travel with the first body bytes in one packet, or at once when nothing follows in this turn.
    if (plan.framing.kind === "chunked") queueMicrotask(() => this.#flush());
  }

  writeCopy(chunk: Uint8Array): boolean {
    return this.write(copyBytes(chunk));
  }

  write(chunk: Uint8Array): boolean {
    if (this.#framing === null) throw failures.internal("encode");
    if (this.#framing.kind === "none" || chunk.length === 0 || this.over) return true;
    if (this.#framing.kind === "length") {
      this.#left -= chunk.length;
      if (this.#left < 0) {
        this.destroy();
        throw failures.internal("encode");
      }
    }
    if (this.#response.write(chunk)) return true;
    this.#watchReader();
    return false;
  }

  end(): void {
    if (this.#framing === null) throw failures.internal("encode");
    if (this.over) return;
    if (this.#framing.kind === "length" && this.#left !== 0) {
      this.destroy();
      throw failures.internal("encode");
    }
    this.#watchReader();
    this.#response.end();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    const { socket } = this.#response;
    if (socket === null) return;
    // An HTTP/1.0 answer ends with its connection, so only a reset shows that it is cut short.
    const framed = this.#response.req.httpVersionMinor > 0;
    if (framed || "encrypted" in socket) socket.destroy();
    else socket.resetAndDestroy();
  }

  #flush(): void {
    if (!this.over) this.#response.flushHeaders();
  }

  #watchReader(): void {
    this.#response.socket?.setTimeout(this.#options.idleTimeoutMs);
  }
}
