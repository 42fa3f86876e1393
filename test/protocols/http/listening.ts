/** Starts either front end for a test, and stops it after. */
import { afterEach } from "vitest";
import type { SluiceError } from "../../../src/errors.ts";
import type { HttpExchange, Listener, ListenerOptions } from "../../../src/protocols/http/listener.ts";
import { createNodeListener } from "../../../src/protocols/http/node-listener.ts";
import { createUwsListener } from "../../../src/protocols/http/uws-listener.ts";
import { type FrontEnd, frontEnds } from "../../harness/front-ends.ts";

export const KINDS = frontEnds;
export type Kind = FrontEnd;

export const LIMITS = {
  headerBytes: 4_000,
  headerCount: 40,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 5_000,
  idleTimeoutMs: 5_000,
};

export interface Listening {
  readonly listener: Listener;
  readonly port: number;
  readonly refused: SluiceError[];
}

const open: Listener[] = [];
let serial = 0;

afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});

export async function startListener(
  kind: Kind,
  handle: (exchange: HttpExchange) => void,
  more: Partial<Omit<ListenerOptions, "limits">> & { limits?: Partial<typeof LIMITS> } = {},
): Promise<Listening> {
  const refused: SluiceError[] = [];
  const create = kind === "node" ? createNodeListener : createUwsListener;
  const listener = create({
    host: "127.0.0.1",
    port: 0,
    refused: (error) => refused.push(error),
    newId: () => `L${++serial}`,
    handle,
    ...more,
    limits: { ...LIMITS, ...more.limits },
  });
  open.push(listener);
  const { port } = await listener.listen();
  return { listener, port, refused };
}

/** Reads the body whole and calls `then` with it. */
export function readAll(exchange: HttpExchange, then: (body: Buffer) => void): void {
  const parts: Uint8Array[] = [];
  exchange.read({ data: (chunk) => parts.push(chunk), end: () => then(Buffer.concat(parts)), abort: () => {} });
}

/** Answers with the method, target and body it got. */
export function echo(exchange: HttpExchange): void {
  readAll(exchange, (body) => {
    const text = Buffer.from(`${exchange.head.method} ${exchange.head.target} ${body.toString("latin1")}`);
    exchange.response.head(200, [["content-type", "text/plain"]], { kind: "length", bytes: text.length });
    exchange.response.write(text);
    exchange.response.end();
  });
}
