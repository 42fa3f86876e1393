/**
 * Names of people, by lists (native/name-lists.h) and by what stands before them. docs/detectors/persons.md says how sure.
 * They are in no ruleset unless `detectors.person` asks for them.
 */
import type { Detector } from "../detector.ts";
import type { PersonMode } from "../name-lists.ts";
import { addressed, deed, kin, looseRole, rank, regards, role, said, scriptLead, title } from "./person-words.ts";
import { oneOf } from "./sample.ts";

/** Where a word may begin: a capital, or the first byte of a letter with marks, of Greek or of Cyrillic. */
const first = String.raw`[A-Z\xc3-\xc6\xc8\xce\xd0]`;
const rest = String.raw`[a-z\x80-\xd4\xe1]`;
const apostrophe = "(?:'|’)";
/** Smith, O'Brien, Dell'Acqua, McDonald, Jean-Pierre, Ji-hoon */
const word = `(?:[A-Z][a-z]{0,3}${apostrophe}|[AE]l-)?${first}${rest}{1,22}(?:[A-Z]${rest}{1,12})?(?:-(?:${first}|[a-z])${rest}{1,18})?`;
/** Inside a name: d'Aubigny, al-Rashid */
const inside = `(?:[dl]${apostrophe}|[ae]l-)?`;
const particle = "(?:[a-z']{1,3}|dell[ao]|dalla|dela|binti?)";
/** Before a last name of its own: `van der Laan`. */
const lastParticles =
  "(?:(?:v[ao]n|de|de[nr]|del|della|d[aiou]|d[ao]s|la|las|los|le|te[nr]|zu|af|bin|ben|el|al) ){0,2}";
const initial = String.raw`[A-Z]\.?`;
const suffix = String.raw`(?:,? (?:Jr|Sr|II|III|IV|MD|M\.D|PhD|Ph\.D|DDS|DVM|Esq)\.?)?`;
/** Alexander "Sandy" MacKinnon */
const nickname = `(?: ["(]${first}${rest}{1,10}[")])?`;
const more = `(?:(?: ${initial}){1,2})?(?: ${particle}){0,2} ${inside}${word}`;
const words = `${word}${nickname}(?:${more}){0,3}${suffix}`;
const upperRest = String.raw`[A-Z\x80-\xc5]{1,14}(?:[-'][A-Z][A-Z\x80-\xc5]{1,14})?`;
const upperWord = `[A-Z]${upperRest}`;
/** maria, o'neil, jean-pierre */
const smallWord = `(?:[a-z]${apostrophe})?[a-z\\x80-\\xd4]{2,18}(?:-[a-z]{2,18})?`;

/** The last bytes of quotation marks, and of marks that open a sentence, may stand before a name; signs of U+2000-2FFF behind it. */
const notInWord = String.raw`[\w./#$:\\\x80-\x97\x99-\x9b\x9d\x9f\xa0\xa2-\xaa\xac-\xbe\xc0-\xff-]`;
const noWordAfter = String.raw`[\w@(/=\x80-\xe1\xe3-\xff]|[.:\\-][A-Za-z_]|'[A-Za-rt-z]|\xe2\x80\x99[A-Za-rt-z]`;

/** Elements of XML that hold nothing but a name. */
const element = "[<:](?:[Ff]irst|[Ll]ast|[Gg]iven|[Ff]amily|[Ff]ull|[Ss]ur|[Ff]ore|[Mm]iddle)[-_]?[Nn]ame";

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
      { text: "Emily Ó Ceallaigh and Maria Əfəndiyeva", find: ["Emily Ó Ceallaigh", "Maria Əfəndiyeva"] },
      { text: "“Emily O’Brien’s” and ('Maria Schmidt')", find: ["Emily O’Brien", "Maria Schmidt"] },
      {
        text: 'Maria d\'Aubigny and Fatima al-Rashid and Alexander "Sandy" Schmidt',
        find: ["Maria d'Aubigny", "Fatima al-Rashid", 'Alexander "Sandy" Schmidt'],
      },
    ],
    counterExamples: [
      { text: "San Francisco, São Paulo, Merry Christmas" },
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
    pattern: `${first}${upperRest}${oneOf(`(?:,? ${upperWord}|(?: ${initial}) ${upperWord})(?: ${upperWord})?(?: ${initial})?`, ` ${word}`)}`,
    notBefore: notInWord,
    validate: validate(mode),
    confidence: mode === "precise" ? 0.65 : 0.5,
    source,
    examples: [
      { text: "NAME: MARIA SCHMIDT", find: ["MARIA SCHMIDT"] },
      { text: "SCHMIDT, EMILY", find: ["SCHMIDT, EMILY"] },
      { text: "EMILY R. GARCIA 1984", find: ["EMILY R. GARCIA"] },
      { text: "ÉMILIE GARCIA", find: ["ÉMILIE GARCIA"] },
      { text: "SCHMIDT Emily, GARCIA, EMILY R", find: ["SCHMIDT Emily", "GARCIA, EMILY R"] },
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
    pattern: oneOf(`${word}, ${word}(?: ${initial})?`, String.raw`${word}, [A-Z]\.(?:[ -]?[A-Z]\.){0,2}`),
    notBefore: notInWord,
    // The second of two whole names that a comma divides is not the first name of the one before: `Anna Meyer, Paul Weber`.
    notAfter: `${noWordAfter}| ${first}${rest}| v[ao]n| de | di | el | al `,
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
      { text: "Kowalski, Emily Schmidt", neighbour: "person-name" },
      { text: "Emily Schmidt", neighbour: "person-name" },
    ],
  },
  {
    ...entry,
    id: "person-title",
    pattern: String.raw`${title} (?:(?:Dr|Prof)\.? )?(?:${initial} )?(?:${particle} ){0,2}${words}`,
    notBefore: notInWord,
    validate: validate("introduced"),
    confidence: 0.8,
    source,
    examples: [
      { text: "Mrs. Xandrova came", find: ["Mrs. Xandrova"] },
      { text: "Prof. Dr. Oyelaran-Bergqvist", find: ["Prof. Dr. Oyelaran-Bergqvist"] },
      { text: "Sehr geehrte Frau Wyrzyk,", find: ["Frau Wyrzyk"] },
      { text: "to Dr. van Wyrzyk and Sgt. Xandrova", find: ["Dr. van Wyrzyk", "Sgt. Xandrova"] },
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
    pattern: oneOf(
      String.raw`(?:mr|mrs|ms|dr|prof)\. ${smallWord}(?: ${smallWord})?`,
      String.raw`(?:MR|MRS|MS|DR|PROF)\. ${upperWord}(?: ${upperWord})?`,
    ),
    notBefore: notInWord,
    validate: validate("known"),
    confidence: 0.6,
    source,
    examples: [
      { text: "ask dr. schmidt about it", find: ["dr. schmidt"] },
      { text: "mr. jose garcia", find: ["mr. jose garcia"] },
      { text: "for mrs. kowalski,", find: ["mrs. kowalski"] },
      { text: "MR. SCHMIDT: Yes.", find: ["MR. SCHMIDT"] },
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
      { text: "Your name?\nCustomer: Olga Wyrzyk", find: ["Olga Wyrzyk"] },
      { text: "Hej Olga, jag heter Emily Xandrova", find: ["Olga", "Emily Xandrova"] },
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
    // Of other people's kin only the nearest: `his` and `her` are in every text.
    lead: oneOf(`${deed} `, `[Mm]y ${kin},? `, "[Hh](?:is|er) (?:wife|husband|daughter),? "),
    pattern: words,
    validate: validate("known"),
    confidence: mode === "precise" ? 0.65 : 0.55,
    source,
    examples: [
      { text: "we met Grace Xandrova there", find: ["Grace Xandrova"] },
      { text: "I spoke with Will about it", find: ["Will"] },
      { text: "According to Wyrzyk Schmidt, yes", find: ["Wyrzyk Schmidt"] },
      { text: "my wife Grace, her daughter Olga Wyrzyk", find: ["Grace", "Olga Wyrzyk"] },
      { text: "Olga Kowalski, née Schmidt, geb. Weber", find: ["Schmidt", "Weber"] },
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
    // Behind a role, or in a vCard or an LDIF record.
    lead: String.raw`${role}(?: [Nn]ame)?(?:\(s\)|["'])?(?:(?: is|\*{0,2} ?:\*{0,2}| =| -| \|)[ \t]{1,4}["']?|[:=]["']|=)|${element}>|\n(?:FN:|N:|sn: |givenName: )`,
    pattern: oneOf(
      `(?:${initial} ){0,2}${lastParticles}${words}`,
      `${word}, ${word}`,
      `${upperWord}(?:,? ${upperWord}){0,2}(?: ${initial})?`,
    ),
    validate: validate("introduced"),
    confidence: 0.7,
    source,
    examples: [
      { text: "Patient: Xandrova, Wyrzyk", find: ["Xandrova, Wyrzyk"] },
      { text: "first_name: Olga", find: ["Olga"] },
      { text: "Attn: Wyrzyk Oyelaran\n- **Client Name:** Pok Wyrzyk", find: ["Wyrzyk Oyelaran", "Pok Wyrzyk"] },
      { text: '{"last_name":"Wyrzyk"} Payee: W Xandrova', find: ["Wyrzyk", "W Xandrova"] },
      { text: '{"vorname":"Wyrzyk","last_name":"van der Xandrova"}', find: ["Wyrzyk", "van der Xandrova"] },
      { text: "<LastName>Wyrzyk</LastName>, Nom : XANDROVA", find: ["Wyrzyk", "XANDROVA"] },
      { text: "VERSION:4.0\nN:Wyrzyk;X\nFN:Xaver Wyrzyk\nsn: Wyrzyk", find: ["Wyrzyk", "Xaver Wyrzyk", "Wyrzyk"] },
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
    // A thing has a name, too: in quotes its words must speak for themselves.
    lead: String.raw`(?:[Nn]ame|NAME|Nom|[Ff]rom|To|[Cc][Cc])(?:\*\*)?:(?:\*\*)?[ \t]{1,4}|${looseRole}(?:\(s\)|["'])?(?:(?:\*{0,2}:\*{0,2}| =)[ \t]{1,4}\[?["']?|[:=]\[?["']|=)`,
    pattern: oneOf(`(?:${initial} ){0,2}${words}`, `${word}, ${word}`, `${upperWord},? ${upperWord}(?: ${initial})?`),
    validate: validate("known"),
    confidence: mode === "precise" ? 0.65 : 0.55,
    source,
    examples: [
      { text: "Name: Grace Xandrova", find: ["Grace Xandrova"] },
      { text: "From: Rose Wyrzyk <r@x>", find: ["Rose Wyrzyk"] },
      { text: "author: Will Schmidt", find: ["Will Schmidt"] },
      { text: '"sender": "Grace Wyrzyk", {"given": ["Grace"]}', find: ["Grace Wyrzyk", "Grace"] },
    ],
    counterExamples: [
      { text: "Name: Xqzwv" },
      { text: "From: Tokyo" },
      { text: "name: Setup Report" },
      { text: '"name": "Grace Xqzwv"' },
      { text: "Dear Jessica", neighbour: "person-addressed" },
    ],
  },
];

const han = String.raw`[\xe4-\xe9][\x80-\xbf]{2}`;
const kana = String.raw`\xe3[\x81-\x83][\x80-\xbf]`;
const hangul = String.raw`[\xea-\xed][\x80-\xbf]{2}`;
const koreanLastName =
  "[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용]";
/** Two words of letters of two bytes: Arabic, Hebrew. */
const pairs = (letter: string): string => `(?:${letter}){2,12}(?: (?:${letter}){2,12})?`;

/** Scripts without capitals have no lists: only what stands before a name tells it, and how long names are. */
const script: Detector = {
  ...entry,
  id: "person-script",
  lead: scriptLead,
  pattern: oneOf(
    `(?:${han}){1,4}`,
    `(?:${han}){1,3} (?:${han}){1,3}`,
    `(?:${kana}){2,6}(?: (?:${kana}){2,6})?`,
    `${koreanLastName} ?(?:${hangul}){1,2}`,
    pairs(String.raw`[\xd8-\xdb][\x80-\xbf]`),
    pairs(String.raw`[\xd6-\xd7][\x80-\xbf]`),
    String.raw`(?:\xe0[\xa4-\xa5][\x80-\xbf]){2,12}(?: (?:\xe0[\xa4-\xa5][\x80-\xbf]){2,12})?`,
  ),
  // Where a name ends is not written.
  notAfter: "[A-Za-z0-9_]",
  confidence: 0.55,
  source,
  examples: [
    { text: "姓名：王小明，年龄：34", find: ["王小明"] },
    { text: '氏名: 田中 太郎, {"last_name":"王"}', find: ["田中 太郎", "王"] },
    { text: "제 이름은 김철수입니다", find: ["김철수"] },
    { text: "اسمي أحمد محمود.", find: ["أحمد محمود"] },
    { text: "मेरा नाम राजेश कुमार है", find: ["राजेश कुमार"] },
    { text: "שמי דוד כהן.", find: ["דוד כהן"] },
  ],
  counterExamples: [
    { text: "王小明来了" },
    { text: "姓名: name" },
    { text: "이름은 Kim" },
    { text: "Maria Schmidt", neighbour: "person-name" },
  ],
};

/** In small letters, behind words that a name follows. */
const small: Detector = {
  ...entry,
  id: "person-small",
  // Of words that are short or parts of others fewer are looked for: each is in every text.
  lead: oneOf(
    oneOf(
      "[Mm]y name(?: i|')s ",
      "[Nn]ame is ",
      "[Cc]all me ",
      "[Tt]his is ",
      "[Mm]e llamo ",
      "[Jj]e m'appelle ",
      "ich heiße ",
    ),
    oneOf("hello ", "[ \n]hey ", "dear ", "thanks,? ", "thank you,? ", "ask ", "tell ", "named ", "spoke (?:to|with) "),
    String.raw`[Nn]ame\?\s{1,2}[A-Z][a-z]{1,11}: `,
    String.raw`(?:[Nn]ame|user|customer|client|patient):[ \t]{1,4}`,
  ),
  pattern: `${smallWord}(?: ${smallWord}){0,2}`,
  validate: validate("known"),
  confidence: 0.5,
  source,
  examples: [
    { text: "my name is maria schmidt and", find: ["maria schmidt"] },
    { text: "oh hey olga, are you there", find: ["olga"] },
    { text: "ask emily garcia, I spoke to olga", find: ["emily garcia", "olga"] },
    { text: "Your name?\nCustomer: maria schmidt", find: ["maria schmidt"] },
    { text: "patient: john o'neil came", find: ["john o'neil"] },
  ],
  counterExamples: [
    { text: "my name is not here" },
    { text: "ask will about it" },
    { text: "thanks a lot" },
    { text: "Dear Jessica", neighbour: "person-addressed" },
  ],
};

export type PersonChoice = "none" | "precise" | "broad";

export const personDetectors: Readonly<Record<PersonChoice, readonly Detector[]>> = {
  none: [],
  precise: [...madeFor("precise"), script],
  broad: [...madeFor("broad"), script, small],
};
