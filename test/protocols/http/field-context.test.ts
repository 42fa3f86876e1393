import { describe, expect, it } from "vitest";
import { fieldContext } from "../../../src/protocols/http/field-context.ts";

describe("what stands before a field's value", () => {
  it.each([
    "password",
    "x-api-key",
    "",
    "na me",
    "key",
    "idempotency_key_secret",
    "my_idempotency_key",
  ])("is its name: %s", (name) => {
    expect(fieldContext(name)).toBe(`${name}: `);
  });

  it("is all of a long name, whose end says most", () => {
    const name = `${"a".repeat(1000)}_password`;
    expect(fieldContext(name)).toBe(`${name}: `);
  });

  it.each([
    "idempotency-key",
    "Idempotency-Key",
    "idempotency_key",
    "idempotencyKey",
    "IDEMPOTENCY_KEY",
    "prompt_cache_key",
  ])("is nothing where the name says nothing of it: %s", (name) => {
    expect(fieldContext(name)).toBeUndefined();
  });
});
