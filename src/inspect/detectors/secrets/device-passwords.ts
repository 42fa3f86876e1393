/** Passwords in the configuration of routers, switches and servers whose lines are a word, white space and a value. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";

const tags = ["credential", "file"];
const value = String.raw`[^\s"'$<>|;&(\[{%\x60][^\s"'<>;\x60]{2,63}`;
const ends = String.raw`[^\s"'<>;\x60]`;

export const devicePasswordDetectors: readonly Detector[] = [
  {
    id: "network-device-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "network"],
    lead: `${oneOf(
      "enable[ ](?:secret|password)",
      String.raw`username[ ][^\s]{1,32}(?:[ ]privilege[ ]\d{1,2})?[ ](?:secret|password)`,
      "snmp-server[ ]community",
      "crypto[ ](?:isakmp|ikev2)[ ]key",
      String.raw`(?:tacacs|radius)-server(?:[ ]host[ ][^\s]{1,40})?[ ]key`,
      "set[ ](?:passwd|psksecret)",
    )}[ ](?:(?:0|5|7|8|9|local|remote|ascii-text|md5|sha512)[ ])?["']?`,
    pattern: value,
    notAfter: ends,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }, { name: "digits", min: 1 }],
    confidence: 0.8,
    source: "Cisco IOS and FortiOS command references",
    examples: [
      { text: "enable secret 0 C1sco!En\n", find: ["C1sco!En"] },
      { text: "username admin privilege 15 secret R0uter#9", find: ["R0uter#9"] },
      { text: "crypto isakmp key vpnK3y address 203.0.113.5", find: ["vpnK3y"] },
      { text: "snmp-server community s3cr3tRO RO", find: ["s3cr3tRO"] },
    ],
    counterExamples: [
      { text: "enable secret scanning in the settings" },
      { text: "snmp-server community public RO" },
      { text: "username bob privilege 15" },
      { text: "username: bob, password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "directive-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: String.raw`(?:requirepass|masterauth|sentinel[ ]auth-pass[ ][^\s]{1,32}|bindpw|rootpw|rootbindpw|olcRootPW:|rootpw[ ]--plaintext|l2tpd[ \t]{1,8}|pptpd[ \t]{1,8}|IPSEC[ ]PSK|auth_pass|wpa-psk[ ]ascii[ ][07])[ \t]{1,8}["']?|--requirepass["'],[ ]?["']`,
    pattern: String.raw`[^\s"'$<>|;&(\[{%\x60-][^\s"'<>;\x60]{2,63}`,
    notAfter: ends,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.8,
    source: "redis.conf, nslcd.conf(5), slapd.conf(5), pppd(8), Kickstart documentation",
    examples: [
      { text: "requirepass swordfish\n", find: ["swordfish"] },
      { text: "> CONFIG SET requirepass s3tPass", find: ["s3tPass"] },
      { text: "bindpw nslcd-pw1", find: ["nslcd-pw1"] },
      { text: "    auth_pass k33pal1ve\n", find: ["k33pal1ve"] },
      { text: 'command: ["redis-server", "--requirepass", "swordfish"]', find: ["swordfish"] },
      { text: "rootpw --plaintext swordfish", find: ["swordfish"] },
      { text: '"bob"  l2tpd  "vpnPass9"  *', find: ["vpnPass9"] },
    ],
    counterExamples: [
      { text: "requirepass $REDIS_PASSWORD" },
      { text: "bindpw <password>" },
      { text: "the rootpw" },
      { text: "bind_password = hunter2", neighbour: "password-assignment" },
    ],
  },
];
