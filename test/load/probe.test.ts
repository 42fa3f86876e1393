import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { LoadProblem } from "../../src/load/gateway-under-load.ts";
import { probe } from "../../src/load/probe.ts";
import { createProvider } from "../../src/load/provider.ts";
import { COMPLETIONS } from "../../src/load/wire.ts";
import { freePort } from "../harness/ports.ts";
import { sourceOf } from "./sources.ts";

const source = sourceOf("mixed");
const where = "http://127.0.0.1:9009/v1";
const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function upstream() {
  const provider = createProvider(source);
  closing.push(() => provider.close());
  return provider.listen("127.0.0.1", 0);
}
const probed = (port: number, reached: () => number): Promise<void> =>
  probe(source, { url: `http://127.0.0.1:${port}/v1${COMPLETIONS}`, headers: [] }, 5_000, async () => reached(), where);

describe("the probe", () => {
  it("asks for a stream and for a document, and is content when both come from our upstream", async () => {
    const { port, received } = await upstream();
    await probed(port, () => received().requests);
    expect(received().requests).toBe(2);
  });

  it("says that the gateway answers from elsewhere, and where it should", async () => {
    const { port } = await upstream();
    await expect(probed(port, () => 0)).rejects.toThrow(
      /answered, but not from our upstream.*http:\/\/127\.0\.0\.1:9009\/v1/s,
    );
  });

  it("says what the gateway answered instead, and whether the request came through", async () => {
    const server = createServer((_, response) => response.writeHead(403).end("who are you?"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const failed = probed(port, () => 0);
    await expect(failed).rejects.toThrow(LoadProblem);
    await expect(failed).rejects.toThrow(/status 403: who are you\?\s+No request reached the upstream/);
  });

  it("says that nothing listens", async () => {
    await expect(probed(await freePort(), () => 0)).rejects.toThrow(/not reached/);
  });
});
