/**
 * Numbering plans: what the validator `phone` knows of each country. The lines are generated (phone-plan-data.ts).
 */
import { groupLines, planLines } from "./phone-plan-data.ts";

export interface PhonePlan {
  /** ISO 3166-1 alpha-2, or the calling code itself where it belongs to no country. */
  readonly region: string;
  readonly code: string;
  /** What stands before a number that is dialled inside of the country; may be empty. */
  readonly trunk: string;
  /** Numbers of digits that a number has without its trunk prefix. */
  readonly lengths: readonly number[];
  /** Regular expression of fixed-line and mobile numbers, without the trunk prefix. */
  readonly assigned: string;
}

/** One way to write a number in groups of digits. */
export interface PhoneGroups {
  readonly groups: readonly { readonly min: number; readonly max: number }[];
  /** Trunk prefixes that are written before it in some country. */
  readonly trunks: readonly string[];
}

const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

export const phonePlans: readonly PhonePlan[] = linesOf(planLines).map((line) => {
  const [region = "", code = "", trunk = "", lengths = "", assigned = ""] = line.split(" ");
  return { region, code, trunk: trunk === "-" ? "" : trunk, lengths: lengths.split(",").map(Number), assigned };
});

export const phoneGroups: readonly PhoneGroups[] = linesOf(groupLines).map((line) => {
  const [groups = "", trunks = ""] = line.split(":");
  const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
  return {
    groups: words(groups).map((group) => {
      const [min = 0, max = min] = group.split("-").map(Number);
      return { min, max };
    }),
    trunks: words(trunks),
  };
});
