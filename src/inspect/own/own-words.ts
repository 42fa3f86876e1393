/**
 * Lists of words to detectors. A list becomes few expressions, each a tree of common beginnings, so that a thousand words are one automaton;
 * lists that need more positions than one detector has are split. A part is a detector of its own to the engine, and the same detector to
 * everybody else (own-rules.ts).
 *
 *   aurora, aurelia, "blue falcon"  ->  aur(?:elia|ora)|blue\s{1,4}falcon
 */

export interface WordsOptions {
  readonly caseless: boolean;
  /** No letter or digit directly before or after. */
  readonly whole: boolean;
}

export interface WordsPart {
  readonly pattern: string;
  readonly notBefore: string | undefined;
  readonly notAfter: string | undefined;
}

/** Positions that one part may take. The engine's limit is 4096; smaller ones are quicker to make. */
const mostPositions = 2000;
/** A shorter word gives Hyperscan nothing to look for, and would slow down the rest of its part. */
const shortBytes = 4;
/** Groups that stand in one another in an expression; beyond, the rest of each word is written out. */
const mostDepth = 60;

const wordByte = String.raw`\w`;
/** A letter, digit or _, or a letter of Latin, Greek or Cyrillic script. */
const wordBehind = String.raw`\w|[\xc3-\xd4][\x80-\xbf]`;

interface Branch {
  readonly next: Map<string, Branch>;
  ends: boolean;
}

/** `fits`: the engine takes the part; where it does not, its words are split. */
export function wordsParts(
  words: readonly string[],
  options: WordsOptions,
  fits: (part: WordsPart) => boolean = () => true,
): readonly WordsPart[] {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const before = options.whole && /^\w/.test(word);
    const after = options.whole && /[\w\u00c0-\u052f]$/.test(word);
    const short = Buffer.byteLength(word) < shortBytes;
    const key = JSON.stringify([before, after, short]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [word]);
    else group.push(word);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, group]) => {
      const [before, after] = JSON.parse(key) as readonly boolean[];
      const partOf = (pattern: string): WordsPart => ({
        pattern,
        notBefore: before === true ? wordByte : undefined,
        notAfter: after === true ? wordBehind : undefined,
      });
      return wordsPatterns(group, options.caseless, (pattern) => fits(partOf(pattern))).map(partOf);
    });
}

/** As few expressions as hold all of them. */
export function wordsPatterns(
  words: readonly string[],
  caseless: boolean,
  fits: (pattern: string) => boolean = () => true,
): readonly string[] {
  return piecesOf([...words].sort(), caseless).flatMap(([pattern, own]) => {
    if (own.length < 2 || fits(pattern)) return [pattern];
    const half = own.length >> 1;
    return [own.slice(0, half), own.slice(half)].flatMap((some) => wordsPatterns(some, caseless, fits));
  });
}

/** Expressions of as many positions as one part may take, each with its words. */
function piecesOf(words: readonly string[], caseless: boolean): readonly (readonly [string, readonly string[]])[] {
  const pieces: (readonly [string, readonly string[]])[] = [];
  let own: string[] = [];
  let root: Branch = { next: new Map(), ends: false };
  let positions = 0;
  for (const word of words) {
    const tokens = tokensOf(word, caseless);
    const more = tokens.reduce((sum, token) => sum + widthOf(token), 0);
    if (positions > 0 && positions + more > mostPositions) {
      pieces.push([spell(root, 0), own]);
      own = [];
      root = { next: new Map(), ends: false };
      positions = 0;
    }
    let at = root;
    for (const token of tokens) {
      let next = at.next.get(token);
      if (next === undefined) {
        next = { next: new Map(), ends: false };
        at.next.set(token, next);
        positions += widthOf(token);
      }
      at = next;
    }
    at.ends = true;
    own.push(word);
  }
  return [...pieces, [spell(root, 0), own]];
}

const space = String.raw`\s{1,4}`;

/** What each character may be, as expressions. */
function tokensOf(word: string, caseless: boolean): readonly string[] {
  return Array.from(word, (char) => {
    if (char === " ") return space;
    if (/[A-Za-z0-9]/.test(char)) return char;
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
    const cases = caseless ? [...new Set([char, char.toLowerCase(), char.toUpperCase()])].filter(isOne).sort() : [char];
    return cases.length > 1 ? `(?:${cases.join("|")})` : char;
  });
}

const isOne = (text: string): boolean => Array.from(text).length === 1;

function widthOf(token: string): number {
  if (token === space) return 4;
  return token.startsWith("\\") ? 1 : Buffer.byteLength(token.replace(/[(?:|)]/g, ""));
}

function spell(branch: Branch, depth: number): string {
  if (depth >= mostDepth) return oneOf(suffixes(branch));
  const options = [...branch.next].map(([token, next]) => token + spell(next, isGroup(branch) ? depth + 1 : depth));
  const inner = oneOf(options);
  if (!branch.ends || options.length === 0) return inner;
  return `(?:${inner})?`;
}

/** The branch needs a group. */
const isGroup = (branch: Branch): boolean => branch.ends || branch.next.size > 1;

const oneOf = (options: readonly string[]): string =>
  options.length === 1 ? (options[0] ?? "") : options.length === 0 ? "" : `(?:${options.join("|")})`;

function suffixes(branch: Branch): readonly string[] {
  const all = [...branch.next].flatMap(([token, next]) => suffixes(next).map((rest) => token + rest));
  return branch.ends ? ["", ...all] : all;
}
