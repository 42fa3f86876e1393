/**
 * Watches a reader that has to take bytes before more can be written. uWS cuts it after about 10 s of its own; pausing
 * and resuming re-arms that clock, so that `idleTimeoutMs` counts, as with node:http.
 */
import type { UwsRawResponse } from "./uws-native.ts";

const CHECK_MS = 3_000;

export interface StallWatch {
  /** The socket took something, or waiting begins. */
  progress(): void;
  stop(): void;
}

/** `stalled` is called once, after `idleTimeoutMs` without progress. */
export function watchStall(
  raw: Pick<UwsRawResponse, "pause" | "resume">,
  idleTimeoutMs: number,
  stalled: () => void,
): StallWatch {
  let timer: NodeJS.Timeout | null = null;
  let progressAt = 0;
  const stop = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const check = () => {
    if (performance.now() - progressAt >= idleTimeoutMs) {
      stop();
      stalled();
      return;
    }
    raw.pause();
    raw.resume();
  };
  return {
    progress() {
      progressAt = performance.now();
      timer ??= setInterval(check, Math.min(CHECK_MS, idleTimeoutMs));
    },
    stop,
  };
}
