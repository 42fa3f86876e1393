import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CommandFailure } from "../../src/cli/exit.ts";
import { settle } from "../../src/cli/load.ts";
import { type Report, reportSchema } from "../../src/load/report/schema.ts";
import { freePort } from "../harness/ports.ts";
import { passing, startRelay } from "../load/relays.ts";
import { inFolder, runSluice } from "./run-sluice.ts";

/** As short as it can be, and as late as other tests make it: what is asked is what becomes of it, not how fast anything is. */
const short = [
  "--late",
  "1000",
  "--streams",
  "4",
  "--rate",
  "400",
  "--first-token",
  "20",
  "--duration",
  "1",
  "--ramp",
  "0",
  "--pii",
  "4",
];
const reportIn = (directory: string): Report =>
  reportSchema.parse(JSON.parse(readFileSync(join(directory, "report.json"), "utf8")));

const reported = (args: readonly string[], directory: string): ReturnType<typeof runSluice> =>
  runSluice(["load", ...args, "--json", "report.json", "--html", "report.html"], { directory });

describe("sluice load", () => {
  it(
    "loads this checkout's gateway, finds no leak, and writes its reports",
    () =>
      inFolder(async (directory) => {
        const ran = await reported([...short, "--scenario", "mixed", "--fail-on-leak", "--fail-on-error"], directory);
        expect([ran.code, ran.err]).toEqual([0, expect.not.stringContaining("    at ")]);
        const report = reportIn(directory);
        expect(report.gateway.name).toBe("sluice");
        expect(report.paths.gateway.exchanges).toBeGreaterThan(3);
        expect(report.leaks.answers.planted).toBeGreaterThan(0);
        expect(report.process?.cpu).toBeGreaterThan(0);
        expect(ran.out).toContain("each token, later than planned");
        expect(readFileSync(join(directory, "report.html"), "utf8")).toContain("<!doctype html>");
      }),
    120_000,
  );

  it(
    "loads any gateway that is told of its upstream, measures the process it is given, and exits with 1 on leaks",
    () =>
      inFolder(async (directory) => {
        const upstreamPort = await freePort();
        const relay = await startRelay(upstreamPort, passing);
        try {
          const target = [
            "--target",
            relay.base,
            "--upstream-port",
            String(upstreamPort),
            "--pid",
            String(process.pid),
          ];
          const ran = await reported([...short, ...target, "--fail-on-leak"], directory);
          expect(ran.code).toBe(1);
          expect(ran.err).toContain(`http://127.0.0.1:${upstreamPort}/v1`);
          expect(ran.err).toContain("planted values came through (--fail-on-leak)");
          const { leaks, process: cost } = reportIn(directory);
          expect(leaks.answers.leaked).toBe(leaks.answers.planted);
          expect(leaks.prompts.leaked).toBe(leaks.prompts.planted);
          expect(cost?.residentBytesBefore).toBeGreaterThan(1 << 20);
        } finally {
          await relay.close();
        }
      }),
    120_000,
  );

  it("says what is wrong when the gateway cannot be reached, and ends", async () => {
    const [gateway, upstream] = [await freePort(), await freePort()];
    const target = ["--target", `http://127.0.0.1:${gateway}/v1`, "--upstream-port", String(upstream)];
    const ran = await inFolder((directory) => runSluice(["load", ...short, ...target], { directory }));
    expect([ran.code, ran.out]).toEqual([1, ""]);
    expect(ran.err).toMatch(/not reached[\s\S]*No request reached the upstream/);
  });

  it.each([
    [["--scenario", "storm"], "--scenario is one of"],
    [["--streams", "none"], "--streams takes a number from 1 to 20000 (live exchanges)"],
    [["--pid", "1"], "--pid goes with --target"],
    [["--nonsense"], "unknown option"],
  ])("refuses %j with exit code 2", async (args, words) => {
    const ran = await runSluice(["load", ...args]);
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).toContain(words);
  });

  it.each(["--json", "--html"])("does not begin when %s names what cannot be written", async (option) => {
    await inFolder(async (directory) => {
      const ran = await runSluice(["load", ...short, option, "missing/report"], { directory });
      expect(ran).toMatchObject({ code: 1, out: "", err: "missing/report cannot be written (ENOENT).\n" });
      expect(readdirSync(directory)).toEqual([]);
    });
  });

  it("shows every option and examples with --help", async () => {
    const { code, out } = await runSluice(["load", "--help"]);
    expect(code).toBe(0);
    for (const words of ["--scenario", "--preset", "--target", "--upstream-port", "--html", "Examples", "docs/load.md"])
      expect(out).toContain(words);
  });

  it("refuses to report what it could not keep up with, with an exit code of its own", () => {
    const saturated = {
      kind: "saturated",
      why: ["the client was busy 99 % of the time"],
      advice: "Lower it.",
    } as const;
    try {
      settle(saturated, {});
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CommandFailure);
      expect(error).toMatchObject({
        exitCode: 3,
        message: expect.stringMatching(/No report[\s\S]*busy 99 %[\s\S]*Lower it/),
      });
    }
  });
});
