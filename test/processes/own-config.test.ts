import { expect, test } from "vitest";
import { ownConfig, processesOf, workersOf } from "../../src/processes/own-config.ts";
import { minimal, parse } from "../config/reading.ts";

test("auto is one process for each processor", () => {
  expect([processesOf("auto", 8), processesOf(3, 8)]).toEqual([8, 3]);
});

test.each([
  ["auto", 1, 8, 7],
  ["auto", 2, 8, 3],
  ["auto", 4, 8, 1],
  ["auto", 8, 8, 1],
  ["auto", 2, 2, 1],
  [5, 2, 8, 5],
] as const)("workers: %s in each of %i processes on %i processors are %i", (workers, processes, processors, own) => {
  expect(workersOf(workers, processes, processors)).toBe(own);
});

test("a process has the gateway's configuration, its own chain, the port of all, and no admin address", () => {
  const config = parse(minimal("", "listen: {address: 127.0.0.1:0}\nprocesses: 2\nworkers: 3"));
  const own = ownConfig(config, { place: 2, processes: 2, port: 4711 });
  expect(own).toEqual({
    ...config,
    admin: null,
    listen: { ...config.listen, address: { host: "127.0.0.1", port: 4711, loopback: true } },
    audit: { ...config.audit, directory: `${config.audit.directory}/process-2` },
  });
});
