import { describe, expect, it } from "vitest";
import { CleanValues } from "../../src/pipeline/clean-values.ts";
import { inspectHeaders } from "../../src/pipeline/header-values.ts";
import { inspectTarget } from "../../src/pipeline/request-target.ts";
import { parseTarget } from "../../src/protocols/http/target.ts";
import { createTestInspection } from "../harness/inspection.ts";

function redacted(target: string, rest: string, stripKeys = false): string | undefined {
  let out: string | undefined;
  inspectTarget(createTestInspection(), parseTarget(target), rest, stripKeys, (edited) => {
    out = edited;
  });
  return out;
}

describe("request targets", () => {
  it.each([
    ["a clean target byte for byte", "/p/v1/x%20y?a=b+c&d&&e=%41", "/v1/x%20y", "/v1/x%20y?a=b+c&d&&e=%41"],
    ["nothing below the prefix", "/p", "/", "/"],
    ["nothing below the prefix but a query", "/p?a=1", "/", "/?a=1"],
    ["a value in the path", "/p/users/alice%40example.com/x", "/users/alice%40example.com/x", "/users/%3CEMAIL%3E/x"],
    ["a value in the query", "/p/x?to=alice@example.com&b=1", "/x", "/x?to=%3CEMAIL%3E&b=1"],
    ["a value with plus signs", "/p/x?q=my+4111+1111+1111+1111+ok", "/x", "/x?q=my+%3CCARD%3E+ok"],
    ["a value that only its name gives away", "/p/x?password=hunter2hunter", "/x", "/x?password=%3CSECRET%3E"],
    [
      "a value that only the end of a long name gives away",
      `/p/x?${"a".repeat(80)}-password=hunter2hunter`,
      "/x",
      `/x?${"a".repeat(80)}-password=%3CSECRET%3E`,
    ],
    ["a name that is a value", "/p/x?alice@example.com=1", "/x", "/x?%3CEMAIL%3E=1"],
    [
      "a key parameter never",
      "/p/x?api_key=tok_abcd1234&sig=tok_abcd1234",
      "/x",
      "/x?api_key=tok_abcd1234&sig=tok_abcd1234",
    ],
  ])("redacts %s", (_name, target, rest, out) => {
    expect(redacted(target, rest)).toBe(out);
  });
});

describe("known key parameters", () => {
  it.each([
    ["/p/x?key=a&b=1", "/x?b=1"],
    ["/p/x?b=1&key=a", "/x?b=1"],
    ["/p/x?key=a&api-key=b", "/x"],
    ["/p/x?a=1&key=a&api-key=b&c=2", "/x?a=1&c=2"],
    ["/p/x?to=alice@example.com&key=a", "/x?to=%3CEMAIL%3E"],
  ])("are cut from %s where the gateway holds the credential", (target, out) => {
    expect(redacted(target, "/x", true)).toBe(out);
  });
});

describe("header values", () => {
  it("are redacted under their names; credentials and framing are never looked at", () => {
    let out: unknown;
    inspectHeaders(
      createTestInspection(),
      {
        scannable: [
          ["user-agent", "agent (alice@example.com)"],
          ["x-password", "hunter2hunter"],
          ["accept", "*/*"],
          ["x-latin", "caf\u00e9"],
        ],
        unscanned: [["authorization", "Bearer tok_abcd1234"]],
      },
      new CleanValues(),
      (headers) => {
        out = headers;
      },
    );
    expect(out).toEqual([
      ["user-agent", "agent (<EMAIL>)"],
      ["x-password", "<SECRET>"],
      ["accept", "*/*"],
      ["x-latin", "caf\u00e9"],
      ["authorization", "Bearer tok_abcd1234"],
    ]);
  });

  it("are dropped with a name that holds a value, and noted under the entry of the list that let the name in", () => {
    const inspection = createTestInspection();
    let out: unknown;
    inspectHeaders(
      inspection,
      {
        scannable: [
          ["x-ms-4111111111111111", "alice@example.com"],
          ["x-ms-region-2", "alice@example.com"],
          ["x-team-4", "alice@example.com"],
        ],
        unscanned: [],
      },
      new CleanValues(),
      (headers) => {
        out = headers;
      },
    );
    expect(out).toEqual([
      ["x-ms-region-2", "<EMAIL>"],
      ["x-team-4", "<EMAIL>"],
    ]);
    expect(new Set(inspection.findings.map((found) => found.lane))).toEqual(
      new Set(["header.x-ms-*", "header.*", "header.name"]),
    );
  });
});
