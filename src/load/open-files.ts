/** Sockets are open files, and a process may have so many: a run that needs more would count our own failures as the gateway's. */
import { readFileSync } from "node:fs";

/** Above the average, for bursts and for a gateway that slows down; and files that are no sockets. */
const HEADROOM = 1.5;
const OTHER_FILES = 200;

/** `live`: exchanges on average. A gateway that we start has two sockets for each and inherits our limit. */
export function filesNeeded(live: number, directShare: number, startsGateway: boolean): number {
  const sockets = startsGateway ? Math.max(2, 1 + directShare) : 1 + directShare;
  return Math.ceil(live * sockets * HEADROOM) + OTHER_FILES;
}

/** Linux's hard limit, to which node raises its own; Infinity where it is not told. */
export function filesAllowed(limits = readLimits()): number {
  const hard = /^Max open files\s+\S+\s+(\d+)/m.exec(limits)?.[1];
  return hard === undefined ? Number.POSITIVE_INFINITY : Number(hard);
}

function readLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}
