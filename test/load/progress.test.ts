import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createProgress, lineOf } from "../../src/load/progress.ts";
import { measuredOf } from "./measured.ts";

const [second = fail()] = measuredOf().seconds;

function fail(): never {
  throw new Error("no second");
}

function shown(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough().setEncoding("utf8"), { isTTY, columns: 60 });
  const progress = createProgress(stream, 12);
  progress.phase("starting ...");
  for (let i = 1; i <= 11; i++) progress.second({ ...second, second: i });
  progress.end();
  return String(stream.read());
}

describe("progress", () => {
  it("writes over one line of a terminal, within its width", () => {
    const lines = shown(true)
      .split("\x1b[2K")
      .map((line) => line.replaceAll("\x1b[1G", ""));
    expect(lines.filter((line) => line.includes("/12 s"))).toHaveLength(11);
    for (const line of lines) expect(line.length).toBeLessThan(60);
    expect(lines.at(-1)).toBe("");
  });

  it("is plain lines elsewhere, one in five seconds, without control characters", () => {
    const text = shown(false);
    expect(text.match(/^ *\d+\/12 s/gm)).toEqual(["  5/12 s", " 10/12 s"]);
    expect(text).not.toContain("\x1b");
  });

  it("names errors and leaks when there are some", () => {
    const { gateway } = second;
    expect(lineOf({ ...second, gateway: { ...gateway, failed: 2, leaked: 3 } }, 12)).toMatch(/2 errors \| 3 leaks$/);
    expect(lineOf({ ...second, gateway: { ...gateway, failed: 0, leaked: 0 } }, 12)).not.toMatch(/errors|leaks/);
  });
});
