/**
 * The client of the gateway's benches, in a process of its own: keeps connections alive, reads every answer to its end
 * and compares it, so a number never stands for answers that were wrong.
 *
 *   in   an Order over IPC            out  a Delivery, or {failure}
 */
import { hash } from "node:crypto";
import { Pool } from "undici";
import { type Behaviour, mark, markOf, requestHeaders, requestOf, requestPath, unmarked } from "./traffic.ts";

export interface Order {
  readonly port: number;
  readonly behaviour: Behaviour;
  /** Exchanges at the same time, and in all. */
  readonly concurrent: number;
  readonly exchanges: number;
  /** Tokens of a streamed answer. */
  readonly events: number;
  readonly prompt?: string;
  /** Beside those of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** SHA-256 that every body must have. */
  readonly sha256?: string;
  /** Answers the order when all streams have begun, and again when they have ended. */
  readonly tellBegun?: boolean;
}

export interface Delivery {
  readonly exchanges: number;
  /** The first body. */
  readonly body: string;
  readonly ms: number;
}

const mostBeginning = 200;

let asked = 0;
const pools = new Map<number, Pool>();

/** As many connections as there are exchanges at a time; all are kept. */
function poolFor(port: number): Pool {
  const pool =
    pools.get(port) ??
    new Pool(`http://127.0.0.1:${port}`, { connections: null, headersTimeout: 60_000, bodyTimeout: 0 });
  pools.set(port, pool);
  return pool;
}

type Headers = Readonly<Record<string, string>>;

async function exchange(pool: Pool, headers: Headers, request: string, begun: () => void): Promise<Buffer> {
  const { statusCode, body } = await pool.request({
    method: "POST",
    path: requestPath,
    headers,
    body: request,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of body) {
    if (chunks.push(chunk as Buffer) === 1) begun();
  }
  const whole = Buffer.concat(chunks);
  if (statusCode !== 200) throw new Error(`status ${statusCode}: ${whole.toString()}`);
  return whole;
}

async function fulfil(order: Order): Promise<Delivery> {
  const pool = poolFor(order.port);
  const headers = { ...requestHeaders, ...order.headers };
  const [before = "", after = ""] = requestOf(order.behaviour, order.events, order.prompt).split(mark, 2);
  const request = (): string => before + markOf(asked++) + after;
  const isDocument = order.behaviour.endsWith("document");
  const from = performance.now();
  let left = order.exchanges;
  let begun = 0;
  let first: Buffer | undefined;
  let waiting: (() => void) | undefined;
  const tell = (): void => {
    begun += 1;
    if (order.tellBegun !== true) return;
    waiting?.();
    if (begun === order.exchanges) process.send?.({ begun });
  };
  /** Of streams that stay open no more than a few begin at once: a listener's queue of new connections is short. */
  const room = async (started: number): Promise<void> => {
    while (order.tellBegun === true && started - begun >= mostBeginning) {
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    }
  };
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const body = await exchange(pool, headers, request(), tell);
      first ??= body;
      const compared = isDocument ? unmarked(body.toString()) : body;
      if (order.sha256 !== undefined && hash("sha256", compared, "hex") !== order.sha256)
        throw new Error(`an answer of ${body.length} bytes is not what was sent`);
    }
  };
  const workers: Promise<void>[] = [];
  for (let i = 0; i < order.concurrent; i++) {
    await room(i);
    workers.push(worker());
  }
  await Promise.all(workers);
  return { exchanges: order.exchanges, body: first?.toString() ?? "", ms: performance.now() - from };
}

process.on("message", (order: Order) => {
  fulfil(order).then(
    (delivery) => process.send?.({ delivery }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
