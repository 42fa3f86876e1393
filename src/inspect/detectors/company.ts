/**
 * Company matter: what says that a text is not for everybody, and text that is a company's own by its kind. These
 * detectors classify. A marking is found wherever it stands and hides nothing by default; schemas, source code and
 * copyright notices are looked for where a rule or mask line asks for them (docs/detectors/company.md).
 */
import type { Detector } from "../detector.ts";
import { markingDetectors } from "./markings.ts";
import { schemaDetectors } from "./schemas.ts";
import { sourceCodeDetectors } from "./source-code.ts";

export const companyDetectors: readonly Detector[] = [...markingDetectors, ...schemaDetectors, ...sourceCodeDetectors];
