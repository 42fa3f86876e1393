/**
 * The HTTP front ends that tests run on: both, or node:http alone where uWebSockets.js has no build for the running Node. A
 * test file that imports this says so with a skipped test; on Node 20 nothing is skipped, so a build that is missing there fails.
 */
import { test } from "vitest";

export type FrontEnd = "node" | "uws";

const LAST_WITH_UWS = 20;
const major = Number(process.versions.node.split(".")[0]);

/** Why the tests of uWebSockets.js do not run; undefined: they do. */
export const noUws: string | undefined =
  major > LAST_WITH_UWS ? `uWebSockets.js is not tested: it has no build for Node ${major}` : undefined;

export const frontEnds: readonly FrontEnd[] = noUws === undefined ? ["node", "uws"] : ["node"];

if (noUws !== undefined) test.skip(noUws, () => {});
