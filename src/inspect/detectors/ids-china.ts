/** Mainland China, Hong Kong, Macau and Taiwan. */
import type { Detector } from "../detector.ts";
import { alphanumeric, checked, holdsOver, multiple, varied } from "./checksums.ts";
import { dd, mm, yymmdd } from "./dates.ts";
import { identifier } from "./identifier.ts";
import { oneOf } from "./sample.ts";

/** GB 11643: ISO 7064, MOD 11-2. */
const residentSum = holdsOver(
  "0123456789X",
  checked(11, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], "10X98765432"),
);
const region = String.raw`(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)\d{4}`;

/** GB 32100: powers of 3 modulo 31, over an alphabet without I, O, S, V and Z. */
const creditCode = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const creditSum = holdsOver(
  creditCode,
  multiple(31, [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1]),
);
const creditChar = "[0-9A-HJ-NP-RTUWXY]";
/** Ten characters with a letter among them: eighteen digits are told by a word alone (ids-labelled.ts). */
const creditEnd = oneOf(
  ...Array.from({ length: 10 }, (_, place) => `[0-9]{${place}}[A-HJ-NP-RTUWXY]${creditChar}{${9 - place}}`),
);

/** A letter counts 10 to 35; a missing one before it is a space, which counts 36 with the weight 9. */
const hkSum = holdsOver(alphanumeric, { ...multiple(11, [8, 7, 6, 5, 4, 3, 2, 1]), plus: [9 * 36] });
const hkLongSum = holdsOver(alphanumeric, multiple(11, [9, 8, 7, 6, 5, 4, 3, 2, 1]));

/** Taiwan: a letter stands for two digits, the second of which weighs 9. */
const taiwanNumbers = [
  10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33,
];
const taiwanSum = holdsOver(alphanumeric, {
  weights: [1, 8, 7, 6, 5, 4, 3, 2, 1, 1],
  values: [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...taiwanNumbers.map((number) => Math.floor(number / 10) + 9 * (number % 10))],
  ],
  modulus: 10,
});

const provinces = "京|津|冀|晋|蒙|辽|吉|黑|沪|苏|浙|皖|闽|赣|鲁|豫|鄂|湘|粤|桂|琼|渝|川|贵|云|藏|陕|甘|青|宁|新";

export const chinaDetectors: readonly Detector[] = [
  identifier({
    id: "cn-resident-id",
    entity: "CN_RESIDENT_ID",
    tags: ["government-id", "cn"],
    pattern: String.raw`${region}(?:18|19|20)\d{2}${mm}${dd}\d{3}[0-9Xx]`,
    validate: [residentSum],
    commit: { digits: 14 },
    confidence: 0.95,
    source: "GB 11643-1999: citizen identification number",
    finds: ["身份证号：«11010519491231002X»", "«440524188001010014»", "id «110101199003071233»"],
    not: ["110105194912310021", "990105194912310021", ["身份证 110105491231002", "cn-resident-id-old"]],
  }),
  identifier({
    id: "cn-resident-id-old",
    entity: "CN_RESIDENT_ID",
    tags: ["government-id", "cn"],
    pattern: String.raw`${region}${yymmdd}\d{3}`,
    words:
      "身份证, 身份证号, 身份证号码, 公民身份号码, 居民身份证, 證件號碼, 身分證, resident id, resident identity card, id card, chinese id",
    before: 64,
    alone: false,
    source: "GB 11643-1989: citizen identification number of 15 digits",
    finds: ["身份证 «110105491231002»", "resident ID: «440524800101001»", "公民身份号码：«310104640229123»."],
    not: ["110105491231002", "身份证 110105491331002", ["身份证 11010519491231002X", "cn-resident-id"]],
  }),
  identifier({
    id: "cn-credit-code",
    entity: "CN_USCC",
    label: "confidential",
    tags: ["business-id", "cn"],
    pattern: oneOf(String.raw`[ANY][1-59]\d{6}${creditChar}{10}`, String.raw`[159][1-59]\d{6}${creditEnd}`),
    validate: [creditSum, varied],
    confidence: 0.9,
    source: "GB 32100-2015: unified social credit identifier",
    finds: ["统一社会信用代码：«91350100M000100Y43»", "«91110000100003962Y»", "USCC «91440300708461136T»"],
    not: [
      "584589260032773543",
      "91350100M000100Y44",
      "81350100M000100Y43",
      ["代码 11010519491231002X", "cn-resident-id"],
    ],
  }),
  identifier({
    id: "cn-travel-document",
    entity: "CN_PASSPORT",
    tags: ["government-id", "cn"],
    pattern: oneOf(
      String.raw`[EGDSPHKM][A-Z]?\d{7,8}`,
      String.raw`[CHMHWL][A-Z]?\d{7,10}`,
      String.raw`\d{8}(?:\d{2})?`,
    ),
    caseless: true,
    words:
      "护照, 护照号, 护照号码, 護照, 港澳通行证, 通行证, 通行證, 台胞证, 台胞證, 回乡证, 回鄉證, chinese passport, travel permit, home return permit",
    before: 48,
    alone: false,
    source: "National Immigration Administration: numbers of passports and travel permits",
    finds: ["护照号码：«E12345678»", "港澳通行证 «C12345678»", "Chinese passport «EA1234567»"],
    not: ["型号 E12345678", "护照 E123", ["passport EA1234567", "passport"]],
  }),
  identifier({
    id: "cn-vehicle-plate",
    entity: "CN_VEHICLE_REGISTRATION",
    label: "confidential",
    tags: ["vehicle", "cn"],
    pattern: `(?:${provinces})[A-HJ-NP-Z](?:[ -]|·|•)?[A-HJ-NP-Z0-9]{5,6}`,
    notBefore: "[0-9A-Za-z]",
    notAfter: "[0-9A-Za-z]",
    validate: [{ name: "digits", min: 1 }],
    source: "GA 36-2018: motor vehicle number plates",
    finds: ["车牌号：«京A12345»", "«粤B·D12345»", "车牌 «沪AD12345» 违章"],
    not: ["京城A12345", "京A1234", ["车主 11010519491231002X", "cn-resident-id"]],
  }),
  identifier({
    id: "cn-bank-card",
    entity: "CREDIT_CARD",
    tags: ["financial", "pci", "cn"],
    pattern: String.raw`(?:[1-9]\d{15,18}|[1-9]\d{3}(?: \d{4}){3}(?: \d{1,3})?)`,
    words: "银行卡, 银行卡号, 卡号, 借记卡, 信用卡, 储蓄卡, 銀行卡, 信用卡號, 账号, 帳號, 银行账号",
    before: 32,
    alone: false,
    validate: [varied],
    source: "ISO/IEC 7812-1; JR/T 0008-2000: bank card numbers",
    finds: ["银行卡号：«6222021234567890123»", "卡号 «6228 4800 1234 5678 901»", "账号：«1234567890123456»"],
    not: ["订单 6222021234567890123", "卡号 12345", ["卡号, 身份证 11010519491231002X", "cn-resident-id"]],
  }),
  identifier({
    id: "hk-id",
    entity: "HK_HKID",
    tags: ["government-id", "hk"],
    pattern: String.raw`[A-Z]\d{6}\([0-9A-Z]\)`,
    validate: [hkSum],
    notAfter: "[0-9A-Za-z_]",
    confidence: 0.9,
    source: "Immigration Department of Hong Kong: check digit of the identity card",
    finds: ["HKID «A123456(3)»", "身份證號碼«G123456(A)»", "(«C668668(9)»)"],
    not: ["A123456(4)", "fA123456(3)", ["HKID A1234563", "hk-id-plain"]],
  }),
  identifier({
    id: "hk-id-two-letters",
    entity: "HK_HKID",
    tags: ["government-id", "hk"],
    pattern: String.raw`[A-Z]{2}\d{6}(?:\([0-9A-Z]\)|[0-9A-Z])`,
    words: "hkid, hong kong id, hong kong identity card, identity card, hkic, 身份證, 身份證號碼, 香港身份證",
    validate: [hkLongSum],
    notAfter: "[0-9A-Za-z_]",
    source: "Immigration Department of Hong Kong: check digit of the identity card",
    finds: ["HKID: «WX123456(9)»", "«XA987654(2)»", "香港身份證 «AB9876543»"],
    not: ["type AB9876543", "HKID WX123456(7)", ["HKID A123456(3)", "hk-id"]],
  }),
  identifier({
    id: "hk-id-plain",
    entity: "HK_HKID",
    tags: ["government-id", "hk"],
    pattern: String.raw`[A-Z]\d{6}(?:\([0-9A-Z]\)|[ -]?[0-9A-Z])`,
    caseless: true,
    words: "hkid, hong kong id, hong kong identity card, identity card, hkic, 身份證, 身份證號碼, 香港身份證",
    validate: [hkSum],
    notAfter: "[0-9A-Za-z_]",
    source: "Immigration Department of Hong Kong: check digit of the identity card",
    finds: ["HKID: «A1234563»", "«g123456(a)»", "香港身份證 «A123456-3»"],
    not: ["type A1234563", "HKID A1234564", ["holder A123456(3)", "hk-id"]],
  }),
  identifier({
    id: "mo-id",
    entity: "MO_ID",
    tags: ["government-id", "mo"],
    pattern: String.raw`[157]/?\d{6}(?:\(\d\)|/\d|\d)`,
    words:
      "bir, macau id, macao id, macau resident, macao resident, 澳門身份證, 澳门身份证, 身份證, 身份证, bilhete de identidade",
    notAfter: "[0-9A-Za-z_]",
    alone: false,
    source: "Direcção dos Serviços de Identificação: BIR",
    finds: ["澳門身份證 «1234567(8)»", "Macau ID «5/123456/7»", "BIR: «71234562»"],
    not: ["note 1234567(8)", "Macau ID 2234567(8)", ["身份證 A123456(3)", "hk-id"]],
  }),
  identifier({
    id: "tw-national-id",
    entity: "TW_NATIONAL_ID",
    tags: ["government-id", "tw"],
    pattern: String.raw`[A-Z][1289]\d{8}`,
    caseless: true,
    words:
      "身分證, 身分證字號, 身分證統一編號, 身份證字號, 身份證, 國民身分證, 居留證, 統一證號, national id, id number, taiwan id, taiwanese id, my id, arc, ui no, resident certificate, identity card",
    before: 64,
    validate: [taiwanSum, varied],
    confidence: 0.85,
    source: "Ministry of the Interior of Taiwan: national identification number, UI number of 2021",
    finds: ["身分證字號：«A123456789»", "«F131104093»", "ARC no. «A800000014»"],
    not: ["part A123456789", "身分證字號 A123456780", ["身份證 A123456(3)", "hk-id"]],
  }),
  identifier({
    id: "tw-resident-old",
    entity: "TW_ARC",
    tags: ["government-id", "immigration", "tw"],
    pattern: String.raw`[A-Z][A-D]\d{8}`,
    caseless: true,
    words: "居留證, 居留證號, 統一證號, arc, alien resident certificate, ui number, taiwan, taiwan id",
    alone: false,
    source: "National Immigration Agency of Taiwan: UI number before 2021",
    finds: ["居留證 «AA12345678»", "ARC: «FC98765432»", "alien resident certificate «ad00112233»"],
    not: ["part AA12345678", "ARC AE12345678", ["ARC A123456789", "tw-national-id"]],
  }),
  identifier({
    id: "tw-business-number",
    entity: "TW_UBN",
    label: "confidential",
    tags: ["business-id", "tax", "tw"],
    pattern: String.raw`\d{8}`,
    words: "統一編號, 統編, ubn, business administration number, 公司統編, taiwan tax id",
    alone: false,
    validate: [varied],
    source: "Fiscal Information Agency of Taiwan: Unified Business Number",
    finds: ["統一編號：«04595257»", "統編 «22099131»", "UBN: «12345675»"],
    not: ["日期 20240131", "統編 1234567", ["統編, 身分證 A123456789", "tw-national-id"]],
  }),
];
