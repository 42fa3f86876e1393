/**
 * What becomes of a credential that the gateway holds, where an answer repeats it: it is replaced, whatever the configuration
 * says of other values, also where a connection only observes.
 */
import type { PolicyDetector } from "./detectors.ts";
import type { DetectorPolicy, Profile } from "./profile.ts";

const detector: PolicyDetector = {
  id: "held-credential",
  entity: "GATEWAY_CREDENTIAL",
  label: "regulated",
  tags: ["credential"],
  confidence: 1,
};
const policy: DetectorPolicy = { action: { kind: "replace" }, rule: "held.credential", say: null };

/** The profile with one detector more, past those of the engine. */
export function withHeldCredential(profile: Profile): Profile & { readonly held: number } {
  return Object.freeze({
    ...profile,
    detectors: [...profile.detectors, detector],
    bytes: Uint8Array.of(...profile.bytes, 2),
    table: Object.freeze([...profile.table, Object.freeze(policy)]),
    held: profile.detectors.length,
  });
}
