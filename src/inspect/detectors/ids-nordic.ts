/** Numbers of Finland, Sweden, Norway, Denmark and Iceland. */
import type { Detector } from "../detector.ts";
import { checksum, luhn, powersOfTen, weighted } from "./checksums.ts";
import { companyNames, namedId, personNames, plateNames, shapedId, vatNames } from "./national-id.ts";
import { oneOf } from "./sample.ts";

const day = String.raw`(?:0[1-9]|[12]\d|3[01])`;
const month = "(?:0[1-9]|1[0-2])";

const hetuCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
/** The sign of the century may be a letter; it does not count. */
const hetuCheck = (sign: readonly number[]) =>
  checksum({
    alphabet: hetuCharacters,
    equations: [
      {
        weights: [...powersOfTen(9, 31).slice(0, 6), ...sign, ...powersOfTen(3, 31), 0],
        modulus: 31,
        check: { fromEnd: 0, characters: hetuCharacters },
      },
    ],
  });
const hetuEnd = String.raw`(?:00[2-9]|0[1-9]\d|[1-9]\d{2})[0-9A-FHJ-NPR-Y]`;

/** Coordination numbers have 60 more in the day. */
const swedishDay = String.raw`(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])`;
const swedishNames = [
  "personnummer",
  "personnr",
  "person nr",
  "pnr",
  "svenskt personnummer",
  "samordningsnummer",
  "svensk id",
  "födelsenummer",
  "swedish id",
  "swedish personal id",
  ...personNames,
] as const;
/** Four digits that no clock shows, or a stamp of date and time would be a person. */
const noTime = String.raw`(?:[3-9]\d{3}|2[4-9]\d\d|[01]\d[6-9]\d|2[0-3][6-9]\d)`;

const swedishOrganisationNames = [
  "organisationsnummer",
  "organisationsnr",
  "orgnummer",
  "orgnr",
  "org nr",
  "org nummer",
  "org.nr",
  "org. nr",
  ...companyNames,
] as const;

/** D numbers have 40 more in the day; H numbers and test persons 40, 65 or 80 more in the month, which is too wide without a name. */
const norwegianDay = String.raw`(?:[04][1-9]|[1256]\d|[37][01])`;
const norwegianBirth = String.raw`${norwegianDay}${month}\d\d`;
const norwegianNames = [
  "fødselsnummer",
  "fødselsnr",
  "fodselsnummer",
  "fnr",
  "f.nr",
  "d nummer",
  "personnummer",
  "personnr",
  "norwegian id",
  ...personNames,
] as const;
const norwegianCheck = checksum({
  equations: [
    { weights: [3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0], modulus: 11 },
    { weights: [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1], modulus: 11 },
  ],
});
const norwegianCompanyCheck = weighted([3, 2, 7, 6, 5, 4, 3, 2, 1], 11);

const danishNames = [
  "cpr",
  "cpr nummer",
  "cpr nr",
  "cprnr",
  "cpr-nr.",
  "personnummer",
  "person nr",
  ...personNames,
] as const;
const danishCheck = weighted([4, 3, 2, 7, 6, 5, 4, 3, 2, 1], 11);

const icelandicCheck = weighted([3, 2, 7, 6, 5, 4, 3, 2, 1, 0], 11);

export const nordicDetectors: readonly Detector[] = [
  shapedId({
    id: "fi-personal-identity-code",
    entity: "FI_PERSONAL_IDENTITY_CODE",
    country: "fi",
    pattern: String.raw`${day}${month}\d\d[+-]${hetuEnd}`,
    caseless: true,
    notBefore: "[0-9]",
    check: [hetuCheck([])],
    confidence: 0.9,
    source: "Laki 661/2009, Digi- ja väestötietovirasto: henkilötunnus",
    values: ["131052-308T", "110952-174c", "150151+399H"],
    not: [
      { text: "111111-111A and 311190-1111 and 131052/308T" },
      { text: "hetu 020594X903P", neighbour: "fi-personal-identity-code-lettered" },
    ],
  }),
  shapedId({
    id: "fi-personal-identity-code-lettered",
    entity: "FI_PERSONAL_IDENTITY_CODE",
    country: "fi",
    pattern: String.raw`${day}${month}\d\d[A-FU-Y]${hetuEnd}`,
    caseless: true,
    notBefore: "[0-9]",
    check: [hetuCheck([0])],
    confidence: 0.9,
    source: "Laki 661/2009, asetus 128/2010: henkilötunnus, signs of the century from 2023 on",
    values: ["010594Y9032", "020594X903P", "050594u903m", "030516D9037"],
    not: [
      { text: "012245A110G and 020594X903Q" },
      { text: "hetu 131052-308T", neighbour: "fi-personal-identity-code" },
    ],
  }),
  namedId({
    id: "fi-business-id",
    entity: "FI_BUSINESS_ID",
    country: "fi",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`\d{7}-\d`,
    names: ["y tunnus", "ytunnus", "fo nummer", "företagsnummer", "alv numero", "alv nro", ...companyNames],
    orAlone: true,
    check: [weighted([7, 9, 10, 5, 8, 4, 2, 1], 11)],
    source: "Yritys- ja yhteisötietolaki 244/2001: Y-tunnus",
    values: ["2077474-0", "5563658-3", "4113310-9"],
    not: [
      { text: "Y-tunnus 2077474-1" },
      { text: "Y-tunnus puuttuu, hetu 131052-308T", neighbour: "fi-personal-identity-code" },
    ],
  }),
  shapedId({
    id: "se-personal-number",
    entity: "SE_PERSONNUMMER",
    country: "se",
    pattern: oneOf(
      String.raw`\d\d${month}${swedishDay}[+-]\d{4}`,
      String.raw`(?:18[5-9]\d|19\d\d)${month}${swedishDay}[+-]?\d{4}`,
      String.raw`20[0-3]\d${month}${swedishDay}[+-]?${noTime}`,
    ),
    check: [luhn(10)],
    source: "Folkbokföringslag (1991:481) section 18: personnummer; samordningsnummer, lag (2022:1697)",
    values: ["880320-0016", "198712202384", "189110089811", "200106612393"],
    not: [
      { text: "880320-0018 and 200504422381 and 19000309-3393, backup-20240115-1230" },
      { text: "personnummer 8803200016", neighbour: "se-personal-number-named" },
    ],
  }),
  namedId({
    id: "se-personal-number-named",
    entity: "SE_PERSONNUMMER",
    country: "se",
    pattern: oneOf(
      String.raw`(?:18[5-9]\d|19\d\d|\d\d)${month}${swedishDay}(?:[+-]| - | )?\d{4}`,
      String.raw`20[0-3]\d${month}${swedishDay}(?:[+-]| - | )?${noTime}`,
    ),
    names: swedishNames,
    orAlone: true,
    check: [luhn(10)],
    source: "Folkbokföringslag (1991:481) section 18: personnummer",
    values: ["8803200016", "20110925-2385", "200109022392"],
    not: [{ text: "personnummer 8803200018" }, { text: "det är 880320-0016", neighbour: "se-personal-number" }],
  }),
  namedId({
    id: "se-personal-number-of-century",
    entity: "SE_PERSONNUMMER",
    country: "se",
    // Without a name, or alone, it would be a time: 200501141238.
    pattern: String.raw`20[0-3]\d${month}${swedishDay}(?:[+-]| - | )?\d{4}`,
    names: swedishNames,
    check: [luhn(10)],
    source: "Folkbokföringslag (1991:481) section 18: personnummer of those born from 2000 on",
    values: ["200501141238", "20050114-1238", "200109022392"],
    not: [{ text: "200501141233" }, { text: "personnummer 198712202384", neighbour: "se-personal-number-named" }],
  }),
  shapedId({
    id: "se-organisation-number",
    entity: "SE_ORGANISATIONSNUMMER",
    country: "se",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`(?:16)?[1-35-9]\d[2-9]\d{3}-\d{4}`,
    check: [luhn(10)],
    confidence: 0.75,
    source: "Lag (1974:174) om identitetsbeteckning för juridiska personer: organisationsnummer",
    values: ["556703-7485", "212000-0142", "556036-0793"],
    not: [
      { text: "556703-7486 and 556703-7r85" },
      { text: "orgnr 5567037485", neighbour: "se-organisation-number-named" },
    ],
  }),
  namedId({
    id: "se-organisation-number-named",
    entity: "SE_ORGANISATIONSNUMMER",
    country: "se",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`(?:16)?[235-9]\d[2-9]\d{3}[ -]?\d{4}`,
    names: swedishOrganisationNames,
    orAlone: true,
    check: [luhn(10)],
    source: "Lag (1974:174) om identitetsbeteckning för juridiska personer: organisationsnummer",
    values: ["5567037485", "165560360793", "2120000142"],
    not: [{ text: "orgnr 5567037486" }, { text: "fakturera 556703-7485", neighbour: "se-organisation-number" }],
  }),
  namedId({
    id: "se-licence-plate",
    entity: "SE_LICENSE_PLATE",
    country: "se",
    label: "confidential",
    tags: ["pii", "vehicle"],
    pattern: String.raw`[A-HJ-PR-UW-Z]{3} ?\d\d[0-9A-HJ-NPR-UW-Z]`,
    names: [
      "registreringsnummer",
      "regnummer",
      "regnr",
      "reg nr",
      "reg.nr",
      "registreringsskylt",
      "rekisterinumero",
      "rekisteritunnus",
      ...plateNames,
    ],
    orAlone: true,
    confidence: 0.65,
    source: "Transportstyrelsen, registreringsnummer; Traficom, rekisteritunnus",
    values: ["ABC 123", "DEF45G", "KLM678"],
    not: [
      { text: "registreringsnummer AIC 123" },
      { text: "fordon, ägare 880320-0016", neighbour: "se-personal-number" },
    ],
  }),
  shapedId({
    id: "no-birth-number",
    entity: "NO_FODSELSNUMMER",
    country: "no",
    pattern: String.raw`${norwegianBirth}[ -]?\d{5}`,
    check: [norwegianCheck],
    confidence: 0.9,
    source: "Folkeregisterforskriften section 2-2-1 to 2-2-3: fødselsnummer, D-nummer",
    values: ["15108695088", "100182 38808", "26046525840"],
    not: [
      { text: "15108695077 and 15138695088" },
      { text: "fødselsnummer ukjent, MVA NO995525828MVA", neighbour: "no-vat-id" },
    ],
  }),
  namedId({
    id: "no-birth-number-named",
    entity: "NO_FODSELSNUMMER",
    country: "no",
    pattern: String.raw`${norwegianDay}\d{4}[ -]?\d{5}`,
    names: norwegianNames,
    orAlone: true,
    check: [norwegianCheck],
    confidence: 0.85,
    source: "Folkeregisterforskriften section 2-2-1 to 2-2-3: fødselsnummer, D-nummer, numbers of test persons",
    values: ["15508690093", "159096 95071", "15108695088"],
    not: [{ text: "fødselsnummer 15508695094" }, { text: "hun har 15108695088", neighbour: "no-birth-number" }],
  }),
  namedId({
    id: "no-organisation-number",
    entity: "NO_ORGANISASJONSNUMMER",
    country: "no",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`[89]\d{2}[ .]?\d{3}[ .]?\d{3}`,
    names: [
      "organisasjonsnummer",
      "organisasjonsnr",
      "orgnr",
      "org nr",
      "org.nr",
      "org. nr",
      "foretaksregisteret",
      "foretaksnummer",
      "brønnøysund",
      ...companyNames,
    ],
    orAlone: true,
    check: [norwegianCompanyCheck],
    source: "Enhetsregisterloven, Brønnøysundregistrene: organisasjonsnummer",
    values: ["988077917", "989 415 077", "950814853"],
    not: [{ text: "orgnr 988077918" }, { text: "orgnr NO995525828MVA", neighbour: "no-vat-id" }],
  }),
  shapedId({
    id: "dk-cpr-checked",
    entity: "DK_CPR",
    country: "dk",
    pattern: String.raw`${day}${month}\d\d-\d{4}`,
    check: [danishCheck],
    source: "CPR-loven; CPR-kontoret, Personnummeret i CPR: modulus 11",
    values: ["211062-5629", "240393-5207", "250659-9884"],
    not: [{ text: "211062-5620 and 211362-5629" }, { text: "CPR 2110625629", neighbour: "dk-cpr" }],
  }),
  namedId({
    id: "dk-cpr",
    entity: "DK_CPR",
    country: "dk",
    pattern: String.raw`${day}${month}\d\d(?:[ -]| - )?\d{4}`,
    names: danishNames,
    source: "CPR-loven; numbers given from 2007 on need no check digit",
    values: ["211062-5621", "2110625629", "010107 1234"],
    not: [{ text: "CPR 211362-5629" }, { text: "det er 211062-5629", neighbour: "dk-cpr-checked" }],
  }),
  namedId({
    id: "dk-cvr",
    entity: "DK_CVR",
    country: "dk",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`[1-9]\d{7}|[1-9]\d(?: \d\d){3}`,
    names: [
      "cvr",
      "cvr nummer",
      "cvr nr",
      "cvrnr",
      "virksomhedsnummer",
      "se nummer",
      "se nr",
      "moms",
      ...companyNames,
      ...vatNames,
    ],
    check: [weighted([2, 7, 6, 5, 4, 3, 2, 1], 11)],
    source: "CVR-loven, Erhvervsstyrelsen: CVR-nummer, modulus 11",
    values: ["13585628", "51 64 54 21", "99970596"],
    not: [{ text: "CVR 13585629" }, { text: "moms DK13585628", neighbour: "dk-vat-id" }],
  }),
  shapedId({
    id: "is-kennitala-grouped",
    entity: "IS_KENNITALA",
    country: "is",
    pattern: String.raw`(?:[04][1-9]|[1256]\d|[37][01])${month}\d\d-\d{3}[089]`,
    check: [icelandicCheck],
    source: "Lög um þjóðskrá, kennitala; companies have 40 more in the day",
    values: ["450401-3150", "080494-0179", "060286-5749"],
    not: [{ text: "450401-3160 and 450401-3151" }, { text: "kennitala 4504013150", neighbour: "is-kennitala" }],
  }),
  namedId({
    id: "is-kennitala",
    entity: "IS_KENNITALA",
    country: "is",
    pattern: String.raw`(?:[04][1-9]|[1256]\d|[37][01])${month}\d{5}[089]`,
    names: ["kennitala", "kennitölu", "kennitalan", "kt", "kt.", ...personNames, ...companyNames],
    orAlone: true,
    check: [icelandicCheck],
    source: "Lög um þjóðskrá, kennitala",
    values: ["4504013150", "0804940179", "0611954409"],
    not: [{ text: "kennitala 4504013160" }, { text: "kennitala 450401-3150", neighbour: "is-kennitala-grouped" }],
  }),
  namedId({
    id: "nordic-passport",
    entity: "PASSPORT",
    country: "nordic",
    pattern: String.raw`[A-Z]{2}\d{7}|[A-Z]\d{7,8}|\d{8,9}`,
    names: [
      "passi",
      "passin numero",
      "passnummer",
      "passnr",
      "pasnummer",
      "pasnr",
      "vegabréf",
      "swedish passport",
      "finnish passport",
      "norwegian passport",
      "danish passport",
    ],
    confidence: 0.6,
    source: "ICAO Doc 9303 part 4; passport offices of Finland, Sweden, Norway, Denmark and Iceland",
    values: ["FP1234567", "AA7654321", "208754321"],
    not: [{ text: "passnummer FP123" }, { text: "passnummer 880320-0016", neighbour: "se-personal-number" }],
  }),
];
