/**
 * Values on an allow list: found and left alone, wherever they stand and however the text is cut, while nothing beside or in them is. The engine and
 * the oracle go side by side at every split; the real way through codec and policy is asked too.
 */
import { describe, expect, it } from "vitest";
import { createDirection, type Note } from "../../src/pipeline/direction.ts";
import { feed, judgeWhole } from "../oracle/lane.ts";
import { synthetic } from "../oracle/synthetic.ts";
import { ownOf } from "./own.ts";
import { realLimits } from "./real.ts";
import { createTwin } from "./twin.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

const email = synthetic("email", {
  pattern: String.raw`[\w.]{1,20}@(?:[a-z]{1,10}\.){1,2}[a-z]{2,4}`,
  notAfter: "[a-z]",
  allow: [{ pattern: String.raw`alice@example\.com`, caseless: true }, { pattern: String.raw`[^@]{1,20}@ok\.org` }],
});
const url = synthetic("url", {
  pattern: String.raw`https://[!-~]{1,60}`,
  allow: [{ pattern: String.raw`https://docs\.example/[!-~]{0,60}` }],
});
const card = synthetic("card", {
  pattern: String.raw`\d(?:[ -]?\d){12,18}`,
  notAfter: String.raw`\d`,
  validate: [{ name: "luhn" }],
});
const key = synthetic("key", { pattern: "key_[a-z]{4}", tail: "[a-z]", allow: [{ pattern: "key_test" }] });

describe("an allowed value", () => {
  it.each([
    [
      "is left alone, its beginnings and ends too",
      [email],
      "to alice@example.com, bob@example.com.",
      "to alice@example.com, #.",
    ],
    ["by what it is without case", [email], "ALICE@example.com", "ALICE@example.com"],
    ["is not allowed as a part of a longer one", [email], "malice@example.com", "#"],
    ["nor with more behind it", [email], "alice@example.com.au", "#"],
    ["by an expression", [email], "bob@ok.org bob@nok.org", "bob@ok.org #"],
    [
      "does not hide what stands in it",
      [url, card],
      "see https://docs.example/4111111111111111/x now",
      "see https://docs.example/#/x now",
    ],
    ["does not hide what overlaps its end", [url, email], "https://docs.example/,bob@x.org", "https://docs.example/,#"],
    ["is hidden by what holds it", [url, email], "https://x.example/alice@example.com/", "#"],
    ["swallows nothing", [key], "key_testmore key_livemore", "key_testmore #~"],
    [
      "in disguise",
      [email],
      "alice%40example.com \\u0061lice@example.com",
      "alice%40example.com \\u0061lice@example.com",
    ],
  ] as const)("%s", (_what, rules, text, shown) => {
    const twin = createTwin(rules);
    const profile = new Uint8Array(rules.length).fill(2);
    const raw = bytes(text);
    const whole = judgeWhole(twin(), raw, profile);
    const spelt = whole.segments.map(({ kind, start, end }) =>
      kind === "text" ? Buffer.from(raw.subarray(start, end)).toString() : kind === "span" ? "#" : "~",
    );
    expect(spelt.join("")).toBe(shown);
    const same = ({ segments, findings }: typeof whole) => ({ segments, findings });
    for (let cut = 0; cut <= raw.length; cut++) {
      expect(same(feed(twin(), [raw.subarray(0, cut), raw.subarray(cut)], profile)), `cut at ${cut}`).toEqual(
        same(whole),
      );
    }
    const singly = [...raw].map((byte) => Uint8Array.of(byte));
    expect(same(feed(twin(), [...singly, new Uint8Array(0)], profile))).toEqual(same(whole));
  });

  it("is a finding that says so", () => {
    const twin = createTwin([email]);
    const { findings } = judgeWhole(twin(), bytes("alice@example.com bob@x.org"), Uint8Array.of(2));
    expect(findings).toEqual([
      { detector: 0, start: 0, end: 17, truncated: false, allowed: true },
      { detector: 0, start: 18, end: 27, truncated: false },
    ]);
  });

  it("that the end cuts off is none", () => {
    const cut = { ...email, commit: { bytes: 8 } };
    const { findings } = judgeWhole(createTwin([cut])(), bytes("alice@example.c"), Uint8Array.of(2));
    expect(findings).toEqual([{ detector: 0, start: 0, end: 15, truncated: true }]);
  });
});

/** The way from a configuration to the notes of the audit trail, over the whole catalogue. */
function redactor(detectors: object) {
  const { scanner, policy } = ownOf({ detectors });
  return (chunks: readonly Uint8Array[]): { readonly text: string; readonly notes: readonly string[] } => {
    const notes: Note[] = [];
    const direction = createDirection({
      policy,
      scanner,
      limits: realLimits,
      counted: () => {},
      note: (note) => notes.push(note),
    });
    const lane = direction.open({ name: "text", progress: () => {} });
    for (const chunk of chunks) lane.push(chunk);
    lane.end();
    const all = Buffer.concat(chunks);
    const out: Uint8Array[] = [];
    let at = 0;
    for (const edit of lane.takeEdits()) {
      out.push(all.subarray(at, edit.start), edit.replacement);
      at = edit.end;
    }
    const spell = ({ detector, decision, rule, offsets }: Note): string => `${detector} ${decision} ${rule} ${offsets}`;
    return { text: Buffer.concat([...out, all.subarray(at)]).toString(), notes: notes.map(spell).sort() };
  };
}

describe("detectors.allow", () => {
  const redact = redactor({
    allow: [
      { entity: "EMAIL_ADDRESS", domains: ["example.com", "*.example.org"] },
      { values: ["4111 1111 1111 1111", "078-05-1120"] },
      { entity: "PHONE_NUMBER", pattern: String.raw`\+49 30 90182\d` },
    ],
  });

  it.each([
    ["alice@example.com bob@mail.example.org", "alice@example.com bob@mail.example.org"],
    ["alice@sub.example.com bob@example.org", "<EMAIL_ADDRESS> <EMAIL_ADDRESS>"],
    ["alice@example.com.evil.net", "<EMAIL_ADDRESS>"],
    ["alice@notexample.com", "<EMAIL_ADDRESS>"],
    ["card 4111 1111 1111 1111, 5555 5555 5555 4444", "card 4111 1111 1111 1111, <CREDIT_CARD>"],
    ["SSN 078-05-1120 and 219-09-9999", "SSN 078-05-1120 and <US_SSN>"],
    ["at +49 30 901820 or +49 30 9018201", "at +49 30 901820 or <PHONE_NUMBER>"],
    ["ring +49 30 901820", "ring +49 30 901820"],
  ])("%s", (text, shown) => {
    const raw = bytes(text);
    const whole = redact([raw]);
    expect(whole.text).toBe(shown);
    for (let cut = 0; cut <= raw.length; cut++)
      expect(redact([raw.subarray(0, cut), raw.subarray(cut)])).toEqual(whole);
  });

  it("says in the audit trail that it let a value through, and never which", () => {
    const { notes } = redact([bytes("mail alice@example.com")]);
    expect(notes).toEqual(["email allow detectors.allow 5,22"]);
  });
});
