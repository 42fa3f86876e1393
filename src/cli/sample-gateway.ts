/** A gateway with embedded defaults in front of one upstream, for `demo` and `try`: no file, no admin address, quiet. */
import { configFromFlags } from "../config/flags.ts";
import { readSecrets } from "../config/load-config.ts";
import type { Gateway } from "../gateway.ts";
import { catalogue } from "../inspect/detectors/catalogue.ts";
import { createLog } from "../log.ts";
import { refusedConfig } from "./refused-config.ts";
import { started } from "./serve.ts";

export interface SampleGatewayOptions {
  readonly upstream: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** For audit and cache. */
  readonly data: string;
}

export async function startSampleGateway({ upstream, port, data }: SampleGatewayOptions): Promise<Gateway> {
  const config = refusedConfig(() =>
    configFromFlags(
      { upstream, listen: `127.0.0.1:${port}`, data },
      { directory: process.cwd(), detectors: catalogue },
    ),
  );
  return started(config, readSecrets(config, process.env), createLog({ level: "warn" }));
}
