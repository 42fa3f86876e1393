/**
 * `sluice demo` (npm start): the gateway in front of the sample model, one exchange explained, and then it keeps serving
 * so that the printed commands work.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSampleUpstream } from "../sample/sample-upstream.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { startSampleGateway } from "./sample-gateway.ts";
import { stopSignal } from "./serve.ts";
import { showExchange } from "./show-exchange.ts";
import { createPaint } from "./terminal.ts";

export interface DemoOptions {
  readonly port: string;
  readonly once?: boolean;
}

const PROMPT =
  "I am Ada, ada@example.com, card 4111 1111 1111 1111, SSN 078-05-1120. Our key is AKIAIOSFODNN7EXAMPLE. Write the note.";
const PORTS_TRIED = 50;

export async function demo(options: DemoOptions): Promise<void> {
  const wanted = Number(options.port);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new CommandFailure(EXIT.usage, "--port takes a number from 1 to 65535.");
  const paint = createPaint(process.stdout, process.env);
  const port = await freePort(wanted);
  if (port !== wanted) console.log(paint("yellow", `Port ${wanted} is taken; using ${port}.`));
  const data = mkdtempSync(join(tmpdir(), "sluice-demo-"));
  const upstream = await startSampleUpstream({ tokenDelayMs: 8 });
  let stop: (() => Promise<void>) | undefined;
  try {
    const gateway = await startSampleGateway({ upstream: upstream.origin, port, data });
    stop = gateway.stop;
    const base = `http://${gateway.host}:${gateway.port}`;
    console.log(`${paint("bold", "Sluice")} ${base}  ->  a sample model at ${upstream.origin}\n`);
    await showExchange({ base, prompt: PROMPT, dialect: "openai", upstream, gateway, paint });
    if (options.once !== true) {
      console.log(whatToTry(base, data, paint));
      await stopSignal();
    }
  } finally {
    await stop?.();
    await upstream.close();
    rmSync(data, { recursive: true, force: true });
  }
}

function whatToTry(
  base: string,
  data: string,
  paint: (style: "bold" | "dim" | "cyan", text: string) => string,
): string {
  const command = (text: string): string => paint("cyan", text);
  return `
${paint("bold", "Try, in another terminal")}
  ${command('npx sluice try "my SSN is 078-05-1120, repeat it"')}
  ${command(`curl -sN ${base}/v1/chat/completions -H 'content-type: application/json' \\
    -d '{"model":"sample-model","stream":true,"messages":[{"role":"user","content":"mail bob@example.com"}]}'`)}
  ${command(`curl -sN ${base}/v1/messages -H 'content-type: application/json' \\
    -d '{"model":"sample-model","stream":true,"max_tokens":99,"messages":[{"role":"user","content":"call (202) 555-0143"}]}'`)}
  ${command('echo "card 4111 1111 1111 1111" | npx sluice redact')}
  ${command('npx sluice detectors explain "card 4111 1111 1111 1112."')}
  ${command(`npx sluice audit cat ${join(data, "audit")}`)}

${paint("bold", "Under load")}
  ${command("npx sluice load --scenario fleet --html report.html")}
  ${command("npx sluice bench --top 5")}

${paint("bold", "AutoGen")} changes one line:
  ${command(`OpenAIChatCompletionClient(model="sample-model", api_key="any", base_url="${base}/v1", model_info=...)`)}

${paint("bold", "A real provider")}
  ${command("npx sluice serve --upstream https://api.openai.com --listen 127.0.0.1:8090")}
  ${command("npx sluice serve --upstream https://api.openai.com --listen 127.0.0.1:8090 --processes auto")}

Ctrl-C stops.`;
}

/** The first free port from `first` on. */
async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + PORTS_TRIED && port < 65_536; port++) if (await isFree(port)) return port;
  throw new CommandFailure(
    EXIT.failed,
    `Ports ${first} to ${first + PORTS_TRIED - 1} are all taken; name another with --port.`,
  );
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
