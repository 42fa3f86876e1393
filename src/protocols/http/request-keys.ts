/**
 * Called keys, and no secrets: values of the client's own that say which requests are the same, or share a cache. By the name before it
 * such a value would be masked, and all requests would be the same; so it is judged by itself.
 */
const requestKeys = new Set(["idempotencykey", "promptcachekey"]);

/** A header, a form field or a member of an object is called so, in any spelling: `Idempotency-Key`, `prompt_cache_key`. */
export const isRequestKey = (name: string): boolean =>
  /key$/i.test(name) && requestKeys.has(name.replace(/[_-]/g, "").toLowerCase());
