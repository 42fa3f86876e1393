/** South-east Asia. */
import type { Detector } from "../detector.ts";
import { alphanumeric, checked, holds, holdsOver, varied } from "./checksums.ts";
import { mm, yymmdd } from "./dates.ts";
import { identifier } from "./identifier.ts";
import { oneOf } from "./sample.ts";

/** ACRA: letters at the end of the numbers of businesses and of local companies. */
const uenBusiness = holdsOver(alphanumeric, checked(11, [10, 4, 9, 3, 8, 2, 7, 1], "XMKECAWLJDB"));
const uenCompany = holdsOver(alphanumeric, checked(11, [10, 8, 6, 4, 9, 7, 5, 3, 1], "ZKCMDNERGWH"));
const uenType = "(?:C[BCDHLMPSX]|DP|F[BCMN]|G[AS]|H[CS]|L[LP]|M[BCDHMQ]|N[BR]|P[ABF]|R[FP]|S[SM]|T[CU]|VH|XL)";

const thaiSum = holds(checked(11, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2], "10987654321"));
/** Provinces by the Department of Provincial Administration. */
const thaiProvince = "(?:1[0-9]|2[0-7]|3[0-9]|4[0-9]|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6])";

/** JPN: states, countries and groups of countries. */
const malaysianPlace = "(?:0[1-9]|1[0-6]|2[1-9]|[345][0-9]|6[0-8]|7[124-9]|8[2-9]|9[0-389])";

/** Kemendagri: provinces. */
const indonesianProvince = "(?:1[1-9]|2[1]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])";
/** Women have 40 more in the day. */
const indonesianDay = String.raw`(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])`;

const tinSum = (behind: number) => holds(checked(11, [9, 8, 7, 6, 5, 4, 3, 2], "0123456789-", behind));

export const southEastAsiaDetectors: readonly Detector[] = [
  identifier({
    id: "sg-nric",
    entity: "SG_NRIC_FIN",
    tags: ["government-id", "sg"],
    pattern: String.raw`[STFGM]\d{7}[A-Z]`,
    confidence: 0.8,
    source: "National Registration Act of Singapore: NRIC and FIN",
    finds: ["NRIC «S9108268C» and «T7572225C»", "«G1122144L»", "FIN: «M4332674T»."],
    not: ["PA12348L", "XS9108268C and S910826C", ["nric s9108268c", "sg-nric-labelled"]],
  }),
  identifier({
    id: "sg-nric-labelled",
    entity: "SG_NRIC_FIN",
    tags: ["government-id", "sg"],
    pattern: String.raw`[A-Z]\d{7}[A-Z]`,
    caseless: true,
    words: "fin, fin#, nric, nric#, nric/fin, ic no, ic number, identity card, singapore id, work permit",
    source: "National Registration Act of Singapore: NRIC and FIN",
    finds: ["nric: «s9108268c»", "«A1234567Z»", "FIN «g1122144l»"],
    not: ["part a1234567z", "NRIC S123456C", ["of S9108268C", "sg-nric"]],
  }),
  identifier({
    id: "sg-uen-business",
    entity: "SG_UEN",
    label: "confidential",
    tags: ["business-id", "sg"],
    pattern: String.raw`\d{8}[A-Z]`,
    validate: [uenBusiness, varied],
    confidence: 0.75,
    source: "ACRA: Unique Entity Number",
    finds: ["UEN «53125226D»", "«53125226D» registered", "(«53125226D»)"],
    not: ["53125226E", "153125226D and 53125226", ["UEN S57TU0392K", "sg-uen-other"]],
  }),
  identifier({
    id: "sg-uen-company",
    entity: "SG_UEN",
    label: "confidential",
    tags: ["business-id", "sg"],
    pattern: String.raw`(?:19|20)\d{7}[A-Z]`,
    validate: [uenCompany, varied],
    source: "ACRA: Unique Entity Number",
    finds: ["UEN «201434292D»", "«196800306E» DBS Bank", "(«201434292D»)"],
    not: ["201434292E", "2201434292D", ["UEN 53125226D", "sg-uen-business"]],
  }),
  identifier({
    id: "sg-uen-other",
    entity: "SG_UEN",
    label: "confidential",
    tags: ["business-id", "sg"],
    pattern: String.raw`[RST]\d{2}${uenType}\d{4}[A-Z]`,
    source: "ACRA: Unique Entity Number",
    finds: ["UEN «S57TU0392K»", "«T08LL1234A»", "school «T03MC0123B»."],
    not: ["S57ZZ0392K", "A57TU0392K", ["UEN 201434292D", "sg-uen-company"]],
  }),
  identifier({
    id: "my-identity-card",
    entity: "MY_MYKAD",
    tags: ["government-id", "my"],
    pattern: String.raw`${yymmdd}-${malaysianPlace}-\d{4}`,
    commit: { digits: 9 },
    confidence: 0.9,
    source: "Jabatan Pendaftaran Negara: MyKad number",
    finds: ["MyKad «880229-14-5678»", "«901231-10-1234»", "no. KP: «750101-01-0007»"],
    not: ["901331-10-1234", "901231-00-1234", ["IC 901231101234", "my-identity-card-plain"]],
  }),
  identifier({
    id: "my-identity-card-plain",
    entity: "MY_MYKAD",
    tags: ["government-id", "my"],
    pattern: String.raw`${yymmdd}${malaysianPlace}\d{4}`,
    words:
      "mykad, my kad, nric, ic, ic no, ic number, kad pengenalan, no kp, no. kp, no ic, identity card, malaysian ic, mypr",
    before: 32,
    source: "Jabatan Pendaftaran Negara: MyKad number",
    finds: ["IC no. «901231101234»", "«880229145678»", "kad pengenalan: «750101010007»"],
    not: ["at 901231101234", "IC 901331101234", ["901231-10-1234", "my-identity-card"]],
  }),
  identifier({
    id: "id-nik",
    entity: "ID_NIK",
    tags: ["government-id", "id"],
    pattern: String.raw`${indonesianProvince}(?:\d{4}|\.\d{2}\.\d{2}\.)${indonesianDay}${mm}\d{2}\.?\d{4}`,
    words:
      "nik, ktp, e-ktp, no ktp, nomor induk kependudukan, nomor ktp, induk kependudukan, kependudukan, kartu keluarga, kk, npwp, indonesian id",
    source: "Kemendagri, Permendagri 72/2022: Nomor Induk Kependudukan",
    finds: ["NIK: «3171235708900123»", "«3275016501850002»", "KTP «51.71.03.120391.0007»"],
    not: ["id 3275016501850002", "NIK 9975016501850002", ["NIK, NPWP 01.234.567.8-901.000", "id-npwp"]],
  }),
  identifier({
    id: "id-npwp",
    entity: "ID_NPWP",
    tags: ["government-id", "tax", "id"],
    pattern: String.raw`\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}`,
    // Eight are an amount.
    commit: { digits: 9 },
    confidence: 0.95,
    source: "Direktorat Jenderal Pajak: NPWP",
    finds: ["NPWP «01.234.567.8-901.000»", "«09.254.294.3-407.000»", "npwp: «31.745.892.1-012.001»"],
    not: ["01.234.567.8-901 ", "101.234.567.8-901.000", "jumlah 12.345.678", ["NPWP 012345678901000", "id-npwp-plain"]],
  }),
  identifier({
    id: "id-npwp-plain",
    entity: "ID_NPWP",
    tags: ["government-id", "tax", "id"],
    pattern: String.raw`\d{15,16}`,
    words: "npwp, nomor pokok wajib pajak, wajib pajak",
    before: 32,
    alone: false,
    validate: [varied],
    source: "Direktorat Jenderal Pajak: NPWP",
    finds: ["NPWP: «012345678901000»", "npwp «0012345678901000»", '"npwp": "«092542943407000»"'],
    not: ["id 012345678901000", "NPWP 01234567890", ["01.234.567.8-901.000", "id-npwp"]],
  }),
  identifier({
    id: "th-national-id",
    entity: "TH_TNIN",
    tags: ["government-id", "th"],
    pattern: String.raw`[1-8](?:-\d{4}-\d{5}-\d{2}-| \d{4} \d{5} \d{2} )\d`,
    validate: [thaiSum],
    commit: { digits: 9 },
    confidence: 0.95,
    source: "Department of Provincial Administration of Thailand: identification number",
    finds: ["«1-2345-67890-12-1»", "เลขบัตร «2 3456 78901 23 4»", "TNIN «3-1005-00123-45-8»."],
    not: ["1-2345-67890-12-2", "0-2345-67890-12-1", ["TNIN 2345678901234", "th-national-id-plain"]],
  }),
  identifier({
    id: "th-national-id-plain",
    entity: "TH_TNIN",
    tags: ["government-id", "th"],
    pattern: String.raw`[1-8]${thaiProvince}\d{10}`,
    words:
      "tnin, thai national id, thai id, thai id number, national id, id card, บัตรประชาชน, เลขบัตรประชาชน, เลขประจำตัวประชาชน, ประจำตัวประชาชน, เลขประจำตัวผู้เสียภาษี, เลขบัตร",
    before: 96,
    validate: [thaiSum],
    confidence: 0.85,
    source: "Department of Provincial Administration of Thailand: identification number",
    finds: ["«2345678901234»", "TNIN: «4567890123459»", "เลขประจำตัวประชาชน «1220000000007»"],
    not: ["1284567890124", "at 2345678901234 ms", "TNIN 2345678901235", ["1-2345-67890-12-1", "th-national-id"]],
  }),
  identifier({
    id: "ph-tin",
    entity: "PH_TIN",
    tags: ["government-id", "tax", "ph"],
    pattern: String.raw`\d{3}-\d{3}-\d{3}(?:-\d{3,5})?`,
    words: "tin, tin#, tin no, taxpayer identification, taxpayer identification number, bir, tax identification, buwis",
    source: "Bureau of Internal Revenue of the Philippines: Taxpayer Identification Number",
    finds: ["My TIN is «000-123-456-000»", "TIN «000-123-456»", "«123-456-789-00000»"],
    not: ["tinned 000-123-456", "TIN 000-123-45", ["BIR TIN: 000123456000", "ph-tin-plain"]],
  }),
  identifier({
    id: "ph-tin-plain",
    entity: "PH_TIN",
    tags: ["government-id", "tax", "ph"],
    pattern: String.raw`\d{12}`,
    words: "tin, tin#, tin no, taxpayer identification, taxpayer identification number, bir, tax identification, buwis",
    alone: false,
    validate: [tinSum(3), varied],
    source: "Bureau of Internal Revenue of the Philippines: Taxpayer Identification Number",
    finds: ["BIR TIN: «000123456000»", '"tin": "«123456782000»"', "taxpayer identification number «100000009000»"],
    not: ["order 000123456000", "TIN 000123457000", ["TIN 000-123-456-000", "ph-tin"]],
  }),
  identifier({
    id: "ph-tin-short",
    entity: "PH_TIN",
    tags: ["government-id", "tax", "ph"],
    pattern: String.raw`\d{9}`,
    words: "tin, tin#, tin no, taxpayer identification, taxpayer identification number, bir, tax identification, buwis",
    alone: false,
    validate: [tinSum(0), varied],
    source: "Bureau of Internal Revenue of the Philippines: Taxpayer Identification Number",
    finds: ["TIN «000123456»", "BIR: «123456782»", "tin no. «100000009»"],
    not: ["order 000123456", "Not a TIN 123456789", ["TIN 000-123-456", "ph-tin"]],
  }),
  identifier({
    id: "ph-sss",
    entity: "PH_SSS",
    tags: ["government-id", "ph"],
    pattern: String.raw`\d{2}-?\d{7}-?\d|\d{4}-\d{7}-\d`,
    words: "sss, sss no, sss number, social security system, gsis",
    before: 40,
    alone: false,
    validate: [varied],
    source: "Social Security System of the Philippines: SS number",
    finds: ["SSS «34-1234567-8»", "SSS number: «0112345678»", "sss no. «07-7654321-0»"],
    not: ["lot 34-1234567-8", "SSS 34-123456-8", ["SSS of ada@example.com", "email"]],
  }),
  identifier({
    id: "ph-philhealth",
    entity: "PH_PHILHEALTH",
    tags: ["health", "ph"],
    pattern: String.raw`\d{2}-\d{9}-\d`,
    validate: [varied],
    commit: { bytes: 13 },
    source: "Philippine Health Insurance Corporation: PhilHealth Identification Number",
    finds: ["PhilHealth «12-345678901-2»", "«19-025489631-7»", "PIN: «08-000123456-1»"],
    not: ["12-34567890-2", "112-345678901-2", ["SSS 34-1234567-8", "ph-sss"]],
  }),
  identifier({
    id: "ph-crn",
    entity: "PH_UMID",
    tags: ["government-id", "ph"],
    pattern: String.raw`0\d{3}-\d{7}-\d`,
    commit: { bytes: 13 },
    source: "EO 420 of 2005: Unified Multi-Purpose ID, Common Reference Number",
    finds: ["UMID «0111-1234567-8»", "CRN: «0033-7654321-0»", "«0028-1215160-9»"],
    not: ["1111-1234567-8", "0111-123456-8", ["CRN, PhilHealth 12-345678901-2", "ph-philhealth"]],
  }),
  identifier({
    id: "ph-philsys",
    entity: "PH_PHILSYS",
    tags: ["government-id", "ph"],
    pattern: oneOf(String.raw`\d{4}-\d{4}-\d{4}(?:-\d{4})?|\d{4}-\d{7}-\d`, String.raw`\d{12}`, String.raw`\d{16}`),
    words:
      "philsys, psn, pcn, philid, phil id, philsys number, philippine identification, pag-ibig, pagibig, mid no, hdmf",
    before: 40,
    alone: false,
    validate: [varied],
    source: "RA 11055: PhilSys Number and PhilSys Card Number; Pag-IBIG MID",
    finds: ["PhilSys PCN «1234-5678-9012-3456»", "PSN: «123456789012»", "Pag-IBIG MID «1210-1234-5678»"],
    not: ["order 1234-5678-9012", "PSN 1234", ["PCN, PhilHealth 12-345678901-2", "ph-philhealth"]],
  }),
  identifier({
    id: "vn-citizen-id",
    entity: "VN_CCCD",
    tags: ["government-id", "vn"],
    pattern: oneOf(String.raw`0(?:0[1-9]|[1-8]\d|9[0-6])[0-9]\d{2}\d{6}`, String.raw`\d{9}`),
    words:
      "cccd, cmnd, cmt, căn cước, căn cước công dân, can cuoc, can cuoc cong dan, chứng minh nhân dân, chung minh nhan dan, số cccd, số cmnd, định danh, mã định danh, vietnamese id, citizen id",
    before: 64,
    alone: false,
    validate: [varied],
    source: "Circular 07/2016/TT-BCA: personal identification number",
    finds: ["CCCD: «001085012345»", "căn cước công dân số «079190001234»", "CMND «012345678»"],
    not: ["đơn 001085012345", "CCCD 099085012345", ["CCCD, MST 0100109106", "vn-tax-code"]],
  }),
  identifier({
    id: "vn-tax-code",
    entity: "VN_MST",
    label: "confidential",
    tags: ["business-id", "tax", "vn"],
    pattern: String.raw`\d{10}(?:-\d{3})?`,
    words: "mst, mã số thuế, ma so thue, mã số doanh nghiệp, ma so doanh nghiep, vietnam tax code, tax code",
    before: 64,
    alone: false,
    source: "Circular 105/2020/TT-BTC: tax code",
    finds: ["MST «0100109106»", "mã số thuế: «0300588569-001»", "tax code «0100686174»"],
    not: ["đơn 0100109106", "MST 010010910", ["MST, CCCD 001085012345", "vn-citizen-id"]],
  }),
  identifier({
    id: "mm-nrc",
    entity: "MM_NRC",
    tags: ["government-id", "mm"],
    // State, township, kind of citizenship, number.
    pattern: String.raw`(?:1[0-4]|[1-9])/[A-Za-z]{3,12}[(](?:N|n|C|E|P|T|NAING|Naing|naing)[)] ?\d{6}`,
    confidence: 0.9,
    source: "Citizenship Law of Myanmar, 1982: national registration card",
    finds: ["NRC «12/OUKAMA(N)123456»", "«9/MaHaMa(Naing)123456»", "holder of «14/PaThaNa(N) 654321»,"],
    not: ["15/OUKAMA(N)123456", "12/OUKAMA(N)12345", ["NRC, CCCD 001085012345", "vn-citizen-id"]],
  }),
];
