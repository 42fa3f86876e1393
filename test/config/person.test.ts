import { describe, expect, it } from "vitest";
import { minimal, parse, problems } from "./reading.ts";

describe("detectors.person", () => {
  it("is none where nothing is said", () => {
    expect(parse(minimal()).detectors.person).toBe("none");
  });

  it.each(["none", "precise", "broad"])("may be %s", (how) => {
    expect(parse(minimal("", `detectors: {person: ${how}}`)).detectors.person).toBe(how);
  });

  it("is nothing else", () => {
    expect(problems(minimal("", "detectors: {person: yes}")).join()).toContain("detectors.person");
  });

  const masked = "mask: {entities: {PERSON: {response: mask}}}";
  it("makes PERSON an entity that the policy may name", () => {
    expect(problems(minimal("", `detectors: {person: precise}\n${masked}`))).toEqual([]);
    expect(problems(minimal("", masked)).join()).toContain("say detectors: {person: precise}");
  });
});
