/** Numbers that authorities and payers of the United States give to people and firms. SSN: social-security.ts; passport and licence: identity-documents.ts. */
import type { Detector } from "../detector.ts";
import { checked, holds, luhn, multiple, varied } from "./checksums.ts";
import { identifier, says } from "./identifier.ts";
import { noCentury, oneOf } from "./sample.ts";

/** 26 CFR 301.6109-1: 9xx, and a group of 50-65, 70-88, 90-92 or 94-99. */
const itin = (first: string, second = first): string =>
  String.raw`9\d{2}${first}(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])${second}\d{4}`;

/** IRS: the prefixes that are valid. */
const ein = String.raw`(?:0[1-6]|1[0-6]|2[0-7]|3[0-9]|4[0-8]|5[0-9]|6[0-8]|7[1-7]|8[0-8]|9[0-58-9])-?\d{7}`;

/** EIN of Acme Inc. */
const ofWhom = String.raw`(?: (?:of|for)(?: [\w.,&'-]{1,16}){1,3})?`;

/** CMS: letters without S, L, O, I, B and Z. */
const mbiLetter = "[AC-HJKMNP-RT-Y]";
const mbiEither = "[0-9AC-HJKMNP-RT-Y]";
const mbi = (separator: string): string =>
  String.raw`[1-9]${mbiLetter}${mbiEither}\d${separator}${mbiLetter}${mbiEither}\d${separator}${mbiLetter}{2}\d{2}`;

const routingSum = holds(multiple(10, [3, 7, 1, 3, 7, 1, 3, 7, 1]));
const routingPrefix = "(?:0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)";

/** The 80840 of health in the United States stands before the number, unwritten, and is worth 24. */
const npiSum = luhn(10, [24]);

export const unitedStatesDetectors: readonly Detector[] = [
  identifier({
    id: "us-itin",
    entity: "US_ITIN",
    tags: ["government-id", "tax", "us"],
    pattern: oneOf(itin("-"), itin(" ")),
    commit: { digits: 7 },
    source: "26 CFR 301.6109-1, IRS Publication 1915",
    finds: ["my ITIN is «911-70-1234».", "«911-53-1234»", "«987 65 4329» is on the form"],
    not: ["911-89-1234", "1911-70-1234 and 911-70-12345", ["078-05-1120", "us-ssn"]],
  }),
  identifier({
    id: "us-itin-plain",
    entity: "US_ITIN",
    tags: ["government-id", "tax", "us"],
    pattern: oneOf(itin(""), itin("-", ""), itin("", "-")),
    words: "itin, individual taxpayer, taxpayer, taxpayer id, tax id, tin, irs",
    source: "26 CFR 301.6109-1, IRS Publication 1915",
    finds: ["ITIN: «911701234»", "«911701234»", '"taxpayer_id": "«987654329»"'],
    not: ["order 911701234 was shipped", "ITIN: 911891234", ["911-70-1234", "us-itin"]],
  }),
  identifier({
    id: "us-ein",
    entity: "US_EIN",
    label: "confidential",
    tags: ["business-id", "tax", "us"],
    pattern: ein,
    words:
      "federal ein, employer identification, employer id, federal tax id, federal tax, fed id, fed tax id, tax id, tax number, taxpayer id, tin, employer number, employer's number, irs",
    alone: false,
    source: "26 CFR 301.6109-1, IRS: valid EIN prefixes",
    finds: [
      "Employer ID: «12-3456789»",
      "Federal Tax ID «47-1234567», Inc.",
      '{"employerId": "«911234567»"}',
      "payer TIN «12-3456789»",
    ],
    not: ["part 12-3456789", "tax ID 00-1234567", ["tax ID of 078-05-1120", "us-ssn"]],
  }),
  identifier({
    // A German article, too: nothing may stand between, and in small letters a sign must.
    id: "us-ein-named",
    entity: "US_EIN",
    label: "confidential",
    tags: ["business-id", "tax", "us"],
    pattern: ein,
    lead: oneOf(
      String.raw`F?EIN${ofWhom}(?: N(?:o\.?|umber))?${says}`,
      String.raw`[Ff]?[Ee]in${ofWhom}(?:[ _](?:number|no\.?|is)|["'\x60*]{0,3} ?[:=#])[ :]{0,2}["'\x60*]{0,3}`,
    ),
    // The same words once more: here they are whole ones, and not the end of `protein`.
    words: "ein, fein",
    alone: false,
    source: "26 CFR 301.6109-1, IRS: valid EIN prefixes",
    finds: [
      "EIN: «12-3456789»",
      "the EIN of Acme Inc. is «47-1234567»",
      '{"ein": "«911234567»"}',
      "provider EIN No. «20-1234567»",
      "EIN «471234567», my ein is «12-3456789»",
    ],
    not: [
      "ein Archiv von 471234567 Byte",
      "Das ist ein 12-3456789 langer Test",
      "protein 471234567",
      "EIN 00-1234567",
      ["EIN of 078-05-1120", "us-ssn"],
    ],
  }),
  identifier({
    id: "us-mbi",
    entity: "US_MBI",
    tags: ["health", "us"],
    pattern: oneOf(mbi("-"), mbi(" ")),
    caseless: true,
    commit: { bytes: 9 },
    confidence: 0.9,
    source: "CMS: Medicare Beneficiary Identifier format",
    finds: ["Medicare ID: «1EG4-TE5-MK73»", "«1eg4-te5-mk73»", "«2AG9 XC4 NN22» and «3CD5-FG7-HJ89»"],
    not: ["1SG4-TE5-MK73", "1EG4-TE5-OK73 and AEG4-TE5-MK73", ["1EG4TE5MK73", "us-mbi-plain"]],
  }),
  identifier({
    id: "us-mbi-plain",
    entity: "US_MBI",
    tags: ["health", "us"],
    pattern: mbi(""),
    confidence: 0.8,
    source: "CMS: Medicare Beneficiary Identifier format",
    finds: ["MBI «1EG4TE5MK73»", "«3CD5FG7HJ89»", '"medicareId": "«2AG9XC4NN22»"'],
    not: ["1EG4TE5MK7", "1BG4TE5MK73", ["1EG4-TE5-MK73", "us-mbi"]],
  }),
  identifier({
    id: "us-medicare-claim",
    entity: "US_HICN",
    tags: ["health", "us"],
    pattern: String.raw`\d{3}-?\d{2}-?\d{4}-?(?:[A-FHJKMTW][0-9A-Z]?|[A-Z]{2}\d)`,
    words: "hicn, hic, health insurance claim, medicare, medicare claim, medicare number",
    alone: false,
    source: "CMS: health insurance claim number, beneficiary identification codes",
    finds: ["HICN «123-45-6789A»", "Medicare claim number: «123456789B1»", "hic: «078-05-1120-C2»"],
    not: ["part 123-45-6789A", "HICN 123-45-6789Z", ["HICN 078-05-1120", "us-ssn"]],
  }),
  identifier({
    id: "us-npi",
    entity: "US_NPI",
    label: "confidential",
    tags: ["health", "us"],
    pattern: String.raw`[12]\d{3}[ -]?\d{3}[ -]?\d{3}`,
    words: "npi, npi#, national provider, provider, provider id, provider number, prescriber, physician, hcp",
    validate: [npiSum, varied],
    source: "45 CFR 162.406, CMS: NPI check digit",
    finds: ["NPI: «1234567893»", "«1234-567-893»", "NPI «1234567893» and NPI «1245319599»"],
    not: ["1234567893 rows", "NPI 3234567893", "NPI 1234567894", ["NPI card 4111111111111111", "payment-card"]],
  }),
  identifier({
    id: "us-dea-number",
    entity: "MEDICAL_LICENSE",
    tags: ["health", "us"],
    pattern: String.raw`[ABCDEFGHJKLMPRSTUXabcdefghjklmprstux][A-Za-z9][ -]?\d{7}`,
    words:
      "dea, dea#, medical, medical license, license, licence, certificate, prescriber, physician, doctor, dr, practitioner, provider, npi, rx, registration",
    validate: [holds(checked(10, [1, 2, 1, 2, 1, 2], "0123456789"))],
    source: "21 CFR 1301.35, DEA registration number check digit",
    finds: ["DEA number «BB1388568»", "«AB1234563»", "Dr. Jones, DEA# «F91234563»"],
    not: ["KB1388568 is an update", "DEA: BB1388569", ["passport AB1234563", "passport"]],
  }),
  identifier({
    id: "us-alien-number",
    entity: "US_ALIEN_NUMBER",
    tags: ["government-id", "immigration", "us"],
    pattern: String.raw`(?:[Aa]#?[ -]?)?(?:\d{3}[ -]\d{3}[ -]\d{3}|\d{2}[ -]\d{3}[ -]\d{3}|\d{8,9})`,
    words:
      "a number, a-number, alien, alien number, alien registration, uscis, uscis number, green card, permanent resident, immigration, ead",
    alone: false,
    source: "8 CFR 1.2, USCIS: A-Number",
    finds: ["A-Number: «A123-456-789»", "green card «A 12345678»", "USCIS# «123456789»"],
    not: ["section A12345678", "alien A1234567", ["alien 078-05-1120", "us-ssn"]],
  }),
  identifier({
    id: "us-uscis-receipt",
    entity: "US_USCIS_RECEIPT",
    label: "confidential",
    tags: ["government-id", "immigration", "us"],
    pattern: String.raw`(?:EAC|WAC|LIN|SRC|NBC|MSC|IOE|YSC)[ -]?\d{2}[ -]?\d{3}[ -]?\d{5}`,
    caseless: true,
    commit: { digits: 8 },
    confidence: 0.9,
    source: "USCIS: receipt number",
    finds: ["case «IOE0912345678»", "«EAC-21-123-45678»", "receipt «msc2190123456» pending"],
    not: ["IOE091234567 ", "ABC0912345678", ["alien number 078-05-1120", "us-ssn"]],
  }),
  identifier({
    id: "us-dod-id",
    entity: "US_DOD_ID",
    tags: ["government-id", "us"],
    pattern: String.raw`\d{10}`,
    words: "edipi, dod id, dodid, dod edi, dod number, cac id, electronic data interchange personal identifier",
    alone: false,
    source: "DoDI 1000.13: DoD identification number",
    finds: ["EDIPI: «1234567890»", "DoD ID «1098765432»", '{"dod_id": "«1234567890»"}'],
    not: ["order 1234567890", "EDIPI 123456789", ["DoD ID, SSN 078051120", "us-ssn-labelled"]],
  }),
  identifier({
    id: "us-known-traveler",
    entity: "US_KNOWN_TRAVELER",
    label: "confidential",
    tags: ["government-id", "travel", "us"],
    pattern: String.raw`(?:TT[0-9A-Z]{7}|\d{8,10})`,
    caseless: true,
    lead: `(?:known travell?er|ktn|pass ?id|global entry(?: passid)?|nexus|sentri|precheck|redress(?: control)?)${says}`,
    words:
      "known traveler, known traveller, ktn, passid, pass id, global entry, nexus, sentri, precheck, redress, redress control",
    alone: false,
    source: "TSA: Known Traveler Number; CBP: PASSID",
    finds: ["KTN: «TT12B34C5»", "Global Entry PASSID «987654321»", "known traveler number «123456789»"],
    not: ["TT12B34C5 alone", "KTN 1234", ["KTN, passport A12345678", "us-passport"]],
  }),
  identifier({
    id: "us-zip-code",
    entity: "US_ZIP_CODE",
    label: "confidential",
    tags: ["location", "us"],
    pattern: String.raw`\d{5}(?:-\d{4})?`,
    words: "zip, zip code, zipcode, zip+4, postal code, postalcode, postcode",
    before: 24,
    alone: false,
    source: "USPS Domestic Mail Manual 602.1.8",
    finds: ["zip code: «94043»", '"zip": "«10001-0001»"', "ZIP «60601»"],
    not: ["unzip 94043", "zip 123456", ["zip of 742 Evergreen Terrace, Springfield, IL 62704", "street-address-us"]],
  }),
  identifier({
    id: "us-routing-number",
    entity: "ABA_ROUTING_NUMBER",
    label: "confidential",
    tags: ["financial", "us"],
    pattern: oneOf(String.raw`${routingPrefix}\d{7}`, String.raw`${routingPrefix}\d{2}-\d{4}-\d`),
    words:
      "aba, routing, routing number, routing transit, rtn, transit number, bank routing, abarouting, aba number, wire, ach, bankrouting",
    validate: [routingSum, varied],
    source: "American Bankers Association: Key to Routing Numbers",
    finds: ["routing number «121000358»", "«121042882»", "ABA: «1210-0035-8»"],
    not: ["421042111", "routing 121000359", ["SSN 078051120", "us-ssn-labelled"]],
  }),
  identifier({
    id: "us-bank-account",
    entity: "US_BANK_NUMBER",
    tags: ["financial", "us"],
    // Not a date: `my account is locked since 2024-05-01 10:22`.
    pattern: oneOf(
      String.raw`\d{6,17}`,
      String.raw`(?:${noCentury}\d{2}|\d{3})(?:[ -]\d{2,4}){2,4}`,
      String.raw`\d{2}[ -](?:\d{2}[ -](?:\d{2,3}|${noCentury}\d{2})(?:[ -]\d{2,4}){1,2}|\d{3,4}(?:[ -]\d{2,4}){1,3})`,
    ),
    notAfter: String.raw`[0-9A-Za-z_]|[.:-]\d`,
    words:
      "account number, account no, acct, acct no, acct number, account#, acct#, a/c, a/c no, bank account, checking account, savings account, deposit account, beneficiary account, debit account, my account, your account, our account, his account, her account, their account, account:, account is, account num, acc. no, account #, acct. no, acc no, acc nr, account nr, a/c number, a/c #, credit account, payee account, source account, destination account, to account, from account, savings:, chequing account, cheque account, current account, payee account number, accountnum, bankaccount, kontonummer",
    before: 40,
    alone: false,
    validate: [varied],
    confidence: 0.65,
    source: "ASC X9: account numbers in check MICR lines, 8 to 17 digits",
    finds: [
      "checking account «0123456789»",
      "Acct #: «945456787654»",
      "your account «48291734» was charged",
      '{"accountNumber": "«00012345678»"}',
    ],
    not: [
      "account 0123456789 of the service",
      "my account is locked since 2024-05-01 10:22, or 01-05-2024 10:22",
      "account number 12345",
      ["account number of ada@example.com", "email"],
    ],
  }),
  identifier({
    id: "us-account-behind-routing",
    entity: "US_BANK_NUMBER",
    tags: ["financial", "us"],
    lead: String.raw`[Rr]outing(?: (?:number|no\.?|#))?(?: is|:)? ?\d{9}[,;]?\s{1,2}(?:and )?(?:account|acct\.?|a/c)(?: (?:number|no\.?|#))?(?: is|:)? ?`,
    pattern: String.raw`\d{5,17}`,
    notBefore: "[0-9A-Za-z]",
    validate: [varied],
    source: "ASC X9: account numbers in check MICR lines, 8 to 17 digits",
    finds: [
      "routing 021000021 account «0123456789»",
      "Routing number 021000021, acct «945456787654»",
      "routing: 021000021 and account no. «48291734»",
    ],
    not: [
      "routing table, account 0123456789",
      "routing 021000021 account of 12",
      ["routing 021000021, ada@example.com", "email"],
    ],
  }),
  identifier({
    id: "us-bank-account-alone",
    entity: "US_BANK_NUMBER",
    tags: ["financial", "us"],
    pattern: String.raw`\d{12}`,
    words: "checking, savings, bank account",
    validate: [varied],
    confidence: 0.5,
    source: "ASC X9: account numbers in check MICR lines, 8 to 17 digits",
    finds: ["«945456787654»", "transfer to checking «945456787654»", "savings: «123400567890»"],
    not: ["row 945456787654", "savings 1234", ["SSN, checking 078-05-1120", "us-ssn"]],
  }),
];
