import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { workerFile } from "../src/worker-file.ts";

test("from TypeScript sources a worker is taken from the build", () => {
  const root = new URL("..", import.meta.url);
  expect(workerFile("audit").href).toBe(new URL("dist/workers/audit.cjs", root).href);
});

test("from the build a worker lies beside it", () => {
  const built = new URL("../dist/src/worker-file.js", import.meta.url).href;
  expect(fileURLToPath(workerFile("audit", built))).toMatch(/\/dist\/workers\/audit\.cjs$/);
});

test("a worker that was not built is named together with the command that builds it", () => {
  expect(() => workerFile("no-such")).toThrow(/dist\/workers\/no-such\.cjs is missing.*npm run build/);
});
