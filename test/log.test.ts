import { expect, test } from "vitest";
import { failures } from "../src/errors.ts";
import { createLog, describeError, type LogLevel, prettyLine } from "../src/log.ts";

const logging = (level: LogLevel = "debug") => {
  const lines: string[] = [];
  const log = createLog({ level, destination: { write: (line) => lines.push(line) } });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
};

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

test("a line is JSON: level, time, message, and the fields given", () => {
  const { log, parsed } = logging();
  log.info("listening", { host: "127.0.0.1", port: 8080, tls: false, unset: undefined });
  expect(parsed()).toEqual([{ level: "info", time, msg: "listening", host: "127.0.0.1", port: 8080, tls: false }]);
});

test.each([
  ["debug", ["debug", "info", "warn", "error"]],
  ["warn", ["warn", "error"]],
  ["silent", []],
] as const)("at level %s, of one line each, %j are written", (level, written) => {
  const { log, parsed } = logging(level);
  log.debug("1");
  log.info("2");
  log.warn("3");
  log.error("4");
  expect(parsed().map((line) => line.level)).toEqual(written);
});

test("our own errors are written with code and message", () => {
  const { log, parsed } = logging();
  log.error("exchange failed", failures.upstreamTimeout("idle", 500), { exchange: "E1" });
  expect(parsed()).toEqual([
    {
      level: "error",
      time,
      msg: "exchange failed",
      exchange: "E1",
      code: "upstream-timeout",
      stage: "upstream",
      error: "The upstream exceeded timeouts.idle (500 ms).",
    },
  ]);
});

const canary = "078-05-1120";
const parseError = (): unknown => {
  try {
    return JSON.parse(`{"ssn": ${canary}}`);
  } catch (error) {
    return error;
  }
};
const thrown: readonly (readonly [string, unknown])[] = [
  ["a JSON error, which quotes the body", parseError()],
  ["an error with a cause", new TypeError(canary, { cause: new Error(canary) })],
  [
    "an error with a stack and properties",
    Object.assign(new Error(canary), { stack: canary, body: canary, input: canary }),
  ],
  ["an error whose code is no code", Object.assign(new Error("x"), { code: `${canary} ${canary}` })],
  ["an error whose name is no name", Object.assign(new Error("x"), { name: `bad name ${canary}` })],
  ["a string", canary],
  ["an object", { message: canary, [canary]: canary }],
  ["nothing", null],
];

test.each(thrown)("a foreign error leaves no trace of what it quotes: %s", (_, error) => {
  const { log, lines } = logging();
  log.error("failed", error);
  expect(lines).toHaveLength(1);
  expect(lines.join("")).not.toContain(canary);
});

test("a foreign error is known by name and code", () => {
  expect(describeError(Object.assign(new Error("x"), { code: "ECONNRESET" }))).toEqual({
    code: "ECONNRESET",
    error: "Error",
  });
});

test("a field is bounded", () => {
  const { log, parsed } = logging();
  log.info("x", { long: "y".repeat(100_000) });
  expect(parsed()[0].long).toHaveLength(512);
});

test("on a terminal a line is short, and nothing in it acts on the terminal", () => {
  const json = JSON.stringify({
    level: "warn",
    time: "2026-01-02T03:04:05.678Z",
    msg: "a\u001b[2Jb",
    code: "E X",
    n: 5,
  });
  expect(prettyLine(json, false)).toBe('03:04:05 warn  a\ufffd[2Jb  code="E X"  n=5\n');
  expect(prettyLine(json, true)).toContain("\u001b[33mwarn \u001b[0m");
});
