/** The official OpenAI client through the whole gateway, on both listeners. */
import OpenAI, { APIError, BadRequestError, PermissionDeniedError, RateLimitError } from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRandom } from "../harness/chunks.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { responseStream } from "../protocols/llm/responses-stream.ts";
import { chatCalls, chatDocument, chatText, USAGE } from "./chat-stream.ts";
import { listeners, type Stack, startStack } from "./gateway-harness.ts";
import { json, jsonReply, sse } from "./scripted-upstream.ts";

const SECRETS = ["alice@example.com", "078-05-1120", "4111 1111 1111 1111"];
const TEXT = "Mail alice@example.com, SSN 078-05-1120, card 4111 1111 1111 1111. Done";
const REDACTED = "Mail <EMAIL_ADDRESS>, SSN <US_SSN>, card <CREDIT_CARD>. Done";
const ARGUMENTS = '{"to": "alice@example.com", "ssn": "078-05-1120", "n": 3}';
const REDACTED_ARGUMENTS = { to: "<EMAIL_ADDRESS>", ssn: "<US_SSN>", n: 3 };

const model = "gpt-4.1";
const ask = (content: string) => [{ role: "user" as const, content }];
const cut = (text: string, seed: number): string[] => tokens(text, createRandom(seed), 4);

describe.each(listeners)("openai through the %s listener", (listener) => {
  let stack: Stack;
  let client: OpenAI;
  beforeAll(async () => {
    stack = await startStack(listener);
    client = new OpenAI({ apiKey: "client-key", baseURL: `${stack.origin}/openai/v1`, timeout: 10_000 });
  }, 60_000);
  afterAll(() => stack.close());
  beforeEach(() => {
    stack.upstream.received.length = 0;
  });
  const sent = (): string => stack.upstream.received.map((one) => one.body).join("\n");

  it("chat: neither side sees the other's values; key, path and parameters pass", async () => {
    stack.upstream.answer(() => jsonReply(chatDocument({ content: TEXT })));
    const { data, response } = await client.chat.completions
      .create({ model, messages: ask(TEXT), temperature: 0.2, tools: [] })
      .withResponse();
    expect(data.choices[0]?.message.content).toBe(REDACTED);
    expect(data.usage).toEqual(USAGE);
    const [received] = stack.upstream.received;
    expect(received).toMatchObject({ method: "POST", path: "/v1/chat/completions" });
    expect(received?.headers.authorization).toBe("Bearer client-key");
    expect(JSON.parse(received?.body ?? "")).toEqual({ model, messages: ask(REDACTED), temperature: 0.2, tools: [] });
    expect(response.headers.get("x-sluice-exchange")).toMatch(/\S/);
  });

  it("chat, streaming: text, finish, usage last", async () => {
    stack.upstream.answer(() => ({ headers: sse, body: chatText(cut(TEXT, 1)) }));
    const stream = await client.chat.completions.create({
      model,
      messages: ask("go"),
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe(REDACTED);
    expect(chunks.map((chunk) => chunk.choices[0]?.finish_reason).filter(Boolean)).toEqual(["stop"]);
    expect(chunks.findIndex((chunk) => chunk.usage)).toBe(chunks.length - 1);
    expect(chunks.at(-1)?.usage).toEqual(USAGE);
  });

  it("chat, streaming: parallel tool calls keep their ids, names and valid arguments", async () => {
    const calls = [
      { id: "call_a", name: "send", pieces: cut(ARGUMENTS, 2) },
      { id: "call_b", name: "send", pieces: cut(ARGUMENTS, 3) },
    ];
    stack.upstream.answer(() => ({ headers: sse, body: chatCalls(calls) }));
    const done = await client.chat.completions.stream({ model, messages: ask("go") }).finalChatCompletion();
    const made = done.choices[0]?.message.tool_calls ?? [];
    expect(made.map((call) => [call.id, call.type === "function" ? call.function.name : ""])).toEqual([
      ["call_a", "send"],
      ["call_b", "send"],
    ]);
    for (const call of made) {
      expect(JSON.parse(call.type === "function" ? call.function.arguments : "")).toEqual(REDACTED_ARGUMENTS);
    }
    expect(done.choices[0]?.finish_reason).toBe("tool_calls");
  });

  it("a tool's result goes up redacted", async () => {
    stack.upstream.answer(() => jsonReply(chatDocument({ content: "thanks" })));
    await client.chat.completions.create({
      model,
      messages: [
        {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "c", type: "function", function: { name: "look", arguments: ARGUMENTS } }],
        },
        { role: "tool", tool_call_id: "c", content: ARGUMENTS },
      ],
    });
    const body = JSON.parse(sent()) as {
      messages: [{ tool_calls: [{ function: { arguments: string } }] }, { content: string }];
    };
    expect(JSON.parse(body.messages[0].tool_calls[0].function.arguments)).toEqual(REDACTED_ARGUMENTS);
    expect(JSON.parse(body.messages[1].content)).toEqual(REDACTED_ARGUMENTS);
  });

  it("Responses, streaming: deltas and the final response agree", async () => {
    stack.upstream.answer(() => ({
      headers: sse,
      body: [
        responseStream([
          { type: "message", parts: [cut(TEXT, 4)] },
          { type: "function_call", name: "send", pieces: cut(ARGUMENTS, 5) },
        ]),
      ],
    }));
    const stream = client.responses.stream({ model, input: TEXT });
    let deltas = "";
    stream.on("response.output_text.delta", (event) => {
      deltas += event.delta;
    });
    const final = await stream.finalResponse();
    expect([deltas, final.output_text]).toEqual([REDACTED, REDACTED]);
    const call = final.output.find((item) => item.type === "function_call");
    expect(JSON.parse(call?.arguments ?? "")).toEqual(REDACTED_ARGUMENTS);
    expect(JSON.parse(sent()).input).toBe(REDACTED);
  });

  it("Responses: an answer that does not stream", async () => {
    const content = [{ type: "output_text", text: TEXT, annotations: [] }];
    stack.upstream.answer(() =>
      jsonReply({
        id: "resp_1",
        object: "response",
        output: [{ type: "message", id: "m", role: "assistant", content }],
      }),
    );
    const response = await client.responses.create({ model, input: [{ role: "user", content: TEXT }] });
    expect(response.output_text).toBe(REDACTED);
  });

  it("embeddings and models", async () => {
    stack.upstream.answer((request) =>
      request.method === "GET"
        ? jsonReply({
            object: "list",
            data: [{ id: model, object: "model", created: 1_741_569_952, owned_by: "openai" }],
          })
        : jsonReply({
            object: "list",
            data: [{ object: "embedding", index: 0, embedding: [0.25, -0.5] }],
            model,
            usage: { prompt_tokens: 1, total_tokens: 1 },
          }),
    );
    const found = await client.embeddings.create({ model, input: [TEXT], encoding_format: "float" });
    expect(found.data[0]?.embedding).toEqual([0.25, -0.5]);
    expect(JSON.parse(sent()).input).toEqual([REDACTED]);
    expect((await client.models.list()).data.map((one) => one.id)).toEqual([model]);
  });

  it("an answer in gzip", async () => {
    const { gzipSync } = await import("node:zlib");
    const body = gzipSync(JSON.stringify(chatDocument({ content: TEXT })));
    stack.upstream.answer(() => ({ headers: { ...json, "content-encoding": "gzip" }, body: [body] }));
    const answer = await client.chat.completions.create({ model, messages: ask("go") });
    expect(answer.choices[0]?.message.content).toBe(REDACTED);
  });

  it("a provider's error is raised as its own class, its message redacted", async () => {
    stack.upstream.answer(() =>
      jsonReply(
        { error: { message: `no such user ${SECRETS[0]}`, type: "invalid_request_error", param: null, code: "bad" } },
        400,
      ),
    );
    const error = await client.chat.completions.create({ model, messages: ask("go") }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(BadRequestError);
    expect(String(error)).toContain("no such user <EMAIL_ADDRESS>");
  });

  it("a provider's 429 is retried by the client, and passes as it is in the end", async () => {
    const headers = { ...json, "retry-after-ms": "1" };
    let busy = 1;
    stack.upstream.answer(() =>
      busy-- > 0
        ? { status: 429, headers, body: ['{"error":{"message":"slow down"}}'] }
        : jsonReply(chatDocument({ content: "ok" })),
    );
    const answer = await client.chat.completions.create({ model, messages: ask("go") });
    expect([answer.choices[0]?.message.content, stack.upstream.received.length]).toEqual(["ok", 2]);
    busy = 99;
    const error = await client.chat.completions
      .create({ model, messages: ask("go") }, { maxRetries: 1 })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(stack.upstream.received.length).toBe(4);
  });

  it("a provider's error event in mid-stream is raised", async () => {
    const events = [
      ...chatText(["fine so far"]).slice(0, 2),
      'data: {"error":{"message":"boom","type":"server_error"}}\n\n',
    ];
    stack.upstream.answer(() => ({ headers: sse, body: events }));
    const stream = await client.chat.completions.create({ model, messages: ask("go"), stream: true });
    let text = "";
    const error = await (async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    })().catch((e: unknown) => e);
    expect([text, error instanceof APIError]).toEqual(["fine so far", true]);
  });

  it("a stream that breaks off is an error, and half a value does not get out", async () => {
    stack.upstream.answer(() => ({
      headers: sse,
      body: [...chatText(["so far so good. Card 4111 1111 1111 "]).slice(0, 2), { waitMs: 20 }, "reset"],
    }));
    const stream = await client.chat.completions.create({ model, messages: ask("go"), stream: true });
    let text = "";
    const error = await (async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    })().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(APIError);
    expect(text).not.toContain("4111");
  });

  it("an abort of the client reaches the provider", async () => {
    stack.upstream.answer(() => ({ headers: sse, body: [...chatText(["hello there! "]).slice(0, 2), "hang"] }));
    const before = stack.upstream.aborted;
    const stream = await client.chat.completions.create({ model, messages: ask("go"), stream: true });
    for await (const chunk of stream) if ((chunk.choices[0]?.delta.content ?? "") !== "") break;
    await expect.poll(() => stack.upstream.aborted).toBe(before + 1);
    await expect.poll(() => stack.gateway.exchanges.live).toBe(0);
  });

  it("what cannot be inspected is refused with the setting's name, and no retry", async () => {
    const image = { type: "image_url" as const, image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } };
    const error = await client.chat.completions
      .create({ model, messages: [{ role: "user", content: [image] }] })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(APIError);
    expect(String(error)).toContain("uninspectable: {image: pass}");
    expect(stack.upstream.received).toEqual([]);
  });

  it("an endpoint that is not on the allow-list is refused", async () => {
    const error = await client.files.list().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect(String(error)).toContain("endpoints");
    expect(stack.upstream.received).toEqual([]);
  });
});

describe.each(listeners)("openai against rules that block, through the %s listener", (listener) => {
  let stack: Stack;
  let client: OpenAI;
  const block = (id: string, direction: string, entity: string): string =>
    `  - { id: ${id}, if: { direction: ${direction}, entities: [${entity}] }, then: block, say: Take it out. }\n`;
  beforeAll(async () => {
    const top = `rules:\n${block("no-ssn", "request", "US_SSN")}${block("no-cards", "response", "CREDIT_CARD")}`;
    stack = await startStack(listener, { top });
    client = new OpenAI({ apiKey: "k", baseURL: `${stack.origin}/openai/v1`, timeout: 10_000 });
  }, 60_000);
  afterAll(() => stack.close());

  it("a request: 403 as the provider says it, once, and the provider never sees it", async () => {
    stack.upstream.answer(() => jsonReply(chatDocument({ content: "never" })));
    const error = await client.chat.completions.create({ model, messages: ask(TEXT) }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PermissionDeniedError);
    const raised = error as PermissionDeniedError;
    expect([raised.status, raised.code, raised.headers?.get("x-should-retry")]).toEqual([403, "blocked", "false"]);
    expect(raised.message).toContain("no-ssn");
    expect(raised.message).toContain("Take it out.");
    expect(raised.message).toContain(raised.headers?.get("x-sluice-exchange") ?? "?");
    expect(SECRETS.filter((value) => raised.message.includes(value))).toEqual([]);
    expect(stack.upstream.received).toEqual([]);
  });

  it("an answer that does not stream: 403, once", async () => {
    stack.upstream.received.length = 0;
    stack.upstream.answer(() => jsonReply(chatDocument({ content: TEXT })));
    const error = await client.chat.completions.create({ model, messages: ask("go") }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect(String(error)).toContain("no-cards");
    expect(stack.upstream.received.length).toBe(1);
  });

  it.each([
    "chat",
    "responses",
  ])("a stream (%s): what came before, then an error that the client raises", async (api) => {
    const before = stack.upstream.aborted;
    const pieces = ["All is well so far. ", "Card 4111 1111 ", "1111 1111 is", " hers. "];
    const body = api === "chat" ? chatText(pieces) : [responseStream([{ type: "message", parts: [pieces] }])];
    stack.upstream.answer(() => ({ headers: sse, body: [...(api === "chat" ? body.slice(0, -3) : body), "hang"] }));
    let text = "";
    const error = await (async () => {
      if (api === "chat") {
        const stream = await client.chat.completions.create({ model, messages: ask("go"), stream: true });
        for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
      } else {
        const stream = await client.responses.create({ model, input: "go", stream: true });
        for await (const event of stream) if (event.type === "response.output_text.delta") text += event.delta;
      }
    })().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(APIError);
    expect((error as APIError).code).toBe("blocked");
    expect(String(error)).toContain("no-cards");
    expect(text).toMatch(/^All is well so far/);
    expect(text).not.toContain("4111");
    await expect.poll(() => stack.upstream.aborted).toBe(before + 1);
  });
});
