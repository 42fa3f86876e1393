/** The texts that detectors are measured on: a file of the user's, or prose with a planted value to 100 tokens. */
import { readFileSync } from "node:fs";
import { passage } from "../load/passage.ts";
import { random } from "../load/random.ts";
import { systemCode } from "../system-code.ts";

export interface Corpus {
  readonly name: string;
  readonly bytes: number;
  readonly texts: readonly Uint8Array[];
}

/** Of one text, as the gateway has them: a message, a document's leaf. */
const TEXT_BYTES = 4_096;
const OWN_BYTES = 128 << 10;
export const LARGEST_CORPUS = 1 << 20;

/** A corpus that is not read: a sentence for a person. */
export class CorpusProblem extends Error {}

/** Throws `CorpusProblem`. */
export function openCorpus(file: string | undefined): Corpus {
  const bytes = file === undefined ? ownText() : read(file);
  const name = file ?? "prose with a planted value to 100 tokens";
  return { name, bytes: bytes.length, texts: cut(bytes) };
}

function read(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = systemCode(error) ?? "unknown error";
    throw new CorpusProblem(`--corpus: ${file} cannot be read (${code}).`);
  }
  if (bytes.length < TEXT_BYTES || bytes.length > LARGEST_CORPUS)
    throw new CorpusProblem(
      `--corpus: ${file} has ${bytes.length} bytes; from ${TEXT_BYTES} to ${LARGEST_CORPUS} are measured.`,
    );
  return bytes;
}

function ownText(): Buffer {
  const next = random(1);
  const parts: string[] = [];
  for (let size = 0; size < OWN_BYTES; ) {
    const { text } = passage({ tokens: 200, pii: 1 }, next);
    parts.push(text);
    size += text.length;
  }
  return Buffer.from(parts.join("\n\n"));
}

/** Behind a blank, where there is one; never inside a character. */
function cut(bytes: Buffer): Uint8Array[] {
  const texts: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    let to = Math.min(bytes.length, from + TEXT_BYTES);
    if (to < bytes.length) {
      const blank = bytes.lastIndexOf(0x20, to - 1);
      if (blank > from) to = blank + 1;
      else while (to > from + 1 && ((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1;
    }
    texts.push(bytes.subarray(from, to));
    from = to;
  }
  return texts;
}
