/**
 * Keys in one line each: what every key of a form has in common is made here, so that a family file gives the provider's
 * characters and nothing else. The counter-examples are those of the form: the value without what tells it, and the neighbour
 * that finds it under a name that is no provider's.
 */
import type { Detector, Validator } from "../../detector.ts";
import { genuine, type Key, namedKey, prefixedKey } from "./forms.ts";

/** Its entity is made of its id, `TWILIO_AUTH_TOKEN` of `twilio-auth-token`; the values are the shortest ones. */
type Kind = Omit<Key, "entity" | "not">;

/** Words and names have no digits, keys of random characters nearly always. */
export const random: readonly Validator[] = [...genuine, { name: "digits", min: 1 }];
/** Digits alone have fewer than 3.3 bits. */
export const numeric: readonly Validator[] = [{ name: "not-placeholder" }, { name: "entropy", min: 2 }];
/** A URL's host and path have letters enough: only its secret part could be a placeholder. */
export const inUrl: readonly Validator[] = [{ name: "not-placeholder" }, { name: "digits", min: 2 }];

const entityOf = (id: string): string => id.toUpperCase().replaceAll("-", "_");

/** A key that `prefix` begins, or at least tells. */
export function prefixed({ prefix, ...kind }: Kind & { readonly prefix: string; readonly commit?: number }): Detector {
  const [value] = kind.values;
  const at = value.indexOf(prefix) + prefix.length;
  return prefixedKey({
    ...kind,
    entity: entityOf(kind.id),
    not: [
      { text: `what begins with ${prefix} is a key of theirs` },
      { text: `${value.slice(0, at + 3)}, cut off, is no key` },
      { text: `${value.slice(0, at)}${"x".repeat(value.length - at)} is how it looks` },
      { text: `client_secret = "${value.slice(Math.max(at, value.length - 24))}"`, neighbour: "secret-quoted" },
    ],
  });
}

/** A key that its provider's `name` tells: a regular expression in lower case, which `word` matches. */
export function named(kind: Kind & { readonly name: string; readonly word: string }): Detector {
  const [value] = kind.values;
  return namedKey({
    validate: random,
    ...kind,
    entity: entityOf(kind.id),
    not: [
      { text: `the build ${value} is done` },
      { text: `${kind.word}_token: ${value.slice(0, -1)}\n` },
      { text: `${kind.word} keys are kept elsewhere` },
      { text: `client_secret = "${value}"`, neighbour: "secret-quoted" },
    ],
  });
}
