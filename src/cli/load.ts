/** `sluice load`: a load test of a streaming LLM gateway, in front of an upstream of its own. */
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from "node:fs";
import { LoadProblem } from "../load/gateway-under-load.ts";
import { type LoadRun, type LoadWords, OptionProblem, readOptions } from "../load/options.ts";
import { createProgress } from "../load/progress.ts";
import { htmlReport } from "../load/report/html.ts";
import { textReport } from "../load/report/text.ts";
import { type Outcome, runLoad } from "../load/run.ts";
import { systemCode } from "../system-code.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { createPaint } from "./terminal.ts";

export interface LoadCommandOptions extends LoadWords {
  readonly json?: string;
  readonly html?: string;
  readonly failOnLeak?: boolean;
  readonly failOnError?: boolean;
}

export async function load(options: LoadCommandOptions): Promise<void> {
  const run = checked(options);
  for (const file of [options.json, options.html]) if (file !== undefined) tryToWrite(file);
  if (run.via.kind === "target")
    console.error(
      `The gateway must use this as the base URL of the OpenAI API: http://${run.via.upstreamHost}:${run.via.upstreamPort}/v1`,
    );
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      // A second one does not wait for anything; what was started ends with the process.
      if (abort.signal.aborted) process.exit(EXIT.failed);
      abort.abort();
    });
  const progress = createProgress(process.stderr, run.rampSeconds + run.seconds);
  const outcome = await runLoad(run, progress, abort.signal)
    .catch((error: unknown) => {
      if (abort.signal.aborted) throw new CommandFailure(EXIT.failed, "Stopped; there is no report.");
      if (error instanceof LoadProblem) throw new CommandFailure(EXIT.failed, error.message);
      throw error;
    })
    .finally(() => progress.end());
  settle(outcome, options);
}

function checked(options: LoadCommandOptions): LoadRun {
  try {
    return readOptions(options);
  } catch (error) {
    if (error instanceof OptionProblem) throw new CommandFailure(EXIT.usage, error.message);
    throw error;
  }
}

/** Shows and writes the report; throws what the exit code must say. */
export function settle(outcome: Outcome, { json, html, failOnLeak, failOnError }: LoadCommandOptions): void {
  if (outcome.kind === "saturated")
    throw new CommandFailure(
      EXIT.saturated,
      [
        "No report: the load tester itself was the bottleneck, so its figures would not be the gateway's.",
        ...outcome.why.map((sentence) => `  ${sentence}`),
        outcome.advice,
      ].join("\n"),
    );
  const { report } = outcome;
  const paint = createPaint(process.stdout, process.env);
  console.log(`\n${textReport(report, (text) => paint("bold", text))}`);
  const unwritten = [
    ...(json === undefined ? [] : write(json, `${JSON.stringify(report, null, 1)}\n`)),
    ...(html === undefined ? [] : write(html, htmlReport(report))),
  ];
  const { answers, prompts } = report.leaks;
  const leaked = answers.leaked + prompts.leaked;
  const failed = report.paths.gateway.errors.reduce((sum, { count }) => sum + count, 0);
  const wrong = [
    ...unwritten,
    ...(failOnLeak === true && leaked > 0 ? [`${leaked} planted values came through (--fail-on-leak).`] : []),
    ...(failOnError === true && failed > 0 ? [`${failed} exchanges failed (--fail-on-error).`] : []),
  ];
  if (wrong.length > 0) throw new CommandFailure(EXIT.failed, wrong.join("\n"));
}

/** Before the load: what could not be written afterwards would cost a whole run. */
function tryToWrite(file: string): void {
  const isNew = !existsSync(file);
  try {
    closeSync(openSync(file, "a"));
    if (isNew) rmSync(file);
  } catch (error) {
    throw new CommandFailure(EXIT.failed, cannotWrite(file, error));
  }
}

/** What went wrong; nothing: it is written. */
function write(file: string, text: string): readonly string[] {
  try {
    writeFileSync(file, text);
    return [];
  } catch (error) {
    return [cannotWrite(file, error)];
  }
}

function cannotWrite(file: string, error: unknown): string {
  const code = systemCode(error) ?? "unknown error";
  return `${file} cannot be written (${code}).`;
}
