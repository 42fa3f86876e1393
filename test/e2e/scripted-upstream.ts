/**
 * A provider that does what a test says: any status, any bytes in any cuts, silence, a reset in mid-answer. It keeps every
 * request as it arrived, so a test can ask what the model received.
 */
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** What an answer's body consists of, in order. */
export type Step = string | Uint8Array | { readonly waitMs: number } | "reset" | "hang";

export interface Reply {
  readonly status?: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: readonly Step[];
}

export interface ScriptedUpstream {
  readonly origin: string;
  readonly received: Received[];
  /** Sockets of answers that the other side closed before their end. */
  readonly aborted: number;
  /** What is answered from now on; called once for each request. */
  answer(reply: (request: Received) => Reply): void;
  close(): Promise<void>;
}

export const sse: OutgoingHttpHeaders = { "content-type": "text/event-stream; charset=utf-8" };
export const json: OutgoingHttpHeaders = { "content-type": "application/json" };
export const jsonReply = (value: unknown, status = 200): Reply => ({
  status,
  headers: json,
  body: [JSON.stringify(value)],
});

export async function startScriptedUpstream(): Promise<ScriptedUpstream> {
  const received: Received[] = [];
  let reply: (request: Received) => Reply = () => ({ status: 500 });
  let aborted = 0;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    const one: Received = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
    received.push(one);
    const { status = 200, headers: answered = {}, body = [] } = reply(one);
    response.on("close", () => {
      if (!response.writableFinished) aborted++;
    });
    response.socket?.setNoDelay(true);
    response.writeHead(status, answered);
    for (const step of body) {
      if (response.destroyed) return;
      if (step === "reset") {
        response.socket?.resetAndDestroy();
        return;
      }
      if (step === "hang") return;
      if (typeof step === "string" || step instanceof Uint8Array) {
        if (!response.write(step)) await new Promise((go) => response.once("drain", go).once("close", go));
        // Each step in a segment of its own.
        await new Promise((go) => setImmediate(go));
      } else await pause(step.waitMs);
    }
    response.end();
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    received,
    get aborted() {
      return aborted;
    },
    answer(next) {
      reply = next;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
