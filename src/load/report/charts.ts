/** What the page draws: each chart as data, and the script that gives it to uPlot. */
import type { Report, Second } from "./schema.ts";

export interface Line {
  readonly name: string;
  readonly colour: string;
  /** The right axis has a scale of its own. */
  readonly right?: boolean;
  readonly dashed?: boolean;
}

export interface Chart {
  readonly title: string;
  /** Of the x axis: seconds, percentiles drawn by how few are beyond them, or trials. */
  readonly across: "seconds" | "percentile" | "trials";
  readonly left: string;
  readonly right?: string;
  readonly lines: readonly Line[];
  /** x, then one list for each line; null: no value. */
  readonly data: readonly (readonly (number | null)[])[];
}

const BLUE = "#1f6feb";
const GREY = "#888";
const RED = "#d1242f";
const GREEN = "#2da44e";

export function charts(report: Report): Chart[] {
  const { gateway, direct } = report.curves;
  const all = [
    byPercentile("Each token, later than planned, by percentile", gateway.lateToken, direct.lateToken),
    byPercentile("First token, later than planned, by percentile", gateway.lateFirst, direct.lateFirst),
    byPercentile("End, later than planned, by percentile", gateway.lateEnd, direct.lateEnd),
    ...bySecond(report.seconds),
  ];
  return all.filter(({ data: [x = []] }) => x.length > 1);
}

type Curve = Report["curves"]["gateway"]["whole"];

/** Two curves over one x: where one has no point it has none. */
function byPercentile(title: string, gateway: Curve, direct: Curve): Chart {
  const x = [...new Set([...gateway, ...direct].map(([percentile]) => percentile))].sort((a, b) => a - b);
  const over = (curve: Curve): (number | null)[] => {
    const at = new Map(curve);
    return x.map((percentile) => at.get(percentile) ?? null);
  };
  return {
    title,
    across: "percentile",
    left: "ms",
    lines: [
      { name: "gateway", colour: BLUE },
      { name: "direct", colour: GREY },
    ],
    data: [x.map((percentile) => 1 / (1 - percentile / 100)), over(gateway), over(direct)],
  };
}

function bySecond(seconds: readonly Second[]): Chart[] {
  const x = seconds.map(({ second }) => second);
  const of = (pick: (second: Second) => number | null): (number | null)[] => seconds.map(pick);
  const all: Chart[] = [
    {
      title: "Later than planned, by second",
      across: "seconds",
      left: "ms",
      lines: [
        { name: "gateway p50", colour: BLUE },
        { name: "gateway p99", colour: RED },
        { name: "direct p99", colour: GREY, dashed: true },
      ],
      data: [
        x,
        of(({ gateway }) => gateway.lateP50Ms),
        of(({ gateway }) => gateway.lateP99Ms),
        of(({ direct }) => direct.lateP99Ms),
      ],
    },
    {
      title: "Load",
      across: "seconds",
      left: "live exchanges",
      right: "tokens/s",
      lines: [
        { name: "live", colour: BLUE },
        { name: "tokens/s", colour: GREEN, right: true },
        { name: "errors", colour: RED },
      ],
      data: [
        x,
        of(({ gateway }) => gateway.live),
        of(({ gateway }) => gateway.tokens),
        of(({ gateway }) => gateway.failed),
      ],
    },
  ];
  if (seconds.some(({ process }) => process !== null))
    all.push({
      title: "Gateway process",
      across: "seconds",
      left: "CPU, % of a core",
      right: "memory, MiB",
      lines: [
        { name: "CPU", colour: BLUE },
        { name: "memory", colour: GREEN, right: true },
      ],
      data: [
        x,
        of(({ process }) => (process === null ? null : process.cpu * 100)),
        of(({ process }) => (process === null ? null : process.residentBytes / 1024 / 1024)),
      ],
    });
  return all;
}

/** Runs in the page. Plain JavaScript. */
export const chartScript = `
for (const [i, chart] of JSON.parse(document.getElementById("charts").textContent).entries()) {
  const beyond = (x) => x == null ? "" : "p" + +(100 - 100 / x).toPrecision(6);
  const percentile = chart.across === "percentile";
  const figure = (v) => v == null ? "-" : v >= 100 ? v.toFixed(0) : v.toFixed(2);
  const axis = { stroke: "#444", grid: { stroke: "#0001" } };
  const x = percentile
    ? { ...axis, splits: () => [1, 2, 10, 100, 1000, 10000, 100000], values: (u, all) => all.map(beyond) }
    : axis;
  new uPlot({
    width: 940,
    height: 260,
    scales: { x: percentile ? { time: false, distr: 3 } : { time: false }, y: { range: (u, min, max) => [0, max * 1.05 || 1] },
      ...(chart.right ? { right: { range: (u, min, max) => [0, max * 1.05 || 1] } } : {}) },
    axes: [x, { ...axis, label: chart.left }, ...(chart.right ? [{ ...axis, label: chart.right, scale: "right", side: 1, grid: { show: false } }] : [])],
    series: [
      percentile ? { label: "percentile", value: (u, v) => beyond(v) } : { label: chart.across.slice(0, -1) },
      ...chart.lines.map(({ name, colour, right, dashed }) => ({
        label: name, stroke: colour, width: 2, spanGaps: true, points: { show: false }, value: (u, v) => figure(v),
        ...(right ? { scale: "right" } : {}), ...(dashed ? { dash: [6, 4] } : {}),
      })),
    ],
  }, chart.data, document.getElementById("chart-" + i));
}`;
