/**
 * Markings in headers, footers and notices. The words alone are in much harmless text ("confidential information",
 * an enumeration of labels), so each detector wants what prose and code do not have: capitals, a line of its own, the
 * whole phrase, a caveat behind it.
 */
import type { Detector } from "../detector.ts";
import { oneOf } from "./sample.ts";

/** In headers the words are in capitals, or begin with one; at the beginning of a sentence only the first does. */
const phrases = oneOf(
  "(?:Strictly(?: [Pp]rivate (?:and|&))?|Highly|Company|Business|Board|(?:Private|Proprietary|Privileged) (?:and|&)) [Cc]onfidential",
  "Confidential (?:and|&) (?:[Pp]roprietary|[Pp]rivileged)",
  "(?:Commercial|Medical|Staff)[- ][Ii]n[- ][Cc]onfidence|Confidential [Tt]reatment [Rr]equested|Highly Restricted",
  "Attorney[- ][Cc]lient (?:[Pp]rivileged|Privilege|[Cc]ommunication)",
  "Attorney [Ww]ork [Pp]roduct|Legally [Pp]rivileged|Do [Nn]ot (?:[Dd]istribute|[Cc]irculate)",
  "Embargoed [Uu]ntil|Under NDA|Material [Nn]on-[Pp]ublic [Ii]nformation",
  "Export[- ][Cc]ontrolled (?:[Ii]nformation|[Tt]echnical [Dd]ata)|Distribution [Ss]tatement [B-F]",
  "Not [Ff]or (?:(?:[Ee]xternal )?[Dd]istribution|(?:[Ee]xternal|[Pp]ublic) [Rr]elease|[Cc]irculation)|For [Oo]fficial [Uu]se [Oo]nly",
  // Comments of open source have these, too, with small letters.
  "(?:For )?Internal (?:Use|Distribution) Only|Company (?:Internal|Proprietary)|Trade Secret",
  "Streng [Vv]ertraulich|Firmenvertraulich|Nicht [Zz]ur [Ww]eitergabe",
  "Nur [Zz]um [Ii]nternen [Gg]ebrauch|Nur [Ff]ür (?:[Dd]en (?:[Ii]nternen [Gg]ebrauch|[Dd]ienstgebrauch)|[Ii]nternen [Gg]ebrauch)",
  "Strictement [Cc]onfidentiel|Document [Cc]onfidentiel|Diffusion [Rr]estreinte|Usage [Ii]nterne [Uu]niquement|Ne [Pp]as [Dd]iffuser",
  "Est(?:rictamente|ritamente) [Cc]onfidencial|Documento (?:[Cc]onfidencial|[Rr]iservato)|(?:Solo|Apenas) [Pp]ara [Uu]so [Ii]nterno",
  "Solo [Pp]er [Uu]so [Ii]nterno|Strettamente (?:[Cc]onfidenziale|[Rr]iservato)|Strikt [Vv]ertrouwelijk",
);
const inCapitals = (headers: string): string => headers.replaceAll(/\[([A-Z])[a-z]\]/g, "$1").toUpperCase();

const otherScripts = [
  ...["Ściśle [Pp]oufne", "ŚCIŚLE POUFNE", "СТРОГО КОНФИДЕНЦИАЛЬНО", "Строго конфиденциально", "КОММЕРЧЕСКАЯ ТАЙНА"],
  ...[
    "ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ",
    "Для служебного пользования",
    "社外秘",
    "極秘",
    "部外秘",
    "関係者外秘",
    "取扱注意",
    "社内限",
    "【機密】",
  ],
  ...[
    "机密文件",
    "機密文件",
    "絕密",
    "绝密",
    "内部资料",
    "内部文件",
    "請勿外傳",
    "请勿外传",
    "严禁外传",
    "不得外传",
    "대외비",
    "극비",
  ],
];

const marking = { entity: "CONFIDENTIAL_MARKING", tags: ["company", "marking"] } as const;

/** Dissemination controls of CAPCO and categories of CUI; behind a known one others may follow. */
/** Of a line of copyright: its years, the company's name with what it is by law, and what rights it keeps. */
const years = String.raw`\d{4}(?: ?- ?\d{4}| ?, ?\d{4}){0,4}`;
const companyName = String.raw`(?:by )?[A-Za-z][\w&' -]{0,50}[, ] ?(?:inc|corp(?:oration)?|llc|ltd|limited|gmbh|ag|se|s\.?a\.?s?|b\.?v|plc|pty|co|kg|oy|ab|as|s\.?r\.?l|s\.?p\.?a|k\.?k)\.?,?(?: ltd\.?| kg)?`;
const allRights = String.raw`(?: and(?:/or)? (?:its|affiliates|subsidiaries)[a-z ]{0,30})?[.,;]?\s{1,3}all rights reserved`;

const caveats = `//${oneOf(
  ...[
    "REL",
    "SI",
    "TK",
    "HCS",
    "COMINT",
    "NOFORN",
    "NF",
    "ORCON",
    "OC",
    "IMCON",
    "PROPIN",
    "PR",
    "FISA",
    "FOUO",
    "LES",
  ],
  ...[
    "RSEN",
    "RD",
    "FRD",
    "CNWDI",
    "FVEY",
    "FGI",
    "SBU",
    "SAR",
    "SP",
    "BASIC",
    "PRVCY",
    "CTI",
    "EXPT",
    "FEDCON",
    "NOCON",
  ],
)}(?:-[A-Z]{1,10})?(?://[A-Z][A-Z-]{1,19}){0,3}(?: TO [A-Z]{3,4}(?:, ?[A-Z]{3,4}){0,4})?`;

export const markingDetectors: readonly Detector[] = [
  {
    ...marking,
    id: "marking-phrase",
    label: "confidential",
    pattern: oneOf(phrases, inCapitals(phrases), ...otherScripts),
    notBefore: "[A-Za-z0-9_]",
    notAfter: "[A-Za-z0-9_]",
    confidence: 0.8,
    source: "Headers and footers of ISO/IEC 27001 information classification (control A 5.13); legal privilege notices",
    examples: [
      { text: "STRICTLY CONFIDENTIAL - Board of Directors", find: ["STRICTLY CONFIDENTIAL"] },
      {
        text: "Acme Corp. Proprietary and Confidential.\nFor Internal Use Only",
        find: ["Proprietary and Confidential", "For Internal Use Only"],
      },
      {
        text: "Attorney-client privileged. Streng vertraulich!",
        find: ["Attorney-client privileged", "Streng vertraulich"],
      },
      { text: "【社外秘】2025年度計画", find: ["社外秘"] },
      { text: "Embargoed until 9 May. Board confidential", find: ["Embargoed until", "Board confidential"] },
      {
        text: "DISTRIBUTION STATEMENT C; Documento riservato",
        find: ["DISTRIBUTION STATEMENT C", "Documento riservato"],
      },
    ],
    counterExamples: [
      { text: "contains confidential information, is for internal use only" },
      { text: "// For internal use only." },
      { text: "const STRICTLY_CONFIDENTIAL = 1" },
      { text: "CONFIDENTIAL - draft", neighbour: "marking-word" },
    ],
  },
  {
    ...marking,
    id: "marking-word",
    label: "confidential",
    pattern: oneOf(
      ...["CONFIDENTIAL", "VERTRAULICH", "CONFIDENTIEL", "CONFIDENCIAL", "CONFIDENZIALE", "VERTROUWELIJK", "POUFNE"],
      ...["KONFIDENTIELLT", "FORTROLIGT?", "КОНФИДЕНЦИАЛЬНО"],
    ),
    // Names of constants, and what follows them in code.
    notBefore: "[A-Za-z0-9_.\"'`$/=(,<@-]",
    notAfter: "[A-Za-z0-9_\"'`=(,;)/@.>+]|[ \t][a-z0-9=|&({+]|:[\r\n\"'0-9({]|: [\"'0-9({]",
    confidence: 0.6,
    source: "Headers and footers of ISO/IEC 27001 information classification (control A 5.13)",
    examples: [
      { text: "CONFIDENTIAL\nQ3 forecast", find: ["CONFIDENTIAL"] },
      { text: "Subject: [CONFIDENTIAL] merger", find: ["CONFIDENTIAL"] },
      { text: "Seite 1 - VERTRAULICH - Angebot", find: ["VERTRAULICH"] },
    ],
    counterExamples: [
      { text: "CONFIDENTIAL information of others" },
      { text: "enum Label { PUBLIC, CONFIDENTIAL, SECRET }" },
      { text: 'type: "CONFIDENTIAL"' },
      { text: "STRICTLY_CONFIDENTIAL; For Internal Use Only", neighbour: "marking-phrase" },
    ],
  },
  {
    ...marking,
    id: "marking-line",
    label: "confidential",
    pattern: oneOf(
      ...["Confidential", "Vertraulich", "Confidentiel", "Confidencial", "Riservato", "RISERVATO", "Vertrouwelijk"],
      ...["Konfidentiellt", "Fortroligt?", "SECRET", "GEHEIM", "TAJNE", "GİZLİ", "HEMLIG", "СЕКРЕТНО"],
      // A whole line of it is no comment's sentence.
      ...[
        "(?:For )?[Ii]nternal use only\\.?",
        "I(?:nternal [Oo]nly|NTERNAL ONLY)",
        "Restricted [Dd]istribution",
        "RESTRICTED DISTRIBUTION",
      ],
    ),
    notBefore: String.raw`[^\n]`,
    notAfter: String.raw`[^\r\n]`,
    confidence: 0.6,
    source: "Banner lines: ISO/IEC 27001 control A 5.13, 32 CFR 2002.20",
    examples: [
      { text: "Confidential\n\nMinutes of the meeting", find: ["Confidential"] },
      { text: "Seite 3\nGEHEIM\n", find: ["GEHEIM"] },
      { text: "Anlage\r\nVertraulich\r\n", find: ["Vertraulich"] },
    ],
    counterExamples: [
      { text: "Confidential computing is new." },
      { text: "a\n- SECRET\n" },
      { text: "The Confidential\nlabel" },
      { text: "CONFIDENTIAL\n", neighbour: "marking-word" },
    ],
  },
  {
    ...marking,
    id: "marking-heading",
    label: "confidential",
    pattern: `${oneOf(
      ...["Confidential", "Vertraulich", "Confidentiel", "Confidencial", "Vertrouwelijk", "Poufne", "Konfidentiellt"],
    )} ?(?:-|–|—)`,
    notBefore: String.raw`[^\n]`,
    notAfter: "[^ ]",
    confidence: 0.6,
    source: "Headers and footers of ISO/IEC 27001 information classification (control A 5.13)",
    examples: [
      { text: "Confidential - draft of May", find: ["Confidential -"] },
      { text: "Seite 3\nVertraulich – nur Vorstand", find: ["Vertraulich –"] },
      { text: "Poufne — projekt umowy", find: ["Poufne —"] },
    ],
    counterExamples: [
      { text: "Confidential-by-default services" },
      { text: "The Confidential - as the label says" },
      { text: "- Confidential - for members" },
      { text: "Confidential\n", neighbour: "marking-line" },
    ],
  },
  {
    ...marking,
    // Apart from the others, which then are looked for by more than three letters.
    id: "marking-cui",
    label: "regulated",
    pattern: "CUI",
    notBefore: String.raw`[^\n]`,
    notAfter: String.raw`[^\r\n]`,
    confidence: 0.7,
    source: "32 CFR 2002.20: the banner marking of controlled unclassified information",
    examples: [
      { text: "Page 3\nCUI\n", find: ["CUI"] },
      { text: "CUI\nReport", find: ["CUI"] },
      { text: "a\r\nCUI\r\nb", find: ["CUI"] },
    ],
    counterExamples: [
      { text: "The CUI\nregistry" },
      { text: "CUI is short" },
      { text: "UCUI\n" },
      { text: "CUI//SP-PRVCY", neighbour: "marking-classified" },
    ],
  },
  {
    ...marking,
    id: "marking-tlp",
    label: "confidential",
    pattern: String.raw`TLP ?[:-] ?(?:RED|AMBER(?:\+STRICT)?)`,
    notBefore: "[A-Za-z0-9_]",
    notAfter: "[A-Za-z0-9_+]",
    confidence: 0.9,
    source: "FIRST, Traffic Light Protocol 2.0",
    examples: [
      { text: "TLP:RED\nIndicators follow", find: ["TLP:RED"] },
      { text: "marked TLP:AMBER+STRICT by us", find: ["TLP:AMBER+STRICT"] },
      { text: "TLP: AMBER", find: ["TLP: AMBER"] },
    ],
    counterExamples: [
      { text: "TLP:CLEAR and TLP:GREEN may be shared" },
      { text: "TLP:REDIS" },
      { text: "HTLP:RED" },
      { text: "TLP:GREEN, COMPANY CONFIDENTIAL", neighbour: "marking-phrase" },
    ],
  },
  {
    ...marking,
    id: "marking-classified",
    label: "regulated",
    pattern: oneOf(
      `(?:TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|CUI)${caveats}`,
      String.raw`\((?:TS|S|C|U|CUI)${caveats}\)`,
      ...[
        "TOP SECRET",
        "COSMIC TOP SECRET",
        "NATO (?:UNCLASSIFIED|RESTRICTED|CONFIDENTIAL|SECRET)",
        "OFFICIAL[- ]SENSITIVE",
      ],
      ...["OFFICIAL: Sensitive", "CONTROLLED UNCLASSIFIED INFORMATION", "(?:RESTREINT UE/)?EU RESTRICTED"],
      ...["U//FOUO", "PROTECTED [AB]", "CUI Category:"],
      ...["VS ?- ?(?:NfD|NFD|Vertraulich|VERTRAULICH|NUR FÜR DEN DIENSTGEBRAUCH)", "STRENG GEHEIM"],
      ...["(?:CONFIDENTIEL|TRÈS SECRET|SECRET) D[ÉE]FENSE", "DIFFUSION RESTREINTE", "СОВЕРШЕННО СЕКРЕТНО"],
      ...["ŚCIŚLE TAJNE", "HİZMETE ÖZEL"],
    ),
    notBefore: "[A-Za-z0-9_]",
    notAfter: "[A-Za-z0-9_]",
    confidence: 0.85,
    source:
      "Executive Order 13526 and the CAPCO register, 32 CFR 2002 (CUI), VSA (Germany), IGI 1300 (France), NATO C-M(2002)49, UK GSCP",
    examples: [
      { text: "TOP SECRET//SI//NOFORN", find: ["TOP SECRET//SI//NOFORN"] },
      { text: "(S//REL TO USA, FVEY) The source", find: ["(S//REL TO USA, FVEY)"] },
      { text: "Einstufung: VS-NfD; CONFIDENTIEL DÉFENSE", find: ["VS-NfD", "CONFIDENTIEL DÉFENSE"] },
      { text: "CUI//SP-PRVCY", find: ["CUI//SP-PRVCY"] },
    ],
    counterExamples: [
      { text: "const SECRET//NOSUCH" },
      { text: "the top secret plan" },
      { text: "TOP SECRETS of cooking" },
      { text: "CONFIDENTIAL\nnot classified", neighbour: "marking-word" },
    ],
  },
  {
    ...marking,
    id: "marking-field",
    label: "confidential",
    pattern: String.raw`(?:(?:Document |Data |Security |Information )?Classification|Sensitivity|Confidentiality|Klassifizierung|Vertraulichkeit(?:sstufe)?|Clasificación|Classificação|Classificazione)(?: level)?\*{0,2} ?: ?\*{0,2} ?${oneOf(
      ...[
        "(?:strictly |highly |company )?confidential",
        "restricted",
        "internal(?: use)?(?: only)?",
        "(?:top )?secret",
      ],
      ...[
        "proprietary",
        "(?:streng )?vertraulich",
        "(?:streng )?geheim",
        "intern",
        "confidentiel",
        "confidencial",
        "riservato",
      ],
    )}`,
    caseless: true,
    notBefore: "[A-Za-z0-9_\"'-]",
    notAfter: String.raw`[\w(.-]`,
    confidence: 0.8,
    source: "Document control tables: ISO/IEC 27001 control A 5.12 and A 5.13",
    examples: [
      { text: "Classification: Internal", find: ["Classification: Internal"] },
      { text: "**Sensitivity:** Highly Confidential", find: ["Sensitivity:** Highly Confidential"] },
      { text: "Klassifizierung: streng vertraulich", find: ["Klassifizierung: streng vertraulich"] },
    ],
    counterExamples: [
      { text: "Classification: images" },
      { text: "the sensitivity: how internal it is" },
      { text: "Classification: Public" },
      { text: "Classification - CONFIDENTIAL", neighbour: "marking-word" },
    ],
  },
  {
    ...marking,
    id: "marking-notice",
    label: "confidential",
    pattern: oneOf(
      "confidentiality notice",
      String.raw`this (?:e-?mail|message|communication|document|transmission|memo(?:randum)?)(?: message| transmission)?(?:,?\s(?:and|including|together with) any (?:attachments?|files?)(?: transmitted with it| thereto)?,?| \(including (?:any|all) attachments?\))?\s(?:is|are|may be|contains?|may contain|constitutes)(?: information that is)?\s(?:intended only for [a-z ]{1,40} and (?:is|may be) )?(?:strictly |legally |privileged and(?:/or)? |privileged or |private and |proprietary and )?(?:confidential|privileged)`,
      "intended (?:only|solely|exclusively) for (?:the )?(?:(?:personal |confidential )?use of )?(?:the )?(?:individual|person|addressee|(?:intended |named )?recipient)",
      "if you are not the (?:intended |named )?(?:recipient|addressee)",
      "(?:der )?inhalt dieser (?:e-?mail|nachricht) ist (?:streng )?vertraulich",
      "diese (?:e-?mail|nachricht) (?:enthält|kann) (?:streng )?vertrauliche",
      "ce (?:message|courriel)(?: et (?:ses|les) pièces jointes)? (?:est|sont|contient|peut contenir)(?: des informations)? confidentiel",
      "este (?:mensaje|correo)(?: electrónico)? (?:es|contiene|puede contener)(?: información)? confidencial",
    ),
    caseless: true,
    notBefore: "[A-Za-z0-9_]",
    confidence: 0.8,
    source: "Confidentiality notices under e-mail",
    examples: [
      { text: "CONFIDENTIALITY NOTICE: if you are not", find: ["CONFIDENTIALITY NOTICE"] },
      {
        text: "This email and any attachments are confidential and",
        find: ["This email and any attachments are confidential"],
      },
      { text: "Diese E-Mail enthält vertrauliche Informationen", find: ["Diese E-Mail enthält vertrauliche"] },
    ],
    counterExamples: [
      { text: "This message is short." },
      { text: "keep this confidential" },
      { text: "This document describes confidential computing." },
      { text: "this memo: STRICTLY CONFIDENTIAL", neighbour: "marking-phrase" },
    ],
  },
  {
    ...marking,
    id: "marking-copyright",
    label: "internal",
    // Open source has it too, so it is looked for only where somebody asks.
    optional: true,
    pattern: oneOf(
      `copyright(?: ?\\(c\\)| ?©)? ?(?:${years},? ){0,1}${companyName}${allRights}`,
      `(?:copyright(?: ?\\(c\\)| ?©)?|©|\\(c\\)) ?${years},? ${companyName}(?:${allRights}){0,1}`,
    ),
    caseless: true,
    notBefore: "[A-Za-z0-9_]",
    notAfter: "[A-Za-z0-9_]",
    confidence: 0.6,
    source: "17 U.S.C. 401; Buenos Aires Convention, article 3",
    examples: [
      {
        text: "Copyright (c) 2024 Acme Corp. All rights reserved.",
        find: ["Copyright (c) 2024 Acme Corp. All rights reserved"],
      },
      {
        text: "Copyright © 2019-2024 Beispiel GmbH. All Rights Reserved",
        find: ["Copyright © 2019-2024 Beispiel GmbH. All Rights Reserved"],
      },
      {
        text: "COPYRIGHT (C) 2001 Example Widgets, Inc. All rights reserved.",
        find: ["COPYRIGHT (C) 2001 Example Widgets, Inc. All rights reserved"],
      },
      { text: "© 2024 Acme Corp. All rights reserved.", find: ["© 2024 Acme Corp. All rights reserved"] },
      { text: "/* Copyright (c) 2024, Acme Corporation */", find: ["Copyright (c) 2024, Acme Corporation"] },
    ],
    counterExamples: [
      { text: "Copyright (c) 2024 Jane Doe\n\nPermission is hereby granted, free of charge" },
      { text: "Copyright 2009 The Go Authors. All rights reserved." },
      { text: "Acme Corp. All rights reserved" },
      { text: "copyright law protects Acme Corp" },
      { text: "Acme Corp. PROPRIETARY AND CONFIDENTIAL", neighbour: "marking-phrase" },
    ],
  },
];
