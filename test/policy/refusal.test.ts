import { expect, test } from "vitest";
import { refusal } from "../../src/policy/refusal.ts";

const decision = { kind: "block", detector: 0, entity: "AWS_ACCESS_KEY", rule: "no-keys", say: null } as const;

test.each([
  [
    "request",
    null,
    "Rule no-keys blocks this request: it contains AWS_ACCESS_KEY.",
    "Remove the value and send the request again.",
    "client",
  ],
  [
    "response",
    null,
    "Rule no-keys blocks this answer: it contains AWS_ACCESS_KEY.",
    "Ask for an answer without it, or ask whoever runs the gateway about this rule.",
    "upstream",
  ],
  [
    "request",
    "Use the vault.",
    "Rule no-keys blocks this request: it contains AWS_ACCESS_KEY.",
    "Use the vault.",
    "client",
  ],
] as const)("a blocked %s (say: %s)", (direction, say, message, advice, source) => {
  expect(refusal({ ...decision, say }, direction)).toEqual({
    code: "blocked",
    stage: "decide",
    source,
    status: 403,
    message,
    advice,
  });
});
