/**
 * What one gateway of the tests has compiled spares the next one of the same detectors the work, in other test files too: before a
 * gateway starts, the rulesets so far are linked into its cache; once it has started, what it made is linked out. The gateway
 * checks what lies in its cache as ever, and never writes into a file that is there.
 *
 *   vitest.config.ts -> setup() makes one directory for the run -> borrowRulesets(data), start, lendRulesets(data)
 */
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    readonly rulesets: string;
  }
}

export default function setup({ provide }: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), "sluice-rulesets-"));
  provide("rulesets", directory);
  return () => rmSync(directory, { recursive: true, force: true });
}

/** Before a gateway with this data directory starts. */
export function borrowRulesets(data: string): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  mkdirSync(join(data, "cache"), { recursive: true, mode: 0o700 });
  link(inject("rulesets"), join(data, "cache"));
}

/** After it has started. */
export function lendRulesets(data: string): void {
  link(join(data, "cache"), inject("rulesets"));
}

function link(from: string, to: string): void {
  // Drafts of files that are being written have longer names.
  for (const name of readdirSync(from).filter((file) => /^ruleset-[0-9a-f]+\.bin$/.test(file))) {
    try {
      if (!existsSync(join(to, name))) linkSync(join(from, name), join(to, name));
    } catch (error) {
      // Two test files may lend at once, and a cache drops its oldest files.
      if (!(error instanceof Error && "code" in error && (error.code === "EEXIST" || error.code === "ENOENT")))
        throw error;
    }
  }
}
