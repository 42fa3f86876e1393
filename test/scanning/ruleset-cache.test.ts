import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Ruleset } from "../../src/scanning/addon.ts";
import { openRuleset } from "../../src/scanning/ruleset-cache.ts";
import { synthetic } from "../oracle/synthetic.ts";

const detectors = [synthetic("number", { pattern: "\\d{3}" }), synthetic("token", { pattern: "key-[a-z]{4}" })];

let scratch: string;
let cacheDirectory: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "sluice-cache-"));
  cacheDirectory = join(scratch, "made", "when", "needed");
});
afterEach(() => rm(scratch, { recursive: true }));

const open = (of = detectors) => openRuleset({ detectors: of, cacheDirectory });
const files = () => readdirSync(cacheDirectory);
const only = () => {
  const [name] = files();
  if (name === undefined || files().length !== 1) throw new Error(`files: ${files().join()}`);
  return join(cacheDirectory, name);
};

describe("the ruleset cache", () => {
  it("compiles once, then loads the same bytes", () => {
    const first = open();
    const second = open();
    expect([first.fromCache, second.fromCache]).toEqual([false, true]);
    expect(Buffer.from(second.bytes).equals(first.bytes)).toBe(true);
    expect(second.cacheProblem).toBeUndefined();
    expect(Ruleset.load(second.bytes).detectorCount).toBe(2);
  });

  it("tells what it has found before this thread loads it, in memory that threads share", () => {
    const found: Uint8Array[] = [];
    const options = { detectors, cacheDirectory, found: (bytes: Uint8Array) => void found.push(bytes) };
    openRuleset(options);
    expect(found).toEqual([]);
    const { bytes } = openRuleset(options);
    expect(found).toEqual([bytes]);
    expect(found[0]).toBe(bytes);
    expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it("is readable and writable by its owner alone", () => {
    open();
    expect(statSync(only()).mode & 0o777).toBe(0o600);
    expect(statSync(cacheDirectory).mode & 0o777).toBe(0o700);
  });

  it("keeps another catalogue's ruleset apart", () => {
    open();
    expect(open(detectors.slice(1)).fromCache).toBe(false);
    expect(files()).toHaveLength(2);
    expect([open().fromCache, open(detectors.slice(1)).fromCache]).toEqual([true, true]);
  });

  it.each<[string, (content: Buffer) => Buffer]>([
    ["cut", (content) => content.subarray(0, content.length - 1)],
    ["empty", () => Buffer.alloc(0)],
    ["longer", (content) => Buffer.concat([content, Buffer.of(0)])],
    ["changed in its hash", (content) => content.fill((content[3] ?? 0) ^ 1, 3, 4)],
    ["changed in its key", (content) => content.fill((content[40] ?? 0) ^ 1, 40, 41)],
    ["changed in its body", (content) => content.fill((content.at(-9) ?? 0) ^ 1, content.length - 9)],
  ])("is replaced when it is %s", (_, damage) => {
    const { bytes } = open();
    writeFileSync(only(), damage(readFileSync(only())));
    const again = open();
    expect(again).toMatchObject({ fromCache: false, cacheProblem: expect.stringMatching(/is damaged$/) });
    expect(Buffer.from(again.bytes).equals(bytes)).toBe(true);
    expect(open()).toMatchObject({ fromCache: true, cacheProblem: undefined });
  });

  it("is not taken from another detectors' file, though that is sound", () => {
    open();
    const wanted = only();
    open(detectors.slice(1));
    const other = files()
      .map((name) => join(cacheDirectory, name))
      .find((name) => name !== wanted);
    writeFileSync(wanted, readFileSync(other ?? ""));
    expect(open()).toMatchObject({ fromCache: false });
  });

  it.each([0o620, 0o602, 0o666])("is not trusted when others may write to the file (%o)", (mode) => {
    open();
    chmodSync(only(), mode);
    expect(open()).toMatchObject({
      fromCache: false,
      cacheProblem: expect.stringMatching(/can be written to by others/),
    });
    expect(open().fromCache).toBe(true);
  });

  it("is neither read nor written when others may write to the directory", () => {
    open();
    const before = readFileSync(only());
    chmodSync(cacheDirectory, 0o777);
    expect(open()).toMatchObject({
      fromCache: false,
      cacheProblem: expect.stringMatching(/can be written to by others/),
    });
    expect(readFileSync(only()).equals(before)).toBe(true);
  });

  it("does not follow a link", () => {
    open();
    const target = join(scratch, "elsewhere.bin");
    const link = only();
    writeFileSync(target, readFileSync(link), { mode: 0o600 });
    unlinkSync(link);
    symlinkSync(target, link);
    expect(open().fromCache).toBe(false);
    expect(statSync(link).isFile()).toBe(true);
  });

  it("works without a cache where none can be, and says so", () => {
    writeFileSync(join(scratch, "made"), "a file where the directory should be");
    const opened = open();
    expect(opened).toMatchObject({
      fromCache: false,
      cacheProblem: expect.stringMatching(/cannot be written to \(ENOTDIR\)/),
    });
    expect(opened.ruleset.detectorCount).toBe(2);
  });

  it("keeps the youngest four files", () => {
    mkdirSync(cacheDirectory, { recursive: true, mode: 0o700 });
    for (let i = 0; i < 6; i += 1) {
      const name = join(cacheDirectory, `ruleset-${String(i).repeat(32)}.bin`);
      writeFileSync(name, "old");
      utimesSync(name, 1_000 + i, 1_000 + i);
    }
    writeFileSync(join(cacheDirectory, "other"), "not ours");
    open();
    const left = files().sort();
    expect(left).toHaveLength(5);
    expect(left).toEqual(
      expect.arrayContaining(["other", `ruleset-${"5".repeat(32)}.bin`, `ruleset-${"3".repeat(32)}.bin`]),
    );
    expect(open().fromCache).toBe(true);
  });
});
