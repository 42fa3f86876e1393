import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nodeOptions } from "../src/node-options.ts";

test("the command's first line has them", () => {
  const [first] = readFileSync(new URL("../src/main.ts", import.meta.url), "utf8").split("\n");
  expect(first).toBe(`#!/usr/bin/env -S node ${nodeOptions.join(" ")}`);
});
