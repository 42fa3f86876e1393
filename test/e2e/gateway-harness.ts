/**
 * The whole gateway, as `serve` builds it, between real clients and a scripted provider: two connections, `/openai` and
 * `/anthropic`, on a free port. What a test adds is YAML, as an operator would write it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareData, readSecrets } from "../../src/config/load-config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { type Gateway, startGateway } from "../../src/gateway.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createLog } from "../../src/log.ts";
import { type FrontEnd, frontEnds } from "../harness/front-ends.ts";
import { borrowRulesets, lendRulesets } from "../harness/shared-rulesets.ts";
import { type ScriptedUpstream, startScriptedUpstream } from "./scripted-upstream.ts";

export type ListenerName = FrontEnd;
export const listeners = frontEnds;

export interface StackOptions {
  /** Lines of both connections. */
  readonly connection?: string;
  /** More lines of the connection to Anthropic. */
  readonly anthropic?: string;
  /** Lines at the top level. */
  readonly top?: string;
}

export interface Stack {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly gateway: Gateway;
  readonly upstream: ScriptedUpstream;
  close(): Promise<void>;
}

const indent = (lines: string, by: string): string => (lines === "" ? "" : `${lines.replace(/^/gm, by)}\n`);

export async function startStack(listener: ListenerName, options: StackOptions = {}): Promise<Stack> {
  const upstream = await startScriptedUpstream();
  const data = mkdtempSync(join(tmpdir(), "sluice-e2e-"));
  const own = indent(options.connection ?? "", "    ");
  const yaml = `version: 1
data: ${data}
listen: { address: "127.0.0.1:0", listener: ${listener} }
admin: off
connections:
  openai:
    dialect: openai
    upstream: ${upstream.origin}
    path: /openai
    clients: anonymous
${own}  anthropic:
    dialect: anthropic
    upstream: ${upstream.origin}
    path: /anthropic
    clients: anonymous
${own}${indent(options.anthropic ?? "", "    ")}${options.top ?? ""}
`;
  const config = parseConfig(yaml, { source: "sluice.yaml", directory: data, detectors: catalogue });
  prepareData(config);
  borrowRulesets(data);
  const log = createLog({ level: "error" });
  const gateway = await startGateway({ config, secrets: readSecrets(config, {}), log });
  lendRulesets(data);
  return {
    origin: `http://127.0.0.1:${gateway.port}`,
    gateway,
    upstream,
    async close() {
      await gateway.stop();
      await upstream.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
