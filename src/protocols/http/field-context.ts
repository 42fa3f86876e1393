/**
 * What stands before a value when it is judged: its name, as in a line of text (`password: `). One rule for headers, query parameters,
 * fields of forms and members of JSON.
 *
 * Some names say nothing of their value: they are called keys and tokens, and no API gives anything for them. By its name such a value
 * would be masked, and all requests would be the same, or none would get a second page; so it is judged by itself.
 */
const withoutName = new Set([
  // Which requests are the same: IETF's Idempotency-Key, Square, AWS Certificate Manager and CloudFormation; which events, PagerDuty.
  ...["idempotencykey", "idempotencytoken", "clientrequesttoken"],
  ...["dedupkey", "dedupekey", "deduplicationkey", "incidentkey"],
  // Which share a cache: OpenAI, Mistral, GitHub Actions.
  ...["promptcachekey", "cachekey"],
  // Where a record goes, and behind which: Kinesis, Azure Tables, Pub/Sub, Qdrant, Trigger.dev.
  ...["partitionkey", "rowkey", "orderingkey", "shardkey", "concurrencykey"],
  // Which page comes next: Google's AIP-158, AWS, X, OData ($skiptoken, $deltatoken). A page of Facebook has a `page_token`, too, which is found by its own mark.
  ...[
    "pagetoken",
    "nextpagetoken",
    "prevpagetoken",
    "previouspagetoken",
    "nexttoken",
    "paginationtoken",
    "skiptoken",
    "deltatoken",
  ],
  // Not here, since somewhere they open a door: client_token (AWS's is none, Vault's is), continuation_token (Azure's lists, Entra's
  // sign-in), request_token (OAuth 1), routing_key (PagerDuty), primary_key (Azure), sync_token, message_key, hash_key.
]);

/** In any spelling: `Idempotency-Key`, `X-Idempotency-Key`, `idempotencyKey`, `prompt_cache_key`, `$skiptoken`. */
const saysNothing = (name: string): boolean =>
  /(?:key|token)$/i.test(name) && withoutName.has(name.replace(/^(?:x[_-]|\$)|[_-]/gi, "").toLowerCase());

/** `name: `, or undefined where the value is judged without it. However long the name is: who inspects reads its end. */
export const fieldContext = (name: string): string | undefined => (saysNothing(name) ? undefined : `${name}: `);
