import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = (file: string, ...words: string[]) =>
  spawnSync(process.execPath, [file, ...words], { cwd: root, encoding: "utf8", timeout: 30_000 });

test.each([
  ...["capacity", "compare", "entities", "eval", "profile", "ratios", "readme", "run", "soak"].map(
    (name) => `dist/bench/${name}.js`,
  ),
  "native/fuzz/run.mjs",
])("%s helps and does nothing else, and refuses what it does not know in one line", (file) => {
  const help = run(file, "--help");
  expect([help.status, help.stderr]).toEqual([0, ""]);
  expect(help.stdout).toMatch(/^npm run /);
  const refused = run(file, "--nonesuch");
  expect([refused.status, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toBe("Unknown option '--nonesuch'; --help tells what there is.\n");
});
