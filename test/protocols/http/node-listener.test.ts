/** What node:http can and uWebSockets.js cannot. */
import { expect, test } from "vitest";
import { echo, readAll, startListener } from "./listening.ts";
import { statuses, Wire } from "./wire.ts";

test("answers a client that closed its sending side, at once and late", async () => {
  const { port } = await startListener("node", (exchange) => {
    if (exchange.head.target === "/now") return echo(exchange);
    readAll(exchange, () => {
      setTimeout(() => {
        exchange.response.head(200, [], { kind: "chunked" });
        exchange.response.write(Buffer.from("late "));
        setTimeout(() => {
          exchange.response.write(Buffer.from("answer"));
          exchange.response.end();
        }, 600);
      }, 600);
    });
  });
  for (const [path, end] of [
    ["/now", "GET /now "],
    ["/late", "answer\r\n0\r\n\r\n"],
  ] as const) {
    const wire = await Wire.open(port, { allowHalfOpen: true });
    wire.socket.end(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
    await wire.until((text) => text.endsWith(end));
    expect(statuses(wire.text).filter((status) => status !== 100)).toEqual([200]);
    wire.close();
  }
});

test("answers pipelined requests in order, one at a time", async () => {
  let live = 0;
  let most = 0;
  const { port } = await startListener("node", (exchange) => {
    live += 1;
    most = Math.max(most, live);
    const delay = exchange.head.target === "/1" ? 40 : 1;
    setTimeout(() => {
      live -= 1;
      echo(exchange);
    }, delay);
  });
  const wire = await Wire.open(port);
  wire.send(
    ["/1", "/2", "/3"].map((path) => `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\nx`).join(""),
  );
  const text = await wire.until((all) => all.endsWith("POST /3 x"));
  expect(text.indexOf("POST /1 x")).toBeLessThan(text.indexOf("POST /2 x"));
  expect(text.indexOf("POST /2 x")).toBeLessThan(text.indexOf("POST /3 x"));
  expect(most).toBe(1);
  wire.close();
});

test("a malformed pipelined request is answered after those before it, and the rest is ignored", async () => {
  const targets: string[] = [];
  const { port, refused } = await startListener("node", (exchange) => {
    targets.push(exchange.head.target);
    setTimeout(() => echo(exchange), 30);
  });
  const wire = await Wire.open(port);
  wire.send(
    "GET /1 HTTP/1.1\r\nhost: a\r\n\r\nGET /2 HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\nGET /3 HTTP/1.1\r\nhost: a\r\n\r\n",
  );
  expect(statuses(await wire.untilClosed())).toEqual([200, 400]);
  expect(targets).toEqual(["/1"]);
  expect(refused.map((error) => error.code)).toEqual(["bad-request"]);
});

test("what is pipelined behind an answer that closes is never handled", async () => {
  for (const close of [true, false]) {
    const targets: string[] = [];
    const { port } = await startListener("node", (exchange) => {
      targets.push(exchange.head.target);
      const headers = close ? ([["connection", "close"]] as const) : [];
      readAll(exchange, () => {
        exchange.response.head(close ? 200 : 400, headers, { kind: "length", bytes: 0 });
        exchange.response.end();
      });
    });
    const wire = await Wire.open(port);
    wire.send("POST /1 HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\nxGET /2 HTTP/1.1\r\nhost: a\r\n\r\n");
    expect(statuses(await wire.untilClosed())).toEqual([close ? 200 : 400]);
    wire.send("GET /3 HTTP/1.1\r\nhost: a\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(targets).toEqual(["/1"]);
    wire.close();
  }
});

test("refuses more pipelined requests than may wait", async () => {
  const { port, refused } = await startListener("node", (exchange) => {
    setTimeout(() => echo(exchange), 30);
  });
  const wire = await Wire.open(port);
  wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n".repeat(40));
  expect(statuses(await wire.untilClosed())).toEqual([...Array(17).fill(200), 400]);
  expect(refused).toHaveLength(1);
});

test("serves HTTP/1.0, its answers ended by the connection", async () => {
  const { port } = await startListener("node", (exchange) => {
    exchange.response.head(200, [], { kind: "chunked" });
    exchange.response.write(Buffer.from("plain"));
    exchange.response.end();
  });
  const wire = await Wire.open(port);
  wire.send("GET / HTTP/1.0\r\n\r\n");
  const text = await wire.untilClosed();
  expect(text.endsWith("\r\n\r\nplain")).toBe(true);
  expect(text.toLowerCase()).not.toContain("transfer-encoding");
});

test("asks for a body that waits for 100-continue only when it is read", async () => {
  let start: () => void = () => {};
  const { port } = await startListener("node", (exchange) => {
    start = () => echo(exchange);
  });
  const wire = await Wire.open(port);
  wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\nexpect: 100-continue\r\n\r\n");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(wire.text).toBe("");
  start();
  await wire.until((text) => text === "HTTP/1.1 100 Continue\r\n\r\n");
  wire.send("hi");
  await wire.until((text) => text.endsWith("POST / hi"));
  wire.close();
});

test("ends a header that is not complete in time, and a connection that says nothing", async () => {
  const { port, refused } = await startListener("node", echo, { limits: { headersTimeoutMs: 300 } });
  const slow = await Wire.open(port);
  slow.send("GET / HTTP/1.1\r\nhost:");
  const silent = await Wire.open(port);
  expect(statuses(await slow.untilClosed())).toEqual([408]);
  expect(await silent.untilClosed()).toBe("");
  expect(refused.map((error) => error.code)).toEqual(["request-timeout"]);
});

test("ends a kept connection that stays idle", async () => {
  const { port } = await startListener("node", echo, { limits: { idleTimeoutMs: 200 } });
  const wire = await Wire.open(port);
  wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  expect(statuses(await wire.untilClosed())).toEqual([200]);
});

test("refuses a chunked body that breaks its framing, naming no byte of it", async () => {
  const codes: string[] = [];
  const { port } = await startListener("node", (exchange) => {
    exchange.read({
      data: () => {},
      end: () => codes.push("end"),
      abort: (error) => {
        codes.push(error.code);
        exchange.response.head(error.status, [], { kind: "length", bytes: error.message.length });
        exchange.response.write(Buffer.from(error.message));
        exchange.response.end();
      },
    });
  });
  const wire = await Wire.open(port);
  wire.send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nsecret\r\n");
  const text = await wire.untilClosed();
  expect(statuses(text)).toEqual([400]);
  expect(text).not.toContain("secret");
  expect(codes).toEqual(["bad-request"]);
});
