/** Writes durable starts as fast as it can and prints each exchange id once it was accepted, until it is killed. */
import { createAudit } from "../../dist/src/audit/audit.js";
import { createExchangeIds } from "../../dist/src/audit/exchange-id.js";

const audit = await createAudit({
  directory: process.argv[2],
  gateway: { version: "0.1.0", ruleset: "r", policy: "p", connections: 1, detectors: 1 },
  limits: { segmentBytes: 20_000 },
});
const nextId = createExchangeIds();

const one = () => {
  const exchange = nextId();
  const text = { connection: "c", principal: "anonymous", session: "s", protocol: "http", operation: "o", remote: "r" };
  const event = {
    kind: "start",
    time: Date.now(),
    exchange,
    principalKind: "anonymous",
    direction: "request",
    ...text,
  };
  audit.start({ ...event, mode: "enforce", ruleset: "r", policy: "p" }, { durable: true }, (error) => {
    if (error === undefined) process.stdout.write(`${exchange}\n`);
    one();
  });
};
for (let index = 0; index < 50; index++) one();
