/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { assignmentDetectors } from "./assignments.ts";
import { contactDetectors } from "./contact.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { alpineDetectors } from "./ids-alpine.ts";
import { balkanDetectors } from "./ids-balkans.ts";
import { balticDetectors } from "./ids-baltic.ts";
import { beneluxDetectors } from "./ids-benelux.ts";
import { britishIslesDetectors } from "./ids-british-isles.ts";
import { centralEuropeanDetectors } from "./ids-central-europe.ts";
import { easternEuropeanDetectors } from "./ids-eastern-europe.ts";
import { europeanUnionDetectors } from "./ids-european-union.ts";
import { frenchDetectors } from "./ids-france.ts";
import { germanDetectors } from "./ids-germany.ts";
import { iberianDetectors } from "./ids-iberia.ts";
import { italianDetectors } from "./ids-italy.ts";
import { nordicDetectors } from "./ids-nordic.ts";
import { vatDetectors } from "./ids-vat.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { providerKeyDetectors } from "./provider-keys.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...providerKeyDetectors,
  ...tokenDetectors,
  ...assignmentDetectors,
  ...paymentDetectors,
  ...identityDocumentDetectors,
  ...alpineDetectors,
  ...balkanDetectors,
  ...balticDetectors,
  ...beneluxDetectors,
  ...britishIslesDetectors,
  ...centralEuropeanDetectors,
  ...easternEuropeanDetectors,
  ...europeanUnionDetectors,
  ...frenchDetectors,
  ...germanDetectors,
  ...iberianDetectors,
  ...italianDetectors,
  ...nordicDetectors,
  ...vatDetectors,
  ...contactDetectors,
  ...networkDetectors,
  ...addressDetectors,
];
