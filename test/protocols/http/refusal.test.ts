import { expect, test } from "vitest";
import { failures } from "../../../src/errors.ts";
import { refusalBytes, refusalOf } from "../../../src/protocols/http/refusal.ts";

test("says what and what next, in the shape LLM clients read, and is not retried", () => {
  const error = failures.noConnection();
  const text = Buffer.from(refusalBytes(error)).toString();
  const [head = "", body = ""] = text.split("\r\n\r\n");
  expect(JSON.parse(body)).toEqual({
    error: { message: `${error.message} ${error.advice}`, type: "sluice_error", param: null, code: "no-connection" },
  });
  expect(head.split("\r\n")).toEqual([
    "HTTP/1.1 404 Not Found",
    "content-type: application/json",
    `content-length: ${body.length}`,
    "x-should-retry: false",
    "connection: close",
  ]);
  expect(Buffer.from(refusalOf(error).body).toString()).toBe(body);
});
