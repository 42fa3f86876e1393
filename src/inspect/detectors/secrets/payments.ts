/** Payment providers. */
import type { Detector } from "../../detector.ts";
import { sample } from "../sample.ts";
import { prefixedKey } from "./forms.ts";
import { mixed, unlike } from "./invented.ts";

export const paymentKeyDetectors: readonly Detector[] = [
  prefixedKey({
    id: "stripe-key",
    entity: "STRIPE_KEY",
    tags: ["financial"],
    pattern: "(?:[sr]k_(?:live|test|prod)_|whsec_)[A-Za-z0-9]{16}",
    notBefore: "[A-Za-z0-9]",
    tail: "[A-Za-z0-9]",
    commit: 14,
    source: "Stripe documentation, API keys",
    values: [sample("sk_", "live_", mixed(16)), sample("rk_", "test_", mixed(16, 3)), sample("whsec_", mixed(16, 7))],
    not: unlike(
      sample("sk_", "live_"),
      24,
      "openai-api-key",
      sample("pk_", "live_", mixed(24), " is public"),
      "task_test_configurationvalues",
      "sk_live_short",
    ),
  }),
];
