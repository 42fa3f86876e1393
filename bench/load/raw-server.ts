/** A listener that costs next to nothing: HTTP/1.1 over raw sockets, of each request its body alone, one request of a connection after the other. */
import { createServer, type Server, type Socket } from "node:net";

/** `answer` gets the body as Latin-1, and writes the whole answer, head and all. */
export function createRawServer(answer: (socket: Socket, body: string) => void): Server {
  return createServer({ noDelay: true }, (socket) => {
    let waiting = "";
    socket.setEncoding("latin1");
    socket.on("error", () => {});
    socket.on("data", (text: string) => {
      waiting += text;
      const head = waiting.indexOf("\r\n\r\n");
      if (head === -1) return;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(waiting.slice(0, head + 2))?.[1] ?? 0);
      const end = head + 4 + length;
      if (waiting.length < end) return;
      const body = waiting.slice(head + 4, end);
      waiting = waiting.slice(end);
      answer(socket, body);
    });
  });
}
