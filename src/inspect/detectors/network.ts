/**
 * Addresses of machines. Loopback, unspecified and broadcast addresses name nobody and stand in every configuration file:
 * they are left alone, unless a word says that one is meant as somebody's.
 *
 * The grammar of addresses is in the patterns, not in the checks, which know no prefix length and no zone behind them.
 */
import type { Detector } from "../detector.ts";
import { identifier, says } from "./identifier.ts";
import { oneOf } from "./sample.ts";

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]\d|\d)`;
const but = (...digits: readonly string[]): string =>
  String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]\d|[${[..."0123456789"].filter((digit) => !digits.includes(digit)).join("")}])`;
/** Every address but 0, 127 and 255 and those of the public resolvers, which name nobody and stand in every example: 1.1.1.1, 1.0.0.1, 8.8.8.8, 8.8.4.4, 9.9.9.9. */
const dotted = (dot: string): string =>
  oneOf(
    String.raw`(?:[2-7]|[1-9]\d|1[013-9]\d|12[0-689]|2[0-4]\d|25[0-4])(?:${dot}${octet}){3}`,
    `1${dot}${but("0", "1")}(?:${dot}${octet}){2}`,
    `1${dot}[01]${dot}${but("0", "1")}${dot}${octet}`,
    `1${dot}[01]${dot}[01]${dot}${but("1")}`,
    `8${dot}${but("8")}(?:${dot}${octet}){2}`,
    `8${dot}8${dot}${but("4", "8")}${dot}${octet}`,
    `8${dot}8${dot}[48]${dot}${but("4", "8")}`,
    `9${dot}${but("9")}(?:${dot}${octet}){2}`,
    `9${dot}9${dot}${but("9")}${dot}${octet}`,
    `9${dot}9${dot}9${dot}${but("9")}`,
  );
const prefixLength = String.raw`(?:/(?:3[0-2]|[12]?\d))?`;

const group = "[0-9A-Fa-f]{1,4}";
const ipv4Tail = String.raw`${octet}(?:\.${octet}){3}`;
/** RFC 4291 section 2.2: eight groups, or fewer around one `::`; the last two may be an IPv4 address. Behind all eight a port, as Java writes one. */
const ipv6 = oneOf(
  String.raw`(?:${group}:){7}${group}(?::\d{4,5})?`,
  `(?:${group}:){6}${ipv4Tail}`,
  ...[1, 2, 3, 4, 5, 6].map((left) => `(?:${group}:){${left}}(?::${group}){1,${7 - left}}`),
  `(?:${group}:){1,7}:`,
  `:(?::${group}){1,7}`,
  `::(?:${group}:){0,5}${ipv4Tail}`,
  ...[1, 2, 3, 4, 5].map((left) => `(?:${group}:){${left}}:(?:${group}:){0,${5 - left}}${ipv4Tail}`),
);
const zone = "(?:%[A-Za-z][0-9A-Za-z._-]{0,14})?";
const prefixLength6 = String.raw`(?:/(?:12[0-8]|1[01]\d|[1-9]?\d))?`;

/** An address of RFC 4291, wherever it stands: logs put a colon and a space behind it. */
const ipv6Address = {
  entity: "IP_ADDRESS",
  label: "internal",
  tags: ["pii", "network"],
  pattern: `${ipv6}${zone}${prefixLength6}`,
  notAfter: String.raw`\w|:[\w:]|\.\d`,
  // Three digits: `values[1::2]` is a slice, `::1` is loopback.
  validate: [{ name: "digits", min: 3 }],
  confidence: 0.8,
} as const satisfies Partial<Detector>;

const macAddress = {
  entity: "MAC_ADDRESS",
  label: "internal",
  tags: ["pii", "network", "device"],
  pattern: "[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}",
  notAfter: String.raw`\w|[:-][0-9A-Fa-f]`,
  validate: [{ name: "mac" }],
  confidence: 0.85,
  source: "IEEE 802-2014 section 8",
} as const satisfies Partial<Detector>;

export const networkDetectors: readonly Detector[] = [
  {
    id: "ipv4",
    entity: "IP_ADDRESS",
    label: "internal",
    tags: ["pii", "network"],
    pattern: `${oneOf(dotted(String.raw`\.`), dotted(String.raw`\[\.\]`), String.raw`${octet}(?:\.${octet}){2}\[\.\]${octet}`)}${prefixLength}`,
    notBefore: String.raw`[\w.]`,
    notAfter: String.raw`\d|\.\d|[A-Za-z_]`,
    confidence: 0.8,
    source: "RFC 791, RFC 4632 section 3.1",
    examples: [
      { text: "from 203.0.113.7 port 22", find: ["203.0.113.7"] },
      { text: "http://198.51.100.23:8080/", find: ["198.51.100.23"] },
      { text: "range 192.0.2.1-192.0.2.254.", find: ["192.0.2.1", "192.0.2.254"] },
      { text: "route 192.0.2.0/24 via 198.51.100.1/33", find: ["192.0.2.0/24", "198.51.100.1"] },
      { text: "C2 at 203[.]0[.]113[.]7", find: ["203[.]0[.]113[.]7"] },
      { text: "C2 at 203.0.113[.]7", find: ["203.0.113[.]7"] },
    ],
    counterExamples: [
      { text: "version 1.2.3.4.5 of v1.2.3.4" },
      { text: "listens on 127.0.0.1 and 0.0.0.0" },
      { text: "300.1.2.3 and 1.2.3.256" },
      { text: "2001:db8::1", neighbour: "ipv6" },
    ],
  },
  {
    id: "ipv6",
    ...ipv6Address,
    notBefore: String.raw`[\w:.]`,
    source: "RFC 4291 sections 2.2 and 2.3, RFC 4007 section 11",
    examples: [
      { text: "ping 2001:db8::8a2e:370:7334 now", find: ["2001:db8::8a2e:370:7334"] },
      { text: "[fe80::1]:443", find: ["fe80::1"] },
      { text: "::ffff:203.0.113.7", find: ["::ffff:203.0.113.7"] },
      { text: "2001:db8::/32, not 2001:db8::/9999", find: ["2001:db8::/32", "2001:db8::"] },
      { text: "fe80::5054:ff:fe1b:b031%eth0/64", find: ["fe80::5054:ff:fe1b:b031%eth0/64"] },
      { text: "64:ff9b::192.0.2.1 and 1:2:3:4:5:6:7:8", find: ["64:ff9b::192.0.2.1", "1:2:3:4:5:6:7:8"] },
      { text: "client 2001:db8::7:33: reset", find: ["2001:db8::7:33"] },
      { text: "at /2001:db8:0:0:0:0:7:33:51234", find: ["2001:db8:0:0:0:0:7:33:51234"] },
    ],
    counterExamples: [
      { text: "std::fade::bad, a::b and values[1::2]" },
      { text: "at 12:34:56 sharp" },
      { text: "1:2:3:4:5:6:7 and 1::2::3 and 2001:db8::256.1.1.1x" },
      { text: "SHA1 fingerprint 00:11:22:33:44:55:66:77:88:99 and 1:2:3:4:5:6:7:8:9" },
      { text: "p::before { }" },
      { text: "00:1a:2b:3c:4d:5e", neighbour: "mac" },
    ],
  },
  {
    // Behind a name and a colon, which by itself may be a part of something longer.
    id: "ipv6-labelled",
    ...ipv6Address,
    lead: "(?:ip|ip6|ipv6|addr|address|host|hostname|client|src|source|dst|dest|destination|peer|remote|server|gateway|dns|from|to):",
    caseless: true,
    source: "RFC 4291 sections 2.2 and 2.3, RFC 7208 section 5.6",
    examples: [
      { text: "v=spf1 ip6:2001:db8::/32 -all", find: ["2001:db8::/32"] },
      { text: "host:2001:db8::8a2e:370:7334", find: ["2001:db8::8a2e:370:7334"] },
      { text: "Client:2001:db8:0:0:0:0:7:33, ok", find: ["2001:db8:0:0:0:0:7:33"] },
    ],
    counterExamples: [
      { text: "host:example.com:8080" },
      { text: "to:1:2:3" },
      { text: "x:2001:db8::8a2e:370:7334" },
      { text: "host: 2001:db8::8a2e:370:7334", neighbour: "ipv6" },
    ],
  },
  identifier({
    id: "ip-special",
    entity: "IP_ADDRESS",
    label: "internal",
    tags: ["network"],
    pattern: String.raw`(?:127(?:\.${octet}){3}|0\.0\.0\.0|255\.255\.255\.255)${prefixLength}`,
    notBefore: String.raw`[\w.:]`,
    notAfter: String.raw`[\w:]|\.\d`,
    words:
      "ip, ipv4, ipv6, ip address, client ip, source ip, remote addr, broadcast, loopback, default, connecting from, connected from, connection from, connections from",
    before: 24,
    confidence: 0.5,
    source: "RFC 6890, RFC 4291 section 2.5",
    finds: ["client IP: «127.0.0.1»", "«0.0.0.0/0»", "broadcast «255.255.255.255»", "default «0.0.0.0»"],
    not: ["listens on 127.0.0.1 and 0.0.0.0", "ip 127.0.0", ["ip 203.0.113.7", "ipv4"]],
  }),
  identifier({
    id: "ip-special-v6",
    entity: "IP_ADDRESS",
    label: "internal",
    tags: ["network"],
    pattern: `::1?${prefixLength6}`,
    notBefore: String.raw`[\w.:)^$\x60]`,
    notAfter: String.raw`[\w:$]|\.\d`,
    words:
      "ip, ipv6, ip address, client ip, source ip, remote addr, loopback, default, connecting from, connected from, connection from, connections from",
    before: 24,
    confidence: 0.5,
    source: "RFC 4291 section 2.5",
    finds: ["connecting from «::1»", "«::1/128»", "use local ipv6 «::»", "loopback «::1»"],
    not: ["listens on ::1", "std::vector", "ip ::ffff", ["ipv6 2001:db8::1", "ipv6"]],
  }),
  {
    // Behind a name and a colon, as on a device's label.
    id: "mac-labelled",
    ...macAddress,
    lead: "(?:mac|macaddr|mac[ _-]?address|ether|hwaddr|lladdr|bssid|wlan|wifi|lan|eth|bluetooth):",
    caseless: true,
    examples: [
      { text: "MAC:00:1A:2B:3C:4D:5E", find: ["00:1A:2B:3C:4D:5E"] },
      { text: "HWaddr:00-1a-2b-3c-4d-5e;", find: ["00-1a-2b-3c-4d-5e"] },
      { text: "S/N 12 bssid:00:1a:2b:3c:4d:5e", find: ["00:1a:2b:3c:4d:5e"] },
    ],
    counterExamples: [
      { text: "mac:ff:ff:ff:ff:ff:ff" },
      { text: "hmac:00:1a:2b" },
      { text: "mac:00:1a:2b:3c:4d:5e:6f" },
      { text: "mac: 00:1a:2b:3c:4d:5e", neighbour: "mac" },
    ],
  },
  {
    id: "mac",
    ...macAddress,
    notBefore: String.raw`[\w:-]`,
    examples: [
      { text: "link/ether 00:1a:2b:3c:4d:5e brd", find: ["00:1a:2b:3c:4d:5e"] },
      { text: "01-B3-4A-67-D9-CF", find: ["01-B3-4A-67-D9-CF"] },
      { text: "(AA:BB:CC:DD:EE:FF)", find: ["AA:BB:CC:DD:EE:FF"] },
      { text: "AA:BB:CC:DD:EE:0F", find: ["AA:BB:CC:DD:EE:0F"] },
    ],
    counterExamples: [
      { text: "ff:ff:ff:ff:ff:ff is broadcast" },
      { text: "00:1a-2b:3c-4d:5e mixes" },
      { text: "00:1a:2b:3c:4d:5e:6f is longer" },
      { text: "0012.3456.789a", neighbour: "mac-dotted" },
    ],
  },
  {
    id: "mac-dotted",
    entity: "MAC_ADDRESS",
    label: "internal",
    tags: ["pii", "network", "device"],
    pattern: String.raw`[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}`,
    notBefore: String.raw`[\w.]`,
    notAfter: String.raw`\w|\.\w`,
    confidence: 0.7,
    source: "Cisco IOS notation of IEEE 802 addresses",
    examples: [
      { text: "0012.3456.789a", find: ["0012.3456.789a"] },
      { text: "interface aabb.cc00.0100 up", find: ["aabb.cc00.0100"] },
      { text: "AB12.CD34.EF56.", find: ["AB12.CD34.EF56"] },
    ],
    counterExamples: [
      { text: "face.dead.beet" },
      { text: "1234.5678.9012.3456" },
      { text: "v1234.5678.9abc" },
      { text: "00:12:34:56:78:9a", neighbour: "mac" },
    ],
  },
  identifier({
    id: "mac-plain",
    entity: "MAC_ADDRESS",
    label: "internal",
    tags: ["network", "device"],
    pattern: oneOf("[0-9A-Fa-f]{12}", "[0-9A-Fa-f]{6}[:-][0-9A-Fa-f]{6}", "[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2}){5}"),
    notAfter: String.raw`\w|[ :-][0-9A-Fa-f]`,
    lead: `(?:mac(?:[ _-]?(?:address|addr))?|hw[ _]?addr|(?:hardware|physical|ethernet|bluetooth)[ _]address|bssid|wifi mac|bd_addr)${says}`,
    caseless: true,
    words:
      "mac, mac address, mac addr, hwaddr, hw addr, hw_addr, hardware address, physical address, ethernet address, bssid, bluetooth address, bd_addr",
    before: 40,
    alone: false,
    validate: [{ name: "digits", min: 2 }],
    confidence: 0.65,
    source: "IEEE 802-2014 section 8",
    finds: ["mac: «001a2b3c4d5e»", '"mac_address": "«A4B1C2D3E4F5»"', "BSSID «00 1A 2B 3C 4D 5E»"],
    not: ["commit 001a2b3c4d5e", "mac 001a2b3c4d5e6f", ["mac 00:1a:2b:3c:4d:5e", "mac"]],
  }),
];
