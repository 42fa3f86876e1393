/**
 * How to reach a person: e-mail addresses; telephone numbers are in phones.ts.
 *
 * E-mail has no `notBefore`: every start counts, so the last 64 bytes of an over-long local part are covered too.
 * Bytes 80-BF and C3-D4 are the letters of Latin, Greek and Cyrillic scripts in UTF-8; leaving out the lead bytes of
 * East Asian scripts keeps a sentence that runs into an address out of the span (and out of the hold).
 */
import type { Detector } from "../detector.ts";
import { phoneDetectors } from "./phones.ts";

export const contactDetectors: readonly Detector[] = [
  {
    id: "email",
    entity: "EMAIL_ADDRESS",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: String.raw`[\w%+\x80-\xbf\xc3-\xd4][\w.%+'\x80-\xbf\xc3-\xd4-]{0,63}@(?:[A-Za-z0-9\x80-\xbf\xc3-\xd4][A-Za-z0-9\x80-\xbf\xc3-\xd4-]{0,62}\.){1,5}[A-Za-z]{2,24}`,
    notAfter: "[A-Za-z]",
    validate: [{ name: "tld" }],
    confidence: 0.95,
    source: "RFC 5321 section 4.1.2, RFC 5322 section 3.4.1",
    examples: [
      { text: "Write to alice@example.com, please.", find: ["alice@example.com"] },
      { text: "From: Bob <bob.o'neil+news@mail.example.co.uk>", find: ["bob.o'neil+news@mail.example.co.uk"] },
      {
        text: "jörg@müller-beispiel.de und anna_b@example.org",
        find: ["jörg@müller-beispiel.de", "anna_b@example.org"],
      },
      { text: "联系alice@example.com谢谢", find: ["alice@example.com"] },
    ],
    counterExamples: [
      { text: "the logo@2x.png file" },
      { text: "@alice said hello @ noon" },
      { text: "npm i lodash@4.17.21" },
      { text: "call +49 30 901820 instead", neighbour: "phone-international" },
    ],
  },
  ...phoneDetectors,
];
