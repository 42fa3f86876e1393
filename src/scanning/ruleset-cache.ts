/**
 * Opens the ruleset of some detectors: from the cache on disk when a file there is exactly what compiling would give,
 * else by compiling, and then the cache is replaced. The cache only saves time: whatever is wrong with it, the ruleset
 * is compiled and the reason told.
 *
 *   file    ruleset-<key>.bin: sha256 of the rest (32 bytes), key (32 bytes), the serialised ruleset
 *   key     sha256 of everything the bytes depend on: this format, detectors, the code that makes the specification of
 *           them, addon, processor, Node's ABI. Made without the specification, which takes longer than loading
 *   trust   the directory and file are ours and nobody else may write to them; both hashes match
 *
 * What a configuration adds holds words and values of its users: such rulesets never come here (open-detectors.ts).
 */
import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { runningFile } from "../built-file.ts";
import type { DetectorRule } from "../inspect/detector.ts";
import { createRulesetSpec } from "../inspect/ruleset.ts";
import { systemCode } from "../system-code.ts";
import { addonFile, Ruleset } from "./addon.ts";
import { rulesDigest } from "./rules-digest.ts";

export interface OpenRulesetOptions {
  readonly detectors: readonly DetectorRule[];
  /** Undefined: compiled anew, and nothing is written. */
  readonly cacheDirectory: string | undefined;
  /** Called with bytes of the cache before this thread loads them, so that others can do so at the same time. Others may follow. */
  readonly found?: ((bytes: Uint8Array) => void) | undefined;
}

export interface OpenedRuleset {
  readonly ruleset: Ruleset;
  /** For workers: `Ruleset.load(bytes)`. Of the cache in memory that threads can share. */
  readonly bytes: Uint8Array;
  readonly fromCache: boolean;
  /** Why the cache was not used or not written, when it should have been. Holds a path, never content. */
  readonly cacheProblem: string | undefined;
  readonly ms: number;
}

const format = "sluice ruleset cache 2";
const hashBytes = 32;

export function openRuleset({ detectors, cacheDirectory, found }: OpenRulesetOptions): OpenedRuleset {
  const startedAt = performance.now();
  if (cacheDirectory === undefined) return compiled(detectors, startedAt);
  const key = keyOf(detectors);
  const file = join(cacheDirectory, `ruleset-${key.toString("hex").slice(0, 32)}.bin`);
  const done = (ruleset: Ruleset, bytes: Uint8Array, fromCache: boolean, cacheProblem: string | undefined) => ({
    ruleset,
    bytes,
    fromCache,
    cacheProblem,
    ms: performance.now() - startedAt,
  });

  const cached = readCache(cacheDirectory, file, key);
  if (cached.kind === "found") {
    found?.(cached.bytes);
    try {
      return done(Ruleset.load(cached.bytes), cached.bytes, true, undefined);
    } catch {
      // Sound, but of another Hyperscan: compiled anew like a damaged one.
    }
  }
  const ruleset = Ruleset.compile(createRulesetSpec(detectors).bytes);
  const bytes = ruleset.serialize();
  const readProblem =
    cached.kind === "distrusted" ? cached.why : cached.kind === "found" ? `${file} is damaged` : undefined;
  const writeProblem = writeCache(cacheDirectory, file, key, bytes);
  return done(ruleset, bytes, false, writeProblem ?? readProblem);
}

function compiled(detectors: readonly DetectorRule[], startedAt: number): OpenedRuleset {
  const ruleset = Ruleset.compile(createRulesetSpec(detectors).bytes);
  const bytes = ruleset.serialize();
  return { ruleset, bytes, fromCache: false, cacheProblem: undefined, ms: performance.now() - startedAt };
}

function keyOf(detectors: readonly DetectorRule[]): Buffer {
  const [cpu] = cpus();
  const hash = createHash("sha256");
  const parts = [
    ...[format, process.arch, process.versions.modules, cpu?.model ?? "", cpuFlags(), rulesDigest(detectors)],
    ...[addonFile, ...codeFiles()].map((file) => readFileSync(file)),
  ];
  // Each part's length keeps neighbours apart.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest();
}

/** The code between detectors and specification, as it runs: TypeScript in tests, else compiled. */
function codeFiles(): readonly string[] {
  const inspect = runningFile("inspect");
  const names = readdirSync(inspect).filter((name) =>
    /^(ruleset|detector-plan|spec-writer|validator-data|phone-plans|name-lists)\.[jt]s$/.test(name),
  );
  const within = (folder: string): readonly string[] =>
    readdirSync(join(inspect, folder))
      .filter((name) => /\.[jt]s$/.test(name))
      .map((name) => join(inspect, folder, name));
  return [...names.map((name) => join(inspect, name)), ...within("pattern"), ...within("detectors/data")].sort();
}

/** What the processor can do; Hyperscan compiles for it. Empty where the system does not say: its own check remains. */
function cpuFlags(): string {
  try {
    return /^flags\s*:.*$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[0] ?? "";
  } catch {
    return "";
  }
}

type Cached =
  | { readonly kind: "found"; readonly bytes: Uint8Array }
  | { readonly kind: "absent" }
  | { readonly kind: "distrusted"; readonly why: string };

function readCache(directory: string, file: string, key: Buffer): Cached {
  let descriptor: number;
  try {
    const why = distrust(statSync(directory), directory);
    if (why !== undefined) return { kind: "distrusted", why };
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    return codeOf(error) === "ENOENT" ? { kind: "absent" } : { kind: "distrusted", why: `${file}: ${codeOf(error)}` };
  }
  try {
    // Of the open file, so that what is checked is what is read.
    const stats = fstatSync(descriptor);
    const why = stats.isFile() ? distrust(stats, file) : `${file} is not a file`;
    if (why !== undefined) return { kind: "distrusted", why };
    const content = readShared(descriptor, stats.size);
    const body = content.subarray(hashBytes);
    const sound =
      content.length > 2 * hashBytes &&
      createHash("sha256").update(body).digest().equals(content.subarray(0, hashBytes)) &&
      body.subarray(0, hashBytes).equals(key);
    if (!sound) return { kind: "distrusted", why: `${file} is damaged` };
    return { kind: "found", bytes: body.subarray(hashBytes) };
  } catch (error) {
    return { kind: "distrusted", why: `${file}: ${codeOf(error)}` };
  } finally {
    closeSync(descriptor);
  }
}

/** The file's bytes, less where it has become shorter. */
function readShared(descriptor: number, size: number): Buffer {
  const bytes = Buffer.from(new SharedArrayBuffer(size));
  let at = 0;
  for (let read = -1; read !== 0 && at < size; at += read) read = readSync(descriptor, bytes, at, size - at, null);
  return bytes.subarray(0, at);
}

function distrust(stats: Stats, path: string): string | undefined {
  if (process.getuid !== undefined && stats.uid !== process.getuid()) return `${path} belongs to another user`;
  return (stats.mode & 0o022) !== 0 ? `${path} can be written to by others` : undefined;
}

/** Why it could not be written, if so. Readers see the old file or the new one, never a part. */
function writeCache(directory: string, file: string, key: Buffer, bytes: Uint8Array): string | undefined {
  const draft = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const why = distrust(statSync(directory), directory);
    if (why !== undefined) return why;
    const descriptor = openSync(draft, "wx", 0o600);
    try {
      const body = Buffer.concat([key, bytes]);
      writeFileSync(descriptor, createHash("sha256").update(body).digest());
      writeFileSync(descriptor, body);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
    removeOlder(directory, file);
    return undefined;
  } catch (error) {
    removeQuietly(draft);
    return `${directory} cannot be written to (${codeOf(error)})`;
  }
}

/** Also where its directory is none. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // There is nothing to remove.
  }
}

const keptFiles = 4;

/** Other builds and catalogues leave files behind; the youngest few stay. */
function removeOlder(directory: string, file: string): void {
  const others = readdirSync(directory)
    .filter((name) => /^ruleset-[0-9a-f]{32}\.bin$/.test(name))
    .map((name) => join(directory, name))
    .filter((path) => path !== file)
    .map((path) => ({ path, changed: statSync(path).mtimeMs }))
    .sort((a, b) => b.changed - a.changed);
  for (const { path } of others.slice(keptFiles - 1)) rmSync(path, { force: true });
}

const codeOf = (error: unknown): string => systemCode(error) ?? "failed";
