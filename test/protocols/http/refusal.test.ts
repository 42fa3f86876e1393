import { expect, test } from "vitest";
import { failures } from "../../../src/errors.ts";
import { refusalBytes, refusalOf } from "../../../src/protocols/http/refusal.ts";

test("says what, what next and which exchange, in the shape LLM clients read, and is not retried", () => {
  const error = failures.noConnection();
  const text = Buffer.from(refusalBytes(error, "X1")).toString();
  const [head = "", body = ""] = text.split("\r\n\r\n");
  expect(JSON.parse(body)).toEqual({
    error: {
      message: `${error.message} ${error.advice} (exchange X1)`,
      type: "sluice_error",
      param: null,
      code: "no-connection",
    },
  });
  expect(head.split("\r\n")).toEqual([
    "HTTP/1.1 404 Not Found",
    "content-type: application/json",
    "x-sluice-exchange: X1",
    "x-sluice-error: no-connection",
    "x-should-retry: false",
    "connection: close",
    `content-length: ${body.length}`,
  ]);
  expect(Buffer.from(refusalOf(error, "X1").body).toString()).toBe(body);
});
