import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { atTurnsEnd, type Kind, kinds } from "../src/turn.ts";

const { read, judge, finish, write } = kinds;

function workers() {
  const done: string[] = [];
  const put = (name: string, kind: Kind, then: () => void = () => {}): void =>
    atTurnsEnd(kind, {
      work() {
        done.push(name);
        then();
      },
    });
  return { done, put };
}

it("does the work of a turn kind by kind, in the order in which it came, once the turn's callbacks are over", async () => {
  const { done, put } = workers();
  for (const name of ["a", "b", "c"]) {
    put(`${name} writes`, write);
    put(`${name} is read`, read);
    put(`${name} is judged`, judge);
  }
  await Promise.resolve();
  expect(done).toEqual([]);
  await setImmediate();
  expect(done).toEqual([
    ...["a is read", "b is read", "c is read"],
    ...["a is judged", "b is judged", "c is judged"],
    ...["a writes", "b writes", "c writes"],
  ]);
});

it("does later kinds in the same turn, what is no later in the next one", async () => {
  const { done, put } = workers();
  const andThen = (name: string) => () => {
    put(`${name} judged`, judge, () => {
      put(`${name} written`, write);
      put(`${name} judged again`, judge);
      put(`${name} read again`, read, () => put(`${name} finished`, finish));
    });
  };
  put("a", read, andThen("a"));
  put("b", read, andThen("b"));
  await setImmediate();
  expect(done.splice(0)).toEqual(["a", "b", "a judged", "b judged", "a written", "b written"]);
  await setImmediate();
  expect(done.splice(0)).toEqual([
    ...["a read again", "b read again", "a judged again", "b judged again", "a finished", "b finished"],
  ]);
  await setImmediate();
  expect(done).toEqual([]);
});
