/**
 * Loads the native engine: the only file that does. The addon is found beside the package, whether this runs from
 * TypeScript (src/) or compiled (dist/src/), and is typed here; native/addon.cc is the other side.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FoldedText } from "../inspect/explain-text.ts";
import type { PumpMaker } from "./event-pump.ts";
import type { NativeFastPath, NativeTake } from "./inline-fast-path.ts";

/** A compiled ruleset. Belongs to the thread that made it. */
export interface Ruleset {
  readonly detectorCount: number;
  /** Of steps that it keeps because they were clean and came twice (native/clean-texts.h). */
  readonly cleanTextBytes: number;
  /** What `Ruleset.load` of the same build on the same kind of processor takes. Throws if this one was loaded: whoever loads has the bytes. */
  serialize(): Uint8Array;
  /**
   * Scans a batch (src/inspect/packing.ts). No JavaScript runs meanwhile. Throws only when the arguments are not a batch
   * of `count` items; a corrupt item gets a status.
   */
  scan(arena: Uint8Array, items: Int32Array, count: number, out: Int32Array): void;
  /** `scan` of one batch that is used again and again. In shared memory: other memory can be taken away. */
  scanOf(arena: Uint8Array, items: Int32Array, out: Int32Array): (count: number) => void;
  /** A fast path that scans by this profile, and takes nothing in which one of the `held` spellings is. */
  fastPath(profile: Uint8Array, held: readonly Uint8Array[]): NativeFastPath;
  /** How fast paths take chunks; what one takes, it says in `numbers`, and what leaves by it lies in `room`; both in shared memory. */
  takeOf(numbers: Int32Array, room: Uint8Array): NativeTake;
  /** Reads and writes the sockets of streams on fast paths (event-pump.ts). */
  eventPump: PumpMaker["eventPump"];
  /** The whole text as detectors see it; its first `context` bytes are its virtual context. */
  fold(bytes: Uint8Array, context: number): FoldedText;
  /** What a check of a detector (both by their index) says of a folded span. */
  validates(detector: number, check: number, span: Uint8Array): boolean;
}

export interface RulesetMaker {
  /** From a specification's bytes. Throws with the detector's id when Hyperscan refuses one. */
  compile(spec: Uint8Array): Ruleset;
  /** From `serialize`. Throws when the bytes are foreign or damaged. */
  load(bytes: Uint8Array): Ruleset;
}

/** The engine cannot be loaded. */
export class AddonError extends Error {
  override readonly name = "AddonError";
}

interface Addon {
  readonly Ruleset: RulesetMaker;
  /** Of bytes[from, to): where what may stand in a JSON string as it is ends, `to` at the latest: at a quote, a backslash or a control character. */
  plainTo(bytes: Uint8Array, from: number, to: number): number;
  /** Keyed fingerprints (native/fingerprint.h). The key is not kept. */
  fingerprintOf(key: Uint8Array): (entity: string, value: Uint8Array) => string;
}

/** The package's directory: the nearest one above with a package.json. */
function packageDirectory(from: string): string {
  let directory = dirname(from);
  for (;;) {
    try {
      readFileSync(join(directory, "package.json"));
      return directory;
    } catch {
      const above = dirname(directory);
      if (above === directory) throw new AddonError("no package.json above the engine's loader");
      directory = above;
    }
  }
}

/** Where the addon lies when it is built. SLUICE_NATIVE=sanitized: the one of native/sanitized-tests.mjs. */
export const addonFile = join(
  packageDirectory(fileURLToPath(import.meta.url)),
  ...(process.env.SLUICE_NATIVE === "sanitized" ? ["build-sanitized"] : ["build", "Release"]),
  "sluice.node",
);

export function loadAddon(file: string): Addon {
  let loaded: unknown;
  try {
    loaded = createRequire(import.meta.url)(file);
  } catch (cause) {
    throw new AddonError(
      `The native engine ${file} cannot be loaded. Build it with: npx node-gyp rebuild (or npm run setup)`,
      { cause },
    );
  }
  if (!isAddon(loaded)) throw new AddonError(`${file} is not the native engine. Build it with: npx node-gyp rebuild`);
  return loaded;
}

function isAddon(value: unknown): value is Addon {
  return typeof value === "object" && value !== null && "Ruleset" in value && typeof value.Ruleset === "function";
}

export const { Ruleset, plainTo, fingerprintOf } = loadAddon(addonFile);
