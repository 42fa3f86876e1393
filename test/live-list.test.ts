import { describe, expect, it } from "vitest";
import { type Listed, LiveList } from "../src/live-list.ts";
import { createRandom } from "./harness/chunks.ts";

describe("a list of what lives", () => {
  it("holds what was added and not deleted, as a Set does", () => {
    const random = createRandom(3);
    const list = new LiveList<Listed>();
    const set = new Set<Listed>();
    const all = Array.from({ length: 40 }, (): Listed => ({ place: -1 }));
    for (let i = 0; i < 4_000; i++) {
      const item = all[Math.floor(random() * all.length)];
      if (item === undefined) continue;
      if (set.has(item) || random() < 0.3) {
        list.delete(item);
        set.delete(item);
      } else {
        list.add(item);
        set.add(item);
      }
      expect(list.size).toBe(set.size);
    }
    expect(new Set(list.all())).toEqual(set);
    for (const item of list.all()) list.delete(item);
    expect(list.size).toBe(0);
  });
});
