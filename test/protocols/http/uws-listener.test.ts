/** What the wrapper around uWebSockets.js makes of what 20.30 cannot do. */
import { expect, test } from "vitest";
import { noUws } from "../../harness/front-ends.ts";
import { echo, startListener } from "./listening.ts";
import { statuses, Wire } from "./wire.ts";

const tested = test.skipIf(noUws !== undefined);

tested.each([
  [
    "a body whose length its parser hides",
    "POST / HTTP/1.1\r\nhost: a\r\n: \r\ncontent-length: 0\r\n\r\n",
    400,
    "a header field has no name",
  ],
  ["bytes that it takes for white space", "GET / HTTP/1.1\r\nhost: a\r\nx-a: \xe9s\r\n\r\n", 400, "not ASCII"],
  [
    "a body in chunks",
    "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    411,
    "and the request has a transfer-encoding. Send content-length (0 for no body) and no transfer-encoding; or set listen.listener: node",
  ],
  ["a value outside ASCII", "GET / HTTP/1.1\r\nhost: a\r\nx-a: caf\xe9s\r\n\r\n", 400, "not ASCII"],
  [
    "more fields than its parser is trusted with",
    `GET / HTTP/1.1\r\nhost: a\r\n${"x-a: b\r\n".repeat(46)}\r\n`,
    431,
    "(45)",
  ],
])("refuses %s", async (_name, bytes, status, words) => {
  const { port, refused } = await startListener("uws", echo, { limits: { headerCount: 100, headerBytes: 16_000 } });
  const wire = await Wire.open(port);
  wire.send(bytes);
  const text = await wire.untilClosed();
  expect(statuses(text)).toEqual([status]);
  expect(text).toContain(words);
  expect(refused).toHaveLength(1);
});

tested("serves a POST without a body, whether it says so or not", async () => {
  const { port } = await startListener("uws", echo);
  const wire = await Wire.open(port);
  for (const fields of ["", "content-length: 0\r\n", "content-length: \t 0\t \r\n"]) {
    wire.send(`POST /${fields.length} HTTP/1.1\r\nhost: a\r\n${fields}\r\n`);
    await wire.until((text) => text.endsWith(`POST /${fields.length} `));
  }
  wire.close();
});

tested("looks through a head that comes in pieces, and through the most fields", async () => {
  const { port, refused } = await startListener("uws", echo, { limits: { headerCount: 100 } });
  for (const fields of [": x\r\n", "x-a: \xa0\r\n"]) {
    const wire = await Wire.open(port);
    const bytes = `GET / HTTP/1.1\r\nhost: a\r\n${"x-a: b\r\n".repeat(40)}${fields}x-a: b\r\n\r\n`;
    for (let at = 0; at < bytes.length; at += 40) {
      wire.send(bytes.slice(at, at + 40));
      await new Promise(setImmediate);
    }
    expect(statuses(await wire.untilClosed())).toEqual([400]);
  }
  expect(refused).toHaveLength(2);
});

tested("serves 45 header fields, and an empty body that says so", async () => {
  const { port } = await startListener("uws", echo, { limits: { headerCount: 100 } });
  const wire = await Wire.open(port);
  wire.send(`POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n${"x-a: b\r\n".repeat(43)}\r\n`);
  await wire.until((text) => text.endsWith("POST / "));
  wire.close();
});

tested("hands over nothing that is pipelined", async () => {
  const targets: string[] = [];
  const { port } = await startListener("uws", (exchange) => {
    targets.push(exchange.head.target);
    setTimeout(() => echo(exchange), 20);
  });
  const wire = await Wire.open(port);
  wire.send("GET /1 HTTP/1.1\r\nhost: a\r\n\r\nGET /2 HTTP/1.1\r\nhost: a\r\n\r\n");
  expect(await wire.untilClosed()).toBe("");
  expect(targets).toEqual(["/1"]);
});

tested("names itself in no header, and dates its answers once", async () => {
  const { port } = await startListener("uws", ({ response }) => {
    response.head(200, [["date", "Thu, 01 Jan 1970 00:00:00 GMT"]], { kind: "length", bytes: 0 });
    response.end();
  });
  const wire = await Wire.open(port);
  wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  const text = await wire.until((all) => all.endsWith("\r\n\r\n"));
  expect(text.toLowerCase()).not.toContain("uwebsockets");
  expect(text.match(/^date: /gim)).toHaveLength(1);
  wire.close();
});

tested("keeps a query that is empty apart from none", async () => {
  const { port } = await startListener("uws", echo);
  const wire = await Wire.open(port);
  wire.send("GET /a? HTTP/1.1\r\nhost: a\r\n\r\n");
  await wire.until((text) => text.endsWith("GET /a? "));
  wire.send("GET /a HTTP/1.1\r\nhost: a\r\n\r\n");
  await wire.until((text) => text.endsWith("GET /a "));
  wire.close();
});

tested("an upload that is refused reads its refusal", async () => {
  const { port } = await startListener("uws", echo);
  const wire = await Wire.open(port);
  wire.send("POST / HTTP/1.1\r\nhost: a\r\nupgrade: x\r\ncontent-length: 3000000\r\n\r\n");
  for (let i = 0; i < 3; i++) {
    wire.send(Buffer.alloc(1_000_000, "a"));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(statuses(await wire.untilClosed())).toEqual([501]);
});
