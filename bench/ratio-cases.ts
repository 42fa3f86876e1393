/** What `npm run bench:ratios` asks of the benches: short cases, each with a baseline in turns of the same run. */
import type { GatewayCase, GatewayResult } from "./gateway.ts";
import { benchFile } from "./processes.ts";
import { type Beside, ratiosOf } from "./timing.ts";
import { inOwnProcess } from "./trial.ts";

export interface RatioCase {
  /** What it is, and against what. */
  readonly name: string;
  /** The bare relay is written on uWebSockets.js. */
  readonly needsUws?: true;
  /** How many times what was recorded is allowed: less than 1.5, so that half as much again is seen. */
  readonly slack: number;
  /** By round. */
  measure(): Promise<readonly number[]>;
}

const short = (bench: string) => ({ file: benchFile(`./${bench}.js`), short: true });

// Where other work fills the caches, the larger one of the two has more of that: a busy machine alone moves ratios by a fifth.
const slack = 1.45;

/** A case of a bench that times functions of its own process. */
const inProcess = (name: string, bench: string, wanted: unknown): RatioCase => ({
  name,
  slack,
  measure: async () => ratiosOf(await inOwnProcess<unknown, Beside>(wanted, short(bench))),
});

/** A gateway in a process of its own, beside the relay. */
const whole = (name: string, kind: GatewayCase["kind"]): RatioCase => ({
  name,
  needsUws: true,
  slack,
  measure: async () => {
    const wanted: GatewayCase = { kind, beside: ["relay"] };
    const { costs } = await inOwnProcess<GatewayCase, GatewayResult>(wanted, short("gateway"));
    return ratiosOf({ ours: costs.gateway ?? [], baseline: costs.relay ?? [] });
  },
});

const step = { kind: "whole", stepBytes: 64 << 10 };

export const ratioCases: readonly RatioCase[] = [
  inProcess("clean prose, against a loop over the bytes", "scan", { ...step, text: "prose" }),
  inProcess("a value every 60 bytes, against a loop over the bytes", "scan", { ...step, text: "dense" }),
  inProcess("deltas of 16 bytes through a lane, against a loop over the bytes", "scan", {
    ...{ kind: "deltas", text: "prose", bytes: 16 },
  }),
  inProcess("SSE event, codec and engine, against JSON.parse and JSON.stringify", "codecs", {
    ...{ body: "sse", scanner: "engine" },
  }),
  inProcess("SSE event, codec alone, against JSON.parse and JSON.stringify", "codecs", {
    ...{ body: "sse", scanner: "none" },
  }),
  inProcess("JSON document, codec and engine, against JSON.parse and JSON.stringify", "codecs", {
    ...{ body: "json", scanner: "engine" },
  }),
  inProcess("audited exchange, against JSON lines", "audit", null),
  whole("SSE event through the gateway, against the bare relay", "stream"),
  whole("JSON exchange through the gateway, against the bare relay", "document"),
];
