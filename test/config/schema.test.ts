import { expect, test } from "vitest";
import { schema } from "../../src/config/schema.ts";

const connection = { dialect: "openai", upstream: "https://x.example", clients: "anonymous" };
const least = { version: 1, connections: { a: connection } };

test("the least has every default", () => {
  const parsed = schema.parse(least);
  expect(parsed.limits.body).toBe(8_388_608);
  expect(parsed.connections.a?.endpoints).toEqual([{ kind: "inference" }, { kind: "models" }]);
  expect(parsed.admin).toEqual({ address: { host: "127.0.0.1", port: 8081, loopback: true }, hosts: [] });
});

/** Every mapping of the file, with a key that nobody knows in it. */
test.each([
  [{ ...least, zz: 1 }],
  [{ ...least, keys: { zz: 1 } }],
  [{ ...least, listen: { zz: 1 } }],
  [{ ...least, listen: { tls: { cert: "a", key: "b", zz: 1 } } }],
  [{ ...least, admin: { address: "127.0.0.1:1", zz: 1 } }],
  [{ version: 1, connections: { a: { ...connection, zz: 1 } } }],
  [{ version: 1, connections: { a: { ...connection, uninspectable: { zz: 1 } } } }],
  [{ version: 1, connections: { a: { ...connection, headers: { zz: [] } } } }],
  [{ version: 1, connections: { a: { ...connection, detectors: { zz: [] } } } }],
  [{ ...least, detectors: { zz: 1 } }],
  [{ ...least, mask: { zz: {} } }],
  [{ ...least, mask: { labels: { regulated: { request: "mask", zz: 1 } } } }],
  [{ ...least, mask: { labels: { regulated: { request: { partial: 1, zz: 1 } } } } }],
  [{ ...least, rules: [{ id: "a", if: {}, then: "block", zz: 1 }] }],
  [{ ...least, rules: [{ id: "a", if: { zz: 1 }, then: "block" }] }],
  [{ ...least, rules: [{ id: "a", if: {}, then: { mask: "drop", zz: 1 } }] }],
  [{ ...least, limits: { zz: 1 } }],
  [{ ...least, timeouts: { zz: "1s" } }],
  [{ ...least, audit: { zz: 1 } }],
  [{ ...least, log: { zz: 1 } }],
])("an unknown key is refused everywhere (%#)", (value) => {
  expect(schema.safeParse(value).success).toBe(false);
});
