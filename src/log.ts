/**
 * The gateway's log: what an operator has to know, on stderr; JSON lines, or one short line each on a terminal. It never
 * holds payload. What may be logged is a closed list of fields; of an error only code and name are kept, of our own
 * errors also the message, because messages of libraries quote what they choke on (V8 the body, URL the password).
 *
 *   log.warn("audit trail cannot be written", { code: "ENOSPC" })
 *     {"level":"warn","time":"2026-01-02T03:04:05.678Z","msg":"audit trail cannot be written","code":"ENOSPC"}
 *     03:04:05 warn  audit trail cannot be written  code=ENOSPC
 */
import { type DestinationStream, pino } from "pino";
import { SluiceError } from "./errors.ts";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "silent";

export type LogValue = string | number | boolean;

export interface LogFields {
  readonly [name: string]: LogValue | undefined;
}

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `error` is anything thrown; see `describeError`. */
  error(message: string, error?: unknown, fields?: LogFields): void;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** True: lines for people. Default: when stderr is a terminal. */
  readonly pretty?: boolean;
  /** Default: stderr. */
  readonly destination?: DestinationStream;
  /** Stands in every line: which of several processes speaks. */
  readonly process?: number;
}

const maxTextLength = 512;
const bounded = (text: string): string =>
  text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength - 1)}…`;

const codePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const nameOf = (value: unknown): string | undefined =>
  typeof value === "string" && codePattern.test(value) ? value : undefined;

/** What of an error may be written down: never a foreign message, a stack or a cause. */
export const describeError = (error: unknown): LogFields => {
  if (error instanceof SluiceError) return { code: error.code, stage: error.stage, error: bounded(error.message) };
  if (typeof error !== "object" || error === null) return { error: typeof error };
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return { code: nameOf(code), error: nameOf(name) ?? "Error" };
};

const boundedFields = (fields: LogFields | undefined): LogFields => {
  const kept: Record<string, LogValue> = {};
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (value !== undefined) kept[name] = typeof value === "string" ? bounded(value) : value;
  }
  return kept;
};

const colours: Readonly<Record<string, string>> = { debug: "2", info: "36", warn: "33", error: "31" };

// A terminal acts on control characters; JSON escapes them, these lines must do it themselves.
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");

/** One JSON line of pino's as a line for people. */
export const prettyLine = (json: string, colour: boolean): string => {
  const { level, time, msg, ...fields } = JSON.parse(json) as Record<string, LogValue>;
  const paint = (style: string, text: string): string => (colour ? `\u001b[${style}m${text}\u001b[0m` : text);
  const tag = paint(colours[String(level)] ?? "0", String(level).padEnd(5));
  const rest = Object.entries(fields).map(([name, value]) => {
    const shown = typeof value === "string" && /[\s"=]/.test(value) ? JSON.stringify(value) : String(value);
    return `  ${paint("2", `${name}=`)}${printable(shown)}`;
  });
  return `${paint("2", String(time).slice(11, 19))} ${tag} ${printable(String(msg))}${rest.join("")}\n`;
};

const prettyDestination = (colour: boolean): DestinationStream => ({
  write: (line) => {
    process.stderr.write(prettyLine(line, colour));
  },
});

export const createLog = (options: LogOptions): Log => {
  const pretty = options.pretty ?? process.stderr.isTTY === true;
  const colour = (process.env.NO_COLOR ?? "") === "";
  const destination =
    options.destination ?? (pretty ? prettyDestination(colour) : pino.destination({ dest: 2, sync: true }));
  const logger = pino(
    {
      level: options.level,
      base: options.process === undefined ? null : { process: options.process },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    destination,
  );
  return {
    debug: (message, fields) => logger.debug(boundedFields(fields), message),
    info: (message, fields) => logger.info(boundedFields(fields), message),
    warn: (message, fields) => logger.warn(boundedFields(fields), message),
    error: (message, error, fields) => {
      const described = error === undefined ? {} : describeError(error);
      logger.error(boundedFields({ ...described, ...fields }), message);
    },
  };
};
