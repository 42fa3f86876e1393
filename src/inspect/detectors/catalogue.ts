/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { assignmentDetectors } from "./assignments.ts";
import { contactDetectors } from "./contact.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { providerKeyDetectors } from "./provider-keys.ts";
import { cloudNameDetectors } from "./secrets/cloud-names.ts";
import { commandLineDetectors } from "./secrets/command-lines.ts";
import { connectionDetectors } from "./secrets/connections.ts";
import { dataApiDetectors } from "./secrets/data-apis.ts";
import { databaseDetectors } from "./secrets/databases.ts";
import { loggingDetectors } from "./secrets/logging.ts";
import { observabilityDetectors } from "./secrets/observability.ts";
import { passwordHashDetectors } from "./secrets/password-hashes.ts";
import { privateKeyDetectors } from "./secrets/private-keys.ts";
import { productAnalyticsDetectors } from "./secrets/product-analytics.ts";
import { securityDetectors } from "./secrets/security.ts";
import { sessionCookieDetectors } from "./secrets/session-cookies.ts";
import { signedUrlDetectors } from "./secrets/signed-urls.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...providerKeyDetectors,
  ...observabilityDetectors,
  ...loggingDetectors,
  ...productAnalyticsDetectors,
  ...securityDetectors,
  ...databaseDetectors,
  ...dataApiDetectors,
  ...tokenDetectors,
  ...privateKeyDetectors,
  ...passwordHashDetectors,
  ...sessionCookieDetectors,
  ...signedUrlDetectors,
  ...assignmentDetectors,
  ...commandLineDetectors,
  ...connectionDetectors,
  ...cloudNameDetectors,
  ...paymentDetectors,
  ...identityDocumentDetectors,
  ...contactDetectors,
  ...networkDetectors,
  ...addressDetectors,
];
