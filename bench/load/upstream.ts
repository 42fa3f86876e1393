/**
 * A provider that costs next to nothing: HTTP/1.1 over raw sockets, answers made beforehand. Runs in a process of its own.
 *
 *   node dist/bench/load/upstream.js      sends {port} over IPC; the message {go: true} lets idle streams end
 *
 * A stream's events leave one in a write, evenly over time, as a model makes them: what a proxy reads is then one event
 * at a time, however many streams are live. A late tick delays events and never makes two of them one write.
 */
import type { Socket } from "node:net";
import { tokens } from "../texts.ts";
import { createRawServer } from "./raw-server.ts";
import {
  type Behaviour,
  chunkOf,
  cleanDocument,
  cleanEvents,
  documentOf,
  eventsOf,
  intervalMs,
  lastChunk,
  mark,
  markOf,
  plantedLargeDocument,
  plantedText,
  streamHead,
} from "./traffic.ts";

const whole = (body: string): Buffer =>
  Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

/** Another text each time; the rest is made beforehand. */
function fresh(body: string): () => Buffer {
  const answer = whole(body);
  const at = answer.indexOf(mark);
  return () => {
    const next = Buffer.from(answer);
    next.write(markOf(answers++), at, "latin1");
    return next;
  };
}

let answers = 0;
const cleanAnswer = fresh(cleanDocument());
const largeAnswer = fresh(plantedLargeDocument());
const plantedAnswer = whole(documentOf(plantedText));
const plantedChunks = eventsOf(tokens(plantedText)).map(chunkOf);
const chunksOf = new Map<number, readonly Buffer[]>();

function cleanChunks(count: number): readonly Buffer[] {
  const known = chunksOf.get(count) ?? cleanEvents(count).map(chunkOf);
  chunksOf.set(count, known);
  return known;
}

interface Stream {
  readonly socket: Socket;
  readonly chunks: readonly Buffer[];
  readonly resets: boolean;
  next: number;
}

/** Streams by the millisecond of the interval at which their events leave. */
const slots: Set<Stream>[] = Array.from({ length: intervalMs }, () => new Set());
const idle = new Set<Stream>();
let opened = 0;
let slot = 0;

function start(socket: Socket, chunks: readonly Buffer[], into: Set<Stream>, resets = false): void {
  socket.write(Buffer.concat([Buffer.from(streamHead), chunks[0] ?? lastChunk]));
  into.add({ socket, chunks, resets, next: 1 });
}

setInterval(() => {
  slot = (slot + 1) % intervalMs;
  const due = slots[slot];
  if (due === undefined) return;
  for (const stream of due) {
    const { socket, chunks } = stream;
    const next = chunks[stream.next++];
    if (next !== undefined && !socket.destroyed) {
      socket.write(next);
      continue;
    }
    if (stream.resets) socket.resetAndDestroy();
    else if (!socket.destroyed) socket.write(lastChunk);
    due.delete(stream);
  }
}, 1);

function answer(socket: Socket, body: string): void {
  const asked = JSON.parse(body) as { model: Behaviour; max_tokens: number };
  const soon = slots[opened++ % intervalMs] ?? idle;
  switch (asked.model) {
    case "document":
      socket.write(cleanAnswer());
      break;
    case "large-document":
      socket.write(largeAnswer());
      break;
    case "planted-document":
      socket.write(plantedAnswer);
      break;
    case "stream":
      start(socket, cleanChunks(asked.max_tokens), soon);
      break;
    case "planted-stream":
      start(socket, plantedChunks, soon);
      break;
    case "reset":
      start(socket, cleanChunks(asked.max_tokens).slice(0, -2), soon, true);
      break;
    case "idle":
      start(socket, cleanChunks(asked.max_tokens), idle);
  }
}

const prompts: string[] = [];

const server = createRawServer((socket, body) => {
  // The first few are told, so that the bench can look at what went upstream.
  if (prompts.length < 64) prompts.push(body);
  answer(socket, body);
});

process.on("message", (message: { readonly go?: boolean; readonly prompts?: boolean }) => {
  if (message.go === true) {
    for (const stream of idle) slots[opened++ % intervalMs]?.add(stream);
    idle.clear();
  }
  if (message.prompts === true) process.send?.({ prompts: prompts.splice(0) });
});
process.on("disconnect", () => process.exit());

server.listen({ host: "127.0.0.1", port: 0, backlog: 4_096 }, () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
