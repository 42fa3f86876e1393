/** Numbers of patients, policies and medicines. Those of one country's authority: its own file. */
import type { Detector } from "../detector.ts";
import { varied } from "./checksums.ts";
import { identifier, says } from "./identifier.ts";
import { oneOf } from "./sample.ts";

const some = [{ name: "digits", min: 4 } as const, varied];

export const healthDetectors: readonly Detector[] = [
  identifier({
    id: "medical-record-number",
    entity: "MEDICAL_RECORD_NUMBER",
    tags: ["health"],
    pattern: oneOf(
      String.raw`[A-Z]{1,4}-?\d{3,12}(?:-\d{1,12}){0,3}`,
      String.raw`\d{5,12}(?:-\d{1,12}){0,3}`,
      String.raw`\d{2,4}(?:[- ]\d{2,4}){2,3}`,
      String.raw`\d{3,4}[- ]\d{3,4}`,
    ),
    caseless: true,
    words:
      "mrn, mrn#, medical record, medical record number, medical record no, medical rec no, med rec, patient id, patient number, patient no, patientid, chart number, chart no, chart#, hospital number, hospital no, unit number, pt id, hosp no, patientennummer, patienten-id, pat.-nr, fallnummer, fallnr, aufnahmenummer, numéro de dossier, ipp, historia clínica, nhc, prontuário, cartella clinica, patiëntnummer, numer pacjenta, 病历号, 患者番号",
    before: 32,
    alone: false,
    validate: some,
    source: "45 CFR 164.514 (b)(2)(i)(H); HL7 v2 PID-3",
    finds: [
      "MRN: «00123456»",
      "patient ID «AB-1234567»",
      "Medical Record Number #«12-34-56-78»",
      "Fallnr. «20240012345», IPP «8001234567»",
    ],
    not: ["record 00123456", "MRN 123", ["patient id of ada@example.com", "email"]],
  }),
  identifier({
    id: "hl7-patient-id",
    entity: "MEDICAL_RECORD_NUMBER",
    tags: ["health"],
    lead: String.raw`PID\|\d{0,3}\|[^|\r\n]{0,16}\|`,
    pattern: "[A-Z0-9-]{4,20}",
    notBefore: "[0-9A-Za-z]",
    notAfter: "[0-9A-Za-z]",
    validate: [{ name: "digits", min: 3 }],
    source: "HL7 v2.5.1, PID-3: patient identifier list",
    finds: ["PID|1||«10006579»^^^1^MRN^1||DOE^JANE", "PID|||«AB-00123»||ROE^ANN", "\\rPID|1|777|«0098765»^^^HOSP||"],
    not: ["PID|1||DOE^JANE", "pid|1||10006579", ["PID|1|| MRN: 00123456", "medical-record-number"]],
  }),
  identifier({
    id: "hl7-birth-date",
    entity: "DATE_OF_BIRTH",
    label: "confidential",
    tags: ["date", "health"],
    lead: String.raw`PID\|\d{0,3}\|[^|\r\n]{0,16}\|[^|\r\n]{1,36}\|[^|\r\n]{0,12}\|[^|\r\n]{1,32}\|[^|\r\n]{0,12}\|`,
    pattern: String.raw`(?:19|20)\d{6}(?:\d{4,6})?`,
    notBefore: "[0-9A-Za-z]",
    notAfter: "[0-9A-Za-z]",
    source: "HL7 v2.5.1, PID-7: date and time of birth",
    finds: [
      "PID|1||10006579^^^1^MRN^1||DOE^JANE||«19850314»|F",
      "PID|||AB-00123||ROE^ANN^M||«198503140830»|F|",
      "PID|1|777|0098765^^^HOSP||DOE^JOHN|ROE|«20010203»|M",
    ],
    not: [
      "PID|1||10006579||DOE^JANE||F",
      "OBX|1||10006579||DOE^JANE||19850314",
      ["PID|1|| DOB: 1985-03-14", "date-of-birth"],
    ],
  }),
  identifier({
    id: "health-plan-number",
    entity: "HEALTH_PLAN_NUMBER",
    tags: ["health", "insurance"],
    pattern: oneOf(
      String.raw`[A-Z]{1,5}-?\d{3,12}(?:(?:[ -]\d{1,12}){1,3}[A-Z]?|[A-Z]{0,2}\d?)`,
      String.raw`\d{6,14}(?:-\d{1,4}){0,2}`,
      String.raw`\d{3,4}(?:[- ]\d{2,6}){1,3}|\d{4,9}-[A-Z]{2,3}`,
    ),
    caseless: true,
    words:
      "member id, member number, member no, memberid, subscriber id, subscriber number, subscriberid, insurance id, insurance number, insurance no, insured id, policy number, policy no, policy #, policy id, policynumber, policyid, group number, group no, group #, member #, medicaid id, medicaid number, plan number, beneficiary number, health plan, insurance policy, claim number, claim no, claim id, claim #, insurance claim, healthcare claim, prior authorization, referral number, versicherungsschein, versicherungsnummer, policennummer, police d'assurance, numéro de police, numéro de mutuelle, numéro d'adhérent, póliza, número de póliza, apólice, polizza, numero di polizza",
    before: 32,
    alone: false,
    validate: some,
    source: "45 CFR 164.514 (b)(2)(i)(I); ANSI INCITS 284",
    finds: [
      "Member ID: «XYZ123456789»",
      "policy # «AB-1234567»",
      "Insurance ID: «BC-9876543»",
      "Subscriber ID «HPN12345A9», insurance policy #«88291-LK»",
      "Claim number: «1234567890123», prior authorization «PA-987654321»",
    ],
    not: ["member XYZ123456789", "policy number 12", ["member id of ada@example.com", "email"]],
  }),
  identifier({
    id: "prescription-number",
    entity: "PRESCRIPTION_NUMBER",
    tags: ["health"],
    pattern: String.raw`(?:[A-Z]{1,2}[ -]?)?\d{5,12}(?:-\d{1,5})?`,
    caseless: true,
    words:
      "rx#, rx #, rx number, rx no, prescription, prescription number, prescription no, prescription id, rezeptnummer, ordonnance, receta, receita",
    before: 24,
    alone: false,
    validate: some,
    source: "21 CFR 1306.24: serial number of a prescription",
    finds: ["Rx# «1234567», Rx #«7654321»", "prescription number: «C 7654321»", "Rx no. «0123456-00123»"],
    not: ["rx: 1234567 tx: 7654321", "order 1234567", ["rx for ada@example.com", "email"]],
  }),
  identifier({
    id: "national-drug-code",
    entity: "NDC",
    label: "confidential",
    tags: ["health", "us"],
    pattern: oneOf(String.raw`\d{4}-\d{4}-\d{2}`, String.raw`\d{5}-\d{3,4}-\d{1,2}`, String.raw`\d{11}`),
    words: "ndc, ndc#, ndc code, national drug code, drug code",
    before: 24,
    alone: false,
    source: "21 CFR 207.33: National Drug Code",
    finds: ["NDC «0002-8215-01»", "ndc: «50090-1234-0»", "NDC «00002821501»"],
    not: ["part 0002-8215-01", "NDC 123-45-6", ["ndc for ada@example.com", "email"]],
  }),
  identifier({
    id: "diagnosis-code",
    entity: "ICD_CODE",
    tags: ["health"],
    pattern: String.raw`[A-TV-Z]\d[0-9AB](?:\.?[0-9A-TV-Z]{1,4})?`,
    lead: `(?:icd(?:[- ]?1[01](?:-?(?:cm|gm|pcs))?)?|diagnos(?:is|e)[ _]?codes?|dx[ _]code|dx|ci[me]-10|cid-10)${says}`,
    words:
      "icd, icd10, icd-10, icd 10, icd-10-cm, icd10cm, icd-10-gm, icd11, icd code, diagnosis code, diagnosis codes, dx code, dx_code, dx, diagnosecode, cim-10, cie-10, cid-10",
    before: 24,
    alone: false,
    caseless: true,
    source: "WHO ICD-10; CMS ICD-10-CM guidelines",
    finds: ["ICD-10: «E11.9»", "diagnosis code «F32.1»", '"dx_code": "«S72001A»"'],
    not: ["grade E11.9", "icd10 codes", ["diagnosis code of ada@example.com", "email"]],
  }),
];
