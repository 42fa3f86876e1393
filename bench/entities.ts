/**
 * `npm run docs:entities`: docs/detectors/entities.md, a row for each entity of the catalogue.
 *
 *   npm run docs:entities                writes it
 *   npm run docs:entities -- --check     ends with 1 when it is not what the catalogue says
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { commandWords } from "./command-words.ts";
import { entityTable } from "./entity-table.ts";
import { fromRoot } from "./root.ts";

const { values } = commandWords(
  `npm run docs:entities [-- --check]

Writes docs/detectors/entities.md from the catalogue.

  --check  writes nothing; ends with 1 when it is not what the catalogue says`,
  { options: { check: { type: "boolean", default: false } } },
);
const page = fromRoot("docs/detectors/entities.md");
const wanted = entityTable();
const isThere = existsSync(page) && readFileSync(page, "utf8") === wanted;
if (values.check && !isThere) {
  console.error(`${page} is not what the catalogue says. Run: npm run docs:entities`);
  process.exit(1);
}
if (!isThere) writeFileSync(page, wanted);
console.log(isThere ? "Nothing to do." : `Wrote ${page}.`);
