/** `sluice audit cat`: the audit trail for people, or line by line for programs. Damage is told on stderr and in the exit code. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { formatEvent, formatEventJson } from "../audit/format.ts";
import { readChains } from "../audit/read-chains.ts";
import { CommandFailure, EXIT } from "./exit.ts";

export interface AuditCatOptions {
  readonly json?: boolean;
  readonly exchange?: string;
}

const DEFAULT_DIRECTORY = ".sluice/audit";

export async function auditCat(directory: string | undefined, options: AuditCatOptions): Promise<void> {
  const path = resolve(directory ?? DEFAULT_DIRECTORY);
  if (!existsSync(path))
    throw new CommandFailure(
      EXIT.failed,
      `There is no audit trail at ${path}. Name the directory: sluice audit cat DIR (the configuration's audit.directory).`,
    );
  const format = options.json === true ? formatEventJson : formatEvent;
  const summary = await readChains(path, {
    onEvent: ({ chain, event }) => {
      if (options.exchange !== undefined && !("exchange" in event && event.exchange === options.exchange))
        return undefined;
      if (process.stdout.write(`${format(event, chain === "." ? undefined : chain)}\n`)) return undefined;
      return new Promise<void>((drained) => process.stdout.once("drain", drained));
    },
    onDamage: ({ kind, file, offset, message }) => console.error(`${file} at byte ${offset}: ${kind}: ${message}`),
  }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(
      EXIT.failed,
      `The audit trail at ${path} cannot be read (${error.code ?? "unknown error"}).`,
    );
  });
  if (summary.events === 0) console.error(`No events in ${path}.`);
  if (summary.damaged > 0)
    throw new CommandFailure(EXIT.failed, `${summary.damaged} damaged places; the rest was read.`);
}
