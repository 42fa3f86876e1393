/**
 * YAML text to plain data, with the place of every part. YAML 1.2 core (`off` is a word, not false), one document, keys
 * once and text only, no tags, no alias bombs. The library's messages quote the file, so only its codes are used.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Locate, type Path, type Position, type Problem, spellKey, spellPath } from "./problems.ts";

const maxCharacters = 1024 * 1024;
/** Of one anchor's expansions, by the library's weighting. */
const maxAliases = 100;
const tooManyAliases = `Aliases (*name) multiply to more than ${maxAliases} copies; write the values out.`;

export interface YamlSource {
  readonly value: unknown;
  readonly locate: Locate;
  readonly problems: readonly Problem[];
}

const sentences: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "This key stands twice in one mapping; keep one.",
  MULTIPLE_DOCS: "A second YAML document begins here (---); the file must hold one.",
  NON_STRING_KEY: "A key must be plain text.",
  TAB_AS_INDENT: "A tab is used for indentation; YAML wants spaces.",
  BAD_INDENT: "The indentation does not fit what stands above it.",
  BAD_ALIAS: "This alias is malformed.",
  MISSING_CHAR: "A closing quote, bracket or comma is missing.",
  TAG_RESOLVE_FAILED: "Tags (!name) have no meaning here; remove it.",
};

/** Never throws: what is wrong is in `problems`, and then `value` is undefined. */
export function readYaml(text: string): YamlSource {
  if (text.length > maxCharacters) {
    const message = `The file is ${text.length} characters long; at most ${maxCharacters} are read.`;
    return { value: undefined, locate: () => undefined, problems: [{ path: "", position: undefined, message }] };
  }
  const lines = new LineCounter();
  const at = (offset: number | undefined): Position | undefined => {
    if (offset === undefined) return undefined;
    const { line, col } = lines.linePos(offset);
    return line === 0 ? undefined : { line, column: col };
  };
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      version: "1.2",
      schema: "core",
      merge: false,
      uniqueKeys: true,
      stringKeys: true,
      strict: true,
      prettyErrors: false,
      logLevel: "error",
      lineCounter: lines,
    });
  } catch {
    const message = "The file nests too deeply to be read.";
    return { value: undefined, locate: () => undefined, problems: [{ path: "", position: undefined, message }] };
  }
  const locate = createLocate(document, at);
  const problems: Problem[] = [...document.errors, ...document.warnings].map((error) => ({
    path: "",
    position: at(error.pos[0]),
    message: sentences[error.code] ?? `The YAML is malformed here (${error.code.toLowerCase().replaceAll("_", " ")}).`,
  }));
  if (problems.length === 0) problems.push(...inspectNodes(document, at));
  if (problems.length > 0) return { value: undefined, locate, problems };
  try {
    return { value: document.toJS({ maxAliasCount: maxAliases }), locate, problems };
  } catch {
    return { value: undefined, locate, problems: [{ path: "", position: undefined, message: tooManyAliases }] };
  }
}

type At = (offset: number | undefined) => Position | undefined;

/** What the parser lets through and the schema would never see. */
function inspectNodes(document: Document, at: At): Problem[] {
  const problems: Problem[] = [];
  let aliases = 0;
  const report = (where: Path, place: unknown, message: string): void => {
    problems.push({ path: spellPath(where), position: at(startOf(place)), message });
  };
  const walk = (node: unknown, path: Path, around: readonly unknown[]): void => {
    if (isAlias(node)) {
      // Each resolving walks the document, so their number is bounded before their product.
      aliases++;
      if (aliases > maxAliases) {
        if (aliases === maxAliases + 1) report(path, node, tooManyAliases);
        return;
      }
      const named = node.resolve(document);
      if (named === undefined) report(path, node, "This alias names an anchor that is not set above it.");
      else if (around.includes(named)) report(path, node, "This alias stands inside what it names.");
      return;
    }
    if (hasTag(node)) report(path, node, "Tags (!name) have no meaning here; remove it.");
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isScalar(pair.key) || typeof pair.key.value !== "string") {
          report(path, pair.key, "A key must be plain text.");
          continue;
        }
        // zod passes over this key in silence.
        if (pair.key.value === "__proto__") report(path, pair.key, `${spellKey("__proto__")} cannot be a key.`);
        walk(pair.value, [...path, pair.key.value], [...around, node]);
      }
    } else if (isSeq(node)) {
      for (const [i, item] of node.items.entries()) walk(item, [...path, i], [...around, node]);
    }
  };
  walk(document.contents, [], []);
  return problems;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

const hasTag = (node: unknown): boolean => {
  const tag = (isScalar(node) || isMap(node) || isSeq(node)) && node.tag;
  return typeof tag === "string" && tag !== "";
};

function createLocate(document: Document, at: At): Locate {
  return (path, part = "value") => {
    let node: unknown = document.contents;
    let best = at(startOf(node));
    for (const [depth, step] of path.entries()) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
        if (pair === undefined) return best;
        const wantKey = part === "key" && depth === path.length - 1;
        node = pair.value;
        best = at(startOf(wantKey || node === null ? pair.key : node)) ?? best;
      } else if (isSeq(node) && typeof step === "number" && step < node.items.length) {
        node = node.items[step];
        best = at(startOf(node)) ?? best;
      } else {
        return best;
      }
    }
    return best;
  };
}
