import { describe, expect, it } from "vitest";
import { encodedText } from "../../../../src/protocols/http/bodies/encoded-text.ts";
import type { PayloadForm } from "../../../../src/protocols/http/bodies/json-plan.ts";

const b64 = (text: string): string => Buffer.from(text).toString("base64");
const read = (value: string, form: PayloadForm): string | undefined => {
  const found = encodedText(Buffer.from(value), form);
  return found === undefined ? undefined : Buffer.from(found.text).toString();
};
const rewrite = (value: string, form: PayloadForm): string | undefined => {
  const found = encodedText(Buffer.from(value), form);
  return found === undefined ? undefined : Buffer.from(found.encode(Buffer.from("<EMAIL_ADDRESS>"))).toString();
};

describe("text inside base64 and data URLs", () => {
  it.each([
    ["base64", b64("mail alice@example.com\n"), "base64", "mail alice@example.com\n"],
    ["base64 without padding", b64("ab").replace("==", ""), "base64", "ab"],
    ["a base64 data URL", `data:text/plain;base64,${b64("Grüße")}`, "url", "Grüße"],
    ["a data URL with a charset", `data:text/csv;charset=utf-8;base64,${b64("a,b")}`, "url", "a,b"],
    ["a percent-encoded data URL", "data:,a%40b%20c", "url", "a@b c"],
    ["a data URL where base64 is wanted", `data:text/plain;base64,${b64("a@b")}`, "base64", "a@b"],
    ["JSON", `data:application/json;base64,${b64("{}")}`, "url", "{}"],
    ["text under the type of any file", `data:application/octet-stream;base64,${b64("a@b")}`, "anywhere", "a@b"],
    ["a data URL behind spaces", ` data:;base64,${b64("a@b")}`, "anywhere", " data:;base64,a@b"],
    [
      "a head that says more",
      `data:text/csv;header=present;charset="utf-8"; base64 ,${b64("a@b")}`,
      "anywhere",
      'data:text/csv;header=present;charset="utf-8"; base64 ,a@b',
    ],
    ["base64 in lines", `data:;base64,${b64("alice@b").replace(/(.{4})/g, "$1\r\n ")}`, "anywhere", "alice@b"],
    ["base64 of URLs", `data:;base64,${Buffer.from("a?>~").toString("base64url")}`, "anywhere", "a?>~"],
    ["base64 with escapes", `data:;base64,${encodeURIComponent(b64("alice@"))}`, "anywhere", "alice@"],
  ] as const)("reads %s", (_name, value, form, text) => {
    expect(read(value, form)).toBe(text);
  });

  it.each([
    ["an image", `data:image/png;base64,${b64("x")}`, "url"],
    ["bytes that are no UTF-8", Buffer.from([0xff, 0xfe, 0x41]).toString("base64"), "base64"],
    ["UTF-16", Buffer.from("alice", "utf16le").toString("base64"), "base64"],
    ["a foreign character", "YWxpY2U*", "base64"],
    ["a last group of one", "YWxpY", "base64"],
    ["padding that is too short", "YQ=", "base64"],
    ["padding that is too long", "YWI==", "base64"],
    ["padding of a whole group", "YWxp=", "base64"],
    ["three characters of padding", "Y===", "base64"],
    ["padding alone", "==", "base64"],
    ["another charset", `data:text/plain;charset=utf-16;base64,${b64("x")}`, "url"],
    ["a name beside the type", `data:text/plain;name=alice@example.com;base64,${b64("x")}`, "url"],
    ["a number in the type", `data:text/078-05-1120;base64,${b64("x")}`, "url"],
    ["a second charset", `data:text/plain;charset=utf-8;charset=utf-16;base64,${b64("x")}`, "url"],
    ["a URL", "https://example.com/a.png", "url"],
    ["nothing", "", "base64"],
    ["bytes in any type", `data:image/png;base64,${Buffer.from([0x89, 0x50]).toString("base64")}`, "anywhere"],
    ["percent escapes, which folding sees through", "data:,a%40b", "anywhere"],
  ] as const)("takes %s for no text", (_name, value, form) => {
    expect(read(value, form)).toBeUndefined();
  });

  it("reads 6 MB", () => {
    const text = "alice ".repeat(1_000_000);
    expect(read(b64(text), "base64") === text).toBe(true);
  });

  it("encodes the redacted text in the form in which it came", () => {
    expect(rewrite(b64("alice@example.com"), "base64")).toBe(b64("<EMAIL_ADDRESS>"));
    expect(rewrite(`data:text/plain;base64,${b64("x")}`, "url")).toBe(
      `data:text/plain;base64,${b64("<EMAIL_ADDRESS>")}`,
    );
    expect(rewrite("data:text/plain,x", "url")).toBe("data:text/plain,%3CEMAIL_ADDRESS%3E");
    expect(rewrite(`data:image/png;base64,${b64("x")}`, "anywhere")).toBe(
      `data:image/png;base64,${b64("<EMAIL_ADDRESS>")}`,
    );
    const named = encodedText(Buffer.from(`data:;name="a@b";base64,${b64("x")}`), "anywhere");
    expect(Buffer.from(named?.encode(Buffer.from('data:;name="<A>";base64,<B>')) ?? []).toString()).toBe(
      `data:;name=\\"<A>\\";base64,${b64("<B>")}`,
    );
    expect(Buffer.from(named?.encode(Buffer.from('data:;name="<A>')) ?? []).toString()).toBe(
      "data:,data%3A%3Bname%3D%22%3CA%3E",
    );
  });
});
