/** A client that reads its answer only when it is told to. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { CHAT } from "./plain-client.ts";

const request = `POST ${CHAT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`;

/** A client that reads only while it is told to. */
export async function stalledClient(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.pause();
  socket.write(request);
  return socket;
}

/** Hashes a chunked body without its framing, to the end of the answer. */
export async function readChunked(socket: Socket): Promise<{ hash: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  let waiting: Buffer = Buffer.alloc(0);
  let headed = false;
  let left = 0;
  /** Behind a chunk's bytes, before its line end. */
  let between = false;
  let over = false;
  socket.on("data", (data: Buffer) => {
    waiting = waiting.length === 0 ? data : Buffer.concat([waiting, data]);
    for (;;) {
      if (!headed) {
        const end = waiting.indexOf("\r\n\r\n");
        if (end < 0) return;
        headed = true;
        waiting = waiting.subarray(end + 4);
      } else if (between) {
        if (waiting.length < 2) return;
        waiting = waiting.subarray(2);
        between = false;
      } else if (left === 0) {
        const line = waiting.indexOf("\r\n");
        if (line < 0) return;
        left = Number.parseInt(waiting.toString("latin1", 0, line), 16);
        waiting = waiting.subarray(line + 2);
        if (left === 0) {
          over = true;
          socket.destroy();
          return;
        }
      } else {
        const part = waiting.subarray(0, Math.min(left, waiting.length));
        hash.update(part);
        bytes += part.length;
        left -= part.length;
        waiting = waiting.subarray(part.length);
        if (left > 0) return;
        between = true;
      }
    }
  });
  socket.resume();
  await once(socket, "close");
  if (!over) throw new Error("the answer was cut");
  return { hash: hash.digest("hex"), bytes };
}
