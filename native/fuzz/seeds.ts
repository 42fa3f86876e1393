/**
 * What the fuzzers begin with, made by the product's own code from what the tests know: the specifications of the rulesets, and
 * for each harness the detectors' examples, the texts of the corpus that never leaves, and texts in which values meet.
 *
 *   node seeds.js <directory>      catalogue.spec overlaps.spec, batch/ fold/ scan/ spec/
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { brokenBodies } from "../../test/corpus/broken-bodies.ts";
import { escapes } from "../../test/corpus/escapes.ts";
import { heldTexts } from "../../test/corpus/held-texts.ts";
import { overlapLetters, overlaps } from "./overlaps.ts";

const directory = process.argv[2];
if (directory === undefined) throw new Error("a directory is needed");

const mostBytes = 2_048;
const specBytes = 24_576;

function write(harness: string, parts: readonly Uint8Array[]): void {
  const bytes = Buffer.concat(parts);
  const name = createHash("sha1").update(bytes).digest("hex");
  writeFileSync(join(directory ?? "", harness, name), bytes);
}
const halves = (...numbers: readonly number[]): Buffer => Buffer.from(Uint16Array.from(numbers).buffer);

for (const harness of ["batch", "fold", "scan", "spec"]) mkdirSync(join(directory, harness), { recursive: true });
writeFileSync(join(directory, "catalogue.spec"), createRulesetSpec(catalogue).bytes);
writeFileSync(join(directory, "overlaps.spec"), createRulesetSpec(overlaps).bytes);

const texts = [
  ...catalogue.flatMap(({ examples, counterExamples }) => [...examples, ...counterExamples].map(({ text }) => text)),
  ...heldTexts.map(([text]) => text),
  ...[...escapes, ...brokenBodies].map(({ body }) => body),
].map((text) => Buffer.from(text).subarray(0, mostBytes));

texts.forEach((text, i) => {
  // Some with a profile of mixed values, a context, few states, cuts at a third and two, or everywhere.
  const cuts = i % 5 === 0 ? [25] : [2];
  const places = i % 5 === 0 ? [] : [halves(Math.floor(text.length / 3), Math.floor((2 * text.length) / 3))];
  write("scan", [
    Uint8Array.of(i % 7 === 0 ? 2 : 0, i, i % 3 === 0 ? 2 : 200, i % 4 === 0 ? 6 : 0, ...cuts),
    ...places,
    text,
  ]);
  write("fold", [Uint8Array.of(i % 2, i % 4 === 0 ? 6 : 0), halves(i * 7, i * 11), text]);
});

// Runs of what folds to nothing around the most that pass, raw and escaped, in and around values.
const invisible = ["\u200b", "\\u200b", "%E2%80%8B", "\u0001"];
for (const [i, nothing] of invisible.entries()) {
  for (const most of [15, 16, 17, 40]) {
    const run = nothing.repeat(most);
    const text = Buffer.from(`${run}mail al${run}ice@exam${run}ple.com 078-05${run}-1120${run}`);
    write("scan", [Uint8Array.of(0, i, most, 4, 3), halves(most, 3 * most, 5 * most + i), text]);
    write("fold", [Uint8Array.of(i % 2, 4), halves(most * 3, most), text]);
  }
}

// Every character at an end of a run of those that fold, and its neighbours; and between digits, that nothing is lost.
const folds =
  /\p{Dash}|\p{Zs}|\p{Zl}|\p{Zp}|\p{Nd}|\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u02d7\u2043\u2796\u2800\ufff9-\ufffb]|[\uff01-\uff5e]/u;
const isFolded = (point: number): boolean => folds.test(String.fromCodePoint(point));
const edges = Array.from({ length: 0x10ffff }, (_, point) => point).filter(
  (point) => isFolded(point) !== isFolded(point + 1) && (point < 0xd7ff || point > 0xdfff),
);
for (let i = 0; i < edges.length; i += 24) {
  const near = edges.slice(i, i + 24).flatMap((point) => [point, point + 1].map((one) => String.fromCodePoint(one)));
  write("fold", [Uint8Array.of(1, 0), halves(i, 3 * i), Buffer.from(near.join("1"))]);
}

// Values in values: of the inner one it is known later than of the outer one whether it is one. Cut everywhere.
const everywhere = 25;
const inner = [
  "Call +2 111 1111] now",
  "tel: +44 20 7946 0958 4111 1111 1111 1111.",
  "card 4111 1111 1111 1111.",
  "+1 (212) 555-0123/9",
];
for (const text of inner) write("scan", [Uint8Array.of(0, 0, 200, 0, everywhere), Buffer.from(text)]);

/** Small repeatable numbers (Numerical Recipes' generator). */
let state = 7;
const dice = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const pieces = [...overlapLetters, "é", "\u200b", "%61", "C", "\n"];
for (let i = 0; i < 1500; i += 1) {
  const alphabet = i % 4 === 0 ? pieces : [...overlapLetters];
  const length = 4 + dice(i % 10 === 0 ? 60 : 20);
  const text = Array.from({ length }, () => alphabet[dice(alphabet.length)]).join("");
  // All that act, some that do, or one.
  const kind = 4 + ([0, 2, 2, 3][dice(4)] ?? 0);
  write("scan", [Uint8Array.of(kind, i, i % 5 === 0 ? 3 : 255, i % 3 === 0 ? 2 : 0, everywhere), Buffer.from(text)]);
}

// One item whose region ends with the memory, and one for which a number is missing at its end, or most of it.
const values = Buffer.from("alice@example.com, 078-05-1120 and 4111 1111 1111 1111");
for (const out of [44, 43, 20, 8, 1, 0]) {
  const item = [halves(0x8000), Uint8Array.of(0), halves(0), Uint8Array.of(0)];
  write("batch", [Uint8Array.of(1, 1, 3), halves(values.length, out), ...item, values]);
}

// Two items over every few texts, one of them sound, the other with the numbers that follow in some of its fields.
texts.forEach((text, i) => {
  if (i % 6 !== 0) return;
  const sizes = [Uint8Array.of(2, 2, 4), halves(text.length, 120)];
  const sound = Buffer.concat([halves(0x8000), Uint8Array.of(3), halves(0), Uint8Array.of(0)]);
  const field = 1 << ((i / 6) % 12);
  const own = Buffer.concat([
    halves(field),
    Uint8Array.of(0),
    halves(i),
    Uint8Array.of(1),
    Buffer.from(Int32Array.of(i % 4 === 0 ? -1 : i).buffer),
  ]);
  write("batch", [...sizes, ...(i % 12 === 0 ? [sound, own] : [own, sound]), text]);
});

for (const detector of catalogue) {
  const { bytes } = createRulesetSpec([detector]);
  if (bytes.length > specBytes) continue;
  write("spec", [Uint8Array.of(1), bytes]);
  write("spec", [Uint8Array.of(3), halves(bytes.length), bytes]);
}

// Every index of a few detectors, that all kinds of index are among, set to the first that is none, and to others.
const withTail = overlaps.filter(({ tail }) => tail !== undefined).slice(0, 2);
const byGate = overlaps.filter(({ pattern }) => pattern.includes("@")).slice(0, 1);
const checked = overlaps.filter(({ validate, lead }) => validate ?? lead).slice(0, 2);
for (const detectors of [withTail, byGate, checked]) {
  const { bytes } = createRulesetSpec(detectors);
  for (let which = 0; which < 60; which += 1) {
    for (const beyond of [0, 31 + which, -4]) {
      write("spec", [Uint8Array.of(4), halves(which), Buffer.from(Int32Array.of(beyond).buffer), bytes]);
    }
  }
}
write("spec", [Uint8Array.of(0), Buffer.from("sluice01")]);
write("spec", [Uint8Array.of(2), Buffer.from(Int32Array.of(100).buffer), Uint8Array.of(1)]);
