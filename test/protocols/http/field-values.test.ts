import { expect, it } from "vitest";
import { hasPieces, isAsciiValue, isFieldValue, withoutQuotedPairs } from "../../../src/protocols/http/field-values.ts";

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

it.each([
  [String.raw`a="b\@c"`, 'a="b@c"'],
  [String.raw`a="\4\1\\\1\""`, String.raw`a="41\\1\""`],
  [String.raw`a="b\"; c="d\\"`, undefined],
  [String.raw`a=b\@c`, undefined],
  ['a="b"', undefined],
])("undoes the quoted pairs that say nothing of their own: %s", (value, read) => {
  expect(withoutQuotedPairs(value)).toBe(read);
});

it.each([
  ['a; filename*0="b"', true],
  ["a;filename*12*=utf-8''b", true],
  ["a; filename*=utf-8''b", false],
  ['a; filename="b*0=c"', false],
  ["a*0=b", false],
])("knows parameters in pieces: %s", (value, is) => {
  expect(hasPieces(value)).toBe(is);
});
