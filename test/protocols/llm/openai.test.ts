import { describe, expect, it } from "vitest";
import { findOperation } from "../../../src/protocols/llm/dialect.ts";
import { openai } from "../../../src/protocols/llm/openai.ts";

describe("the OpenAI dialect", () => {
  it.each([
    ["POST", "/v1/chat/completions", "chat.completions", true],
    ["POST", "/chat/completions", "chat.completions", true],
    ["POST", "/openai/deployments/gpt-4o/chat/completions", "chat.completions", true],
    ["POST", "/openai/v1/chat/completions", "chat.completions", true],
    ["POST", "/v1/completions", "completions", true],
    ["POST", "/v1/embeddings", "embeddings", true],
    ["GET", "/v1/models", "models.list", true],
    ["GET", "/v1/models/gpt-4.1", "models.get", true],
    ["POST", "/v1/responses", "responses", true],
    ["POST", "/responses", "responses", true],
    ["POST", "/openai/responses", "responses", true],
    ["POST", "/openai/v1/responses", "responses", true],
    ["POST", "/v1/responses/input_tokens", "responses.input-tokens", true],
    ["POST", "/v1/responses/compact", "responses.compact", true],
    ["GET", "/v1/responses/resp_1", "responses.get", false],
    ["GET", "/v1/responses/resp_1/input_items", "responses.input-items", false],
    ["DELETE", "/v1/responses/resp_1", "responses.delete", false],
    ["POST", "/v1/responses/resp_1/cancel", "responses.cancel", false],
    ["GET", "/v1/responses/resp_1/stream", undefined, undefined],
    ["POST", "/v1/files", undefined, undefined],
    ["GET", "/v1/chat/completions", undefined, undefined],
  ])("takes %s %s for %s, on the allow-list: %s", (method, path, name, listed) => {
    const operation = findOperation(openai, method, path);
    expect([operation?.name, operation?.listed]).toEqual([name, listed]);
  });

  it("names every operation once", () => {
    const names = openai.operations.map((operation) => operation.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("resumes no stored stream", () => {
    expect(findOperation(openai, "GET", "/v1/responses/resp_1")?.resumes).toEqual(["starting_after"]);
  });

  const refusal = { status: 403, code: "blocked", message: 'Rule "a" blocks this request.', exchange: "ex_1" };
  it("refuses in the provider's error shape, as a body and as an event", () => {
    const error = { message: refusal.message, type: "permission_error", param: null, code: "blocked" };
    const body = Buffer.from(openai.refusalBody(refusal)).toString();
    expect(JSON.parse(body)).toMatchObject({ error });
    expect(Buffer.from(openai.refusalEvent(refusal)).toString()).toBe(`data: ${body}\n\n`);
  });
});
