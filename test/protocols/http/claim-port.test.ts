import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { claimPort, isPortShared } from "../../../src/protocols/http/claim-port.ts";
import { loadUws } from "../../../src/protocols/http/uws-native.ts";
import { noUws } from "../../harness/front-ends.ts";
import { freePort } from "../../harness/ports.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const listening = async (host: string, port = 0): Promise<number> => {
  const server: Server = createServer().listen(port, host);
  closers.push(() => server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};

test("a free port is found, and one that is free is left so", async () => {
  const found = await claimPort("127.0.0.1", 0);
  expect(found).toBeGreaterThan(0);
  expect(await claimPort("127.0.0.1", found)).toBe(found);
});

test.each(["127.0.0.1", "0.0.0.0"])("a port that is taken on %s is refused by name", async (host) => {
  const port = await listening(host);
  await expect(claimPort("127.0.0.1", port)).rejects.toMatchObject({
    code: "listen-failed",
    message: `Cannot listen on 127.0.0.1:${port} (EADDRINUSE).`,
  });
});

test("our own sockets share a port with nobody", async () => {
  const port = await listening("127.0.0.1");
  expect(isPortShared(port, [process.pid])).toBe(false);
});

test.skipIf(noUws !== undefined)(
  "a port that uWebSockets.js shares is refused all the same, and its sharer is seen",
  async () => {
    const load = loadUws();
    if (load.kind === "unavailable") throw new Error(load.why);
    const { uws } = load;
    const port = await freePort();
    const apps = [uws.App(), uws.App()];
    const taken = apps.map((app) => {
      let token: unknown;
      app.listen("127.0.0.1", port, 0, (given) => {
        token = given;
      });
      return Boolean(token);
    });
    closers.push(() => apps.forEach((app) => void app.close()));
    expect(taken).toEqual([true, true]);
    await expect(claimPort("127.0.0.1", port)).rejects.toMatchObject({ code: "listen-failed" });
    expect(isPortShared(port, [process.pid])).toBe(false);
  },
);
