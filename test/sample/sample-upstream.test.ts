import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lastUserText } from "../../src/sample/prompt.ts";
import { type SampleUpstream, startSampleUpstream } from "../../src/sample/sample-upstream.ts";
import { answerTo, tokens } from "../../src/sample/story.ts";

describe("the story", () => {
  it("quotes the prompt, and its tokens join to itself, cutting the values", () => {
    const text = answerTo(" repeat \u{1f600} ");
    expect(text).toContain('You said: "repeat \u{1f600}".');
    const pieces = tokens(text);
    expect(pieces.join("")).toBe(text);
    for (const value of ["alice@example.com", "4111 1111 1111 1111", "078-05-1120"])
      expect(pieces.some((piece) => piece.includes(value))).toBe(false);
  });
});

describe("the last user message", () => {
  it.each([
    [
      "a chat",
      {
        messages: [
          { role: "user", content: "a" },
          { role: "assistant", content: "b" },
        ],
      },
      "a",
    ],
    [
      "content parts",
      { messages: [{ role: "user", content: [{ type: "text", text: "a" }, { type: "image" }, { text: "b" }] }] },
      "ab",
    ],
    ["a Responses input", { input: "x" }, "x"],
    ["Responses items", { input: [{ role: "user", content: [{ type: "input_text", text: "x" }] }] }, "x"],
    ["nothing", {}, ""],
  ])("is found in %s", (_name, body, text) => {
    expect(lastUserText(body)).toBe(text);
  });
});

describe("the sample upstream", () => {
  let upstream: SampleUpstream;
  beforeAll(async () => {
    upstream = await startSampleUpstream({ answer: (prompt) => `echo ${prompt}` });
  });
  afterAll(() => upstream.close());
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(upstream.origin + path, { method: "POST", body: JSON.stringify(body) });

  it.each([
    ["/v1/chat/completions", { messages: [{ role: "user", content: "hi" }] }],
    ["/v1/responses", { input: "hi" }],
    ["/v1/messages", { messages: [{ role: "user", content: "hi" }] }],
  ])("answers %s, whole and streamed", async (path, body) => {
    expect(JSON.stringify(await (await post(path, body)).json())).toContain("echo hi");
    expect(upstream.received()).toBe("hi");
    const streamed = await post(path, { ...body, stream: true });
    expect(streamed.headers.get("content-type")).toContain("text/event-stream");
    expect((await streamed.text()).split("\n\n").length).toBeGreaterThan(4);
  });

  it("refuses what it does not know", async () => {
    expect((await post("/v1/other", {})).status).toBe(404);
    expect((await fetch(`${upstream.origin}/v1/messages`, { method: "POST", body: "{" })).status).toBe(400);
    expect((await fetch(`${upstream.origin}/v1/models`)).status).toBe(200);
  });
});
