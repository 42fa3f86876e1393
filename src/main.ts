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
  .option("--connection <NAME>", "whose rules apply (default: the first connection)")
  .addHelpText(
    "after",
    `
Examples:
  $ echo "call (202) 555-0143" | npx sluice redact
  $ npx sluice redact --jsonl --chunk random:7 < texts.jsonl`,
  )
  .action(async (options) => (await import("./cli/redact.ts")).redact(options));

const detectors = program
  .command("detectors")
  .description("List what is found: entity, label, detector, and where its format is documented.")
  .option("-c, --config <FILE>", "with the detectors of this configuration")
  .option("--json", "whole entries, for machines")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice detectors
  $ npx sluice detectors explain "card 4111 1111 1111 1112"
  $ npx sluice detectors test expectations.yaml --config sluice.yaml`,
  )
  .action(async (options) => (await import("./cli/detectors.ts")).detectors(options));
const direction = (): Option =>
  new Option("--direction <NAME>", "whose rules apply").choices(["request", "response"]).default("response");
detectors
  .command("explain")
  .description("Say of a text what each detector finds, and why it refuses what looks like it.")
  .argument("<text>", "what to look at; - reads standard input")
  .option("-c, --config <FILE>", "with the detectors and the policy of this configuration")
  .option("--connection <NAME>", "whose rules apply (default: the first connection)")
  .addOption(direction())
  .option("--context <TEXT>", 'what stands before, and is not looked at: "password: " for the value of that key')
  .option("--detector <NAME>", "only this detector, by id or entity")
  .option("--all", "also what only lacks what must stand before it")
  .option("--json", "one JSON object a line")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice detectors explain "card 4111 1111 1111 1112, mail alice@example.com"
  $ npx sluice detectors explain --context "password: " hunter2
  $ npx sluice detectors explain --config sluice.yaml --detector PROJECT_CODE "see PRJ-123456"`,
  )
  .action(async (text, _own, command) =>
    (await import("./cli/explain-detectors.ts")).explainDetectors(text, command.optsWithGlobals()),
  );

detectors
  .command("test")
  .description("Hold texts against what should be found in them; of a plain text, show what is found.")
  .argument("<file>", "a list in YAML or JSON, lines of JSON (.jsonl), or any text")
  .option("-c, --config <FILE>", "with the detectors and the policy of this configuration")
  .option("--connection <NAME>", "whose rules apply (default: the first connection)")
  .addOption(direction())
  .option("--json", "one JSON object for each text")
  .addHelpText(
    "after",
    `
An entry of the list is { text: ..., find: [...] }: everything that is found must be there, and everything there must be found. In find
stand values, or { value: ..., entity: ... }. With context: "password: " the text is the value of that key.

Examples:
  $ npx sluice detectors test expectations.yaml --config sluice.yaml
  $ npx sluice detectors test notes.txt

Exit codes: 0 all are met, 1 some are not, 2 the file or the configuration is wrong.`,
  )
  .action(async (file, _own, command) =>
    (await import("./cli/test-detectors.ts")).testDetectors(file, command.optsWithGlobals()),
  );

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
