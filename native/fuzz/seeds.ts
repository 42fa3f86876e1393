/**
 * What the fuzzers begin with, made by the product's own code from what the tests know: the catalogue's specification, and for
 * each harness the detectors' examples and the texts of the corpus that never leaves.
 *
 *   node seeds.js <directory>      catalogue.spec, batch/ fold/ scan/ spec/
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { brokenBodies } from "../../test/corpus/broken-bodies.ts";
import { escapes } from "../../test/corpus/escapes.ts";
import { heldTexts } from "../../test/corpus/held-texts.ts";

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
write("spec", [Uint8Array.of(0), Buffer.from("sluice01")]);
write("spec", [Uint8Array.of(2), Buffer.from(Int32Array.of(100).buffer), Uint8Array.of(1)]);
