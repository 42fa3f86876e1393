import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { loadProblem, loadUws } from "../../../src/protocols/http/uws-native.ts";
import { noUws } from "../../harness/front-ends.ts";

const require = createRequire(import.meta.url);

test.skipIf(noUws !== undefined)("the native code loads here", () => {
  expect(loadUws().kind).toBe("native");
});

test("the package's JavaScript imitation is told from its native code", () => {
  const imitation = require("uWebSockets.js/dist/index.js") as Record<string, unknown>;
  expect(imitation.App).toBeTypeOf("function");
  expect(loadProblem(imitation)).toMatch(/^its native code has no build for Node [\d.]+ on \w+ \w+$/);
});

test.skipIf(noUws !== undefined)("its native code is told from that", () => {
  expect(loadProblem(require("uWebSockets.js"))).toBe(null);
});

test.runIf(noUws !== undefined)("on a Node that it has no build for it is unavailable, in words of ours", () => {
  expect(loadUws()).toEqual({
    kind: "unavailable",
    why: `its native code has no build for Node ${process.versions.node} on ${process.platform} ${process.arch}`,
  });
});

test("a missing package is named", () => {
  expect(loadProblem(null)).toBe("the package uWebSockets.js is not installed");
});
