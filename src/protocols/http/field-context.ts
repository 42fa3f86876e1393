/**
 * What stands before a value when it is judged: its name, as in a line of text (`password: `). One rule for headers, query parameters,
 * fields of forms and members of JSON.
 *
 * Some names say nothing of their value: called keys, and no secrets, they are the client's own words for which requests are the same, or
 * share a cache. By its name such a value would be masked, and all requests would be the same; so it is judged by itself.
 */
const withoutName = new Set(["idempotencykey", "promptcachekey"]);

/** In any spelling: `Idempotency-Key`, `idempotencyKey`, `prompt_cache_key`. */
const saysNothing = (name: string): boolean =>
  /key$/i.test(name) && withoutName.has(name.replace(/[_-]/g, "").toLowerCase());

/** `name: `, or undefined where the value is judged without it. However long the name is: who inspects reads its end. */
export const fieldContext = (name: string): string | undefined => (saysNothing(name) ? undefined : `${name}: `);
