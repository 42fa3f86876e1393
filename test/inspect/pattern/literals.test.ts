import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAutomaton } from "../../../src/inspect/pattern/automaton.ts";
import { literalsOf } from "../../../src/inspect/pattern/literals.ts";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";

function literals(source: string, caseless = false) {
  const found = literalsOf(createAutomaton(parsePattern(source, { caseless }), 4096));
  return (
    found && {
      ...found,
      literals: found.literals.map((one) => Buffer.from(one.bytes).toString() + (one.caseless ? "*" : "")),
    }
  );
}

describe("the literals that a pattern begins with", () => {
  it.each<[string, boolean, number, readonly string[]]>([
    ["adafruit[0-9]{4}", false, 0, ["adafruit"]],
    ["adafruit[0-9]{4}", true, 0, ["adafruit*"]],
    ["AKIA[A-Z0-9]{16}", false, 0, ["AKIA"]],
    ["sk-(?:live|test)-[a-z]{9}", false, 0, ["sk-live-", "sk-test-"]],
    ["h-?captcha[a-z]{9}", true, 0, ["h-captch*", "hcaptcha*"]],
    // Where one byte more would be too many, it ends.
    ["tenor[ _.-]?[a-z]{9}", false, 0, ["tenor"]],
    // A match may be over there.
    ["key(?:word)?", false, 0, ["key"]],
    // Any byte before it: it stands one further on.
    ["[^a-z]data:[a-z]{9}", false, 1, ["data:"]],
  ])("%s, caseless %s", (source, caseless, offset, wanted) => {
    const found = literals(source, caseless);
    expect(found?.offset).toBe(offset);
    expect([...(found?.literals ?? [])].sort()).toEqual([...wanted].sort());
  });

  it.each([
    "[a-z]{9}",
    "ab[a-z]{9}",
    "ab",
    "(?:[a-z]x|xyz)[a-z]",
    "(?:a|[^a-z]bcd)[a-z]",
  ])("are none of %s", (source) => {
    expect(literals(source)).toBeUndefined();
  });

  it("cost more the shorter and the more common they are", () => {
    const cost = (source: string): number => literals(source)?.cost ?? 0;
    expect(cost("send")).toBeGreaterThan(cost("sendmail"));
    expect(cost("send")).toBeGreaterThan(cost("xk-9"));
    expect(cost("(?:sendmail|fetchmail)")).toBeGreaterThan(cost("sendmail"));
  });

  it("stand in every match", () => {
    const words = ["ab", "abc", "Token", "key_", "[xy]z", "(?:ab|cd)e", "q{2,5}", "-?s"];
    const sources = fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(sources, fc.boolean(), fc.infiniteStream(fc.nat(100)), (source, caseless, choose) => {
        const automaton = createAutomaton(parsePattern(source, { caseless }), 4096);
        const found = literalsOf(automaton);
        if (!found) return;
        // A match: one way through the automaton.
        const text: number[] = [];
        for (let next: readonly number[] = automaton.first; ; ) {
          const position = next[(choose.next().value ?? 0) % next.length] ?? 0;
          const bytes = automaton.classes[automaton.classOf[position] ?? 0] ?? new Uint32Array(8);
          const members = Array.from({ length: 256 }, (_, byte) => byte).filter(
            (byte) => ((bytes[byte >> 5] ?? 0) >>> (byte & 31)) & 1,
          );
          text.push(members[(choose.next().value ?? 0) % members.length] ?? 0);
          next = automaton.follow[position] ?? [];
          if (next.length === 0 || (automaton.last.includes(position) && (choose.next().value ?? 0) % 2 === 0)) break;
        }
        const match = Buffer.from(text).subarray(found.offset).toString("latin1");
        const stands = found.literals.some((literal) => {
          const wanted = Buffer.from(literal.bytes).toString("latin1");
          return literal.caseless ? match.toLowerCase().startsWith(wanted) : match.startsWith(wanted);
        });
        expect(stands).toBe(true);
      }),
    );
  });
});
