import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { needsRestart } from "../../src/config/restart.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";

const base = `version: 1
data: /tmp/x
connections: { a: { dialect: openai, upstream: "http://127.0.0.1:1", path: /, clients: anonymous } }
`;
const read = (text: string) => parseConfig(text, { source: "t", directory: "/tmp", detectors: catalogue });

describe("a changed configuration", () => {
  it.each([
    ["limits: { body: 1MiB }", ["limits"]],
    ["timeouts: { connect: 3s }", ["timeouts"]],
    ["listen: { address: 127.0.0.1:9 }\nscan: inline", ["listen", "scan"]],
    ["admin: { address: 127.0.0.1:9 }", ["admin"]],
    ["audit: { fsync: 50ms }", ["audit"]],
    ["processes: 2", ["processes"]],
    ["log: { level: debug }", ["log"]],
    ["mask: { entities: { US_SSN: { response: drop } } }", []],
    ["rules: [{ id: a, if: { entities: [US_SSN] }, then: block }]", []],
    ["detectors: { off: [MAC_ADDRESS] }", []],
    ["detectors: { person: precise }", []],
  ])("with %j needs a restart for %j", (more, keys) => {
    expect(needsRestart(read(base), read(base + more))).toEqual(keys);
  });

  it("needs none for its connections", () => {
    const other = base.replace("path: /,", "path: /b, durable: true,").replace(" a:", " b:");
    expect(needsRestart(read(base), read(other))).toEqual([]);
  });
});
