/** Shared by the tests of configuration: parse a text against the sample catalogue, or get its problems. */

import type { Config } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { ConfigError, spellProblem } from "../../src/config/problems.ts";
import { sampleDetectors } from "./sample-detectors.ts";

export const parse = (text: string, detectors = sampleDetectors): Config =>
  parseConfig(text, { source: "sluice.yaml", directory: "/etc/sluice", detectors });

/** Each as `line:column: path message`; empty when the text is accepted. */
export function problems(text: string, detectors = sampleDetectors): readonly string[] {
  try {
    parse(text, detectors);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => spellProblem("sluice.yaml", problem).slice("sluice.yaml:".length));
  }
}

/** A configuration that is accepted, with more lines of a connection and at the top. */
export const minimal = (connection = "", top = ""): string =>
  `version: 1
connections:
  openai:
    dialect: openai
    upstream: https://api.openai.com
    clients: anonymous
${connection === "" ? "" : `${connection.replace(/^/gm, "    ")}\n`}${top}`;
