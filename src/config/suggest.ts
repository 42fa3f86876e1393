/**
 * "Did you mean": the known word nearest to a misspelt one, by optimal string alignment distance (insert, delete,
 * replace, swap neighbours), case ignored. No suggestion is better than a far-fetched one.
 */

const longest = 64;

/** The nearest of `known`, or undefined when none is near. The first of equals wins. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  if (word.length > longest) return undefined;
  let best: string | undefined;
  // Half of a short word makes another one of it.
  let bestDistance = (word.length <= 4 ? 1 : Math.ceil(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = distanceOf(plain(word), plain(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** ` Did you mean "dialect"?`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = suggest(word, known);
  return nearest === undefined ? "" : ` Did you mean ${nearest}?`;
}

function distanceOf(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  // warn for warning, credential for credentials.
  return short.length > 2 && long.startsWith(short) ? Math.min(1, long.length - short.length) : editDistance(a, b);
}

/** json_depth, json-depth and jsonDepth are one word. */
const plain = (word: string): string => word.toLowerCase().replace(/[-_]/g, "");

function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
