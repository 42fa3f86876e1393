/**
 * What the gateway counts, for Prometheus. The methods are called from the data path and only add to numbers; text is made
 * when somebody scrapes. Depths and totals that others keep (queues, the audit writer, scanning) are asked for then.
 *
 * Invariant: label values are connection names, operations of our dialects, entities of the ruleset and codes of our
 * tables. Nothing a client chose is one.
 */
import { collectDefaultMetrics, type MetricObjectWithValues, type MetricValue, Registry } from "prom-client";
import type { Direction, EndEvent } from "../audit/events.ts";
import type { ScanTiming } from "../scanning/scan-stats.ts";
import { createCounts } from "./counts.ts";
import { type MetricSources, publishSources } from "./sources.ts";
import { createTally, TalliedHistogram, type Tally } from "./tally.ts";

export interface Metrics {
  /** An exchange has ended: counts it with its bytes, events and duration. */
  finished(connection: string, operation: string, end: EndEvent): void;
  finding(entity: string, direction: Direction, count: number): void;
  /** Bytes left that had been held back: how many characters wait behind them, and how long they waited. */
  held(characters: number, ms: number): void;
  /** A request was refused before it was an exchange; `reason` is a code of errors.ts. */
  refused(reason: string): void;
  scanned(timing: ScanTiming): void;
  /** Where the numbers that others keep come from; each may be set once it exists. */
  watch(sources: MetricSources): void;
  /** Text in Prometheus' format. */
  scrape(): Promise<string>;
  readonly contentType: string;
  /** The same as data, to be summed with that of other processes. */
  snapshot(): Promise<MetricSnapshot>;
}

export type MetricSnapshot = readonly MetricObjectWithValues<MetricValue<string>>[];

const durationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const heldCharacterBounds = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096, 16_384];
const heldSecondBounds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const scanSecondBounds = [
  0.000_001, 0.000_002, 0.000_005, 0.000_01, 0.000_02, 0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01,
  0.05, 0.1, 1,
];

/**
 * Metrics in a registry of their own, so that two gateways in one process do not share any. `process` labels what is said of the
 * process itself (memory, processor time, event loop), where there are several.
 */
export const createMetrics = (process?: string): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, ...(process === undefined ? {} : { labels: { process } }) });

  const exchanges = createCounts({
    registry,
    name: "sluice_exchanges_total",
    help: "Exchanges that have ended, by how they ended.",
    labels: ["connection", "operation", "outcome"],
  });
  const failures = createCounts({
    registry,
    name: "sluice_exchange_failures_total",
    help: "Exchanges that were blocked, failed or were aborted, by reason.",
    labels: ["reason"],
  });
  const events = createCounts({
    registry,
    name: "sluice_events_total",
    help: "Events (SSE) and lines (NDJSON) of streamed answers.",
    labels: ["connection"],
  });
  const bytes = createCounts({
    registry,
    name: "sluice_bytes_total",
    help: "Body bytes by direction; in: as they arrived at the gateway, out: as they left it.",
    labels: ["direction", "side"],
  });
  const requestIn = bytes.of("request", "in");
  const requestOut = bytes.of("request", "out");
  const responseIn = bytes.of("response", "in");
  const responseOut = bytes.of("response", "out");
  const findings = createCounts({
    registry,
    name: "sluice_findings_total",
    help: "Findings by entity and direction, whatever was decided; a value that several detectors find counts once for each.",
    labels: ["entity", "direction"],
  });
  const refusals = createCounts({
    registry,
    name: "sluice_refusals_total",
    help: "Requests refused before there was an exchange, by reason.",
    labels: ["reason"],
  });
  const scannedBytes = createCounts({
    registry,
    name: "sluice_scanned_bytes_total",
    help: "Bytes scanned, by where.",
    labels: ["mode"],
  });
  const scannedSteps = createCounts({
    registry,
    name: "sluice_scan_steps_total",
    help: "Scan steps, by where.",
    labels: ["mode"],
  });

  const histogram = (name: string, help: string, bounds: readonly number[], label = "", values = [""]) => {
    const tallies = new Map(values.map((value): [string, Tally] => [value, createTally(bounds)]));
    new TalliedHistogram({ registry, name, help, bounds, label, tallies });
    return (value: string): Tally => tallies.get(value) ?? createTally(bounds);
  };
  const durations = histogram("sluice_exchange_seconds", "From request to the end of the answer.", durationBounds)("");
  const heldCharacters = histogram(
    "sluice_held_characters",
    "Characters held back when bytes of an answer left.",
    heldCharacterBounds,
  )("");
  const heldSeconds = histogram(
    "sluice_held_seconds",
    "How long bytes of an answer were held back.",
    heldSecondBounds,
  )("");
  const scanSeconds = histogram(
    "sluice_scan_seconds",
    "Scanning: inline per event-loop turn (sampled), pool per batch from hand-over to answer.",
    scanSecondBounds,
    "mode",
    ["inline", "pool"],
  );
  const inlineSeconds = scanSeconds("inline");
  const poolSeconds = scanSeconds("pool");

  const watch = publishSources(registry);

  return {
    finished: (connection, operation, end) => {
      exchanges.add(1, connection, operation, end.outcome);
      if (end.outcome !== "completed") failures.add(1, end.reason);
      if (end.events > 0) events.add(end.events, connection);
      requestIn(end.requestBytesIn);
      requestOut(end.requestBytesOut);
      responseIn(end.responseBytesIn);
      responseOut(end.responseBytesOut);
      durations.add(end.durationMs / 1000);
    },
    finding: (entity, direction, count) => findings.add(count, entity, direction),
    held: (characters, ms) => {
      heldCharacters.add(characters);
      heldSeconds.add(ms / 1000);
    },
    refused: (reason) => refusals.add(1, reason),
    scanned: ({ mode, steps, bytes: size, seconds }) => {
      scannedSteps.add(steps, mode);
      scannedBytes.add(size, mode);
      (mode === "inline" ? inlineSeconds : poolSeconds).add(seconds);
    },
    watch,
    scrape: () => registry.metrics(),
    snapshot: () => registry.getMetricsAsJSON() as unknown as Promise<MetricSnapshot>,
    contentType: registry.contentType,
  };
};
