/**
 * What a sluice.yaml will be able to say and this version cannot do. Each is refused at start by name: a setting that is
 * read and ignored would be a hole that looks like a wall. When a part is built, its line here goes.
 */
import { type Locate, type Path, type Problem, spellPath } from "./problems.ts";

interface Unbuilt {
  /** `*` stands for any one key or index. */
  readonly path: readonly string[];
  /** Only such values; without it, any. */
  readonly when?: (value: unknown) => boolean;
  /** What is not built, if the path does not say it. */
  readonly what?: string;
  readonly instead?: string;
  /** Other problems from here on would only repeat this one; without it, the path itself. */
  readonly silences?: (path: Path) => Path;
}

const startsWith = (prefix: string) => (value: unknown) => typeof value === "string" && value.startsWith(prefix);
const oneOf = (words: readonly string[]) => (value: unknown) => typeof value === "string" && words.includes(value);
const wholeRule = (path: Path): Path => path.slice(0, 2);
const anonymousOnly = "There is no identity yet: say `clients: anonymous`.";

const table: readonly Unbuilt[] = [
  { path: ["identity", "*"], instead: "Every client is anonymous." },
  {
    path: ["identity"],
    when: (value) => typeof value !== "object" || value === null || Object.keys(value).length === 0,
  },
  { path: ["roles"] },
  { path: ["approvals"] },
  { path: ["exceptions"] },
  { path: ["sessions"] },
  { path: ["webhooks"] },
  ...["recording", "recordings", "tokens", "known", "knownValues"].map((key): Unbuilt => ({ path: [key] })),
  { path: ["keys", "secrets"] },
  { path: ["keys", "audit"] },
  { path: ["connections", "*", "allow"], instead: anonymousOnly, silences: (path) => [...path.slice(0, 2), "clients"] },
  {
    path: ["connections", "*", "clients"],
    when: (value) => typeof value === "string" && value !== "anonymous",
    what: "Any other value than anonymous",
  },
  { path: ["connections", "*", "external"] },
  { path: ["connections", "*", "models"] },
  ...["record", "recording", "recordings"].map((key): Unbuilt => ({ path: ["connections", "*", key] })),
  {
    path: ["connections", "*", "credential"],
    when: startsWith("secret:"),
    what: "A credential from Sluice's own store (secret:)",
    instead: "Say env:NAME or file:PATH.",
  },
  {
    path: ["connections", "*", "credential"],
    when: startsWith("vault:"),
    what: "A credential from HashiCorp Vault (vault:)",
    instead: "Say env:NAME or file:PATH.",
  },
  {
    path: ["connections", "*", "dialect"],
    when: oneOf(["postgres", "postgresql", "ssh", "mcp", "a2a", "websocket", "http", "mysql"]),
    what: "This dialect",
    instead: "Built are openai, anthropic, auto and generic.",
    silences: wholeRule,
  },
  ...["known", "knownValues"].map((key): Unbuilt => ({ path: ["detectors", key] })),
  {
    path: ["mask", "*", "*", "*"],
    when: oneOf(["tokenize"]),
    what: "The operator tokenize",
    instead: "Use replace or hash.",
  },
  {
    path: ["mask", "*", "*", "*"],
    when: oneOf(["surrogate"]),
    what: "The operator surrogate",
    instead: "Use replace.",
  },
  {
    path: ["rules", "*", "then", "mask"],
    when: oneOf(["tokenize", "surrogate"]),
    what: "This operator",
    instead: "Use replace or hash.",
    silences: wholeRule,
  },
  ...["groups", "principals", "roles", "count", "code", "tools", "when"].map(
    (key): Unbuilt => ({ path: ["rules", "*", "if", key], silences: wholeRule }),
  ),
  { path: ["rules", "*", "then", "approve"], silences: wholeRule },
  { path: ["rules", "*", "then"], when: oneOf(["approve"]), what: "The decision approve", silences: wholeRule },
  ...["per_principal", "perPrincipal", "per_job", "perJob"].map((key): Unbuilt => ({ path: ["limits", key] })),
  ...["sinks", "require", "retain", "sign", "checkpoints"].map((key): Unbuilt => ({ path: ["audit", key] })),
];

export interface UnbuiltReport {
  readonly problems: readonly Problem[];
  /** True: a problem of the schema at this path says no more than one of ours. */
  silenced(path: Path): boolean;
}

export function findUnbuilt(value: unknown, locate: Locate): UnbuiltReport {
  const problems: Problem[] = [];
  const silent: Path[] = [];
  for (const entry of table) {
    for (const { path, value: found } of select(value, entry.path)) {
      if (entry.when !== undefined && !entry.when(found)) continue;
      const spelt = spellPath(path);
      const subject = entry.what === undefined ? "" : `${entry.what} `;
      const message = `${subject}is not built in this version.${entry.instead === undefined ? "" : ` ${entry.instead}`}`;
      problems.push({ path: spelt, position: locate(path, entry.what === undefined ? "key" : "value"), message });
      silent.push(path);
      if (entry.silences !== undefined) silent.push(entry.silences(path));
      // An unknown parent would be reported as a key of its own.
      if (entry.path.length === 2 && entry.path[0] === "identity") silent.push(["identity"]);
    }
  }
  const silenced = (path: Path): boolean => silent.some((prefix) => prefix.every((step, i) => path[i] === step));
  return { problems, silenced };
}

function* select(
  value: unknown,
  pattern: readonly string[],
  path: Path = [],
): Generator<{ readonly path: Path; readonly value: unknown }> {
  const [head, ...rest] = pattern;
  if (head === undefined) {
    yield { path, value };
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  for (const [key, child] of entries) {
    if (head === "*" || head === key) yield* select(child, rest, [...path, key]);
  }
}
