/** The gateways that `sluice load` can start. */
import { haproxy } from "./haproxy.ts";
import { litellm } from "./litellm.ts";
import { nginx } from "./nginx.ts";
import { portkey } from "./portkey.ts";
import type { Preset } from "./preset.ts";
import { sluice } from "./sluice.ts";

export const presets = { sluice, nginx, haproxy, portkey, litellm } as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as readonly PresetName[];
