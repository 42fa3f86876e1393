/** The report for machines: the same figures that the terminal and the page show. Times in ms, memory in bytes; null: not measured, or too few. */
import * as z from "zod";

const ms = z.number().nullable();
const quantile = { p50: ms, p90: ms, p99: ms, p999: ms, max: ms };
const quantiles = z.strictObject({ count: z.int(), ...quantile });
const addedQuantiles = z.strictObject(quantile);
const count = z.int().min(0);

const leaks = z.strictObject({
  planted: count,
  leaked: count,
  texts: count,
  byKind: z.record(z.string(), count),
});

const path = z.strictObject({
  exchanges: count,
  failed: count,
  exchangesPerSecond: z.number(),
  tokensPerSecond: z.number(),
  firstToken: quantiles,
  betweenTokens: quantiles,
  whole: quantiles,
  lateToken: quantiles,
  lateFirst: quantiles,
  lateEnd: quantiles,
  regrouped: count,
  clean: count,
  changed: count,
  errors: z.array(z.strictObject({ kind: z.string(), count, example: z.string() })),
});

const self = z.strictObject({ busy: z.number(), cpu: z.number(), loopDelayP99Ms: z.number() });
const pathSecond = z.strictObject({
  live: count,
  ended: count,
  failed: count,
  tokens: count,
  leaked: count,
  firstTokenP50Ms: ms,
  firstTokenP99Ms: ms,
  lateP50Ms: ms,
  lateP99Ms: ms,
});

/** What the gateway's process cost in a second: processor seconds, and resident bytes at its end. */
const processSecond = z.strictObject({ cpu: z.number(), residentBytes: count });

export const secondSchema = z.strictObject({
  second: count,
  gateway: pathSecond,
  direct: pathSecond,
  process: processSecond.nullable(),
});

const curve = z.array(z.tuple([z.number(), z.number()]));
const curves = z.strictObject({
  firstToken: curve,
  betweenTokens: curve,
  whole: curve,
  lateToken: curve,
  lateFirst: curve,
  lateEnd: curve,
});

export const reportSchema = z.strictObject({
  report: z.literal("sluice load 1"),
  at: z.iso.datetime(),
  machine: z.strictObject({ cpu: z.string(), cores: count, node: z.string(), sluice: z.string() }),
  gateway: z.strictObject({ name: z.string(), url: z.string(), pid: count.nullable() }),
  load: z.strictObject({
    scenario: z.string(),
    sessionsPerSecond: z.number(),
    streams: z.number(),
    rate: z.number(),
    tokens: z.number(),
    promptTokens: z.number(),
    firstTokenMs: z.number(),
    pii: z.number(),
    rampSeconds: z.number(),
    seconds: z.number(),
    directShare: z.number(),
    timeoutMs: z.number(),
    lateMs: z.number(),
    seed: count,
    model: z.string(),
  }),
  paths: z.strictObject({ gateway: path, direct: path }),
  added: z.strictObject({ token: addedQuantiles, firstToken: addedQuantiles, whole: addedQuantiles }),
  leaks: z.strictObject({ answers: leaks, prompts: leaks }),
  process: z
    .strictObject({
      cpu: z.number(),
      cpuUsPerWrite: z.number().nullable(),
      residentBytesBefore: count,
      residentBytesMost: count,
    })
    .nullable(),
  self: z.strictObject({
    client: self,
    upstream: self,
    startLateP99Ms: z.number(),
    upstreamLate: quantiles,
    limits: z.strictObject({ busy: z.number(), lateMs: z.number(), directLateMs: z.number() }),
  }),
  curves: z.strictObject({ gateway: curves, direct: curves }),
  seconds: z.array(secondSchema),
});

export type Report = z.infer<typeof reportSchema>;
export type PathReport = Report["paths"]["gateway"];
export type Second = z.infer<typeof secondSchema>;
