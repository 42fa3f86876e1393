/**
 * The key of fingerprints: 32 bytes as 64 hexadecimal digits in a file that only the owner can read. It lies apart from
 * the trail (`keys/` of the data directory, or a file the configuration names): with both, values could be guessed.
 */
import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failures } from "../errors.ts";
import { systemCode } from "../system-code.ts";

export type FingerprintKeySource =
  /** A file of the operator's; must exist. */
  | { readonly file: string }
  /** The data directory; `keys/fingerprint.key` in it is created when missing. */
  | { readonly data: string }
  /** Lost at exit: fingerprints of different runs cannot be compared. */
  | { readonly ephemeral: true };

export interface FingerprintKey {
  readonly key: KeyObject;
  readonly origin: "file" | "created" | "ephemeral";
  /** For the start message. */
  readonly note: string;
}

const keyPattern = /^([0-9a-f]{64})\s*$/i;

const problemOf = (error: unknown): string => systemCode(error) ?? "it cannot be read";

const readKey = (file: string): KeyObject => {
  let text: string;
  let mode: number;
  try {
    mode = statSync(file).mode;
    text = readFileSync(file, "latin1");
  } catch (error) {
    throw failures.fingerprintKey(file, problemOf(error));
  }
  if ((mode & 0o077) !== 0) {
    throw failures.fingerprintKey(file, `others can read it (mode ${(mode & 0o777).toString(8)}, wanted 600)`);
  }
  const hex = keyPattern.exec(text)?.[1];
  if (hex === undefined) throw failures.fingerprintKey(file, "it does not hold exactly 64 hexadecimal digits");
  return createSecretKey(Buffer.from(hex, "hex"));
};

const createKey = (directory: string, file: string): void => {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
  } catch (error) {
    throw failures.fingerprintKey(file, problemOf(error));
  }
};

const exists = (file: string): boolean => {
  try {
    statSync(file);
    return true;
  } catch (error) {
    // Anything else (no permission) must not look like "make a new key".
    if (systemCode(error) === "ENOENT") return false;
    throw failures.fingerprintKey(file, problemOf(error));
  }
};

/** Reads or creates the key. Throws when a file cannot be used; a key is never replaced. */
export const openFingerprintKey = (source: FingerprintKeySource): FingerprintKey => {
  if ("file" in source) {
    return { key: readKey(source.file), origin: "file", note: `fingerprint key: ${source.file}` };
  }
  if ("data" in source) {
    const directory = join(source.data, "keys");
    const file = join(directory, "fingerprint.key");
    if (exists(file)) return { key: readKey(file), origin: "file", note: `fingerprint key: ${file}` };
    createKey(directory, file);
    return { key: readKey(file), origin: "created", note: `fingerprint key: ${file} (created)` };
  }
  return {
    key: createSecretKey(randomBytes(32)),
    origin: "ephemeral",
    note: "fingerprint key: ephemeral; fingerprints of this run cannot be compared with those of others",
  };
};
