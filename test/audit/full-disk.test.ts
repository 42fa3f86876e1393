/** A real file system that is full in the middle of live exchanges, and has space again later. Needs root for mount(8). */
import { spawnSync } from "node:child_process";
import { unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createAudit } from "../../src/audit/audit.ts";
import { decision, end, facts, newDirectory, readBack, start } from "./example-events.ts";

const mountPoint = newDirectory();
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mountPoint]).status === 0;
if (!mounted) console.warn("skipped: a full disk needs root and mount(8), to mount a small tmpfs");
afterAll(() => {
  if (mounted) spawnSync("umount", [mountPoint]);
});

const fill = (file: string): void => {
  const bytes = new Uint8Array(4096);
  let content = bytes;
  for (let size = 4096; ; size += 4096) {
    content = new Uint8Array(size);
    try {
      writeFileSync(file, content);
    } catch {
      return;
    }
  }
};

test.skipIf(!mounted)(
  "on a full disk starts are refused and live exchanges held; nothing accepted is lost",
  async () => {
    const directory = join(mountPoint, "audit");
    const ballast = join(mountPoint, "ballast");
    const audit = await createAudit({
      directory,
      gateway: facts,
      limits: { retryMs: 20, waitMs: 400, syncWaitMs: 400 },
    });
    const changes: boolean[] = [];
    let changed = (): void => {};
    audit.onAvailability((available) => {
      changes.push(available);
      changed();
    });
    const nextChange = (): Promise<void> =>
      new Promise((resolve) => {
        changed = resolve;
      });

    const begin = (exchange: string): Promise<string> =>
      new Promise((resolve) =>
        audit.start(start(exchange), { durable: false }, (error) => resolve(error?.code ?? "accepted")),
      );
    expect(await begin("LIVE-1")).toBe("accepted");
    expect(await begin("LIVE-2")).toBe("accepted");
    await audit.flush();

    fill(ballast);
    const unavailable = nextChange();
    // More than the rest of a page of the segment can take.
    for (let index = 0; index < 200; index++)
      expect(audit.decision(decision("LIVE-1", { rule: `rule-${index}` }))).toBe(true);
    await unavailable;
    expect([audit.available, changes]).toEqual([false, [false]]);
    expect(await begin("REFUSED")).toBe("audit-unavailable");

    // LIVE-2 gives up after the stated bound; its end is accepted all the same.
    const gaveUp = await new Promise((resolve) => audit.whenWritable((error) => resolve(error?.code)));
    expect(gaveUp).toBe("audit-unavailable");
    audit.end(end("LIVE-2", { outcome: "failed", reason: "audit-unavailable" }));
    await expect(audit.flush()).rejects.toMatchObject({ code: "audit-unavailable" });

    const again = new Promise((resolve) => audit.whenWritable((error) => resolve(error?.code ?? "writable")));
    unlinkSync(ballast);
    expect(await again).toBe("writable");
    expect(audit.available).toBe(true);
    expect(await begin("LATER")).toBe("accepted");
    audit.end(end("LIVE-1"));
    audit.end(end("LATER"));
    await audit.close();

    const { events, damage } = await readBack(directory);
    expect(damage).toEqual([]);
    const told = events.map((event) => ("exchange" in event ? `${event.kind} ${event.exchange}` : event.kind));
    expect(told).toEqual([
      "open",
      "start LIVE-1",
      "start LIVE-2",
      ...Array.from({ length: 200 }, () => "decision LIVE-1"),
      "end LIVE-2",
      "start LATER",
      "end LIVE-1",
      "end LATER",
      "refusals",
      "close",
    ]);
    expect(events.find((event) => event.kind === "refusals")).toMatchObject({ reason: "audit-unavailable", count: 1 });
  },
);

test.skipIf(!mounted)("a gateway that stops on a full disk says how many events were not written", async () => {
  const directory = join(mountPoint, "audit-2");
  const ballast = join(mountPoint, "ballast");
  const audit = await createAudit({ directory, gateway: facts, limits: { retryMs: 20, syncWaitMs: 200 } });
  await audit.flush();
  fill(ballast);
  for (let index = 0; index < 200; index++) audit.decision(decision("E1"));
  await expect(audit.close()).rejects.toMatchObject({
    code: "audit-unwritten",
    message: expect.stringMatching(/^201 /),
  });
  unlinkSync(ballast);
});
