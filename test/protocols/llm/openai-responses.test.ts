import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { OpaqueKind } from "../../../src/protocols/llm/dialect.ts";
import { openai } from "../../../src/protocols/llm/openai.ts";
import { createRandom } from "../../harness/chunks.ts";
import { samples } from "../../harness/detectors.ts";
import { answerCodec, driveText, expectSame, requestCodec, streamCodec } from "./dialect-codecs.ts";
import { tokens } from "./pieces.ts";
import { type Item, readResponse, responseEvents, responseStream } from "./responses-stream.ts";

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
const b64 = (text: string): string => Buffer.from(text).toString("base64");
const request = (choices?: Parameters<typeof requestCodec>[2]) => requestCodec(openai, "responses", choices);
const answer = answerCodec(openai, "responses");
const stream = streamCodec(openai, "responses");
const patient = streamCodec(openai, "responses", { eventsBehind: 1000, bytesBehind: 1 << 20 });

const item = (one: object): object => ({ model: "gpt-4.1", input: [one] });
const parts = (...content: object[]): object => item({ role: "user", content });

describe("Responses requests", () => {
  it.each([
    ["a plain input", { input: `mail ${samples.email}` }, { input: "mail <EMAIL>" }],
    ["instructions", { instructions: samples.ssn }, { instructions: "<SSN>" }],
    ["a message", item({ role: "user", content: samples.ssn }), item({ role: "user", content: "<SSN>" })],
    [
      "parts that cut a value",
      parts({ type: "input_text", text: "078-05-" }, { type: "input_text", text: "1120." }),
      parts({ type: "input_text", text: "<SSN>" }, { type: "input_text", text: "." }),
    ],
    [
      "a tool call's arguments",
      item({
        type: "function_call",
        call_id: "c",
        name: "n",
        arguments: `{"to":"${samples.email}","n":4111111111111111}`,
      }),
      item({ type: "function_call", call_id: "c", name: "n", arguments: '{"to":"<EMAIL>","n":0}' }),
    ],
    [
      "a tool's output, which is JSON again",
      item({ type: "function_call_output", call_id: "c", output: `{"password": "hunter2hunter"}` }),
      item({ type: "function_call_output", call_id: "c", output: '{"password": "<SECRET>"}' }),
    ],
    [
      "a tool's output in parts",
      item({ type: "function_call_output", call_id: "c", output: [{ type: "input_text", text: samples.ssn }] }),
      item({ type: "function_call_output", call_id: "c", output: [{ type: "input_text", text: "<SSN>" }] }),
    ],
    [
      "a custom tool's input",
      item({ type: "custom_tool_call", call_id: "c", name: "n", input: `mail ${samples.email}` }),
      item({ type: "custom_tool_call", call_id: "c", name: "n", input: "mail <EMAIL>" }),
    ],
    [
      "a reasoning summary",
      item({ type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: samples.email }] }),
      item({ type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "<EMAIL>" }] }),
    ],
    [
      "code and its logs",
      item({
        type: "code_interpreter_call",
        code: `x='${samples.ssn}'`,
        outputs: [{ type: "logs", logs: samples.ssn }],
      }),
      item({ type: "code_interpreter_call", code: "x='<SSN>'", outputs: [{ type: "logs", logs: "<SSN>" }] }),
    ],
    [
      "a program's result",
      item({ type: "program_output", call_id: "c", result: samples.ssn }),
      item({ type: "program_output", call_id: "c", result: "<SSN>" }),
    ],
    [
      "a shell command",
      item({
        type: "local_shell_call",
        action: { type: "exec", command: ["mail", samples.email], env: { SSN: samples.ssn } },
      }),
      item({ type: "local_shell_call", action: { type: "exec", command: ["mail", "<EMAIL>"], env: { SSN: "<SSN>" } } }),
    ],
    [
      "a file of text in base64, bare or as a data URL",
      parts(
        { type: "input_file", filename: "a.txt", file_data: b64(samples.ssn) },
        { type: "input_file", filename: "b.txt", file_data: `data:text/plain;base64,${b64(samples.ssn)}` },
      ),
      parts(
        { type: "input_file", filename: "a.txt", file_data: b64("<SSN>") },
        { type: "input_file", filename: "b.txt", file_data: `data:text/plain;base64,${b64("<SSN>")}` },
      ),
    ],
    [
      "a prompt's variables",
      { prompt: { id: "pmpt_1", variables: { to: samples.email } } },
      { prompt: { id: "pmpt_1", variables: { to: "<EMAIL>" } } },
    ],
    [
      "tools",
      { tools: [{ type: "function", name: "n", description: samples.email, parameters: { const: samples.ssn } }] },
      { tools: [{ type: "function", name: "n", description: "<EMAIL>", parameters: { const: "<SSN>" } }] },
    ],
    ["metadata", { metadata: { owner: samples.email } }, { metadata: { owner: "<EMAIL>" } }],
    ["an id that is none", { previous_response_id: samples.email }, { previous_response_id: "<EMAIL>" }],
    ["a field nobody knows", { later: { deep: [samples.ssn] } }, { later: { deep: ["<SSN>"] } }],
  ])("redact %s", (_name, body, expected) => {
    expect(driveText(request(), JSON.stringify(body)).output).toBe(JSON.stringify(expected));
  });

  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]).toString("base64");
  it.each<[string, OpaqueKind, object]>([
    ["an image", "image", parts({ type: "input_image", image_url: `data:image/png;base64,${png}` })],
    ["a PDF", "file", parts({ type: "input_file", file_data: `data:application/pdf;base64,${png}` })],
    ["a bare file", "file", parts({ type: "input_file", file_data: png })],
    ["sound", "audio", parts({ type: "input_audio", input_audio: { data: png, format: "wav" } })],
    [
      "a screenshot",
      "image",
      item({ type: "computer_call_output", output: { image_url: `data:image/png;base64,${png}` } }),
    ],
    ["a made image", "image", item({ type: "image_generation_call", result: png })],
    ["encrypted reasoning", "encrypted", item({ type: "reasoning", summary: [], encrypted_content: "gAAAAABm" })],
  ])("hold %s unless the connection lets %s pass", (_name, what, body) => {
    const text = JSON.stringify(body);
    expect(driveText(request(), text).failed).toBe("uninspectable");
    expect(driveText(request({ passes: [what] }), text).output).toBe(text);
  });

  it("leave byte for byte when nothing is found", () => {
    const text = `{ "model":"gpt-4.1", "input" : [ {"role":"user","content":[{"text":"caf\\u00e9","type":"input_text"}]} ],"temperature":1.0e-1,\n"stream":true }`;
    expect(sha(driveText(request(), text).output)).toBe(sha(text));
  });
});

describe("Responses answers", () => {
  it("are redacted item by item", () => {
    const body = {
      id: "resp_1",
      object: "response",
      created_at: 1_741_476_542,
      output: [
        {
          type: "message",
          id: "msg_1",
          role: "assistant",
          content: [{ type: "output_text", text: samples.ssn, annotations: [] }],
        },
        { type: "function_call", id: "fc_1", arguments: `{"to":"${samples.email}"}`, call_id: "c", name: "n" },
      ],
      usage: { input_tokens: 12_345_678 },
    };
    const text = JSON.stringify(body);
    const expected = text.replaceAll(samples.ssn, "<SSN>").replaceAll(samples.email, "<EMAIL>");
    expect(driveText(answer, text).output).toBe(expected);
  });

  it("lose token lists, which repeat the text in pieces, and keep empty ones", () => {
    const part = (logprobs: unknown) => ({
      output: [{ type: "message", content: [{ type: "output_text", text: "x", logprobs }] }],
    });
    const listed = JSON.stringify(part([{ token: "x", logprob: -0.1, bytes: [120], top_logprobs: [] }]));
    expect(driveText(answer, listed).output).toBe(JSON.stringify(part(null)));
    expect(driveText(answer, JSON.stringify(part([]))).output).toBe(JSON.stringify(part([])));
  });
});

const clean: readonly Item[] = [
  {
    type: "reasoning",
    summary: [tokens("**Greeting the user** kindly", createRandom(1)), tokens("**Then** calling", createRandom(2))],
  },
  { type: "message", parts: [tokens('Grüße 👋 and "quotes" \\ back\nslashes; room 12, order 4111.', createRandom(3))] },
  { type: "function_call", name: "get_weather", pieces: tokens('{"location": "San Francisco, CA"}', createRandom(4)) },
];

const planted = (seed: number): readonly Item[] => {
  const random = createRandom(seed);
  return [
    {
      type: "reasoning",
      summary: [tokens(`Her mail is ${samples.email}, I think`, random), tokens("second part", random)],
    },
    {
      type: "message",
      parts: [
        tokens(`Card ${samples.cardSpaced}, SSN ${samples.ssn}; ${samples.secret} done. ${samples.token} end`, random),
        tokens(`And ${samples.ssn} again`, random),
      ],
    },
    {
      type: "function_call",
      name: "send",
      pieces: tokens(`{"to": "${samples.email}", "card": 4111111111111111, "note": "a\\nb ${samples.ssn}"}`, random),
    },
    { type: "function_call", name: "login", pieces: tokens('{"password": "hunter2hunter"}', random) },
  ];
};

const values = [samples.card, samples.cardSpaced, samples.ssn, samples.email, "hunter2hunter", samples.token];
const redacted = {
  "0.0": "Her mail is <EMAIL>, I think",
  "0.1": "second part",
  "1.0": "Card <CARD>, SSN <SSN>; password: <SECRET> done. <TOKEN> end",
  "1.1": "And <SSN> again",
  "2.0": '{"to": "<EMAIL>", "card": 0, "note": "a\\nb <SSN>"}',
  "3.0": '{"password": "<SECRET>"}',
};
const deltas = (output: string): object =>
  Object.fromEntries([...readResponse(output)].map(([place, read]) => [place, read.deltas]));

describe("Responses streams", () => {
  it.each([
    ["item after item", stream, false],
    ["interleaved", patient, true],
  ])("pass byte for byte when nothing is found (%s)", (_name, codec, interleaved) => {
    const text = responseStream(clean, { interleaved });
    const driven = driveText(codec, text);
    expect(driven.findings).toEqual([]);
    expect([driven.failed, sha(driven.output)]).toEqual([undefined, sha(text)]);
  });

  it.each([1, 2, 3, 4, 5, 6])("hold no value however the model cuts it (seed %i)", (seed) => {
    const driven = driveText(stream, responseStream(planted(seed)));
    expect([driven.failed, values.filter((value) => driven.output.includes(value))]).toEqual([undefined, []]);
    expect(deltas(driven.output)).toEqual(redacted);
  });

  it.each([false, true])("say in every final copy what the deltas said (interleaved: %s)", (interleaved) => {
    const driven = driveText(stream, responseStream(planted(7), { interleaved }));
    for (const [place, read] of readResponse(driven.output)) {
      // Delta by delta, `*.done`, `part.done` where there is one, `item.done`, `completed`.
      expect(read.copies.length, place).toBeGreaterThanOrEqual(3);
      expect(new Set(read.copies), place).toEqual(new Set([read.deltas]));
    }
  });

  it.each([11, 12])("keep interleaved items apart, their arguments valid JSON (seed %i)", (seed) => {
    const driven = driveText(stream, responseStream(planted(seed), { interleaved: true }));
    expect([driven.failed, values.filter((value) => driven.output.includes(value))]).toEqual([undefined, []]);
    expect(deltas(driven.output)).toEqual(redacted);
  });

  it("do not trust item ids, which some servers change from event to event", () => {
    const text = responseStream(planted(8), { itemId: (output, sequence) => `msg_${output}_${sequence}` });
    expect(deltas(driveText(stream, text).output)).toEqual(redacted);
  });

  it("give the same for every split", () => {
    const items: Item[] = [{ type: "message", parts: [["ali", "ce@exam", "ple.com 078-", "05-1120"]] }];
    // The envelopes are long and say nothing here; every split of the deltas and the copies around them.
    const text = responseEvents(items).slice(3, -1).join("");
    const end = 'data: {"type":"response.completed","response":{"output":[]}}\n\n';
    expectSame(stream, text + end, { splits: "every", seeds: 0 });
  });

  it.each([false, true])("give the same for seeded splits and late scans (interleaved: %s)", (interleaved) => {
    expectSame(stream, responseStream(planted(21), { interleaved }), { splits: "random", seeds: 6 });
  });

  it("redact half a value that an incomplete answer cuts off, in every copy", () => {
    const text = responseStream([{ type: "message", parts: [["card 4111 1111 ", "1111"]] }], {
      last: "response.incomplete",
    });
    const read = readResponse(driveText(stream, text).output).get("0.0");
    expect(new Set([read?.deltas, ...(read?.copies ?? [])])).toEqual(new Set(["card <CARD>"]));
  });

  it("redact tool logs, annotations and errors that come whole", () => {
    const event = (type: string, value: object): string =>
      `event: ${type}\ndata: ${JSON.stringify({ type, ...value })}\n\n`;
    const text = [
      event("response.output_text.annotation.added", {
        output_index: 0,
        annotation: { type: "url_citation", title: samples.email },
      }),
      event("response.code_interpreter_call_code.delta", { output_index: 1, delta: "n = '078-05-" }),
      event("response.code_interpreter_call_code.delta", { output_index: 1, delta: "1120'" }),
      event("response.code_interpreter_call_code.done", { output_index: 1, code: `n = '${samples.ssn}'` }),
      event("response.something.new", { output_index: 2, deep: { note: samples.ssn } }),
      event("error", { code: "server_error", message: `busy with ${samples.email}`, param: null }),
    ].join("");
    const driven = driveText(stream, text);
    expect([driven.failed, values.filter((value) => driven.output.includes(value))]).toEqual([undefined, []]);
    expect(driven.output).toContain('"code":"n = \'<SSN>\'"');
    expect(driven.output).toContain("busy with <EMAIL>");
  });

  it("hold encrypted reasoning and half-made images unless the connection lets them pass", () => {
    const reasoning = responseStream([{ type: "reasoning", summary: [], encrypted: "gAAAAABm" }]);
    expect(driveText(stream, reasoning).failed).toBe("uninspectable");
    const passing = streamCodec(openai, "responses", { passes: ["encrypted"] });
    expect(driveText(passing, reasoning).output).toBe(reasoning);
  });

  it("are truncated without a last event", () => {
    const events = responseEvents([{ type: "message", parts: [["card 4111 1111 1111"]] }]);
    const driven = driveText(stream, events.slice(0, 5).join(""));
    expect(driven.failed).toBeDefined();
    expect(driven.output).not.toContain("4111");
  });
});
