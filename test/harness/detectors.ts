/** A handful of small detectors for the tests of lanes, codecs and dialects: every class of behaviour, none of the catalogue. */
import type { Detector } from "../../src/inspect/detector.ts";
import { synthetic } from "../oracle/synthetic.ts";

export const testDetectors: readonly Detector[] = [
  synthetic("card", {
    pattern: String.raw`\d(?:[ -]?\d){12,18}`,
    notBefore: "[0-9]",
    notAfter: "[0-9]",
    commit: { digits: 10 },
    validate: [{ name: "luhn" }],
  }),
  synthetic("ssn", {
    pattern: String.raw`\d{3}-\d{2}-\d{4}`,
    notBefore: "[0-9-]",
    notAfter: "[0-9-]",
    commit: { digits: 5 },
    validate: [{ name: "us-ssn" }],
  }),
  synthetic("email", {
    pattern: String.raw`[A-Za-z0-9._]{1,20}@[A-Za-z0-9]{1,16}\.[a-z]{2,6}`,
    notBefore: "[A-Za-z0-9._]",
    notAfter: "[A-Za-z0-9]",
  }),
  /** A value that only its lead gives away. */
  synthetic("secret", {
    pattern: "[A-Za-z0-9_!-]{6,24}",
    caseless: true,
    lead: 'password"? ?[:=] ?"?',
    notAfter: "[A-Za-z0-9_!-]",
  }),
  /** Head and tail. */
  synthetic("token", { pattern: "tok_[A-Za-z0-9]{8}", tail: "[A-Za-z0-9]", commit: { bytes: 6 } }),
  /** A number that only context words give away. */
  synthetic("licence", {
    pattern: String.raw`\d{7}`,
    notBefore: "[0-9]",
    notAfter: "[0-9]",
    context: { words: ["licence"], before: 24 },
  }),
];

/** Well-known example values, one or more for each detector above. */
export const samples = {
  card: "4111111111111111",
  cardSpaced: "4111 1111 1111 1111",
  ssn: "078-05-1120",
  email: "alice@example.com",
  secret: "password: hunter2hunter",
  token: "tok_abcd1234efgh5678",
  licence: "licence 4455667",
} as const;
