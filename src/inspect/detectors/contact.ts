/**
 * How to reach a person: e-mail addresses and telephone numbers.
 *
 * E-mail has no `notBefore`: every start counts, so the last 64 bytes of an over-long local part are covered too.
 * Bytes 80-BF and C3-D4 are the letters of Latin, Greek and Cyrillic scripts in UTF-8; leaving out the lead bytes of
 * East Asian scripts keeps a sentence that runs into an address out of the span (and out of the hold).
 */
import type { Detector } from "../detector.ts";
import { oneOf } from "./sample.ts";

const extension = String.raw`(?: ?(?:x|ext\.?|extension) ?\d{1,5})?`;

/** A word that makes a plain run of digits a telephone number. */
const phoneWords = [
  ...["phone", "phones", "phone_number", "phonenumber", "phoneno", "telephone", "tel", "telno", "mobile", "cell"],
  ...["cellphone", "fax", "call", "call me", "calling", "text me", "dial", "ring", "whatsapp", "sms", "hotline"],
  ...["contact number", "my number", "her number", "his number", "their number", "your number", "reach", "answering"],
  ...["telefon", "telefonnummer", "handy", "handynummer", "mobil", "rufnummer", "durchwahl", "tlf"],
];

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
    // Area codes from 0 and 1 do not exist, but everybody's example is 123-456-7890.
    pattern: String.raw`(?:(?:001|1)[ .-]?)?(?:\(\d{3}\) ?-?\d{3}[ .-]\d{4}|\d{3}-\d{3}-\d{4}|\d{3}\.\d{3}\.\d{4}|[2-9]\d{2} [2-9]\d{2}[ -]\d{4})${extension}`,
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\d|[.-]\d`,
    commit: { digits: 8 },
    confidence: 0.7,
    source: "North American Numbering Plan, ATIS-0300051",
    examples: [
      { text: "Call (415) 555-0132 today", find: ["(415) 555-0132"] },
      { text: "415-555-0132 or 415.555.0199x12", find: ["415-555-0132", "415.555.0199x12"] },
      { text: "toll free 1-800-555-0199.", find: ["1-800-555-0199"] },
      { text: "415 555 0132", find: ["415 555 0132"] },
    ],
    counterExamples: [
      { text: "part A115-555-0132" },
      { text: "version 415.555.0132.7" },
      { text: "ids 1415-555-01320" },
      { text: "SSN 219-09-9999", neighbour: "us-ssn" },
    ],
  },
  {
    id: "phone-us-plain",
    entity: "PHONE_NUMBER",
    label: "confidential",
    tags: ["pii", "contact", "us"],
    pattern: String.raw`1?[2-9]\d{2}[2-9]\d{6}${extension}`,
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[.-]\d`,
    context: { words: phoneWords, before: 32 },
    validate: [{ name: "nanp" }],
    confidence: 0.7,
    source: "North American Numbering Plan, ATIS-0300051",
    examples: [
      { text: "phone_number: 4155550132", find: ["4155550132"] },
      { text: "fax 14155550132.", find: ["14155550132"] },
      { text: "call me: 2125550187", find: ["2125550187"] },
    ],
    counterExamples: [
      { text: "order 4155550132" },
      { text: "phone 9115550132" },
      { text: "phone 41555501321" },
      { text: "phone 415-555-0132", neighbour: "phone-us" },
    ],
  },
  {
    id: "phone-national",
    entity: "PHONE_NUMBER",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: oneOf(
      String.raw`\((?:0\d{1,4}|\d{2}|[1-9]\d{3})\) ?\d{3,4}[ -]\d{3,4}`,
      String.raw`0[1-9]\d{0,3} ?[/-] ?\d{6,8}`,
      String.raw`0[1-9]\d?(?: \d{3,4} \d{3,4}|(?: \d{2,4}){3,4})`,
      String.raw`0[1-9]\d{2,3} \d{2,3}(?: \d{2,4}){1,3}`,
      String.raw`0[1-9]\d{0,3}(?:-\d{3,4}-\d{3,4}|(?:-\d{2,4}){3,4})`,
      String.raw`0[1-9]\d{1,4} \d{6,8}`,
      String.raw`0[1-9](?:\.\d{2}){4}`,
    ),
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[ .:/-]\d`,
    validate: [{ name: "digits", min: 9 }],
    confidence: 0.5,
    source: "ITU-T E.123, national notation with a trunk prefix",
    examples: [
      { text: "Tel. 0171/23456789 (Handy)", find: ["0171/23456789"] },
      { text: "call 07700 900123 now", find: ["07700 900123"] },
      { text: "01 23 45 67 89", find: ["01 23 45 67 89"] },
      { text: "fax (021) 3025-967", find: ["(021) 3025-967"] },
    ],
    counterExamples: [
      { text: "on 01-12-2024 10:30" },
      { text: "dump 04 12 33 41 20 11 00 19" },
      { text: "id 0123456789" },
      { text: "SSN 078-05-1120", neighbour: "us-ssn" },
      { text: "+49 171 23456789", neighbour: "phone-international" },
    ],
  },
  {
    id: "phone-labelled",
    entity: "PHONE_NUMBER",
    label: "confidential",
    tags: ["pii", "contact"],
    // What has neither a plus, nor a trunk prefix with groups, nor the American groups.
    pattern: oneOf(
      String.raw`\d{3,4}[ -]\d{4}`,
      String.raw`0\d{6,14}`,
      String.raw`00[1-9](?:[ ().\-/]{0,3}\d){7,13}`,
      String.raw`0(?:\d{1,2}[ /-]\d{5}|\d[ /-]\d{6})`,
      String.raw`[1-9]\d{1,3}[ -]\d{5,7}`,
      String.raw`[1-9]\d(?:[ .-]\d{2}){2,4}`,
      String.raw`[1-9]\d{1,2} \d{2,3} \d{2,3}(?: \d{2,4})?`,
      String.raw`\(\d{2}\) ?\d{3}-\d{3}`,
    ),
    notBefore: String.raw`[\w+.(-]`,
    notAfter: String.raw`\w|[ .:/-]\d`,
    context: { words: phoneWords, before: 32 },
    validate: [{ name: "digits", min: 6 }],
    confidence: 0.5,
    source: "ITU-T E.123, DIN 5008",
    examples: [
      { text: "My phone is 030 90182", find: ["030 90182"] },
      { text: "They're not answering at 785 8949", find: ["785 8949"] },
      { text: "mobile: 09171234567", find: ["09171234567"] },
      { text: "phone 0049 30 901820", find: ["0049 30 901820"] },
      { text: "You can call 33 93 31.", find: ["33 93 31"] },
    ],
    counterExamples: [
      { text: "order 785 8949 was shipped" },
      { text: "the hotel has 1200000 guests" },
      { text: "phone 12 34" },
      { text: "phone +4930901820", neighbour: "phone-international" },
    ],
  },
];
