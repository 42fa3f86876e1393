import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LoadProblem, openGateway } from "../../src/load/gateway-under-load.ts";
import { installed } from "../../src/load/presets/preset.ts";
import { presetNames, presets } from "../../src/load/presets/presets.ts";
import { inFolder } from "../cli/run-sluice.ts";

/** Of a machine on which nothing is in PATH. */
async function withPath<T>(path: string, run: () => Promise<T>): Promise<T> {
  const before = process.env.PATH;
  process.env.PATH = path;
  try {
    return await run();
  } finally {
    process.env.PATH = before;
  }
}

describe("presets", () => {
  it("look for a command in PATH, and take only what can be run", () =>
    inFolder((folder) =>
      withPath(`/nowhere:${folder}`, async () => {
        expect(installed("gate")).toBeUndefined();
        writeFileSync(join(folder, "gate"), "#!/bin/sh\n");
        chmodSync(join(folder, "gate"), 0o644);
        expect(installed("gate")).toBeUndefined();
        chmodSync(join(folder, "gate"), 0o755);
        expect(installed("gate")).toBe(join(folder, "gate"));
        expect(installed("other", join(folder, "gate"))).toBe(join(folder, "gate"));
      }),
    ));

  it("say how to install what is missing", () =>
    withPath("", async () => {
      await expect(openGateway({ kind: "preset", name: "litellm", processes: 1 }, 1)).rejects.toThrow(
        /--preset litellm: .*not in PATH.*pip install/,
      );
    }));

  it("show what a gateway said that did not start", () =>
    inFolder((folder) => {
      writeFileSync(join(folder, "litellm"), "#!/bin/sh\necho no licence >&2\nexit 7\n");
      chmodSync(join(folder, "litellm"), 0o755);
      return withPath(`${folder}:${process.env.PATH}`, async () => {
        const opened = openGateway({ kind: "preset", name: "litellm", processes: 1 }, 1);
        await expect(opened).rejects.toThrow(LoadProblem);
        await expect(opened).rejects.toThrow(/--preset litellm did not start: it ended \(7\).*no licence/s);
      });
    }));

  it.each(presetNames)("%s says what it is", (name) => {
    expect(presets[name].about.length).toBeGreaterThan(10);
    expect(presets[name].startMs).toBeGreaterThanOrEqual(20_000);
  });
});
