/**
 * What Sluice must be better than, for the self-check: a relay that knows every planted value and takes it out of requests, of whole
 * answers, and of each event by itself.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Relay {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startEventwiseRelay(upstream: string, values: readonly string[]): Promise<Relay> {
  const redact = (text: string): string =>
    values.reduce((before, value) => before.replaceAll(value, "<REDACTED>"), text);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const answer = await fetch(upstream + (request.url ?? ""), {
      method: request.method ?? "POST",
      headers: { "content-type": "application/json" },
      body: redact(Buffer.concat(chunks).toString()),
    });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    let waiting = "";
    const decoder = new TextDecoder();
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      const events = (waiting + decoder.decode(chunk, { stream: true })).split("\n\n");
      waiting = events.pop() ?? "";
      for (const event of events) response.write(`${redact(event)}\n\n`);
    }
    response.end(redact(waiting));
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
