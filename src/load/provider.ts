/**
 * The upstream of a load run: a provider of OpenAI chat completions that says what the plans say, when they say it. One event in a
 * write, as a model makes them. It measures itself: how late each write was, and which planted values of prompts reached it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Latency } from "./latency.ts";
import { allPlans, type Plan, type PlanSource } from "./plan.ts";
import { type Leaks, noLeaks, withLeaks } from "./tally.ts";
import { Timeline } from "./timeline.ts";
import { COMPLETIONS, documentOf, eventsOf, readRequest } from "./wire.ts";

/** What came in at one of its addresses. */
export interface Received {
  readonly requests: number;
  /** Events and documents sent since measuring began. */
  readonly writes: number;
  /** Requests that name no plan of this run: a gateway that drops `seed` or changes `stream`, or somebody else. */
  readonly strange: number;
  readonly leaks: Leaks;
}

export interface Provider {
  /** How much later than planned writes left. */
  readonly late: Latency;
  /** Another address of the same provider, with its own count. 0 takes a free port. */
  listen(host: string, port: number): Promise<{ readonly port: number; received(): Received }>;
  /** What the probes counted is forgotten. */
  reset(): void;
  /** The ramp is over: `late` and `writes` begin again. */
  measure(): void;
  close(): Promise<void>;
}

const LARGEST_REQUEST = 8 << 20;

interface Prepared {
  readonly plan: Plan;
  /** So many writes, one at each of the plan's moments; a stream's end is one more. */
  readonly writes: number;
  write(place: number): string;
}

function prepare(plan: Plan, model: string): Prepared {
  if (!plan.streamed) {
    const document = documentOf(plan, model);
    return { plan, writes: 1, write: () => document };
  }
  const { first, piece, last } = eventsOf(plan, model);
  const { length } = plan.pieces;
  const write = (place: number): string => (place === 0 ? first + piece(0) : place < length ? piece(place) : last);
  return { plan, writes: length + 1, write };
}

export function createProvider(source: PlanSource): Provider {
  const prepared = allPlans(source).map((plan) => prepare(plan, source.model));
  const timeline = new Timeline();
  const late = new Latency();
  const servers: ReturnType<typeof createServer>[] = [];
  const addresses: { reset(): void; measure(): void }[] = [];

  /** `cameMs`: when the request had come whole. */
  const answer = (
    { plan, writes, write }: Prepared,
    response: ServerResponse,
    cameMs: number,
    wrote: () => void,
  ): void => {
    let place = 0;
    const next = (): void => {
      if (response.destroyed) return;
      const plannedMs = plan.atMs[place];
      if (plannedMs !== undefined) late.record(performance.now() - cameMs - plannedMs);
      const text = write(place);
      if (place === 0) response.writeHead(200, headOf(plan, text));
      wrote();
      place += 1;
      if (place === writes) {
        response.end(text);
        return;
      }
      response.write(text);
      // What ends a stream follows its last piece at once.
      timeline.at(cameMs + (plan.atMs[place] ?? 0), next);
    };
    timeline.at(cameMs + (plan.atMs[0] ?? 0), next);
  };

  return {
    late,
    async listen(host, port) {
      let [requests, writes, strange, leaks] = [0, 0, 0, noLeaks()];
      addresses.push({
        reset() {
          [requests, writes, strange, leaks] = [0, 0, 0, noLeaks()];
        },
        measure() {
          writes = 0;
        },
      });
      const wrote = (): void => {
        writes += 1;
      };
      const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const body = await bodyOf(request);
        const cameMs = performance.now();
        if (request.url?.split("?")[0]?.endsWith(COMPLETIONS) !== true || request.method !== "POST") {
          refuse(response, 404, `This upstream knows POST ...${COMPLETIONS} alone.`);
          return;
        }
        requests += 1;
        const asked = body === undefined ? undefined : readRequest(body);
        const known = asked === undefined ? undefined : prepared[asked.number];
        if (asked === undefined || known === undefined || known.plan.streamed !== asked.stream) {
          strange += 1;
          refuse(response, 400, "The request names no plan of this run: its seed or stream was changed or dropped.");
          return;
        }
        leaks = withLeaks(leaks, known.plan.prompt.planted, asked.text);
        answer(known, response, cameMs, wrote);
      };
      const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
        serve(request, response).catch(() => response.destroy());
      });
      servers.push(server);
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host, port, backlog: 4_096 }, resolve);
      });
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("the upstream has no TCP address");
      return { port: address.port, received: () => ({ requests, writes, strange, leaks }) };
    },
    reset() {
      for (const address of addresses) address.reset();
    },
    measure() {
      late.reset();
      for (const address of addresses) address.measure();
    },
    async close() {
      timeline.close();
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

const headOf = ({ streamed }: Plan, text: string): Record<string, string | number> =>
  streamed
    ? { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" }
    : { "content-type": "application/json", "content-length": Buffer.byteLength(text) };

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_REQUEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: { message, type: "invalid_request_error" } }));
}
