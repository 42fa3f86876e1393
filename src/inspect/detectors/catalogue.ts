/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { assignmentDetectors } from "./assignments.ts";
import { contactDetectors } from "./contact.ts";
import { encodedDetectors } from "./encoded.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { aiDetectors } from "./secrets/ai.ts";
import { namedAiDetectors } from "./secrets/ai-named.ts";
import { awsDetectors } from "./secrets/aws.ts";
import { azureDetectors } from "./secrets/azure.ts";
import { chatDetectors } from "./secrets/chat.ts";
import { ciDetectors } from "./secrets/ci.ts";
import { commerceDetectors } from "./secrets/commerce.ts";
import { contentDetectors } from "./secrets/content.ts";
import { customerServiceDetectors } from "./secrets/customers.ts";
import { googleDetectors } from "./secrets/google.ts";
import { hostingDetectors } from "./secrets/hosting.ts";
import { namedHostingDetectors } from "./secrets/hosting-named.ts";
import { infrastructureDetectors } from "./secrets/infrastructure.ts";
import { mailDetectors } from "./secrets/mail.ts";
import { marketDetectors } from "./secrets/markets.ts";
import { messagingDetectors } from "./secrets/messaging.ts";
import { packageRegistryDetectors } from "./secrets/package-registries.ts";
import { paymentKeyDetectors } from "./secrets/payments.ts";
import { productivityDetectors } from "./secrets/productivity.ts";
import { smallServiceDetectors } from "./secrets/small-services.ts";
import { socialDetectors } from "./secrets/social.ts";
import { sourceControlDetectors } from "./secrets/source-control.ts";
import { stripeDetectors } from "./secrets/stripe.ts";
import { webhookDetectors } from "./secrets/webhooks.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...aiDetectors,
  ...namedAiDetectors,
  ...awsDetectors,
  ...azureDetectors,
  ...googleDetectors,
  ...hostingDetectors,
  ...namedHostingDetectors,
  ...sourceControlDetectors,
  ...ciDetectors,
  ...packageRegistryDetectors,
  ...infrastructureDetectors,
  ...chatDetectors,
  ...stripeDetectors,
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
  ...encodedDetectors,
];
