/** The codecs of an OpenAI request and of its answer, as the pipeline chooses them, without sockets. */
import { createSecretKey } from "node:crypto";
import { tmpdir } from "node:os";
import { createFingerprint } from "../src/audit/fingerprint.ts";
import { copyBytes } from "../src/concat.ts";
import { configFromFlags } from "../src/config/flags.ts";
import { catalogue } from "../src/inspect/detectors/catalogue.ts";
import type { BodyCodec } from "../src/inspect/inspection.ts";
import { createBodyCodec } from "../src/pipeline/body-codec.ts";
import { createDirection, type DirectionOptions, type DirectionPolicy } from "../src/pipeline/direction.ts";
import { pipelineLimits } from "../src/pipeline-limits.ts";
import { policyDetectors } from "../src/policy/detectors.ts";
import { ChunkedBody } from "../src/protocols/http/chunked-body.ts";
import { openai } from "../src/protocols/llm/openai.ts";
import type { Engine } from "./engine.ts";

/** The configuration's defaults. */
const limits = pipelineLimits(
  configFromFlags({ upstream: "http://127.0.0.1:1" }, { directory: tmpdir(), detectors: policyDetectors(catalogue) })
    .limits,
);

const operation = openai.operations.find(({ name }) => name === "chat.completions");
if (operation === undefined) throw new Error("OpenAI has chat completions");

const never = (): never => {
  throw new Error("the body is clean");
};

type Write = (bytes: Uint8Array) => void;

/** What becomes of findings, but for their redaction. */
type Told = Pick<DirectionOptions, "note" | "counted"> & Pick<DirectionPolicy, "fingerprint">;

const nothingFound: Told = { note: never, counted: never, fingerprint: never };
const found: Told = {
  note: () => {},
  counted: () => {},
  fingerprint: createFingerprint(createSecretKey(Buffer.alloc(32, 7))),
};

/** For a body in which nothing is found; `write` gets what leaves. */
export const openAnswerCodec = (engine: Engine, contentType: string, write: Write): BodyCodec =>
  open(engine, "upstream", contentType, write, nothingFound);

/** For a body with values, which are redacted. */
export const openRedactingCodec = (engine: Engine, contentType: string, write: Write): BodyCodec =>
  open(engine, "upstream", contentType, write, found);

/** Of a JSON request. */
export const openRequestCodec = (engine: Engine, write: Write): BodyCodec =>
  open(engine, "client", "application/json", write, nothingFound);

function open(
  engine: Engine,
  source: "client" | "upstream",
  contentType: string,
  write: Write,
  { note, counted, fingerprint }: Told,
): BodyCodec {
  const inspection = createDirection({
    policy: { profile: engine.policy, hashKey: new Uint8Array(32), fingerprint },
    scanner: engine.scanner,
    limits,
    note,
    counted,
  });
  const codec = createBodyCodec({
    source,
    contentType,
    rules: (source === "client" ? operation?.request : operation?.response) ?? {},
    stream: operation?.stream,
    inspection,
    sink: { write, end: () => {}, fail: never },
    limits,
    passes: new Set(),
    keepLogprobs: false,
  });
  if (codec instanceof Error) throw codec;
  return codec;
}

/**
 * The same of a body in the chunked coding, each chunk in a reading of its own, as an upstream's answer comes: what the codec takes as it
 * lies, and what goes to it through the parser of chunks.
 */
export function throughFraming(
  codec: (write: Write) => BodyCodec,
  readings: readonly Uint8Array[],
): { readonly out: readonly Uint8Array[]; readonly taken: number } {
  const out: Uint8Array[] = [];
  const opened = codec((bytes) => out.push(bytes));
  const framing = new ChunkedBody(0);
  let taken = 0;
  for (const bytes of readings) {
    if (opened.take?.(bytes, 0, bytes.length) === bytes.length) {
      taken++;
      const released = opened.taken?.released();
      if (released !== undefined && released.length > 0) out.push(copyBytes(released));
      continue;
    }
    for (let at = 0; at < bytes.length; ) {
      at = framing.read(bytes, at);
      if (framing.dataEnd > framing.dataStart) opened.write(bytes.subarray(framing.dataStart, framing.dataEnd));
    }
  }
  opened.end();
  return { out, taken };
}

/** What leaves of a body that comes in these chunks. */
export function through(codec: (write: Write) => BodyCodec, chunks: readonly Uint8Array[]): readonly Uint8Array[] {
  const out: Uint8Array[] = [];
  const opened = codec((bytes) => out.push(bytes));
  for (const chunk of chunks) opened.write(chunk);
  opened.end();
  return out;
}
