import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { filesAllowed, filesNeeded } from "../../src/load/open-files.ts";
import { costOf } from "../../src/load/process-cost.ts";

describe("the cost of a process", () => {
  it("grows with what it does, and has the memory of what it started in it", async () => {
    const before = costOf(process.pid);
    let sum = 0;
    for (let i = 0; i < 5e6; i++) sum += i % 7;
    expect(sum).toBeGreaterThan(0);
    expect(costOf(process.pid)?.cpuSeconds).toBeGreaterThan(before?.cpuSeconds ?? Number.POSITIVE_INFINITY);

    // A shell whose child keeps 64 MiB and says its own id.
    const program = "const kept = Buffer.alloc(64 << 20, 1); console.log(process.pid); setInterval(() => kept, 1000)";
    const shell = spawn("sh", ["-c", `"${process.execPath}" -e '${program}'; true`], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const child = await new Promise<number>((resolve) => shell.stdout.once("data", (text) => resolve(Number(text))));
    try {
      expect(child).not.toBe(shell.pid);
      expect(costOf(shell.pid ?? 0)?.residentBytes).toBeGreaterThan(64 << 20);
    } finally {
      process.kill(child);
      await new Promise((resolve) => shell.once("exit", resolve));
    }
  });

  it("is unknown when there is no such process", () => {
    expect(costOf(2 ** 22)).toBeUndefined();
  });
});

describe("open files", () => {
  it("are one for an exchange and its share of direct ones, two where the gateway inherits our limit", () => {
    expect(filesNeeded(1_000, 0.25, false)).toBe(1_250 * 1.5 + 200);
    expect(filesNeeded(1_000, 0.25, true)).toBe(2_000 * 1.5 + 200);
  });

  it("are limited by the hard limit, where one is told", () => {
    expect(
      filesAllowed(
        "Limit  Soft Limit  Hard Limit  Units\nMax open files            1024                 4096                 files\n",
      ),
    ).toBe(4_096);
    expect(filesAllowed("Max open files  unlimited  unlimited  files")).toBe(Number.POSITIVE_INFINITY);
    expect(filesAllowed("")).toBe(Number.POSITIVE_INFINITY);
  });
});
