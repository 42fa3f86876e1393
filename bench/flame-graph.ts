/** A tree of calls as a flame graph: SVG that needs nothing else, a colour for each room. Pure. */
import { escaped } from "../src/load/report/page.ts";
import { type Call, type Room, rooms } from "./profile-data.ts";

const width = 1_200;
const rowHeight = 17;
const characterWidth = 6.2;
/** Narrower ones are left out. */
const leastWidth = 1.2;

const colours: Readonly<Record<Room, string>> = {
  engine: "#f0883e",
  "lanes and policy": "#e3b341",
  codecs: "#7ee787",
  pipeline: "#a5d6ff",
  listener: "#79c0ff",
  "upstream client": "#d2a8ff",
  "Node's sockets": "#bc8cff",
  audit: "#ff9bce",
  collection: "#ffa198",
  "outside JavaScript": "#b1bac4",
  "other JavaScript": "#d0d7de",
};

export const legend = (): string =>
  rooms.map((room) => `<span style="background:${colours[room]};padding:0 .4rem;color:#222">${room}</span>`).join(" ");

/** Times in the tooltips are per unit: `usPerMicrosecond` turns the tree's microseconds into them. */
export function flameGraph(root: Call, usPerMicrosecond: number, unit: string): string {
  const boxes: string[] = [];
  let rows = 0;
  const draw = (call: Call, x: number, row: number): void => {
    const w = (call.total / root.total) * width;
    if (!(w >= leastWidth)) return;
    rows = Math.max(rows, row + 1);
    const letters = Math.floor((w - 4) / characterWidth);
    const label = letters < 3 ? "" : call.name.slice(0, letters);
    const share = `${((100 * call.total) / root.total).toFixed(1)} %`;
    const title = `${call.name}: ${(call.total * usPerMicrosecond).toFixed(2)} us per ${unit}, ${share}; itself ${(call.self * usPerMicrosecond).toFixed(2)} us`;
    const y = row * rowHeight;
    boxes.push(
      `<g><title>${escaped(title)}</title><rect x="${x.toFixed(1)}" y="${y}" width="${w.toFixed(1)}" height="${rowHeight - 1}" fill="${colours[call.room]}"/>${label === "" ? "" : `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(label)}</text>`}</g>`,
    );
    let at = x;
    for (const child of [...call.calls.values()].sort((a, b) => b.total - a.total)) {
      draw(child, at, row + 1);
      at += (child.total / root.total) * width;
    }
  };
  draw(root, 0, 0);
  const height = rows * rowHeight;
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="font:10px ui-monospace,monospace;fill:#222">${boxes.join("")}</svg>`;
}
