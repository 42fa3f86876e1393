import { describe, expect, it } from "vitest";
import { createPaint, wrapMarked } from "../../src/cli/terminal.ts";

const star = (text: string): string => `*${text}*`;

describe("terminal text", () => {
  it("wraps at spaces and paints marks, also across a line end", () => {
    expect(wrapMarked("one two three four", [{ start: 4, end: 13 }], 10, "> ", star)).toBe(
      "> one *two *\n> *three* four",
    );
  });

  it("cuts a word that is longer than the line", () => {
    expect(wrapMarked("abcdefgh", [], 3, "", star)).toBe("abc\ndef\ngh");
  });

  it("keeps line ends of the text", () => {
    expect(wrapMarked("a\nb c", [{ start: 2, end: 3 }], 20, "", star)).toBe("a\n*b* c");
  });

  it.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: true }, { NO_COLOR: "1" }, false],
    [{}, {}, false],
    [{}, { FORCE_COLOR: "1" }, true],
    [{}, { FORCE_COLOR: "0" }, false],
  ])("paints on %o with %o: %s", (stream, environment, painted) => {
    expect(createPaint(stream, environment)("red", "x") !== "x").toBe(painted);
  });
});
