/**
 * The report as one page that needs nothing else: styles, charts (uPlot, inlined) and figures are in it, so that it can be kept, mailed
 * and opened without a network.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chartScript, charts } from "./charts.ts";
import type { Report } from "./schema.ts";
import { columns, factRows, latencyRows, spellMs, titles } from "./text.ts";

const library = (file: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`uplot/dist/${file}`), "utf8");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** JSON inside a script: no text of it may end the element. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

const STYLE = `
:root { color-scheme: light dark; --line: #8885; --dim: #777; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin-bottom: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { color: var(--dim); margin: .2rem 0; } table { border-collapse: collapse; width: 100%; }
td, th { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
td:first-child, th:first-child { text-align: left; } .facts td { text-align: left; vertical-align: top; }
.facts td:first-child { white-space: nowrap; color: var(--dim); } tr.group td { font-weight: 600; padding-top: .7rem; }
.bad { color: #c22; font-weight: 600; } .chart { background: #fff; color: #222; border-radius: 6px; padding: .5rem; overflow-x: auto; }`;

export function htmlReport(report: Report): string {
  const { gateway, load, machine, leaks, paths } = report;
  const bad = new Set([
    ...(paths.gateway.errors.length > 0 ? ["errors"] : []),
    ...(leaks.answers.leaked > 0 ? ["leaks in answers"] : []),
    ...(leaks.prompts.leaked > 0 ? ["leaks in prompts"] : []),
  ]);
  const facts = factRows(report).map(
    ([name, value]) =>
      `<tr><td>${escaped(name)}</td><td${bad.has(name) ? ' class="bad"' : ""}>${escaped(value)}</td></tr>`,
  );
  const latencies = latencyRows(report).map(({ name, of, count }) =>
    of === undefined
      ? `<tr class="group"><td colspan="7">${escaped(name)}</td></tr>`
      : `<tr><td>${escaped(name)}</td>${columns.map((column) => `<td>${spellMs(of[column])}</td>`).join("")}<td>${count ?? ""}</td></tr>`,
  );
  const drawn = charts(report);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>sluice load: ${escaped(gateway.name)}, ${escaped(load.scenario)}</title>
<style>${library("uPlot.min.css")}${STYLE}</style>
</head>
<body>
<h1>${escaped(gateway.name)}: ${escaped(load.scenario)}</h1>
<p>${escaped(report.at)} · ${escaped(machine.cpu)}, ${machine.cores} cores · Node ${escaped(machine.node)} · sluice ${escaped(machine.sluice)} · ${escaped(gateway.url)}</p>
<h2>Counted</h2>
<table class="facts">${facts.join("\n")}</table>
<h2>Latencies, ms</h2>
<table><tr><th></th>${columns.map((column) => `<th>${titles[column]}</th>`).join("")}<th>count</th></tr>
${latencies.join("\n")}</table>
${drawn.map(({ title }, i) => `<h2>${escaped(title)}</h2>\n<div class="chart" id="chart-${i}"></div>`).join("\n")}
<script>${library("uPlot.iife.min.js")}</script>
<script type="application/json" id="charts">${inScript(drawn)}</script>
<script type="application/json" id="report">${inScript(report)}</script>
<script>${chartScript}</script>
</body>
</html>
`;
}
