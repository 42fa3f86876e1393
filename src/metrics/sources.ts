/**
 * Numbers that other parts keep for themselves, read when somebody scrapes. A source that is not set (yet) shows nothing:
 * a 0 would claim that there is something and that it is idle.
 */
import { Counter, Gauge, type Registry } from "prom-client";
import type { AuditStatistics } from "../audit/audit.ts";
import type { ScanStats } from "../scanning/scan-stats.ts";

export interface MetricSources {
  readonly audit?: { readonly statistics: AuditStatistics; readonly available: boolean };
  readonly scanner?: { readonly queueDepth: number; readonly healthy: boolean; stats(): ScanStats };
  readonly exchanges?: { readonly live: number };
}

/** Flags: of several processes the one that is not is what counts; everything else is summed. */
const allOfThem: ReadonlySet<string> = new Set(["sluice_audit_available", "sluice_scanner_healthy"]);

/** Read at a scrape; undefined: there is no such source. */
type Read = (sources: MetricSources) => number | undefined;

const flag = (value: boolean | undefined): number | undefined => (value === undefined ? undefined : Number(value));
const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1000);

const gauges: readonly (readonly [name: string, help: string, read: Read])[] = [
  ["sluice_exchanges_live", "Exchanges in flight.", ({ exchanges }) => exchanges?.live],
  [
    "sluice_audit_available",
    "1 when the audit trail can be written; otherwise exchanges are refused.",
    ({ audit }) => flag(audit?.available),
  ],
  [
    "sluice_audit_queue_events",
    "Accepted audit events that are not on disk yet.",
    ({ audit }) => audit?.statistics.queuedEvents,
  ],
  ["sluice_audit_queue_bytes", "Their size in memory.", ({ audit }) => audit?.statistics.queuedBytes],
  [
    "sluice_scanner_healthy",
    "1 when scans are answered; otherwise exchanges are refused.",
    ({ scanner }) => flag(scanner?.healthy),
  ],
  ["sluice_scan_queue_steps", "Scan steps waiting for or inside a worker.", ({ scanner }) => scanner?.queueDepth],
];

const totals: readonly (readonly [name: string, help: string, read: Read])[] = [
  ["sluice_audit_events_total", "Audit events on disk.", ({ audit }) => audit?.statistics.writtenEvents],
  ["sluice_audit_bytes_total", "Audit bytes on disk.", ({ audit }) => audit?.statistics.writtenBytes],
  ["sluice_audit_fsyncs_total", "Group fsyncs of the audit trail.", ({ audit }) => audit?.statistics.syncs],
  ["sluice_audit_fsync_seconds_total", "Time spent in them.", ({ audit }) => seconds(audit?.statistics.syncMs)],
  [
    "sluice_audit_refused_starts_total",
    "Exchanges refused because the audit trail could not be written.",
    ({ audit }) => audit?.statistics.refusedStarts,
  ],
  ["sluice_scan_batches_total", "Batches answered by a worker.", ({ scanner }) => scanner?.stats().batches],
  ["sluice_scan_retries_total", "Batches sent to a worker again.", ({ scanner }) => scanner?.stats().retries],
  [
    "sluice_scan_worker_failures_total",
    "Workers that threw, hung or died.",
    ({ scanner }) => scanner?.stats().failures,
  ],
  ["sluice_scan_refused_total", "Scan steps that could not be scanned.", ({ scanner }) => scanner?.stats().refused],
];

/** Registers all of them; the returned function adds sources. */
export const publishSources = (registry: Registry): ((added: MetricSources) => void) => {
  let sources: MetricSources = {};
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      aggregator: allOfThem.has(name) ? "min" : "sum",
      collect() {
        const value = read(sources);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }
  for (const [name, help, read] of totals) {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        const value = read(sources);
        this.remove();
        if (value !== undefined) this.inc(value);
      },
    });
  }
  return (added) => {
    sources = { ...sources, ...added };
  };
};
