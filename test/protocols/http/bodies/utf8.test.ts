import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createUtf8Check } from "../../../../src/protocols/http/bodies/utf8.ts";

/** What was given on, and the offset of what is invalid. */
const judge = (chunks: readonly Uint8Array[]): [given: Buffer, invalidAt: number | undefined] => {
  const check = createUtf8Check();
  const given = chunks.map((chunk) => check.write(chunk));
  check.end();
  return [Buffer.concat(given), check.invalidAt];
};

describe("incremental UTF-8", () => {
  it.each<[string, number[], number | undefined]>([
    ["ASCII", [0x61], undefined],
    ["two to four bytes", [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], undefined],
    ["an overlong slash", [0xc0, 0xaf], 0],
    ["a surrogate", [0xed, 0xa0, 0x80], 0],
    ["past U+10FFFF", [0x61, 0xf4, 0x90, 0x80, 0x80], 1],
    ["a lone continuation", [0x80], 0],
    ["a character cut by the end", [0x61, 0x62, 0xe2, 0x82], 2],
    ["digits with an invalid byte between", [0x31, 0xff, 0x32], 1],
  ])("judges %s the same at every split", (_name, bytes, invalidAt) => {
    const whole = Uint8Array.from(bytes);
    const wanted = [Buffer.from(whole.subarray(0, invalidAt)), invalidAt];
    for (let at = 0; at <= whole.length; at++)
      expect(judge([whole.subarray(0, at), whole.subarray(at)])).toEqual(wanted);
    expect(judge(Array.from(whole, (byte) => Uint8Array.of(byte)))).toEqual(wanted);
  });

  it("agrees with the whole-text judge on random bytes in random chunks", () => {
    const byte = fc.constantFrom(0x41, 0x80, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff);
    fc.assert(
      fc.property(fc.array(fc.array(byte, { maxLength: 4 }), { maxLength: 5 }), (parts) => {
        const chunks = parts.map((part) => Uint8Array.from(part));
        const whole = Buffer.concat(chunks);
        const [given, invalidAt] = judge(chunks);
        expect(invalidAt === undefined).toBe(isUtf8(whole));
        expect(given).toEqual(whole.subarray(0, invalidAt));
        expect(isUtf8(given)).toBe(true);
        expect(judge([whole])).toEqual([given, invalidAt]);
      }),
      { numRuns: 3000 },
    );
  });
});
