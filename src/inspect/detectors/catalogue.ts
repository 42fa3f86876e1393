/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { assignmentDetectors } from "./assignments.ts";
import { contactDetectors } from "./contact.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { aiDetectors } from "./secrets/ai.ts";
import { namedAiDetectors } from "./secrets/ai-named.ts";
import { aiServiceDetectors } from "./secrets/ai-services.ts";
import { awsDetectors } from "./secrets/aws.ts";
import { azureDetectors } from "./secrets/azure.ts";
import { ciDetectors } from "./secrets/ci.ts";
import { codeCheckDetectors } from "./secrets/code-checks.ts";
import { googleDetectors } from "./secrets/google.ts";
import { hostingDetectors } from "./secrets/hosting.ts";
import { namedHostingDetectors } from "./secrets/hosting-named.ts";
import { infrastructureDetectors } from "./secrets/infrastructure.ts";
import { messagingDetectors } from "./secrets/messaging.ts";
import { packageRegistryDetectors } from "./secrets/package-registries.ts";
import { paymentKeyDetectors } from "./secrets/payments.ts";
import { secretStoreDetectors } from "./secrets/secret-stores.ts";
import { sourceControlDetectors } from "./secrets/source-control.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...aiDetectors,
  ...aiServiceDetectors,
  ...namedAiDetectors,
  ...awsDetectors,
  ...azureDetectors,
  ...googleDetectors,
  ...hostingDetectors,
  ...namedHostingDetectors,
  ...sourceControlDetectors,
  ...ciDetectors,
  ...codeCheckDetectors,
  ...packageRegistryDetectors,
  ...infrastructureDetectors,
  ...secretStoreDetectors,
  ...messagingDetectors,
  ...paymentKeyDetectors,
  ...tokenDetectors,
  ...assignmentDetectors,
  ...paymentDetectors,
  ...identityDocumentDetectors,
  ...contactDetectors,
  ...networkDetectors,
  ...addressDetectors,
];
