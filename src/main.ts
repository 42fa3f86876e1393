#!/usr/bin/env -S node --min-semi-space-size=16 --no-memory-reducer
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

Exit codes: 0 done, 1 it ran and failed, 2 wrong words or a refused configuration; more in a command's own help.`,
  );

program
  .command("serve")
  .description("Run the gateway: from a configuration file, or in front of one upstream without any file.")
  .option("-c, --config <FILE>", "configuration (see `sluice init`)")
  .option("--upstream <URL>", "front this one upstream at /, for anonymous clients")
  .option("--listen <HOST:PORT>", "with --upstream: where to listen (default: 127.0.0.1:8080)")
  .option("--allow-anonymous", "with --upstream: also on an address that is not loopback")
  .option("--processes <N>", "of the gateway, on the one port: a number, or auto (default: the file's, or 1)")
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
  .addHelpText("after", `\nExample:\n  $ npx sluice init && npx sluice check && npx sluice serve --config sluice.yaml`)
  .action(async (options) => (await import("./cli/init.ts")).init(options));

program
  .command("check")
  .description("Validate a configuration and say what each connection will do.")
  .option("-c, --config <FILE>", "configuration", "sluice.yaml")
  .option("--all", "with what becomes of each entity")
  .option("--json", "for machines")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice check
  $ npx sluice check --config sluice.yaml --all | grep CARD

Exit codes: 0 it can be served, 2 it is refused.`,
  )
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
  .description(
    "List what is found: entity, detector, label and an example; of a name, also where its format is documented.",
  )
  .argument("[name]", "an entity or a detector: its whole entries")
  .option("-c, --config <FILE>", "with the detectors of this configuration")
  .option("--json", "whole entries, one JSON object a line")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice detectors
  $ npx sluice detectors US_SSN
  $ npx sluice detectors explain "card 4111 1111 1111 1112."
  $ npx sluice detectors test expectations.yaml --config sluice.yaml`,
  )
  .action(async (name, options) => (await import("./cli/detectors.ts")).detectors(name, options));
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
  .addOption(new Option("--person <HOW>", "look for names of people").choices(["precise", "broad"]))
  .option("--detector <NAME>", "only this detector, by id or entity")
  .option("--all", "everything that is refused, also what only lacks what must stand before it")
  .option("--json", "one JSON object a line")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice detectors explain "card 4111 1111 1111 1112, mail alice@example.com"
  $ npx sluice detectors explain --person broad "name: Olga Kowalski"
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

program
  .command("load")
  .description("Load a streaming LLM gateway and report latency, errors, leaks and cost.")
  .option("--scenario <NAME>", "chat, json, mixed, documents or fleet (default: chat)")
  .option("--preset <NAME>", "start this gateway: sluice, nginx, haproxy, portkey or litellm (default: sluice)")
  .option("--processes <N>", "with --preset sluice: of the gateway (default: 1)")
  .option("--target <URL>", "or load the gateway at this base URL, such as http://127.0.0.1:8080/v1")
  .option(
    "--header <LINE>",
    'with --target: "name: value" for every request',
    (line: string, lines: string[]) => [...lines, line],
    [],
  )
  .option("--upstream-port <PORT>", "with --target: where our upstream listens (default: 9009)")
  .option("--upstream-host <HOST>", "with --target: on which address (default: 127.0.0.1)")
  .option("--pid <PID>", "with --target: measure this process, and what it started")
  .option("--streams <N>", "live exchanges on average")
  .option("--arrivals <N>", "instead of --streams: sessions that begin each second")
  .option("--rate <N>", "tokens a second of one stream")
  .option("--tokens <N>", "tokens of an answer, on average")
  .option("--prompt-tokens <N>", "tokens of a prompt, on average")
  .option("--first-token <MS>", "from a request to its first token, on average")
  .option("--pii <N>", "values planted to 100 tokens, in answers and prompts")
  .option("--duration <SECONDS>", "how long to measure (default: 12)")
  .option("--ramp <SECONDS>", "how long the load climbs before (default: 3)")
  .option("--direct <PERCENT>", "sessions beside the load that go straight to the upstream (default: 25)")
  .option("--timeout <SECONDS>", "without a byte for so long, an exchange has failed (default: 30)")
  .option("--late <MS>", "how late our own processes may be at p99 before there is no report (default: 20)")
  .option("--seed <N>", "decides arrivals, texts, values and timing (default: 1)")
  .option("--model <NAME>", "in the requests (default: gpt-4o-mini)")
  .option("--json <FILE>", "write the report for machines")
  .option("--html <FILE>", "write the report as one page with charts")
  .option("--fail-on-leak", "exit with 1 when a planted value came through")
  .option("--fail-on-error", "exit with 1 when an exchange failed")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice load                                              this checkout's gateway, chat, about 25 s
  $ npx sluice load --scenario fleet --streams 200 --html report.html
  $ npx sluice load --preset nginx --pii 0
  $ npx sluice load --target http://127.0.0.1:8080/v1 --pid 4711 --header "authorization: Bearer KEY"

What each figure means: docs/load.md.
Exit codes: 0 reported, 1 it could not run (or --fail-on-...), 2 wrong options, 3 the load tester was itself the bottleneck.`,
  )
  .action(async (options) => (await import("./cli/load.ts")).load(options));

program
  .command("bench")
  .description(
    "Measure what each detector, rule and connection of a configuration costs, and why; takes about a minute.",
  )
  .option("-c, --config <FILE>", "configuration (default: the built-in detectors and policy)")
  .option("--corpus <FILE>", "measure on this text instead of prose with planted values")
  .option("--top <N>", "how many of the dearest detectors to leave out in turn", "10")
  .option("--json", "for machines")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice bench --config sluice.yaml
  $ npx sluice bench --corpus answers.txt --top 3`,
  )
  .action(async (options) => (await import("./cli/bench.ts")).bench(options));

const audit = program.command("audit").description("Read the audit trail.");
audit
  .command("cat")
  .description("Print the events of an audit directory, oldest first.")
  .argument("[directory]", "audit.directory of the configuration; default: ./.sluice/audit")
  .option("--json", "one JSON object a line")
  .option("--exchange <ID>", "only this exchange")
  .addHelpText(
    "after",
    `
Examples:
  $ npx sluice audit cat
  $ npx sluice audit cat .sluice/audit --exchange ID    of the header x-sluice-exchange
  $ npx sluice audit cat --json | tail -3`,
  )
  .action(async (directory, options) => (await import("./cli/audit-cat.ts")).auditCat(directory, options));

// `sluice detectors | head`: a reader that has seen enough is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.failed),
);

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else if (error instanceof CommandFailure) {
    console.error(error.message);
    process.exitCode = error.exitCode;
  } else throw error;
});
