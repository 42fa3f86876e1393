/**
 * Law 3 over sockets, a seeded sample: values planted in prompts and answers, cut by the model and again by the network, never
 * reach the other side, and what does is the same however they were cut.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom, type Random, randomChunks } from "../harness/chunks.ts";
import { messageStream, readMessage } from "../protocols/llm/anthropic-stream.ts";
import { dataOf, tokens } from "../protocols/llm/pieces.ts";
import { readResponse, responseStream } from "../protocols/llm/responses-stream.ts";
import { chatCalls, chatText } from "./chat-stream.ts";
import { listeners, type Stack, startStack } from "./gateway-harness.ts";
import { ask } from "./plain-client.ts";
import { sse } from "./scripted-upstream.ts";

const KEY = `AKIA${"IOSFODNN7"}EXAMPLE`;
const VALUES = [
  "alice@example.com",
  "078-05-1120",
  "4111 1111 1111 1111",
  "DE89 3704 0044 0532 0130 00",
  KEY,
  "xK7pQ2vLm9",
];
const TEXT =
  "Ada (alice@example.com) has the SSN 078-05-1120 and paid with card 4111 1111 1111 1111, refund to " +
  `DE89 3704 0044 0532 0130 00. The log said AWS_ACCESS_KEY_ID=${KEY} and password: xK7pQ2vLm9 at the end`;
const REDACTED =
  "Ada (<EMAIL_ADDRESS>) has the SSN <US_SSN> and paid with card <CREDIT_CARD>, refund to " +
  "<IBAN_CODE>. The log said AWS_ACCESS_KEY_ID=<AWS_ACCESS_KEY> and password: <PASSWORD> at the end";
const ARGUMENTS = JSON.stringify({ note: TEXT, password: "xK7pQ2vLm9", to: ["alice@example.com"] });
const REDACTED_ARGUMENTS = { note: REDACTED, password: "<PASSWORD>", to: ["<EMAIL_ADDRESS>"] };

interface Api {
  readonly name: string;
  readonly path: string;
  /** An answer with the text and the arguments in it. */
  stream(random: Random): string;
  /** Text and arguments as a client puts them together; those that the stream carries. */
  read(stream: string): { readonly text?: string; readonly json?: string };
}

interface ChatChunk {
  readonly choices?: readonly {
    readonly delta: {
      readonly content?: string | null;
      readonly tool_calls?: readonly { readonly function?: { readonly arguments?: string } }[];
    };
  }[];
}

const apis: readonly Api[] = [
  {
    name: "chat text",
    path: "/openai/v1/chat/completions",
    stream: (random) => chatText(tokens(TEXT, random)).join(""),
    read: (stream) => ({
      text: (dataOf(stream) as ChatChunk[]).map((chunk) => chunk.choices?.[0]?.delta.content ?? "").join(""),
    }),
  },
  {
    name: "chat tool calls",
    path: "/openai/v1/chat/completions",
    stream: (random) =>
      chatCalls([
        { id: "a", name: "n", pieces: tokens(ARGUMENTS, random) },
        { id: "b", name: "n", pieces: tokens('{"x": "a text of another call, in turn with the first"}', random) },
      ]).join(""),
    read: (stream) => ({
      json: (dataOf(stream) as (ChatChunk & { choices?: { delta: { tool_calls?: { index: number }[] } }[] })[])
        .flatMap((chunk) => chunk.choices?.[0]?.delta.tool_calls ?? [])
        .map((call) =>
          call.index === 0 ? ((call as { function?: { arguments?: string } }).function?.arguments ?? "") : "",
        )
        .join(""),
    }),
  },
  {
    name: "Messages",
    path: "/anthropic/v1/messages",
    stream: (random) =>
      messageStream([
        { type: "text", pieces: tokens(TEXT, random) },
        { type: "tool_use", id: "t", name: "n", pieces: tokens(ARGUMENTS, random) },
      ]),
    read: (stream) => {
      const [text, call] = readMessage(stream);
      return { text: text?.text ?? "", json: call?.json ?? "" };
    },
  },
  {
    name: "Responses",
    path: "/openai/v1/responses",
    stream: (random) =>
      responseStream([
        { type: "message", parts: [tokens(TEXT, random)] },
        { type: "function_call", name: "n", pieces: tokens(ARGUMENTS, random) },
      ]),
    read: (stream) => {
      const places = readResponse(stream);
      return { text: places.get("0.0")?.deltas ?? "", json: places.get("1.0")?.deltas ?? "" };
    },
  },
];

const seeds = [1, 2, 3, 4, 5, 6];

describe.each(
  listeners.flatMap((listener) => ["inline", "pool"].map((scan) => [listener, scan] as const)),
)("planted values through the %s listener, scanned %s", (listener, scan) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack(listener, { top: scan === "inline" ? "scan: inline" : `scan: ${scan}\nworkers: 1` });
  }, 60_000);
  afterAll(() => stack.close());

  it.each(
    apis.flatMap((api) => seeds.map((seed) => [api.name, seed, api] as const)),
  )("%s, cut by seed %i: no value reaches the client", async (_name, seed, api) => {
    const random = createRandom(seed);
    const pieces = randomChunks(Buffer.from(api.stream(random)), random, [30, 200, 2000][seed % 3] ?? 30);
    stack.upstream.answer(() => ({ headers: sse, body: pieces }));
    const got = await ask(stack.gateway.port, { path: api.path, body: '{"model":"m","messages":[],"stream":true}' });
    expect([got.status, got.complete]).toEqual([200, true]);
    expect(VALUES.filter((value) => got.body.includes(value))).toEqual([]);
    const { text, json } = api.read(got.body);
    expect(text ?? REDACTED).toBe(REDACTED);
    expect(json === undefined ? REDACTED_ARGUMENTS : JSON.parse(json)).toEqual(REDACTED_ARGUMENTS);
  });

  const prompts: readonly (readonly [name: string, path: string, body: object])[] = [
    [
      "chat",
      "/openai/v1/chat/completions",
      {
        messages: [
          { role: "system", content: TEXT },
          { role: "user", content: [{ type: "text", text: TEXT }], name: "alice@example.com" },
          {
            role: "assistant",
            content: null,
            tool_calls: [{ id: "c", type: "function", function: { name: "n", arguments: ARGUMENTS } }],
          },
          { role: "tool", tool_call_id: "c", content: ARGUMENTS },
        ],
        tools: [
          {
            type: "function",
            function: { name: "n", description: TEXT, parameters: { properties: { a: { default: TEXT } } } },
          },
        ],
        user: "alice@example.com",
      },
    ],
    [
      "Messages",
      "/anthropic/v1/messages",
      {
        system: [{ type: "text", text: TEXT }],
        messages: [
          { role: "user", content: TEXT },
          { role: "assistant", content: [{ type: "tool_use", id: "t", name: "n", input: JSON.parse(ARGUMENTS) }] },
          {
            role: "user",
            content: [{ type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: ARGUMENTS }] }],
          },
        ],
        tools: [{ name: "n", description: TEXT, input_schema: { properties: { a: { const: TEXT } } } }],
        metadata: { user_id: "alice@example.com" },
      },
    ],
    [
      "Responses",
      "/openai/v1/responses",
      {
        instructions: TEXT,
        input: [
          { role: "user", content: [{ type: "input_text", text: TEXT }] },
          { type: "function_call", call_id: "c", name: "n", arguments: ARGUMENTS },
          { type: "function_call_output", call_id: "c", output: ARGUMENTS },
        ],
        prompt: { id: "p", variables: { a: TEXT } },
        metadata: { a: TEXT },
      },
    ],
  ];
  it.each(prompts)("%s: no value of a prompt reaches the provider", async (_name, path, body) => {
    stack.upstream.received.length = 0;
    stack.upstream.answer(() => ({ status: 200, headers: { "content-type": "application/json" }, body: ["{}"] }));
    const query = "?note=alice%40example.com";
    await ask(stack.gateway.port, {
      path: path + query,
      body: JSON.stringify(body),
      headers: { "user-agent": "agent alice@example.com" },
    });
    const [received] = stack.upstream.received;
    const everything = `${received?.path} ${JSON.stringify(received?.headers)} ${received?.body}`;
    expect(received?.body.length).toBeGreaterThan(100);
    expect(VALUES.filter((value) => everything.includes(value))).toEqual([]);
    expect(decodeURIComponent(received?.path ?? "")).toBe(`${path.replace(/^\/\w+/, "")}?note=<EMAIL_ADDRESS>`);
    expect(() => JSON.parse(received?.body ?? "")).not.toThrow();
  });

  it("in the header of an answer, a comment and an event's name", async () => {
    const body = `: seen by alice@example.com\nevent: alice@example.com\ndata: {"type":"x"}\n\n${chatText(["hi"]).join("")}`;
    stack.upstream.answer(() => ({ headers: { ...sse, "x-request-id": "for alice@example.com" }, body: [body] }));
    const got = await ask(stack.gateway.port, { path: "/openai/v1/chat/completions", body: "{}" });
    expect(got.complete).toBe(true);
    expect(`${JSON.stringify(got.headers)}${got.body}`).not.toContain("alice@");
    expect(got.headers["x-request-id"]).toBe("for <EMAIL_ADDRESS>");
  });
});
