/** `sluice detectors`: what is found, in the words a policy uses; with a configuration, its own detectors too. Of a name, whole entries. */
import { readFileSync } from "node:fs";
import { builtFile } from "../built-file.ts";
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Detector } from "../inspect/detector.ts";
import { catalogue } from "../inspect/detectors/catalogue.ts";
import { catalogueWith } from "../inspect/detectors/catalogue-with.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { refusedConfig } from "./refused-config.ts";
import { createPaint, type Paint } from "./terminal.ts";

export interface DetectorsOptions {
  readonly config?: string;
  readonly json?: boolean;
}

interface Listed {
  readonly id: string;
  readonly entity: string;
  readonly label: string;
  readonly example: string;
}

/** All there are; names of people are off unless detectors.person says otherwise. */
const all = catalogueWith("broad");

export function detectors(name: string | undefined, options: DetectorsOptions): void {
  const file = options.config;
  const own =
    file === undefined
      ? []
      : ownEntries(refusedConfig(() => loadConfig(file, { detectors: catalogue, env: process.env })).config);
  if (options.json === true || name !== undefined) {
    showWhole(name, own, options.json === true);
    return;
  }
  const listed: readonly Listed[] = [
    ...all.map(({ id, entity, label, examples }) => ({ id, entity, label, example: examples[0].find[0] ?? "" })),
    ...own,
  ];
  const paint = createPaint(process.stdout, process.env);
  const width = (pick: (detector: Listed) => string): number => Math.max(...listed.map((one) => pick(one).length));
  const [entityWidth, idWidth, labelWidth] = [width((d) => d.entity), width((d) => d.id), width((d) => d.label)];
  console.log(
    paint(
      "bold",
      `${"ENTITY".padEnd(entityWidth)}  ${"DETECTOR".padEnd(idWidth)}  ${"LABEL".padEnd(labelWidth)}  FOR EXAMPLE`,
    ),
  );
  for (const { entity, id, label, example } of listed) {
    const line = example.replaceAll(/\s+/g, " ");
    const shown = line.length > 44 ? `${line.slice(0, 43)}…` : line;
    console.log(
      `${entity.padEnd(entityWidth)}  ${id.padEnd(idWidth)}  ${label.padEnd(labelWidth)}  ${paint("dim", shown)}`,
    );
  }
  console.log(
    paint(
      "dim",
      `\n${listed.length} detectors. Switch one off by id, entity or tag: detectors: {off: [ID]}. PERSON is off\nunless detectors: {person: precise}, or broad, asks for it. Whole entries: sluice detectors ID, or an entity; --json.`,
    ),
  );
}

/** Entries with their sources and all their examples, which a start does without (bundle.mjs). */
const wholeEntries = (): readonly Detector[] =>
  readFileSync(builtFile("src/inspect/detectors/whole-catalogue.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line): Detector => JSON.parse(line));

function showWhole(name: string | undefined, own: readonly Listed[], json: boolean): void {
  const isAsked = ({ id, entity }: Pick<Listed, "id" | "entity">): boolean =>
    name === undefined || id === name || entity === name;
  const builtIn = wholeEntries().filter(isAsked);
  const added = own.filter(isAsked);
  if (builtIn.length + added.length === 0)
    throw new CommandFailure(EXIT.usage, "There is no such detector or entity; `sluice detectors` lists them.");
  if (json) {
    for (const entry of [...builtIn, ...added]) console.log(JSON.stringify(entry));
    return;
  }
  const paint = createPaint(process.stdout, process.env);
  const entries = [
    ...builtIn.map((detector) => spellWhole(detector, paint)),
    ...added.map((one) => `${paint("bold", one.id)}  ${one.entity}, ${one.label}\n  ${one.example}`),
  ];
  console.log(entries.join("\n\n"));
}

function spellWhole(detector: Detector, paint: Paint): string {
  const { id, entity, label, tags, confidence, source, examples, counterExamples } = detector;
  const texts = (list: readonly { readonly text: string }[]): readonly string[] =>
    list.map(({ text }) => `    ${JSON.stringify(text)}`);
  return [
    `${paint("bold", id)}  ${entity}, ${label}, confidence ${confidence}; tags: ${tags.join(", ")}`,
    `  documented in: ${source}`,
    "  finds something in",
    ...texts(examples),
    "  and nothing in",
    ...texts(counterExamples),
  ].join("\n");
}

/** The words and expressions of a configuration are its own business: what is shown is how many there are. */
function ownEntries({ detectors: { custom, fields } }: Config): readonly Listed[] {
  return [
    ...custom.map(({ id, entity, label, words }) => ({
      ...{ id, entity, label },
      example: words > 0 ? `(${words} words of the configuration)` : "(an expression of the configuration)",
    })),
    ...fields.map(({ id, entity, label, names }) => ({
      ...{ id, entity, label },
      example: `(fields: ${names.join(", ")})`,
    })),
  ];
}
