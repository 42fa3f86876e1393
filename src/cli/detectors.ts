/** `sluice detectors`: what is found, in the words a policy uses. */
import { catalogueWith } from "../inspect/detectors/catalogue.ts";
import { createPaint } from "./terminal.ts";

export interface DetectorsOptions {
  readonly json?: boolean;
}

/** All there are; names of people are off unless detectors.person says otherwise. */
const catalogue = catalogueWith("broad");

export function detectors(options: DetectorsOptions): void {
  if (options.json === true) {
    for (const detector of catalogue) console.log(JSON.stringify(detector));
    return;
  }
  const paint = createPaint(process.stdout, process.env);
  const width = (pick: (detector: (typeof catalogue)[number]) => string): number =>
    Math.max(...catalogue.map((detector) => pick(detector).length));
  const [entityWidth, idWidth, labelWidth] = [width((d) => d.entity), width((d) => d.id), width((d) => d.label)];
  console.log(
    paint(
      "bold",
      `${"ENTITY".padEnd(entityWidth)}  ${"DETECTOR".padEnd(idWidth)}  ${"LABEL".padEnd(labelWidth)}  FOR EXAMPLE`,
    ),
  );
  for (const { entity, id, label, examples } of catalogue) {
    const example = (examples[0].find[0] ?? "").replaceAll(/\s+/g, " ");
    const shown = example.length > 44 ? `${example.slice(0, 43)}…` : example;
    console.log(
      `${entity.padEnd(entityWidth)}  ${id.padEnd(idWidth)}  ${label.padEnd(labelWidth)}  ${paint("dim", shown)}`,
    );
  }
  console.log(
    paint(
      "dim",
      `\n${catalogue.length} detectors. Switch one off by id or entity: detectors: {off: [ID]}. PERSON is off\nunless detectors: {person: precise}, or broad, asks for it. Whole entries: --json.`,
    ),
  );
}
