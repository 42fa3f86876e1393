/** Addresses by the language of the street's name, with the number behind it. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import {
  ambiguousKinds,
  apartKind,
  brazilian,
  capital,
  joined,
  joinedToNumber,
  lower,
  named,
  numberAfterName,
  numberBehind,
  plainNumberBehind,
  romance,
  shortRomance,
  slavic,
} from "./kinds.ts";
import {
  anyPostcode,
  anyUnit,
  apart,
  between,
  cap,
  commaPlaces,
  houseNumber,
  longPostcode,
  maybeFloor,
  maybeUnit,
  notInWord,
  noWordAfter,
  place,
  placesWith,
  plainPlace,
  properParticle,
  region,
} from "./parts.ts";

const numberInFront = `(?:${houseNumber},? )?`;
/** A city behind street and number: with a postcode, or after a comma. */
const behind = String.raw`${maybeFloor}(?:\.?${placesWith(anyPostcode)}|${commaPlaces})?`;
/** - Centro, Curitiba - PR, CEP 80010-010 */
const cep = String.raw`(?:,| -)? (?:CEP:? ?)?\d{5}-?\d{3}`;
const brazilianPlaces = oneOf(
  `(?:(?:,| -) ${plainPlace}){1,3}(?:(?:, | ?[/-] ?)[A-Z]{2}(?:${cep})?|${cep})`,
  `(?:, ${plainPlace}){2}`,
);
const withPostcode = (digits: string): string => `(?:${between}${digits} ${place}(?:, ${cap})?)`;

/** Streets with a preposition need a postcode behind them: "Am Montag 12". */
const byPreposition = `(?:Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Unter den|Zum|Zur|Hinter der|Vor dem) ${capital}${lower}{2,24}`;

const code = oneOf(
  String.raw`\d{5}(?:-?\d{3})?`,
  String.raw`\d{3} \d{2}`,
  String.raw`\d{2}-\d{3}`,
  String.raw`\d{4} ?[A-Z]{2}`,
  String.raw`\d{4}-\d{3}`,
  // Oslo; no year.
  String.raw`0\d{3}`,
);

export const europeanAddresses: readonly Detector[] = [
  {
    id: "street-address-de",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "de"],
    pattern: oneOf(
      `${numberInFront}(?:(?:${joined}|${apartKind}),? |${joinedToNumber})${numberBehind}${behind}`,
      `${byPreposition} ${numberBehind}${withPostcode(String.raw`(?:[A-Z]{1,2}-)?\d{4,5}`)}`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "DIN 5008; UPU S42, addressing systems of DE, AT, CH, NL, SE, NO, DK, FI, HU",
    examples: [
      { text: "Ich wohne Musterstraße 12, 10115 Berlin.", find: ["Musterstraße 12, 10115 Berlin"] },
      { text: "Karl-Marx-Allee 3a in Berlin", find: ["Karl-Marx-Allee 3a"] },
      {
        text: "die Berliner Str. 7 und Unter den Linden 5, 10117 Berlin",
        find: ["Berliner Str. 7", "Unter den Linden 5, 10117 Berlin"],
      },
      {
        text: "naar Wilgenlaan 86\n1234 AB Utrecht, daarna Björkvägen 55, 123 45 Lund",
        find: ["Wilgenlaan 86\n1234 AB Utrecht", "Björkvägen 55, 123 45 Lund"],
      },
      { text: "Jagtvej 75B, 2. tv, 2200 København N", find: ["Jagtvej 75B, 2. tv, 2200 København N"] },
      {
        text: "Kossuth utca 12., H-1052 Budapest; Lipova ulica 5b, 1000 Ljubljana; Lale Caddesi No:15, Ankara",
        find: ["Kossuth utca 12., H-1052 Budapest", "Lipova ulica 5b, 1000 Ljubljana", "Lale Caddesi No:15, Ankara"],
      },
      {
        text: "Dr.-Max-Str. 12, 20095 Hamburg; Ahornstr.5 – 7; Bergweg 3 / Whg. 4, 20095 Hamburg",
        find: ["Dr.-Max-Str. 12, 20095 Hamburg", "Ahornstr.5 – 7", "Bergweg 3 / Whg. 4, 20095 Hamburg"],
      },
      {
        text: "van der Veldegracht 95 3 hoog, 1012 AB Amsterdam; Franz Schubert-Straße 9",
        find: ["van der Veldegracht 95 3 hoog, 1012 AB Amsterdam", "Franz Schubert-Straße 9"],
      },
    ],
    counterExamples: [
      { text: "Spring 5 and Engineering 101" },
      { text: "die Straße 12 ist lang" },
      { text: "Am Montag 12 Uhr" },
      { text: "221B Baker Street, London NW1 6XE", neighbour: "street-address-uk" },
    ],
  },
  {
    id: "street-address-keyword",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "fr", "es", "it", "pt", "br", "pl", "cz", "ro", "gr"],
    pattern: String.raw`(?:(?:${romance}|${slavic}|[Cc]/) |${shortRomance} ?)${named}${numberAfterName}(?: \d{1,4})?${behind}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "UPU S42, addressing systems of FR, ES, IT, PT, BR, PL, CZ, RO, GR, UA",
    examples: [
      { text: "Vive en Calle de Alcalá, 45, 28014 Madrid.", find: ["Calle de Alcalá, 45, 28014 Madrid"] },
      { text: "in Via Garibaldi 22\n00184 Roma (RM)", find: ["Via Garibaldi 22\n00184 Roma (RM)"] },
      { text: "Rua das Hortências, 1428, Curitiba", find: ["Rua das Hortências, 1428, Curitiba"] },
      { text: "mieszka ul. Leśna 12/3, 31-345 Kraków", find: ["ul. Leśna 12/3, 31-345 Kraków"] },
      { text: "Strada Mihai Eminescu 14, Cluj", find: ["Strada Mihai Eminescu 14, Cluj"] },
      { text: "Corso Dante, 87 - 80121 Napoli", find: ["Corso Dante, 87 - 80121 Napoli"] },
      { text: "vivo en C/ Mayor 15, 3º B, 28013 Madrid", find: ["C/ Mayor 15, 3º B, 28013 Madrid"] },
      {
        text: "en calle Mayor 5, piso 2, puerta B, 08001 Barcelona",
        find: ["calle Mayor 5, piso 2, puerta B, 08001 Barcelona"],
      },
      { text: "abito in piazza Navona 3, Roma; poi P.zza Verdi 8", find: ["piazza Navona 3, Roma", "P.zza Verdi 8"] },
      { text: "Calle Mayor 3 1º B, 37684 Majadahonda", find: ["Calle Mayor 3 1º B, 37684 Majadahonda"] },
      {
        text: "chemin des Lilas 2, 1203 Genève; Strada Lalelelor Nr. 20 Bl. 4  Sc. 3 Ap. 16, Cluj, 400001",
        find: ["chemin des Lilas 2, 1203 Genève", "Strada Lalelelor Nr. 20 Bl. 4  Sc. 3 Ap. 16, Cluj, 400001"],
      },
    ],
    counterExamples: [
      { text: "Via email 12" },
      { text: "Rue the day in 1848" },
      { text: "Calle de Alcalá" },
      { text: "ul. with 12 li, os. path 5 and Smith et al. 1990" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-without-number",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "fr", "br", "es", "mx"],
    // Only with a postcode.
    pattern: oneOf(
      `(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Ii]mpasse|[Pp]lace|[Aa]llée|[Qq]uai|[Ll]ieu-?dit|Praça|Largo|Rua) ${named}${apart}${longPostcode} ${place}`,
      // An estate and a unit in it.
      String.raw`(?:Pol(?:\.|ígono) Ind(?:\.|ustrial)|P\.I\.|Parque (?:Industrial|Empresarial)|Zona Industrial|Zone (?:Industrielle|Artisanale)|Urb(?:\.|anización)|Colonia|Col\.|Fracc\.) ${named}(?:,? (?:nave|parcela|manzana|mz\.?|lote|lt\.?|calle|portal|casa|nº|n\.º|lot) ?[0-9A-Z]{1,4}|, \d{1,4}){0,2}${apart}(?:C\.?P\.? ?)?\d{5} ${place}`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "UPU S42, addressing systems of FR, BR, ES and MX; AFNOR NF Z10-011, lieu-dit",
    examples: [
      { text: "à rue de la Paix, 75002 Paris.", find: ["rue de la Paix, 75002 Paris"] },
      { text: "Lieu-dit Le Moulin, 56320 Priziac", find: ["Lieu-dit Le Moulin, 56320 Priziac"] },
      {
        text: "en Pol. Ind. Los Olivos, nave 3, 28906 Getafe; Urb. Las Flores, 12, 29601 Marbella",
        find: ["Pol. Ind. Los Olivos, nave 3, 28906 Getafe", "Urb. Las Flores, 12, 29601 Marbella"],
      },
    ],
    counterExamples: [
      { text: "rue de la Paix" },
      { text: "place your 75002 orders" },
      { text: "Pol. Ind. Los Olivos, nave 3" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-br",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "br"],
    pattern: `${brazilian} ${named}${numberAfterName}(?:(?:,| -)? ${anyUnit}){0,2}${brazilianPlaces}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "UPU S42, addressing system of BR; Correios: guia de endereçamento",
    examples: [
      {
        text: "na Rua Aurora, 97 - Bela Vista, São Paulo - SP, 01209-001.",
        find: ["Rua Aurora, 97 - Bela Vista, São Paulo - SP, 01209-001"],
      },
      {
        text: "Rua Aurora, 21, apto 302 - Centro - São Paulo - CEP: 01209-001",
        find: ["Rua Aurora, 21, apto 302 - Centro - São Paulo - CEP: 01209-001"],
      },
      { text: "R. Augusta 1508, Consolação, São Paulo", find: ["R. Augusta 1508, Consolação, São Paulo"] },
      { text: "em Rua Aurora, 255 - Centro, Curitiba - PR", find: ["Rua Aurora, 255 - Centro, Curitiba - PR"] },
    ],
    counterExamples: [
      { text: "R. Silva, 255 and R. Costa 1999, 12" },
      { text: "Rua Aurora - Centro, Curitiba - PR" },
      { text: "Quadra 12" },
      { text: "Rua das Hortências, 1428, Curitiba", neighbour: "street-address-keyword" },
    ],
  },
  {
    id: "street-address-brasilia",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "br"],
    // No street, but sector and block, as in new quarters elsewhere.
    pattern: String.raw`(?:SQ[NS]|SH[INS]{1,2}|CL[NS]|SC[LRNS]{1,3}|Q[NSERI][A-Z]?|AOS|SMPW|Q(?:uadra|d\.)|Q\.) ?\d{1,4},? (?:(?:Bloco|Bl\.?|Conjunto|Conj\.?|Lote|Lt\.?|Casa|Apto\.?|Ap\.?|Loja|Sala) ?[0-9A-Z]{1,4},? ?(?:- )?){1,3}(?:${brazilianPlaces})?`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "Correios: endereçamento; Companhia de Planejamento do Distrito Federal, setores",
    examples: [
      { text: "SQN 210 Bloco A Apto 302, Brasília - DF", find: ["SQN 210 Bloco A Apto 302, Brasília - DF"] },
      { text: "na Quadra 12, Lote 5, Casa 3", find: ["Quadra 12, Lote 5, Casa 3"] },
      { text: "SHIN 5 Conjunto 8 Casa 2.", find: ["SHIN 5 Conjunto 8 Casa 2"] },
    ],
    counterExamples: [
      { text: "SQN 210" },
      { text: "SCS 2 and block A 302" },
      { text: "a quadra 12, um lote 5" },
      { text: "Rua Aurora, 255 - Centro, Curitiba - PR", neighbour: "street-address-br" },
    ],
  },
  {
    id: "street-address-tr",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "tr"],
    // Quarter, street, numbers of door and flat.
    pattern: String.raw`(?:${cap} ){1,3}(?:Mah(?:allesi|\.)|Cad(?:desi|\.)|So?k(?:ak|ağı|\.)|Bul(?:varı|v\.)|Blv\.)(?:,? (?:${cap}|\d{1,4})\.?){0,6}(?:,? (?:No|N|D|K|Kat|Daire|Blok|Apt)(?:[:.]| ) ?\d{1,4}(?:[/-]\d{1,4})?[A-Z]?){1,4}(?:,? \d{5})?(?:,? ${cap}(?: ?/ ?${cap}| ${cap})?)?`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "PTT: posta adresi yazım kuralları; Adres ve Numaralamaya İlişkin Yönetmelik",
    examples: [
      {
        text: "Atatürk Mah. Lale Sok. No: 12 D: 4, 34718 Kadıköy/İstanbul",
        find: ["Atatürk Mah. Lale Sok. No: 12 D: 4, 34718 Kadıköy/İstanbul"],
      },
      { text: "adres Bağdat Caddesi No:38 Daire 5 Kadıköy", find: ["Bağdat Caddesi No:38 Daire 5 Kadıköy"] },
      { text: "Gül Mahallesi 12. Sokak No 3/4, Ankara.", find: ["Gül Mahallesi 12. Sokak No 3/4, Ankara"] },
    ],
    counterExamples: [
      { text: "Atatürk Mah. ve Lale Sok. arasında" },
      { text: "Bağdat Caddesi" },
      { text: "Sok. No: 12" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-square",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "fr", "be"],
    pattern: `${oneOf(...ambiguousKinds, "Voie")} ${named}${numberAfterName}${maybeFloor}${placesWith(anyPostcode)}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "UPU S42, addressing systems of FR, BE, CH, LU",
    examples: [
      { text: "Place Royale 7 bis, 1000 Bruxelles", find: ["Place Royale 7 bis, 1000 Bruxelles"] },
      { text: "Route de Longwy 12\nL-1940 Luxembourg", find: ["Route de Longwy 12\nL-1940 Luxembourg"] },
      { text: "Cours de Rive 4, 1204 Genève", find: ["Cours de Rive 4, 1204 Genève"] },
    ],
    counterExamples: [
      { text: "Place Orders 12, and more" },
      { text: "Square Root 7" },
      { text: "Route 66" },
      { text: "Rue des Alpes 9, 1201 Genève", neighbour: "street-address-keyword" },
    ],
  },
  {
    id: "street-address-crossing",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "co"],
    // How Colombia counts: street, crossing, distance to it.
    pattern: String.raw`(?:(?:Calle|Carrera|C(?:ra|l|ll|r)\.?|K(?:ra|r)\.?|Av(?:enida)?\.?|Diagonal|Diag\.|Dg\.|Transversal|Tr\.) \d{1,3}(?:[A-Z]|ª)?(?: (?:Bis|Sur|Norte|Este))? ?(?:#|No\.?|N[º°.]) ?\d{1,3}[A-Z]? ?- ?\d{1,3}(?: (?:Sur|Norte|Este|Oeste))?|Ruta (?:Nacional |Provincial )?\d{1,3}(?: (?:Norte|Sur))?,? [Kk]m\.? \d{1,4}(?:[.,]\d)?)${behind}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "IGAC: nomenclatura domiciliaria",
    examples: [
      { text: "en la Carrera 7 # 71-21, Bogotá", find: ["Carrera 7 # 71-21, Bogotá"] },
      { text: "Cra. 15 No. 88 - 64 Apto 301", find: ["Cra. 15 No. 88 - 64 Apto 301"] },
      { text: "Calle 26B Sur #69-76", find: ["Calle 26B Sur #69-76"] },
      { text: "Cl. 68 # 4-95 Este; Ruta 5 Norte, km 720", find: ["Cl. 68 # 4-95 Este", "Ruta 5 Norte, km 720"] },
    ],
    counterExamples: [
      { text: "Carrera 7 and Calle 26" },
      { text: "Calle 26, 69-76" },
      { text: "No. 88 - 64" },
      { text: "Rua das Hortências, 1428, Curitiba", neighbour: "street-address-keyword" },
    ],
  },
  {
    id: "street-address-compact",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: String.raw`(?:[Cc]/ ?|[CV]\. |via |Urb\. )?${cap}(?:[ -](?:${properParticle} )?${cap}){0,2},? ${plainNumberBehind}${maybeUnit}${oneOf(
      `${apart}(?:[A-Z]{1,2}-)?${code},?${between}${place}`,
      String.raw`${apart}${plainPlace},\s{1,2}\d{5}(?:-\d{4})?`,
      String.raw`${apart}${plainPlace}${apart}\d{5}-?\d{3} ${place}${region}`,
    )}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.6,
    source: "UPU S42: street and number on one line, postcode and city on the next",
    examples: [
      { text: "Jan Novák\nDlouhá 12\n110 00 Praha", find: ["Dlouhá 12\n110 00 Praha"] },
      { text: "Till\nLindenhof 3a\n10115 Berlin", find: ["Lindenhof 3a\n10115 Berlin"] },
      { text: "Jelena\nBreza 9c/2\n10000 Zagreb", find: ["Breza 9c/2\n10000 Zagreb"] },
      { text: "Acme\nGroot Eiland 29\n1012 AB Amsterdam", find: ["Groot Eiland 29\n1012 AB Amsterdam"] },
    ],
    counterExamples: [
      { text: "\nChapter 12 and 10115 more" },
      { text: "Dlouhá 12\n" },
      { text: "\nDlouhá 12" },
      { text: "Musterstraße 12", neighbour: "street-address-de" },
    ],
  },
];
