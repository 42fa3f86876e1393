/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { assignmentDetectors } from "./assignments.ts";
import { contactDetectors } from "./contact.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { providerKeyDetectors } from "./provider-keys.ts";
import { commerceDetectors } from "./secrets/commerce.ts";
import { contentDetectors } from "./secrets/content.ts";
import { customerServiceDetectors } from "./secrets/customers.ts";
import { mailDetectors } from "./secrets/mail.ts";
import { marketDetectors } from "./secrets/markets.ts";
import { messagingDetectors } from "./secrets/messaging.ts";
import { paymentKeyDetectors } from "./secrets/payments.ts";
import { productivityDetectors } from "./secrets/productivity.ts";
import { smallServiceDetectors } from "./secrets/small-services.ts";
import { socialDetectors } from "./secrets/social.ts";
import { webhookDetectors } from "./secrets/webhooks.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...providerKeyDetectors,
  ...tokenDetectors,
  ...commerceDetectors,
  ...contentDetectors,
  ...customerServiceDetectors,
  ...mailDetectors,
  ...marketDetectors,
  ...messagingDetectors,
  ...paymentKeyDetectors,
  ...productivityDetectors,
  ...smallServiceDetectors,
  ...socialDetectors,
  ...webhookDetectors,
  ...assignmentDetectors,
  ...paymentDetectors,
  ...identityDocumentDetectors,
  ...contactDetectors,
  ...networkDetectors,
  ...addressDetectors,
];
