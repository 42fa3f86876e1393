import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** What judges texts in its own process and waits for nothing: as many files at once as there are cores. */
const texts = ["inspect", "laws", "native", "oracle"].map((room) => `test/${room}/**/*.test.ts`);
/** Commands that run to their end. */
const commands = ["explain-detectors", "commands", "test-detectors", "text-redactor"].map((name) => `test/cli/${name}.test.ts`);
const atOnce = [...texts, ...commands];

export default defineConfig({
  test: {
    globalSetup: "test/harness/shared-rulesets.ts",
    pool: "forks",
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "at-once",
          testTimeout: 120_000,
          include: atOnce,
          maxWorkers: Math.min(availableParallelism(), 4),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // Gateways, their clients and processes of their own: a file beside another would take the time that its deadlines count.
        test: {
          name: "in-turn",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...atOnce],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
