/**
 * Sends requests over connections that are kept, as many as there are exchanges at a time, and reads the answers. The sockets and the
 * strict parser are those of the gateway's own upstream client: nothing is retried, and nothing waits for a free connection.
 */
import type { SluiceError } from "../errors.ts";
import type { HeaderList } from "../protocols/http/listener.ts";
import { createUpstream } from "../protocols/http/upstream-client.ts";
import { parseUpstreamOrigin } from "../protocols/http/upstream-origin.ts";
import type { Answer, ErrorKind } from "./answer.ts";

export interface Sender {
  /** Calls `ended` once, with the moment of the last byte; `answer` then knows what came of it. */
  send(body: Uint8Array, answer: Answer, ended: (nowMs: number) => void): void;
  close(): Promise<void>;
}

/** Where exchanges go. */
export interface Address {
  /** Of the chat completions: `http://127.0.0.1:8080/v1/chat/completions`. */
  readonly url: string;
  /** Names in lower case; they replace the usual ones. */
  readonly headers: HeaderList;
}

/** More would not find a port on one address. */
const MOST_CONNECTIONS = 28_000;

const usualHeaders: HeaderList = [
  ["authorization", "Bearer sluice-load"],
  ["content-type", "application/json"],
  ["accept", "application/json"],
  ["accept-encoding", "identity"],
  ["user-agent", "sluice-load"],
];

const kinds: Readonly<Record<string, ErrorKind>> = {
  "upstream-unreachable": "not reached",
  "upstream-untrusted": "not reached",
  "upstream-timeout": "timed out",
  "upstream-malformed": "not HTTP",
};

export function createSender({ url, headers }: Address, timeoutMs: number): Sender {
  const { origin, basePath: path } = parseUpstreamOrigin(url);
  const own = new Set(headers.map(([name]) => name));
  const all = [...usualHeaders.filter(([name]) => !own.has(name)), ...headers];
  const upstream = createUpstream({
    connectTimeoutMs: timeoutMs,
    headersTimeoutMs: timeoutMs,
    idleTimeoutMs: timeoutMs,
    connections: MOST_CONNECTIONS,
  });
  return {
    send(body, answer, ended) {
      upstream.send(
        { method: "POST", origin, path, headers: all, body },
        {
          head: (status, fields) => answer.head(status, fields.find(([name]) => name === "content-type")?.[1] ?? ""),
          data: (chunk) => answer.data(chunk, performance.now()),
          end() {
            answer.end();
            ended(performance.now());
          },
          fail(error) {
            answer.broke(kinds[error.code] ?? "broken off", spelled(error, timeoutMs));
            ended(performance.now());
          },
        },
      );
    },
    close: () => upstream.close(),
  };
}

const spelled = ({ code, message }: SluiceError, timeoutMs: number): string => {
  if (code === "upstream-timeout") return `nothing came for ${timeoutMs / 1_000} s`;
  return message.replace("The upstream", "The gateway");
};
