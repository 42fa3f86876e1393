/**
 * Which object of the stream a leaf of an event belongs to. Every array element is a scope, and every object in which a rule
 * names an identity (`choices[].index`, Anthropic's `index`); without one an element goes by its place.
 */
import { Scope } from "./event-scope.ts";
import { kinds } from "./json-lexer.ts";
import { nodeOf, type RuleSet } from "./json-rules.ts";
import type { JsonTape } from "./json-tape.ts";
import { shortName } from "./long-names.ts";

interface Identity {
  readonly key: string;
  readonly identity: number | string;
  /** With those of the object's other keys. */
  readonly all: number | string;
}

/** What an event calls an object: itself, and the part of it that it is. */
interface Identities {
  whole: Identity | undefined;
  part: Identity | undefined;
}

export class EventScopes {
  readonly root = new Scope();
  readonly #tape: JsonTape;
  /** Of the event on the tape, by record of the object. */
  readonly #identities = new Map<number, Identities>();

  /** The event names parts of something. */
  inParts = false;

  constructor(tape: JsonTape) {
    this.#tape = tape;
  }

  /** Reads what the event calls its objects; an identity may stand behind the leaves it is for. */
  identify(rules: RuleSet): void {
    const tape = this.#tape;
    if (this.#identities.size > 0) this.#identities.clear();
    this.inParts = false;
    for (let token = 1; token < tape.count; token++) {
      const rule = nodeOf(rules, tape.shape(token))?.rule;
      if (rule?.as !== "identity") continue;
      const kind = tape.kind(token);
      if (kind !== kinds.number && kind !== kinds.string) continue;
      const object = tape.parent(token);
      const own = identityOf(tape.text(token));
      const identity = { key: tape.shape(token).key ?? "", identity: own, all: own };
      const identities = this.#identities.get(object) ?? { whole: undefined, part: undefined };
      this.#identities.set(object, identities);
      if (rule.part === true) {
        this.inParts = true;
        identities.part = joined(identities.part, identity);
      } else identities.whole = joined(identities.whole, identity);
    }
  }

  /** The scope of a container's leaves; -1 is outside of all. */
  of(container: number): Scope {
    if (container < 0) return this.root;
    const tape = this.#tape;
    const parent = tape.parent(container);
    const outer = this.of(parent);
    const { whole, part } = this.#identities.get(container) ?? noIdentities;
    const element = parent >= 0 && tape.kind(parent) === kinds.array;
    if (whole === undefined && part === undefined) {
      return element ? outer.element(tape.shape(container), tape.position(container)) : outer;
    }
    const scope = whole === undefined ? outer : outer.inner(tape.shape(container), whole.all);
    return part === undefined ? scope : scope.part(part.all);
  }
}

const noIdentities: Identities = { whole: undefined, part: undefined };

/** Several keys name one object, in whichever order they stand. */
function joined(a: Identity | undefined, b: Identity): Identity {
  if (a === undefined) return b;
  const [first, last] = a.key < b.key ? [a, b] : [b, a];
  return { ...last, all: `${spelled(first)} ${spelled(last)}` };
}

const spelled = ({ key, identity, all }: Identity): string => (all === identity ? `${key}=${all}` : String(all));

/** `1`, `1.0` and `1e0` name the same object, and to many clients so does `"1"`. */
function identityOf(text: Uint8Array): number | string {
  const small = smallInteger(text);
  if (small !== undefined) return small;
  const name = shortName(text);
  const number = Number(name);
  return name !== "" && Number.isSafeInteger(number) ? number : name;
}

function smallInteger(text: Uint8Array): number | undefined {
  if (text.length === 0 || text.length > 9 || (text[0] === 0x30 && text.length > 1)) return undefined;
  let value = 0;
  for (const byte of text) {
    if (byte < 0x30 || byte > 0x39) return undefined;
    value = value * 10 + byte - 0x30;
  }
  return value;
}
