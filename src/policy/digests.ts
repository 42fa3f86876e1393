/** Short name of a policy, for audit events: two exchanges with the same policy and ruleset were judged alike. */
import { hash } from "node:crypto";
import type { Config } from "../config/config.ts";

/** 64 bits of SHA-256 in hex over everything that decides what happens to a finding. */
export function policyDigest(config: Config): string {
  const decided = {
    mask: config.mask,
    // Their order in the file never matters.
    rules: [...config.rules].sort((a, b) => (a.id < b.id ? -1 : 1)),
    detectors: config.detectors,
    connections: config.connections
      .map(({ name, mode, detectors, uninspectable, logprobs, endpoints, headers }) => ({
        name,
        mode,
        detectors,
        uninspectable,
        logprobs,
        endpoints,
        headers,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return digest(canonical(decided));
}

const digest = (text: string): string => hash("sha256", text, "hex").slice(0, 16);

/** JSON with sorted keys; undefined members are left out. */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  let text = "";
  if (Array.isArray(value)) {
    for (const member of value) text += `${text === "" ? "" : ","}${canonical(member)}`;
    return `[${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${text}}`;
}
