/** Securities, codes of banks, and what else is written on a payment card. Card numbers and IBANs: payment.ts. */
import type { Detector } from "../detector.ts";
import { alphanumeric, holdsOver, varied } from "./checksums.ts";
import { identifier, laidOut, says } from "./identifier.ts";
import { noCentury, oneOf } from "./sample.ts";

/** ISO 3166-1, with XK. A BIC has it in the middle, an ISIN in front. */
const country =
  "(?:A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHRST]|F[IJKMOR]|G[ABDEFGHILMNPQRTUWY]|H[KNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]|M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|OM|P[AEFGHKLMNRSTWY]|QA|R[EOSUW]|S[ABCDEGHIKLMNORSTVXYZ]|T[CDGHJKLMNORTVWZ]|U[AGSYZ]|V[ACEGINU]|W[FS]|XK|Y[ET]|Z[AMW])";

const cardWords =
  "card, cards, credit card, debit card, creditcard, cc, visa, mastercard, amex, american express, discover, cvv, cvc, cvv2, cvc2, pan, cb, carte bleue, card number, karte, kreditkarte, carte, tarjeta, carta, cartão, cartao, kaart, карта, карты, 卡, cardnumber, card_number, kartennummer, kort, kortnummer, karta, karty, kartı, カード, 카드, 银行卡";

/** CUSIP Global Services: every other value doubled, digits summed. */
const cusipAlphabet = `${alphanumeric}*@#`;
const values = [...cusipAlphabet].map((_, value) => value);
const digitSum = (number: number): number => Math.floor(number / 10) + (number % 10);
const cusipSum = holdsOver(cusipAlphabet, {
  weights: [1, 1, 1, 1, 1, 1, 1, 1, 1],
  values: [values.map(digitSum), values.map((value) => digitSum(2 * value))],
  modulus: 10,
});
const sedolSum = holdsOver(alphanumeric, { weights: [1, 3, 1, 7, 3, 9, 1], modulus: 10 });

/** The names of the code, also as keys are written. */
const verificationCode = oneOf(
  ...["cvv2?", "cvc2?", "csc", "card verification(?: value| code| number)?", "card security", "security code on card"],
  ...[
    "sec(?:urity|\\.)? code",
    "sicherheitscode",
    "prüfnummer",
    "kartenprüfnummer",
    "prüfziffer",
    "cryptogramme(?: visuel)?",
  ],
  ...["código de seguridad", "codigo de seguridad", "code de sécurité", "code de securite", "código de segurança"],
  ...["codigo de seguranca", String.raw`cód\. ?seg\.`, "codice di sicurezza", "beveiligingscode", "kod bezpieczeństwa"],
  ...["säkerhetskod", "sikkerhedskode", "sikkerhetskode", "turvakoodi", "güvenlik kodu", "код безопасности"],
  ...["セキュリティコード", "安全码", "安全碼", "보안 코드"],
).replaceAll(/ (?![?])/g, "[ _-]?");

export const financialDetectors: readonly Detector[] = [
  identifier({
    id: "card-verification-code",
    entity: "CREDIT_CARD_CVV",
    tags: ["financial", "pci"],
    lead: `${verificationCode}(?:${laidOut}|\\?\\s{1,2}(?:[a-z]{1,12}: ?)?)`,
    pattern: String.raw`\d{3,4}`,
    caseless: true,
    confidence: 0.85,
    source: "PCI DSS 4.0, 3.3.1.2; ISO/IEC 7813",
    finds: [
      "4111111111111111, CVV: «123»",
      '"cvc": "«9876»"',
      "the security code is «042», Prüfziffer «314»",
      "<CVV2>«812»</CVV2>",
      "And the CVV?\\nCustomer: «812»",
      '<input name="cvc" value="«321»">',
      "**CVV:** «123», CVC2 ..... «456»",
      "<td>CVV</td><td>«123»</td>",
      "Security code\\n«042»\\n\\nCodice di sicurezza      : «314»",
      '{"label":"CVC","value":"«123»"}, cvv => "«321»"',
    ],
    not: ["cvv 12 and cvv 12345", "area code: 415", ["card 4111111111111111", "payment-card"]],
  }),
  identifier({
    id: "card-expiry",
    entity: "CREDIT_CARD_EXPIRY",
    label: "confidential",
    tags: ["financial", "pci"],
    lead: "(?:exp(?:iry|iration|ire|ires|ires on|ired|iring|d?ate)?|exp\\.|valid thru|valid through|valid until|good thru|mm/yy|gültig bis|ablaufdatum|vence|vencimiento|caduca|caduca el|caducidad|expira|validade|scadenza|scad\\.|venc\\.|срок(?: действия)?|utløper|utløpsdato|giltig till|ważna do|geldig tot|有効期限|有效期|유효기간|läuft ab|expiration date|expiry date|exp date|exp_date|expirydate|expiry_date|expiration_date|expirationdate)[\"'\\x60*)]{0,3}(?:(?: is|:|=|-)?[ \\t]{0,2}[\"'\\x60*]{0,3}|\\?\\s{1,2}(?:[a-z]{1,12}: ?)?)",
    pattern: String.raw`(?:0[1-9]|1[0-2]) ?[/-] ?(?:20)?[2-4]\d`,
    caseless: true,
    notBefore: "[0-9]",
    notAfter: String.raw`\d|[/-]\d`,
    words: cardWords,
    before: 96,
    alone: false,
    source: "ISO/IEC 7813, PCI DSS 4.0",
    finds: [
      "card 4111111111111111, exp «12/30»",
      "Visa 4111 1111 1111 1111 valid thru «09/2027»",
      "my old card 4111111111111111 expired «09/27»",
      "Card: 4111111111111111. Expiry?\\nUser: «12/28»",
      "Kartennummer 4111 1111 1111 1111, gültig bis «01/29»",
      "tarjeta 4111 1111 1111 1111 caduca «12/28»",
      "номер карты 2200000000000004, срок «05/27»",
    ],
    not: ["the offer expires 12/30", "card exp 13/30", ["card 4111111111111111 exp soon", "payment-card"]],
  }),
  identifier({
    id: "card-details",
    entity: "CREDIT_CARD_EXPIRY",
    tags: ["financial", "pci"],
    // Behind the number of a card, as in a line of a list.
    lead: String.raw`(?:3[47]\d{13}|[2456]\d{15}|[2456]\d{3}(?:[ -]\d{4}){3})["']?[ ,;|:/\t]{1,3}["']?`,
    pattern: String.raw`(?:0[1-9]|1[0-2])[/|,; -](?:20)?[2-4]\d(?:["']?[ ,;|:/\t]{1,2}["']?\d{3,4})?`,
    notAfter: String.raw`[\w]|[/.-]\d`,
    confidence: 0.8,
    source: "ISO/IEC 7813; PCI DSS 4.0, 3.3.1",
    finds: ["4111111111111111 «12/29 771»", "5555555555554444|«08|2027|552»", "A Roe,4111 1111 1111 1111,«03/28»"],
    not: ["411111111111111 12/29 771", "order 12/29 771", ["4111111111111111 13/29", "payment-card"]],
  }),
  identifier({
    id: "bank-account",
    entity: "BANK_ACCOUNT",
    tags: ["financial"],
    // Not a date.
    pattern: oneOf(
      // Hungary and Poland have 24 and 26.
      String.raw`\d{6,21}|\d{24}|\d{26}`,
      // With letters in the account, as France writes a RIB.
      String.raw`\d{5} ?\d{5} ?[0-9A-Z]{11} ?\d{2}`,
      String.raw`\d{4} ?\d{4} ?\d{11} ?\d{2}`,
      String.raw`(?:\d{3}|\d{5,8}|${noCentury}\d{2})(?:[ -]\d{1,10}){1,6}(?:/\d{4})?`,
      String.raw`\d{1,2}[ -](?:\d{3}|\d{5,10}|${noCentury}\d{2}|\d{1,2}[ -](?:\d{1,3}|\d{5,10}|${noCentury}\d{2}))(?:[ -]\d{1,10}){0,4}(?:/\d{4})?`,
      String.raw`\d{6,10}/\d{4}`,
      String.raw`\d{4}\.\d{2}\.\d{5}`,
      // Behind a clearing number, as Sweden writes it.
      String.raw`\d{4}-\d, ?\d{1,3}(?:[ -]?\d{3,4}){1,2}(?:-\d)?`,
    ),
    notAfter: String.raw`[0-9A-Za-z_]|[./:-]\d`,
    words: [
      "bank routing, direct deposit, account #, acc no, acc number, account nr, loan number, loan account, mortgage account, checking:, nuban, cci",
      "konto, kontonr, kontonummer, kontonummeret, kontonumret, kto.-nr, kto-nr, kto., bankkonto, bankgiro, plusgiro, tilinumero, rekeningnummer, bankrekening",
      "numéro de compte, n° de compte, compte n°, compte bancaire, darlehensnummer, depotnummer, cuenta corriente, cuenta bancaria, cuenta de ahorros, número de cuenta, cuenta nº, nº de cuenta, rib, nib",
      "cta cte, cta. cte, conta corrente, conta poupança, conta:, conta nº, conta n., conta bancária, c/c, conto corrente, numero di conto",
      "nr rachunku, numer rachunku, nr konta, numer konta, číslo účtu, účet, účtu, bankszámlaszám, számlaszám",
      "hesap no, hesap numarası, no rekening, nomor rekening, no. rekening, no rek, no. rek, norek, no akaun, no. akaun, nombor akaun, clearing- och kontonummer, rekening bca, số tài khoản",
      "расчётный счёт, расчетный счет, лицевой счёт, лицевой счет, номер счёта, номер счета, р/с, к/с, рахунок",
      "口座番号, 银行账号, 銀行帳號, 银行账户, 账号, เลขที่บัญชี, เลขบัญชี, رقم الحساب, מספר חשבון, खाता संख्या, खाता नंबर",
    ].join(", "),
    before: 48,
    alone: false,
    validate: [{ name: "digits", min: 6 }, varied],
    confidence: 0.6,
    source: "ISO 20022: account identification other than IBAN; national account number formats",
    finds: [
      "konto «8601 11 17947» (DNB)",
      "číslo účtu «19-2000145399/0800»",
      "расчётный счёт «40702810938000012345»",
      "conta corrente «55147-6»",
      "口座番号「«1234567»」",
      "RIB : «30002 00550 0000157845Z 02», NIB «0035 0651 00001234567 89»",
      "kontonummeret mitt er «8601.11.17947»",
      "Numer rachunku: «61109010140000071219812874»",
    ],
    not: ["konto seit 2024-03-01 oder 01-03-2024", "order 8601 11 17947", ["konto of ada@example.com", "email"]],
  }),
  identifier({
    id: "card-track-1",
    entity: "CREDIT_CARD",
    tags: ["financial", "pci"],
    // `%B4` before the other digits of the number folds to one byte.
    pattern: String.raw`(?:%?B\d|[\xb0-\xb9])\d{11,18}\^[A-Za-z][A-Za-z /.'-]{1,25}\^\d{7}[0-9A-Za-z ^]{0,40}\??`,
    notBefore: "[0-9A-Za-z]",
    notAfter: "[0-9A-Za-z]",
    confidence: 0.95,
    source: "ISO/IEC 7813: track 1, format B",
    finds: [
      "«%B4111111111111111^DOE/JANE^30121011234567890?»",
      "swiped: «B5555555555554444^ROE/RICHARD A^2909101?»",
      "«%B378282246310005^SMITH/J^2808201000000000»;",
    ],
    not: ["B4111^DOE/JANE^3012101", "B4111111111111111^DOE", ["4111111111111111^x", "payment-card"]],
  }),
  identifier({
    id: "card-track-2",
    entity: "CREDIT_CARD",
    tags: ["financial", "pci"],
    pattern: String.raw`;?[2-69]\d{11,18}=\d{2}(?:0[1-9]|1[0-2])[1-7]\d{2}\d{0,17}\??`,
    notBefore: "[0-9A-Za-z]",
    notAfter: "[0-9A-Za-z]",
    confidence: 0.9,
    source: "ISO/IEC 7813: track 2",
    finds: [
      "«;4111111111111111=30121011234567890?»",
      "«5555555555554444=2909101»",
      "track2 «;378282246310005=280820100000?»",
    ],
    not: ["4111=3012101", "x=4111111111111111=3012", ["4111111111111111=x", "payment-card"]],
  }),
  identifier({
    id: "bic",
    entity: "SWIFT_CODE",
    label: "internal",
    tags: ["financial"],
    pattern: `[A-Z]{4}${country}[A-Z0-9]{2}(?:[A-Z0-9]{3})?`,
    lead: `(?:SWIFT|Swift|swift|BIC|bic)(?:/(?:BIC|SWIFT|bic))?(?: [Cc]ode)?${says}`,
    words: "swift, bic, swift code, swift/bic, bic/swift, swiftcode, biccode, swiftbic",
    before: 40,
    alone: false,
    source: "ISO 9362: business identifier code",
    finds: ["SWIFT: «DEUTDEFF500»", "BIC «COBADEFFXXX»", '"bic": "«NWBKGB2L»"'],
    not: ["the class DEUTDEFF", "SWIFT DEUTQQFF", ["BIC, DE89 3704 0044 0532 0130 00", "iban"]],
  }),
  identifier({
    id: "isin",
    entity: "ISIN",
    label: "internal",
    tags: ["financial"],
    pattern: `(?:${country}|XS|EU)[A-Z0-9]{9}[0-9]`,
    lead: `(?:ISIN|isin)(?: [Cc]ode)?${says}`,
    words: "isin, isincode, isin number",
    before: 40,
    validate: [{ name: "digits", min: 4 }],
    alone: false,
    source: "ISO 6166: international securities identification number",
    finds: ["ISIN «US0378331005»", "isin: «DE000BAY0017»", "ISIN code: «XS1234567890»"],
    not: ["part US0378331005", "ISIN QQ0378331005", ["ISIN, DE89 3704 0044 0532 0130 00", "iban"]],
  }),
  identifier({
    id: "cusip",
    entity: "CUSIP",
    label: "internal",
    tags: ["financial", "us"],
    pattern: "[0-9]{3}[0-9A-Z*@#]{5}[0-9]",
    words: "cusip, cusip number, cusip no",
    before: 32,
    alone: false,
    validate: [cusipSum],
    source: "ANSI X9.6: CUSIP",
    finds: ["CUSIP «037833100»", "cusip: «38259P508»", "CUSIP no. «594918104»"],
    not: ["order 037833100", "CUSIP 037833101", ["CUSIP, ISIN US0378331005", "isin"]],
  }),
  identifier({
    id: "sedol",
    entity: "SEDOL",
    label: "internal",
    tags: ["financial", "uk"],
    pattern: "[0-9B-DF-HJ-NP-TV-Z]{6}[0-9]",
    lead: `sedol${says}`,
    words: "sedol, sedol code",
    before: 32,
    alone: false,
    validate: [sedolSum],
    caseless: true,
    source: "London Stock Exchange: SEDOL Masterfile",
    finds: ["SEDOL «0263494»", "sedol: «B0WNLY7»", "SEDOL code «0798059»"],
    not: ["order 0263494", "SEDOL 0263495", ["SEDOL, ISIN US0378331005", "isin"]],
  }),
  identifier({
    id: "ca-transit-number",
    entity: "CA_TRANSIT_NUMBER",
    label: "confidential",
    tags: ["financial", "ca"],
    pattern: String.raw`(?:\d{5}-\d{3}|0\d{8})`,
    words:
      "transit, transit number, institution number, transit no, financial institution, eft routing, numéro de transit",
    before: 40,
    alone: false,
    source: "Payments Canada, Rule A4: routing numbers",
    finds: ["transit number «12345-004»", "EFT routing «000412345»", "transit no. «00011-010»"],
    not: ["pages 12345-004", "transit number 1234-004", ["transit, ISIN US0378331005", "isin"]],
  }),
];
