/** Relays that leak: what the leak check must find. As careful as a test needs, no more. */
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of the request's body, and of each chunk of the answer. */
export interface Relaying {
  prompt(body: string): string;
  chunk(text: string): string;
}

export const passing: Relaying = { prompt: (body) => body, chunk: (text) => text };

const shapes = [
  /[a-z]+\.\d{3}@example\.com/g,
  /4\d{3}(?: \d{4}){3}/g,
  /\b\d{3}-\d{2}-\d{4}\b/g,
  /\(\d{3}\) 555-01\d\d/g,
  /DE\d{2}(?: \d{4}){4} \d{2}/g,
  /AKIA[A-Z2-7]{16}/g,
];
const mask = (text: string): string => shapes.reduce((masked, shape) => masked.replace(shape, "<MASKED>"), text);

/** Masks what stands whole in one chunk: documents and prompts, but no value that a stream cuts. */
export const chunkwise: Relaying = { prompt: mask, chunk: mask };

export interface Relay {
  readonly base: string;
  close(): Promise<void>;
}

export async function startRelay(upstreamPort: number, { prompt, chunk }: Relaying): Promise<Relay> {
  const server = createServer(async (asked, answered) => {
    const body = prompt(await textOf(asked));
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const to = { host: "127.0.0.1", port: upstreamPort, path: asked.url, method: "POST", headers };
    const onward = request(to, async (answer) => {
      answered.writeHead(answer.statusCode ?? 502, { "content-type": answer.headers["content-type"] });
      try {
        for await (const part of answer.setEncoding("utf8")) answered.write(chunk(part));
        answered.end();
      } catch {
        answered.destroy();
      }
    });
    onward.on("error", () => answered.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of message.setEncoding("utf8")) text += part;
  return text;
}
