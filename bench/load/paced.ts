/**
 * Live streams whose events leave by the clock, and how long each is on its way. Upstream and client are one process, so that one
 * clock stamps both ends; some streams go to the client directly, beside the others, and tell what of it is this process and the
 * kernel.
 *
 *   upstream --> proxy --> client      every byte compared with what was sent
 *       '------- direct ----^
 *
 * An event counts from the moment at which the one was sent that lets it leave: of text that is held back, a later one.
 */
import { connect, type Socket } from "node:net";
import { Latency } from "../../src/load/latency.ts";
import { viewOf } from "../../src/protocols/http/bodies/splice.ts";
import { ChunkedBody } from "../../src/protocols/http/chunked-body.ts";
import { createRawServer } from "./raw-server.ts";
import { chunkOf, lastChunk, requestHeaders, requestOf, requestPath, streamHead } from "./traffic.ts";

export interface Path {
  readonly port: number;
  readonly streams: number;
  /** For each event, the one whose arrival at the proxy lets it leave. */
  readonly releasedBy: readonly number[];
}

export interface Pace {
  readonly events: readonly string[];
  /** Of each stream. */
  readonly perSecond: number;
  /** Events before the one are not measured, nor those from the other on. */
  readonly from: number;
  readonly to: number;
  readonly paths: readonly Path[];
}

export interface Paced {
  /** By path. */
  readonly latencies: readonly Latency[];
  /** How much later than planned events were sent. */
  readonly late: Latency;
  /** Share of time in which this process had work. */
  readonly busy: number;
}

export interface PacedUpstream {
  readonly port: number;
  /** Opens the streams, and lets them run to their ends. Fails when an answer is not what was sent, or came before it could. */
  run(pace: Pace): Promise<Paced>;
  close(): void;
}

/** Where all clients read: nothing of it is kept, and a buffer for each event would make this process late. */
const read = new Uint8Array(64 * 1024);

/** A listener's queue of new connections is short. */
const mostBeginning = 100;

/** What all streams have in common. */
interface Traffic {
  readonly body: Buffer;
  /** Where in the body each event ends. */
  readonly ends: readonly number[];
  readonly chunks: readonly Buffer[];
  readonly from: number;
  readonly to: number;
}

class Stream {
  readonly #traffic: Traffic;
  readonly #path: Path;
  readonly #latency: Latency;
  readonly #sent: Float64Array;
  readonly #framing = new ChunkedBody(0);
  #upstream: Socket | undefined;
  #client: Socket | undefined;
  #next = 0;
  #head = "";
  #inBody = false;
  #bytes = 0;
  #arrived = 0;
  #begun: () => void = () => {};
  #settle: { readonly done: () => void; readonly failed: (why: Error) => void } | undefined;
  readonly over: Promise<void>;

  constructor(traffic: Traffic, path: Path, latency: Latency) {
    this.#traffic = traffic;
    this.#path = path;
    this.#latency = latency;
    this.#sent = new Float64Array(traffic.ends.length);
    this.over = new Promise((done, failed) => {
      this.#settle = { done, failed };
    });
    // Whoever waits for all of them hears of it.
    this.over.catch(() => {});
  }

  /** Resolves when its first event has arrived. */
  begin(id: number): Promise<void> {
    const body = requestOf("stream", id);
    const fields = Object.entries(requestHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
    const callback = (count: number, buffer: Uint8Array): boolean => {
      this.#received(viewOf(buffer, 0, count), performance.now());
      return true;
    };
    const client = connect({
      host: "127.0.0.1",
      port: this.#path.port,
      noDelay: true,
      onread: { buffer: read, callback },
    });
    this.#client = client;
    client.write(
      `POST ${requestPath} HTTP/1.1\r\nhost: 127.0.0.1\r\n${fields.join("")}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    client.on("error", (error) => this.#fail(error.message));
    client.on("close", () => this.#fail("the connection ended"));
    return Promise.race([
      new Promise<void>((resolve) => {
        this.#begun = resolve;
      }),
      this.over,
    ]);
  }

  /** The request has come through. */
  answer(upstream: Socket): void {
    this.#upstream = upstream;
    upstream.write(streamHead);
    this.send();
  }

  send(): void {
    const next = this.#traffic.chunks[this.#next];
    if (next === undefined) return;
    this.#sent[this.#next++] = performance.now();
    this.#upstream?.write(next);
    if (this.#next === this.#traffic.chunks.length) this.#upstream?.write(lastChunk);
  }

  #received(bytes: Uint8Array, now: number): void {
    let at = 0;
    if (!this.#inBody) {
      this.#head += Buffer.from(bytes).toString("latin1");
      const end = this.#head.indexOf("\r\n\r\n");
      if (end < 0) return;
      if (!this.#head.startsWith("HTTP/1.1 200 ")) {
        this.#fail(this.#head);
        return;
      }
      at = bytes.length - (this.#head.length - end - 4);
      this.#inBody = true;
    }
    while (at < bytes.length && !this.#framing.done) {
      const next = this.#framing.read(bytes, at);
      const { dataStart, dataEnd } = this.#framing;
      if (dataStart < dataEnd) this.#take(bytes, dataStart, dataEnd, now);
      if (next < 0) {
        this.#fail("its chunks are malformed");
        return;
      }
      at = next;
    }
    if (!this.#framing.done) return;
    if (this.#bytes !== this.#traffic.body.length) this.#fail(`it ended after ${this.#bytes} bytes`);
    this.#settle?.done();
    this.#client?.destroy();
  }

  #take(bytes: Uint8Array, start: number, end: number, now: number): void {
    const { body, ends, from, to } = this.#traffic;
    const behind = this.#bytes + end - start;
    if (behind > body.length || body.compare(bytes, start, end, this.#bytes, behind) !== 0) {
      this.#fail("it is not what was sent");
      return;
    }
    this.#bytes = behind;
    for (let end = ends[this.#arrived]; end !== undefined && end <= behind; end = ends[++this.#arrived]) {
      const by = this.#path.releasedBy[this.#arrived] ?? this.#arrived;
      if (by >= this.#next) {
        this.#fail(`event ${this.#arrived} came before event ${by} was sent`);
        return;
      }
      if (this.#arrived === 0) this.#begun();
      if (this.#arrived >= from && this.#arrived < to) this.#latency.record(now - (this.#sent[by] ?? Number.NaN));
    }
  }

  #fail(why: string): void {
    this.#settle?.failed(new Error(`a stream through port ${this.#path.port}: ${why}`));
    this.#client?.destroy();
  }
}

/** One run at a time. */
export async function openPacedUpstream(): Promise<PacedUpstream> {
  let streams: readonly Stream[] = [];
  const server = createRawServer((socket, body) => {
    const { max_tokens: id } = JSON.parse(body) as { max_tokens: number };
    streams[id]?.answer(socket);
  });
  await new Promise<void>((resolve) => server.listen({ host: "127.0.0.1", port: 0, backlog: 4_096 }, resolve));
  const address = server.address();

  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    async run({ events, perSecond, from, to, paths }) {
      let end = 0;
      const ends = events.map((event) => {
        end += Buffer.byteLength(event);
        return end;
      });
      const traffic: Traffic = { body: Buffer.from(events.join("")), ends, chunks: events.map(chunkOf), from, to };
      const latencies = paths.map(() => new Latency());
      streams = paths.flatMap((path, at) =>
        Array.from({ length: path.streams }, () => new Stream(traffic, path, latencies[at] ?? new Latency())),
      );
      for (let i = 0; i < streams.length; i += mostBeginning)
        await Promise.all(streams.slice(i, i + mostBeginning).map((stream, at) => stream.begin(i + at)));

      const late = new Latency();
      const idle = performance.eventLoopUtilization();
      const stop = sendByTheClock(streams, perSecond, late);
      try {
        await Promise.all(streams.map(({ over }) => over));
      } finally {
        stop();
      }
      return { latencies, late, busy: performance.eventLoopUtilization(idle).utilization };
    },
    close: () => server.close(),
  };
}

/** Every stream sends one event in each interval, each in its own millisecond of it. */
function sendByTheClock(streams: readonly Stream[], perSecond: number, late: Latency): () => void {
  const intervalMs = Math.round(1_000 / perSecond);
  const slots: Stream[][] = Array.from({ length: intervalMs }, () => []);
  for (const [at, stream] of streams.entries()) slots[at % intervalMs]?.push(stream);
  const from = performance.now();
  let slot = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    for (; from + slot <= now; slot++) {
      late.record(now - from - slot);
      for (const stream of slots[slot % intervalMs] ?? []) stream.send();
    }
  }, 1);
  return () => clearInterval(timer);
}
