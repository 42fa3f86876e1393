/** The codecs of an OpenAI request and of its answer, as the pipeline chooses them, without sockets. */
import type { BodyCodec } from "../src/inspect/inspection.ts";
import { createBodyCodec } from "../src/pipeline/body-codec.ts";
import { createDirection } from "../src/pipeline/direction.ts";
import type { PipelineLimits } from "../src/pipeline/ports.ts";
import { openai } from "../src/protocols/llm/openai.ts";
import type { Engine } from "./engine.ts";

/** As the configuration's defaults, where they matter here. */
const limits: PipelineLimits = {
  laneHoldBytes: 16 * 1024,
  lanePendingBytes: 64 * 1024,
  lanes: 100_000,
  findings: 10_000,
  swallowBytes: 64 * 1024,
  stepBytes: 8 * 1024,
  inflatedBytes: 32 << 20,
  ratio: 200,
  bodyBytes: 8 << 20,
  csvHeaderBytes: 16 * 1024,
  jsonDepth: 128,
  eventBytes: 4 << 20,
  eventsBehind: 16,
  bytesBehind: 16 * 1024,
  exchanges: 4_096,
  bufferedBytes: 256 << 20,
};

const operation = openai.operations.find(({ name }) => name === "chat.completions");
if (operation === undefined) throw new Error("OpenAI has chat completions");

const never = (): never => {
  throw new Error("the body is clean");
};

type Write = (bytes: Uint8Array) => void;

/** For a body in which nothing is found; `write` gets what leaves. */
export const openAnswerCodec = (engine: Engine, contentType: string, write: Write): BodyCodec =>
  open(engine, "upstream", contentType, write);

/** Of a JSON request. */
export const openRequestCodec = (engine: Engine, write: Write): BodyCodec =>
  open(engine, "client", "application/json", write);

function open(engine: Engine, source: "client" | "upstream", contentType: string, write: Write): BodyCodec {
  const inspection = createDirection({
    policy: { profile: engine.policy, hashKey: new Uint8Array(32), fingerprint: never },
    scanner: engine.scanner,
    limits,
    note: never,
    counted: never,
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
