import { defineConfig } from "vitest/config";

/** `npm run test:clients` alone: these need Python packages that `npm test` does without. */
export default defineConfig({
  test: {
    include: ["test/clients/*.clients.ts"],
    globalSetup: "test/harness/shared-rulesets.ts",
    pool: "forks",
    testTimeout: 90_000,
  },
});
