import { describe, expect, it } from "vitest";
import { createTextCodec } from "../../../../src/protocols/http/bodies/text-codec.ts";
import { createRandom } from "../../../harness/chunks.ts";
import { drive, type MakeCodec, variants } from "../../../harness/drive.ts";

const make: MakeCodec = (inspection, sink) => createTextCodec({ inspection, sink, source: "upstream", name: "text" });
const bytes = (text: string): Uint8Array => Buffer.from(text);

const rows: [string, string, string][] = [
  ["clean text", "Grüße\r\n\n  nothing here 12:30\t€ 😀\n", "Grüße\r\n\n  nothing here 12:30\t€ 😀\n"],
  ["an e-mail", "mail alice@example.com now", "mail <EMAIL> now"],
  ["an HTML entity in a value", "<p>alice&#64;example.com</p>", "<p><EMAIL></p>"],
  ["a value at the very end", "card 4111 1111 1111 1111", "card <CARD>"],
  ["a cut value at the end", "card 4111 1111 1111", "card <CARD>"],
  ["a long token", `t tok_abcd1234${"x".repeat(3000)} end`, "t <TOKEN> end"],
  ["nothing", "", ""],
];

describe("plain text", () => {
  it.each(rows)("redacts %s the same however it is cut", (_name, input, output) => {
    const whole = drive(make, [bytes(input)]);
    expect(whole.output).toBe(output);
    expect(whole.ended).toBe(true);
    const how = { splits: input.length < 200 ? "every" : "random", seeds: 10 } as const;
    for (const { name, driven } of variants(make, bytes(input), how, createRandom)) {
      expect([name, driven.output, driven.ended, driven.findings]).toEqual([name, output, true, whole.findings]);
    }
  });

  it("lets a byte go as soon as nothing can reach it", () => {
    const { trace } = drive(make, [bytes("hello world"), bytes(". mail al"), bytes("ice@example.com"), bytes(" ok. ")]);
    // "world" and "al" may begin an address, "alice@example.com" may go on; what is before them is gone.
    expect(trace).toEqual([6, 18, 18, 18 + "<EMAIL> ok. ".length]);
  });

  it.each<[string, number[], string, string]>([
    ["an invalid byte inside digits", [0x21, 0x31, 0xff, 0x32], "invalid-utf8", "!"],
    ["a character cut by the end", [0x41, 0x21, 0xe2, 0x82], "invalid-utf8", "A!"],
    ["UTF-16 with its mark", [0xff, 0xfe, 0x61, 0x00], "invalid-utf8", ""],
    ["UTF-16 without", [0x21, 0x00, 0x61, 0x00], "content-type-mismatch", "!"],
  ])("refuses %s at every split, behind what was decided", (_name, values, code, output) => {
    const input = Uint8Array.from(values);
    const { message } = drive(make, [input]);
    for (const { name, driven } of variants(make, input, { splits: "every", seeds: 10 }, createRandom)) {
      expect([name, driven.failed, driven.message, driven.output]).toEqual([name, code, message, output]);
    }
  });

  it("drops what is held when the source breaks off", () => {
    expect(drive(make, [bytes("card 4111 1111 1111 11")], { end: false }).output).toBe("card ");
  });
});
