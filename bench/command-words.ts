/** The command line of a bench: its help, or its options, or one sentence on what is wrong with them. */
import { type ParseArgsConfig, parseArgs } from "node:util";

/** Ends the process with a sentence: what was asked for is not there. */
export function stop(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

/** Ends the process where help is asked for, or something else than there is. */
export function commandWords<Config extends ParseArgsConfig>(
  help: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  const words = config.args ?? process.argv.slice(2);
  if (words.includes("--help") || words.includes("-h")) {
    console.log(help);
    process.exit();
  }
  try {
    return parseArgs(config);
  } catch (error) {
    // Its second sentence tells how to write a positional that begins with a dash.
    const [what = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    return stop(`${what.replace(/\.$/, "")}; --help tells what there is.`);
  }
}
