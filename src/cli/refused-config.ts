/** Turns a refused configuration into the list of its problems and exit code 2. */
import { ConfigError } from "../config/problems.ts";
import { CommandFailure, EXIT } from "./exit.ts";

export function refusedConfig<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(EXIT.usage, error.message);
    throw error;
  }
}
