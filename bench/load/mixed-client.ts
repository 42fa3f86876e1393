/**
 * The clients of the soak, in a process of its own: so many at a time, each with one exchange after another of every kind, with
 * a pause between. What comes back is compared with what it must be; what was measured is told window by window.
 *
 *   in   {port, clients, pauseMs, windowMs}, later {stop: true}      out   a Window every so often, and {over: true}
 */
import { createHash } from "node:crypto";
import { Pool } from "undici";
import { random } from "../../src/load/random.ts";
import {
  type Behaviour,
  cleanDocument,
  cleanEvents,
  plantedValues,
  requestHeaders,
  requestOf,
  requestPath,
  unmarked,
} from "./traffic.ts";

export const kinds = [
  "document",
  "planted document",
  "stream",
  "planted stream",
  "slow reader",
  "abort",
  "reset",
  "broken request",
] as const;
export type Kind = (typeof kinds)[number];

export interface MixedOrder {
  readonly port: number;
  readonly clients: number;
  /** Between two exchanges of a client, on average. */
  readonly pauseMs: number;
  readonly windowMs: number;
}

export interface Window {
  readonly counts: Readonly<Record<Kind, number>>;
  /** Of whole clean documents. */
  readonly documentMs: readonly number[];
  /** From the request to the first byte of a stream's body. */
  readonly firstByteMs: readonly number[];
  /** What came back was not what had to. */
  readonly wrong: readonly string[];
}

const sha256 = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");
const wantedDocument = sha256(cleanDocument());
const events = 25;
const slowEvents = 60;
const wantedStream = new Map([events, slowEvents].map((count) => [count, sha256(cleanEvents(count).join(""))]));
const giveUpMs = 30_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const noCounts = (): Record<Kind, number> => Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;

let counts = noCounts();
let documentMs: number[] = [];
let firstByteMs: number[] = [];
let wrong: string[] = [];

interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly whole: boolean;
}

interface Reading {
  /** Waits so long behind each chunk. */
  readonly pauseMs?: number;
  /** Goes away behind so many chunks. */
  readonly leaveAfter?: number;
  readonly onFirst?: () => void;
}

async function ask(
  pool: Pool,
  body: string,
  { pauseMs = 0, leaveAfter = Infinity, onFirst }: Reading = {},
): Promise<Answer> {
  const signal = AbortSignal.timeout(giveUpMs);
  const { statusCode, body: answer } = await pool.request({
    method: "POST",
    path: requestPath,
    headers: requestHeaders,
    body,
    signal,
  });
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of answer) {
      if (chunks.push(chunk as Buffer) === 1) onFirst?.();
      if (chunks.length >= leaveAfter) break;
      if (pauseMs > 0) await sleep(pauseMs);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { status: statusCode, body: Buffer.concat(chunks), whole: false };
  }
  return { status: statusCode, body: Buffer.concat(chunks), whole: chunks.length < leaveAfter };
}

const isSame = (answer: Answer, hash: string | undefined, text: string | Buffer = answer.body): boolean =>
  answer.status === 200 && answer.whole && sha256(text) === hash;
const isClean = ({ status, whole, body }: Answer): boolean => {
  const text = body.toString();
  return (
    status === 200 && whole && text.includes("<EMAIL_ADDRESS>") && plantedValues.every((value) => !text.includes(value))
  );
};

const request = (behaviour: Behaviour, count = events): string => requestOf(behaviour, count);

/** True: what came back is right. */
const plays: Readonly<Record<Kind, (pool: Pool, next: () => number) => Promise<boolean>>> = {
  document: async (pool) => {
    const from = performance.now();
    const answer = await ask(pool, request("document"));
    documentMs.push(performance.now() - from);
    return isSame(answer, wantedDocument, unmarked(answer.body.toString()));
  },
  "planted document": async (pool) => isClean(await ask(pool, request("planted-document"))),
  stream: async (pool) => {
    const from = performance.now();
    const onFirst = (): void => void firstByteMs.push(performance.now() - from);
    return isSame(await ask(pool, request("stream"), { onFirst }), wantedStream.get(events));
  },
  "planted stream": async (pool) => isClean(await ask(pool, request("planted-stream"))),
  "slow reader": async (pool) =>
    isSame(await ask(pool, request("stream", slowEvents), { pauseMs: 60 }), wantedStream.get(slowEvents)),
  abort: async (pool, next) => {
    const { status, whole } = await ask(pool, request("stream"), { leaveAfter: 1 + Math.floor(next() * 8) });
    return status === 200 && !whole;
  },
  // Broken off for the client, too, or ended with an event that says so; never as if it were whole.
  reset: async (pool) => {
    const { body } = await ask(pool, request("reset"));
    return !body.includes("[DONE]");
  },
  "broken request": async (pool) => {
    const { status } = await ask(pool, request("document").slice(0, -1));
    return status === 400;
  },
};

async function client(pool: Pool, { pauseMs }: MixedOrder, number: number, stopped: () => boolean): Promise<void> {
  const next = random(number);
  while (!stopped()) {
    const kind = kinds[Math.floor(next() * kinds.length)] ?? "document";
    try {
      if (!(await plays[kind](pool, next))) wrong.push(`${kind}: not what it must be`);
    } catch (error) {
      wrong.push(`${kind}: ${error instanceof Error ? error.message : String(error)}`);
    }
    counts[kind] += 1;
    await sleep(2 * pauseMs * next());
  }
}

let stop = false;

async function run(order: MixedOrder): Promise<void> {
  const pool = new Pool(`http://127.0.0.1:${order.port}`, { connections: null, keepAliveTimeout: 60_000 });
  const timer = setInterval(() => {
    const window: Window = { counts, documentMs, firstByteMs, wrong };
    process.send?.({ window });
    [counts, documentMs, firstByteMs, wrong] = [noCounts(), [], [], []];
  }, order.windowMs);
  await Promise.all(Array.from({ length: order.clients }, (_, i) => client(pool, order, i + 1, () => stop)));
  clearInterval(timer);
  await pool.close();
  process.send?.({ over: true, wrong });
}

process.on("message", (message: MixedOrder | { readonly stop: true }) => {
  if ("stop" in message) stop = true;
  else void run(message);
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
