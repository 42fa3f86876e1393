import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { anthropic } from "../../../src/protocols/llm/anthropic.ts";
import { findOperation, type OpaqueKind } from "../../../src/protocols/llm/dialect.ts";
import { createRandom } from "../../harness/chunks.ts";
import { samples } from "../../harness/detectors.ts";
import { type Block, event, messageEvents, messageStream, readMessage } from "./anthropic-stream.ts";
import { answerCodec, driveText, expectSame, requestCodec, streamCodec } from "./dialect-codecs.ts";
import { tokens } from "./pieces.ts";

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
const b64 = (text: string): string => Buffer.from(text).toString("base64");
const request = (choices?: Parameters<typeof requestCodec>[2]) => requestCodec(anthropic, "messages", choices);
const answer = answerCodec(anthropic, "messages");
const stream = streamCodec(anthropic, "messages", { passes: ["signature"] });

const user = (content: unknown): object => ({ messages: [{ role: "user", content }] });
const said = (block: object): object => user([block]);

describe("Anthropic endpoints", () => {
  it.each([
    ["POST", "/v1/messages", "messages"],
    ["POST", "/messages", "messages"],
    ["POST", "/v1/messages/count_tokens", "messages.count-tokens"],
    ["GET", "/v1/models", "models.list"],
    ["GET", "/v1/models/claude-sonnet-4-5", "models.get"],
    ["GET", "/v1/messages", undefined],
    ["POST", "/v1/messages/batches", undefined],
    ["POST", "/v1/complete", undefined],
    ["GET", "/v1/models/", undefined],
  ])("%s %s is %s", (method, path, name) => {
    expect(findOperation(anthropic, method, path)?.name).toBe(name);
  });
});

describe("Anthropic requests", () => {
  it.each([
    ["a system prompt", { system: `mail ${samples.email}` }, { system: "mail <EMAIL>" }],
    [
      "a system prompt in blocks that cut a value",
      {
        system: [
          { type: "text", text: "078-05-" },
          { type: "text", text: "1120 is hers" },
        ],
      },
      {
        system: [
          { type: "text", text: "<SSN>" },
          { type: "text", text: " is hers" },
        ],
      },
    ],
    ["a message", user(`ssn ${samples.ssn}`), user("ssn <SSN>")],
    ["a text block", said({ type: "text", text: samples.card }), said({ type: "text", text: "<CARD>" })],
    [
      "a value that a neighbouring part would hide",
      user([
        { type: "text", text: samples.ssn },
        { type: "text", text: "7 and more" },
      ]),
      user([
        { type: "text", text: "<SSN>" },
        { type: "text", text: "7 and more" },
      ]),
    ],
    [
      "every leaf of a tool's input",
      said({ type: "tool_use", id: "toolu_1", name: "send", input: { to: [samples.email], deep: { n: samples.ssn } } }),
      said({ type: "tool_use", id: "toolu_1", name: "send", input: { to: ["<EMAIL>"], deep: { n: "<SSN>" } } }),
    ],
    [
      "a key of a tool's input",
      said({ type: "tool_use", id: "t", name: "n", input: { [samples.email]: 1 } }),
      said({ type: "tool_use", id: "t", name: "n", input: { "<EMAIL>": 1 } }),
    ],
    [
      "the value under a telling key",
      said({ type: "tool_use", id: "t", name: "n", input: { password: "hunter2hunter" } }),
      said({ type: "tool_use", id: "t", name: "n", input: { password: "<SECRET>" } }),
    ],
    [
      "a tool's result, which is JSON again",
      said({ type: "tool_result", tool_use_id: "t", content: `{"card": 4111111111111111, "to": "${samples.email}"}` }),
      said({ type: "tool_result", tool_use_id: "t", content: '{"card": 0, "to": "<EMAIL>"}' }),
    ],
    [
      "a tool's result in blocks",
      said({ type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: `x ${samples.ssn}` }] }),
      said({ type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: "x <SSN>" }] }),
    ],
    [
      "a document of plain text",
      said({ type: "document", source: { type: "text", media_type: "text/plain", data: `x ${samples.ssn}` } }),
      said({ type: "document", source: { type: "text", media_type: "text/plain", data: "x <SSN>" } }),
    ],
    [
      "a document of content blocks",
      said({
        type: "document",
        title: samples.email,
        source: { type: "content", content: [{ type: "text", text: samples.ssn }] },
      }),
      said({
        type: "document",
        title: "<EMAIL>",
        source: { type: "content", content: [{ type: "text", text: "<SSN>" }] },
      }),
    ],
    [
      "text in base64",
      said({ type: "document", source: { type: "base64", media_type: "text/plain", data: b64(`x ${samples.ssn}`) } }),
      said({ type: "document", source: { type: "base64", media_type: "text/plain", data: b64("x <SSN>") } }),
    ],
    [
      "thinking that is sent back",
      said({ type: "thinking", thinking: `she is ${samples.email}`, signature: "" }),
      said({ type: "thinking", thinking: "she is <EMAIL>", signature: "" }),
    ],
    [
      "a citation",
      said({ type: "text", text: "x", citations: [{ type: "char_location", cited_text: samples.ssn }] }),
      said({ type: "text", text: "x", citations: [{ type: "char_location", cited_text: "<SSN>" }] }),
    ],
    [
      "a search result inside a tool's result",
      said({
        type: "tool_result",
        content: [{ type: "search_result", title: "t", content: [{ type: "text", text: samples.ssn }] }],
      }),
      said({
        type: "tool_result",
        content: [{ type: "search_result", title: "t", content: [{ type: "text", text: "<SSN>" }] }],
      }),
    ],
    ["the user's id", { metadata: { user_id: samples.email } }, { metadata: { user_id: "<EMAIL>" } }],
    [
      "a tool's description and schema",
      {
        tools: [
          {
            name: "n",
            description: samples.email,
            input_schema: { type: "object", properties: { a: { enum: [samples.ssn] } } },
          },
        ],
      },
      {
        tools: [
          {
            name: "n",
            description: "<EMAIL>",
            input_schema: { type: "object", properties: { a: { enum: ["<SSN>"] } } },
          },
        ],
      },
    ],
    ["stop sequences", { stop_sequences: [samples.ssn] }, { stop_sequences: ["<SSN>"] }],
    ["a field nobody knows", { later: { deep: [samples.ssn] } }, { later: { deep: ["<SSN>"] } }],
  ])("redact %s", (_name, body, expected) => {
    expect(driveText(request(), JSON.stringify(body)).output).toBe(JSON.stringify(expected));
  });

  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]).toString("base64");
  it.each<[string, OpaqueKind, object]>([
    ["an image", "image", said({ type: "image", source: { type: "base64", media_type: "image/png", data: png } })],
    [
      "an image as a data URL",
      "file",
      said({ type: "image", source: { type: "url", url: `data:image/png;base64,${png}` } }),
    ],
    ["a PDF", "file", said({ type: "document", source: { type: "base64", media_type: "application/pdf", data: png } })],
    [
      "an image in a tool's result",
      "image",
      said({
        type: "tool_result",
        content: [{ type: "image", source: { type: "base64", media_type: "image/png", data: png } }],
      }),
    ],
    ["a signature", "signature", said({ type: "thinking", thinking: "x", signature: "EqQBCgIYAh" })],
    ["encrypted thinking", "encrypted", said({ type: "redacted_thinking", data: "EmwKAhgBEgy3va3pzix" })],
    [
      "an encrypted search result",
      "encrypted",
      said({
        type: "web_search_tool_result",
        content: [{ type: "web_search_result", encrypted_content: "EqgfCioIARgB" }],
      }),
    ],
    [
      "bytes that claim to be base64 and are not",
      "file",
      said({ type: "document", source: { type: "base64", media_type: "text/plain", data: `x ${samples.ssn}` } }),
    ],
  ])("hold %s unless the connection lets %s pass", (_name, what, body) => {
    const text = JSON.stringify(body);
    expect(driveText(request(), text).failed).toBe("uninspectable");
    expect(driveText(request({ passes: [what] }), text).output).toBe(text);
  });

  it("leave byte for byte when nothing is found", () => {
    const text = `{ "model" : "claude-sonnet-4-5",\n "max_tokens":1.0e3, "system":"caf\\u00e9 \\/",\t"messages":[ {"role":"user","content":[{"text":"hi","type":"text","cache_control":{"type":"ephemeral"}}]} ], "x":null }\n`;
    const driven = driveText(request(), text);
    expect(driven.findings).toEqual([]);
    expect(sha(driven.output)).toBe(sha(text));
  });
});

describe("Anthropic answers", () => {
  it("are redacted block by block, tool input leaf by leaf", () => {
    const body = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      content: [
        { type: "text", text: `write to ${samples.email}` },
        { type: "tool_use", id: "toolu_1", name: "send", input: { to: samples.email } },
      ],
      stop_reason: "tool_use",
      usage: { input_tokens: 12_345_678, output_tokens: 5 },
    };
    const text = JSON.stringify(body);
    expect(driveText(answer, text).output).toBe(text.replaceAll(samples.email, "<EMAIL>"));
  });

  it("are redacted when they are errors", () => {
    const text = `{"type":"error","error":{"type":"invalid_request_error","message":"no ${samples.ssn}"},"request_id":"req_1"}`;
    expect(driveText(answer, text).output).toBe(text.replace(samples.ssn, "<SSN>"));
  });
});

/** Everything that a stream of this API may hold, and nothing to find. */
const clean: readonly Block[] = [
  {
    type: "thinking",
    pieces: tokens("The user greets me. I greet back, in kind.", createRandom(1)),
    signature: "EqQBCgIYAhIM",
  },
  { type: "text", pieces: tokens('Grüße 👋 and "quotes" \\ back\nslashes; room 12, order 4111.', createRandom(2)) },
  {
    type: "tool_use",
    id: "toolu_1",
    name: "get_weather",
    pieces: tokens('{"location": "San Francisco, CA", "days": 3}', createRandom(3)),
  },
  {
    type: "cited",
    pieces: tokens("The grass is green.", createRandom(4)),
    cited: "The grass is green and the sky is blue.",
  },
];

/** Values in every kind of text. */
const planted = (seed: number): readonly Block[] => {
  const random = createRandom(seed);
  return [
    { type: "thinking", pieces: tokens(`Her mail is ${samples.email}, I think.`, random) },
    {
      type: "text",
      pieces: tokens(
        `Card ${samples.cardSpaced}, SSN ${samples.ssn}; ${samples.secret} done. ${samples.token} end`,
        random,
      ),
    },
    {
      type: "tool_use",
      id: "toolu_1",
      name: "send",
      pieces: tokens(`{"to": "${samples.email}", "card": 4111111111111111, "note": "a\\nb ${samples.ssn}"}`, random),
    },
    { type: "tool_use", id: "toolu_2", name: "send", pieces: tokens(`{"password": "hunter2hunter"}`, random) },
    { type: "cited", pieces: tokens(`It says ${samples.ssn}.`, random), cited: `${samples.ssn} is the number` },
  ];
};

const values = [samples.card, samples.cardSpaced, samples.ssn, samples.email, "hunter2hunter", samples.token];

describe("Anthropic streams", () => {
  const patient = streamCodec(anthropic, "messages", { passes: ["signature"], eventsBehind: 1000 });
  it.each([
    ["block after block", stream, false],
    ["interleaved", patient, true],
  ])("pass byte for byte when nothing is found (%s)", (_name, codec, interleaved) => {
    const text = messageStream(clean, { interleaved });
    const driven = driveText(codec, text);
    expect(driven.findings).toEqual([]);
    expect([driven.failed, sha(driven.output)]).toEqual([undefined, sha(text)]);
  });

  it("say the same when text that waits too long leaves its event", () => {
    const text = messageStream(clean, { interleaved: true });
    expect(readMessage(driveText(stream, text).output)).toEqual(readMessage(text));
  });

  it.each([1, 2, 3, 4, 5, 6])("hold no value however the model cuts it (seed %i)", (seed) => {
    const driven = driveText(stream, messageStream(planted(seed)));
    expect(driven.failed).toBeUndefined();
    expect(values.filter((value) => driven.output.includes(value))).toEqual([]);
    const blocks = readMessage(driven.output);
    expect(
      blocks.map((block) => [block.thinking, block.text, block.json, block.cited].filter((text) => text !== "")),
    ).toEqual([
      ["Her mail is <EMAIL>, I think."],
      ["Card <CARD>, SSN <SSN>; password: <SECRET> done. <TOKEN> end"],
      ['{"to": "<EMAIL>", "card": 0, "note": "a\\nb <SSN>"}'],
      ['{"password": "<SECRET>"}'],
      ["It says <SSN>.", "<SSN> is the number"],
    ]);
  });

  it.each([11, 12, 13])("keep interleaved blocks apart (seed %i)", (seed) => {
    const blocks = planted(seed);
    const driven = driveText(stream, messageStream(blocks, { interleaved: true }));
    expect([driven.failed, values.filter((value) => driven.output.includes(value))]).toEqual([undefined, []]);
    const apart = readMessage(driveText(stream, messageStream(blocks)).output);
    expect(readMessage(driven.output)).toEqual(apart);
    for (const block of apart) if (block.json !== "") expect(() => JSON.parse(block.json)).not.toThrow();
  });

  it("give the same for every split", () => {
    const blocks: Block[] = [
      { type: "text", pieces: ["mail ali", "ce@exam", "ple.com ", "078-", "05-1120"] },
      { type: "tool_use", id: "t", name: "n", pieces: ['{"a": "', "078-05", '-1120"}'] },
    ];
    expectSame(stream, messageStream(blocks), { splits: "every", seeds: 0 });
  });

  it.each([false, true])("give the same for seeded splits and late scans (interleaved: %s)", (interleaved) => {
    expectSame(stream, messageStream(planted(21), { interleaved }), { splits: "random", seeds: 10 });
  });

  it.each([
    ["a tool's call", { type: "tool_use", id: "t", name: "n", pieces: ["{}"] }, true],
    ["more text", { type: "text", pieces: ["."] }, false],
    ["nothing", undefined, true],
  ] as const)("hold the end of a block's text back until the next event says that %s follows", (_name, next, leaves) => {
    const events = messageEvents([{ type: "text", pieces: ["All is well. ", "call alice"] }, ...(next ? [next] : [])]);
    const stop = events.findIndex((one) => one.includes("content_block_stop"));
    const before = events.slice(0, stop - 1).join("");
    expect(driveText(stream, events.slice(0, stop + 1).join(""), { end: false }).output).toBe(before);
    const some = events.slice(0, stop + 2).join("");
    expect(driveText(stream, some, { end: false }).output).toBe(leaves ? some : before);
  });

  it("hold nothing back at a block's end that goes on nowhere", () => {
    const events = messageEvents([{ type: "text", pieces: ["All is well! "] }]);
    const stop = events.findIndex((one) => one.includes("content_block_stop"));
    const some = events.slice(0, stop + 1).join("");
    expect(driveText(stream, some, { end: false }).output).toBe(some);
  });

  it("redact half a value that a block's end cuts off", () => {
    const driven = driveText(stream, messageStream([{ type: "text", pieces: ["her card: 4111 1111 ", "1111"] }]));
    expect(readMessage(driven.output)[0]?.text).toBe("her card: <CARD>");
  });

  it("carry on after a ping, a comment and an event nobody knows", () => {
    const events = messageEvents([{ type: "text", pieces: ["ssn 078-05-", "1120 ok"] }]);
    const at = events.findIndex((one) => one.includes("text_delta")) + 1;
    const strange = [
      ": keep-alive\n\n",
      event("ping", {}),
      event("later_event", { note: `x ${samples.email} y`, n: 1 }),
    ];
    const driven = driveText(stream, [...events.slice(0, at), ...strange, ...events.slice(at)].join(""));
    expect(readMessage(driven.output)[0]?.text).toBe("ssn <SSN> ok");
    expect(driven.output).toContain(": keep-alive\n\n");
    expect(driven.output).toContain('"note":"x <EMAIL> y"');
  });

  it("end with the provider's error event, its message redacted", () => {
    const events = messageEvents([{ type: "text", pieces: ["half a thou", "ght"] }]).slice(0, 5);
    const error = event("error", { error: { type: "overloaded_error", message: `busy with ${samples.email}` } });
    const driven = driveText(stream, [...events, error].join(""));
    expect(driven.failed).toBeUndefined();
    expect(driven.output).toBe([...events, error].join("").replace(samples.email, "<EMAIL>"));
  });

  it("are truncated without message_stop", () => {
    const events = messageEvents([{ type: "text", pieces: ["her card: 4111 1111 1111"] }]);
    const driven = driveText(stream, events.slice(0, 4).join(""));
    expect(driven.failed).toBeDefined();
    expect(driven.output).not.toContain("4111");
  });

  it("hold a signature unless the connection lets it pass", () => {
    const text = messageStream(clean);
    expect(driveText(streamCodec(anthropic, "messages"), text).failed).toBe("uninspectable");
  });

  it("make valid events for text that was cut out of its own", () => {
    const text = tokens(`write to ${samples.email} and to alice.b`, createRandom(5), 2);
    const json = tokens('{"n": "a long enough argument to push the other block over its limit"}', createRandom(6), 2);
    const blocks: Block[] = [
      { type: "text", pieces: text },
      { type: "tool_use", id: "t", name: "n", pieces: json },
    ];
    const tight = streamCodec(anthropic, "messages", { eventsBehind: 1 });
    const driven = driveText(tight, messageStream(blocks, { interleaved: true }));
    expect(driven.failed).toBeUndefined();
    const [first, second] = readMessage(driven.output);
    expect([first?.text, second?.json]).toEqual(["write to <EMAIL> and to alice.b", json.join("")]);
  });
});

describe("Anthropic refusals", () => {
  const refusal = { status: 403, code: "blocked", message: 'Rule "a" blocks this request.', exchange: "ex_1" };
  it("have the provider's error shape", () => {
    expect(JSON.parse(Buffer.from(anthropic.refusalBody(refusal)).toString())).toEqual({
      type: "error",
      error: { type: "permission_error", message: refusal.message, details: { error_code: "blocked" } },
      request_id: "ex_1",
    });
  });

  it.each([
    [400, "invalid_request_error"],
    [413, "request_too_large"],
    [503, "api_error"],
  ])("of status %i are %s", (status, type) => {
    expect(JSON.parse(Buffer.from(anthropic.refusalBody({ ...refusal, status })).toString()).error.type).toBe(type);
  });

  it("are one named event in the middle of a stream", () => {
    const text = Buffer.from(anthropic.refusalEvent(refusal)).toString();
    expect(text).toMatch(/^event: error\ndata: \{.*\}\n\n$/);
  });
});
