/** What a family file says of a detector itself; what its form has in common with others, the form adds (national-id.ts, secrets/forms.ts ...). */
import type { Detector } from "../detector.ts";

export type Shape = Pick<Detector, "id" | "entity" | "pattern" | "source"> &
  Partial<Pick<Detector, "label" | "caseless" | "notBefore" | "notAfter" | "confidence">>;
