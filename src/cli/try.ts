/** `sluice try PROMPT`: one exchange with the sample model through a gateway of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSampleUpstream } from "../sample/sample-upstream.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { startSampleGateway } from "./sample-gateway.ts";
import { isDialectName, showExchange } from "./show-exchange.ts";
import { createPaint } from "./terminal.ts";

export interface TryOptions {
  readonly dialect: string;
}

export async function tryPrompt(prompt: string, { dialect }: TryOptions): Promise<void> {
  if (!isDialectName(dialect)) throw new CommandFailure(EXIT.usage, "--dialect is openai, responses or anthropic.");
  const paint = createPaint(process.stdout, process.env);
  const data = mkdtempSync(join(tmpdir(), "sluice-try-"));
  const upstream = await startSampleUpstream();
  let stop: (() => Promise<void>) | undefined;
  try {
    const gateway = await startSampleGateway({ upstream: upstream.origin, port: 0, data });
    stop = gateway.stop;
    await showExchange({ base: `http://${gateway.host}:${gateway.port}`, prompt, dialect, upstream, gateway, paint });
  } finally {
    await stop?.();
    await upstream.close();
    rmSync(data, { recursive: true, force: true });
  }
}
