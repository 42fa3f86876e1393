/** Kills a gateway's audit trail at odd moments, again and again in one directory, and looks for what it had accepted. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { newDirectory, readBack } from "./example-events.ts";

const child = fileURLToPath(new URL("crash-child.mjs", import.meta.url));

/** Lets a child accept `wanted` starts, kills it, and returns what it said it had accepted. */
const killAfter = async (directory: string, wanted: number): Promise<string[]> => {
  const writer = spawn(process.execPath, [child, directory], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  let lines = 0;
  writer.stdout.setEncoding("latin1").on("data", (chunk: string) => {
    text += chunk;
    lines += chunk.split("\n").length - 1;
    if (lines >= wanted) writer.kill("SIGKILL");
  });
  await once(writer, "close");
  return text.split("\n").slice(0, -1);
};

test("every start that was accepted as durable is read back after kill -9, in one gapless trail", async () => {
  const directory = newDirectory();
  const accepted: string[] = [];
  for (const wanted of [1, 60, 333, 1000, 1777]) accepted.push(...(await killAfter(directory, wanted)));
  const { events, damage, summary } = await readBack(directory);
  const recorded = new Set(events.flatMap((event) => (event.kind === "start" ? [event.exchange] : [])));
  expect(accepted.length).toBeGreaterThan(3000);
  expect(accepted.filter((exchange) => !recorded.has(exchange))).toEqual([]);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(damage.filter(({ kind }) => kind !== "torn")).toEqual([]);
  expect(summary.segments).toBeGreaterThan(10);
  expect(events.filter((event) => event.kind === "open").map((event) => event.previous)).toEqual([
    "none",
    "unclosed",
    "unclosed",
    "unclosed",
    "unclosed",
  ]);
});
