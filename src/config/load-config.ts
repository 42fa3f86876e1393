/**
 * The part of configuration that touches the world: the file, the environment, credentials, keys, the data directory. It
 * runs once, at start, before anything listens. Secrets never become part of `Config`: they stay behind functions, so that
 * no log line, error or dump of the configuration can hold them.
 */
import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { openFingerprintKey } from "../audit/fingerprint-key.ts";
import { SluiceError } from "../errors.ts";
import type { PolicyDetector } from "../policy/detectors.ts";
import { readTlsFiles } from "../protocols/http/tls-files.ts";
import { systemCode } from "../system-code.ts";
import type { Config, Connection } from "./config.ts";
import { parseConfig } from "./parse-config.ts";
import { ConfigError, type Problem } from "./problems.ts";

export interface Secrets {
  /** Null: the connection has none, clients bring their own. */
  credential(connection: string): string | null;
}

export interface LoadOptions {
  readonly detectors: readonly PolicyDetector[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const maxSecretBytes = 64 * 1024;

/** Reads and checks the file and what it names. Throws `ConfigError`. Creates nothing. */
export function loadConfig(file: string, options: LoadOptions): { readonly config: Config; readonly secrets: Secrets } {
  const path = resolve(file);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError(file, [
      problem("", `cannot be read: ${reason(error)}. \`sluice init\` writes one to begin with.`),
    ]);
  }
  const config = parseConfig(text, { source: file, directory: dirname(path), detectors: options.detectors, readWords });
  return { config, secrets: readSecrets(config, options.env) };
}

const maxWordsBytes = 16 * 1024 * 1024;

/** A file of words, or the sentence that says what is wrong with it. */
function readWords(file: string): { readonly text: string } | { readonly problem: string } {
  const wrong = (what: string): { readonly problem: string } => ({ problem: `the file ${file} ${what}.` });
  let handle: number | undefined;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const { mode, size } = fstatSync(handle);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) return wrong("is no regular file");
    if (size > maxWordsBytes) return wrong(`is larger than ${maxWordsBytes} bytes`);
    const bytes = readFileSync(handle);
    return isUtf8(bytes) ? { text: bytes.toString("utf8").replace(/^\ufeff/, "") } : wrong("is not valid UTF-8");
  } catch (error) {
    return wrong(`cannot be read: ${reason(error)}`);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Reads the credentials, checks the fingerprint key and the TLS files; every problem at once. Throws `ConfigError`. */
export function readSecrets(config: Config, env: LoadOptions["env"]): Secrets {
  const problems: Problem[] = [];
  const credentials = new Map<string, string>();
  for (const connection of config.connections) {
    const found = readCredential(connection, env);
    if (typeof found === "string") credentials.set(connection.name, found);
    else if (found !== null) problems.push(found);
  }
  if (config.keys.fingerprint !== null) problems.push(...keyProblems(config.keys.fingerprint));
  const { tls } = config.listen;
  if (tls !== null) problems.push(...tlsProblems(tls));
  if (problems.length > 0) throw new ConfigError(config.source, problems);
  return Object.freeze({
    credential: (connection: string) => credentials.get(connection) ?? null,
  });
}

function tlsProblems(tls: NonNullable<Config["listen"]["tls"]>): readonly Problem[] {
  const found = readPrivate(tls.key);
  if (typeof found === "string") return [problem("listen.tls.key", found)];
  try {
    readTlsFiles(tls);
    return [];
  } catch (error) {
    return [problem("listen.tls", ours(error))];
  }
}

/** Makes the data directory and the audit directory, mode 0700; one that others may enter is refused. Throws `ConfigError`. */
export function prepareData(config: Config): void {
  const problems: Problem[] = [];
  for (const [path, directory] of [
    ["data", config.data],
    ["audit.directory", config.audit.directory],
  ] as const) {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const { mode } = statSync(directory);
      if ((mode & 0o077) !== 0) {
        problems.push(
          problem(path, `is open to other users (mode ${octal(mode)}): ${directory}. Run chmod 700 on it.`),
        );
      }
    } catch (error) {
      problems.push(problem(path, `cannot be made: ${reason(error)} (${directory}).`));
    }
  }
  if (problems.length > 0) throw new ConfigError(config.source, problems);
}

function readCredential(connection: Connection, env: LoadOptions["env"]): string | Problem | null {
  const source = connection.credential;
  if (source === null) return null;
  const path = `connections.${connection.name}.credential`;
  const place = source.kind === "env" ? `the environment variable ${source.name}` : `the file ${source.path}`;
  let text: string | undefined;
  if (source.kind === "env") {
    text = env[source.name];
    if (text === undefined) return problem(path, `${place} is not set.`);
  } else {
    const bytes = readPrivate(source.path);
    if (typeof bytes === "string") return problem(path, bytes);
    text = bytes.toString("latin1");
  }
  const value = text.trim();
  if (value === "") return problem(path, `${place} is empty.`);
  if (/^bearer\s/i.test(value))
    return problem(path, `${place} holds "Bearer" and a value; it must hold the bare value.`);
  if (!/^[\x21-\x7e]+$/.test(value)) {
    return problem(
      path,
      `${place} holds blanks or characters that no header can carry; it must hold one key and nothing else.`,
    );
  }
  return value;
}

/** The audit trail reads the key again when it opens; what is wrong with it is said here, with all the rest. */
function keyProblems(file: string): readonly Problem[] {
  const bytes = readPrivate(file);
  if (typeof bytes === "string") return [problem("keys.fingerprint", bytes)];
  try {
    openFingerprintKey({ file });
    return [];
  } catch (error) {
    return [problem("keys.fingerprint", `${ours(error)} Make one with: openssl rand -hex 32`)];
  }
}

/** The message of our own error; a library's may quote what it read. */
const ours = (error: unknown): string => (error instanceof SluiceError ? error.message : "it cannot be used.");

/** The bytes, or the sentence that says what is wrong. Checked on the open file, so that it cannot be swapped in between. */
function readPrivate(file: string): Buffer | string {
  let handle: number | undefined;
  try {
    // Without NONBLOCK a pipe in the file's place would stop the start for good.
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const { mode, size } = fstatSync(handle);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) return `the file ${file} is no regular file.`;
    if ((mode & 0o077) !== 0) {
      return `the file ${file} is open to other users (mode ${octal(mode)}). Run chmod 600 on it.`;
    }
    if (size === 0) return `the file ${file} is empty.`;
    if (size > maxSecretBytes) return `the file ${file} is larger than ${maxSecretBytes} bytes.`;
    return readFileSync(handle);
  } catch (error) {
    return `the file ${file} cannot be read: ${reason(error)}.`;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, "0");

const problem = (path: string, message: string): Problem => ({ path, position: undefined, message });

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of its path is no directory",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EEXIST: "a file stands in its place",
  ELOOP: "its symbolic links go in a circle",
};

/** The library's own text may quote more than the path. */
function reason(error: unknown): string {
  const code = systemCode(error) ?? "unknown error";
  return reasons[code] ?? code;
}
