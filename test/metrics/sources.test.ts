import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { publishSources } from "../../src/metrics/sources.ts";

const statistics = {
  queuedEvents: 3,
  queuedBytes: 900,
  writtenEvents: 40,
  writtenBytes: 8000,
  syncs: 4,
  syncMs: 2500,
  refusedStarts: 1,
};

const lines = async (registry: Registry): Promise<string[]> =>
  (await registry.metrics()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));

test("a source that is not set shows nothing, rather than a zero", async () => {
  const registry = new Registry();
  publishSources(registry);
  expect(await lines(registry)).toEqual([]);
});

test("sources are read at each scrape", async () => {
  const registry = new Registry();
  const watch = publishSources(registry);
  const exchanges = { live: 5 };
  watch({ exchanges });
  watch({ audit: { statistics, available: false } });
  expect(await lines(registry)).toEqual([
    "sluice_exchanges_live 5",
    "sluice_audit_available 0",
    "sluice_audit_queue_events 3",
    "sluice_audit_queue_bytes 900",
    "sluice_audit_events_total 40",
    "sluice_audit_bytes_total 8000",
    "sluice_audit_fsyncs_total 4",
    "sluice_audit_fsync_seconds_total 2.5",
    "sluice_audit_refused_starts_total 1",
  ]);
  exchanges.live = 6;
  expect((await lines(registry))[0]).toBe("sluice_exchanges_live 6");
});

test("the scanner shows its depth, health and troubles", async () => {
  const registry = new Registry();
  const none = { steps: 0, bytes: 0, seconds: 0 };
  const stats = () => ({ inline: none, pool: none, batches: 9, retries: 2, failures: 1, refused: 0 });
  publishSources(registry)({ scanner: { queueDepth: 7, healthy: true, stats } });
  expect(await lines(registry)).toEqual([
    "sluice_scanner_healthy 1",
    "sluice_scan_queue_steps 7",
    "sluice_scan_batches_total 9",
    "sluice_scan_retries_total 2",
    "sluice_scan_worker_failures_total 1",
    "sluice_scan_refused_total 0",
  ]);
});
