import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createUtf8Check } from "../../../../src/protocols/http/bodies/utf8.ts";

const judge = (chunks: readonly Uint8Array[]): boolean => {
  const check = createUtf8Check();
  for (const chunk of chunks) check.write(chunk);
  return check.end();
};

describe("incremental UTF-8", () => {
  it.each<[string, number[], boolean]>([
    ["ASCII", [0x61], true],
    ["two to four bytes", [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], true],
    ["an overlong slash", [0xc0, 0xaf], false],
    ["a surrogate", [0xed, 0xa0, 0x80], false],
    ["past U+10FFFF", [0xf4, 0x90, 0x80, 0x80], false],
    ["a lone continuation", [0x80], false],
    ["a character cut by the end", [0xe2, 0x82], false],
    ["digits with an invalid byte between", [0x31, 0xff, 0x32], false],
  ])("judges %s the same at every split", (_name, bytes, valid) => {
    const whole = Uint8Array.from(bytes);
    for (let at = 0; at <= whole.length; at++) expect(judge([whole.subarray(0, at), whole.subarray(at)])).toBe(valid);
    expect(judge(Array.from(whole, (byte) => Uint8Array.of(byte)))).toBe(valid);
  });

  it("agrees with the whole-text judge on random bytes in random chunks", () => {
    const byte = fc.constantFrom(0x41, 0x80, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff);
    fc.assert(
      fc.property(fc.array(fc.array(byte, { maxLength: 4 }), { maxLength: 5 }), (parts) => {
        const chunks = parts.map((part) => Uint8Array.from(part));
        expect(judge(chunks)).toBe(isUtf8(Buffer.concat(chunks)));
      }),
      { numRuns: 3000 },
    );
  });
});
