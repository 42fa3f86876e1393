/** The report as one page. */
import { charts } from "./charts.ts";
import { escaped, pageOf } from "./page.ts";
import type { Report } from "./schema.ts";
import { columns, factRows, latencyRows, spellMs, titles } from "./text.ts";

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
  const figures = `<h2>Counted</h2>
<table class="facts">${facts.join("\n")}</table>
<h2>Latencies, ms</h2>
<table><tr><th></th>${columns.map((column) => `<th>${titles[column]}</th>`).join("")}<th>count</th></tr>
${latencies.join("\n")}</table>`;
  return pageOf({
    title: `sluice load: ${gateway.name}, ${load.scenario}`,
    heading: `${gateway.name}: ${load.scenario}`,
    about: `${report.at} · ${machine.cpu}, ${machine.cores} cores · Node ${machine.node} · sluice ${machine.sluice} · ${gateway.url}`,
    body: figures,
    charts: charts(report),
    report,
  });
}
