/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { assignmentDetectors } from "./assignments.ts";
import { contactDetectors } from "./contact.ts";
import { coordinateDetectors } from "./coordinates.ts";
import { cryptoWalletDetectors } from "./crypto-wallets.ts";
import { deviceDetectors } from "./devices.ts";
import { financialDetectors } from "./financial.ts";
import { healthDetectors } from "./health.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { africaDetectors } from "./ids-africa.ts";
import { brazilDetectors } from "./ids-brazil.ts";
import { canadaDetectors } from "./ids-canada.ts";
import { chinaDetectors } from "./ids-china.ts";
import { indiaDetectors } from "./ids-india.ts";
import { japanKoreaDetectors } from "./ids-japan-korea.ts";
import { labelledIdDetectors } from "./ids-labelled.ts";
import { mexicoDetectors } from "./ids-mexico-central-america.ts";
import { middleEastDetectors } from "./ids-middle-east.ts";
import { oceaniaDetectors } from "./ids-oceania.ts";
import { southAmericaDetectors } from "./ids-south-america.ts";
import { southAsiaDetectors } from "./ids-south-asia.ts";
import { southEastAsiaDetectors } from "./ids-south-east-asia.ts";
import { unitedStatesDetectors } from "./ids-united-states.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { providerKeyDetectors } from "./provider-keys.ts";
import { recordDetectors } from "./records.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...providerKeyDetectors,
  ...tokenDetectors,
  ...assignmentDetectors,
  ...paymentDetectors,
  ...financialDetectors,
  ...cryptoWalletDetectors,
  ...identityDocumentDetectors,
  ...unitedStatesDetectors,
  ...canadaDetectors,
  ...mexicoDetectors,
  ...brazilDetectors,
  ...southAmericaDetectors,
  ...oceaniaDetectors,
  ...indiaDetectors,
  ...southAsiaDetectors,
  ...chinaDetectors,
  ...japanKoreaDetectors,
  ...southEastAsiaDetectors,
  ...middleEastDetectors,
  ...africaDetectors,
  ...labelledIdDetectors,
  ...healthDetectors,
  ...recordDetectors,
  ...deviceDetectors,
  ...coordinateDetectors,
  ...contactDetectors,
  ...networkDetectors,
  ...addressDetectors,
];
