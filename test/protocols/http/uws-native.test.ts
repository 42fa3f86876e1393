import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { headProblem, loadProblem, loadUws, type UwsRequest } from "../../../src/protocols/http/uws-native.ts";
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
  const headOf = load.head.headOf as (...words: unknown[]) => unknown;
  const nobody: readonly (readonly unknown[])[] = [[], [{}], [null], [""], [1], [new Map()], [() => {}]];
  for (const one of nobody)
    expect(() => headOf(...one)).toThrow(new TypeError("headOf(request of uWebSockets.js 20.30)"));
});

test.skipIf(noUws !== undefined)("a head is read as it came, and only while its request is handled", async () => {
  const load = loadUws();
  if (load.kind !== "native") throw new Error(load.why);
  const { uws, head } = load;
  const app = uws.App();
  const told: unknown[] = [];
  const requests: UwsRequest[] = [];
  app.any("/*", (response, request) => {
    requests.push(request);
    told.push(head.headOf(request));
    response.end();
  });
  let token: unknown;
  app.listen("127.0.0.1", 0, 1, (listening) => (token = listening));
  const wire = await Wire.open(uws.us_socket_local_port(token));
  const ask = async (text: string): Promise<void> => {
    const answers = wire.text.split("HTTP/1.1 200").length;
    wire.send(text);
    await wire.until((all) => all.split("HTTP/1.1 200").length > answers && all.endsWith("\r\n\r\n"));
  };
  await ask("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await ask("DELETE /a?b=c?d& HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nX-Tab: \t b\tc \r\nx-empty: \r\n\r\n");
  await ask("PUT /? HTTP/1.1\r\nhost: a\r\nx: a\xe9b\r\n\r\n");
  wire.close();
  app.close();
  expect(told).toEqual([
    ["", "GET", "/", "host", "a"],
    ["", "DELETE", "/a?b=c?d&", "host", "a", "x-empty", "", "x-tab", "b\tc", "x-empty", ""],
    ["a header value is not ASCII", "PUT", "/?", "host", "a", "x", "a\xe9b"],
  ]);
  for (const request of requests) expect(() => head.headOf(request)).toThrow(TypeError);
});
