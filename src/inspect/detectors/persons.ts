/**
 * Names of people, by lists (native/name-lists.h) and by what stands before them. docs/detectors/persons.md says how sure.
 * They are in no ruleset unless `detectors.person` asks for them.
 */
import type { Detector } from "../detector.ts";
import type { PersonMode } from "../name-lists.ts";
import { oneOf } from "./sample.ts";

/** Where a word may begin: a capital, or the first byte of a letter with marks, of Greek or of Cyrillic. */
const first = String.raw`[A-Z\xc3-\xc5\xc8\xce\xd0]`;
const rest = String.raw`[a-z\x80-\xd4]`;
/** Smith, O'Brien, McDonald, Jean-Pierre */
const word = `(?:[ODL]')?${first}${rest}{1,18}(?:[A-Z]${rest}{1,12})?(?:-${first}${rest}{1,18})?`;
const particle = "(?:[a-z']{1,3}|dell[ao]|[dl]')";
const initial = String.raw`[A-Z]\.?`;
const suffix = String.raw`(?:,? (?:Jr|Sr|II|III|IV|MD|M\.D|PhD|Ph\.D|DDS|DVM|Esq)\.?)?`;
const more = `(?:(?: ${initial}){1,2})?(?: ${particle}){0,2} ${word}`;
const words = `${word}(?:${more}){0,3}${suffix}`;
const upperRest = String.raw`[A-Z\x80-\xc5]{1,14}(?:[-'][A-Z][A-Z\x80-\xc5]{1,14})?`;
const upperWord = `[A-Z]${upperRest}`;

const notInWord = String.raw`[\w.'/@#$:\\\x80-\xff-]`;
const noWordAfter = String.raw`[\w@(/=\\\x80-\xff]|[.:-][A-Za-z_]|'[A-Za-rt-z]`;

const title = oneOf(
  ...[
    String.raw`M(?:rs?|s|x|me|lle)\.?`,
    String.raw`D(?:r|ra|ott)\.?`,
    String.raw`Prof\.?`,
    String.raw`Sr(?:a|ta)?\.`,
    String.raw`Rev\.`,
  ],
  ...[String.raw`Hr\.`, String.raw`Sig(?:\.ra)?\.`, "Miss", "Frau", "Herr[n]?"],
);

const addressed = oneOf(
  ...[
    "Dear",
    "Hi",
    "Hello",
    "Hey",
    "Hallo",
    "Liebe[r]?",
    "Cher",
    "Chère",
    "Bonjour",
    "Hola",
    "Estimad[oa]",
    "Querid[oa]",
  ],
  ...["Ciao", "Caro", "Cara", "Prezad[oa]", "Beste"],
);
const said = oneOf(
  ...[
    "[Mm]y name is",
    "[Nn]ame is",
    "[Tt]his is",
    "I am",
    "I'm",
    "[Cc]all(?:s|ed)? me",
    "named",
    "[Ss]igned by",
    "ich heiße",
  ],
  ...[
    "mein Name ist",
    "[Mm]e llamo",
    "[Mm]i nombre es",
    "[Jj]e m'appelle",
    "[Mm]i chiamo",
    "[Mm]eu nome é",
    "[Ii]k heet",
  ],
);
const rank = oneOf(
  ...[
    "[Pp]atient",
    "Doctor",
    "Professor",
    "President",
    "Senator",
    "Judge",
    "Justice",
    "Captain",
    "Sergeant",
    "Officer",
    "Nurse",
    "Señora?",
  ],
  ...[
    "Senhora?",
    "Signora?",
    "Madame",
    "Monsieur",
    "Doña",
    "Doctora",
    "Sir",
    "Lady",
    "Uncle",
    "Aunt",
    "Detective",
    "Attorney",
  ],
);
const deed = oneOf(
  ...[
    "[Ss]p(?:oke|eak|oken) (?:with|to)",
    "[Tt]alk(?:ed|ing)? (?:with|to)",
    "[Mm]et(?: with)?",
    "[Mm]eeting with",
    "[Aa]ccording to",
  ],
  ...[
    "[Ss]igned by",
    "[Ww]ritten by",
    "[Rr]eported by",
    "[Aa]pproved by",
    "[Aa]ssigned to",
    "[Ff]orward(?:ed)? (?:this |it )?to",
  ],
  ...["[Cc]ontact", "[Cc]alled", "[Aa]sk(?:ed)?", "[Ee]mail(?:ed)?", "[Tt]old", "[Ii]nterview with", "[Mm]arried to"],
);
const regards = oneOf(
  ...[
    "[Rr]egards",
    "[Ss]incerely(?: yours)?",
    "[Cc]heers",
    "[Tt]hanks",
    "[Tt]hank you",
    "[Yy]ours(?: truly)?",
    "[Bb]est",
    "Grüße",
  ],
  ...["Grüßen", "Gruß", "[Cc]ordialement", "[Ss]aludos", "[Aa]tentamente", "[Aa]braço"],
);
const role = oneOf(
  ...[
    "[Pp]atient",
    "[Pp]hysician",
    "[Ss]urgeon",
    "[Nn]urse",
    "[Dd]octor",
    "[Aa]ttending",
    "[Pp]rovider",
    "[Gg]uardian",
    "[Aa]ttn",
  ],
  ...[
    "ATTN",
    "[Ss]igned",
    "[Ff]ull[ _]?[Nn]ame",
    "[Ff]irst[ _]?[Nn]ame",
    "[Ll]ast[ _]?[Nn]ame",
    "[Ss]urname",
    "[Gg]iven[ _]?[Nn]ame",
  ],
  ...[
    "[Ff]amily[ _]?[Nn]ame",
    "[Mm]aiden[ _]?[Nn]ame",
    "[Pp]atient[ _]?[Nn]ame",
    "[Cc]ustomer[ _]?[Nn]ame",
    "[Cc]ontact[ _]?[Nn]ame",
  ],
  ...[
    "[Ee]mployee[ _]?[Nn]ame",
    "[Cc]lient[ _]?[Nn]ame",
    "[Hh]older[ _]?[Nn]ame",
    "Vorname",
    "Nachname",
    "[Aa]pellidos?",
    "Prénom",
  ],
);
const looseRole = oneOf(
  ...[
    "[Nn]ame",
    "NAME",
    "[Cc]ontact(?: [Pp]erson)?",
    "[Ff]rom",
    "To",
    "[Cc][Cc]",
    "[Aa]uthors?",
    "[Uu]ser",
    "[Cc]ustomer",
    "[Cc]lient",
  ],
  ...[
    "[Ee]mployee",
    "[Mm]anager",
    "[Ss]ender",
    "[Rr]ecipient",
    "[Oo]wner",
    "[Aa]ssignee",
    "[Rr]eviewer",
    "[Nn]ombre",
    "Nom",
  ],
);

const entry = {
  entity: "PERSON",
  label: "confidential",
  tags: ["pii", "person"],
  notAfter: noWordAfter,
} as const;
const source = "Unicode UTS 35, part 8: person names; docs/detectors/persons.md";
const validate = (mode: PersonMode) => [{ name: "person-name", mode }] as const;

const madeFor = (mode: "precise" | "broad"): readonly Detector[] => [
  {
    ...entry,
    id: "person-name",
    pattern: words,
    notBefore: notInWord,
    validate: validate(mode),
    confidence: mode === "precise" ? 0.7 : 0.5,
    source,
    examples: [
      { text: "it was Maria Schmidt who called", find: ["Maria Schmidt"] },
      { text: "ask José García, Jr. and Jean-Pierre Dubois", find: ["José García, Jr.", "Jean-Pierre Dubois"] },
      { text: "a letter from Emily R. van der Berg's house", find: ["Emily R. van der Berg"] },
      { text: "Olga said so", find: ["Olga"] },
    ],
    counterExamples: [
      { text: "the Grace Period ends in May" },
      { text: "New York and Paris" },
      { text: "Emily_Schmidt, Emily.schmidt(), EmilySchmidt2" },
      { text: "Will Mark Report This" },
      { text: "MARIA SCHMIDT", neighbour: "person-upper" },
    ],
  },
  {
    ...entry,
    id: "person-initials",
    pattern: String.raw`${first}[\x80-\xbf]?\. ?(?:[A-Z]\. ?){0,2}${word}(?: ${word})?${suffix}`,
    notBefore: notInWord,
    validate: validate(mode),
    confidence: mode === "precise" ? 0.7 : 0.5,
    source,
    examples: [
      { text: "by J. R. Schmidt in", find: ["J. R. Schmidt"] },
      { text: "T.S. Kowalski wrote", find: ["T.S. Kowalski"] },
      { text: "signed: A. Kowalski", find: ["A. Kowalski"] },
    ],
    counterExamples: [
      { text: "the U. S. Army" },
      { text: "see A. Introduction" },
      { text: "option B. Choose" },
      { text: "Maria Schmidt", neighbour: "person-name" },
    ],
  },
  {
    ...entry,
    id: "person-upper",
    pattern: `${first}${upperRest}(?:,? ${upperWord}|(?: ${initial}) ${upperWord})(?: ${upperWord})?`,
    notBefore: notInWord,
    validate: validate(mode),
    confidence: mode === "precise" ? 0.65 : 0.5,
    source,
    examples: [
      { text: "NAME: MARIA SCHMIDT", find: ["MARIA SCHMIDT"] },
      { text: "SCHMIDT, EMILY", find: ["SCHMIDT, EMILY"] },
      { text: "EMILY R. GARCIA 1984", find: ["EMILY R. GARCIA"] },
      { text: "ÉMILIE GARCIA", find: ["ÉMILIE GARCIA"] },
    ],
    counterExamples: [
      { text: "READ ME FIRST" },
      { text: "MIT LICENSE" },
      { text: "EMILY_GARCIA" },
      { text: "Maria Schmidt", neighbour: "person-name" },
    ],
  },
  {
    ...entry,
    id: "person-reversed",
    pattern: `${word}, ${word}(?: ${initial})?`,
    notBefore: notInWord,
    validate: validate(mode),
    confidence: mode === "precise" ? 0.65 : 0.5,
    source,
    examples: [
      { text: "Schmidt, Emily (42)", find: ["Schmidt, Emily"] },
      { text: "cited in Kowalski, Olga M.", find: ["Kowalski, Olga M."] },
      { text: "O'Reilly, Jessica", find: ["O'Reilly, Jessica"] },
    ],
    counterExamples: [
      { text: "Paris, Texas" },
      { text: "Yes, Please" },
      { text: "London, Emily" },
      { text: "Emily Schmidt", neighbour: "person-name" },
    ],
  },
  {
    ...entry,
    id: "person-title",
    pattern: String.raw`${title} (?:(?:Dr|Prof)\.? )?(?:${initial} )?${words}`,
    notBefore: notInWord,
    validate: validate("introduced"),
    confidence: 0.8,
    source,
    examples: [
      { text: "Mrs. Xandrova came", find: ["Mrs. Xandrova"] },
      { text: "Prof. Dr. Oyelaran-Bergqvist", find: ["Prof. Dr. Oyelaran-Bergqvist"] },
      { text: "Sehr geehrte Frau Wyrzyk,", find: ["Frau Wyrzyk"] },
    ],
    counterExamples: [
      { text: "Dr. Report" },
      { text: "Ms. Report" },
      { text: "Mr. and so on" },
      { text: "Maria Schmidt", neighbour: "person-name" },
    ],
  },
  {
    ...entry,
    id: "person-title-small",
    pattern: String.raw`(?:mr|mrs|ms|dr|prof)\. [a-z\x80-\xd4]{2,18}(?: [a-z\x80-\xd4]{2,18})?`,
    notBefore: notInWord,
    validate: validate("known"),
    confidence: 0.6,
    source,
    examples: [
      { text: "ask dr. schmidt about it", find: ["dr. schmidt"] },
      { text: "mr. jose garcia", find: ["mr. jose garcia"] },
      { text: "for mrs. kowalski,", find: ["mrs. kowalski"] },
    ],
    counterExamples: [
      { text: "the mr. is late" },
      { text: "see dr. report" },
      { text: "mr. xqzwv" },
      { text: "Mr. Schmidt", neighbour: "person-title" },
    ],
  },
  {
    ...entry,
    id: "person-addressed",
    lead: oneOf(
      `${addressed},? (?:${title} )?`,
      `${said}:? `,
      `${rank} `,
      String.raw`${regards}[,.!]?\s{0,2}\n\s{0,2}`,
    ),
    pattern: words,
    notBefore: notInWord.replace(":", ""),
    validate: validate(mode === "precise" ? "known" : "introduced"),
    confidence: mode === "precise" ? 0.75 : 0.6,
    source,
    examples: [
      { text: "Dear Jessica,", find: ["Jessica"] },
      { text: "My name is Olga Wyrzyk.", find: ["Olga Wyrzyk"] },
      { text: "Best regards,\nEmily Xandrova", find: ["Emily Xandrova"] },
    ],
    counterExamples: [
      { text: "Dear Customer" },
      { text: "Hi There" },
      { text: "This is Tokyo" },
      { text: "Maria Schmidt", neighbour: "person-name" },
    ],
  },
  {
    ...entry,
    id: "person-mentioned",
    lead: `${deed} `,
    pattern: words,
    validate: validate("known"),
    confidence: mode === "precise" ? 0.65 : 0.55,
    source,
    examples: [
      { text: "we met Grace Xandrova there", find: ["Grace Xandrova"] },
      { text: "I spoke with Will about it", find: ["Will"] },
      { text: "According to Wyrzyk Schmidt, yes", find: ["Wyrzyk Schmidt"] },
    ],
    counterExamples: [
      { text: "Contact Support" },
      { text: "According to Xqzwv" },
      { text: "we met Tokyo Reports" },
      { text: "Dear Jessica", neighbour: "person-addressed" },
    ],
  },
  {
    ...entry,
    id: "person-labelled",
    lead: String.raw`${role}(?: [Nn]ame)?(?: is|:| =)[ \t]{1,4}"?`,
    pattern: oneOf(words, `${word}, ${word}`, `${upperWord}(?:,? ${upperWord}){0,2}`),
    validate: validate("introduced"),
    confidence: 0.7,
    source,
    examples: [
      { text: "Patient: Xandrova, Wyrzyk", find: ["Xandrova, Wyrzyk"] },
      { text: "first_name: Olga", find: ["Olga"] },
      { text: "Attn: Wyrzyk Oyelaran", find: ["Wyrzyk Oyelaran"] },
    ],
    counterExamples: [
      { text: "Patient: Report" },
      { text: "Signed: Tokyo" },
      { text: "first_name: string" },
      { text: "Maria Schmidt", neighbour: "person-name" },
    ],
  },
  {
    ...entry,
    id: "person-labelled-loosely",
    lead: String.raw`${looseRole}:[ \t]{1,4}`,
    pattern: oneOf(words, `${word}, ${word}`, `${upperWord},? ${upperWord}`),
    validate: validate("known"),
    confidence: mode === "precise" ? 0.65 : 0.55,
    source,
    examples: [
      { text: "Name: Grace Xandrova", find: ["Grace Xandrova"] },
      { text: "From: Rose Wyrzyk <r@x>", find: ["Rose Wyrzyk"] },
      { text: "author: Will Schmidt", find: ["Will Schmidt"] },
    ],
    counterExamples: [
      { text: "Name: Xqzwv" },
      { text: "From: Tokyo" },
      { text: "name: Setup Report" },
      { text: "Dear Jessica", neighbour: "person-addressed" },
    ],
  },
];

export type PersonChoice = "none" | "precise" | "broad";

export const personDetectors: Readonly<Record<PersonChoice, readonly Detector[]>> = {
  none: [],
  precise: madeFor("precise"),
  broad: madeFor("broad"),
};
