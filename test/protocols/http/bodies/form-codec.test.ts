import { describe, expect, it } from "vitest";
import { createFormCodec } from "../../../../src/protocols/http/bodies/form-codec.ts";
import { createRandom } from "../../../harness/chunks.ts";
import { drive, type MakeCodec, variants } from "../../../harness/drive.ts";

const make: MakeCodec = (inspection, sink) =>
  createFormCodec({ inspection, sink, source: "client", maxBytes: 4096, lanes: 20 });
const bytes = (text: string): Uint8Array => Buffer.from(text);

describe("form bodies", () => {
  it.each([
    ["clean pairs, odd separators and all", "a=1&&b=x%20y+z&c&=d&e=", "a=1&&b=x%20y+z&c&=d&e="],
    ["a percent-encoded value", "to=alice%40example.com&x=1", "to=%3CEMAIL%3E&x=1"],
    ["a value with plus signs", "n=my+card+4111+1111+1111+1111+ok", "n=my+card+%3CCARD%3E+ok"],
    ["a value that only its name gives away", "user=bob&password=hunter2hunter", "user=bob&password=%3CSECRET%3E"],
    ["a field that names UTF-8", "_charset_=UTF-8&a=x", "_charset_=UTF-8&a=x"],
    ["a name that is a value", "alice%40example.com=1", "%3CEMAIL%3E=1"],
  ])("redacts %s at every split", (_name, input, output) => {
    expect(drive(make, [bytes(input)]).output).toBe(output);
    for (const { name, driven } of variants(make, bytes(input), { splits: "every", seeds: 6 }, createRandom))
      expect([name, driven.output, driven.ended]).toEqual([name, output, true]);
  });

  it.each([
    ["a body past the limit", `a=${"x".repeat(5000)}`, "body-too-large"],
    ["JSON under a form's content type", '  {"password":"hunter2hunter"}', "content-type-mismatch"],
    ["JSON far behind spaces", `${" ".repeat(100)}["hunter2hunter"]`, "content-type-mismatch"],
    ["a field that names another charset", "a=x&_charset_=utf-7", "malformed-form"],
    ["a field that names another charset, its name escaped", "a=x&%5Fcharset%5f=utf-7", "malformed-form"],
    ["more pairs than there may be lanes", "a&".repeat(21), "too-many-lanes"],
    ["UTF-16", Buffer.from("ssn=078-05-1120", "utf16le").toString("latin1"), "malformed-form"],
  ])("refuses %s", (_name, input, code) => {
    expect(drive(make, [bytes(input)])).toMatchObject({ failed: code, output: "", ended: false });
  });
});
