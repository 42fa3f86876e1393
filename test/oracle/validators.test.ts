import { describe, expect, it } from "vitest";
import { validatorRows } from "./validator-rows.ts";
import { validates } from "./validators.ts";

describe("validators", () => {
  for (const { yes, no, ...validator } of validatorRows) {
    const { name } = validator;
    const check = (text: string): boolean => validates(validator, Buffer.from(text, "utf8"));
    it.each(yes)(`${name} says yes of %j`, (text) => {
      expect(check(text)).toBe(true);
    });
    it.each(no)(`${name} says no of %j`, (text) => {
      expect(check(text)).toBe(false);
    });
  }
});
