/**
 * Street addresses in their written forms. docs/detectors/addresses.md says which.
 *
 * Text is held while it may be the beginning of one. So a pattern begins with a house number, a word that names a kind
 * of street, or behind a lead; where it has to begin with any capitalised word, what follows must decide soon.
 */
import type { Detector } from "../detector.ts";
import { eastAsianAddresses } from "./addresses/east-asian.ts";
import { englishAddresses } from "./addresses/english.ts";
import { europeanAddresses } from "./addresses/european.ts";
import { generalAddresses } from "./addresses/general.ts";
import { postalAddresses } from "./addresses/postal.ts";

export const addressDetectors: readonly Detector[] = [
  ...englishAddresses,
  ...europeanAddresses,
  ...generalAddresses,
  ...postalAddresses,
  ...eastAsianAddresses,
];
