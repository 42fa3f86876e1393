// The corpus of a harness as one text file: an input a line in base64, lines with # say what follows. Inputs are unpacked into
// files that are named by their content, as a fuzzer names them.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const nameOf = (bytes) => createHash("sha1").update(bytes).digest("hex");

/** @returns {Buffer[]} */
export function readInputs(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => Buffer.from(line, "base64"));
}

export function unpack(inputs, directory) {
  mkdirSync(directory, { recursive: true });
  for (const bytes of inputs) writeFileSync(join(directory, nameOf(bytes)), bytes);
}

/** The smallest files of a directory, as many as fit. */
export function pack(directory, file, header, mostBytes) {
  const inputs = readdirSync(directory).map((name) => readFileSync(join(directory, name)));
  inputs.sort((a, b) => a.length - b.length || a.compare(b));
  const lines = [];
  let left = mostBytes;
  for (const bytes of inputs) {
    const line = bytes.toString("base64");
    left -= line.length + 1;
    if (left >= 0) lines.push(line);
  }
  writeFileSync(file, `${[`# ${header}`, ...lines].join("\n")}\n`);
  return { kept: lines.length, of: inputs.length };
}
