/**
 * Compiled detectors in use. A reload that changes detectors starts another engine beside the one that serves; exchanges that
 * began with the old one end with it, and then it is closed.
 *
 * Workers load a cached ruleset while this thread does.
 *
 *   start -> serves -> (reload) retired -> last exchange over -> closed
 */
import type { DetectorSet } from "./config/detector-set.ts";
import type { OpenedDetectors } from "./open-detectors.ts";
import type { Engine } from "./pipeline/ports.ts";
import type { MeteredScanner } from "./scanning/pool-scanner.ts";
import { rulesetDigest } from "./scanning/rules-digest.ts";
import type { OpenedRuleset } from "./scanning/ruleset-cache.ts";

export interface EngineParts {
  /** Tells bytes of the ruleset as soon as there are some; what is opened in the end may have others. */
  open(found: (bytes: Uint8Array) => void): OpenedDetectors;
  /** Undefined: it has none. */
  poolOf(bytes: Uint8Array): MeteredScanner | undefined;
  scannerOf(opened: OpenedRuleset, pool: MeteredScanner | undefined): MeteredScanner;
  /** Called once. */
  closed(engine: LiveEngine): void;
}

export interface LiveEngine extends Engine {
  readonly scanner: MeteredScanner;
  readonly set: DetectorSet;
  readonly ruleset: { readonly ms: number; readonly fromCache: boolean };
  /** Nothing may be served before. Where it rejects, the engine has been closed. */
  readonly ready: Promise<void>;
  /** Its workers have loaded, too; until then what needs one waits for it. Where it rejects, the scanner is down until they have. */
  readonly complete: Promise<void>;
  /** No new exchange takes it: closed once none uses it, at the latest with `close`. */
  retire(): void;
  close(): Promise<void>;
}

export async function startEngine(parts: EngineParts): Promise<LiveEngine> {
  const { scannerOf, closed } = parts;
  const { set, opened, pool } = await openWithPool(parts);
  const scanner = scannerOf(opened, pool);
  const digest = rulesetDigest(set.rules);
  let uses = 0;
  let retired = false;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= scanner.close().finally(() => closed(engine));
    return closing;
  };
  const engine: LiveEngine = {
    scanner,
    set,
    ruleset: { ms: opened.ms, fromCache: opened.fromCache },
    rulesetDigest: digest,
    ready: scanner.ready().catch(async (error: unknown) => {
      await close().catch(() => {});
      throw error;
    }),
    complete: scanner.complete(),
    use(by) {
      uses += by;
      if (retired && uses === 0) close().catch(() => {});
    },
    retire() {
      retired = true;
      if (uses === 0) close().catch(() => {});
    },
    close,
  };
  // Heard by whoever waits for it; a start that fails for another reason does not.
  engine.ready.catch(() => {});
  engine.complete.catch(() => {});
  return engine;
}

/** The pool's workers load what the cache has while this thread loads it. */
async function openWithPool({
  open,
  poolOf,
}: EngineParts): Promise<OpenedDetectors & { readonly pool: MeteredScanner | undefined }> {
  const pools = new Map<Uint8Array, MeteredScanner | undefined>();
  const start = (bytes: Uint8Array): void => void pools.set(bytes, poolOf(bytes));
  try {
    const made = open(start);
    const { bytes } = made.opened;
    if (!pools.has(bytes)) start(bytes);
    const pool = pools.get(bytes);
    pools.delete(bytes);
    return { ...made, pool };
  } finally {
    // Of what was found and could not be loaded.
    for (const pool of pools.values()) await pool?.close().catch(() => {});
  }
}
