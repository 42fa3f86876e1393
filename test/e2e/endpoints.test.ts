/** Clients that speak to the gateway in other ways: Azure's paths and key, both providers at `/`, stored responses, many at once. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI, { AzureOpenAI, PermissionDeniedError } from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configFromFlags } from "../../src/config/flags.ts";
import { prepareData, readSecrets } from "../../src/config/load-config.ts";
import { type Gateway, startGateway } from "../../src/gateway.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createLog } from "../../src/log.ts";
import { type SampleUpstream, startSampleUpstream } from "../../src/sample/sample-upstream.ts";
import { createRandom } from "../harness/chunks.ts";
import { borrowRulesets, lendRulesets } from "../harness/shared-rulesets.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { responseStream } from "../protocols/llm/responses-stream.ts";
import { chatDocument, chatText } from "./chat-stream.ts";
import { listeners, type Stack, startStack } from "./gateway-harness.ts";
import { jsonReply, sse } from "./scripted-upstream.ts";

const timeout = 10_000;
const PROMPT = "I am alice@example.com, SSN 078-05-1120";
const REDACTED = "I am <EMAIL_ADDRESS>, SSN <US_SSN>";
const VALUES = ["alice@example.com", "bob.builder@example.org", "078-05-1120", "4111 1111 1111 1111", "DE89 3704"];

describe.each(listeners)("one upstream at / without a file, %s listener", (listener) => {
  let sample: SampleUpstream;
  let gateway: Gateway;
  const data = mkdtempSync(join(tmpdir(), "sluice-flags-"));
  beforeAll(async () => {
    sample = await startSampleUpstream();
    const flags = { upstream: sample.origin, listen: "127.0.0.1:0", data, listener };
    const config = configFromFlags(flags, { directory: data, detectors: catalogue });
    prepareData(config);
    borrowRulesets(data);
    gateway = await startGateway({ config, secrets: readSecrets(config, {}), log: createLog({ level: "error" }) });
    lendRulesets(data);
  }, 60_000);
  afterAll(async () => {
    await gateway.stop();
    await sample.close();
    rmSync(data, { recursive: true, force: true });
  });
  const origin = (): string => `http://127.0.0.1:${gateway.port}`;
  const openai = (): OpenAI => new OpenAI({ apiKey: "k", baseURL: `${origin()}/v1`, timeout });
  const messages = [{ role: "user" as const, content: PROMPT }];

  const clients: readonly (readonly [name: string, () => Promise<string>])[] = [
    [
      "chat",
      async () => {
        const answer = await openai().chat.completions.create({ model: "m", messages });
        return answer.choices[0]?.message.content ?? "";
      },
    ],
    [
      "chat, streaming",
      async () => {
        let text = "";
        const stream = await openai().chat.completions.create({ model: "m", messages, stream: true });
        for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
        return text;
      },
    ],
    [
      "Responses, streaming",
      async () => (await openai().responses.stream({ model: "m", input: PROMPT }).finalResponse()).output_text,
    ],
    [
      "Messages, streaming",
      async () => {
        const client = new Anthropic({ apiKey: "k", baseURL: origin(), timeout });
        return client.messages.stream({ model: "m", max_tokens: 100, messages }).finalText();
      },
    ],
  ];
  it.each(clients)("%s: the model gets placeholders, and so does its reader", async (_name, run) => {
    const text = await run();
    expect(sample.received()).toBe(REDACTED);
    expect(text).toContain(`You said: "${REDACTED}"`);
    expect(text).toContain("The rest of this story is public.");
    expect(VALUES.filter((value) => text.includes(value))).toEqual([]);
  });
});

describe.each(listeners)("other ways to speak through the %s listener", (listener) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack(listener, { connection: 'endpoints: [inference, models, "GET /v1/responses/*"]' });
  }, 60_000);
  afterAll(() => stack.close());

  it("Azure: deployments, its key and its version", async () => {
    stack.upstream.received.length = 0;
    stack.upstream.answer(() => jsonReply(chatDocument({ content: PROMPT })));
    const client = new AzureOpenAI({
      apiKey: "azure-key",
      endpoint: `${stack.origin}/openai`,
      apiVersion: "2024-10-21",
      timeout,
    });
    const answer = await client.chat.completions.create({
      model: "gpt-4o",
      messages: [{ role: "user", content: PROMPT }],
    });
    expect(answer.choices[0]?.message.content).toBe(REDACTED);
    const [received] = stack.upstream.received;
    expect(received?.path).toBe("/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21");
    expect(received?.headers["api-key"]).toBe("azure-key");
    expect(received?.body).toContain(REDACTED);
  });

  it("a stored response is read where the connection allows it, and never resumed", async () => {
    const client = new OpenAI({ apiKey: "k", baseURL: `${stack.origin}/openai/v1`, timeout });
    stack.upstream.received.length = 0;
    stack.upstream.answer(() => ({ headers: sse, body: [responseStream([{ type: "message", parts: [[PROMPT]] }])] }));
    let text = "";
    for await (const event of await client.responses.retrieve("resp_1", { stream: true })) {
      if (event.type === "response.output_text.delta") text += event.delta;
    }
    expect(text).toBe(REDACTED);
    const resumed = client.responses.retrieve("resp_1", { stream: true, starting_after: 3 });
    const error = await resumed.then(() => undefined).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PermissionDeniedError);
    expect((error as PermissionDeniedError).code).toBe("resume-refused");
    expect(stack.upstream.received.length).toBe(1);
  });

  it("many streams at once stay apart", async () => {
    const client = new OpenAI({ apiKey: "k", baseURL: `${stack.origin}/openai/v1`, timeout, maxRetries: 0 });
    stack.upstream.answer((request) => {
      const number = Number(/number (\d+)/.exec(request.body)?.[1] ?? "0");
      const text = `Answer ${number} to user${number}@example.com, SSN 078-05-1120, the end of ${number}`;
      const events = chatText(tokens(text, createRandom(number), 4));
      return { headers: sse, body: events.flatMap((event) => [event, { waitMs: number % 3 }]) };
    });
    const texts = await Promise.all(
      Array.from({ length: 40 }, async (_, number) => {
        let text = "";
        const stream = await client.chat.completions.create({
          model: "m",
          messages: [{ role: "user", content: `number ${number}` }],
          stream: true,
        });
        for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
        return text;
      }),
    );
    expect(texts).toEqual(
      texts.map((_, number) => `Answer ${number} to <EMAIL_ADDRESS>, SSN <US_SSN>, the end of ${number}`),
    );
  });
});
