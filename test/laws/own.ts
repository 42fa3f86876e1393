/** Policy and engine of a configuration with detectors of its own, for the laws. */
import { detectorSet } from "../../src/config/detector-set.ts";
import { checkConfig } from "../../src/config/parse-config.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import type { DirectionPolicy } from "../../src/pipeline/direction.ts";
import { createProfile } from "../../src/policy/profile.ts";
import { createEngine } from "./twin.ts";

export interface Own {
  readonly scanner: Scanner;
  readonly policy: DirectionPolicy;
}

/** Of the first connection of these settings, in this direction. */
export function ownOf(settings: object, direction: "request" | "response" = "request", connection: object = {}): Own {
  const value = {
    version: 1,
    connections: {
      c: { dialect: "openai", upstream: "http://127.0.0.1:1", clients: "anonymous", ...connection },
      // What the first switches off is on somewhere.
      d: { dialect: "openai", upstream: "http://127.0.0.1:2", clients: "anonymous" },
    },
    ...settings,
  };
  const config = checkConfig(value, () => undefined, { source: "test", directory: "/tmp", detectors: catalogue });
  const set = detectorSet(config, catalogue);
  const [first] = config.connections;
  if (first === undefined) throw new Error("no connection");
  return {
    scanner: createEngine(set.rules),
    policy: {
      profile: createProfile(config, first, direction, set.policy),
      ...(set.fields === undefined ? {} : { fields: set.fields }),
      hashKey: Buffer.alloc(32, 1),
      fingerprint: (_entity, own) => `${own.length}`,
    },
  };
}
