/** A client that shows what it got, whole or cut: status, fields, body, and whether the answer was complete. */
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
  /** Called with all of the body so far. */
  readonly seen?: (body: string, leave: () => void) => void;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** False: the connection broke before the end of the answer. */
  readonly complete: boolean;
}

export const CHAT = "/v1/chat/completions";
export const json = { "content-type": "application/json" };

/** A chat request whose last message is `content`. */
export const chat = (content: string, more: object = {}): Asked => ({
  body: JSON.stringify({ model: "gpt-4.1", messages: [{ role: "user", content }], ...more }),
});

export function ask(port: number, asked: Asked = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const { body = "" } = asked;
    const method = asked.method ?? "POST";
    const length = method === "GET" || method === "HEAD" ? {} : { "content-length": Buffer.byteLength(body) };
    const request = httpRequest(
      {
        host: "127.0.0.1",
        port,
        method,
        path: asked.path ?? CHAT,
        headers: { ...json, ...length, ...asked.headers },
        agent: false,
      },
      (response) => {
        const parts: Buffer[] = [];
        const text = (): string => Buffer.concat(parts).toString("utf8");
        const done = (): void =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text(),
            complete: response.complete,
          });
        response.on("data", (part: Buffer) => {
          parts.push(part);
          asked.seen?.(text(), () => request.destroy());
        });
        response.on("error", () => {});
        response.on("close", done);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** The code in an OpenAI error, of a body or of the last event of a stream. */
export const codeOf = (body: string): string | undefined => {
  const text = body.startsWith("{")
    ? body
    : (body
        .trimEnd()
        .split(/\r?\n/)
        .at(-1)
        ?.replace(/^data: ?/, "") ?? "");
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code;
  } catch {
    return undefined;
  }
};
