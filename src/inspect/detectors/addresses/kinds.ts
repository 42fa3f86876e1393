/**
 * Kinds of street by language. Germanic, Nordic and Finnish streets are one word with the kind at its end and the number
 * behind it; Romance and Slavic ones have the kind in front.
 */
import { oneOf } from "../sample.ts";
import { cap, low } from "./parts.ts";

export const capital = String.raw`[A-Z\xc3-\xd4]`;
export const lower = String.raw`[a-z\x80-\xd4]`;
/** 12, 12 a, Nr. 5, 12 bis, 5 – 7, 45/3/12, 12a-3, 3a-c */
export const numberBehind = String.raw`(?:[Nn]r\.? ?|No[:.] ?)?\d{1,5}(?: ?[A-Za-z]| ?bis|-[IVX]{1,3}|/[A-Z])?(?: ?(?:[-/]|–) ?\d{1,4}(?: ?[A-Za-z])?){0,2}(?:-(?:[a-z]|hs|bg))?`;
/** Where any capitalised word may stand before it, and `SSN 078-05-1120` has to be decided soon. */
export const plainNumberBehind = String.raw`\d{1,5}(?: ?[A-Za-z]|[A-Za-z]/\d{1,3}| ?bis|-[IVX]{1,3}|/[A-Z]|[-/]\d{1,4}[A-Za-z]?)?`;
/** Kinds of street that end a word. */
const ending = oneOf(
  ...[String.raw`[Ss]tra(?:\xc3\x9f|ss)e`, String.raw`[Ss]tr\.`, "[Ww]eg", "[Pp]latz", "[Aa]llee", "gasse", "damm"],
  ...[
    "ufer",
    "twiete",
    "kamp",
    "[Cc]haussee",
    "-Ring",
    "-Gasse",
    "-Damm",
    "-Ufer",
    "steig",
    "graben",
    "br(?:ü|ue)cke",
    "promenade",
  ],
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
  ...[
    "ulica",
    "cesta",
    "trg",
    "námestie",
    "náměstí",
    "Caddesi",
    String.raw`Cad\.`,
    String.raw`So?k\.`,
    "Sokak",
    "Sokağı",
    "Bulvarı",
  ],
);
/** `Musterstraße`, `Karl-Marx-Allee` without their ends. */
const compound = `${capital}${lower}{1,24}(?:-${capital}${lower}{1,20}){0,2}`;
/** `Dr.-Max-Straße`, `Obere Hauptstraße`, `Jan van Galenstraat` */
const beforeCompound = oneOf(
  "van (?:de[nr]? |het )?",
  String.raw`(?:Gl|St|Dr|Prof|Burg)\. ?`,
  String.raw`(?:[A-Z][a-z]{0,4}\.-){1,2}`,
  "(?:Jan|Hugo) (?:van|de) ",
  "(?:Burgemeester|Sint|Plantage|Oude|Nieuwe|Obere|Untere|Alte|Neue|Große|Kleine|Hohe|Am|Im|An der) ",
  `${capital}${lower}{2,12}er `,
);
export const joined = `${beforeCompound}?${compound}-?${ending}`;
/** `Hauptstr.12` */
export const joinedToNumber = String.raw`${compound}[Ss]tr\.`;
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
    "Lungomare",
    "Traversa",
    "Rione",
    "Galleria",
    "Circonvallazione",
    "Cascina",
    "(?:Gran )?V(?:í|i)a",
    "Passeig",
    "Riera",
    "Praza",
    "Travessera",
    "Costanilla",
    "Barrio",
    "Malecón",
    "Viela",
    "Servidão",
    "Loteamento",
    "Conjunto",
    "Fondamenta",
    String.raw`Jl\.`,
    "Jalan",
  ],
];
/** Written small, too, where a capital and a number follow. */
const smallRomanceKinds = [
  ...["rue", "boulevard", "quai", "allée", "viale", "piazza", "corso", "vicolo", "calle", "avenida", "rua", "plaza"],
  ...["paseo", "carrer", "avinguda", "carretera", "praça", "travessa", "avenue", "chemin", "impasse", "ruelle"],
];
/** With the number behind only, and no space needed before the name. */
const shortRomanceKinds = [
  ...[String.raw`Cl\.`, String.raw`Avg?da?\.`, String.raw`P\.?º`, String.raw`Pso\.`, String.raw`Plz?\.`],
  ...[String.raw`C(?:rt|tr|r)a\.`, String.raw`Cno\.`, String.raw`Rda\.`, String.raw`Trav\.`, String.raw`Gta\.`],
  ...[String.raw`Pje\.`, String.raw`Urb\.`, String.raw`Bda\.`, String.raw`Pg(?:no)?\.`, String.raw`Pol\. Ind\.`, "Bº"],
  ...[String.raw`P\.zza`, String.raw`P\.le`, String.raw`C\.so`, String.raw`L\.go`, String.raw`V\.lo`],
  ...[String.raw`C\.da`, String.raw`Loc\.`, String.raw`Fraz\.`],
  ...[String.raw`Tv\.`, String.raw`Pça?\.`, String.raw`Estr\.`, String.raw`Rod\.`],
  ...[String.raw`Lg\.`, String.raw`Ld\.`, String.raw`Blv\.`, String.raw`Diag\.`, String.raw`Gg\.`],
];
export const romance = oneOf(...romanceKinds, ...moreRomanceKinds, ...smallRomanceKinds);
export const shortRomance = oneOf(...shortRomanceKinds);
/** Behind a number, and written small: French. */
export const smallFrench = oneOf(
  ...["rte", "Rte", String.raw`[Ii]mp\.?`, "[Bb]l?v?d", "ave", String.raw`(?:all|ch|che|chem)\. d(?:es|u|e)`, "ruelle"],
  ...["sentier", "sente", "cité", "résidence", String.raw`rés\.`, "lotissement", "hameau", "esplanade", "promenade"],
  ...["faubourg", "fb?g", "rond-point", "venelle", "traverse", "chaussée", "clos", "parvis", "villa", "allées"],
  ...["voie", "domaine", String.raw`r\.`, String.raw`[Bb]oul\.`],
);
/** Where a district and a state follow, or a CEP: `R.` alone is an initial. */
export const brazilian = oneOf(
  ...["[Rr]ua", "[Aa]venida", String.raw`Av\.?`, String.raw`R\.`, "[Aa]lameda", String.raw`Al\.`, "[Tt]ravessa"],
  ...[String.raw`T(?:ra)?v\.`, "[Pp]raça", String.raw`Pça?\.`, "Estrada", String.raw`Estr?\.`, "Rodovia"],
  ...[String.raw`Rod\.`, "Largo", String.raw`Lg\.`, "Ladeira", String.raw`Ld\.`, "Vi(?:e)?la", "Servidão"],
  ...[
    "Beco",
    "Loteamento",
    "Conjunto",
    "Condomínio",
    "Quadra",
    "Parque",
    "Passarela",
    "Marginal",
    "Corso",
    "Calle",
    "Via",
  ],
);
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
    "(?:Ș|S)oseaua",
    "Intrarea",
    "Splaiul",
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
export const named = String.raw`(?:(?:${article} ){1,2}|(?:de )?[dlL]'|[dD]ell?['a-z]{0,3} ?)?${cap}(?:\.?[ -](?:${cap}|${low}|\d{1,4})){0,4}`;
export const numberAfterName = String.raw`,? (?:#|n[.º°]{0,3} ?|N[.º°] ?|[Nn]r\.? |No[:.] ?|č\. ?|km )?(?:${numberBehind}(?:, ?(?:\d{1,2}[ºªo°]?(?: ?[A-Za-z])?|\d[rnt] ?\d[ar]))?|[sS]/[nN]\.?|[sS][nN][cC])`;
