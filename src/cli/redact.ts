/**
 * `sluice redact`: text through the same lanes, engine and policy as the gateway's, on standard input and output. With
 * --jsonl each line is a text of its own.
 */
import { isUtf8 } from "node:buffer";
import { createInterface } from "node:readline";
import type { PersonChoice } from "../inspect/detectors/persons.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { createPaint } from "./terminal.ts";
import {
  type Chunking,
  openTextRedactor,
  parseChunking,
  type RedactedText,
  type TextRedactor,
} from "./text-redactor.ts";

export interface RedactOptions {
  readonly config?: string;
  readonly direction: "request" | "response";
  readonly jsonl?: boolean;
  readonly findings?: boolean;
  readonly chunk?: string;
  readonly connection?: string;
  readonly person?: PersonChoice;
}

export async function redact(options: RedactOptions): Promise<void> {
  const chunking = parseChunking(options.chunk);
  if (options.config !== undefined && options.person !== undefined)
    throw new CommandFailure(EXIT.usage, "--person is for redact without --config; the file says detectors.person.");
  const redactor = openTextRedactor(options);
  if (options.jsonl === true) await lines(redactor, chunking);
  else await whole(redactor, chunking, options.findings === true);
}

const print = (text: string): Promise<void> | undefined =>
  process.stdout.write(text) ? undefined : new Promise((resolve) => process.stdout.once("drain", resolve));

async function lines(redactor: TextRedactor, chunking: Chunking): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === "") continue;
    const { id, text } = parseLine(line, number);
    const result = redactor.redact(text, chunking);
    await print(`${JSON.stringify({ id, findings: result.findings, redacted: result.text })}\n`);
    if (process.stderr.isTTY && number % 500 === 0) process.stderr.write(`\r${number} lines`);
  }
  if (process.stderr.isTTY && number >= 500) process.stderr.write(`\r${number} lines\n`);
}

function parseLine(line: string, number: number): { id: unknown; text: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new CommandFailure(EXIT.failed, `Line ${number} is not JSON; each line is {"id": ..., "text": "..."}.`);
  }
  if (typeof value !== "object" || value === null || !("text" in value) || typeof value.text !== "string")
    throw new CommandFailure(
      EXIT.failed,
      `Line ${number} has no "text" string; each line is {"id": ..., "text": "..."}.`,
    );
  return { id: "id" in value ? value.id : null, text: value.text };
}

async function whole(redactor: TextRedactor, chunking: Chunking, findings: boolean): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin as AsyncIterable<Buffer>) parts.push(part);
  const bytes = Buffer.concat(parts);
  if (!isUtf8(bytes)) throw new CommandFailure(EXIT.failed, "Standard input is not valid UTF-8; nothing was written.");
  const text = bytes.toString("utf8");
  const result = redactor.redact(text, chunking);
  await print(findings ? table(text, result) : result.text);
}

/** What was found, by kind and place; the values themselves only as the reader's own terminal shows them. */
function table(text: string, { findings }: RedactedText): string {
  const paint = createPaint(process.stdout, process.env);
  if (findings.length === 0) return "Nothing found.\n";
  const width = Math.max(...findings.map(({ entity }) => entity.length));
  return findings
    .map(({ start, end, entity, detector, decision }) => {
      const place = `${start}-${end}`.padEnd(12);
      return `${place}  ${paint("yellow", entity.padEnd(width))}  ${decision.padEnd(8)}  ${detector}  ${paint("dim", JSON.stringify(text.slice(start, end)))}\n`;
    })
    .join("");
}
