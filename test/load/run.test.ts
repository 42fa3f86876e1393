import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { LoadProblem } from "../../src/load/gateway-under-load.ts";
import { readOptions } from "../../src/load/options.ts";
import { runLoad } from "../../src/load/run.ts";
import { freePort, listening } from "../harness/ports.ts";
import { passing, startRelay } from "./relays.ts";

const optionsOf = (target: string, port: number) =>
  readOptions({ target, upstreamPort: String(port), streams: "2", ramp: "0", duration: "30" });
const observer = { phase: () => {}, second: () => {} };

describe("a load run", () => {
  it("that is stopped ends at once, without a report, and leaves its port free", async () => {
    const port = await freePort();
    const relay = await startRelay(port, passing);
    try {
      const abort = new AbortController();
      // In its first second, of thirty.
      const stopping = { ...observer, second: () => abort.abort() };
      await expect(runLoad(optionsOf(relay.base, port), stopping, abort.signal)).rejects.toThrow("Stopped");
      await expect(runLoad(optionsOf(relay.base, port), observer, AbortSignal.abort())).rejects.toThrow();
      const server = createServer();
      await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
      server.close();
    } finally {
      await relay.close();
    }
  });

  it("says that its port is taken, and which option names another", async () => {
    const server = createServer();
    const port = await listening(server);
    try {
      const run = runLoad(optionsOf("http://127.0.0.1:1/v1", port), observer, new AbortController().signal);
      await expect(run).rejects.toThrow(LoadProblem);
      await expect(run).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\).*--upstream-port/);
    } finally {
      server.close();
    }
  });

  it("is refused beforehand when it needs more open files than there may be", async () => {
    const run = { ...optionsOf("http://127.0.0.1:1/v1", 1), sessionsPerSecond: 1e9 };
    await expect(runLoad(run, observer, new AbortController().signal)).rejects.toThrow(/open files a process/);
  });
});
