/**
 * undici 7 asserts, where nobody can catch it, that its parser is not paused when the connection ends. A slow reader
 * and an upstream that closes after its answer make exactly that state, so the pause is taken off first.
 *
 * Invariants: a stream ends only once all its bytes were read, so no data follows from the release, only the answer's
 * end; and an answer that the connection's end delimits is complete only if the connection ended, not if it was cut.
 */
import type { Socket } from "node:net";

interface Parser {
  paused: boolean;
  readonly ptr: number | null;
  readonly llhttp: { llhttp_resume(ptr: number): void };
  /** False: undici takes the connection's end for the answer's. */
  shouldKeepAlive: boolean;
  resume(): void;
}

/** Before undici adds its own listeners to `socket`, or at least in front of them. */
export function releaseParserAtEnd(socket: Socket): void {
  socket.prependListener("end", () => {
    const parser = parserOf(socket);
    if (parser === null) return;
    if (parser.paused) release(parser);
    // A reset with bytes still to read reaches us as a plain end; only the peer's missing name tells.
    if (socket.remoteAddress === undefined) parser.shouldKeepAlive = true;
  });
  socket.prependListener("close", () => {
    const parser = parserOf(socket);
    if (parser !== null && (parser.paused || !socket.readableEnded)) parser.shouldKeepAlive = true;
  });
}

function release(parser: Parser): void {
  parser.resume();
  // Its reader still says `pause`, to a last piece of no bytes.
  if (!parser.paused || parser.ptr === null) return;
  parser.llhttp.llhttp_resume(parser.ptr);
  parser.paused = false;
}

/** undici keeps it under a symbol that it does not export. */
function parserOf(socket: Socket): Parser | null {
  for (const symbol of Object.getOwnPropertySymbols(socket)) {
    const value: unknown = Reflect.get(socket, symbol);
    if (isParser(value)) return value;
  }
  return null;
}

function isParser(value: unknown): value is Parser {
  return (
    typeof value === "object" &&
    value !== null &&
    "llhttp" in value &&
    "shouldKeepAlive" in value &&
    "paused" in value &&
    "resume" in value &&
    typeof value.resume === "function"
  );
}
