/** A profile folded: time goes to the room of the file, native code to its caller's, and idle time to nobody. */
import { describe, expect, it } from "vitest";
import { flameGraph } from "../../bench/flame-graph.ts";
import { type Call, fold, type ThreadProfile } from "../../bench/profile-data.ts";
import { hotPathOf, profilePage, profileTables } from "../../bench/profile-report.ts";

const frame = (id: number, functionName: string, url: string, ...children: number[]) => ({
  id,
  callFrame: { functionName, url },
  children,
});

/** 100 us each: codec itself, the engine's native code twice, a socket's write, collection; and 600 us idle. */
const profile: ThreadProfile = {
  main: true,
  nodes: [
    frame(1, "(root)", "", 2, 5, 7, 8),
    frame(2, "write", "file:///x/dist/src/protocols/http/bodies/event-codec.js", 3),
    frame(3, "scan", "file:///x/dist/src/scanning/inline-scanner.js", 4),
    frame(4, "collect", ""),
    frame(5, "Socket.write", "node:net", 6),
    frame(6, "", ""),
    frame(7, "(garbage collector)", ""),
    frame(8, "(idle)", ""),
  ],
  samples: [2, 4, 4, 6, 7, 8],
  timeDeltas: [100, 100, 100, 100, 100, 600],
};
const machine = {
  ...{ date: "2026-01-02", cpu: "a <cpu>", cores: 2, memoryGiB: 4, node: "v20.1.0", commit: "abc", changed: 0 },
};
const cost = (seconds: number, userTicks: number, kernelTicks: number) => ({ seconds, userTicks, kernelTicks });

describe("a folded profile", () => {
  const { byRoom, root } = fold(profile);

  it("has the time of each room, and none that was idle", () => {
    const spent = Object.fromEntries([...byRoom].filter(([, us]) => us > 0));
    expect(spent).toEqual({ codecs: 100, engine: 200, "Node's sockets": 100, collection: 100 });
    expect(root.total).toBe(500);
  });

  it("has what the kernel counted beside the samples as the event loop's", () => {
    const folded = fold(profile, 700);
    expect(folded.byRoom.get("outside JavaScript")).toBe(200);
    expect(folded.root.total).toBe(700);
    expect(fold(profile, 400).root.total).toBe(500);
  });

  it("names native code by its caller, and adds up what is below a call", () => {
    const find = (call: Call, name: string): Call | undefined =>
      call.name === name ? call : [...call.calls.values()].map((below) => find(below, name)).find(Boolean);
    expect(find(root, "write event-codec.js")).toMatchObject({ self: 100, total: 300 });
    expect(find(root, "native code in scan inline-scanner.js")).toMatchObject({ self: 200, room: "engine" });
    expect(find(root, "native code in Socket.write node:net")).toMatchObject({ self: 100, room: "Node's sockets" });
  });

  it("takes two ways to one function for two calls, and the same way twice for one", () => {
    const twice = {
      ...profile,
      nodes: profile.nodes.map((node) => (node.id === 1 ? frame(1, "(root)", "", 2, 5, 7, 8, 9) : node)),
    };
    const again = frame(9, "write", "file:///x/dist/src/protocols/http/bodies/event-codec.js");
    const folded = fold({
      ...twice,
      nodes: [...twice.nodes, again],
      samples: [...profile.samples, 9],
      timeDeltas: [...profile.timeDeltas, 50],
    });
    const calls = [...folded.root.calls.values()].filter(({ name }) => name === "write event-codec.js");
    expect(calls).toMatchObject([{ self: 150, total: 350 }]);
    expect(folded.root.total).toBe(550);
  });
});

describe("a hot path", () => {
  // 10 units: the main thread took 20 us each, the audit's thread 5, others 1.
  const spent = new Map([
    [7, cost(200e-6, 12, 8)],
    [8, cost(50e-6, 4, 1)],
    [9, cost(10e-6, 0, 0)],
  ]);
  const folded = new Map([
    [7, fold(profile)],
    [8, fold(profile)],
  ]);
  const path = hotPathOf("SSE event", 10, spent, folded, (thread) => thread === 7);

  it("gives the shares of the samples to the time that was spent without them", () => {
    expect(path.us).toBeCloseTo(26);
    expect(path.kernelShare).toBeCloseTo(9 / 25);
    const us = Object.fromEntries(path.rooms.filter((room) => room.us > 0).map((room) => [room.name, room.us]));
    for (const [name, wanted] of Object.entries({
      ...{ codecs: 4, engine: 8, "Node's sockets": 4, collection: 4 },
      ...{ "audit, on the writer's thread": 5, "collection and compiling, on V8's threads": 1 },
    }))
      expect(us[name], name).toBeCloseTo(wanted);
    expect(path.dearest[0]).toMatchObject({ name: "native code in scan inline-scanner.js" });
  });

  it("stands in a table, and on a page without markup from outside", () => {
    const tables = profileTables(machine, [path, { ...path, unit: "JSON exchange" }]);
    expect(tables).toContain("|  | SSE event |  | JSON exchange |  |");
    expect(tables).toContain("| engine | 8.00 | 31 % | 8.00 | 31 % |");
    const page = profilePage(machine, [path]);
    expect(page).toContain("a &lt;cpu&gt;");
    expect(page).not.toMatch(/\b(?:src|href)\s*=|a <cpu>/);
  });

  it("is drawn with a box for each call, as wide as its share", () => {
    const drawn = flameGraph(path.root, 0.02, "SSE event");
    const widths = [...drawn.matchAll(/<rect x="([\d.]+)" y="(\d+)" width="([\d.]+)"/g)].map(([, x, y, w]) => [
      Number(y),
      Number(x),
      Number(w),
    ]);
    expect(widths).toEqual([
      [0, 0, 1200],
      [17, 0, 720],
      [34, 0, 480],
      [51, 0, 480],
      [17, 720, 240],
      [34, 720, 240],
      [17, 960, 240],
    ]);
  });
});
