// Counts which four bytes texts have often, for windows.h to look for others: node native/window-frequencies.mjs writes
// native/window-frequencies.h. To be run again only where other texts are to count: what it reads are this project's pages, and of each
// file of documentation and of code in node_modules the first bytes.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const kept = 4000;
const windowBytes = 4;
/** How much of what is read English and code have. */
const kinds = [
  { of: /\.md$/i, bytes: 10_000, share: 0.7 },
  { of: /(?<!\.min)\.[cm]?[jt]s$/, bytes: 4_000, share: 0.3 },
];

function* filesOf(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (entry.isFile()) yield path;
  }
}

/** Of each window in lower case how often it begins at a byte. */
function frequencies(files) {
  const found = new Map();
  for (const { of, bytes, share } of kinds) {
    const texts = files
      .filter((file) => of.test(file))
      .map((file) => readFileSync(file).subarray(0, bytes).toString("latin1"));
    const text = texts.join("").toLowerCase();
    for (let at = 0; at + windowBytes <= text.length; at++) {
      const window = text.slice(at, at + windowBytes);
      found.set(window, (found.get(window) ?? 0) + share / text.length);
    }
  }
  return [...found].filter(([window]) => /^[\x20-\x7e]+$/.test(window)).sort(([, a], [, b]) => b - a);
}

const files = [join(root, "README.md"), ...["docs", "node_modules"].flatMap((name) => [...filesOf(join(root, name))])];
const frequent = frequencies(files)
  .slice(0, kept)
  .map(([window, frequency]) => ({ window, rarity: Math.round(-Math.log2(frequency)) }));
const first = frequent[0].rarity;
const rarities = Array.from({ length: frequent.at(-1).rarity - first + 1 }, (_, more) =>
  frequent.filter(({ rarity }) => rarity === first + more).map(({ window }) => window),
);

const literal = (text) => `"${text.replace(/["\\]/g, "\\$&").replaceAll("?", "\\?")}"`;
const lines = (windows) =>
  (windows.join("").match(/.{1,128}/g) ?? [""]).map((line) => `\n    ${literal(line)}`).join("");
writeFileSync(
  join(root, "native/window-frequencies.h"),
  `// Made by window-frequencies.mjs: which four bytes texts have often, in lower case.
#pragma once

#include <string_view>

namespace sluice {

// The windows of [i] begin at about one in 2^(kMostFrequent + i) bytes.
constexpr int kMostFrequent = ${first};
constexpr std::string_view kFrequentWindows[] = {${rarities.map(lines).join(",")}};

}  // namespace sluice
`,
);
