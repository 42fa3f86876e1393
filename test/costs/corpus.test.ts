import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CorpusProblem, LARGEST_CORPUS, openCorpus } from "../../src/costs/corpus.ts";
import { inFolder } from "../cli/run-sluice.ts";

const opened = (text: string): Promise<ReturnType<typeof openCorpus>> =>
  inFolder(async (folder) => {
    const file = join(folder, "corpus.txt");
    writeFileSync(file, text);
    return openCorpus(file);
  });

describe("the corpus", () => {
  it.each([
    ["words", "some words of a text ".repeat(1_000)],
    ["one long word", "x".repeat(20_000)],
    ["characters of three bytes without a blank", "漢字".repeat(4_000)],
  ])("of %s is cut into texts of whole characters that are the file again", async (_what, text) => {
    const { texts, bytes } = await opened(text);
    expect(Buffer.concat(texts).toString()).toBe(text);
    expect(bytes).toBe(Buffer.byteLength(text));
    for (const piece of texts) {
      expect(piece.length).toBeLessThanOrEqual(4_096);
      expect(Buffer.from(piece).toString()).not.toContain("\ufffd");
    }
  });

  it("is the same prose each time where there is no file, with values in it", () => {
    const { texts, bytes } = openCorpus(undefined);
    expect(openCorpus(undefined).texts).toEqual(texts);
    expect(bytes).toBeGreaterThan(100_000);
    expect(Buffer.concat(texts).toString()).toContain("@example.com");
  });

  it("is refused when it is too small, too large or not there", async () => {
    await expect(opened("short")).rejects.toThrow(`from 4096 to ${LARGEST_CORPUS} are measured`);
    await expect(opened("x".repeat(LARGEST_CORPUS + 1))).rejects.toThrow(CorpusProblem);
    expect(() => openCorpus("/nowhere/corpus.txt")).toThrow("cannot be read (ENOENT)");
  });
});
