/** US social security numbers: as they are written, and in any form beside a word that says so. */
import type { Detector } from "../detector.ts";

export const socialSecurityDetectors: readonly Detector[] = [
  {
    id: "us-ssn",
    entity: "US_SSN",
    label: "regulated",
    tags: ["pii", "government-id", "us"],
    pattern: String.raw`\d{3}(?:-\d{2}-|\.\d{2}\.| \d{2} )\d{4}`,
    notBefore: "[0-9]",
    notAfter: String.raw`\d|[.-]\d`,
    commit: { digits: 7 },
    validate: [{ name: "us-ssn" }],
    confidence: 0.85,
    source: "20 CFR 422.103, SSA randomization of 2011",
    examples: [
      { text: "my SSN is 078-05-1120, repeat it", find: ["078-05-1120"] },
      { text: "219 09 9999", find: ["219 09 9999"] },
      { text: "cut off: 078-05-11", find: ["078-05-11"] },
    ],
    counterExamples: [
      { text: "666-12-3456 and 900-12-3456 and 000-12-3456" },
      { text: "1078-05-1120 and 078-05-11201" },
      { text: "2024-05-11 is a date" },
      { text: "driver 114.17.6876.43" },
      { text: "415-555-0132", neighbour: "phone-us" },
    ],
  },
  {
    id: "us-ssn-labelled",
    entity: "US_SSN",
    label: "regulated",
    tags: ["pii", "government-id", "us"],
    pattern: String.raw`\d{9}`,
    notBefore: "[0-9A-Za-z.]",
    notAfter: String.raw`[0-9A-Za-z]|\.\d`,
    context: {
      words: [
        "ssn",
        "ssns",
        "ssn#",
        "social",
        "social security",
        "social_security",
        "socialsecurity",
        "social security number",
        "social_security_number",
        "socialsecuritynumber",
      ],
      before: 40,
    },
    validate: [{ name: "us-ssn" }],
    confidence: 0.8,
    source: "20 CFR 422.103",
    examples: [
      { text: "SSN: 078051120", find: ["078051120"] },
      { text: "social security number 219099999.", find: ["219099999"] },
      { text: '"ssn": "123456788"', find: ["123456788"] },
    ],
    counterExamples: [
      { text: "order 078051120 was shipped" },
      { text: "SSN: 666051120" },
      { text: "ssn 0780511201" },
      { text: "ssn 078-05-1120", neighbour: "us-ssn" },
    ],
  },
];
