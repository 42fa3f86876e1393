/** What all telephone numbers have in common. */
import type { Detector } from "../detector.ts";

export const phone = {
  entity: "PHONE_NUMBER",
  label: "confidential",
  tags: ["pii", "contact"],
} as const satisfies Partial<Detector>;

/** Behind a number. */
export const extension = String.raw`(?:;ext=\d{1,7}| ?,? ?(?:x|ext[.:]?|extn\.?|extension|durchwahl|dw\.?|poste|int\.|доб\.?|ramal|wew\.|anexo|toestel|anknytning|lok\.|#) ?\d{1,7})?`;
