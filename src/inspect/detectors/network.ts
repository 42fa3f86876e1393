/**
 * Addresses of machines. Loopback, unspecified and broadcast IPv4 addresses name nobody and stand in every
 * configuration file: they are left alone.
 */
import type { Detector } from "../detector.ts";

export const networkDetectors: readonly Detector[] = [
  {
    id: "ipv4",
    entity: "IP_ADDRESS",
    label: "internal",
    tags: ["pii", "network"],
    pattern: String.raw`(?:[1-9]|[1-9]\d|1[013-9]\d|12[0-689]|2[0-4]\d|25[0-4])(?:\.\d{1,3}){3}`,
    notBefore: String.raw`[\w.]`,
    notAfter: String.raw`\d|\.\d|[A-Za-z_]`,
    validate: [{ name: "ipv4" }],
    confidence: 0.8,
    source: "RFC 791, RFC 6943 section 3.1.1",
    examples: [
      { text: "from 203.0.113.7 port 22", find: ["203.0.113.7"] },
      { text: "http://198.51.100.23:8080/", find: ["198.51.100.23"] },
      { text: "range 192.0.2.1-192.0.2.254.", find: ["192.0.2.1", "192.0.2.254"] },
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
    entity: "IP_ADDRESS",
    label: "internal",
    tags: ["pii", "network"],
    pattern: String.raw`[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,8}(?:(?:\.\d{1,3}){3})?`,
    notBefore: String.raw`[\w:.]`,
    notAfter: String.raw`[\w:]|\.\d`,
    // Three digits: `values[1::2]` is a slice, `::1` is loopback.
    validate: [{ name: "ipv6" }, { name: "digits", min: 3 }],
    confidence: 0.8,
    source: "RFC 4291 section 2.2",
    examples: [
      { text: "ping 2001:db8::8a2e:370:7334 now", find: ["2001:db8::8a2e:370:7334"] },
      { text: "[fe80::1]:443", find: ["fe80::1"] },
      { text: "::ffff:203.0.113.7", find: ["::ffff:203.0.113.7"] },
    ],
    counterExamples: [
      { text: "std::fade::bad, a::b and values[1::2]" },
      { text: "at 12:34:56 sharp" },
      { text: "p::before { }" },
      { text: "00:1a:2b:3c:4d:5e", neighbour: "mac" },
    ],
  },
  {
    id: "mac",
    entity: "MAC_ADDRESS",
    label: "internal",
    tags: ["pii", "network", "device"],
    pattern: "[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}",
    notBefore: String.raw`[\w:-]`,
    notAfter: String.raw`\w|[:-][0-9A-Fa-f]`,
    validate: [{ name: "mac" }],
    confidence: 0.85,
    source: "IEEE 802-2014 section 8",
    examples: [
      { text: "link/ether 00:1a:2b:3c:4d:5e brd", find: ["00:1a:2b:3c:4d:5e"] },
      { text: "01-B3-4A-67-D9-CF", find: ["01-B3-4A-67-D9-CF"] },
      { text: "(AA:BB:CC:DD:EE:FF)", find: ["AA:BB:CC:DD:EE:FF"] },
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
];
