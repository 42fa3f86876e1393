/**
 * A stand-in LLM provider for `npm start`, `sluice try` and the tests: OpenAI chat completions, OpenAI Responses and
 * Anthropic Messages, streaming and not. It answers with the story and quotes the last user message it received, so that
 * one exchange shows both directions. It keeps nothing and checks no key.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { messagesAnswer, messagesStream } from "./anthropic-sample.ts";
import { chatAnswer, chatStream } from "./openai-chat-sample.ts";
import { responsesAnswer, responsesStream } from "./openai-responses-sample.ts";
import { lastUserText } from "./prompt.ts";
import { answerTo } from "./story.ts";

export interface SampleUpstream {
  readonly origin: string;
  /** Text of the last user message that arrived, as the model received it. */
  readonly received: () => string;
  close(): Promise<void>;
}

export interface SampleOptions {
  /** 0 takes a free port. */
  readonly port?: number;
  /** Pause between streamed events. */
  readonly tokenDelayMs?: number;
  /** The text to answer with; default is the story. */
  readonly answer?: (prompt: string) => string;
}

const MAX_BODY_BYTES = 8 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

async function stream(response: ServerResponse, events: readonly string[], delayMs: number): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  for (const event of events) {
    if (response.destroyed) return;
    if (!response.write(event)) await new Promise((resolve) => response.once("drain", resolve).once("close", resolve));
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
  response.end();
}

/** Starts the sample provider on loopback. */
export async function startSampleUpstream(options: SampleOptions = {}): Promise<SampleUpstream> {
  const delayMs = options.tokenDelayMs ?? 0;
  const answer = options.answer ?? answerTo;
  let received = "";

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (request.method === "GET" && path.endsWith("/models")) {
      json(response, 200, {
        object: "list",
        data: [{ id: "sample-model", object: "model", created: 0, owned_by: "sluice" }],
      });
      return;
    }
    const text = await readBody(request);
    let body: unknown;
    try {
      body = text === undefined ? undefined : JSON.parse(text);
    } catch {
      body = undefined;
    }
    if (request.method !== "POST" || typeof body !== "object" || body === null) {
      json(response, 400, {
        error: { message: "The sample upstream wants a JSON POST.", type: "invalid_request_error" },
      });
      return;
    }
    received = lastUserText(body);
    const said = answer(received);
    const streaming = "stream" in body && body.stream === true;
    if (path.endsWith("/chat/completions"))
      return streaming ? stream(response, chatStream(said, body), delayMs) : json(response, 200, chatAnswer(said));
    if (path.endsWith("/responses"))
      return streaming ? stream(response, responsesStream(said), delayMs) : json(response, 200, responsesAnswer(said));
    if (path.endsWith("/messages"))
      return streaming ? stream(response, messagesStream(said), delayMs) : json(response, 200, messagesAnswer(said));
    json(response, 404, { error: { message: "The sample upstream knows chat/completions, responses and messages." } });
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The sample upstream has no TCP address.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    received: () => received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
