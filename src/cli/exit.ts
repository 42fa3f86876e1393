/** Exit codes of every command, as `sluice --help` lists them. */
export const EXIT = {
  ok: 0,
  /** It ran and failed: a port is taken, a file cannot be read, a check did not pass. */
  failed: 1,
  /** Wrong words on the command line, or a configuration that is refused. */
  usage: 2,
  /** `sluice load`: it could not keep up with the load itself, so there is nothing to report. */
  saturated: 3,
} as const;

/** Ends a command with a sentence on stderr instead of a stack. */
export class CommandFailure extends Error {
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
    this.name = "CommandFailure";
  }
}
