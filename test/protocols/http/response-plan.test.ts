import { expect, test } from "vitest";
import { planResponse } from "../../../src/protocols/http/response-plan.ts";

const chunked = { kind: "chunked" } as const;

test.each([
  ["GET", 200, chunked, chunked],
  ["GET", 200, { kind: "length", bytes: 3 }, { kind: "length", bytes: 3 }],
  ["GET", 200, { kind: "none" }, { kind: "length", bytes: 0 }],
  ["HEAD", 200, chunked, { kind: "none" }],
  ["HEAD", 500, { kind: "length", bytes: 3 }, { kind: "none" }],
  ["GET", 204, chunked, { kind: "none" }],
  ["GET", 304, { kind: "length", bytes: 3 }, { kind: "none" }],
] as const)("%s answered with %i and %j is framed as %j", (method, status, asked, framing) => {
  expect(planResponse(method, status, [], asked).framing).toEqual(framing);
});

test("keeps headers as they are, takes `connection: close` as a wish", () => {
  const plan = planResponse(
    "GET",
    404,
    [
      ["X-A", "caf\xe9"],
      ["Connection", "Close"],
      ["x-a", ""],
    ],
    chunked,
  );
  expect(plan).toMatchObject({ status: 404, reason: "Not Found", close: true });
  expect(plan.headers).toEqual([
    ["X-A", "caf\xe9"],
    ["x-a", ""],
  ]);
});

test.each([
  [99, "x-a", "b"],
  [101, "x-a", "b"],
  [600, "x-a", "b"],
  [200.5, "x-a", "b"],
  [200, "x a", "b"],
  [200, "", "b"],
  [200, "x-a", "b\r\n"],
  [200, "x-a", "b\0"],
  [200, "x-a", "b\u0100"],
  [200, "connection", "keep-alive"],
  [200, "Content-Length", "1"],
  [200, "transfer-encoding", "chunked"],
  [200, "upgrade", "x"],
])("status %d with %j: %j is our own mistake", (status, name, value) => {
  expect(() => planResponse("GET", status, [[name, value]], chunked)).toThrow(
    expect.objectContaining({ code: "internal" }),
  );
});
