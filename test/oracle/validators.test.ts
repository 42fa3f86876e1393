import { describe, expect, it } from "vitest";
import { fold } from "./fold.ts";
import { validatorRows } from "./validator-rows.ts";
import { validates } from "./validators.ts";

describe("validators", () => {
  for (const { yes, no, ...validator } of validatorRows) {
    const { name } = validator;
    const check = (text: string): boolean => validates(validator, fold(Buffer.from(text, "utf8"), true).text);
    it.each(yes)(`${name} says yes of %j`, (text) => {
      expect(check(text)).toBe(true);
    });
    it.each(no)(`${name} says no of %j`, (text) => {
      expect(check(text)).toBe(false);
    });
  }
});
