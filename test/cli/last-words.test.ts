import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/exit.ts";

const built = new URL("../../dist/src/", import.meta.url);

const end = (by: string) =>
  spawnSync(
    process.execPath,
    ["--input-type=module", "--eval"].concat(`
    import { guardLastWords } from ${JSON.stringify(new URL("cli/last-words.js", built).href)};
    import { createLog } from ${JSON.stringify(new URL("log.js", built).href)};
    guardLastWords(createLog({ level: "info", pretty: false }));
    const fault = () => JSON.parse("alice@example.com");
    ${by}
  `),
    { encoding: "utf8" },
  );

describe("a process that ends by a fault", () => {
  it.each([
    ["thrown in a timer", "setTimeout(fault, 1); setInterval(() => {}, 1000);"],
    ["of a promise nobody handles", "Promise.resolve().then(fault); setInterval(() => {}, 1000);"],
  ])("%s says what kind it was and quotes nothing", (_name, by) => {
    const { status, stdout, stderr } = end(by);
    expect(status).toBe(EXIT.failed);
    expect(JSON.parse(stderr)).toMatchObject({ level: "error", error: "SyntaxError" });
    expect(stdout + stderr).not.toContain("alice");
  });
});
