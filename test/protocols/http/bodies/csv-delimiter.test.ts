import { describe, expect, it } from "vitest";
import { DelimiterGuess } from "../../../../src/protocols/http/bodies/csv-delimiter.ts";
import { chunksOf } from "../../../harness/chunks.ts";

describe("the delimiter of a CSV body", () => {
  it.each([
    ["a,b;c,d\n1;2;3;4;5\n", ",", 0],
    ["a;b;c,d\n", ";", 0],
    ["a\tb c\n", "\t", 0],
    ["alone\n1;2\n", ",", 0],
    ["a;b,c\n", ",", 0],
    ["a\tb;c\n", ";", 0],
    ['"a,b,c\n,,";"d ""e,f,g"""\n', ";", 0],
    ['a"b;c;","d\n', ";", 0],
    ["\n\r\n\na;b\n", ";", 0],
    ['\ufeff"a,b,c";d\n', ";", 3],
    ["sep=|\na,b\n", "|", 5],
    ["\ufeffSEP=\t\r\na,b\n", "\t", 8],
    ["sep=a\n", ",", 0],
    ["sep=;;\n", ";", 0],
    ["", ",", 0],
  ])("of %j", (text, delimiter, headerStart) => {
    for (const size of [1, 2, 100]) {
      const guess = new DelimiterGuess();
      chunksOf(Buffer.from(text), size).some((chunk) => guess.write(chunk));
      expect(guess.answer()).toEqual({ byte: delimiter.charCodeAt(0), headerStart });
    }
  });

  it("is known when the first line that says anything ends, and not before", () => {
    const guess = new DelimiterGuess();
    expect(["\n", '"a\n', '"', ";b"].map((text) => guess.write(Buffer.from(text)))).toEqual(Array(4).fill(false));
    expect(guess.write(Buffer.from("\r,"))).toBe(true);
    expect(Buffer.from(guess.bytes).toString()).toBe('\n"a\n";b\r,');
  });
});
