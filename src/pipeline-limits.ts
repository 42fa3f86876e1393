/** The limits of a configuration as the pipeline knows them. */
import type { Config } from "./config/config.ts";
import type { PipelineLimits } from "./pipeline/ports.ts";

/** Of a lane: what it holds back is asked for anew with each step, and it keeps room for one. */
const STEP_BYTES = 8 * 1024;
/** Half of what the event loop's thread scans in one turn (scanning/create-scanner.ts). */
const WHOLE_BYTES = 32 * 1024;

export const pipelineLimits = (limits: Config["limits"]): PipelineLimits => ({
  bodyBytes: limits.body,
  inflatedBytes: limits.inflated,
  ratio: limits.inflateRatio,
  jsonDepth: limits.jsonDepth,
  jsonValues: limits.jsonValues,
  csvHeaderBytes: limits.csvHeader,
  eventBytes: limits.eventBytes,
  eventsBehind: limits.eventsBehind,
  bytesBehind: limits.bytesBehind,
  lanes: limits.lanes,
  findings: limits.findings,
  laneHoldBytes: limits.laneHold,
  lanePendingBytes: limits.lanePending,
  swallowBytes: limits.swallow,
  stepBytes: STEP_BYTES,
  wholeBytes: WHOLE_BYTES,
  exchanges: limits.exchanges,
  bufferedBytes: limits.bufferedBytes,
});
