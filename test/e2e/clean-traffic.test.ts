/** Law 1 over sockets: traffic with nothing to find leaves both listeners byte for byte, however it arrives. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom, randomChunks } from "../harness/chunks.ts";
import { messageStream } from "../protocols/llm/anthropic-stream.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { responseStream } from "../protocols/llm/responses-stream.ts";
import { chatCalls, chatDocument, chatText } from "./chat-stream.ts";
import { listeners, type Stack, startStack } from "./gateway-harness.ts";
import { ask } from "./plain-client.ts";
import { sse } from "./scripted-upstream.ts";

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
const cut = (text: string, seed: number): string[] => tokens(text, createRandom(seed), 5);

const PROSE = 'Grüße 👋, "quotes" \\ back\nslashes; room 12, order 4111, at 10:30. 日本語 too: naïve café.';
const CALL = '{"location": "San Francisco, CA", "unit": "caf\\u00e9", "days": [1, 2, 3], "x": -1.50e+3}';
const chat = "/openai/v1/chat/completions";

const odd = `${[
  ": keep-alive",
  'data: {"id":"c",  "object":"chat.completion.chunk","unknown":{"a":[1.0e0,null]},',
  'data:  "choices":[{"index":0,"delta":{"content":"split over lines"},"finish_reason":null}]}',
  "id: 7",
  "retry: 1000",
  "",
  'data:{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
  "",
  "",
  "data: [DONE]",
].join("\r\n")}\r\n\r\n`;

const answers: readonly (readonly [name: string, path: string, type: string, body: string])[] = [
  ["a chat stream", chat, "text/event-stream; charset=utf-8", chatText(cut(PROSE, 1)).join("")],
  [
    "parallel tool calls",
    chat,
    "text/event-stream",
    chatCalls([
      { id: "a", name: "n", pieces: cut(CALL, 2) },
      { id: "b", name: "n", pieces: cut(CALL, 3) },
    ]).join(""),
  ],
  ["a stream of CR LF, comments, several data lines", chat, "text/event-stream", odd],
  [
    "a Messages stream",
    "/anthropic/v1/messages",
    "text/event-stream",
    messageStream([
      { type: "text", pieces: cut(PROSE, 4) },
      { type: "tool_use", id: "t", name: "n", pieces: cut(CALL, 5) },
    ]),
  ],
  [
    "a Responses stream",
    "/openai/v1/responses",
    "text/event-stream",
    responseStream([
      { type: "message", parts: [cut(PROSE, 6)] },
      { type: "function_call", name: "n", pieces: cut(CALL, 7) },
    ]),
  ],
  ["a document", chat, "application/json", `${JSON.stringify(chatDocument({ content: PROSE }), null, 2)}\n`],
  [
    "a document in a spelling of its own",
    chat,
    "application/json",
    ' {"choices" :[ {"message":{"content":"caf\\u00e9 \\/ \\ud83d\\udc4b"}, "index":0.0e1}],\t"z":1E2 ,"a":[ ]}\r\n',
  ],
  ["JSON lines", "/openai/v1/other", "application/x-ndjson", '{"a": 1}\n\n{"b":"ü"}\r\n{"c":[]}'],
  ["a page", "/openai/v1/other", "text/html; charset=utf-8", "<h1>502</h1>\n<p>R&amp;D 100% &#8211; caf\u00e9</p>"],
  ["nothing", chat, "application/json", ""],
];

/** How the provider's bytes arrive. */
const cuts: readonly (readonly [name: string, (body: Uint8Array) => Uint8Array[]])[] = [
  ["whole", (body) => [body]],
  ["in small pieces", (body) => randomChunks(body, createRandom(11), 24)],
  ["in large pieces", (body) => randomChunks(body, createRandom(12), 900)],
];

describe.each(
  listeners.flatMap((listener) => ["inline", "pool"].map((scan) => [listener, scan] as const)),
)("clean traffic through the %s listener, scanned %s", (listener, scan) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack(listener, {
      connection: 'endpoints: [inference, models, "POST /v1/other"]',
      top: scan === "inline" ? "scan: inline" : `scan: ${scan}\nworkers: 1`,
    });
  }, 60_000);
  afterAll(() => stack.close());

  it.each(
    answers.flatMap((answer) => cuts.map((how) => [...answer, ...how] as const)),
  )("%s answered from %s (%s) %#", async (_name, path, type, text, _how, pieces) => {
    stack.upstream.answer(() => ({ headers: { "content-type": type }, body: pieces(Buffer.from(text)) }));
    const got = await ask(stack.gateway.port, { path, body: '{"model":"m","messages":[],"input":"hi"}' });
    expect([got.status, got.complete, sha(got.body)]).toEqual([200, true, sha(text)]);
  });

  it.each([
    [
      "/anthropic/v1/messages",
      '{ "model" : "m",\n"system":"caf\\u00e9 \\/","messages":[ {"role":"user","content":"hi"} ],"max_tokens":1.0e3 }\n',
    ],
    [
      "/openai/v1/responses",
      '{"input":[{"role":"user","content":[{"text":"\\ud83d\\udc4b","type":"input_text"}]}] , "temperature":0.10}',
    ],
    [chat, '\t{"messages":[{"content":[{"type":"text","text":"a\\tb"}],"role":"user"}],"n":1,"x":{"y":[]}}'],
  ])("%s: a request in a spelling of its own", async (path, body) => {
    stack.upstream.received.length = 0;
    stack.upstream.answer(() => ({ headers: sse, body: [] }));
    const url = `${stack.origin}${path}`;
    const headers = { "content-type": "application/json" };
    await fetch(url, { method: "POST", headers, body });
    // Without a length, so in chunks, which only node:http takes.
    const inChunks = { method: "POST", headers, body: new Blob([body]).stream(), duplex: "half" as const };
    expect((await fetch(url, inChunks)).status === 411).toBe(listener === "uws");
    expect(stack.upstream.received.map((one) => one.body)).toEqual(listener === "node" ? [body, body] : [body]);
  });
});
