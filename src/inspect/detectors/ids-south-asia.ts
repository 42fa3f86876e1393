/** Pakistan, Bangladesh, Sri Lanka and Nepal. */
import type { Detector } from "../detector.ts";
import { varied } from "./checksums.ts";
import { identifier } from "./identifier.ts";
import { oneOf } from "./sample.ts";

/** Sri Lanka: day of the year, 500 more for women. */
const dayOfYear = String.raw`(?:[0-2]\d{2}|3[0-5]\d|36[0-6]|[5-7]\d{2}|8[0-5]\d|86[0-6])`;

export const southAsiaDetectors: readonly Detector[] = [
  identifier({
    id: "pk-cnic",
    entity: "PK_CNIC",
    tags: ["government-id", "pk"],
    pattern: String.raw`[1-7]\d{4}-\d{7}-\d`,
    // Five and five digits are a range.
    commit: { digits: 11 },
    confidence: 0.9,
    source: "NADRA: Computerized National Identity Card",
    finds: ["CNIC «35202-1234567-1»", "«42101-7654321-9»", "my NIC is «61101-2345678-3»."],
    not: ["95202-1234567-1", "135202-1234567-1", "bytes 35202-41977", ["CNIC 3520212345671", "pk-cnic-plain"]],
  }),
  identifier({
    id: "pk-cnic-plain",
    entity: "PK_CNIC",
    tags: ["government-id", "pk"],
    pattern: String.raw`[1-7]\d{4} ?\d{7} ?\d`,
    words: "cnic, nicop, nadra, nic, national identity card, شناختی کارڈ, شناختی",
    before: 64,
    validate: [varied],
    source: "NADRA: Computerized National Identity Card",
    alone: false,
    finds: ["CNIC: «3520212345671»", "NADRA nicop «42101 7654321 9»", '"cnic_no": "«6110123456783»"'],
    not: ["order 3520212345671", "CNIC 9520212345671", ["CNIC 35202-1234567-1", "pk-cnic"]],
  }),
  identifier({
    id: "bd-nid",
    entity: "BD_NID",
    tags: ["government-id", "bd"],
    pattern: oneOf(String.raw`\d{10}`, String.raw`\d{13}`, String.raw`(?:19|20)\d{15}`, String.raw`\d{3} \d{3} \d{4}`),
    words:
      "nid, nid card, national id, national id card, voter id, smart card, bangladesh, জাতীয় পরিচয়পত্র, পরিচয়পত্র, এনআইডি",
    before: 72,
    alone: false,
    validate: [varied],
    source: "Bangladesh Election Commission: National Identity Card",
    finds: ["NID «1234567890»", "জাতীয় পরিচয়পত্র: «1990123456789»", "nid: «19901234567890123»"],
    not: ["order 1234567890", "NID 12345678", ["NID, 35202-1234567-1", "pk-cnic"]],
  }),
  identifier({
    id: "bd-tin",
    entity: "BD_TIN",
    tags: ["government-id", "tax", "bd"],
    pattern: String.raw`\d{4}-?\d{4}-?\d{4}`,
    words: "e-tin, etin, tin certificate, nbr, tin no, bangladesh tin, টিন",
    alone: false,
    validate: [varied],
    source: "National Board of Revenue: 12-digit e-TIN",
    finds: ["e-TIN «123456789012»", "eTIN: «1234-5678-9012»", "TIN certificate «987654321098»"],
    not: ["order 123456789012", "eTIN 12345678901", ["eTIN, 35202-1234567-1", "pk-cnic"]],
  }),
  identifier({
    id: "lk-nic-old",
    entity: "LK_NIC",
    tags: ["government-id", "lk"],
    pattern: String.raw`\d{2}${dayOfYear}\d{4}V`,
    source: "Department for Registration of Persons: National Identity Card",
    finds: ["NIC «853456789V»", "«917654321V»", "her NIC is «905831234V»."],
    not: ["853996789V", "85345678V", ["nic 853456789x", "lk-nic"]],
  }),
  identifier({
    id: "lk-nic",
    entity: "LK_NIC",
    tags: ["government-id", "lk"],
    pattern: oneOf(String.raw`\d{2}${dayOfYear}\d{4}[VX]`, String.raw`(?:19|20)\d{2}${dayOfYear}\d{5}`),
    caseless: true,
    words: "nic, nic no, national identity card, national id, sri lanka, හැඳුනුම්පත, அடையாள அட்டை",
    before: 64,
    source: "Department for Registration of Persons: National Identity Card",
    finds: ["NIC: «853456789x»", "«198534506789»", "nic no «200012304567»"],
    not: ["ISBN 853456789x", "NIC 198539906789", ["the 853456789V", "lk-nic-old"]],
  }),
  identifier({
    id: "np-citizenship",
    entity: "NP_CITIZENSHIP",
    tags: ["government-id", "np"],
    pattern: oneOf(String.raw`\d{2}[-/]\d{2}[-/]\d{2}[-/]\d{4,6}`, String.raw`\d{11}`),
    words: "citizenship, citizenship no, citizenship number, citizenship certificate, nagarikta, नागरिकता, ना.प्र.नं",
    before: 64,
    alone: false,
    validate: [varied],
    source: "Nepal Citizenship Act 2006: certificate number",
    finds: ["citizenship no. «27-01-70-12345»", "नागरिकता: «45-02-73-06789»", "citizenship number «27017012345»"],
    not: ["on 27-01-70-12345", "citizenship 1234", ["citizenship 35202-1234567-1", "pk-cnic"]],
  }),
];
