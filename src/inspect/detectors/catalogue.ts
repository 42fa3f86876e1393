/** Every built-in detector, in the order that breaks ties. Its order is part of the compiled ruleset's identity. */
import type { Detector } from "../detector.ts";
import { addressDetectors } from "./addresses.ts";
import { assignmentDetectors } from "./assignments.ts";
import { contactDetectors } from "./contact.ts";
import { identityDocumentDetectors } from "./identity-documents.ts";
import { networkDetectors } from "./network.ts";
import { paymentDetectors } from "./payment.ts";
import { type PersonChoice, personDetectors } from "./persons.ts";
import { providerKeyDetectors } from "./provider-keys.ts";
import { tokenDetectors } from "./tokens.ts";

export const catalogue: readonly Detector[] = [
  ...providerKeyDetectors,
  ...tokenDetectors,
  ...assignmentDetectors,
  ...paymentDetectors,
  ...identityDocumentDetectors,
  ...contactDetectors,
  ...networkDetectors,
  ...addressDetectors,
];

/** With the names of persons that are asked for; without, exactly the catalogue. */
export const catalogueWith = (person: PersonChoice): readonly Detector[] =>
  person === "none" ? catalogue : [...catalogue, ...personDetectors[person]];
