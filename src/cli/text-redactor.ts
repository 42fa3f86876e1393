/** The pure pipeline over one text at a time, without HTTP: for `redact`, `try` and the demo's colours. */
import { randomBytes } from "node:crypto";
import type { Config, Connection } from "../config/config.ts";
import { type DetectorSet, detectorSet } from "../config/detector-set.ts";
import { configFromFlags } from "../config/flags.ts";
import { loadConfig } from "../config/load-config.ts";
import { SluiceError } from "../errors.ts";
import { catalogue } from "../inspect/detectors/catalogue.ts";
import { catalogueWith } from "../inspect/detectors/catalogue-with.ts";
import type { PersonChoice } from "../inspect/detectors/persons.ts";
import type { Edit } from "../inspect/inspection.ts";
import type { Scanner } from "../inspect/scanner.ts";
import { random } from "../load/random.ts";
import { openDetectors, openUntried } from "../open-detectors.ts";
import { createDirection } from "../pipeline/direction.ts";
import { createProfile, type Profile } from "../policy/profile.ts";
import { LaneText } from "../protocols/http/bodies/lane-text.ts";
import type { Ruleset } from "../scanning/addon.ts";
import { createInlineScanner } from "../scanning/inline-scanner.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { refusedConfig } from "./refused-config.ts";

export type Chunking =
  | { readonly kind: "whole" }
  | { readonly kind: "fixed"; readonly bytes: number }
  | { readonly kind: "random"; readonly seed: number };

export interface TextFinding {
  /** UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly entity: string;
  readonly detector: string;
  /** `mask`, `allow` ... */
  readonly decision: string;
}

export interface RedactedText {
  readonly text: string;
  readonly findings: readonly TextFinding[];
}

/** What stands behind a redactor: which detectors there are, and what becomes of what they find. */
export interface TextPolicy {
  readonly config: Config;
  readonly connection: Connection;
  readonly set: DetectorSet;
  readonly profile: Profile;
  /** Undefined: a scanner was given. */
  readonly ruleset: Ruleset | undefined;
}

export interface TextRedactor {
  /** `context`: what stands before the text and is not redacted, as a key does. */
  redact(text: string, chunking: Chunking, context?: string): RedactedText;
  readonly policy: TextPolicy;
}

/** `undefined`, a number of bytes, or `random:SEED`. */
export function parseChunking(text: string | undefined): Chunking {
  if (text === undefined) return { kind: "whole" };
  const seed = text.match(/^random:(\d{1,9})$/)?.[1];
  if (seed !== undefined) return { kind: "random", seed: Number(seed) };
  if (/^[1-9]\d{0,8}$/.test(text)) return { kind: "fixed", bytes: Number(text) };
  throw new CommandFailure(
    EXIT.usage,
    "--chunk takes a number of bytes (--chunk 4) or random:SEED (--chunk random:7).",
  );
}

function* pieces(bytes: Uint8Array, chunking: Chunking): Generator<Uint8Array> {
  if (chunking.kind === "whole") {
    yield bytes;
    return;
  }
  const next = chunking.kind === "random" ? random(chunking.seed) : undefined;
  for (let at = 0; at < bytes.length; ) {
    const length = chunking.kind === "fixed" ? chunking.bytes : 1 + Math.floor((next?.() ?? 0) * 32);
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

/** UTF-16 offset of each byte offset of the text's UTF-8 form, asked in any order. */
export function utf16Offsets(bytes: Uint8Array): (offset: number) => number {
  const ascii = bytes.every((byte) => byte < 0x80);
  if (ascii) return (offset) => offset;
  const table = new Uint32Array(bytes.length + 1);
  let units = 0;
  bytes.forEach((byte, index) => {
    table[index] = units;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  });
  table[bytes.length] = units;
  return (offset) => table[offset] ?? units;
}

export interface TextRedactorOptions {
  readonly config?: string | undefined;
  readonly direction: "request" | "response";
  /** Whose rules apply; default: the first. */
  readonly connection?: string | undefined;
  /** Where the ruleset cache goes without a configuration; default: the current folder. */
  readonly directory?: string;
  /** In place of the native engine: one of the detectors that the configuration asks for. */
  readonly scanner?: (rules: DetectorSet["rules"]) => Scanner;
  /** Without a configuration. */
  readonly person?: PersonChoice;
  /** Also when an example of the configuration fails. */
  readonly untried?: true;
}

/** Never prompts, listens or writes but for the ruleset cache. */
export function openTextRedactor(options: TextRedactorOptions): TextRedactor {
  const config = refusedConfig(() =>
    options.config === undefined
      ? configFromFlags(
          { upstream: "http://127.0.0.1:1", ...(options.person === undefined ? {} : { person: options.person }) },
          { directory: options.directory ?? process.cwd(), detectors: catalogue },
        )
      : loadConfig(options.config, { detectors: catalogue, env: process.env }).config,
  );
  const connection =
    options.connection === undefined
      ? config.connections[0]
      : config.connections.find(({ name }) => name === options.connection);
  if (connection === undefined)
    throw new CommandFailure(
      EXIT.usage,
      `--connection: there is no such connection. There are: ${config.connections.map(({ name }) => name).join(", ")}.`,
    );
  const set = detectorSet(config, catalogueWith(config.detectors.person));
  const profile = createProfile(config, connection, options.direction, set.policy);
  const open = options.untried ? openUntried : openDetectors;
  const ruleset = options.scanner === undefined ? refusedConfig(() => open(config)).opened.ruleset : undefined;
  const scanner = options.scanner?.(set.rules) ?? (ruleset && createInlineScanner({ ruleset, maxFindings: 4096 }));
  if (scanner === undefined) throw new RangeError("A redactor needs a scanner.");
  const hashKey = randomBytes(32);
  const limits = {
    lanes: 1,
    findings: 1_000_000,
    laneHoldBytes: config.limits.laneHold,
    lanePendingBytes: config.limits.lanePending,
    swallowBytes: config.limits.swallow,
    stepBytes: 8192,
    wholeBytes: 8192,
  };

  return {
    policy: { config, connection, set, profile, ruleset },
    redact(text, chunking, context) {
      const bytes = Buffer.from(text);
      const at = utf16Offsets(bytes);
      const out: Uint8Array[] = [];
      /** In bytes until all is known: a swallowed tail lengthens what it follows. */
      const findings: { -readonly [Key in keyof TextFinding]: TextFinding[Key] }[] = [];
      const direction = createDirection({
        policy: {
          profile,
          hashKey,
          fingerprint: () => "",
          ...(set.fields === undefined ? {} : { fields: set.fields }),
        },
        scanner,
        limits,
        counted: () => {},
        note: (note) => {
          for (let i = 0; i + 1 < note.offsets.length; i += 2)
            findings.push({
              start: note.offsets[i] ?? 0,
              end: note.offsets[i + 1] ?? 0,
              entity: note.entity,
              detector: note.detector,
              decision: note.decision,
            });
        },
      });
      const source = new LaneText();
      const encode = (edit: Edit): Uint8Array => {
        if (edit.swallowed) for (const finding of findings) if (finding.end === edit.start) finding.end = edit.end;
        return edit.replacement;
      };
      const lane = direction.open({
        name: "text",
        ...(context === undefined ? {} : { context }),
        progress: () => source.take(lane, (piece) => out.push(piece.slice()), encode),
      });
      for (const piece of pieces(bytes, chunking)) {
        source.append(piece);
        lane.push(piece);
      }
      lane.end();
      const stopped = direction.stopped;
      if (stopped instanceof SluiceError) throw new CommandFailure(EXIT.failed, stopped.message);
      return {
        text: Buffer.concat(out).toString("utf8"),
        findings: findings.map((finding) => ({ ...finding, start: at(finding.start), end: at(finding.end) })),
      };
    },
  };
}
