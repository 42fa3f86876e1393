/**
 * A provider that puts exactly the bytes on the wire that a test says, and knows every byte that reached it: no HTTP
 * library in between, so it can lie about framing, break off anywhere, stall, or push without end.
 */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { chunkOf } from "../harness/chunks.ts";

export interface Call {
  /** Request line and header fields, as they came. */
  readonly head: string;
  readonly body: string;
  readonly socket: Socket;
  /** Bytes that the other side has taken from this process. */
  readonly sent: number;
  /** Writes, and waits while the socket is full; false once the other side is gone. */
  send(bytes: string | Uint8Array): Promise<boolean>;
  reset(): void;
  /** Resolves when the connection is closed, by whoever. */
  readonly closed: Promise<unknown>;
}

export interface RawUpstream {
  readonly origin: string;
  readonly calls: readonly Call[];
  /** Every byte that arrived on any connection. */
  readonly bytes: number;
  readonly connections: number;
  /** What happens on a request from now on. */
  play(script: (call: Call) => unknown): void;
  /** Connections that come from now on are not read. */
  deafen(on: boolean): void;
  /** Reads those too. */
  hear(): void;
  forget(): void;
  close(): Promise<void>;
}

/** A whole answer; `content-length` is added unless some framing is given, or `framed` is false. */
export function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array = "",
): Buffer {
  const bytes = Buffer.from(body as string);
  const framed = Object.keys(headers).some((name) => /^(?:content-length|transfer-encoding)$/.test(name));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = framed || status === 204 || status === 304 ? "" : `content-length: ${bytes.length}\r\n`;
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Status\r\n${lines.join("")}${length}\r\n`, "latin1"), bytes]);
}

export const head = (status: number, headers: Readonly<Record<string, string>>): Buffer =>
  answer(status, { ...headers, "transfer-encoding": "chunked" });

export const chunk = (bytes: string | Uint8Array): Buffer => chunkOf(Buffer.from(bytes as string));

export const lastChunk = "0\r\n\r\n";
export const sseHead = head(200, { "content-type": "text/event-stream" });

export async function startRawUpstream(): Promise<RawUpstream> {
  const sockets = new Set<Socket>();
  let calls: Call[] = [];
  let script: (call: Call) => unknown = (call) => call.send(answer(500, {}));
  let bytes = 0;
  let connections = 0;
  let deaf = false;
  const unread: Socket[] = [];

  const server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.setMaxListeners(0);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
    let waiting = Buffer.alloc(0);
    if (deaf) unread.push(socket.pause());
    socket.on("data", (data) => {
      bytes += data.length;
      waiting = Buffer.concat([waiting, data]);
      const end = waiting.indexOf("\r\n\r\n");
      if (end < 0) return;
      const text = waiting.toString("latin1", 0, end);
      const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0);
      if (waiting.length < end + 4 + length) return;
      const body = waiting.toString("utf8", end + 4, end + 4 + length);
      waiting = waiting.subarray(end + 4 + length);
      const call = callOn(socket, text, body);
      calls.push(call);
      void script(call);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get calls() {
      return calls;
    },
    get bytes() {
      return bytes;
    },
    get connections() {
      return connections;
    },
    play(next) {
      script = next;
    },
    deafen(on) {
      deaf = on;
    },
    hear() {
      for (const socket of unread.splice(0)) socket.resume();
    },
    forget() {
      calls = [];
      bytes = 0;
      connections = 0;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function callOn(socket: Socket, text: string, body: string): Call {
  const before = socket.bytesWritten - socket.writableLength;
  return {
    head: text,
    body,
    socket,
    closed: once(socket, "close").catch(() => undefined),
    get sent() {
      return socket.bytesWritten - socket.writableLength - before;
    },
    async send(data) {
      if (socket.destroyed) return false;
      if (!socket.write(typeof data === "string" ? Buffer.from(data) : data))
        await Promise.race([once(socket, "drain"), once(socket, "close")]).catch(() => undefined);
      return !socket.destroyed;
    },
    reset: () => socket.resetAndDestroy(),
  };
}
