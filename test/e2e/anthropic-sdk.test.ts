/** The official Anthropic client through the whole gateway, on both listeners. */
import Anthropic, { APIError, BadRequestError, PermissionDeniedError, RateLimitError } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRandom } from "../harness/chunks.ts";
import { type Block, event, messageEvents, messageStream } from "../protocols/llm/anthropic-stream.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { listeners, type Stack, startStack } from "./gateway-harness.ts";
import { json, jsonReply, sse } from "./scripted-upstream.ts";

const SECRETS = ["alice@example.com", "078-05-1120", "4111 1111 1111 1111"];
const TEXT = "Mail alice@example.com, SSN 078-05-1120, card 4111 1111 1111 1111. Done";
const REDACTED = "Mail <EMAIL_ADDRESS>, SSN <US_SSN>, card <CREDIT_CARD>. Done";
const INPUT = '{"to": "alice@example.com", "ssn": "078-05-1120", "n": 3}';
const REDACTED_INPUT = { to: "<EMAIL_ADDRESS>", ssn: "<US_SSN>", n: 3 };

const base = { model: "claude-sonnet-5-5", max_tokens: 1024 };
const ask = (content: string): Anthropic.MessageCreateParamsNonStreaming => ({
  ...base,
  messages: [{ role: "user", content }],
});
const cut = (text: string, seed: number): string[] => tokens(text, createRandom(seed), 4);
const message = (content: readonly object[]): object => ({
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: base.model,
  content,
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 2 },
});
const raised = (run: Promise<unknown>): Promise<unknown> => run.then(() => undefined).catch((error: unknown) => error);

describe.each(listeners)("anthropic through the %s listener", (listener) => {
  let stack: Stack;
  let client: Anthropic;
  beforeAll(async () => {
    stack = await startStack(listener, { anthropic: "uninspectable: { signature: pass }" });
    client = new Anthropic({ apiKey: "client-key", baseURL: `${stack.origin}/anthropic`, timeout: 10_000 });
  }, 60_000);
  afterAll(() => stack.close());
  beforeEach(() => {
    stack.upstream.received.length = 0;
  });

  it("messages: neither side sees the other's values; the key and the API version pass", async () => {
    stack.upstream.answer(() => jsonReply(message([{ type: "text", text: TEXT }])));
    const { data, response } = await client.messages
      .create({ ...ask(TEXT), system: [{ type: "text", text: TEXT }], metadata: { user_id: "u-1" } })
      .withResponse();
    expect(data.content).toEqual([{ type: "text", text: REDACTED }]);
    const [received] = stack.upstream.received;
    expect(received).toMatchObject({ method: "POST", path: "/v1/messages" });
    expect([received?.headers["x-api-key"], received?.headers.authorization].filter(Boolean).join()).toContain(
      "client-key",
    );
    expect(received?.headers["anthropic-version"]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(JSON.parse(received?.body ?? "")).toMatchObject({
      system: [{ type: "text", text: REDACTED }],
      messages: [{ role: "user", content: REDACTED }],
    });
    expect(response.headers.get("x-sluice-exchange")).toMatch(/\S/);
  });

  it("streaming: thinking, text and parallel tool use, as the client puts them together", async () => {
    const blocks: Block[] = [
      { type: "thinking", pieces: cut(TEXT, 1), signature: "EqQBCgIYAhIM" },
      { type: "text", pieces: cut(TEXT, 2) },
      { type: "tool_use", id: "toolu_a", name: "send", pieces: cut(INPUT, 3) },
      { type: "tool_use", id: "toolu_b", name: "send", pieces: cut(INPUT, 4) },
    ];
    stack.upstream.answer(() => ({ headers: sse, body: messageEvents(blocks, { stopReason: "tool_use" }) }));
    const stream = client.messages.stream(ask("go"));
    let text = "";
    stream.on("text", (delta) => {
      text += delta;
    });
    const final = await stream.finalMessage();
    expect(text).toBe(REDACTED);
    expect(final.content).toEqual([
      { type: "thinking", thinking: REDACTED, signature: "EqQBCgIYAhIM" },
      { type: "text", text: REDACTED },
      { type: "tool_use", id: "toolu_a", name: "send", input: REDACTED_INPUT },
      { type: "tool_use", id: "toolu_b", name: "send", input: REDACTED_INPUT },
    ]);
    expect([final.stop_reason, final.usage.output_tokens]).toEqual(["tool_use", 89]);
  });

  it("a tool's input and result go up redacted", async () => {
    stack.upstream.answer(() => jsonReply(message([{ type: "text", text: "thanks" }])));
    await client.messages.create({
      ...base,
      messages: [
        { role: "assistant", content: [{ type: "tool_use", id: "toolu_a", name: "look", input: JSON.parse(INPUT) }] },
        {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "toolu_a", content: [{ type: "text", text: TEXT }] }],
        },
      ],
    });
    const body = JSON.parse(stack.upstream.received[0]?.body ?? "") as {
      messages: [{ content: [object] }, { content: [object] }];
    };
    expect(body.messages[0].content[0]).toMatchObject({ input: REDACTED_INPUT });
    expect(body.messages[1].content[0]).toMatchObject({ content: [{ type: "text", text: REDACTED }] });
  });

  it("counting tokens and listing models", async () => {
    stack.upstream.answer((request) =>
      request.method === "GET"
        ? jsonReply({
            data: [{ id: base.model, type: "model", display_name: "Sonnet", created_at: "2025-09-29T00:00:00Z" }],
            has_more: false,
            first_id: null,
            last_id: null,
          })
        : jsonReply({ input_tokens: 7 }),
    );
    const { messages, model } = ask(TEXT);
    expect(await client.messages.countTokens({ messages, model })).toMatchObject({ input_tokens: 7 });
    expect(stack.upstream.received[0]?.body).toContain(REDACTED);
    expect((await client.models.list()).data.map((one) => one.id)).toEqual([base.model]);
  });

  it("a provider's error is raised as its own class, its message redacted", async () => {
    stack.upstream.answer(() =>
      jsonReply(
        { type: "error", error: { type: "invalid_request_error", message: `no such user ${SECRETS[0]}` } },
        400,
      ),
    );
    const error = await raised(client.messages.create(ask("go")));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(String(error)).toContain("no such user <EMAIL_ADDRESS>");
  });

  it("a provider's 429 is retried by the client, and passes as it is in the end", async () => {
    const headers = { ...json, "retry-after-ms": "1" };
    const slow = '{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}';
    let busy = 1;
    stack.upstream.answer(() =>
      busy-- > 0 ? { status: 429, headers, body: [slow] } : jsonReply(message([{ type: "text", text: "ok" }])),
    );
    expect((await client.messages.create(ask("go"))).content).toEqual([{ type: "text", text: "ok" }]);
    busy = 99;
    expect(await raised(client.messages.create(ask("go"), { maxRetries: 1 }))).toBeInstanceOf(RateLimitError);
    expect(stack.upstream.received.length).toBe(4);
  });

  it("a provider's error event in mid-stream is raised", async () => {
    const events = messageEvents([{ type: "text", pieces: ["fine so far. ", "And"] }]).slice(0, 5);
    const error = event("error", { error: { type: "overloaded_error", message: "Overloaded" } });
    stack.upstream.answer(() => ({ headers: sse, body: [...events, error] }));
    const stream = client.messages.stream(ask("go"));
    let text = "";
    stream.on("text", (delta) => {
      text += delta;
    });
    const failure = await raised(stream.finalMessage());
    expect([text, failure instanceof APIError]).toEqual(["fine so far. And", true]);
    expect(String(failure)).toContain("Overloaded");
  });

  it("a stream that breaks off is an error, and half a value does not get out", async () => {
    const events = messageEvents([{ type: "text", pieces: ["so far so good. Card 4111 1111 1111 "] }]).slice(0, 4);
    stack.upstream.answer(() => ({ headers: sse, body: [...events, { waitMs: 20 }, "reset"] }));
    const stream = client.messages.stream(ask("go"));
    let text = "";
    stream.on("text", (delta) => {
      text += delta;
    });
    expect(await raised(stream.finalMessage())).toBeInstanceOf(Error);
    expect(text).not.toContain("4111");
  });

  it("an abort of the client reaches the provider", async () => {
    const events = messageEvents([{ type: "text", pieces: ["hello there! "] }]).slice(0, 4);
    stack.upstream.answer(() => ({ headers: sse, body: [...events, "hang"] }));
    const before = stack.upstream.aborted;
    const stream = await client.messages.create({ ...ask("go"), stream: true });
    for await (const one of stream) if (one.type === "content_block_delta") break;
    await expect.poll(() => stack.upstream.aborted).toBe(before + 1);
    await expect.poll(() => stack.gateway.exchanges.live).toBe(0);
  });

  it("what cannot be inspected is refused with the setting's name, and no retry", async () => {
    const data = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]).toString("base64");
    const source = { type: "base64" as const, media_type: "image/png" as const, data };
    const error = await raised(
      client.messages.create({ ...base, messages: [{ role: "user", content: [{ type: "image", source }] }] }),
    );
    expect(error).toBeInstanceOf(APIError);
    expect(String(error)).toContain("uninspectable: {image: pass}");
    expect(stack.upstream.received).toEqual([]);
  });

  it("an endpoint that is not on the allow-list is refused", async () => {
    const error = await raised(client.messages.batches.list().then((page) => page.data));
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect(String(error)).toContain("endpoints");
    expect(stack.upstream.received).toEqual([]);
  });
});

describe.each(listeners)("anthropic against rules that block, through the %s listener", (listener) => {
  let stack: Stack;
  let client: Anthropic;
  const block = (id: string, direction: string, entity: string): string =>
    `  - { id: ${id}, if: { direction: ${direction}, entities: [${entity}] }, then: block, say: Take it out. }\n`;
  beforeAll(async () => {
    const top = `rules:\n${block("no-ssn", "request", "US_SSN")}${block("no-cards", "response", "CREDIT_CARD")}`;
    stack = await startStack(listener, { top });
    client = new Anthropic({ apiKey: "k", baseURL: `${stack.origin}/anthropic`, timeout: 10_000 });
  }, 60_000);
  afterAll(() => stack.close());

  it("a request: 403 as the provider says it, once, and the provider never sees it", async () => {
    stack.upstream.answer(() => jsonReply(message([])));
    const error = await raised(client.messages.create(ask(TEXT)));
    expect(error).toBeInstanceOf(PermissionDeniedError);
    const refusal = error as PermissionDeniedError;
    expect([refusal.status, refusal.type, refusal.errorCode, refusal.headers?.get("x-should-retry")]).toEqual([
      403,
      "permission_error",
      "blocked",
      "false",
    ]);
    expect(refusal.message).toContain("no-ssn");
    expect(refusal.message).toContain("Take it out.");
    expect(refusal.message).toContain(refusal.headers?.get("x-sluice-exchange") ?? "?");
    expect(SECRETS.filter((value) => refusal.message.includes(value))).toEqual([]);
    expect(stack.upstream.received).toEqual([]);
  });

  it("an answer that does not stream: 403, once", async () => {
    stack.upstream.received.length = 0;
    stack.upstream.answer(() => jsonReply(message([{ type: "text", text: TEXT }])));
    const error = await raised(client.messages.create(ask("go")));
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect(String(error)).toContain("no-cards");
    expect(stack.upstream.received.length).toBe(1);
  });

  it("a stream: what came before, then an error that the client raises", async () => {
    const before = stack.upstream.aborted;
    const pieces = ["All is well so far. ", "Card 4111 1111 ", "1111 1111 is", " hers. "];
    stack.upstream.answer(() => ({ headers: sse, body: [messageStream([{ type: "text", pieces }]), "hang"] }));
    const stream = client.messages.stream(ask("go"));
    let text = "";
    stream.on("text", (delta) => {
      text += delta;
    });
    const error = await raised(stream.finalMessage());
    expect(error).toBeInstanceOf(APIError);
    expect((error as APIError).errorCode).toBe("blocked");
    expect(String(error)).toContain("no-cards");
    expect(text).toMatch(/^All is well so far/);
    expect(text).not.toContain("4111");
    await expect.poll(() => stack.upstream.aborted).toBe(before + 1);
  });
});
