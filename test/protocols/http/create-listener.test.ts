import { expect, test, vi } from "vitest";
import { chooseListener, createListener } from "../../../src/protocols/http/create-listener.ts";
import { frontEnds } from "../../harness/front-ends.ts";
import { LIMITS } from "./listening.ts";

test.each(
  (
    [
      ["auto", "127.0.0.1", false, "uws", "uWebSockets.js, because 127.0.0.1 is a loopback address."],
      ["auto", "localhost", false, "uws", "uWebSockets.js, because localhost is a loopback address."],
      ["auto", "::1", false, "uws", "uWebSockets.js, because ::1 is a loopback address."],
      ["auto", "0.0.0.0", false, "node", /^node:http, because 0\.0\.0\.0 is open to others/],
      ["auto", "0.0.0.0", true, "uws", "uWebSockets.js, because trustedFront is set."],
      ["uws", "0.0.0.0", false, "uws", "uWebSockets.js, as configured."],
      ["node", "127.0.0.1", true, "node", "node:http, as configured."],
    ] as const
  ).filter(([, , , taken]) => frontEnds.includes(taken)),
)("%s on %s with trustedFront %s takes %s", (kind, host, front, taken, reason) => {
  const choice = chooseListener(kind, host, front);
  expect(choice.kind).toBe(taken);
  expect(choice.reason).toMatch(reason);
});

test("creates what it chose", () => {
  const options = {
    host: "127.0.0.1",
    port: 0,
    limits: LIMITS,
    handle: () => {},
    refused: () => {},
    newId: () => "X1",
    trustedFront: false,
  };
  for (const kind of frontEnds) expect(createListener(kind, options).listener.kind).toBe(kind);
});

test("without native code, uws is refused and auto takes node, saying why", async () => {
  vi.stubEnv("UWS_USE_FALLBACK", "true");
  vi.resetModules();
  const fresh = await import("../../../src/protocols/http/create-listener.ts");
  const why = "UWS_USE_FALLBACK asks for its JavaScript imitation";
  expect(() => fresh.chooseListener("uws", "127.0.0.1", false)).toThrow(`listener: uws cannot be used: ${why}.`);
  expect(fresh.chooseListener("auto", "127.0.0.1", false)).toEqual({
    kind: "node",
    reason: `node:http, because uWebSockets.js cannot be used: ${why}.`,
  });
  vi.unstubAllEnvs();
});
