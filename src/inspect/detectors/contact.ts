/**
 * How to reach a person: e-mail addresses; telephone numbers are in phones.ts.
 *
 * E-mail has no `notBefore`: every start counts, so the last 64 bytes of an over-long local part are covered too.
 * Bytes 80-BF and C3-D4 are the letters of Latin, Greek and Cyrillic scripts in UTF-8; leaving out the lead bytes of
 * East Asian scripts keeps a sentence that runs into an address out of the span (and out of the hold).
 */
import type { Detector } from "../detector.ts";
import { phoneDetectors } from "./phones.ts";
import { labelledPhoneDetectors } from "./phones-labelled.ts";
import { oneOf } from "./sample.ts";

/** Of an address that is written so that no machine reads it, where only the top-level domain is sure. */
const local = "[a-z0-9][a-z0-9._%+-]{0,47}";
const host = "[a-z0-9][a-z0-9-]{0,47}";
// Only these two brackets: a gate of bytes from more rows of ASCII makes all gates coarse (native/gate.cc).
const bracketed = (words: string): string => String.raw` ?[\[(] ?(?:${words}) ?[\])] ?`;
const dot = oneOf(bracketed(String.raw`dot|\.|punkt|punto`), " dot ");
const tld = oneOf(
  ...["com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "dev", "app", "ai", "co", "me", "tv"],
  ...["us", "uk", "de", "fr", "es", "it", "nl", "be", "ch", "at", "eu", "pl", "se", "no", "dk", "fi", "cz", "pt"],
  ...["ie", "ca", "au", "nz", "in", "jp", "cn", "kr", "br", "mx", "ar", "ru", "ua", "za", "tr", "gr", "hu", "ro"],
);

/** Of a top-level domain in another script. Letters of it that look like ASCII ones are ASCII, but not all are. */
const idnLetter = String.raw`(?:[A-Za-z]|[\xc3-\xd4][\x80-\xbf])`;

export const contactDetectors: readonly Detector[] = [
  {
    id: "email",
    entity: "EMAIL_ADDRESS",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: String.raw`[\w%+\x80-\xbf\xc3-\xd4][\w.%+'\x80-\xbf\xc3-\xd4-]{0,63}\\?@(?:[A-Za-z0-9\x80-\xbf\xc3-\xd4][A-Za-z0-9\x80-\xbf\xc3-\xd4-]{0,62}\.){1,5}[A-Za-z]{2,24}`,
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
      { text: 'my $to = "alice\\@example.com";', find: ["alice\\@example.com"] },
    ],
    counterExamples: [
      { text: "the logo@2x.png file" },
      { text: "@alice said hello @ noon" },
      { text: "npm i lodash@4.17.21" },
      { text: "call +49 30 901820 instead", neighbour: "phone-international" },
    ],
  },
  {
    id: "email-idn",
    entity: "EMAIL_ADDRESS",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: String.raw`[\w%+\x80-\xbf\xc3-\xd4][\w.%+'\x80-\xbf\xc3-\xd4-]{0,63}@(?:[A-Za-z0-9\x80-\xbf\xc3-\xd4][A-Za-z0-9\x80-\xbf\xc3-\xd4-]{0,62}\.){1,5}(?:xn--[A-Za-z0-9-]{2,58}|[\xc3-\xd4][\x80-\xbf]${idnLetter}{1,11}|[A-Za-z]{1,6}[\xc3-\xd4][\x80-\xbf]${idnLetter}{0,11})`,
    notAfter: String.raw`[A-Za-z0-9]|[\xc3-\xd4][\x80-\xbf]`,
    confidence: 0.9,
    source: "RFC 6531, RFC 5891; top-level domains in other scripts, as in IANA's root zone database",
    examples: [
      { text: "пишите на иван@пример.рф, пожалуйста", find: ["иван@пример.рф"] },
      { text: "alice@example.xn--p1ai", find: ["alice@example.xn--p1ai"] },
      { text: "μαρία@παράδειγμα.ελ", find: ["μαρία@παράδειγμα.ελ"] },
      { text: "olena@приклад.укр, ivan@пример.бг", find: ["olena@приклад.укр", "ivan@пример.бг"] },
    ],
    counterExamples: [
      { text: "цена 5@штука." },
      { text: "a@b.xn--" },
      { text: "письмо@ пример.рф" },
      { text: "иван@example.com", neighbour: "email" },
    ],
  },
  {
    id: "email-obfuscated",
    entity: "EMAIL_ADDRESS",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: `${local}${bracketed("at|@|ät|arroba")}(?:${host}(?:${dot}|\\.)){1,4}${tld}`,
    caseless: true,
    notAfter: String.raw`[\w([=]|[.-]\w`,
    confidence: 0.8,
    source: "The usual ways to write RFC 5322 addresses so that no harvester reads them",
    examples: [
      { text: "Write to alice (at) example (dot) com.", find: ["alice (at) example (dot) com"] },
      {
        text: "alice [at] example.com / bob[AT]mail.example[DOT]org",
        find: ["alice [at] example.com", "bob[AT]mail.example[DOT]org"],
      },
      { text: "bob.smith(@)example dot co dot uk", find: ["bob.smith(@)example dot co dot uk"] },
    ],
    counterExamples: [
      { text: "if (at) node.value(1)" },
      { text: "const item = items[at] ?? list.length" },
      { text: "a meeting (at) noon dot" },
      { text: "alice@example.com (at) work", neighbour: "email" },
    ],
  },
  {
    id: "email-defanged",
    entity: "EMAIL_ADDRESS",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: String.raw`${local}@(?:${host}(?:\.|${dot})){0,3}${host}${dot}${tld}`,
    caseless: true,
    notAfter: String.raw`[\w([=]|[.-]\w`,
    confidence: 0.8,
    source: "How security reports write RFC 5322 addresses so that nobody follows them",
    examples: [
      { text: "phish from alice@example[.]com seen", find: ["alice@example[.]com"] },
      { text: "bob@mail.example (dot) org", find: ["bob@mail.example (dot) org"] },
      { text: "carol@example dot net", find: ["carol@example dot net"] },
    ],
    counterExamples: [
      { text: "a@list[0] dot com" },
      { text: "decorator @app[.]run" },
      { text: "alice@example [see] com" },
      { text: "alice@example.com dot matrix", neighbour: "email" },
    ],
  },
  {
    id: "email-spelled",
    entity: "EMAIL_ADDRESS",
    label: "confidential",
    tags: ["pii", "contact"],
    pattern: `${local}(?: dot ${local}){0,2}(?: at | @ )(?:${host}(?: dot |\\.)){0,3}${host} dot ${tld}`,
    caseless: true,
    // A lead, not words of context: any word may begin a span, and would be held at each "at".
    lead: `(?:e-?mail|contact|write|reach|send|correo|courriel)[a-z :,"'=<(-]{0,32}[ :"'=<(]`,
    notBefore: "[A-Za-z0-9._%+@-]",
    notAfter: String.raw`[\w([=-]|\.\w`,
    confidence: 0.6,
    source: "How RFC 5322 addresses are read out",
    examples: [
      { text: "My email is alice at example dot com", find: ["alice at example dot com"] },
      {
        text: "reach me: bob dot smith at mail dot example dot org.",
        find: ["bob dot smith at mail dot example dot org"],
      },
      { text: "E-mail alice_b @ example dot net", find: ["alice_b @ example dot net"] },
    ],
    counterExamples: [
      { text: "look at example dot com" },
      { text: "send it at noon dot and dash" },
      { text: "an email at example.com" },
      { text: "email alice@example.com at example dot com", neighbour: "email" },
    ],
  },
  ...phoneDetectors,
  ...labelledPhoneDetectors,
];
