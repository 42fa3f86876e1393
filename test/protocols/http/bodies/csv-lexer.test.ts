import { describe, expect, it } from "vitest";
import { CsvLexer } from "../../../../src/protocols/http/bodies/csv-lexer.ts";
import { chunksOf } from "../../../harness/chunks.ts";

/** Every byte as what it is: a column's number for content, and `q`, `d` and `e` for the frame. */
function lex(text: string, size: number): string {
  const bytes = Buffer.from(text);
  const out: string[] = [];
  const lexer = new CsvLexer(0x2c, 0, (token, column, start, end) => {
    expect(start).toBe(out.length);
    const letter = { content: String(column), quote: "q", delimiter: "d", lineEnd: "e" }[token];
    for (let at = start; at < end; at++) out.push(letter);
  });
  for (const chunk of chunksOf(bytes, size)) {
    lexer.write(chunk);
    expect(lexer.told).toBe(out.length);
  }
  lexer.end();
  expect(out.length).toBe(bytes.length);
  return out.join("");
}

describe("CSV", () => {
  it.each([
    ["a,b\n", "0d1e"],
    ["a;b\tc", "00000"],
    [",\r\n,", "deed"],
    ['"a,\n",b', "q000qd1"],
    ['"a""b",', "q0000qd"],
    ['"""",', "q00qd"],
    ['"",x', "qqd1"],
    ['"a"b"c,d', "q0q000d1"],
    ['a"b,"c', "000dq1"],
    [' "a,b"', "000d11"],
    ['x,"open\n,', "0dq111111"],
    ['"a"', "q0q"],
    ["é,\r", "00de"],
  ])("is cut the same however it comes: %j", (text, shown) => {
    for (const size of [1, 2, 3, 100]) expect(lex(text, size)).toBe(shown);
  });
});
