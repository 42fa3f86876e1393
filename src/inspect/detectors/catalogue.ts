/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. Exports data only (bundle.mjs). */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { secretAroundDetectors } from "./assignments/around.ts";
import { passwordDetectors } from "./assignments/passwords.ts";
import { secretAssignmentDetectors } from "./assignments/secrets.ts";
import { birthDetectors } from "./birth-dates.ts";
import { companyDetectors } from "./company.ts";
import { contactDetectors } from "./contact.ts";
import { coordinateDetectors } from "./coordinates.ts";
import { cryptoWalletDetectors } from "./crypto-wallets.ts";
import { deviceDetectors } from "./devices.ts";
import { encodedDetectors } from "./encoded.ts";
import { financialDetectors } from "./financial.ts";
import { handleDetectors } from "./handles.ts";
import { healthDetectors } from "./health.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { africaDetectors } from "./ids-africa.ts";
import { alpineDetectors } from "./ids-alpine.ts";
import { balkanDetectors } from "./ids-balkans.ts";
import { balticDetectors } from "./ids-baltic.ts";
import { beneluxDetectors } from "./ids-benelux.ts";
import { brazilDetectors } from "./ids-brazil.ts";
import { britishIslesDetectors } from "./ids-british-isles.ts";
import { canadaDetectors } from "./ids-canada.ts";
import { centralEuropeanDetectors } from "./ids-central-europe.ts";
import { chinaDetectors } from "./ids-china.ts";
import { easternEuropeanDetectors } from "./ids-eastern-europe.ts";
import { europeanUnionDetectors } from "./ids-european-union.ts";
import { frenchDetectors } from "./ids-france.ts";
import { germanDetectors } from "./ids-germany.ts";
import { germanDocumentDetectors } from "./ids-germany-documents.ts";
import { germanRegisterDetectors } from "./ids-germany-registers.ts";
import { iberianDetectors } from "./ids-iberia.ts";
import { indiaDetectors } from "./ids-india.ts";
import { italianDetectors } from "./ids-italy.ts";
import { japanKoreaDetectors } from "./ids-japan-korea.ts";
import { labelledIdDetectors } from "./ids-labelled.ts";
import { mexicoDetectors } from "./ids-mexico-central-america.ts";
import { middleEastDetectors } from "./ids-middle-east.ts";
import { nordicDetectors } from "./ids-nordic.ts";
import { oceaniaDetectors } from "./ids-oceania.ts";
import { southAmericaDetectors } from "./ids-south-america.ts";
import { southAsiaDetectors } from "./ids-south-asia.ts";
import { southEastAsiaDetectors } from "./ids-south-east-asia.ts";
import { unitedStatesDetectors } from "./ids-united-states.ts";
import { vatDetectors } from "./ids-vat.ts";
import { messageDetectors } from "./messages.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { recordDetectors } from "./records.ts";
import { rowDetectors } from "./rows.ts";
import { aiDetectors } from "./secrets/ai.ts";
import { namedAiDetectors } from "./secrets/ai-named.ts";
import { aiServiceDetectors } from "./secrets/ai-services.ts";
import { awsDetectors } from "./secrets/aws.ts";
import { azureDetectors } from "./secrets/azure.ts";
import { chatDetectors } from "./secrets/chat.ts";
import { ciDetectors } from "./secrets/ci.ts";
import { cloudNameDetectors } from "./secrets/cloud-names.ts";
import { codeCheckDetectors } from "./secrets/code-checks.ts";
import { commandLineDetectors } from "./secrets/command-lines.ts";
import { commerceDetectors } from "./secrets/commerce.ts";
import { connectionDetectors } from "./secrets/connections.ts";
import { contentDetectors } from "./secrets/content.ts";
import { customerServiceDetectors } from "./secrets/customers.ts";
import { dataApiDetectors } from "./secrets/data-apis.ts";
import { databaseDetectors } from "./secrets/databases.ts";
import { developerServiceDetectors } from "./secrets/developer-services.ts";
import { googleDetectors } from "./secrets/google.ts";
import { hostingDetectors } from "./secrets/hosting.ts";
import { namedHostingDetectors } from "./secrets/hosting-named.ts";
import { infrastructureDetectors } from "./secrets/infrastructure.ts";
import { loggingDetectors } from "./secrets/logging.ts";
import { mailDetectors } from "./secrets/mail.ts";
import { marketDetectors } from "./secrets/markets.ts";
import { messagingDetectors } from "./secrets/messaging.ts";
import { observabilityDetectors } from "./secrets/observability.ts";
import { packageRegistryDetectors } from "./secrets/package-registries.ts";
import { passwordHashDetectors } from "./secrets/password-hashes.ts";
import { paymentKeyDetectors } from "./secrets/payments.ts";
import { privateKeyDetectors } from "./secrets/private-keys.ts";
import { productAnalyticsDetectors } from "./secrets/product-analytics.ts";
import { productivityDetectors } from "./secrets/productivity.ts";
import { secretStoreDetectors } from "./secrets/secret-stores.ts";
import { securityDetectors } from "./secrets/security.ts";
import { serviceMarkDetectors } from "./secrets/service-marks.ts";
import { sessionCookieDetectors } from "./secrets/session-cookies.ts";
import { signedUrlDetectors } from "./secrets/signed-urls.ts";
import { smallServiceDetectors } from "./secrets/small-services.ts";
import { socialDetectors } from "./secrets/social.ts";
import { sourceControlDetectors } from "./secrets/source-control.ts";
import { stripeDetectors } from "./secrets/stripe.ts";
import { webhookDetectors } from "./secrets/webhooks.ts";
import { socialSecurityDetectors } from "./social-security.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...namedAiDetectors,
  ...aiServiceDetectors,
  ...aiDetectors,
  ...awsDetectors,
  ...azureDetectors,
  ...chatDetectors,
  ...ciDetectors,
  ...cloudNameDetectors,
  ...codeCheckDetectors,
  ...commandLineDetectors,
  ...commerceDetectors,
  ...connectionDetectors,
  ...contentDetectors,
  ...customerServiceDetectors,
  ...dataApiDetectors,
  ...databaseDetectors,
  ...googleDetectors,
  ...namedHostingDetectors,
  ...hostingDetectors,
  ...infrastructureDetectors,
  ...loggingDetectors,
  ...mailDetectors,
  ...marketDetectors,
  ...messagingDetectors,
  ...observabilityDetectors,
  ...packageRegistryDetectors,
  ...passwordHashDetectors,
  ...paymentKeyDetectors,
  ...privateKeyDetectors,
  ...productAnalyticsDetectors,
  ...productivityDetectors,
  ...secretStoreDetectors,
  ...securityDetectors,
  ...sessionCookieDetectors,
  ...signedUrlDetectors,
  ...developerServiceDetectors,
  ...serviceMarkDetectors,
  ...smallServiceDetectors,
  ...socialDetectors,
  ...sourceControlDetectors,
  ...stripeDetectors,
  ...webhookDetectors,
  ...tokenDetectors,
  ...passwordDetectors,
  ...secretAssignmentDetectors,
  ...secretAroundDetectors,
  ...paymentDetectors,
  ...networkDetectors,
  ...socialSecurityDetectors,
  ...birthDetectors,
  ...identityDocumentDetectors,
  ...contactDetectors,
  ...addressDetectors,
  ...coordinateDetectors,
  ...cryptoWalletDetectors,
  ...deviceDetectors,
  ...financialDetectors,
  ...healthDetectors,
  ...africaDetectors,
  ...alpineDetectors,
  ...balkanDetectors,
  ...balticDetectors,
  ...beneluxDetectors,
  ...brazilDetectors,
  ...britishIslesDetectors,
  ...canadaDetectors,
  ...centralEuropeanDetectors,
  ...chinaDetectors,
  ...easternEuropeanDetectors,
  ...europeanUnionDetectors,
  ...frenchDetectors,
  ...germanDetectors,
  ...germanDocumentDetectors,
  ...germanRegisterDetectors,
  ...iberianDetectors,
  ...indiaDetectors,
  ...italianDetectors,
  ...japanKoreaDetectors,
  ...labelledIdDetectors,
  ...mexicoDetectors,
  ...middleEastDetectors,
  ...nordicDetectors,
  ...oceaniaDetectors,
  ...southAmericaDetectors,
  ...southAsiaDetectors,
  ...southEastAsiaDetectors,
  ...unitedStatesDetectors,
  ...vatDetectors,
  ...recordDetectors,
  ...rowDetectors,
  ...messageDetectors,
  ...handleDetectors,
  ...companyDetectors,
  ...encodedDetectors,
];

/** Digest of each (scanning/rules-digest.ts), where the program has been put together (bundle.mjs); else nothing. */
export const builtDigests: readonly string[] = [];
