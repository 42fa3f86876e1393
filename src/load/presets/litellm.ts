/** LiteLLM's proxy, routing without guardrails or callbacks: one worker, every model goes to the upstream. */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawned } from "../processes.ts";
import { installed, type Preset } from "./preset.ts";

const configuration = (upstreamPort: number): string => `
model_list:
  - model_name: "*"
    litellm_params:
      model: "openai/*"
      api_base: http://127.0.0.1:${upstreamPort}/v1
      api_key: sluice-load
litellm_settings:
  num_retries: 0
  telemetry: false
`;

export const litellm: Preset = {
  about: "LiteLLM's proxy, routing without guardrails",
  startMs: 120_000,
  find() {
    const command = installed("litellm");
    if (command !== undefined) return { command };
    return { missing: "litellm is not in PATH. Run: pip install 'litellm[proxy]'" };
  },
  start({ command, directory, port, upstreamPort }) {
    const file = join(directory, "litellm.yaml");
    writeFileSync(file, configuration(upstreamPort));
    // It does not start without a key, nor with a weak one.
    const key = `sk-${randomBytes(32).toString("hex")}`;
    const words = ["--config", file, "--host", "127.0.0.1", "--port", String(port), "--num_workers", "1"];
    return {
      // Its table of prices comes with it; it is not fetched.
      child: spawned(command, words, directory, { LITELLM_LOCAL_MODEL_COST_MAP: "True", LITELLM_MASTER_KEY: key }),
      base: `http://127.0.0.1:${port}/v1`,
      headers: [["authorization", `Bearer ${key}`]],
    };
  },
};
