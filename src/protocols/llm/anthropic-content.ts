/**
 * Content blocks of the Anthropic Messages API, wherever they stand: in messages, in system prompts, in the answer, in
 * `content_block_start`, and inside one another (a tool result holds blocks, a document holds blocks).
 *
 * `thinking` is inspected like any text. Its `signature` binds the text, and holds the model's full reasoning encrypted:
 * nobody but the provider can read it, so it is opaque in both directions and the connection decides. Where it passes and the
 * text was redacted, the provider refuses the block when it is sent back: visible, and nothing leaks.
 */
import type { Rule, Rules } from "./dialect.ts";

const discrete: Rule = { as: "discrete" };
const text: Rule = { as: "text" };
const encrypted: Rule = { as: "opaque", what: "encrypted" };
const image: Rule = { as: "base64", what: "image" };

const BLOCK_TYPES = ["text", "thinking", "tool_use", "tool_result", "image", "document", "redacted_thinking"];

/** Base64, or plain text: `type` says which. */
const sourceData: Rule = {
  as: "by",
  key: "type",
  is: {
    text,
    base64: {
      as: "by",
      key: "media_type",
      is: { "image/png": image, "image/jpeg": image, "image/gif": image, "image/webp": image },
      else: { as: "base64", what: "file" },
    },
  },
  else: { as: "base64", what: "file" },
};

/** One block at `at`; its text belongs to one lane with the other texts in `owner`. */
export function blockRules(at: string, owner: string, depth = 2): Rules {
  const rules: Record<string, Rule> = {
    [`${at}.type`]: { as: "discrete", known: BLOCK_TYPES },
    [`${at}.text`]: { as: "text", lane: "text", per: owner, context: "" },
    [`${at}.thinking`]: { as: "text", context: "" },
    [`${at}.signature`]: { as: "opaque", what: "signature" },
    [`${at}.data`]: encrypted,
    [`${at}.encrypted_content`]: encrypted,
    [`${at}.encrypted_stdout`]: encrypted,
    [`${at}.citations[].type`]: discrete,
    [`${at}.citations[].encrypted_index`]: encrypted,
    [`${at}.id`]: discrete,
    [`${at}.tool_use_id`]: discrete,
    [`${at}.name`]: discrete,
    [`${at}.file_id`]: discrete,
    [`${at}.caller.type`]: discrete,
    [`${at}.caller.tool_id`]: discrete,
    [`${at}.cache_control.type`]: discrete,
    [`${at}.cache_control.ttl`]: discrete,
    [`${at}.source.type`]: discrete,
    [`${at}.source.media_type`]: discrete,
    [`${at}.source.file_id`]: discrete,
    [`${at}.source.data`]: sourceData,
    [`${at}.source.url`]: { as: "url", what: "file" },
    // Tool results are often JSON again.
    [`${at}.content`]: { as: "json" },
  };
  if (depth > 0) {
    Object.assign(
      rules,
      blockRules(`${at}.content[]`, `${at}.content`, depth - 1),
      blockRules(`${at}.content`, `${at}.content`, depth - 1),
      blockRules(`${at}.source.content[]`, `${at}.source.content`, depth - 1),
    );
  }
  return rules;
}
