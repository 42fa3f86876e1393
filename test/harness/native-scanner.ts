/** The real engine over the tests' own detectors: the same findings as the oracle, much faster. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Detector } from "../../src/inspect/detector.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { createInlineScanner } from "../../src/scanning/inline-scanner.ts";
import { openRuleset } from "../../src/scanning/ruleset-cache.ts";

export function createNativeScanner(detectors: readonly Detector[], maxFindings = 10_000): Scanner {
  const scratch = mkdtempSync(join(tmpdir(), "sluice-native-"));
  const { ruleset } = openRuleset({ detectors, cacheDirectory: join(scratch, "cache") });
  rmSync(scratch, { recursive: true });
  return createInlineScanner({ ruleset, maxFindings });
}
