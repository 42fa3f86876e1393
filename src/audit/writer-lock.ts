/**
 * One gateway per audit directory: a lock file that names the process that holds it. A lock whose process is gone (killed)
 * is taken over; process numbers are told apart by their start time, so a reused number does not keep it.
 *
 * It cannot see processes of another container or host: give each gateway its own data directory.
 */
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemCode } from "../system-code.ts";

export type LockOutcome = { readonly release: () => void } | { readonly heldBy: number };

/** Ticks since boot at which a process started; empty when it does not run or the platform does not say. */
const startTime = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // Field 22, counted after the command name, which may itself hold spaces and parentheses.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
};

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
};

/** Undefined: there is no lock. */
const claimIn = (path: string): string | undefined => {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
};

const holderOf = (claim: string): number | undefined => {
  const [pidText = "", started = ""] = claim.split(" ");
  const pid = Number(pidText);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !runs(pid)) return undefined;
  return startTime(pid) === started ? pid : undefined;
};

const linked = (draft: string, path: string): boolean => {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
};

/**
 * Removes the lock that was read as `dead`, and no other: several may take over at once, and what stands there now may be a lock that one of
 * them has just taken. Whoever renames it has it; another's goes back.
 */
export const removeDead = (path: string, dead: string, aside: string): void => {
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw error;
  }
  if (claimIn(aside) !== dead) linked(aside, path);
  unlinkSync(aside);
};

/** Takes the lock of `directory`, or says which process holds it. Throws the file system's error. */
export const lockTrail = (directory: string, writer: string): LockOutcome => {
  const path = join(directory, "writer.lock");
  const claim = `${process.pid} ${startTime(process.pid)} ${writer}`;
  // Written apart and linked into place, so that nobody ever reads a lock without its claim.
  const draft = `${path}.${writer}`;
  writeFileSync(draft, claim, { mode: 0o600, flag: "wx" });
  try {
    while (!linked(draft, path)) {
      const claimed = claimIn(path);
      if (claimed === undefined) continue;
      const heldBy = holderOf(claimed);
      if (heldBy !== undefined) return { heldBy };
      removeDead(path, claimed, `${draft}.dead`);
    }
  } finally {
    unlinkSync(draft);
  }
  return {
    release: () => {
      try {
        // Somebody may have taken over a lock that looked abandoned: his is not ours to remove.
        if (readFileSync(path, "latin1") === claim) unlinkSync(path);
      } catch {
        // The directory is gone, and the lock with it.
      }
    },
  };
};
