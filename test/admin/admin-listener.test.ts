import { once } from "node:events";
import { createConnection } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type AdminListener, createAdminListener } from "../../src/admin/admin-listener.ts";

const listeners: AdminListener[] = [];
afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.close();
});

const listening = async (
  scrape: () => Promise<string> = async () => "sluice_exchanges_total 1\n",
  requestTimeoutMs = 10_000,
  maxConnections = 64,
) => {
  const reasons: string[] = [];
  const metrics = { scrape, contentType: "text/plain; version=0.0.4; charset=utf-8" };
  const listener = createAdminListener({
    host: "127.0.0.1",
    port: 0,
    hosts: ["sluice.test"],
    maxConnections,
    unready: () => reasons,
    metrics,
    requestTimeoutMs,
  });
  listeners.push(listener);
  const { host, port } = await listener.listen();
  return { reasons, port, listener, base: `http://${host}:${port}` };
};

const get = async (url: string, init?: RequestInit) => {
  const answer = await fetch(url, init);
  return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.text() };
};

test("it says that the process is alive, also while the gateway is not ready", async () => {
  const { reasons, base } = await listening();
  reasons.push("The scanner is down.");
  expect(await get(`${base}/healthz`)).toMatchObject({ status: 200, body: "alive\n" });
});

test("it says whether the gateway is ready, and if not, every reason", async () => {
  const { reasons, base } = await listening();
  expect(await get(`${base}/readyz`)).toMatchObject({ status: 200, body: "ready\n" });
  reasons.push("The audit trail cannot be written.", "The scanner is down.");
  expect(await get(`${base}/readyz?verbose`)).toMatchObject({
    status: 503,
    body: "The audit trail cannot be written.\nThe scanner is down.\n",
  });
  reasons.length = 0;
  expect((await get(`${base}/readyz`)).status).toBe(200);
});

test("it shows the metrics in Prometheus' type", async () => {
  const { base } = await listening();
  expect(await get(`${base}/metrics`)).toEqual({
    status: 200,
    type: "text/plain; version=0.0.4; charset=utf-8",
    body: "sluice_exchanges_total 1\n",
  });
});

test.each(["/", "/metrics/", "/debug", "/v1/chat/completions", "/../metrics%00"])("%s is not there", async (path) => {
  const { base } = await listening();
  expect((await get(`${base}${path}`)).status).toBe(404);
});

test.each(["POST", "PUT", "DELETE"])("%s is refused: nothing here changes anything", async (method) => {
  const { base } = await listening();
  expect((await get(`${base}/metrics`, { method })).status).toBe(405);
});

test("HEAD answers without a body", async () => {
  const { base } = await listening();
  expect(await get(`${base}/healthz`, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
});

test("metrics that cannot be made are an error that quotes nothing", async () => {
  const { base } = await listening(async () => {
    throw new Error("078-05-1120");
  });
  expect(await get(`${base}/metrics`)).toMatchObject({ status: 500, body: "The page could not be made.\n" });
});

test("an address in use is a clear error", async () => {
  const { port } = await listening();
  const metrics = { scrape: async () => "", contentType: "text/plain" };
  const second = createAdminListener({
    ...{ host: "127.0.0.1", port, hosts: [], maxConnections: 1 },
    ...{ unready: () => [], metrics },
  });
  await expect(second.listen()).rejects.toMatchObject({
    code: "listen-failed",
    message: /127\.0\.0\.1:\d+ \(EADDRINUSE\)/,
  });
});

test("closing ends connections that are kept open", async () => {
  const { port, listener } = await listening();
  const socket = createConnection(port, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => {});
  await listener.close();
  await closed;
});

test.each([
  ["says nothing", ""],
  ["does not end its header", "GET /metrics HTTP/1.1\r\nhost: localhost\r\nx-"],
])(
  "a connection that %s is cut",
  async (_what, said) => {
    const { port } = await listening(undefined, 200);
    const socket = createConnection(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.resume();
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(said);
    await closed;
  },
  10_000,
);

/** All that comes back for these bytes. */
const said = async (port: number, bytes: string): Promise<string> => {
  const socket = createConnection(port, "127.0.0.1");
  let heard = "";
  socket.setEncoding("latin1").on("data", (text: string) => {
    heard += text;
  });
  socket.on("error", () => {});
  socket.write(bytes);
  await once(socket, "close");
  return heard;
};

const asking = (...fields: readonly string[]): string =>
  ["GET /metrics HTTP/1.1", ...fields, "connection: close", "", ""].join("\r\n");

test.each([
  ["127.0.0.1"],
  ["127.0.0.1:8081"],
  ["203.0.113.7:1"],
  ["[::1]:8081"],
  ["localhost:8081"],
  ["LocalHost"],
  ["Sluice.Test:8081"],
])("who asks for it as %s is answered", async (host) => {
  const { port } = await listening();
  expect(await said(port, asking(`host: ${host}`))).toMatch(/^HTTP\/1\.1 200 .*sluice_exchanges_total/s);
});

test("who asks in HTTP/1.0 need not name it", async () => {
  const { port } = await listening();
  expect(await said(port, "GET /healthz HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  ["a page's own name", ["host: rebound.example:8081"]],
  ["a name that ends like one", ["host: x.sluice.test"]],
  ["a name that begins like one", ["host: localhost.rebound.example"]],
  ["a name that is nearly an address", ["host: 127.0.0.1.rebound.example"]],
  ["a user before an address", ["host: x@127.0.0.1"]],
  ["nothing", ["host:"]],
  ["two names", ["host: localhost", "host: rebound.example"]],
])("%s is no name to ask for it by", async (_what, fields) => {
  const { port } = await listening();
  const heard = await said(port, asking(...fields));
  expect(heard).toMatch(/^HTTP\/1\.1 4(?:00|21) /);
  expect(heard).not.toContain("sluice_exchanges_total");
});

const connected = async (port: number, bytes = "") => {
  const socket = createConnection(port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  if (bytes !== "") socket.write(bytes);
  return socket;
};

test("who sits on connections keeps nobody out: the one that has waited longest gives way", async () => {
  const { port, base } = await listening(undefined, 10_000, 4);
  const sitting = [];
  for (let i = 0; i < 4; i++) sitting.push(await connected(port, "GET /healthz HTTP/1.1\r\nhost: loc"));
  const [first] = sitting;
  const closed = once(first ?? expect.unreachable(), "close");
  expect((await get(`${base}/healthz`)).status).toBe(200);
  await closed;
  for (let i = 0; i < 20; i++) sitting.push(await connected(port));
  expect((await get(`${base}/healthz`)).status).toBe(200);
  for (const socket of sitting) socket.destroy();
});

test("who is being answered does not give way", async () => {
  let scraping = (): void => {};
  const begun = new Promise<void>((resolve) => {
    scraping = resolve;
  });
  let go = (): void => {};
  const made = new Promise<string>((resolve) => {
    go = () => resolve("sluice_exchanges_total 2\n");
  });
  const { port, base } = await listening(
    () => {
      scraping();
      return made;
    },
    10_000,
    1,
  );
  const scrape = get(`${base}/metrics`);
  await begun;
  expect(await said(port, asking("host: localhost"))).toBe("");
  go();
  expect(await scrape).toMatchObject({ status: 200, body: "sluice_exchanges_total 2\n" });
});

test("who does not read its answer is cut", { timeout: 10_000 }, async () => {
  const { port } = await listening(async () => "x".repeat(64 * 1024 * 1024), 300);
  const socket = await connected(port, asking("host: localhost"));
  socket.pause();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const closed = once(socket, "close");
  let bytes = 0;
  socket.on("data", (chunk) => {
    bytes += chunk.length;
  });
  socket.resume();
  await closed;
  expect(bytes).toBeLessThan(64 * 1024 * 1024);
});
