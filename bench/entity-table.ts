/** What the catalogue finds, entity by entity, as a page. */
import type { Detector, Label } from "../src/inspect/detector.ts";
import { catalogue } from "../src/inspect/detectors/catalogue.ts";
import { catalogueWith } from "../src/inspect/detectors/catalogue-with.ts";

const labels: readonly Label[] = ["regulated", "confidential", "internal", "public"];
/** Checks that a value passes by chance once in some ten or less. */
const checksums = new Set([
  ...["luhn", "iban", "us-ssn", "checksum", "verhoeff", "mod-11-10", "base58-check", "bech32", "phone"],
]);

const hasChecksum = ({ validate = [] }: Detector): boolean => validate.some(({ name }) => checksums.has(name));
const needsWord = ({ context, lead }: Detector): boolean => context !== undefined || lead !== undefined;

function signs(detectors: readonly Detector[]): string {
  const kinds: readonly (readonly [string, (detector: Detector) => boolean])[] = [
    ["check digits", hasChecksum],
    ["what stands before it", (detector) => needsWord(detector) && !hasChecksum(detector)],
    ["its form alone", (detector) => !needsWord(detector) && !hasChecksum(detector)],
  ];
  return kinds
    .filter(([, is]) => detectors.some(is))
    .map(([kind]) => kind)
    .join("; ");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
/** Of many sources the first few: `sluice detectors --json` has all. */
const manySources = 2;

function row(entity: string, detectors: readonly Detector[]): string {
  const sources = [...new Set(detectors.map(({ source }) => source))];
  const more = sources.length > manySources ? `; ${sources.length - manySources} more` : "";
  const confidences = detectors.map(({ confidence }) => confidence);
  const [least, most] = [Math.min(...confidences), Math.max(...confidences)];
  return `| ${entity} | ${detectors.length} | ${least === most ? least : `${least}-${most}`} | ${signs(detectors)} | ${cell(sources.slice(0, manySources).join("; "))}${more} |`;
}

export function entityTable(): string {
  const byEntity = new Map<string, Detector[]>();
  for (const detector of catalogueWith("broad"))
    byEntity.set(detector.entity, [...(byEntity.get(detector.entity) ?? []), detector]);
  const parts = labels.flatMap((label) => {
    const rows = [...byEntity]
      .filter(([, detectors]) => detectors[0]?.label === label)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    if (rows.length === 0) return [];
    return [
      `## ${label[0]?.toUpperCase()}${label.slice(1)}: ${rows.length} entities`,
      "",
      "| entity | detectors | confidence | known by | documented in |",
      "|---|---|---|---|---|",
      ...rows.map(([entity, detectors]) => row(entity, detectors)),
      "",
    ];
  });
  return [
    "# Every entity",
    "",
    `${catalogue.length} detectors of ${byEntity.size} entities, those of persons included (\`detectors.person\`). Made by \`npm run docs:entities\`. *Known by*: check digits, a word or`,
    "name that must stand before the value, or its form alone; several where detectors differ. What each family finds and does not find is said on its page:",
    "[contact](contact.md), [addresses](addresses.md), [persons](persons.md), [numbers and identifiers](identifiers.md), [network](network.md),",
    "[secrets](secrets.md), [company matter](company.md). `npx sluice detectors` lists every detector with an example.",
    "",
    ...parts,
  ].join("\n");
}
