import { mkdirSync, rmSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import type { FromWriter } from "../../src/audit/writer-messages.ts";
import { createWriterThread, type WriterThread } from "../../src/audit/writer-thread.ts";
import { newDirectory } from "./example-events.ts";

let thread: WriterThread | undefined;
afterEach(async () => thread?.end());

const settings = { writer: "w", segmentBytes: 1e6, segmentAgeMs: 1e6, syncMs: 1, syncBytes: 1e6, retryMs: 10 };

test("a thread that cannot open its trail is tried again until it can", async () => {
  const directory = newDirectory();
  rmSync(directory, { recursive: true });
  const heard = vi.fn<(message: FromWriter) => void>();
  const died = vi.fn();
  thread = createWriterThread({ data: { ...settings, directory }, heard, died });
  await vi.waitFor(() => expect(died.mock.calls.length).toBeGreaterThan(1), { timeout: 10_000 });
  expect(heard).toHaveBeenCalledWith({ type: "refused", code: "ENOENT" });
  mkdirSync(directory);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(expect.objectContaining({ type: "opened", next: 1 })), {
    timeout: 10_000,
  });
});

test("a thread that is ended stays ended", async () => {
  const died = vi.fn();
  thread = createWriterThread({ data: { ...settings, directory: newDirectory() }, heard: () => {}, died });
  await thread.end();
  thread.send({ type: "close" });
  expect(died).not.toHaveBeenCalled();
});
