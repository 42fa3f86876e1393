/** The profile of a hot path as figures, as tables, and as a page with flame graphs. Pure. */
import { escaped, pageOf } from "../src/load/report/page.ts";
import { flameGraph, legend } from "./flame-graph.ts";
import type { Machine } from "./machine.ts";
import { type Call, type Folded, rooms } from "./profile-data.ts";
import type { ThreadCosts } from "./thread-cost.ts";

export interface Spent {
  readonly name: string;
  readonly us: number;
}

/** All times in microseconds of processor time per unit. */
export interface HotPath {
  readonly unit: string;
  readonly us: number;
  /** Of all that, in the kernel. */
  readonly kernelShare: number;
  /** The main thread by room, then the other threads. */
  readonly rooms: readonly Spent[];
  /** Functions of the main thread that are on top of the stack most. */
  readonly dearest: readonly Spent[];
  /** Of the main thread, in sampled microseconds. */
  readonly root: Call;
}

const dearestCount = 15;

/** Shares of the samples, given to what each thread spent while nobody sampled. */
export function hotPathOf(
  unit: string,
  units: number,
  spent: ThreadCosts,
  folded: ReadonlyMap<number, Folded>,
  isMain: (thread: number) => boolean,
): HotPath {
  const perUnit = (seconds: number): number => (seconds * 1e6) / units;
  const main = [...folded].find(([thread]) => isMain(thread));
  if (main === undefined) throw new Error("the main thread has a profile");
  const [mainThread, { byRoom, root }] = main;
  const mainUs = perUnit(spent.get(mainThread)?.seconds ?? 0);
  let [audit, others, ticks, kernelTicks] = [0, 0, 0, 0];
  for (const [thread, cost] of spent) {
    ticks += cost.userTicks + cost.kernelTicks;
    kernelTicks += cost.kernelTicks;
    if (thread === mainThread) continue;
    if (folded.has(thread)) audit += cost.seconds;
    else others += cost.seconds;
  }
  const self = new Map<string, number>();
  const add = (call: Call): void => {
    self.set(call.name, (self.get(call.name) ?? 0) + call.self);
    for (const below of call.calls.values()) add(below);
  };
  add(root);
  const us = (sampled: number): number => (sampled / root.total) * mainUs;
  return {
    unit,
    us: mainUs + perUnit(audit) + perUnit(others),
    kernelShare: kernelTicks / ticks,
    rooms: [
      ...rooms.map((name) => ({ name, us: us(byRoom.get(name) ?? 0) })),
      { name: "audit, on the writer's thread", us: perUnit(audit) },
      { name: "collection and compiling, on V8's threads", us: perUnit(others) },
    ],
    dearest: [...self]
      .sort(([, a], [, b]) => b - a)
      .slice(0, dearestCount)
      .map(([name, sampled]) => ({ name, us: us(sampled) })),
    root,
  };
}

const about = ({ cpu, cores, node, date, commit }: Machine): string =>
  `${cpu}, ${cores} cores, Node ${node.replace(/^v/, "")}, ${date}, commit ${commit}`;

const figure = (us: number): string => us.toFixed(us >= 10 ? 1 : 2);

/** Markdown. */
export function profileTables(machine: Machine, paths: readonly HotPath[]): string {
  const names = paths[0]?.rooms.map(({ name }) => name) ?? [];
  const row = (name: string, cells: readonly string[]): string => `| ${[name, ...cells].join(" | ")} |`;
  const shares = names.map((name, i) =>
    row(
      name,
      paths.flatMap(({ rooms: of, us: whole }) => {
        const us = of[i]?.us ?? 0;
        return [figure(us), `${((100 * us) / whole).toFixed(0)} %`];
      }),
    ),
  );
  const dearest = paths.map(({ unit, us, dearest: functions }) =>
    [
      `What costs most by itself on the main thread, per ${unit}:`,
      "",
      row("", ["us", "share"]),
      "|---|---|---|",
      ...functions.map(({ name, us: own }) => row(`\`${name}\``, [figure(own), `${((100 * own) / us).toFixed(1)} %`])),
    ].join("\n"),
  );
  return [
    `${about(machine)}. Microseconds of processor time, and the share of all of it.`,
    "",
    row(
      "",
      paths.flatMap(({ unit }) => [unit, ""]),
    ),
    `|---|${paths.map(() => "---|---|").join("")}`,
    ...shares,
    row(
      "**all**",
      paths.flatMap(({ us }) => [figure(us), ""]),
    ),
    row(
      "of that, in the kernel",
      paths.flatMap(({ us, kernelShare }) => [figure(us * kernelShare), `${(100 * kernelShare).toFixed(0)} %`]),
    ),
    "",
    dearest.join("\n\n"),
  ].join("\n");
}

export function profilePage(machine: Machine, paths: readonly HotPath[]): string {
  const graphs = paths.map(({ unit, us, rooms: of, root }) => {
    const mainUs = of.slice(0, rooms.length).reduce((sum, room) => sum + room.us, 0);
    const rows = of.map(
      ({ name, us: own }) =>
        `<tr><td>${escaped(name)}</td><td>${figure(own)} us</td><td>${((100 * own) / us).toFixed(0)} %</td></tr>`,
    );
    return `<h2>${escaped(unit)}: ${figure(us)} us</h2>
<table>${rows.join("\n")}</table>
<p>The main thread, ${figure(mainUs)} us:</p>
<div class="chart">${flameGraph(root, mainUs / root.total, unit)}</div>`;
  });
  return pageOf({
    title: `sluice profile: ${machine.date}, ${machine.commit}`,
    heading: "Where the time goes",
    about: about(machine),
    body: `<p>${legend()}</p>${graphs.join("\n")}`,
    charts: [],
    report: { machine, paths: paths.map(({ root: _tree, ...path }) => path) },
  });
}
