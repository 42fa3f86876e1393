/**
 * Bounded regular languages over bytes as hash-consed terms, and their Brzozowski derivatives. Two terms that are
 * built alike are the same object, so derivatives settle into finitely many states (`automaton.ts` names them).
 *
 * Invariant: the empty language is only ever `never`, so `maxWidth` of any other term is the width of a real member.
 */

export type Language =
  | { readonly kind: "never"; readonly id: number; readonly nullable: false; readonly maxWidth: 0 }
  | { readonly kind: "empty"; readonly id: number; readonly nullable: true; readonly maxWidth: 0 }
  | SetOf
  | Pair
  | Either
  | Repeat;

interface Term {
  readonly id: number;
  readonly nullable: boolean;
  readonly maxWidth: number;
}
interface SetOf extends Term {
  readonly kind: "set";
  /** 256 flags. */
  readonly bytes: Uint8Array;
}
interface Pair extends Term {
  readonly kind: "pair";
  readonly first: Language;
  readonly rest: Language;
}
interface Either extends Term {
  readonly kind: "either";
  readonly members: readonly Language[];
}
interface Repeat extends Term {
  readonly kind: "repeat";
  readonly body: Language;
  readonly min: number;
  readonly max: number;
}

export interface Algebra {
  readonly never: Language;
  readonly empty: Language;
  set(bytes: Uint8Array): Language;
  pair(first: Language, rest: Language): Language;
  either(members: readonly Language[]): Language;
  repeat(body: Language, min: number, max: number): Language;
  /** The language of what may follow `byte` in members of `of`. */
  derivative(of: Language, byte: number): Language;
}

type Unnumbered = { [K in Language["kind"]]: Omit<Extract<Language, { kind: K }>, "id"> }[Language["kind"]];

export function createAlgebra(): Algebra {
  const terms = new Map<string, Language>();

  const intern = (key: string, term: Unnumbered): Language => {
    const known = terms.get(key);
    if (known) return known;
    const made = { ...term, id: terms.size } as Language;
    terms.set(key, made);
    return made;
  };

  const never = intern("never", { kind: "never", nullable: false, maxWidth: 0 });
  const empty = intern("empty", { kind: "empty", nullable: true, maxWidth: 0 });

  const set = (bytes: Uint8Array): Language =>
    bytes.includes(1)
      ? intern(`set ${Buffer.from(bytes).toString("latin1")}`, { kind: "set", bytes, nullable: false, maxWidth: 1 })
      : never;

  const pair = (first: Language, rest: Language): Language => {
    if (first === never || rest === never) return never;
    if (first === empty) return rest;
    if (rest === empty) return first;
    if (first.kind === "pair") return pair(first.first, pair(first.rest, rest));
    const nullable = first.nullable && rest.nullable;
    const maxWidth = first.maxWidth + rest.maxWidth;
    return intern(`pair ${first.id} ${rest.id}`, { kind: "pair", first, rest, nullable, maxWidth });
  };

  const either = (parts: readonly Language[]): Language => {
    const flat = new Set<Language>();
    for (const part of parts) {
      for (const member of part.kind === "either" ? part.members : [part]) {
        if (member !== never) flat.add(member);
      }
    }
    const members = [...flat].sort((a, b) => a.id - b.id);
    const [only] = members;
    if (only === undefined) return never;
    if (members.length === 1) return only;
    return intern(`either ${members.map((m) => m.id).join(" ")}`, {
      kind: "either",
      members,
      nullable: members.some((m) => m.nullable),
      maxWidth: Math.max(...members.map((m) => m.maxWidth)),
    });
  };

  const repeat = (body: Language, min: number, max: number): Language => {
    if (max === 0 || body === empty) return empty;
    if (body === never) return min === 0 ? empty : never;
    const least = body.nullable ? 0 : min;
    if (max === 1) return least === 0 ? either([empty, body]) : body;
    return intern(`repeat ${body.id} ${least} ${max}`, {
      kind: "repeat",
      body,
      min: least,
      max,
      nullable: least === 0,
      maxWidth: body.maxWidth * max,
    });
  };

  const derivative = (of: Language, byte: number): Language => {
    switch (of.kind) {
      case "never":
      case "empty":
        return never;
      case "set":
        return of.bytes[byte] === 1 ? empty : never;
      case "pair": {
        const through = pair(derivative(of.first, byte), of.rest);
        return of.first.nullable ? either([through, derivative(of.rest, byte)]) : through;
      }
      case "either":
        return either(of.members.map((member) => derivative(member, byte)));
      case "repeat":
        return pair(derivative(of.body, byte), repeat(of.body, Math.max(0, of.min - 1), of.max - 1));
    }
  };

  return { never, empty, set, pair, either, repeat, derivative };
}
