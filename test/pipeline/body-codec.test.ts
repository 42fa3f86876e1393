import { describe, expect, it } from "vitest";
import { createBodyCodec } from "../../src/pipeline/body-codec.ts";
import type { OpaqueKind } from "../../src/protocols/llm/dialect.ts";
import { createTestInspection } from "../harness/inspection.ts";
import { pipelineLimits } from "./rig.ts";

interface Given {
  readonly source?: "client" | "upstream";
  readonly passes?: readonly OpaqueKind[];
  readonly limits?: object;
}

function run(contentType: string | undefined, body: string | Uint8Array, given: Given = {}) {
  let out = "";
  let result = "open";
  const codec = createBodyCodec({
    source: given.source ?? "upstream",
    contentType,
    rules: {},
    stream: undefined,
    inspection: createTestInspection(),
    sink: {
      write: (bytes) => {
        out += Buffer.from(bytes).toString();
      },
      end: () => {
        result = "ended";
      },
      fail: (error) => {
        result = error.code;
      },
    },
    limits: { ...pipelineLimits, ...given.limits },
    passes: new Set(given.passes ?? []),
    keepLogprobs: false,
  });
  if (codec instanceof Error) return { out, result: codec.code, status: codec.status };
  codec.write(Buffer.from(body as string));
  codec.end();
  return { out, result, status: 0 };
}

const form = (...parts: string[]): string => `${parts.map((part) => `--b\r\n${part}\r\n`).join("")}--b--\r\n`;
const part = (headers: string, content: string): string =>
  `content-disposition: form-data; ${headers}\r\n\r\n${content}`;
const multipart = "multipart/form-data; boundary=b";

describe("body codecs", () => {
  it.each<[string, string, string]>([
    ["application/json", '{"a":"alice@example.com"}', '{"a":"<EMAIL>"}'],
    ["application/problem+json", '{"a":"alice@example.com"}', '{"a":"<EMAIL>"}'],
    ["text/event-stream", "data: alice@example.com\n\n", "data: <EMAIL>\n\n"],
    ["application/x-ndjson", '{"a":"alice@example.com"}\n', '{"a":"<EMAIL>"}\n'],
    ["text/plain", "alice@example.com", "<EMAIL>"],
    ["text/html", "<b>alice@example.com</b>", "<b><EMAIL></b>"],
    ["application/x-www-form-urlencoded", "to=alice%40example.com", "to=%3CEMAIL%3E"],
    [multipart, form(part("name=note", "to alice@example.com")), form(part("name=note", "to <EMAIL>"))],
  ])("redact %s", (type, body, out) => {
    expect(run(type, body)).toEqual({ out, result: "ended", status: 0 });
  });

  it("read each part of a form by its own type, under its own name", () => {
    const json = `name=a\r\ncontent-type: application/json`;
    expect(
      run(multipart, form(part(json, '{"to":"alice@example.com"}'), part("name=password", "hunter2hunter"))).out,
    ).toBe(form(part(json, '{"to":"<EMAIL>"}'), part("name=password", "<SECRET>")));
  });

  it.each<[string, string | undefined, string | Uint8Array, string]>([
    ["bytes of no stated type", undefined, "x", "unsupported-content-type"],
    ["another charset", "text/plain; charset=latin1", "x", "unsupported-content-type"],
    [
      "a form in a form",
      multipart,
      form(part("name=a\r\ncontent-type: multipart/form-data; boundary=c", "x")),
      "malformed-multipart",
    ],
    ["a file in a form", multipart, form(part("name=a\r\ncontent-type: image/png", "x")), "uninspectable"],
    ["a form without a boundary", "multipart/form-data", "x", "malformed-multipart"],
    ["JSON said to be a form", "application/x-www-form-urlencoded", '{"a":1}', "content-type-mismatch"],
    ["broken JSON", "application/json", '{"a"', "malformed-json"],
    ["deep JSON", "application/json", `${"[".repeat(40)}${"]".repeat(40)}`, "json-too-deep"],
    ["bytes that are not UTF-8", "text/plain", Buffer.from([0xff]), "invalid-utf8"],
  ])("refuse %s", (_name, type, body, code) => {
    expect(run(type, body).result).toBe(code);
  });

  it.each<[string, OpaqueKind]>([
    ["image/png", "image"],
    ["audio/wav", "audio"],
    ["video/mp4", "video"],
    ["application/octet-stream", "file"],
    ["application/pdf", "file"],
  ])("let %s pass only where the connection says so", (type, kind) => {
    expect(run(type, "\u0001bytes")).toMatchObject({ result: "uninspectable", out: "", status: 502 });
    expect(run(type, "\u0001bytes", { source: "client" })).toMatchObject({ result: "uninspectable", status: 403 });
    expect(run(type, "\u0001bytes", { passes: [kind] })).toMatchObject({ out: "\u0001bytes", result: "ended" });
    const inForm = form(part(`name=a\r\ncontent-type: ${type}`, "\u0001bytes"));
    expect(run(multipart, inForm, { passes: [kind] })).toMatchObject({ out: inForm, result: "ended" });
  });

  it.each([
    undefined,
    "application/json",
    "text/plain",
    "text/event-stream",
  ])("take an empty body of type %s for what it is", (type) => {
    expect(run(type, "")).toMatchObject({ out: "", result: "ended" });
  });

  it("leave sizes to those who read the body, and count them against the larger limit", () => {
    const limits = { bodyBytes: 2000, inflatedBytes: 100 };
    const body = JSON.stringify({ a: "x".repeat(1000) });
    expect(run("application/json", body, { limits })).toMatchObject({ out: body, result: "ended" });
  });
});
