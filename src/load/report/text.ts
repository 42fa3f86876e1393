/** The report for a terminal: one table of latencies, then what was counted. */
import type { Quantiles } from "../latency.ts";
import type { PathReport, Report } from "./schema.ts";

/** A line of the table of latencies; a title alone opens a group. */
export interface LatencyRow {
  readonly name: string;
  readonly of?: Omit<Quantiles, "count">;
  readonly count?: number;
}

export const columns = ["p50", "p90", "p99", "p999", "max"] as const;
export const titles = { p50: "p50", p90: "p90", p99: "p99", p999: "p99.9", max: "max" } as const;

export const spellMs = (ms: number | null): string =>
  ms === null ? "-" : Math.abs(ms) >= 100 ? ms.toFixed(0) : Math.abs(ms) >= 10 ? ms.toFixed(1) : ms.toFixed(2);
export const spellBytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
export const spellShare = (share: number): string => `${(share * 100).toFixed(0)} %`;

export function latencyRows({ paths: { gateway, direct }, added }: Report): LatencyRow[] {
  const row = (name: string, { count, ...of }: Quantiles): LatencyRow => ({ name, of, count });
  const group = (
    name: string,
    pick: (path: PathReport) => Quantiles,
    more?: Omit<Quantiles, "count">,
  ): readonly LatencyRow[] => {
    if (pick(gateway).count === 0) return [];
    const both = [row("through the gateway", pick(gateway)), row("direct", pick(direct))];
    return [{ name }, ...both, ...(more === undefined ? [] : [{ name: "added", of: more }])];
  };
  return [
    ...group("time to first token", (path) => path.firstToken),
    ...group("between tokens", (path) => path.betweenTokens),
    ...group("whole exchange", (path) => path.whole),
    ...group("first token, later than planned", (path) => path.lateFirst, added.firstToken),
    ...group("each token, later than planned", (path) => path.lateToken, added.token),
    ...group("end, later than planned", (path) => path.lateEnd, added.whole),
  ];
}

/** Names and what they come to, beside the latencies. */
export function factRows(report: Report): [string, string][] {
  const { load, paths, leaks, process, self } = report;
  const { gateway } = paths;
  const rows: [string, string][] = [
    [
      "load",
      `${load.scenario}: ${load.sessionsPerSecond.toFixed(1)} sessions/s for ${load.seconds} s after ${load.rampSeconds} s ramp, seed ${load.seed}`,
    ],
    [
      "throughput",
      `${gateway.exchangesPerSecond.toFixed(1)} exchanges/s, ${gateway.tokensPerSecond.toFixed(0)} tokens/s`,
    ],
    ["errors", errorsOf(report)],
    ["leaks in answers", leaksOf(leaks.answers)],
    ["leaks in prompts", leaksOf(leaks.prompts)],
    ["clean answers", `${gateway.clean}, of which ${gateway.changed} came changed`],
  ];
  if (gateway.regrouped > 0)
    rows.push([
      "regrouped",
      `${gateway.regrouped} answers in other events than sent; each token's lateness leaves them out`,
    ]);
  rows.push([
    "gateway process",
    process === null
      ? "not measured (name it with --pid)"
      : `CPU ${spellShare(process.cpu)} of a core${process.cpuUsPerWrite === null ? "" : `, ${process.cpuUsPerWrite.toFixed(1)} us an event or document`}; memory ${spellBytes(process.residentBytesBefore)} before, ${spellBytes(process.residentBytesMost)} at most`,
  ]);
  rows.push([
    "load tester",
    `client busy ${spellShare(self.client.busy)}, upstream ${spellShare(self.upstream.busy)} (limit ${spellShare(self.limits.busy)}); exchanges began ${spellMs(self.startLateP99Ms)} ms late, the upstream wrote ${spellMs(self.upstreamLate.p99)} ms late at p99 (limit ${self.limits.lateMs})`,
  ]);
  return rows;
}

function errorsOf({ paths: { gateway, direct } }: Report): string {
  const spelled = gateway.errors.map(({ kind, count, example }) => `${count} ${kind} (${example})`);
  const ours = direct.errors.map(({ kind, count }) => `${count} ${kind} on the direct path`);
  return [...spelled, ...ours].join("; ") || "none";
}

function leaksOf({ planted, leaked, texts, byKind }: Report["leaks"]["answers"]): string {
  if (planted === 0) return "nothing was planted";
  if (leaked === 0) return `none of ${planted} planted values`;
  const kinds = Object.entries(byKind).map(([kind, count]) => `${kind} ${count}`);
  return `${leaked} of ${planted} planted values, in ${texts} texts (${kinds.join(", ")})`;
}

export function textReport(report: Report, bold: (text: string) => string): string {
  const line = ({ name, of, count }: LatencyRow): string =>
    of === undefined
      ? `  ${name}`
      : `    ${name.padEnd(20)}${columns.map((column) => spellMs(of[column]).padStart(9)).join("")}${String(count ?? "").padStart(10)}`.trimEnd();
  const head = `  ${"ms".padEnd(22)}${columns.map((column) => titles[column].padStart(9)).join("")}${"count".padStart(10)}`;
  const facts = factRows(report).map(([name, value]) => `  ${name.padEnd(18)}${value}`);
  return [
    bold(`${report.gateway.name}  ${report.gateway.url}`),
    "",
    bold(head),
    ...latencyRows(report).map(line),
    "",
    ...facts,
  ].join("\n");
}
