import { describe, expect, it } from "vitest";
import { createEventCodec } from "../../../src/protocols/http/bodies/event-codec.ts";
import { openaiChatOperations } from "../../../src/protocols/llm/openai-chat.ts";
import { createRandom } from "../../harness/chunks.ts";
import { type DriveOptions, drive, type MakeCodec, variants } from "../../harness/drive.ts";
import { sse } from "../../harness/events.ts";

const chat = openaiChatOperations[0];
const stream = chat?.stream;
if (stream === undefined) throw new Error("chat completions stream");

const codec: MakeCodec = (inspection, sink) =>
  createEventCodec({
    inspection,
    sink,
    framing: "sse",
    rules: stream,
    source: "upstream",
    limits: { eventBytes: 20_000, jsonDepth: 32, eventsBehind: 16, bytesBehind: 16_384 },
    passes: () => false,
    logprobs: "drop",
  });
const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const run = (text: string, options: DriveOptions = {}) => drive(codec, [bytes(text)], options);

const chunk = (delta: object, finish: string | null = null, index = 0): object => ({
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  created: 1700000000,
  model: "gpt-4o",
  system_fingerprint: null,
  choices: [{ index, delta, finish_reason: finish }],
});
const text = (content: string, index = 0): object => chunk({ content }, null, index);

describe("a chat stream", () => {
  it("leaves byte for byte when clean", () => {
    const input = sse(
      chunk({ role: "assistant", content: "" }),
      text("Hello"),
      text(" wor"),
      text("ld."),
      chunk({}, "stop"),
      "[DONE]",
    );
    expect(run(input)).toMatchObject({ output: input, ended: true, failed: undefined });
  });

  it("redacts a value spread over deltas where it begins", () => {
    const input = sse(text("My SSN is 07"), text("8-05-"), text("1120, ok"), chunk({}, "stop"), "[DONE]");
    expect(run(input).output).toBe(sse(text("My SSN is <SSN>"), text(""), text(", ok"), chunk({}, "stop"), "[DONE]"));
  });

  it("gives the same for every split and when scans answer late", () => {
    const input = sse(text("é 078-"), text("05-1120"), chunk({}, "stop"), "[DONE]");
    const whole = run(input);
    expect(whole.output).toBe(sse(text("é <SSN>"), text(""), chunk({}, "stop"), "[DONE]"));
    for (const { name, driven } of variants(codec, bytes(input), { splits: "every", seeds: 20 }, createRandom)) {
      expect([name, driven.output, driven.findings]).toEqual([name, whole.output, whole.findings]);
    }
  });
});
