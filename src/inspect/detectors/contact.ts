/**
 * How to reach a person: e-mail addresses and telephone numbers.
 *
 * E-mail has no `notBefore`: every start counts, so the last 64 bytes of an over-long local part are covered too.
 * Bytes 80-BF and C3-D4 are the letters of Latin, Greek and Cyrillic scripts in UTF-8; leaving out the lead bytes of
 * East Asian scripts keeps a sentence that runs into an address out of the span (and out of the hold).
 */
import type { Detector } from "../detector.ts";

const extension = String.raw`(?: ?(?:x|ext\.?|extension) ?\d{1,5})?`;

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
  {
    id: "phone-international",
    entity: "PHONE_NUMBER",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: String.raw`\+[1-9](?:[ ().\-/]{0,3}\d){6,15}${extension}`,
    caseless: true,
    notBefore: "[0-9A-Za-z+]",
    notAfter: String.raw`\d`,
    validate: [{ name: "digits", min: 8 }],
    confidence: 0.8,
    source: "ITU-T E.164, E.123",
    examples: [
      { text: "Ring +49 (0) 30 / 901820.", find: ["+49 (0) 30 / 901820"] },
      { text: "tel:+14155550132", find: ["+14155550132"] },
      { text: "Office: +1 415-555-0132 ext. 204, ask for Ann", find: ["+1 415-555-0132 ext. 204"] },
    ],
    counterExamples: [
      { text: "at 2024-06-01T10:00:00+1000 sharp" },
      { text: "x+12345678 and 1+12345678" },
      { text: "grew by +12.5 % in 2024" },
      { text: "alice+4930901820@example.com", neighbour: "email" },
    ],
  },
  {
    id: "phone-us",
    entity: "PHONE_NUMBER",
    label: "confidential",
    tags: ["pii", "contact", "us"],
    pattern: String.raw`(?:(?:001|1)[ .-]?)?(?:\([2-9]\d{2}\) ?-?\d{3}[ .-]\d{4}|[2-9]\d{2}-\d{3}-\d{4}|[2-9]\d{2}\.\d{3}\.\d{4}|[2-9]\d{2} [2-9]\d{2}[ -]\d{4})${extension}`,
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\d|[.-]\d`,
    confidence: 0.7,
    source: "North American Numbering Plan, ATIS-0300051",
    examples: [
      { text: "Call (415) 555-0132 today", find: ["(415) 555-0132"] },
      { text: "415-555-0132 or 415.555.0199x12", find: ["415-555-0132", "415.555.0199x12"] },
      { text: "toll free 1-800-555-0199.", find: ["1-800-555-0199"] },
      { text: "415 555 0132", find: ["415 555 0132"] },
    ],
    counterExamples: [
      { text: "part 115-555-0132-A" },
      { text: "version 415.555.0132.7" },
      { text: "ids 1415-555-01320" },
      { text: "SSN 219-09-9999", neighbour: "us-ssn" },
    ],
  },
  {
    id: "phone-labelled",
    entity: "PHONE_NUMBER",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: String.raw`\(?\d(?:[ ().\-/]{0,3}\d){6,14}${extension}`,
    caseless: true,
    notBefore: String.raw`[\w+.]`,
    notAfter: String.raw`\d|[.-]\d`,
    context: {
      words: [
        "phone",
        "phones",
        "phone_number",
        "phonenumber",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "cellphone",
        "fax",
        "call",
        "text me",
        "dial",
        "whatsapp",
        "sms",
        "contact number",
        "reach me",
        "telefon",
        "telefonnummer",
        "handy",
        "mobil",
        "rufnummer",
      ],
      before: 32,
    },
    validate: [{ name: "digits", min: 7 }],
    confidence: 0.6,
    source: "ITU-T E.123, DIN 5008",
    examples: [
      { text: "My phone is 030 901820", find: ["030 901820"] },
      { text: "Tel. 0171/2345678 (Handy)", find: ["0171/2345678"] },
      { text: "mobile: 07700 900123", find: ["07700 900123"] },
      { text: "phone_number: 4155550132", find: ["4155550132"] },
    ],
    counterExamples: [
      { text: "order 030 901820 was shipped" },
      { text: "the hotel has 1200000 guests" },
      { text: "phone 12 34 56" },
      { text: "phone +4930901820", neighbour: "phone-international" },
    ],
  },
];
