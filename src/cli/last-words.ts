/**
 * What a process says that ends by a fault of its own: code and kind, as in every log line. Node would print the message and
 * the source line, and messages of libraries quote what they choke on.
 */
import type { Log } from "../log.ts";
import { EXIT } from "./exit.ts";

export function guardLastWords(log: Log): void {
  // Rejections that nobody handles end up here too.
  process.on("uncaughtException", (error) => {
    log.error("a fault of the gateway ended it", error);
    process.exit(EXIT.failed);
  });
}
