/** The validator `person-name` once more, from the words of docs/engine.md, over Latin-1 strings (one character per byte). */
import {
  nameEndings,
  nameFolds,
  nameParticles,
  nameSuffixes,
  namesByKind,
  nameTitles,
  type PersonMode,
} from "../../src/inspect/name-lists.ts";
import { letterOf } from "./fold.ts";

type Kind = "given" | "family" | "word" | "place" | "rare" | "common" | "seldom";
/** By their bits; 64 is none. */
const order: readonly (Kind | undefined)[] = [
  "given",
  "family",
  "word",
  "place",
  "rare",
  "common",
  undefined,
  "seldom",
];

const latin1 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

const keyOf = (name: string): string =>
  latin1([...name].map((char) => letterOf(char.codePointAt(0) ?? 0)?.toLowerCase() ?? char).join(""));

const kinds = new Map<string, ReadonlySet<Kind>>();
for (const [bits, words] of Object.entries(namesByKind)) {
  const kind = order.filter((each, bit) => each !== undefined && (Number(bits) >> bit) % 2 === 1) as Kind[];
  for (const word of words.split(" ").map(keyOf)) kinds.set(word, new Set([...(kinds.get(word) ?? []), ...kind]));
}
const folds = new Map(Object.entries(nameFolds).map(([letter, folded]) => [latin1(letter), folded]));
const smallLetters = Object.keys(nameFolds)
  .filter((letter) => letter === letter.toLowerCase())
  .map(latin1);
const particles = new Set(nameParticles.map(latin1));
const leftOut = new Set([...nameTitles, ...nameSuffixes]);

interface Word {
  readonly kind: ReadonlySet<Kind>;
  readonly small: boolean;
  readonly upper: boolean;
  readonly length: number;
}

const fold = (bare: string): string =>
  bare
    .replace(/'|\xe2\x80\x99/g, "")
    .replace(/[\xc3-\xc9][\x80-\xbf]/g, (letter) => folds.get(letter) ?? letter)
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const none: ReadonlySet<Kind> = new Set();
const has = ({ kind }: Pick<Word, "kind">, ...of: readonly Kind[]): boolean => of.some((each) => kind.has(each));

const byItsEnding: ReadonlySet<Kind> = new Set(["family"]);
const endsAsName = (key: string): boolean =>
  nameEndings.some((ending) => key.endsWith(ending) && key.length >= ending.length + 4);

const kindOfPart = (part: string): ReadonlySet<Kind> => kinds.get(part) ?? (endsAsName(part) ? byItsEnding : none);

function kindOf(key: string): ReadonlySet<Kind> {
  if (/^[ae]l-/.test(key)) {
    const rest = kindOfPart(key.slice(3));
    return rest.size > 0 ? rest : new Set<Kind>(["seldom"]);
  }
  const parts = key.split("-").map((part) => ({ kind: kindOfPart(part) }));
  const [first = { kind: none }] = parts;
  if (parts.length === 1) return first.kind;
  if (parts.every((part) => has(part, "given", "family", "seldom"))) {
    const kept = (["given", "common"] as const).filter((kind) => first.kind.has(kind));
    const family = (["family", "seldom"] as const).find((kind) => parts.some((part) => has(part, kind)));
    return new Set<Kind>(family ? [...kept, family] : kept);
  }
  return parts.every((part) => has(part, "word", "place")) ? new Set<Kind>(["word"]) : none;
}

function wordOf(bare: string, key: string): Word {
  const known = kindOf(key);
  const kind = known.size === 0 && /.{2}i\xc4[\x87\x8d]$/s.test(bare) ? byItsEnding : known;
  const begin = bare.replace(/^[a-z]{1,2}(?:['-]|\xe2\x80\x99)(?=.)/s, "");
  const folded = [...folds.keys()].some((letter) => begin.startsWith(letter));
  const beginsSmall = /^[a-z]/.test(begin) || smallLetters.some((letter) => begin.startsWith(letter));
  return {
    kind,
    small: beginsSmall || (/^[\x80-\xff]/.test(begin) && !folded && kind.size === 0),
    upper: /[A-Z].*[A-Z]/s.test(bare) && !/[a-z]/.test(bare),
    length: key.length,
  };
}

const tokensOf = (text: string): readonly string[] => text.split(/[ \t\r\n]+/).filter((token) => token !== "");
const bareOf = (token: string): string => token.replace(/\.$/, "");
const isInitial = (bare: string): boolean => /^[A-Z](\.[A-Z]){0,3}$/.test(bare);

const isWord = (bare: string): boolean =>
  bare !== "" && !isInitial(bare) && !particles.has(bare) && !leftOut.has(fold(bare));

const wordsOf = (text: string): readonly Word[] =>
  tokensOf(text)
    .map(bareOf)
    .filter(isWord)
    .map((bare) => wordOf(bare, fold(bare)));

/** Behind the first word an initial with its full stop. */
function hasInitialInside(text: string): boolean {
  const tokens = tokensOf(text);
  const first = tokens.findIndex((token) => isWord(bareOf(token)));
  return tokens.some((token, at) => at > first && token.endsWith(".") && isInitial(bareOf(token)));
}

const isAmbiguous = (word: Word): boolean => has(word, "word", "place", "rare");
const isFamily = (word: Word): boolean => has(word, "family", "seldom");
const isClear = (word: Word, kind: "given" | "family"): boolean =>
  (kind === "family" ? isFamily(word) : has(word, kind)) && !isAmbiguous(word);
const isName = (word: Word): boolean => has(word, "given") || isFamily(word);
const isOther = (word: Word): boolean => has(word, "word", "place") && !isName(word);

export function isPersonName(span: string, mode: PersonMode): boolean {
  const parts = span.split(",");
  const cut = parts.findIndex((part) => wordsOf(part).length > 0) + 1;
  if (cut === 0) return false;
  const beforeCut = parts.slice(0, cut).join(" ");
  const before = wordsOf(beforeCut);
  const behind = wordsOf(parts.slice(cut).join(" "));
  const family = before.at(-1);
  const [given] = behind;
  if (family && given) return isReversed(family, given, mode);
  const initialFirst = isInitial(bareOf(tokensOf(span.replaceAll(",", " "))[0] ?? ""));
  return isPlain(before, { first: initialFirst, inside: hasInitialInside(beforeCut) }, mode);
}

function isReversed(family: Word, given: Word, mode: PersonMode): boolean {
  if (family.small || given.small || isOther(family) || isOther(given)) return false;
  switch (mode) {
    case "precise":
      return isClear(family, "family") && isClear(given, "given");
    case "broad":
      return (
        (isClear(family, "family") && has(given, "given")) ||
        (isClear(given, "given") && (family.kind.size === 0 || (isFamily(family) && !has(family, "place"))))
      );
    case "known":
      return has(given, "given");
    case "introduced":
      return true;
  }
}

function isPlain(words: readonly Word[], initial: { first: boolean; inside: boolean }, mode: PersonMode): boolean {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last || words.some(isOther)) return false;
  const anySmall = words.some(({ small }) => small);
  if (mode === "introduced" || mode === "known") {
    if (anySmall)
      return words.every((word) => isName(word) && !isAmbiguous(word)) && (words.length > 1 || !has(first, "seldom"));
    return mode === "introduced" || words.some(isName);
  }
  if (anySmall) return false;
  const anyUpper = words.some(({ upper }) => upper);
  const broad = mode === "broad";
  if (words.length === 1) {
    if (anyUpper) return false;
    if (initial.first) return isClear(first, "family") || (broad && isClear(first, "given"));
    if (broad && isClear(first, "given")) return first.length >= 3;
    if (broad) return isClear(first, "family") && !has(first, "seldom") && first.length >= 4;
    return isClear(first, "given") && has(first, "common") && first.length >= 3;
  }
  const unknown = (word: Word): boolean => word.kind.size === 0;
  if (words.length === 2 && first.upper && !last.upper)
    return (isFamily(first) || (broad && unknown(first))) && isClear(last, "given");
  if (anyUpper) {
    const known = (isClear(first, "given") && isName(last)) || (broad && isName(first) && isClear(last, "family"));
    return words.every(({ upper }) => upper) && known;
  }
  if (isClear(first, "given")) return broad || isName(last) || words.length <= 3;
  if (isFamily(first) && isClear(last, "given")) return true;
  if (initial.inside && (broad || isClear(last, "family") || (isName(first) && isName(last)))) return true;
  if (!broad) return has(first, "given") && isClear(last, "family");
  return (
    (has(first, "given") && isName(last) && !(isAmbiguous(first) && isAmbiguous(last))) ||
    (has(first, "given") && has(first, "common") && (unknown(last) || isFamily(last))) ||
    (isClear(last, "family") && (isClear(first, "family") || (unknown(first) && words.length <= 3)))
  );
}
