/**
 * Kinds of street by language. Germanic, Nordic and Finnish streets are one word with the kind at its end and the number
 * behind it; Romance and Slavic ones have the kind in front.
 */
import { oneOf } from "../sample.ts";
import { cap, low } from "./parts.ts";

export const capital = String.raw`[A-Z\xc3-\xd4]`;
export const lower = String.raw`[a-z\x80-\xd4]`;
export const numberBehind = String.raw`\d{1,5}(?: ?[A-Za-z]|bis|-[IVX]{1,3}|/[A-Z]|[-/]\d{1,4}[A-Za-z]?)?`;
/** Kinds of street that end a word. */
const ending = oneOf(
  ...[String.raw`[Ss]tra(?:\xc3\x9f|ss)e`, String.raw`[Ss]tr\.`, "[Ww]eg", "[Pp]latz", "[Aa]llee", "gasse", "damm"],
  ...["ufer", "[Cc]haussee", "-Ring", "-Gasse", "-Damm", "-Ufer", "steig", "graben", "br(?:ü|ue)cke", "promenade"],
  ...["straat", "laan", "plein", "gracht", "kade", "dreef", "singel", "steeg", "plantsoen", "hof", "dijk"],
  ...["gatan", "vägen", "gränd", "torget", "stigen", "backen", "allén", "leden", "gata", "väg", "byvägen"],
  ...[
    "marka",
    "løkka",
    "vollen",
    "bråten",
    "kroken",
    "engen",
    "holtet",
    "eggen",
    "haugen",
    "åsen",
    "veien",
    "vegen",
    "gaten",
    "vei",
    "veg",
    "gate",
    "plassen",
    "bakken",
    "svingen",
    "tunet",
  ],
  ...["vej", "gade", "allé", "stræde", "vænget", "parken", "toften", "haven", "pladsen"],
  ...[
    "bulevardi",
    "katu",
    "tie",
    "kuja",
    "polku",
    "kaari",
    "raitti",
    "aukio",
    "väylä",
    "rinne",
    "vegur",
    "gata",
    "stígur",
    "braut",
  ],
);
const kindAlone = oneOf(
  ...[String.raw`Stra(?:\xc3\x9f|ss)e`, String.raw`Str\.`, "Weg", "Platz", "Allee", "Gasse", "Damm", "Ufer"],
  ...[
    "Chaussee",
    "Ring",
    "[Vv]ei",
    "[Vv]eg",
    "gate",
    "[Vv]ej",
    "[Pp]lads",
    "[Aa]llé",
    "[Pp]lass",
    "Gade",
    "väg",
    "gata",
    "gränd",
    "tie",
    "katu",
  ],
  ...["polku", "utca", String.raw`u\.`, "út", "útja", "tér", "körút", String.raw`krt\.`, "tee", "tänav", "puiestee"],
);
/** `Musterstraße`, `Karl-Marx-Allee` without their ends. */
const compound = `${capital}${lower}{1,24}(?:-${capital}${lower}{1,20}){0,2}`;
export const joined = `(?:van (?:de[nr]? |het )?|(?:Gl|St|Dr)\\. ?)?${compound}-?${ending}`;
export const apartKind = `(?:${cap} )?${compound}(?: ${kindAlone}|-(?:Stra(?:ß|ss)e|Gasse|Weg|Platz))`;
const romanceKinds = [
  ...[
    "Rue",
    "Avenue",
    String.raw`Av(?:(?:e|da|d)?\.)?`,
    "Boulevard",
    String.raw`B(?:oulevar)?d\.?`,
    "Allée",
    "Chemin",
    "Montée",
    "Rang",
  ],
  ...[
    "Impasse",
    "Quai",
    "Via(?:le)?",
    "Piazz(?:a|ale|etta)",
    "Borgo",
    "Rotonda",
    "Incrocio",
    "Corso",
    "Vicolo",
    "Contrada",
    "Lungotevere",
    "Calle",
    "Avenida",
  ],
  ...["Avinguda", "Plaza", "Plaça", "Paseo", "Pasaje", "Camino", "Carrer", "Carretera", "Ronda", "Travesía", "Cuesta"],
  ...["Glorieta", "Rúa", "Rua", "Praça", "Travessa", "Estrada", "Alameda", "Rodovia", "Ladeira", "Largo", "Vila"],
  ...[
    "Urbanizaci(?:ó|o)n",
    "Callej(?:ó|o)n",
    "Cerrada",
    "Privada",
    "Calzada",
    "Circuito",
    "Andador",
    "Diagonal",
    "Rambla",
    "Quinta",
  ],
];
/** With the number behind only. */
const moreRomanceKinds = [
  ...[
    "Chauss(?:é|e)e",
    String.raw`Boul\.`,
    "Drève",
    "Venelle",
    "Clos",
    "Bulevar",
    String.raw`Calz\.`,
    "Prolongaci(?:ó|o)n",
    String.raw`Priv\.`,
  ],
  ...[
    "Vico",
    "Salita",
    "Localit(?:à|a)",
    "Frazione",
    "Bairro",
    "Beco",
    "Caminho",
    "Cal(?:ç|c)ada",
    "Jir(?:ó|o)n",
    "Carrera",
  ],
  ...[
    String.raw`Pl?za\.`,
    String.raw`Ctra\.`,
    String.raw`V\.le`,
    String.raw`P\.za`,
    "Lungarno",
    "Fondamenta",
    String.raw`Jl\.`,
    "Jalan",
  ],
];
export const romance = oneOf(...romanceKinds, ...moreRomanceKinds);
/** Words that are English, too. */
export const ambiguousKinds = ["Place", "Cours", "Route", "Square", "Passage"] as const;
/** Behind a number, where they may be written small and mean nothing else. */
export const numberedRomance = oneOf(
  ...[...romanceKinds, ...ambiguousKinds].map((kind) => `[${kind[0]}${kind[0]?.toLowerCase()}]${kind.slice(1)}`),
);
export const slavic = oneOf(
  ...[String.raw`ul\.`, String.raw`al\.`, String.raw`pl\.`, String.raw`os\.`, "ulica", "aleja", "plac", "osiedle"],
  ...[String.raw`bul\.`, "ulice", String.raw`nám\.`, "náměstí", String.raw`str\.`, "[Ss]trada", "Bulevardul"],
  ...[
    "rondo",
    "skwer",
    String.raw`bulw(?:ar|\.)`,
    "Aleea",
    "Calea",
    "Λεωφ\\.",
    "Οδός",
    String.raw`ул\.`,
    "улица",
    String.raw`пр\.`,
    "проспект",
    "вул\\.",
  ],
);
const article = oneOf(
  ...["d[eaiou]s?", "dell[ae]", "dei", "l[aeo]s?", "l[ae]s", "el", "a[lu]x?", "y", "van", "sv", "od", "pod"],
);
/** Names after the kind: `de la Paix`, `dos Três Irmãos`, `Lubartowska`. */
export const named = String.raw`(?:(?:${article} ){1,2}|[dl]'|[dD]ell?['a-z]{0,3} ?)?${cap}(?:\.?[ -](?:${cap}|${low}|\d{1,4})){0,4}`;
export const numberAfterName = String.raw`,? (?:n[.º°]{0,3} ?|N[.º°] ?|nr\.? |č\. ?|km )?(?:${numberBehind}(?:, ?\d{1,2}[ºªo°]?(?: ?[A-Za-z])?)?|[sS]/[nN]\.?)`;
