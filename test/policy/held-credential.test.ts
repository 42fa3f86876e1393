import { describe, expect, it } from "vitest";
import { decide } from "../../src/policy/decide.ts";
import { withHeldCredential } from "../../src/policy/held-credential.ts";
import { createProfile } from "../../src/policy/profile.ts";
import { minimal, parse } from "../config/reading.ts";
import { sampleDetectors } from "../config/sample-detectors.ts";

const profileOf = (connection: string, top = "") => {
  const config = parse(minimal(connection, top));
  const [first] = config.connections;
  if (first === undefined) throw new Error("no connection");
  return createProfile(config, first, "response", sampleDetectors);
};
const finding = (detector: number) => ({ detector, start: 0, end: 20, truncated: false });

describe("the gateway's own credential", () => {
  it("is one detector more, past those of the engine, and acts", () => {
    const plain = profileOf("");
    const profile = withHeldCredential(plain);
    expect(profile.held).toBe(sampleDetectors.length);
    expect([...profile.bytes]).toEqual([...plain.bytes, 2]);
    expect([profile.detectors.length, profile.table.length]).toEqual([profile.held + 1, profile.held + 1]);
    expect(profile.detectors[profile.held]?.entity).toBe("GATEWAY_CREDENTIAL");
  });

  it.each([
    ["nothing is said", "", ""],
    ["credentials are allowed", "", "mask: {tags: {credential: {response: allow}}}"],
    ["a connection only observes", "mode: observe", ""],
  ])("is replaced where %s", (_what, connection, top) => {
    const profile = withHeldCredential(profileOf(connection, top));
    expect(decide(profile, [finding(profile.held)])).toMatchObject({
      kind: "mask",
      operator: { kind: "replace" },
      entity: "GATEWAY_CREDENTIAL",
      rule: "held.credential",
    });
  });

  it("leaves other findings of a connection that observes alone", () => {
    const profile = withHeldCredential(profileOf("mode: observe"));
    expect(decide(profile, [finding(0)]).kind).toBe("allow");
  });

  it("names the span where another detector found it too, and what is stricter holds", () => {
    const aws = sampleDetectors.findIndex(({ id }) => id === "aws-key");
    const profile = withHeldCredential(profileOf("", "mask: {entities: {AWS_ACCESS_KEY: {response: {partial: 4}}}}"));
    expect(decide(profile, [finding(aws), finding(profile.held)])).toMatchObject({
      operator: { kind: "replace" },
      entity: "GATEWAY_CREDENTIAL",
    });
  });
});
