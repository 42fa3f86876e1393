/**
 * One gateway of its own configuration in front of one upstream at `/`, for tests of limits and failures: what the audit
 * trail says, what the log says and what lies in the data directory can be asked.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { RecordedEvent } from "../../src/audit/events.ts";
import { readAudit } from "../../src/audit/read.ts";
import { prepareData, readSecrets } from "../../src/config/load-config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { type Gateway, type GatewayOptions, startGateway } from "../../src/gateway.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createLog } from "../../src/log.ts";
import { borrowRulesets, lendRulesets } from "../harness/shared-rulesets.ts";
import { type RawUpstream, startRawUpstream } from "./raw-upstream.ts";

export interface OwnOptions {
  readonly listener: "node" | "uws";
  readonly upstream: string;
  readonly dialect?: string;
  /** Lines of the connection. */
  readonly connection?: string;
  /** Lines at the top level; `scan: inline` unless they say otherwise. */
  readonly top?: string;
  readonly audit?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly admin?: boolean;
  readonly port?: number;
  readonly scanWorker?: string;
}

export interface Own {
  readonly port: number;
  readonly gateway: Gateway;
  readonly data: string;
  readonly auditDirectory: string;
  /** Log lines so far. */
  readonly log: string[];
  readonly yaml: string;
  /** What the trail holds now. */
  events(): Promise<RecordedEvent[]>;
  stop(): Promise<void>;
}

const data = mkdtempSync(join(tmpdir(), "sluice-own-"));
const running = new Set<Own>();
let serial = 0;

afterAll(async () => {
  for (const own of running) await own.stop();
  rmSync(data, { recursive: true, force: true });
});

/** For files and directories of a test. */
export const scratch = (): string => mkdtempSync(join(data, "scratch-"));

export async function startOwn(options: OwnOptions): Promise<Own> {
  const auditDirectory = options.audit ?? join(data, `audit-${++serial}`);
  const top = options.top ?? "";
  const yaml = `version: 1
data: ${data}
listen: { address: "127.0.0.1:${options.port ?? 0}", listener: ${options.listener} }
admin: ${options.admin === true ? '{ address: "127.0.0.1:0" }' : "off"}
connections:
  own:
    dialect: ${options.dialect ?? "openai"}
    upstream: ${options.upstream}
    path: /
    clients: anonymous
${(options.connection ?? "").replace(/^(?=.)/gm, "    ")}
${/^audit:/m.test(top) ? "" : `audit: { directory: ${auditDirectory} }`}
${/^scan:/m.test(top) ? "" : "scan: inline"}
${top}
`;
  const config = parseConfig(yaml, { source: "sluice.yaml", directory: data, detectors: catalogue });
  prepareData(config);
  const log: string[] = [];
  const gatewayOptions: GatewayOptions = {
    config,
    secrets: readSecrets(config, options.env ?? {}),
    log: createLog({ level: "debug", pretty: false, destination: { write: (line: string) => void log.push(line) } }),
    ...(options.scanWorker === undefined ? {} : { scanWorker: options.scanWorker }),
  };
  // Of detectors of its own and of credentials tests ask what the gateway itself has written into its cache.
  const shares = config.detectors.custom.length === 0 && options.env === undefined;
  if (shares) borrowRulesets(data);
  const gateway = await startGateway(gatewayOptions);
  if (shares) lendRulesets(data);
  let stopped: Promise<void> | undefined;
  const own: Own = {
    port: gateway.port,
    gateway,
    data,
    auditDirectory: config.audit.directory,
    log,
    yaml,
    async events() {
      const found: RecordedEvent[] = [];
      await readAudit(config.audit.directory, { onEvent: (event) => void found.push(event) });
      return found;
    },
    stop() {
      running.delete(own);
      stopped ??= gateway.stop();
      return stopped;
    },
  };
  running.add(own);
  return own;
}

/** For the tests of one `describe`: a raw upstream and a gateway in front of it, from before the first until after the last. */
export function behindOwn(options: Omit<OwnOptions, "upstream">): {
  readonly own: Own;
  readonly upstream: RawUpstream;
} {
  const its = {} as { own: Own; upstream: RawUpstream };
  beforeAll(async () => {
    its.upstream = await startRawUpstream();
    its.own = await startOwn({ ...options, upstream: its.upstream.origin });
  });
  afterAll(async () => {
    await its.own.stop();
    await its.upstream.close();
  });
  return its;
}
