import { expect, test } from "vitest";
import { createTurns } from "../../src/processes/in-turn.ts";

test("work follows work, also after one that failed", async () => {
  const inTurn = createTurns();
  const order: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const [a, b, c] = [inTurn(work("a")), inTurn(work("b", true)), inTurn(work("c"))];
  await expect(b).rejects.toThrow("b");
  expect([await a, await c]).toEqual(["a", "c"]);
  expect(order).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});
