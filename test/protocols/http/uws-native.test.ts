import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { headProblem, loadProblem, loadUws } from "../../../src/protocols/http/uws-native.ts";
import { noUws } from "../../harness/front-ends.ts";
import { Wire } from "./wire.ts";

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

test("requests of another version, or of another Node's, are not looked into", () => {
  const { modules } = process.versions;
  expect(headProblem("20.30.0-unofficial.0", modules)).toBe(null);
  expect(headProblem("20.31.0", modules)).toBe(
    "its version is 20.31.0, and only 20.30.0-unofficial.0 is known from the inside",
  );
  expect(headProblem("20.30.0-unofficial.0", "1")).toMatch(/^uws_head.node was built for another Node than [\d.]+ \(/);
});

test.skipIf(noUws !== undefined)("what is no request of its is refused, not looked into", () => {
  const load = loadUws();
  if (load.kind !== "native") throw new Error(load.why);
  const hiddenIn = load.head.hiddenIn as (...words: unknown[]) => number;
  const words = "hiddenIn(request of uWebSockets.js 20.30, number of fields that it shows)";
  const nobody: readonly (readonly unknown[])[] = [[], [{}], [{}, 1], [null, 0], ["", 0], [{}, "1"], [new Map(), -1]];
  for (const one of nobody) expect(() => hiddenIn(...one)).toThrow(new TypeError(words));
});

test.skipIf(noUws !== undefined)("a request that shows another number of fields is refused", async () => {
  const load = loadUws();
  if (load.kind !== "native") throw new Error(load.why);
  const { uws, head } = load;
  const app = uws.App();
  const told: unknown[] = [];
  app.any("/*", (response, request) => {
    for (const shown of [0, 1, 2, 3, 47, 48, 2 ** 32 - 1]) {
      try {
        told.push(head.hiddenIn(request, shown));
      } catch (error) {
        told.push((error as Error).name);
      }
    }
    response.end();
  });
  let token: unknown;
  app.listen("127.0.0.1", 0, 1, (listening) => (token = listening));
  const wire = await Wire.open(uws.us_socket_local_port(token));
  wire.send("GET / HTTP/1.1\r\nhost: a\r\nx-a: b\r\n\r\n");
  await wire.until((text) => text.includes("\r\n\r\n"));
  wire.close();
  app.close();
  const no = "TypeError";
  expect(told).toEqual([no, no, 0, no, no, no, no]);
});
