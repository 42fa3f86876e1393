#!/usr/bin/env -S node --min-semi-space-size=16
/**
 * The `sluice` command. Each subcommand is one file in cli/, loaded when it is called: `sluice detectors` should not
 * wait for an HTTP server to be parsed.
 *
 * Its first line gives V8's young generation its full size (16 MiB a half) at once. Left to grow with the load it would
 * be counted to the streams that are open by then, and collect more often; a running V8 cannot be told.
 */
import { Command, CommanderError, Option } from "commander";
import { CommandFailure, EXIT } from "./cli/exit.ts";
import { version } from "./version.ts";

const program = new Command("sluice")
  .description("A streaming redaction gateway between AI agents and what they talk to.")
  .version(version)
  .showHelpAfterError("(sluice --help, or sluice COMMAND --help, shows what it takes)")
  .exitOverride()
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice demo                                  gateway, sample model, and one exchange explained
  $ npx sluice try "my SSN is 078-05-1120, repeat it"
  $ npx sluice serve --upstream https://api.openai.com --listen 127.0.0.1:8080
  $ npx sluice init && npx sluice check && npx sluice serve --config sluice.yaml
  $ echo "mail alice@example.com" | npx sluice redact

Exit codes: 0 done, 1 it ran and failed, 2 wrong words or a refused configuration.`,
  );

program
  .command("serve")
  .description("Run the gateway: from a configuration file, or in front of one upstream without any file.")
  .option("-c, --config <FILE>", "configuration (see `sluice init`)")
  .option("--upstream <URL>", "front this one upstream at /, for anonymous clients")
  .option("--listen <HOST:PORT>", "with --upstream: where to listen (default: 127.0.0.1:8080)")
  .option("--allow-anonymous", "with --upstream: also on an address that is not loopback")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice serve --config sluice.yaml
  $ npx sluice serve --upstream https://api.anthropic.com --listen 127.0.0.1:8080
  $ curl -s http://127.0.0.1:8080/healthz`,
  )
  .action(async (options) => (await import("./cli/serve.ts")).serve(options));

program
  .command("demo")
  .description("Gateway in front of a sample model: shows one exchange, then keeps serving (npm start).")
  .option("--port <PORT>", "first port to try", "8080")
  .option("--once", "end after the exchange")
  .action(async (options) => (await import("./cli/demo.ts")).demo(options));

program
  .command("try")
  .description("Send one prompt through a gateway in front of the sample model and show what each side saw.")
  .argument("<prompt>", "what to say")
  .option("--dialect <NAME>", "openai, responses or anthropic", "openai")
  .addHelpText("after", `\nExample:\n  $ npx sluice try "my SSN is 078-05-1120, repeat it"`)
  .action(async (prompt, options) => (await import("./cli/try.ts")).tryPrompt(prompt, options));

program
  .command("init")
  .description("Write a commented sluice.yaml and its JSON Schema.")
  .option("-d, --directory <DIR>", "where", ".")
  .option("--force", "replace files that are there")
  .action(async (options) => (await import("./cli/init.ts")).init(options));

program
  .command("check")
  .description("Validate a configuration and say what each connection will do.")
  .option("-c, --config <FILE>", "configuration", "sluice.yaml")
  .option("--json", "for machines")
  .action(async (options) => (await import("./cli/check.ts")).check(options));

program
  .command("redact")
  .description("Redact text from standard input to standard output, as the gateway would.")
  .option("-c, --config <FILE>", "use this configuration's policy")
  .addOption(new Option("--direction <NAME>", "whose rules apply").choices(["request", "response"]).default("response"))
  .option("--jsonl", 'lines of {"id","text"} in, lines of {"id","findings","redacted"} out; offsets in UTF-16 units')
  .option("--findings", "print what was found instead of the text")
  .addOption(new Option("--person <HOW>", "look for names of people").choices(["precise", "broad"]))
  .option("--chunk <SIZE>", "feed the text in pieces: a number of bytes, or random:SEED")
  .addHelpText(
    "after",
    `
Examples:
  $ echo "call (202) 555-0143" | npx sluice redact
  $ npx sluice redact --jsonl --chunk random:7 < texts.jsonl`,
  )
  .action(async (options) => (await import("./cli/redact.ts")).redact(options));

program
  .command("detectors")
  .description("List what is found: entity, label, detector, and where its format is documented.")
  .option("--json", "whole entries, for machines")
  .action(async (options) => (await import("./cli/detectors.ts")).detectors(options));

const audit = program.command("audit").description("Read the audit trail.");
audit
  .command("cat")
  .description("Print the events of an audit directory, oldest first.")
  .argument("[directory]", "audit.directory of the configuration; default: ./.sluice/audit")
  .option("--json", "one JSON object a line")
  .option("--exchange <ID>", "only this exchange")
  .action(async (directory, options) => (await import("./cli/audit-cat.ts")).auditCat(directory, options));

// `sluice detectors | head`: a reader that has seen enough is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.failed),
);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else if (error instanceof CommandFailure) {
    console.error(error.message);
    process.exitCode = error.exitCode;
  } else throw error;
}
