/** The tables of the check `person-name`, beside the names themselves (detectors/data/names.ts), and how they are written. */
import { nameFolds, namesByKind } from "./detectors/data/names.ts";
import { foldLetters } from "./pattern/lookalikes.ts";
import type { SpecWriter } from "./spec-writer.ts";

export { nameFolds, namesByKind };

/** Small words inside names, as they are written. */
export const nameParticles: readonly string[] = [
  ...[
    "van",
    "der",
    "den",
    "de",
    "het",
    "'t",
    "la",
    "le",
    "les",
    "las",
    "los",
    "el",
    "al",
    "del",
    "della",
    "dello",
    "dalla",
  ],
  ...[
    "di",
    "da",
    "do",
    "dos",
    "das",
    "du",
    "des",
    "d'",
    "l'",
    "von",
    "vom",
    "zu",
    "zum",
    "zur",
    "ten",
    "ter",
    "te",
    "op",
  ],
  ...["af", "av", "bin", "ibn", "ben", "abu", "bint", "binti", "dela", "ap", "y", "e", "i", "st", "Ó"],
];

/** What stands before a name and is none, folded. */
export const nameTitles: readonly string[] = [
  ...[
    "mr",
    "mrs",
    "ms",
    "mx",
    "miss",
    "mme",
    "mlle",
    "dr",
    "dra",
    "prof",
    "sr",
    "sra",
    "srta",
    "rev",
    "hr",
    "fr",
    "frau",
    "herr",
  ],
  ...["dott", "sig", "sir", "ing", "mag", "dipl"],
];

/** What stands behind a name and is none, folded. */
export const nameSuffixes: readonly string[] = [
  ...["jr", "sr", "ii", "iii", "iv", "md", "phd", "dds", "dvm", "esq", "rn", "msc", "ba", "mba", "cpa"],
];

/** Endings of last names, folded, that hardly a word has: what no list has and ends so, behind four letters or more, is a last name. */
export const nameEndings: readonly string[] = `
  dottir dsson gsson ksson lsson msson nsson rsson tsson kvist qvist quist gren strom gaard ovic evic avic cic
  ovich evich ovych evych enko chuk czyk wicz owski ewski owska ovsky ynski ovskiy ovskaya evskaya inskaya kova
  mova sova yeva kov lov mov nov rov sov tov iev yev oglu shvili poulos opoulou akis escu eanu auskas evicius
  avicius guez ndez ucci acci ozzi meyer meier maier nyan ryan syan moto yama mura gawa saki zaki hashi shita
  bayashi swamy swami krishnan nathan murthy charya padhyay chukwu aev bov dov gov pov vov zov gova hova yova
  lova rova zova pova bova enova ovics evics slawa bek hiko nori yoshi hiro yuki suke sawa zawa naga guchi nishi
  matsu kkonen kkinen pponen ppinen ttonen ttinen lainen niemi koski lahti ranta rinta talo haara ansen onsen
  iassen vsen tsen
`
  .trim()
  .split(/\s+/);

/** In the order of their numbers. */
export const personModes = ["precise", "broad", "known", "introduced"] as const;
export type PersonMode = (typeof personModes)[number];

/** What native/name-lists.cc reads. */
export function writeNameLists(writer: SpecWriter): void {
  writer.list(Object.entries(nameFolds), ([letter, folded]) => {
    writer.number(letter.codePointAt(0) ?? 0);
    writer.text(folded);
    writer.number(isSmall(letter) ? 1 : 0);
  });
  writer.list(nameParticles, writer.text);
  writer.list(nameEndings, writer.text);
  const kinds = kindsByKey();
  writer.text([...kinds.keys()].join("\n"));
  writer.bytes(Uint8Array.from(kinds.values()));
}

/** Titles and suffixes, beside the numbers of `namesByKind`. */
const neutral = 64;

/** By what the engine sees of a word: a name of another script may fold to that of this one, and then is of both kinds. */
function kindsByKey(): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  for (const [kind, words] of Object.entries(namesByKind)) {
    for (const word of words.split(" ")) {
      const key = foldLetters(word).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      kinds.set(key, (kinds.get(key) ?? 0) | Number(kind));
    }
  }
  for (const key of [...nameTitles, ...nameSuffixes]) kinds.set(key, (kinds.get(key) ?? 0) | neutral);
  return kinds;
}

const isSmall = (letter: string): boolean => letter.toLowerCase() === letter;
