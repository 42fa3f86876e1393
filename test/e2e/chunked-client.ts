/** The end of an answer that a socket has waited to read. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Socket } from "node:net";

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
