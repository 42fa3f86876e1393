/** A TCP relay that keeps what passes, byte for byte: what a client really sent and what really came back to it. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Tap {
  readonly origin: string;
  /** Bodies of the requests and of the answers since `forget`, in the order of their connections. */
  bodies(): { readonly sent: Buffer[]; readonly received: Buffer[] };
  forget(): void;
  close(): Promise<void>;
}

/** Bodies of HTTP/1.1 messages that follow each other (RFC 9112 sections 6 and 7.1). */
function bodiesOf(bytes: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  let at = 0;
  const line = (): string => {
    const end = bytes.indexOf("\r\n", at);
    if (end < 0) throw new Error("an HTTP message is cut off");
    const text = bytes.toString("latin1", at, end);
    at = end + 2;
    return text;
  };
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new Error("an HTTP body is cut off");
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    let length = 0;
    let chunked = false;
    for (let field = line(); field !== ""; field = line()) {
      length = Number(/^content-length: *(\d+)/i.exec(field)?.[1] ?? length);
      chunked ||= /^transfer-encoding: *chunked/i.test(field);
    }
    if (!chunked) {
      bodies.push(take(length));
      continue;
    }
    const chunks: Buffer[] = [];
    for (let size = Number.parseInt(line(), 16); size > 0; size = Number.parseInt(line(), 16)) {
      chunks.push(take(size));
      line();
    }
    line();
    bodies.push(Buffer.concat(chunks));
  }
  return bodies;
}

export async function startTap(to: string): Promise<Tap> {
  const port = Number(new URL(to).port);
  const sockets = new Set<Socket>();
  let connections: { readonly sent: Buffer[]; readonly received: Buffer[] }[] = [];
  const server = createServer((client) => {
    const kept = { sent: [] as Buffer[], received: [] as Buffer[] };
    connections.push(kept);
    const far = connect({ port, host: "127.0.0.1" });
    for (const [from, into, bytes] of [
      [client, far, kept.sent],
      [far, client, kept.received],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on("error", () => into.destroy());
      from.on("close", () => {
        sockets.delete(from);
        into.end();
      });
      from.on("data", (chunk: Buffer) => {
        bytes.push(chunk);
        into.write(chunk);
      });
      from.on("end", () => into.end());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies: () => ({
      sent: connections.flatMap(({ sent }) => bodiesOf(Buffer.concat(sent))),
      received: connections.flatMap(({ received }) => bodiesOf(Buffer.concat(received))),
    }),
    forget() {
      connections = [];
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
