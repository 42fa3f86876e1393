/** The codecs that the pipeline would make for one operation of a dialect, for `drive` and `variants`. */
import { expect } from "vitest";
import { encodedText } from "../../../src/protocols/http/bodies/encoded-text.ts";
import { createEventCodec } from "../../../src/protocols/http/bodies/event-codec.ts";
import { createJsonCodec } from "../../../src/protocols/http/bodies/json-codec.ts";
import type { Dialect, OpaqueKind, Operation } from "../../../src/protocols/llm/dialect.ts";
import { createRandom } from "../../harness/chunks.ts";
import { testDetectors } from "../../harness/detectors.ts";
import { type Driven, type DriveOptions, drive, type MakeCodec, variants } from "../../harness/drive.ts";
import { createNativeScanner } from "../../harness/native-scanner.ts";

export interface CodecChoices {
  readonly passes?: readonly OpaqueKind[];
  readonly logprobs?: "drop" | "keep";
  readonly eventsBehind?: number;
  readonly bytesBehind?: number;
}

export function operationOf(dialect: Dialect, name: string): Operation {
  const operation = dialect.operations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`${dialect.name} has no operation ${name}`);
  return operation;
}

const plan = (source: "client" | "upstream", { passes = [], logprobs = "drop" }: CodecChoices) => ({
  source,
  passes: new Set(passes),
  logprobs,
  payload: encodedText,
});

export const requestCodec =
  (dialect: Dialect, name: string, choices: CodecChoices = {}): MakeCodec =>
  (inspection, sink) =>
    createJsonCodec({
      ...plan("client", choices),
      inspection,
      sink,
      rules: operationOf(dialect, name).request,
      limits: { bodyBytes: 1 << 20, jsonDepth: 64, jsonValues: 100_000, lanes: 10_000 },
    });

export const answerCodec =
  (dialect: Dialect, name: string, choices: CodecChoices = {}): MakeCodec =>
  (inspection, sink) =>
    createJsonCodec({
      ...plan("upstream", choices),
      inspection,
      sink,
      rules: operationOf(dialect, name).response,
      limits: { bodyBytes: 1 << 20, jsonDepth: 64, jsonValues: 100_000, lanes: 10_000 },
    });

export function streamCodec(dialect: Dialect, name: string, choices: CodecChoices = {}): MakeCodec {
  const { stream } = operationOf(dialect, name);
  if (stream === undefined) throw new Error(`${name} does not stream`);
  return (inspection, sink) =>
    createEventCodec({
      ...plan("upstream", choices),
      inspection,
      sink,
      framing: "sse",
      rules: stream,
      limits: {
        eventBytes: 1 << 20,
        jsonDepth: 64,
        jsonValues: 100_000,
        lanes: 10_000,
        eventsBehind: choices.eventsBehind ?? 16,
        bytesBehind: choices.bytesBehind ?? 16_384,
      },
    });
}

const scanner = createNativeScanner(testDetectors);

/** Drives the whole text at once. */
export const driveText = (make: MakeCodec, text: string, options: DriveOptions = {}): Driven =>
  drive(make, [Buffer.from(text)], { scanner, ...options });

/** Law 2: every cutting and every order of scans gives what the whole input gives. */
export function expectSame(make: MakeCodec, text: string, how: Parameters<typeof variants>[2]): void {
  const { output, findings, failed } = driveText(make, text);
  for (const { name, driven } of variants(make, Buffer.from(text), how, createRandom, { scanner })) {
    const got = { name, output: driven.output, findings: driven.findings, failed: driven.failed };
    expect(got).toEqual({ name, output, findings, failed });
  }
}
