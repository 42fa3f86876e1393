import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createEventCodec } from "../../../src/protocols/http/bodies/event-codec.ts";
import { createJsonCodec } from "../../../src/protocols/http/bodies/json-codec.ts";
import { applyEdits } from "../../../src/protocols/http/bodies/splice.ts";
import { findOperation, type OpaqueKind } from "../../../src/protocols/llm/dialect.ts";
import { openai } from "../../../src/protocols/llm/openai.ts";
import { openaiChatOperations, openaiRefusalBody, openaiRefusalEvent } from "../../../src/protocols/llm/openai-chat.ts";
import { createRandom, type Random } from "../../harness/chunks.ts";
import { samples } from "../../harness/detectors.ts";
import { type DriveOptions, drive, driveLate, type MakeCodec, variants } from "../../harness/drive.ts";
import { dataOf, sse } from "../../harness/events.ts";
import { createTestInspection } from "../../harness/inspection.ts";
import { accumulate } from "../../oracle-clients/autogen.ts";

const operation = (name: string) => {
  const found = openaiChatOperations.find((o) => o.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

const streamOf =
  (name: string, logprobs: "drop" | "keep" = "drop", eventsBehind = 16): MakeCodec =>
  (inspection, sink) =>
    createEventCodec({
      inspection,
      sink,
      framing: "sse",
      rules: operation(name).stream ?? { rules: {}, mustEnd: false },
      source: "upstream",
      limits: {
        eventBytes: 20_000,
        jsonDepth: 32,
        jsonValues: 100_000,
        lanes: 100_000,
        eventsBehind,
        bytesBehind: 16_384,
      },
      passes: new Set<never>(),
      logprobs,
    });

const documentOf =
  (name: string, part: "request" | "response", passing: readonly OpaqueKind[] = []): MakeCodec =>
  (inspection, sink) =>
    createJsonCodec({
      inspection,
      sink,
      rules: operation(name)[part],
      source: part === "request" ? "client" : "upstream",
      limits: { bodyBytes: 100_000, jsonDepth: 32, jsonValues: 100_000, lanes: 10_000 },
      passes: new Set(passing),
      logprobs: "drop",
    });

const chat = streamOf("chat.completions");
const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const run = (text: string, options: DriveOptions = {}) => drive(chat, [bytes(text)], options);

const chunk = (delta: object, finish: string | null = null, index = 0): object => ({
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  created: 1700000000,
  model: "gpt-4o",
  system_fingerprint: null,
  choices: [{ index, delta, finish_reason: finish }],
});
const text = (content: string, index = 0): object => chunk({ content }, null, index);
const call = (index: number, more: object): object => chunk({ tool_calls: [{ index, ...more }] });
const args = (index: number, fragment: string): object => call(index, { function: { arguments: fragment } });
const usage = {
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  choices: [],
  usage: { prompt_tokens: 3, completion_tokens: 9 },
};
const stop = chunk({}, "stop");
const done = "[DONE]";

/** Text in tokens of 1 to 8 characters. */
function tokens(whole: string, random: Random): string[] {
  const out: string[] = [];
  for (let at = 0; at < whole.length; ) {
    const size = 1 + Math.floor(random() * 8);
    out.push(whole.slice(at, at + size));
    at += size;
  }
  return out;
}

const prose =
  "The gallery opens at nine, and the first visitors — it was raining — waited under the arch. 😀 Zoë said: “not yet”. ";

/** The whole text through one lane. */
function redacted(whole: string): string {
  const inspection = createTestInspection();
  const lane = inspection.open({ name: "whole", progress: () => {} });
  lane.end(bytes(whole));
  return Buffer.from(applyEdits(bytes(whole), lane.takeEdits())).toString("utf8");
}

describe("a chat stream", () => {
  it("is byte-identical when clean", () => {
    const input = sse(
      chunk({ role: "assistant", content: "", refusal: null }),
      ...tokens(prose.repeat(20), createRandom(1)).map((t) => text(t)),
      stop,
      usage,
      done,
    );
    const sha = (out: string): string => createHash("sha256").update(out).digest("hex");
    for (const { driven } of variants(chat, bytes(input), { splits: "random", seeds: 3 }, createRandom)) {
      expect([driven.ended, sha(driven.output)]).toEqual([true, sha(input)]);
    }
  });

  it("redacts a value spread over deltas where it begins", () => {
    const input = sse(text("My SSN is 07"), text("8-05-"), text("1120, ok"), stop, done);
    expect(run(input).output).toBe(sse(text("My SSN is <SSN>"), text(""), text(", ok"), stop, done));
  });

  it("keeps choices apart and ends each with its finish_reason", () => {
    const input = [
      text("4111 1111"),
      text("x", 1),
      text(" 1111 1111", 0),
      chunk({}, "stop", 1),
      text(" 4111 1111 11"),
      chunk({}, "length"),
      done,
    ];
    const output = [
      text("<CARD>"),
      text("x", 1),
      text("", 0),
      chunk({}, "stop", 1),
      text("<CARD>"),
      chunk({}, "length"),
      done,
    ];
    expect(run(sse(...input)).output).toBe(sse(...output));
  });

  it("keeps content, refusal and reasoning apart", () => {
    const input = [
      chunk({ content: "078-" }),
      chunk({ reasoning_content: "05-1120" }),
      chunk({ refusal: "05-1120" }),
      stop,
      done,
    ];
    expect(run(sse(...input)).output).toBe(sse(...input));
  });

  it.each([
    [
      "a text answer",
      [
        chunk({ role: "assistant", content: "", refusal: null }),
        text("Card 4111 1111"),
        text(" 1111 1111"),
        text(" noted."),
        stop,
        usage,
        done,
      ],
    ],
    [
      "thoughts before the answer",
      [
        chunk({ reasoning_content: "their SSN is 078-" }),
        chunk({ reasoning_content: "05-1120." }),
        text("Hello alice@exa"),
        text("mple.com "),
        stop,
        usage,
        done,
      ],
    ],
    [
      "two tool calls, interleaved",
      [
        chunk({ role: "assistant", content: null }),
        call(0, { id: "call_1", type: "function", function: { name: "lookup", arguments: "" } }),
        call(1, { id: "call_2", type: "function", function: { name: "send_mail", arguments: "" } }),
        args(0, '{"ssn":"078-'),
        args(1, '{"to":"ali'),
        args(0, '05-1120","card":4111'),
        args(1, "ce@example"),
        args(0, "111111111111}"),
        args(1, '.com","note":"caf\\u00'),
        args(1, 'e9"}'),
        chunk({}, "tool_calls"),
        usage,
        done,
      ],
    ],
    [
      "text before a tool call",
      [
        text("I will look up 078-05-1"),
        text("120"),
        call(0, { id: "call_1", type: "function", function: { name: "lookup", arguments: "{}" } }),
        chunk({}, "tool_calls"),
        usage,
        done,
      ],
    ],
    ["an empty answer", [chunk({ role: "assistant", content: "" }), stop, usage, done]],
    ["an answer without [DONE]", [text("Hi"), stop, usage]],
  ])("means the same to AutoGen, values aside: %s", (_, events) => {
    const before = accumulate(dataOf(sse(...events)));
    const clean = (value: string): string =>
      value
        .replace(/4111 1111 1111 1111/g, "<CARD>")
        .replace(/4111111111111111/g, "0")
        .replace(/078-05-1120/g, "<SSN>")
        .replace(/alice@example\.com/g, "<EMAIL>");
    const wanted = {
      ...before,
      content: clean(before.content),
      thought: before.thought === undefined ? undefined : clean(before.thought),
      toolCalls: before.toolCalls.map((c) => ({ ...c, arguments: clean(c.arguments) })),
    };
    for (const behind of [16, 2, 1, 0]) {
      const codec = streamOf("chat.completions", "drop", behind);
      expect(accumulate(dataOf(drive(codec, [bytes(sse(...events))]).output))).toEqual(wanted);
    }
  });

  it("leaks nothing and loses nothing, however values fall into tokens and lanes interleave", () => {
    const values = [samples.cardSpaced, samples.card, samples.ssn, samples.email, samples.token];
    for (let seed = 1; seed <= 25; seed++) {
      const random = createRandom(seed);
      const pick = (): string => values[Math.floor(random() * values.length)] ?? "";
      const said = [0, 1, 2].map(() => `${prose.slice(0, 30)}${pick()}! ${pick()}; ${prose.slice(40, 60)}${pick()}`);
      const queues = said.map((whole) => tokens(whole, random));
      const events: object[] = [];
      while (queues.some((queue) => queue.length > 0)) {
        const index = Math.floor(random() * 3);
        for (const token of queues[index]?.splice(0, random() < 0.2 ? 20 : 2) ?? []) events.push(text(token, index));
      }
      const input = sse(...events, chunk({}, "stop", 0), chunk({}, "stop", 1), chunk({}, "stop", 2), usage, done);
      const wanted = said.map(redacted);
      for (const behind of [16, 3]) {
        const codec = streamOf("chat.completions", "drop", behind);
        const driven = drive(codec, [bytes(input)]);
        const got = ["", "", ""];
        for (const data of dataOf(driven.output).slice(0, -1)) {
          for (const choice of JSON.parse(data).choices) got[choice.index] += choice.delta.content ?? "";
        }
        expect([seed, behind, got]).toEqual([seed, behind, wanted]);
        expect(driveLate(codec, [bytes(input)], random).output).toBe(driven.output);
      }
    }
  });

  it.each([
    ["Nice weather today, isn't it?", 0],
    ["Nice weather today, isn't it", 2],
    ["Room 12, floor 3.", 2],
    ["ok", 2],
    ["ok! ", 0],
    ["4111 1111 1111 111", 18],
    ["4111 1111 1111 1111", 19],
    ["4111 1111 1111 1111 ", 20],
    ["4111 1111 1111 1111 !", 0],
    ["My password", 8],
    ["My password: hun", 3],
    ["alice@example.com", 17],
    ["alice@example.com ", 0],
  ])("holds of %j exactly the last characters that may still become a value", (said, held) => {
    const letters = [...said].map((letter) => bytes(sse(text(letter))));
    const driven = drive(streamOf("chat.completions", "drop", 64), letters, { end: false });
    expect(letters.length - dataOf(driven.output).length).toBe(held);
  });

  it("drops token lists, or keeps those where nothing is redacted", () => {
    const listed = (content: string): object => ({
      choices: [
        {
          index: 0,
          delta: { content },
          logprobs: { content: [{ token: content, bytes: [1], top_logprobs: [] }] },
          finish_reason: null,
        },
      ],
    });
    const bare = (content: string): object => ({
      choices: [{ index: 0, delta: { content }, logprobs: null, finish_reason: null }],
    });
    const input = [listed("Hi! "), listed("078-05-"), listed("1120"), listed(" ok!"), stop, done];
    expect(run(sse(...input)).output).toBe(sse(bare("Hi! "), bare("<SSN>"), bare(""), bare(" ok!"), stop, done));
    const kept = drive(streamOf("chat.completions", "keep"), [bytes(sse(...input))]);
    expect(kept.output).toBe(sse(listed("Hi! "), bare("<SSN>"), bare(""), listed(" ok!"), stop, done));
  });

  it("passes an upstream's error event on, redacted, as the end of the stream", () => {
    const error = (message: string): object => ({ error: { message, type: "server_error", code: null } });
    const input = sse(text("Hello 4111 1"), error(`no such user ${samples.email}`));
    expect(run(input)).toMatchObject({ output: sse(text("Hello 4111 1"), error("no such user <EMAIL>")), ended: true });
  });

  it("is truncated without finish_reason", () => {
    expect(run(sse(chunk({ role: "assistant", content: "" })))).toMatchObject({ failed: "truncated-stream" });
    expect(run(sse(text("Hi!"), chunk({}, "stop"), text("Hi!", 1)))).toMatchObject({ failed: "truncated-stream" });
  });
});

describe("a completions stream", () => {
  it("continues the text of each choice", () => {
    const piece = (said: string, index = 0, finish: string | null = null): object => ({
      id: "cmpl-1",
      choices: [{ text: said, index, logprobs: null, finish_reason: finish }],
    });
    const driven = drive(streamOf("completions"), [
      bytes(sse(piece("078-"), piece("x", 1), piece("05-1120 ", 0, "stop"), piece("", 1, "stop"), done)),
    ]);
    expect(driven.output).toBe(sse(piece("<SSN>"), piece("x", 1), piece(" ", 0, "stop"), piece("", 1, "stop"), done));
  });
});

describe("a chat request", () => {
  const request = (body: object, passing: readonly OpaqueKind[] = []) =>
    drive(documentOf("chat.completions", "request", passing), [bytes(JSON.stringify(body))]);
  const ssn = samples.ssn;

  it("is redacted in every role, name, tool and schema", () => {
    const body = (s: string): object => ({
      model: "gpt-4o",
      messages: [
        { role: "system", content: `You serve ${s}.`, name: s },
        { role: "developer", content: [{ type: "text", text: `a ${s}` }] },
        { role: "user", content: `b ${s}` },
        {
          role: "assistant",
          content: null,
          refusal: s,
          tool_calls: [{ id: s, type: "function", function: { name: s, arguments: JSON.stringify({ q: s }) } }],
        },
        { role: "assistant", function_call: { name: "f", arguments: `{"a":"${s}"}` } },
        { role: "tool", tool_call_id: "call_1", content: JSON.stringify([{ ssn: s }]) },
      ],
      tools: [
        {
          type: "function",
          function: {
            name: "f",
            description: `for ${s}`,
            parameters: { type: "object", properties: { a: { enum: [s], default: s, description: s } } },
          },
        },
      ],
      response_format: { type: "json_schema", json_schema: { name: "x", schema: { const: s } } },
      metadata: { note: s },
      stop: [s],
      user: s,
      unknown_field: { deep: [s] },
    });
    expect(request(body(ssn)).output).toBe(JSON.stringify(body("<SSN>")));
  });

  it("sees a value spread over content parts", () => {
    const body = (a: string, b: string): object => ({
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: a },
            { type: "text", text: b },
          ],
        },
      ],
    });
    expect(request(body("my SSN: 078-", "05-1120, thanks")).output).toBe(
      JSON.stringify(body("my SSN: <SSN>", ", thanks")),
    );
  });

  it.each<[OpaqueKind, object]>([
    ["image", { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } }],
    ["audio", { type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } }],
    ["file", { type: "file", file: { filename: "a.pdf", file_data: "JVBERi0xLjQ=" } }],
  ])("with an %s is refused unless the connection lets it pass", (what, part) => {
    const body = { messages: [{ role: "user", content: [{ type: "text", text: "look" }, part] }] };
    expect(request(body)).toMatchObject({ output: "", failed: "uninspectable" });
    expect(request(body, [what])).toMatchObject({ output: JSON.stringify(body), ended: true });
  });

  it("may name an image by its address, which is inspected", () => {
    const body = (url: string): object => ({
      messages: [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }],
    });
    expect(request(body(`https://example.com/${samples.email}.png`)).output).toBe(
      JSON.stringify(body("https://example.com/<EMAIL>"))
        .replace('<EMAIL>"', '<EMAIL>.png"')
        .replace("<EMAIL>.png.png", "<EMAIL>.png"),
    );
  });
});

describe("a chat answer", () => {
  it("is redacted in content, arguments, annotations and what no rule names; numbers of its envelope stay", () => {
    const body = (s: string, logprobs: object | null): object => ({
      id: "chatcmpl-1",
      created: 4111111111,
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: `It is ${s}.`,
            reasoning_content: s,
            annotations: [{ type: "url_citation", url_citation: { url: "https://example.com", title: s } }],
            tool_calls: [
              {
                id: "call_1",
                type: "function",
                function: { name: "f", arguments: `{"a":"${s}","n":${s === samples.ssn ? "4111111111111111" : "0"}}` },
              },
            ],
          },
          logprobs,
          finish_reason: "stop",
        },
      ],
      usage: { prompt_tokens: 12345678 },
      extra: { [s]: s },
    });
    const driven = drive(documentOf("chat.completions", "response"), [
      bytes(JSON.stringify(body(samples.ssn, { content: [{ token: "x" }] }))),
    ]);
    expect(driven.output).toBe(JSON.stringify(body("<SSN>", null)));
  });
});

describe("embeddings", () => {
  it("inspects texts and refuses token ids", () => {
    const request = documentOf("embeddings", "request");
    expect(drive(request, [bytes(`{"model":"m","input":["a","${samples.ssn}"]}`)]).output).toBe(
      '{"model":"m","input":["a","<SSN>"]}',
    );
    expect(drive(request, [bytes('{"model":"m","input":[[1,2],[3]]}')]).failed).toBe("uninspectable");
    expect(drive(documentOf("embeddings", "request", ["tokens"]), [bytes('{"input":[1,2]}')]).output).toBe(
      '{"input":[1,2]}',
    );
  });

  it("leaves vectors as they are", () => {
    const body =
      '{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.0023064255,-0.00932792,1e-7]}],"usage":{"prompt_tokens":8}}';
    expect(drive(documentOf("embeddings", "response"), [bytes(body)]).output).toBe(body);
  });
});

describe("the operations", () => {
  it.each([
    ["POST", "/v1/chat/completions", "chat.completions"],
    ["POST", "/chat/completions", "chat.completions"],
    ["POST", "/openai/deployments/my-gpt/chat/completions", "chat.completions"],
    ["POST", "/openai/v1/embeddings", "embeddings"],
    ["POST", "/v1/completions", "completions"],
    ["GET", "/v1/models", "models.list"],
    ["GET", "/v1/models/gpt-4o", "models.get"],
    ["GET", "/v1/chat/completions", undefined],
    ["POST", "/v1/chat/completions/", undefined],
    ["POST", "/openai/deployments//chat/completions", undefined],
    ["GET", "/v1/chat/completions/chatcmpl-1", undefined],
    ["POST", "/v1/files", undefined],
  ])("%s %s is %s", (method, path, name) => {
    expect(findOperation(openai, method, path)?.name).toBe(name);
  });
});

describe("a refusal", () => {
  const refusal = { status: 403, code: "blocked", message: "The answer holds what may not leave.", exchange: "x1" };

  it("has the provider's error shape, whole and in mid-stream", () => {
    const body = JSON.parse(Buffer.from(openaiRefusalBody(refusal)).toString());
    expect(body).toEqual({
      error: { message: refusal.message, type: "permission_error", param: null, code: "blocked", exchange: "x1" },
    });
    const event = Buffer.from(openaiRefusalEvent(refusal)).toString();
    expect(JSON.parse(dataOf(event)[0] ?? "")).toEqual(body);
    expect(() => accumulate(dataOf(sse(text("Hi")) + event))).toThrow("APIError");
  });
});
