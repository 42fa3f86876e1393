import { describe, expect, it } from "vitest";
import { phoneGroups, phonePlans } from "../../src/inspect/phone-plans.ts";
import { phonePlanSource } from "./phone-plans.ts";

describe("the numbering plans", () => {
  it("are what libphonenumber's metadata says", async () => {
    await expect(phonePlanSource()).toMatchFileSnapshot("../../src/inspect/phone-plan-data.ts");
  });

  it("have a code, lengths and assigned numbers for every region", () => {
    expect(phonePlans.length).toBeGreaterThan(240);
    for (const { region, code, trunk, lengths, assigned } of phonePlans) {
      expect(code, region).toMatch(/^[1-9]\d{0,2}$/);
      expect(trunk, region).toMatch(/^\d{0,2}$/);
      expect(
        lengths.every((length) => length >= 2 && length <= 17),
        region,
      ).toBe(true);
      expect(() => new RegExp(assigned), region).not.toThrow();
      expect(assigned, region).not.toBe("");
    }
  });

  it("have no code that begins another one", () => {
    const codes = [...new Set(phonePlans.map(({ code }) => code))];
    for (const code of codes) {
      expect(codes.filter((other) => other !== code && other.startsWith(code))).toEqual([]);
    }
  });

  it("know how Germans, Frenchmen and Russians group theirs", () => {
    const written = phoneGroups.map(({ groups, trunks }) => ({
      groups: groups.map(({ min, max }) => (min === max ? `${min}` : `${min}-${max}`)).join(" "),
      trunks,
    }));
    expect(written.find(({ groups }) => groups === "3 7-8")?.trunks).toContain("0");
    expect(written.find(({ groups }) => groups === "1 2 2 2 2")?.trunks).toContain("0");
    expect(written.find(({ groups }) => groups === "3 3 2 2")?.trunks).toContain("8");
  });
});
