/**
 * A relay without inspection, on the libraries that the gateway stands on: what a gateway in JavaScript costs before it
 * looks at a byte. Takes a request's body whole, streams the answer; only as careful as a bench needs.
 *
 *   node dist/bench/relays/uws-undici.js UPSTREAM_PORT      sends {port} over IPC
 */
import { Agent, type Dispatcher } from "undici";
import { loadUws, type UwsRawResponse } from "../../src/protocols/http/uws-native.ts";

const origin = `http://127.0.0.1:${process.argv[2]}`;
const agent = new Agent({ connections: 10_000, pipelining: 1, bodyTimeout: 0 });
const load = loadUws();
if (load.kind === "unavailable") throw new Error(`uWebSockets.js: ${load.why}`);
const { uws } = load;

class Relayed implements Dispatcher.DispatchHandler {
  readonly #response: UwsRawResponse;
  #length: number | undefined;
  readonly #waiting: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  gone = false;

  constructor(response: UwsRawResponse) {
    this.#response = response;
  }

  abort(): void {
    this.gone = true;
    this.#controller?.abort(new Error("client gone"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (this.gone) return;
    const { "content-length": length, "content-type": type } = headers;
    this.#length = length === undefined ? undefined : Number(length);
    this.#response.cork(() => {
      this.#response.writeStatus(`${status} OK`);
      this.#response.writeHeader("content-type", String(type));
    });
  }

  /** What came with one read leaves with one write. */
  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.gone) return;
    if (this.#waiting.push(chunk) === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const [first, ...more] = this.#waiting;
    if (this.gone || first === undefined) return;
    const bytes = more.length === 0 ? first : Buffer.concat(this.#waiting);
    this.#waiting.length = 0;
    this.#response.cork(() => {
      if (this.#length === undefined) this.#response.write(bytes);
      else this.#response.tryEnd(bytes, this.#length);
    });
  }

  onResponseEnd(): void {
    this.#flush();
    if (!this.gone && this.#length === undefined) this.#response.cork(() => this.#response.end());
  }

  onResponseError(): void {
    if (!this.gone) this.#response.close();
  }
}

const app = uws.App();
app.any("/*", (response, request) => {
  const relayed = new Relayed(response);
  response.onAborted(() => relayed.abort());
  const method = request.getCaseSensitiveMethod() as Dispatcher.HttpMethod;
  const path = request.getUrl();
  const headers: string[] = [];
  request.forEach((name, value) => {
    if (!/^(?:host|content-length|connection|transfer-encoding)$/.test(name)) headers.push(name, value);
  });
  const parts: Buffer[] = [];
  response.onData((chunk, last) => {
    parts.push(Buffer.from(chunk.slice(0)));
    if (last && !relayed.gone) agent.dispatch({ origin, method, path, headers, body: Buffer.concat(parts) }, relayed);
  });
});
app.listen("127.0.0.1", 0, 0, (token) => {
  process.send?.({ port: uws.us_socket_local_port(token) });
});
process.on("disconnect", () => process.exit());
