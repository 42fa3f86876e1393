/** Takes an audit directory for one gateway: made if missing, closed to everybody else (0700), and locked. */
import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { failures } from "../errors.ts";
import { nodeDisk } from "./disk.ts";
import { type LockOutcome, lockTrail } from "./writer-lock.ts";
import { errorCode } from "./writer-loop.ts";

/** Returns how to give it back. Throws a failure that says what is wrong with it. */
export const takeAuditDirectory = (directory: string, writer: string): (() => void) => {
  let lock: LockOutcome;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
    nodeDisk.syncDirectory(dirname(directory));
    lock = lockTrail(directory, writer);
  } catch (error) {
    throw failures.auditDirectory(directory, errorCode(error));
  }
  if ("heldBy" in lock) throw failures.auditDirectory(directory, `process ${lock.heldBy} writes to it`);
  return lock.release;
};
