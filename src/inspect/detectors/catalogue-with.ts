import type { Detector } from "../detector.ts";
import { catalogue } from "./catalogue.ts";
import { type PersonChoice, personDetectors } from "./persons.ts";

/** With the names of persons that are asked for; without, exactly the catalogue. */
export const catalogueWith = (person: PersonChoice): readonly Detector[] =>
  person === "none" ? catalogue : [...catalogue, ...personDetectors[person]];
