import { describe, expect, it } from "vitest";
import { fieldContext } from "../../../src/protocols/http/field-context.ts";

describe("what stands before a field's value", () => {
  it.each([
    ...["password", "x-api-key", "", "na me", "key", "token", "x-key", "idempotency_key_secret", "my_idempotency_key"],
    ...["client_token", "ClientToken", "X-Vault-Token", "continuation_token", "request_token", "page_access_token"],
    ...[
      "routing_key",
      "primaryKey",
      "primary_key",
      "message_key",
      "hash_key",
      "sync_token",
      "session_key",
      "row_key_token",
    ],
  ])("is its name: %s", (name) => {
    expect(fieldContext(name)).toBe(`${name}: `);
  });

  it("is all of a long name, whose end says most", () => {
    const name = `${"a".repeat(1000)}_password`;
    expect(fieldContext(name)).toBe(`${name}: `);
  });

  it.each([
    ...[
      "idempotency-key",
      "Idempotency-Key",
      "X-Idempotency-Key",
      "idempotency_key",
      "idempotencyKey",
      "IDEMPOTENCY_KEY",
    ],
    ...["IdempotencyToken", "ClientRequestToken", "client_request_token", "dedup_key", "dedupeKey", "incident_key"],
    ...["prompt_cache_key", "X-Cache-Key", "cacheKey", "PartitionKey", "partition_key", "RowKey", "orderingKey"],
    ...["shard_key", "concurrencyKey", "pageToken", "page_token", "nextPageToken", "prevPageToken", "NextToken"],
    ...["next_token", "pagination_token", "$skiptoken", "$skipToken", "skip_token", "$deltatoken"],
  ])("is nothing where the name says nothing of it: %s", (name) => {
    expect(fieldContext(name)).toBeUndefined();
  });
});
