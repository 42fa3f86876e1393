/**
 * A relay without inspection as bare as one in JavaScript can be: uWebSockets.js in front, kept sockets of node:net behind, and
 * as much of a parser as the bench's upstream needs. What a gateway in JavaScript costs before it is careful, or looks at a byte.
 *
 *   node dist/bench/relays/uws-raw.js UPSTREAM_PORT      sends {port} over IPC
 */
import { connect, type Socket } from "node:net";
import { loadUws, type UwsRawResponse } from "../../src/protocols/http/uws-native.ts";

const upstreamPort = Number(process.argv[2]);
const load = loadUws();
if (load.kind === "unavailable") throw new Error(`uWebSockets.js: ${load.why}`);
const { uws } = load;

/** All connections read into it: what was read is written before the next one reads. */
const shared = Buffer.allocUnsafe(64 * 1024);
const idle: Connection[] = [];
const cr = 0x0d;

/** Reads a status, a content-length or chunks; a chunk's size line is never cut by the upstream's writes, nor is a head. */
class Connection {
  readonly #socket: Socket;
  #response: UwsRawResponse | undefined;
  #inHead = true;
  /** Of the chunk, its end included, or of the body: bytes still to come. */
  #left = 0;
  #length: number | undefined;
  #read = 0;

  constructor() {
    const callback = (count: number): boolean => {
      this.#take(count);
      return true;
    };
    const onread = { buffer: shared, callback };
    this.#socket = connect({ port: upstreamPort, host: "127.0.0.1", noDelay: true, onread });
    this.#socket.on("error", () => this.#response?.close());
  }

  send(response: UwsRawResponse, request: Buffer): void {
    this.#response = response;
    this.#inHead = true;
    this.#socket.write(request);
  }

  /** The client is gone; what comes belongs to nobody. */
  abort(): void {
    this.#response = undefined;
    this.#socket.destroy();
  }

  #take(count: number): void {
    const response = this.#response;
    if (response === undefined) return;
    this.#read = count;
    response.cork(this.#relay);
  }

  readonly #relay = (): void => {
    const response = this.#response;
    if (response === undefined) return;
    let at = this.#inHead ? this.#head(response) : 0;
    const count = this.#read;
    if (this.#length !== undefined) {
      const [, done] = response.tryEnd(shared.subarray(at, count), this.#length);
      if (done) this.#over();
      return;
    }
    while (at < count) {
      if (this.#left === 0) {
        const line = shared.indexOf(cr, at);
        const size = Number.parseInt(shared.toString("latin1", at, line), 16);
        if (size === 0) {
          response.end();
          this.#over();
          return;
        }
        at = line + 2;
        this.#left = size + 2;
      }
      const to = Math.min(count, at + this.#left);
      const dataTo = Math.min(to, at + Math.max(0, this.#left - 2));
      if (dataTo > at) response.write(shared.subarray(at, dataTo));
      this.#left -= to - at;
      at = to;
    }
  };

  #head(response: UwsRawResponse): number {
    const end = shared.indexOf("\r\n\r\n");
    const head = shared.toString("latin1", 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    const type = /\r\ncontent-type: *([^\r]+)/i.exec(head)?.[1];
    this.#length = length === undefined ? undefined : Number(length);
    this.#left = 0;
    this.#inHead = false;
    response.writeStatus(head.slice(9, head.indexOf("\r")));
    if (type !== undefined) response.writeHeader("content-type", type);
    return end + 4;
  }

  #over(): void {
    this.#response = undefined;
    idle.push(this);
  }
}

const app = uws.App();
app.any("/*", (response, request) => {
  let connection: Connection | undefined;
  response.onAborted(() => connection?.abort());
  let head = `${request.getCaseSensitiveMethod()} ${request.getUrl()} HTTP/1.1\r\nhost: 127.0.0.1:${upstreamPort}\r\n`;
  request.forEach((name, value) => {
    if (!/^(?:host|content-length|connection|transfer-encoding)$/.test(name)) head += `${name}: ${value}\r\n`;
  });
  const parts: Buffer[] = [];
  response.onData((chunk, last) => {
    parts.push(Buffer.from(chunk.slice(0)));
    if (!last) return;
    const body = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    const begin = Buffer.from(`${head}content-length: ${body.length}\r\n\r\n`, "latin1");
    connection = idle.pop() ?? new Connection();
    connection.send(response, Buffer.concat([begin, body]));
  });
});
app.listen("127.0.0.1", 0, 0, (token) => {
  process.send?.({ port: uws.us_socket_local_port(token) });
});
process.on("disconnect", () => process.exit());
