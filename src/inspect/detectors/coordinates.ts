/**
 * Places on the Earth in figures. Four decimals tell a house (11 m), so fewer count only where a key says what they are. A pair
 * without one needs the space behind its comma: `12.3456,7.8901` is a line of a drawing.
 */
import type { Detector } from "../detector.ts";
import { identifier } from "./identifier.ts";
import { oneOf } from "./sample.ts";

const latitude = (decimals: string): string => String.raw`[+-]?(?:[1-8]?\d|90)\.\d${decimals}`;
const longitude = (decimals: string): string => String.raw`[+-]?(?:1[0-7]\d|180|\d{1,2})\.\d${decimals}`;
const exact = "{4,15}";

const minutes = String.raw`[0-5]?\d(?:\.\d{1,6})?`;
const prime = "(?:'|′|’)";
const doublePrime = `(?:"|″|”|'')`;
const angle = (compass: string): string =>
  String.raw`\d{1,3}(?:\.\d{1,8})?(?:°|º| deg) ?(?:${minutes}${prime} ?(?:${minutes}${doublePrime})?)? ?${compass}`;

const common = { entity: "COORDINATES", label: "confidential", tags: ["location"] } as const;

export const coordinateDetectors: readonly Detector[] = [
  identifier({
    id: "coordinates-pair",
    ...common,
    pattern: `[+-]?(?:[1-8]?[1-9]|[1-9]0)\\.\\d{4,15}, ${longitude(exact)}`,
    // Not a comma: the last two of three numbers are no pair.
    lead: String.raw`[A-Za-z:;=(\[{"'@?!>] {0,2}`,
    notBefore: String.raw`[\w.,-]`,
    notAfter: String.raw`[\w]|\.\d|,\d|, [\d-]`,
    confidence: 0.7,
    source: "ISO 6709, annex H",
    finds: ["meet at «51.50735, -0.12776»", "at: «-33.8688197, 151.2092955»", "(«40.7128, -74.0060»)"],
    not: ["[12.3456, 7.8901, 3.1415]", "path 12.3456,7.8901", ["lat=51.50735", "coordinates-keyed"]],
  }),
  identifier({
    id: "coordinates-labelled",
    ...common,
    pattern: oneOf(
      `${latitude("{2,15}")}(?:[,;/] ?| )${longitude("{2,15}")}`,
      `${latitude("{2,15}")}%2C${longitude("{2,15}")}`,
    ),
    notBefore: "[0-9A-Za-z_.]",
    notAfter: String.raw`\d|\.\d`,
    words:
      "gps, gps coordinates, geo, geolocation, latlng, latlon, lat/lng, lat/long, lat long, lat lon, geo position, geopoint",
    before: 32,
    source: "ISO 6709, RFC 5870",
    finds: ["GPS: «52.52,13.405»", "geo position «48.8584 2.2945»", '"latlng": "«35.6895,139.6917»"'],
    not: ["matrix 52.52,13.405", "gps 1.2", ["gps lat=51.50735", "coordinates-keyed"]],
  }),
  identifier({
    // On a screen and in a drawing, too, where three decimals are rare.
    id: "coordinates-located",
    ...common,
    pattern: `${latitude("{3,15}")}(?:[,;/] ?| )${longitude("{3,15}")}`,
    notBefore: "[0-9A-Za-z_.]",
    notAfter: String.raw`\d|\.\d`,
    words:
      "coordinates, coords, coord, position, location, koordinaten, coordonnées, coordenadas, coordinate, координаты, 坐标",
    before: 32,
    source: "ISO 6709",
    finds: ["coordinates «48.8584 2.2945»", '"location": "«35.6895,139.6917»"', "Koordinaten: «52.520,13.405»"],
    not: ["position: 12.34, 56.78", "location 1.2345", ["location lat=51.50735", "coordinates-keyed"]],
  }),
  identifier({
    id: "coordinates-keyed",
    ...common,
    words:
      "lat, latitude, lng, lon, long, longitude, gps lat, gps lng, gpslat, gpslng, gps latitude, gps longitude, mlat, mlon, breitengrad, längengrad",
    before: 16,
    alone: false,
    pattern: String.raw`[+-]?(?:1[0-7]\d|180|\d{1,2})\.\d{3,17}`,
    notBefore: "[0-9A-Za-z_.]",
    // Nor a time: `lat 12.345 ms`, `took too long: 12.345 sec`.
    notAfter: String.raw`\d|\.\d|[ ]?[mun]s|[ ]sec`,
    confidence: 0.8,
    source: "W3C Geolocation, RFC 7946",
    finds: [
      "?lat=«51.50735»&lng=«-0.12776»",
      '{"latitude": «-33.8688», "longitude": «151.2093»}',
      "Lon: «13.40495»",
      "?mlat=«52.5163»&mlon=«13.3777»",
    ],
    not: ["lat = 51", "flat: 1.5", "lat 12.345 ms, long 3.141 seconds", ["at 51.50735, -0.12776", "coordinates-pair"]],
  }),
  identifier({
    id: "coordinates-uri",
    ...common,
    lead: "(?:geo:|maps/@|maps/place/@|/@|[?&](?:ll|q|sll|query|daddr|saddr|center|destination|origin|mlat)=(?:loc:)?)",
    pattern: `${latitude("{2,15}")}(?:,|%2C)[ +]?${longitude("{2,15}")}`,
    notBefore: "[0-9A-Za-z_.]",
    notAfter: String.raw`\d|\.\d`,
    confidence: 0.9,
    source: "RFC 5870; Google Maps URLs",
    finds: [
      "geo:«37.786971,-122.399677»",
      "https://maps.example/maps/@«48.8583,2.2944»,17z",
      "https://maps.example/?q=«52.5200,13.4050»",
    ],
    not: ["geo:block", "/@angular/core@1.2", ["geo lat=51.50735", "coordinates-keyed"]],
  }),
  identifier({
    id: "coordinates-wkt",
    ...common,
    lead: "(?:POINT|Point|point)(?: Z)? ?[(]",
    pattern: `${longitude(exact)} ${latitude(exact)}`,
    notBefore: "[0-9A-Za-z_.]",
    notAfter: String.raw`\d|\.\d`,
    confidence: 0.85,
    source: "OGC 06-103r4: well-known text",
    finds: [
      "POINT(«2.294500 48.858222»)",
      "'SRID=4326;POINT(«-122.4783 37.8199»)'",
      "POINT Z («13.37770 52.51630» 34)",
    ],
    not: ["POINT(1.5 2.5)", "POINT EMPTY", ["at 51.50735, -0.12776", "coordinates-pair"]],
  }),
  identifier({
    id: "coordinates-plus-code",
    ...common,
    pattern: "[2-9C][2-9CFGHJMPQRV][2-9CFGHJMPQRVWX]{6}[+][2-9CFGHJMPQRVWX]{2,3}",
    notBefore: "[0-9A-Za-z_+/=-]",
    notAfter: "[0-9A-Za-z_+/=-]",
    confidence: 0.8,
    source: "Open Location Code specification",
    finds: ["meet at «8FW4V75V+8Q»", "plus code: «9C3XGPHC+3Q»", "«849VCWC8+R9»"],
    not: ["8FW4V75V+", "x8FW4V75V+8Q", ["at 51.50735, -0.12776", "coordinates-pair"]],
  }),
  identifier({
    id: "coordinates-degrees",
    ...common,
    pattern: oneOf(
      `${angle("[NS]")}(?:[,;/]| and)? {0,2}${angle("[EWO]")}`,
      // Alone with all of its parts; and in decimals.
      String.raw`\d{1,3}(?:°|º| deg) ?${minutes}${prime} ?${minutes}${doublePrime} ?[NSEWO]`,
      String.raw`\d{1,2}\.\d{3,8} ?[NS][,;]? ?\d{1,3}\.\d{3,8} ?[EWO]`,
      String.raw`[NS] ?\d{1,2}(?:°|º) ?${minutes}${prime}?(?: ?${minutes}${doublePrime})?[,;]? ?[EWO] ?\d{1,3}(?:°|º) ?${minutes}${prime}?(?: ?${minutes}${doublePrime})?`,
    ),
    notBefore: "[0-9A-Za-z.]",
    notAfter: "[0-9A-Za-z]",
    confidence: 0.9,
    source: "ISO 6709: degrees, minutes and seconds",
    finds: [
      "«48°51'29.6\"N 2°17'40.2\"E»",
      "«40.7128° N, 74.0060° W»",
      "at «N 52° 31.200' E 013° 24.300'»",
      "«51.5007 N, 0.1246 W»",
      "GPSLatitude «51 deg 30' 2.62\" N»",
    ],
    not: ["at 20° N of it", "turn 48°51' left", ["gps 52.52,13.405", "coordinates-labelled"]],
  }),
];
