import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig, prepareData, type Secrets } from "../../src/config/load-config.ts";
import { ConfigError } from "../../src/config/problems.ts";
import { minimal } from "./reading.ts";
import { sampleDetectors } from "./sample-detectors.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "sluice-config-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const put = (name: string, text: string, mode = 0o600): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

const load = (text: string, env: Record<string, string> = {}) =>
  loadConfig(put("sluice.yaml", text, 0o644), { detectors: sampleDetectors, env });

function problems(run: () => unknown): readonly string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`.replaceAll(directory, "DIR"));
  }
}

describe("credentials", () => {
  const secret = "sk-test-hunter2";
  const read = (secrets: Secrets) => secrets.credential("openai");

  test("come from the environment or a file, without the newline at the end", () => {
    expect(read(load(minimal("credential: env:KEY"), { KEY: secret }).secrets)).toBe(secret);
    put("key", `${secret}\n`);
    expect(read(load(minimal("credential: file:key")).secrets)).toBe(secret);
    expect(read(load(minimal()).secrets)).toBeNull();
  });

  test("are in no dump of configuration or secrets", () => {
    const loaded = load(minimal("credential: env:KEY"), { KEY: secret });
    expect(inspect(loaded, { depth: 20, showHidden: true }) + JSON.stringify(loaded)).not.toContain("hunter2");
  });

  test.each([
    ["not set", {}, "the environment variable KEY is not set."],
    ["empty", { KEY: "" }, "the environment variable KEY is empty."],
    ["blank", { KEY: " \n" }, "the environment variable KEY is empty."],
    [
      "a header's value",
      { KEY: "Bearer hunter2" },
      'the environment variable KEY holds "Bearer" and a value; it must hold the bare value.',
    ],
    [
      "two lines",
      { KEY: "hunter2\nb" },
      "the environment variable KEY holds blanks or characters that no header can carry; it must hold one key and nothing else.",
    ],
    [
      "not ASCII",
      { KEY: "hunter2é" },
      "the environment variable KEY holds blanks or characters that no header can carry; it must hold one key and nothing else.",
    ],
  ])("an environment variable that is %s is refused", (_what, env, message) => {
    expect(problems(() => load(minimal("credential: env:KEY"), env as Record<string, string>))).toEqual([
      `connections.openai.credential: ${message}`,
    ]);
  });

  const fromFile = () => problems(() => load(minimal("credential: file:key")));

  test("a file that is not there, empty, too large, a directory or a pipe is refused by name", () => {
    expect(fromFile()).toEqual([
      "connections.openai.credential: the file DIR/key cannot be read: there is no such file.",
    ]);
    put("key", "");
    expect(fromFile()).toEqual(["connections.openai.credential: the file DIR/key is empty."]);
    put("key", "\n");
    expect(fromFile()).toEqual(["connections.openai.credential: the file DIR/key is empty."]);
    put("key", "x".repeat(70_000));
    expect(fromFile()).toEqual(["connections.openai.credential: the file DIR/key is larger than 65536 bytes."]);
    rmSync(join(directory, "key"));
    mkdirSync(join(directory, "key"));
    expect(fromFile()).toEqual(["connections.openai.credential: the file DIR/key is no regular file."]);
    rmSync(join(directory, "key"), { recursive: true });
    execFileSync("mkfifo", ["-m", "600", join(directory, "key")]);
    expect(fromFile()).toEqual(["connections.openai.credential: the file DIR/key is no regular file."]);
  });

  test.each([[0o640], [0o604], [0o660], [0o644], [0o610]])("a file of mode %o is refused", (mode) => {
    put("key", secret, mode);
    expect(fromFile()).toEqual([
      `connections.openai.credential: the file DIR/key is open to other users (mode 0${mode.toString(8)}). Run chmod 600 on it.`,
    ]);
  });

  test("every problem is reported at once", () => {
    const text = minimal(
      "credential: env:A",
      "  b: {dialect: openai, upstream: https://b.example, clients: anonymous, credential: env:B}\nkeys: {fingerprint: file:fp}",
    );
    expect(problems(() => load(text))).toHaveLength(3);
  });
});

describe("the fingerprint key", () => {
  const text = minimal("", "data: data\nkeys: {fingerprint: file:fp.key}");

  test("is 64 hexadecimal digits in a private file", () => {
    put("fp.key", `${"ab".repeat(32)}\n`);
    expect(problems(() => load(text))).toEqual([]);
  });

  test("anything else is refused, unquoted", () => {
    put("fp.key", "hunter2");
    const [problem] = problems(() => load(text));
    expect(problem).toContain("keys.fingerprint: ");
    expect(problem).toContain("Make one with: openssl rand -hex 32");
    expect(problem).not.toContain("hunter2");
    put("fp.key", "ab".repeat(32), 0o644);
    expect(problems(() => load(text))).toEqual([
      "keys.fingerprint: the file DIR/fp.key is open to other users (mode 0644). Run chmod 600 on it.",
    ]);
  });
});

describe("TLS files", () => {
  const text = minimal("", "listen: {tls: {cert: tls.crt, key: tls.key}}");

  test("must be there, belong together, and the key must be private", () => {
    expect(problems(() => load(text))).toEqual([
      "listen.tls.key: the file DIR/tls.key cannot be read: there is no such file.",
    ]);
    put("tls.key", "x", 0o640);
    expect(problems(() => load(text))[0]).toContain(
      "listen.tls.key: the file DIR/tls.key is open to other users (mode 0640).",
    );
    put("tls.key", "hunter2");
    const [problem] = problems(() => load(text));
    expect(problem).toMatch(/^listen\.tls: /);
    expect(problem).not.toContain("hunter2");
  });
});

test("a configuration that is not there is refused by name", () => {
  expect(problems(() => loadConfig(join(directory, "none.yaml"), { detectors: sampleDetectors, env: {} }))).toEqual([
    ": cannot be read: there is no such file. `sluice init` writes one to begin with.",
  ]);
});

describe("the data directory", () => {
  test("is made for its owner alone, and the audit directory in it", () => {
    const { config } = load(minimal("", "data: a/b"));
    prepareData(config);
    for (const path of ["a/b", "a/b/audit"]) expect(statSync(join(directory, path)).mode & 0o777).toBe(0o700);
    prepareData(config);
  });

  test("is refused when others may enter it, or when it cannot be made", () => {
    const { config } = load(minimal("", "data: d"));
    mkdirSync(join(directory, "d"));
    chmodSync(join(directory, "d"), 0o755);
    expect(problems(() => prepareData(config))).toEqual([
      "data: is open to other users (mode 0755): DIR/d. Run chmod 700 on it.",
    ]);
    rmSync(join(directory, "d"), { recursive: true });
    put("d", "");
    expect(problems(() => prepareData(config))[0]).toMatch(/^data: cannot be made: /);
  });

  test("nothing is made by loading", () => {
    load(minimal("", "data: d"));
    expect(() => statSync(join(directory, "d"))).toThrow();
  });
});
