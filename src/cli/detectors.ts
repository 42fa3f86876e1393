/** `sluice detectors`: what is found, in the words a policy uses; with a configuration, its own detectors too. */
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import { catalogue } from "../inspect/detectors/catalogue.ts";
import { catalogueWith } from "../inspect/detectors/catalogue-with.ts";
import { refusedConfig } from "./refused-config.ts";
import { createPaint } from "./terminal.ts";

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

export function detectors(options: DetectorsOptions): void {
  const file = options.config;
  const own =
    file === undefined
      ? []
      : ownEntries(refusedConfig(() => loadConfig(file, { detectors: catalogue, env: process.env })).config);
  if (options.json === true) {
    for (const detector of [...all, ...own]) console.log(JSON.stringify(detector));
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
      `\n${listed.length} detectors. Switch one off by id, entity or tag: detectors: {off: [ID]}. PERSON is off\nunless detectors: {person: precise}, or broad, asks for it. Whole entries: --json.`,
    ),
  );
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
