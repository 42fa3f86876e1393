import { describe, expect, it } from "vitest";
import { checkConfig } from "../../src/config/parse-config.ts";
import { createDirection, type Note } from "../../src/pipeline/direction.ts";
import { createProfile } from "../../src/policy/profile.ts";
import { LaneText } from "../../src/protocols/http/bodies/lane-text.ts";
import { testDetectors } from "../harness/detectors.ts";
import { createTestInspection, testLimits } from "../harness/inspection.ts";
import { createLateScanner } from "../harness/late-scanner.ts";
import { createOracleScanner } from "../oracle/oracle.ts";

interface Policy {
  readonly mask?: object;
  readonly rules?: readonly object[];
  readonly mode?: string;
}

function judge(policy: Policy, chunks: readonly string[], direction: "request" | "response" = "response") {
  const { mode, ...rest } = policy;
  const value = {
    version: 1,
    listen: { address: "127.0.0.1:8080" },
    connections: {
      c: {
        dialect: "openai",
        upstream: "http://127.0.0.1:1",
        path: "/",
        clients: "anonymous",
        ...(mode === undefined ? {} : { mode }),
      },
    },
    ...rest,
  };
  const config = checkConfig(value, () => undefined, { source: "test", directory: "/tmp", detectors: testDetectors });
  const [connection] = config.connections;
  if (connection === undefined) throw new Error("no connection");
  const notes: Note[] = [];
  const counted: string[] = [];
  const inspection = createDirection({
    policy: {
      profile: createProfile(config, connection, direction, testDetectors),
      hashKey: Buffer.alloc(32, 1),
      fingerprint: (entity, bytes) => `${entity}/${bytes.length}`,
    },
    scanner: createOracleScanner(testDetectors),
    limits: testLimits,
    note: (note) => notes.push(note),
    counted: (entity) => counted.push(entity),
  });
  const text = new LaneText();
  let out = "";
  const lane = inspection.open({
    name: "text",
    progress: () => {
      if (inspection.stopped === undefined)
        text.take(lane, (bytes) => {
          out += Buffer.from(bytes).toString();
        });
    },
  });
  for (const chunk of chunks) {
    text.append(Buffer.from(chunk));
    lane.push(Buffer.from(chunk));
  }
  lane.end();
  return { out, notes, counted, stopped: inspection.stopped };
}

const entities = (name: string, action: unknown) => ({
  mask: { entities: { [name]: { request: action, response: action } } },
});
const email = testDetectors.find(({ id }) => id === "email")?.entity ?? "";
const token = testDetectors.find(({ id }) => id === "token")?.entity ?? "";

describe("one direction", () => {
  it.each([
    ["replace", "replace", `to <${email}> now`],
    ["mask", "mask", "to ***************** now"],
    ["drop", "drop", "to  now"],
    ["allow", "allow", "to alice@example.com now"],
    ["partial", { partial: 4 }, "to ************e.com now"],
  ])("applies %s", (_name, action, out) => {
    expect(judge(entities(email, action), ["to alice@exa", "mple.com now"]).out).toBe(out);
  });

  it("gives the same mark to the same value", () => {
    const { out } = judge(entities(email, "hash"), ["alice@example.com bob@example.com alice@example.com"]);
    const [first, second, third] = out.split(" ");
    expect(first).toBe(third);
    expect(first).not.toBe(second);
    expect(first).toMatch(/^<[A-Z_]+:[0-9a-f]{12}>$/);
  });

  it("carries an operator on into the swallowed tail, piece by piece", () => {
    const value = `tok_abcd1234${"e".repeat(30)}`;
    const whole = judge(entities(token, "mask"), [`a ${value} b`]).out;
    expect(whole).toBe(`a ${"*".repeat(value.length)} b`);
    expect(judge(entities(token, "mask"), [...`a ${value} b`]).out).toBe(whole);
  });

  it("notes each finding with its place, its mark and what was done, and never the value", () => {
    const { notes, counted } = judge(entities(email, "replace"), ["to alice@example.com"]);
    expect(notes).toEqual([
      {
        direction: "response",
        entity: email,
        detector: "email",
        lane: "text",
        count: 1,
        offsets: [3, 20],
        fingerprint: `${email}/17`,
        decision: "mask",
        operator: "replace",
        rule: `mask.entities.${email}`,
        truncated: false,
      },
    ]);
    expect(counted).toEqual([email]);
    expect(JSON.stringify(notes)).not.toContain("alice");
  });

  it("stops at a value that a rule blocks, with the rule and what to do, before any of it leaves", () => {
    const rules = [
      { id: "no-mail", if: { direction: "request", entities: [email] }, then: "block", say: "Leave addresses out." },
    ];
    const { out, stopped, notes } = judge({ rules }, ["to alice@example.com now"], "request");
    expect(stopped).toMatchObject({ code: "blocked", status: 403, source: "client", advice: "Leave addresses out." });
    expect(stopped?.message).toContain("no-mail");
    expect(out).not.toContain("alice");
    expect(notes.at(-1)).toMatchObject({ decision: "block", rule: "no-mail" });
  });

  it("changes nothing in observe mode and notes what it would have done", () => {
    const { out, notes } = judge({ ...entities(email, "drop"), mode: "observe" }, ["to alice@example.com now"]);
    expect(out).toBe("to alice@example.com now");
    expect(notes).toMatchObject([{ decision: "allow", operator: "would drop" }]);
  });

  it("ends by a fault behind a scan that answers later, and keeps it from the scanner", () => {
    const scanner = createLateScanner(createOracleScanner(testDetectors));
    const inspection = createTestInspection({ scanner });
    const lane = inspection.open({
      name: "text",
      progress: () => {
        throw new TypeError("a fault");
      },
    });
    lane.push(Buffer.from("some text. "));
    scanner.answer();
    expect(inspection.stopped).toMatchObject({ code: "internal", status: 500 });
  });
});
