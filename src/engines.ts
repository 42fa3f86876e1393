/**
 * Compiled detectors in use. A reload that changes detectors starts another engine beside the one that serves; exchanges that
 * began with the old one end with it, and then it is closed.
 *
 *   start -> serves -> (reload) retired -> last exchange over -> closed
 */
import type { DetectorSet } from "./config/detector-set.ts";
import type { OpenedDetectors } from "./open-detectors.ts";
import type { Engine } from "./pipeline/ports.ts";
import { rulesetDigest } from "./policy/digests.ts";
import type { createScanner } from "./scanning/create-scanner.ts";

type GatewayScanner = ReturnType<typeof createScanner>;

export interface LiveEngine extends Engine {
  readonly scanner: GatewayScanner;
  readonly set: DetectorSet;
  readonly ruleset: { readonly ms: number; readonly fromCache: boolean };
  /** No new exchange takes it: closed once none uses it, at the latest with `close`. */
  retire(): void;
  close(): Promise<void>;
}

/** `closed` is called once. */
export async function startEngine(
  { set, opened }: OpenedDetectors,
  scannerOf: (opened: OpenedDetectors["opened"]) => GatewayScanner,
  closed: (engine: LiveEngine) => void,
): Promise<LiveEngine> {
  const scanner = scannerOf(opened);
  try {
    await scanner.ready();
  } catch (error) {
    await scanner.close().catch(() => {});
    throw error;
  }
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
    rulesetDigest: rulesetDigest(set.rules),
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
  return engine;
}
