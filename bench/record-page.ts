/** A record as one page: what must hold as bars, every measure with what its trials lie apart, and charts of the trials. */
import type { Chart, Line } from "../src/load/report/charts.ts";
import { escaped, pageOf } from "../src/load/report/page.ts";
import { bound, shareOfBound } from "./performance.ts";
import type { BenchRecord } from "./records.ts";
import { holds, type Measure, type Report, spell } from "./trial.ts";

/** A bar that is as long as its bound reaches so far, in percent, and a line stands there. */
const LENGTH_OF_BOUND = 60;

const STYLE = `<style>.bar { background: #1f6feb88; height: .8rem; min-width: 2px; } .bar.over { background: #c22; }
.track { width: 40%; background: linear-gradient(to right, transparent ${LENGTH_OF_BOUND}%, #888 ${LENGTH_OF_BOUND}%, #888 ${LENGTH_OF_BOUND + 0.5}%, transparent ${LENGTH_OF_BOUND + 0.5}%); }</style>`;

function barRow(measure: Measure): string {
  const share = shareOfBound(measure);
  const length = Math.min(100, share * LENGTH_OF_BOUND);
  const over = holds(measure) ? "" : " over";
  return `<tr><td>${escaped(measure.name)}</td><td>${spell(measure.value)} ${escaped(measure.unit)}</td><td class="track"><div class="bar${over}" style="width:${length.toFixed(1)}%"></div></td><td${over === "" ? "" : ' class="bad"'}>${bound(measure)}</td></tr>`;
}

/** How far the outer trials lie apart, as a share of the middle one. */
const spreadOf = ({ value, trials = [] }: Measure): string =>
  trials.length < 2 ? "" : `${((100 * (Math.max(...trials) - Math.min(...trials))) / value).toFixed(0)} %`;

const measureRow = (measure: Measure): string =>
  `<tr><td>${escaped(measure.name)}</td><td>${spell(measure.value)} ${escaped(measure.unit)}</td><td>${bound(measure)}</td><td>${measure.trials?.length ?? ""}</td><td>${spreadOf(measure)}</td></tr>`;

const benchTable = ({ bench, measures, skipped }: Report): string => `<h2>${escaped(bench)}</h2>
<table><tr><th></th><th>measured</th><th>must hold</th><th>trials</th><th>apart</th></tr>
${measures.map(measureRow).join("\n")}</table>
${skipped.map((why) => `<p>Not measured: ${escaped(why)}</p>`).join("\n")}`;

const colours = ["#1f6feb", "#d1242f", "#2da44e", "#bf8700", "#8250df", "#cf6f2e", "#0a7ea4", "#888"];
const linesOfChart = colours.length;

/** Trials of the first measures of a bench, each as a share of its own median: lines that part from 1 together are the machine's doing. */
function trialsChart({ bench, measures }: Report): Chart[] {
  const drawn = measures.filter(({ trials = [] }) => trials.length > 2).slice(0, linesOfChart);
  if (drawn.length === 0) return [];
  const count = Math.max(...drawn.map(({ trials = [] }) => trials.length));
  const x = Array.from({ length: count }, (_, i) => i + 1);
  const lines: Line[] = drawn.map(({ name }, i) => ({ name, colour: colours[i] ?? "#888" }));
  const shares = drawn.map(({ value, trials = [] }) => x.map((trial) => (trials[trial - 1] ?? Number.NaN) / value));
  const data = [x, ...shares].map((values) => values.map((value) => (Number.isFinite(value) ? value : null)));
  return [{ title: `Trials: ${bench}`, across: "trials", left: "of the median", lines, data }];
}

export function recordPage(record: BenchRecord): string {
  const { machine, reports } = record;
  const bounded = reports
    .flatMap(({ measures }) => measures)
    .filter(({ most, least }) => most !== undefined || least !== undefined);
  const detectors = machine.detectors === undefined ? "" : ` · ${machine.detectors} detectors`;
  return pageOf({
    title: `sluice bench: ${machine.date}, ${machine.commit}`,
    heading: `Bench record ${machine.date}, commit ${machine.commit}`,
    about: `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB · Node ${machine.node}${detectors}`,
    body: `${STYLE}<h2>What must hold</h2>
<table>${bounded.map(barRow).join("\n")}</table>
${reports.map(benchTable).join("\n")}`,
    charts: reports.flatMap(trialsChart),
    report: { machine, reports },
  });
}
