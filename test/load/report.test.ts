import { describe, expect, it } from "vitest";
import { htmlReport } from "../../src/load/report/html.ts";
import { type Report, reportSchema } from "../../src/load/report/schema.ts";
import { textReport } from "../../src/load/report/text.ts";
import { conclude } from "../../src/load/run.ts";
import { calm, gateway, measuredOf, run } from "./measured.ts";

function reportOf(): Report {
  const outcome = conclude(run, 100, gateway, measuredOf());
  if (outcome.kind !== "report") throw new Error(outcome.why.join());
  return outcome.report;
}

describe("a run", () => {
  it("that its own processes held up has no report, but says why and what to lower", () => {
    const client = { ...calm.client, busy: 0.8 };
    const outcome = conclude(run, 100, gateway, measuredOf({ client, startLateP99Ms: 80 }));
    expect(outcome).toEqual({
      kind: "saturated",
      why: ["exchanges began 80.0 ms late at the 99th percentile (limit 20 ms)"],
      advice: expect.stringContaining("Lower --streams from 20 to 10"),
    });
  });

  it("with --arrivals is told to lower those", () => {
    const outcome = conclude({ ...run, sessionsPerSecond: 100 }, 100, gateway, measuredOf({ writeLateP99Ms: 80 }));
    expect(outcome).toMatchObject({ kind: "saturated", advice: expect.stringContaining("--arrivals from 100 to 50") });
  });

  it("that was late while its processes had time to spare tells of the machine, and so does one of few streams", () => {
    const idle = conclude(run, 100, gateway, measuredOf({ startLateP99Ms: 30 }));
    expect(idle).toMatchObject({ advice: expect.stringMatching(/busy at most 30 % .*other work.*from 20 to 14/) });
    const few = { ...run, traffic: { ...run.traffic, streams: 2 } };
    const client = { ...calm.client, busy: 0.8 };
    const outcome = conclude(few, 100, gateway, measuredOf({ client, startLateP99Ms: 30 }));
    expect(outcome).toMatchObject({ advice: expect.stringMatching(/busy at most 80 % .*other work/) });
    expect(outcome).toMatchObject({ advice: expect.not.stringContaining("lower") });
  });
});

describe("the report for machines", () => {
  it("is what its schema says, also behind JSON", () => {
    const report = reportOf();
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it("has the figures of both paths, and what the gateway adds to each percentile", () => {
    const { paths, added, leaks, process } = reportOf();
    expect(paths.gateway).toMatchObject({ exchanges: 200, failed: 1, exchangesPerSecond: 199 / 2 });
    expect(paths.gateway.errors).toMatchObject([{ kind: "broken off", count: 1 }]);
    expect(paths.gateway.lateEnd).toMatchObject({ count: 199, p999: null });
    for (const name of ["p50", "p90", "p99"] as const) expect(Math.abs((added.whole[name] ?? 0) - 3)).toBeLessThan(0.1);
    expect(added.whole.p999).toBeNull();
    expect(leaks.answers.leaked).toBe(leaks.answers.planted);
    expect(leaks.answers.leaked).toBeGreaterThan(0);
    expect(process).toMatchObject({ cpuUsPerWrite: 100, residentBytesBefore: 2 ** 26, residentBytesMost: 2 ** 27 });
  });

  it("refuses what is no figure", () => {
    const report = reportOf();
    expect(() => reportSchema.parse({ ...report, added: { ...report.added, more: 1 } })).toThrow();
    expect(() => reportSchema.parse({ ...report, machine: { ...report.machine, cores: Number.NaN } })).toThrow();
  });
});

describe("the page", () => {
  const page = htmlReport(reportOf());

  it("needs nothing from anywhere: no address in src, href, import or url()", () => {
    expect(page).not.toMatch(/\b(?:src|href)\s*=/i);
    expect(page).not.toMatch(/@import|url\(|\bimport\s*\(|<link|<iframe|<img/i);
    expect(page).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket/);
  });

  it("lets no text of a gateway become markup", () => {
    expect(page).not.toContain("<b>it's");
    expect(page).toContain("&lt;b&gt;");
    expect(page).toContain("a &lt;test&gt;");
    expect(page.match(/<\/script>/g)).toHaveLength(4);
  });

  it("carries the whole report and a chart for each of its places", () => {
    const inside = (id: string): unknown =>
      JSON.parse(new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`).exec(page)?.[1] ?? "");
    expect(reportSchema.parse(inside("report"))).toMatchObject({ gateway: { name: "a <test>" } });
    const charts = inside("charts") as { title: string; data: unknown[][]; lines: unknown[] }[];
    expect(charts.length).toBeGreaterThan(3);
    for (const [i, chart] of charts.entries()) {
      expect(page).toContain(`id="chart-${i}"`);
      expect(chart.data).toHaveLength(chart.lines.length + 1);
      for (const values of chart.data) expect(values).toHaveLength(chart.data[0]?.length ?? 0);
    }
  });

  it("draws with scripts that parse", () => {
    for (const [, script = ""] of page.matchAll(/<script>([\s\S]*?)<\/script>/g))
      expect(() => new Function(script)).not.toThrow();
  });
});

describe("the report for people", () => {
  it("has every group of latencies that there is, and says what leaked and what failed", () => {
    const text = textReport(reportOf(), (bold) => bold);
    for (const words of [
      "whole exchange",
      "end, later than planned",
      "added",
      "p99.9",
      "broken off",
      "none of 10 planted",
    ])
      expect(text).toContain(words);
    for (const words of ["time to first token", "each token"]) expect(text).not.toContain(words);
    expect(text).not.toMatch(/NaN|undefined|null/);
  });
});
