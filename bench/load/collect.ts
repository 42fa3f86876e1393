/**
 * Loaded into a measured process before its own code (`--import`): SIGUSR2 collects all garbage, so that what stays
 * resident is what is in use.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const gc: () => void = runInNewContext("gc");

process.on("SIGUSR2", () => gc());
