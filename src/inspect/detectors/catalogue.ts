/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { assignmentDetectors } from "./assignments.ts";
import { contactDetectors } from "./contact.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { providerKeyDetectors } from "./provider-keys.ts";
import { dataApiDetectors } from "./secrets/data-apis.ts";
import { databaseDetectors } from "./secrets/databases.ts";
import { observabilityDetectors } from "./secrets/observability.ts";
import { securityDetectors } from "./secrets/security.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...providerKeyDetectors,
  ...observabilityDetectors,
  ...securityDetectors,
  ...databaseDetectors,
  ...dataApiDetectors,
  ...tokenDetectors,
  ...assignmentDetectors,
  ...paymentDetectors,
  ...identityDocumentDetectors,
  ...contactDetectors,
  ...networkDetectors,
  ...addressDetectors,
];
