import { expect, it } from "vitest";
import { isAsciiValue, isFieldValue } from "../../../src/protocols/http/field-values.ts";

it("takes what RFC 9110 lets a header value be made of, wherever in it", () => {
  for (let code = 0; code <= 0x180; code++) {
    const character = String.fromCharCode(code);
    const isControl = (code < 0x20 && code !== 0x09) || code === 0x7f;
    for (const value of [character, `${character}ab`, `a${character}b`, `ab${character}`]) {
      expect([code, isFieldValue(value)]).toEqual([code, !isControl && code <= 0xff]);
      expect([code, isAsciiValue(value)]).toEqual([code, !isControl && code < 0x80]);
    }
  }
  for (const isMadeOf of [isFieldValue, isAsciiValue]) expect(isMadeOf("")).toBe(true);
});
