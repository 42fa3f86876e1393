/**
 * Keeps one writer thread running: starts it, hears it, starts another one when it dies.
 *
 *   start -> "opened" -> send ... -> close -> "closed" -> exit
 *     ^________ retryMs ________ died (before or after "opened")
 */
import { Worker } from "node:worker_threads";
import { workerFile } from "../worker-file.ts";
import type { FromWriter, ToWriter, WriterData } from "./writer-messages.ts";

export interface WriterThreadOptions {
  readonly data: WriterData;
  /** Every message; after a restart "opened" comes again. */
  readonly heard: (message: FromWriter) => void;
  /** The thread ended without being asked; another one is being started. */
  readonly died: () => void;
}

export interface WriterThread {
  send(message: ToWriter): void;
  /** Ends the thread at once and starts no other. */
  end(): Promise<void>;
}

export const createWriterThread = ({ data, heard, died }: WriterThreadOptions): WriterThread => {
  let worker: Worker | undefined;
  let restart: NodeJS.Timeout | undefined;
  let ended = false;

  const start = (): void => {
    const started = new Worker(workerFile("audit"), { name: "audit", workerData: data });
    worker = started;
    started.on("message", (message: FromWriter) => {
      if (worker === started) heard(message);
    });
    // "exit" always follows; without a listener the error would end the process.
    started.on("error", () => {});
    started.on("exit", () => {
      if (worker !== started) return;
      worker = undefined;
      if (ended) return;
      died();
      restart = setTimeout(start, data.retryMs);
    });
  };
  start();

  return {
    send: (message) => worker?.postMessage(message),
    end: async () => {
      ended = true;
      clearTimeout(restart);
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
};
