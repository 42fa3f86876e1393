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
) => {
  const reasons: string[] = [];
  const metrics = { scrape, contentType: "text/plain; version=0.0.4; charset=utf-8" };
  const listener = createAdminListener({
    host: "127.0.0.1",
    port: 0,
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
  const second = createAdminListener({ host: "127.0.0.1", port, unready: () => [], metrics });
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
  ["does not end its header", "GET /metrics HTTP/1.1\r\nhost: a\r\nx-"],
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
