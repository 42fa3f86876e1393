import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("run.mjs", import.meta.url));

/** Nobody listens there. */
const noIndex = {
  PIP_INDEX_URL: "http://127.0.0.1:1/simple",
  PIP_EXTRA_INDEX_URL: "",
  PIP_FIND_LINKS: "",
  PIP_NO_CACHE_DIR: "1",
  PIP_CONFIG_FILE: "/dev/null",
  NO_PROXY: "127.0.0.1",
};

test("without a package index nothing is tested, which is told apart from a failure", { timeout: 120_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), "sluice-clients-"));
  try {
    const venv = join(directory, "made");
    const done = spawnSync(process.execPath, [script, "--venv", venv], {
      encoding: "utf8",
      env: { ...process.env, ...noIndex },
    });
    // A machine whose Python cannot make environments says so, with the same code.
    expect([done.status, done.stderr]).toEqual([
      75,
      expect.stringMatching(/not run: (?:PyPI cannot be reached \(|this python3 cannot make environments)/),
    ]);
    expect(done.stdout).toBe("");
    expect(existsSync(venv)).toBe(false);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("a flag without its value is a mistake of the caller", () => {
  const done = spawnSync(process.execPath, [script, "--venv"], { encoding: "utf8" });
  expect([done.status, done.stderr]).toEqual([2, expect.stringContaining("--venv needs a value")]);
});
