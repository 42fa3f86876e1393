/**
 * The texts that benches read, made from what lies in the repository, the same ones every time:
 *
 *   prose    what a model answers, without sensitive values: the paragraphs of src/load/prose.ts, shuffled by a seed
 *   source   this project's own C++ and TypeScript, without the detectors, whose examples are meant to be found
 *   dense    prose with a sensitive value about every 60 bytes
 *   varied   prose of made-up words, hardly any of them twice, with names and numbers
 */
import { ok } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { paragraphs } from "../src/load/prose.ts";
import { random } from "../src/load/random.ts";
import { fromRoot } from "./root.ts";

/** Pieces in a shuffled order, again and again, until there are at least `bytes`; cut at a piece's end. */
function repeatShuffled(pieces: readonly string[], bytes: number, seed: number): string {
  const next = random(seed);
  const out: string[] = [];
  for (let size = 0; size < bytes; ) {
    const round = [...pieces];
    while (round.length > 0 && size < bytes) {
      const [piece = ""] = round.splice(Math.floor(next() * round.length), 1);
      size += Buffer.byteLength(piece);
      out.push(piece);
    }
  }
  return out.join("");
}

export const prose = (bytes: number, seed = 1): string =>
  repeatShuffled(
    paragraphs.map((paragraph) => `${paragraph}\n\n`),
    bytes,
    seed,
  );

export function sourceCode(bytes: number): string {
  const files = ["native", "src/pipeline", "src/protocols", "src/policy", "src/audit", "src/scanning"].flatMap(
    (folder) =>
      readdirSync(fromRoot(folder), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(?:ts|cc|h)$/.test(name))
        .sort()
        .map((name) => readFileSync(fromRoot(`${folder}/${name}`), "utf8")),
  );
  ok(files.length > 20, "the sources lie beside the build");
  return repeatShuffled(files, bytes, 2);
}

/** Well-known test values of kinds that the default policy replaces. */
export const values = [
  "alice@example.com",
  "078-05-1120",
  "4111 1111 1111 1111",
  "+44 20 7946 0958",
  "(202) 555-0143",
  "GB82 WEST 1234 5698 7654 32",
  "DE89 3704 0044 0532 0130 00",
  "5555-5555-5555-4444",
] as const;

export interface DenseText {
  readonly text: string;
  /** How many values are in it. */
  readonly planted: number;
}

export function dense(bytes: number): DenseText {
  const words = prose(bytes).replace(/\s+/g, " ").split(" ");
  const out: string[] = [];
  let planted = 0;
  let size = 0;
  let word = 0;
  while (size < bytes) {
    let gap = "";
    while (gap.length < 36) gap += `${words[word++ % words.length]} `;
    // A digit before a value would make another value of it.
    const piece = `${gap.replace(/[0-9]/g, "x")}${values[planted % values.length]} `;
    planted += 1;
    size += Buffer.byteLength(piece);
    out.push(piece);
  }
  return { text: out.join(""), planted };
}

const syllables =
  "an ber cor dal en fir gos hul im jor ka lem mis nor ol pra quin rus sten tal un ver wil xan yor zim".split(" ");

/** What texts of many authors are to an automaton that remembers what it has read. */
export function varied(bytes: number, seed = 5): string {
  const next = random(seed);
  const below = (bound: number): number => Math.floor(next() * bound);
  const word = (): string => Array.from({ length: 1 + below(4) }, () => syllables[below(syllables.length)]).join("");
  const piece = (): string => {
    const kind = below(16);
    if (kind === 0) return String(below(1_000));
    const made = word();
    return kind < 3 ? `${made[0]?.toUpperCase()}${made.slice(1)}` : made;
  };
  let text = "";
  while (text.length < bytes) text += `${piece()}${below(12) === 0 ? ". " : " "}`;
  return text;
}

/** A signed token of about so many bytes, of no secret and no person. */
export function jwt(bytes: number): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const next = random(3);
  const noise = (length: number): string =>
    Buffer.from(Array.from({ length }, () => Math.floor(next() * 256))).toString("base64url");
  const head = `${part({ alg: "RS256", typ: "JWT" })}.`;
  const signature = `.${noise(256)}`;
  const claims = part({ iss: "https://issuer.example", sub: "service", scope: noise(1) });
  const missing = Math.max(0, bytes - head.length - signature.length - claims.length);
  return (
    head +
    part({ iss: "https://issuer.example", sub: "service", scope: noise(Math.floor((missing * 9) / 16)) }) +
    signature
  );
}

/** Text cut into tokens of 1 to 8 characters, as models send it. */
export function tokens(text: string, seed = 4): string[] {
  const next = random(seed);
  const characters = [...text];
  const out: string[] = [];
  for (let at = 0; at < characters.length; ) {
    const length = 1 + Math.floor(next() * 8);
    out.push(characters.slice(at, at + length).join(""));
    at += length;
  }
  return out;
}

export const nothing = new Uint8Array(0);

export function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}
