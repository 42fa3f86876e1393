/**
 * What a client is told when a rule blocks: the rule, what was found (its kind, never the value) and what to do next. The
 * protocol adds the exchange id and dresses it in the provider's own error shape; the status is one that no SDK retries.
 */
import type { SluiceErrorFields } from "../errors.ts";
import type { Decision } from "./decide.ts";
import type { Direction } from "./profile.ts";

export function refusal(
  decision: Extract<Decision, { readonly kind: "block" }>,
  direction: Direction,
): SluiceErrorFields {
  const request = direction === "request";
  return {
    code: "blocked",
    stage: "decide",
    source: request ? "client" : "upstream",
    status: 403,
    message: `Rule ${decision.rule} blocks this ${request ? "request" : "answer"}: it contains ${decision.entity}.`,
    advice:
      decision.say ??
      (request
        ? "Remove the value and send the request again."
        : "Ask for an answer without it, or ask whoever runs the gateway about this rule."),
  };
}
