/**
 * One page that needs nothing else: styles, the library of the charts (uPlot) and the data are in it, so that it can be kept, mailed and
 * opened without a network.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Chart, chartScript } from "./charts.ts";

const library = (file: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`uplot/dist/${file}`), "utf8");

export const escaped = (text: string): string =>
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

export interface Page {
  readonly title: string;
  readonly heading: string;
  /** One line under the heading. */
  readonly about: string;
  /** Markup between the heading and the charts. */
  readonly body: string;
  readonly charts: readonly Chart[];
  /** All of it, for machines: the JSON of the element `report`. */
  readonly report: unknown;
}

export const pageOf = ({ title, heading, about, body, charts, report }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${library("uPlot.min.css")}${STYLE}</style>
</head>
<body>
<h1>${escaped(heading)}</h1>
<p>${escaped(about)}</p>
${body}
${charts.map((chart, i) => `<h2>${escaped(chart.title)}</h2>\n<div class="chart" id="chart-${i}"></div>`).join("\n")}
<script>${library("uPlot.iife.min.js")}</script>
<script type="application/json" id="charts">${inScript(charts)}</script>
<script type="application/json" id="report">${inScript(report)}</script>
<script>${chartScript}</script>
</body>
</html>
`;
