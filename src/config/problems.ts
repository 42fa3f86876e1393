/**
 * What is wrong with a configuration: a list, so that one run shows everything. A problem names its path, its place in the
 * file and what would be right; it never quotes a value, because the value may be a credential in the wrong place.
 */

export interface Position {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

export interface Problem {
  /** `connections.openai.upstream`, `rules[2].then`; empty for the file as a whole. */
  readonly path: string;
  readonly position: Position | undefined;
  readonly message: string;
}

/** Where a path stands in the file: the nearest part of it that is there. `key`: its key rather than its value. */
export type Locate = (path: Path, part?: "key" | "value") => Position | undefined;

const plainKey = /^[A-Za-z_][\w-]*$/;

/** Keys may be anything that someone pasted: bounded, and quoted unless plain. */
export function spellKey(key: string): string {
  const short = key.length > 64 ? `${key.slice(0, 64)}...` : key;
  return plainKey.test(short) ? short : JSON.stringify(short);
}

export function spellPath(path: Path): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? spellKey(part) : `.${spellKey(part)}`;
  }
  return text;
}

/** A message that begins so goes on from its path: `limits.body must be ...`; any other stands after a colon. */
const predicate =
  /^(?:is|must|can|cannot|covers|names|lies|overlaps|has|says|belongs|matches|changes|passes|never|adds) /;

/** `sluice.yaml:12:3: connections.openai.path must be ...` */
export function spellProblem(source: string, problem: Problem): string {
  const place = problem.position === undefined ? "" : `:${problem.position.line}:${problem.position.column}`;
  const path = problem.path === "" ? "" : `${problem.path}${predicate.test(problem.message) ? "" : ":"} `;
  return `${source}${place}: ${path}${problem.message}`;
}

export class ConfigError extends Error {
  readonly source: string;
  readonly problems: readonly Problem[];

  constructor(source: string, problems: readonly Problem[]) {
    const ordered = [...problems].sort(byPosition);
    const count = ordered.length === 1 ? "1 problem" : `${ordered.length} problems`;
    super(`The configuration has ${count}:\n${ordered.map((p) => `  ${spellProblem(source, p)}`).join("\n")}`);
    this.name = "ConfigError";
    this.source = source;
    this.problems = Object.freeze(ordered);
  }
}

function byPosition(a: Problem, b: Problem): number {
  const line = (a.position?.line ?? 0) - (b.position?.line ?? 0);
  return line !== 0 ? line : (a.position?.column ?? 0) - (b.position?.column ?? 0);
}
