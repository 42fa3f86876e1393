/**
 * `npm run docs:entities`: docs/detectors/entities.md, a row for each entity of the catalogue.
 *
 *   npm run docs:entities                writes it
 *   npm run docs:entities -- --check     ends with 1 when it is not what the catalogue says
 */
import { commandWords } from "./command-words.ts";
import { entityTable } from "./entity-table.ts";
import { writeMade } from "./made-files.ts";
import { fromRoot } from "./root.ts";

const command = "npm run docs:entities";

const { values } = commandWords(
  `${command} [-- --check]

Writes docs/detectors/entities.md from the catalogue.

  --check  writes nothing; ends with 1 when it is not what the catalogue says`,
  { options: { check: { type: "boolean", default: false } } },
);
const wanted = new Map([[fromRoot("docs/detectors/entities.md"), entityTable()]]);
writeMade(wanted, { check: values.check, source: "the catalogue says", command });
