/**
 * Which detector, if any, stands behind the name of a field. Names are compared without their case; `*` stands for any characters. The
 * first entry of the configuration that fits has it.
 */
export interface FieldNames {
  /** Number of the first entry's detector: so many does the engine have. */
  readonly first: number;
  /** Number of the detector; undefined: the name says nothing. */
  of(name: string): number | undefined;
  /** The same of a header's name. */
  ofHeader(name: string): number | undefined;
}

export interface FieldEntry {
  readonly names: readonly string[];
  /** Its names are those of headers, too. */
  readonly headers: boolean;
}

/** Names come from whoever sends the traffic: so many answers are remembered. */
const remembered = 4096;
const longestRemembered = 128;

/** `first`: the number of the first entry's detector. */
export function createFieldNames(entries: readonly FieldEntry[], first: number): FieldNames {
  const numbered = entries.map(({ names, headers }, i) => ({ names, headers, number: first + i }));
  const of = createLookup(numbered);
  return { first, of, ofHeader: createLookup(numbered.filter(({ headers }) => headers)) };
}

type Numbered = Pick<FieldEntry, "names"> & { readonly number: number };

function createLookup(entries: readonly Numbered[]): (name: string) => number | undefined {
  const exact = new Map<string, number>();
  const open: { readonly test: RegExp; readonly number: number }[] = [];
  for (const { names, number } of entries) {
    for (const name of names) {
      const plain = name.toLowerCase();
      if (plain.includes("*")) open.push({ test: globOf(plain), number });
      else if (!exact.has(plain)) exact.set(plain, number);
    }
  }
  const find = (name: string): number | undefined => {
    const plain = name.toLowerCase();
    let number = exact.get(plain);
    for (const glob of open)
      if ((number === undefined || glob.number < number) && glob.test.test(plain)) number = glob.number;
    return number;
  };
  const known = new Map<string, number | undefined>();
  return (name) => {
    if (name.length > longestRemembered) return find(name);
    if (known.has(name)) return known.get(name);
    if (known.size >= remembered) known.clear();
    const number = find(name);
    known.set(name, number);
    return number;
  };
}

const globOf = (name: string): RegExp =>
  new RegExp(
    `^${name
      .split(/\*+/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\-]/g, "\\$&"))
      .join("[^]*")}$`,
  );
