/** Private keys in forms other than PEM, parts of PEM that a text may hold alone, and seeds of one-time passwords. */
import type { Detector } from "../../detector.ts";
import { oneOf, sample } from "../sample.ts";
import { hex, mixed, upper } from "./picked.ts";

const keyTags = ["credential", "key"];
const base32 = (length: number, seed: number): string =>
  upper(length * 3, seed)
    .replace(/[0189]/g, "")
    .slice(0, length);
const bech32 = (length: number, seed: number): string =>
  upper(length * 3, seed)
    .replace(/[1BIO]/g, "")
    .slice(0, length);

export const privateKeyDetectors: readonly Detector[] = [
  {
    id: "private-key-end",
    entity: "PRIVATE_KEY",
    label: "regulated",
    tags: keyTags,
    // Directly behind base64 only: an END line by itself is text.
    lead: String.raw`(?:[A-Za-z0-9+/]{16}|[A-Za-z0-9+/]{2}={1,2}|=[A-Za-z0-9+/]{4})["'+,\s>|#*]{1,12}`,
    pattern: "-----END (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----",
    confidence: 0.9,
    source: "RFC 7468 section 2",
    examples: [
      { text: "Ks14IReLcYg=\n-----END PRIVATE KEY-----\n", find: ["-----END PRIVATE KEY-----"] },
      { text: '"Ks14IReLcYgADhoXk5"\n"-----END RSA PRIVATE KEY-----"', find: ["-----END RSA PRIVATE KEY-----"] },
      { text: "=8xQN\n-----END PGP PRIVATE KEY BLOCK-----", find: ["-----END PGP PRIVATE KEY BLOCK-----"] },
    ],
    counterExamples: [
      { text: "...\n-----END PRIVATE KEY-----" },
      { text: 'what follows the "-----END RSA PRIVATE KEY-----" line' },
      { text: "AAAA\n-----END CERTIFICATE-----" },
      { text: "-----END PRIVATE KEY-----" },
      { text: `-----BEGIN PRIVATE KEY-----\n${mixed(40, 1)}`, neighbour: "private-key" },
    ],
  },
  {
    id: "private-key-base64",
    entity: "PRIVATE_KEY",
    label: "regulated",
    tags: keyTags,
    // Base64 of `-----BEGIN RSA `, ` PRIVATE KEY`, ` EC `, ` DSA `, ` OPENSSH `, ` ENCRYPTED `, ` PGP PRIV`.
    pattern: `LS0tLS1CRUdJTi${oneOf("BSU0Eg", "BQUklWQVRF", "BFQyBQUk", "BEU0Eg", "BPUEVOU1NI", "BFTkNSWVBURUQg", "BQR1AgUFJJ")}[A-Za-z0-9+/]{30}`,
    tail: "[A-Za-z0-9+/=]",
    commit: { bytes: 24 },
    confidence: 0.99,
    source: "RFC 4648 section 4, of RFC 7468",
    examples: [
      {
        text: `KEY_B64=LS0tLS1CRUdJTiBSU0Eg${mixed(30, 1)}`,
        find: [`LS0tLS1CRUdJTiBSU0Eg${mixed(30, 1)}`],
      },
      {
        text: `tls.key: LS0tLS1CRUdJTiBQUklWQVRF${mixed(30, 2)}\n`,
        find: [`LS0tLS1CRUdJTiBQUklWQVRF${mixed(30, 2)}`],
      },
      {
        text: `"LS0tLS1CRUdJTiBPUEVOU1NI${mixed(30, 3)}"`,
        find: [`LS0tLS1CRUdJTiBPUEVOU1NI${mixed(30, 3)}`],
      },
    ],
    counterExamples: [
      { text: `tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t${mixed(40, 1)}` },
      { text: "such values start with LS0tLS1CRUdJTiBSU0Eg and are long" },
      { text: "LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0K" },
      { text: `-----BEGIN PRIVATE KEY-----\n${mixed(40, 1)}`, neighbour: "private-key" },
    ],
  },
  {
    id: "putty-private-key",
    entity: "PRIVATE_KEY",
    label: "regulated",
    tags: keyTags,
    lead: String.raw`Private-Lines: \d{1,3}[\s>|#*]{1,8}`,
    pattern: "[A-Za-z0-9+/]{20}",
    tail: String.raw`[A-Za-z0-9+/=\s>|#*"',]`,
    confidence: 0.99,
    source: "PuTTY manual, appendix C: PPK file format",
    examples: [
      { text: `Private-Lines: 14\r\n${mixed(20, 1)}`, find: [mixed(20, 1)] },
      { text: `Private-Lines: 1\n${mixed(20, 2)}`, find: [mixed(20, 2)] },
      { text: `> Private-Lines: 4\n> ${mixed(20, 3)}`, find: [mixed(20, 3)] },
    ],
    counterExamples: [
      { text: `Public-Lines: 6\n${mixed(64, 1)}` },
      { text: "Private-Lines: 14 in all" },
      { text: "Private-Lines: many" },
      { text: `-----BEGIN PRIVATE KEY-----\n${mixed(40, 1)}`, neighbour: "private-key" },
    ],
  },
  {
    id: "jwk-private-member",
    entity: "PRIVATE_KEY",
    label: "regulated",
    tags: keyTags,
    lead: String.raw`["'](?:d|p|q|dp|dq|qi|k)["']\s{0,4}:\s{0,4}["']`,
    pattern: "[A-Za-z0-9_-]{43,512}",
    notAfter: "[^\"']",
    validate: [
      { name: "entropy", min: 4.2 },
      { name: "digits", min: 2 },
    ],
    confidence: 0.85,
    source: "RFC 7518 section 6: members d, p, q, dp, dq, qi and k",
    examples: [
      { text: `{"kty":"EC","crv":"P-256","d":"${mixed(43, 1)}"}`, find: [mixed(43, 1)] },
      { text: `{"kty": "RSA", "d": "${mixed(342, 2)}"}`, find: [mixed(342, 2)] },
      { text: `{'kty': 'oct', 'k': '${mixed(86, 3)}'}`, find: [mixed(86, 3)] },
    ],
    counterExamples: [
      { text: '<path attributes={{"d": "M10 10 H 90 V 90 H 10 L 10 10"}}/>' },
      { text: `{"n": "${mixed(342, 1)}", "e": "AQAB"}` },
      { text: `{"k": "${"some-long-identifier-of-a-thing-in-a-program"}"}` },
      { text: `-----BEGIN PRIVATE KEY-----\n${mixed(40, 1)}`, neighbour: "private-key" },
    ],
  },
  {
    id: "pkcs12-base64",
    entity: "PRIVATE_KEY",
    label: "regulated",
    tags: keyTags,
    lead: String.raw`(?:p12|pfx|pkcs_?12|pkcs_?8|keystore|private_?key|signing_?cert)[\w-]{0,24}["']?[ \t]{0,3}(?:=>|:=|[:=])\s{0,3}["'|>]{0,2}\s{0,12}`,
    pattern: "MI[IJ][A-Za-z0-9+/]{60}",
    caseless: true,
    tail: "[A-Za-z0-9+/=]",
    validate: [{ name: "entropy", min: 3.8 }],
    confidence: 0.9,
    source: "RFC 7292 and RFC 5208, DER in base64",
    examples: [
      { text: `P12_BASE64=MIIK${mixed(59, 1)}`, find: [`MIIK${mixed(59, 1)}`] },
      { text: `"pfx": "MIIJ${mixed(59, 2)}"`, find: [`MIIJ${mixed(59, 2)}`] },
      { text: `privateKey: MIIEvQIBADAN${mixed(51, 3)}`, find: [`MIIEvQIBADAN${mixed(51, 3)}`] },
    ],
    counterExamples: [
      { text: `certificate: MIIDdzCCAl${mixed(60, 1)}` },
      { text: "pfx: MIIshort" },
      { text: `public_key: MIIBIjANBgkq${mixed(60, 1)}` },
      { text: `-----BEGIN PRIVATE KEY-----\n${mixed(40, 1)}`, neighbour: "private-key" },
    ],
  },
  {
    id: "wireguard-key",
    entity: "WIREGUARD_KEY",
    label: "regulated",
    tags: [...keyTags, "network"],
    lead: String.raw`(?:private|pre-?shared)[ _-]?key["']?[ \t]{0,3}[:=][ \t]{0,3}["']?`,
    pattern: "[A-Za-z0-9+/]{43}=",
    caseless: true,
    notAfter: "[A-Za-z0-9+/=]",
    validate: [{ name: "entropy", min: 3.5 }],
    confidence: 0.95,
    source: "wg(8), PrivateKey and PresharedKey",
    examples: [
      { text: `[Interface]\nPrivateKey = ${mixed(43, 1)}=\n`, find: [`${mixed(43, 1)}=`] },
      { text: `PresharedKey=${mixed(43, 2)}=`, find: [`${mixed(43, 2)}=`] },
      { text: `private_key: "${mixed(43, 3)}="`, find: [`${mixed(43, 3)}=`] },
    ],
    counterExamples: [
      { text: `PublicKey = ${mixed(43, 1)}=` },
      { text: "PrivateKey = <base64>" },
      { text: `PrivateKey = ${"A".repeat(43)}=` },
      { text: "private_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "age-secret-key",
    entity: "AGE_SECRET_KEY",
    label: "regulated",
    tags: keyTags,
    pattern: "AGE-(?:SECRET-KEY(?:-PQ)?|PLUGIN-[A-Z0-9]{1,20})-1[02-9AC-HJ-NP-Z]{40,58}",
    commit: { bytes: 24 },
    confidence: 0.99,
    source: "age specification, native X25519 and post-quantum identities",
    examples: [
      { text: `# key\nAGE-SECRET-KEY-1${bech32(58, 1)}\n`, find: [`AGE-SECRET-KEY-1${bech32(58, 1)}`] },
      { text: `"AGE-SECRET-KEY-1${bech32(58, 2)}"`, find: [`AGE-SECRET-KEY-1${bech32(58, 2)}`] },
      { text: `AGE-PLUGIN-YUBIKEY-1${bech32(44, 3)} `, find: [`AGE-PLUGIN-YUBIKEY-1${bech32(44, 3)}`] },
      { text: `AGE-SECRET-KEY-PQ-1${bech32(58, 4)}\n`, find: [`AGE-SECRET-KEY-PQ-1${bech32(58, 4)}`] },
    ],
    counterExamples: [
      { text: "identities start with AGE-SECRET-KEY-1 and a checksum ends them" },
      { text: "AGE-SECRET-KEY-1... " },
      { text: "page-secret-key-1q2w3e" },
      { text: `age1${bech32(58, 1).toLowerCase()}`, neighbour: "age-recipient" },
    ],
  },
  {
    id: "age-recipient",
    entity: "AGE_RECIPIENT",
    label: "internal",
    tags: ["key"],
    pattern: "age1[02-9ac-hj-np-z]{58}",
    notBefore: "[A-Za-z0-9]",
    confidence: 0.5,
    source: "age specification, native X25519 recipients",
    examples: [
      { text: `# public key: age1${bech32(58, 1).toLowerCase()}\n`, find: [`age1${bech32(58, 1).toLowerCase()}`] },
      { text: `age -r age1${bech32(58, 2).toLowerCase()} a`, find: [`age1${bech32(58, 2).toLowerCase()}`] },
      { text: `"age1${bech32(58, 3).toLowerCase()}"`, find: [`age1${bech32(58, 3).toLowerCase()}`] },
    ],
    counterExamples: [
      { text: "page1 and age18 are words" },
      { text: "a recipient starts with age1" },
      { text: `usage1${bech32(58, 1).toLowerCase()}` },
      { text: `AGE-SECRET-KEY-1${bech32(58, 1)}`, neighbour: "age-secret-key" },
    ],
  },
  {
    id: "one-time-password-secret",
    entity: "TOTP_SECRET",
    label: "confidential",
    tags: ["credential", "url"],
    lead: String.raw`otpauth://[ht]otp/[^\s"'<>]{0,90}[?&]secret=`,
    pattern: "[A-Z2-7]{16,128}",
    caseless: true,
    notAfter: "[A-Za-z2-7]",
    confidence: 0.97,
    source: "Google Authenticator wiki, key URI format",
    examples: [
      { text: `otpauth://totp/Acme:bob?secret=${base32(16, 1)}&issuer=Acme`, find: [base32(16, 1)] },
      { text: `otpauth://hotp/x?counter=1&secret=${base32(32, 2)}`, find: [base32(32, 2)] },
      { text: `"otpauth://totp/Acme?secret=${base32(52, 3)}"`, find: [base32(52, 3)] },
    ],
    counterExamples: [
      { text: "otpauth://totp/Acme?secret=...&issuer=Acme" },
      { text: `https://example.com/?secret=${base32(16, 1)}` },
      { text: "otpauth:// is a scheme" },
      { text: "client_secret: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "one-time-password-named-secret",
    entity: "TOTP_SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: String.raw`(?:totp|hotp|otp|2fa|mfa|two[ _-]?factor|authenticator|setup[ ]key)[ _.-]?(?:secret|seed|key|token)?["']?[ \t]{0,3}(?:=>|:=|[:=]|→|is)[ \t]{0,3}["']?`,
    // In fours, as it is shown to be typed.
    pattern: "[A-Z2-7]{16,64}|[A-Z2-7]{4}(?:[ ][A-Z2-7]{4}){3,15}",
    notAfter: "[A-Za-z0-9_=]|[ ][A-Z2-7]",
    caseless: true,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3 }, { name: "digits", min: 2 }],
    confidence: 0.85,
    source: "RFC 6238, shared secrets in base32",
    examples: [
      { text: `TOTP_SECRET=${base32(14, 1)}27`, find: [`${base32(14, 1)}27`] },
      { text: `"mfa_seed": "${base32(30, 2)}35"`, find: [`${base32(30, 2)}35`] },
      { text: `otpSecret: '${base32(24, 3)}64'`, find: [`${base32(24, 3)}64`] },
      { text: `2FA seed → ${base32(30, 4)}26\n`, find: [`${base32(30, 4)}26`] },
      { text: "setup key: k3v7 q2zt 5m4x w4rj", find: ["k3v7 q2zt 5m4x w4rj"] },
    ],
    counterExamples: [
      { text: "otp: enter the code from your phone" },
      { text: "mfa_token: abcdefghijklmnop" },
      { text: "otp = 123456" },
      { text: "client_secret: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "ethereum-private-key",
    entity: "PRIVATE_KEY",
    label: "regulated",
    tags: [...keyTags, "blockchain"],
    lead: String.raw`(?:private[ _-]?key|priv[ _-]?key|deployer[ _-]?key|mnemonic[ _-]?key|wallet[ _-]?key)["']?(?:[ \t]{0,3}(?:=>|:=|[:=,(]|is)[ \t]{0,3}|[ \t]{1,3})["']?`,
    pattern: "(?:0x)?[0-9a-f]{64}",
    caseless: true,
    notAfter: "[A-Za-z0-9]",
    validate: [{ name: "entropy", min: 3.2 }],
    confidence: 0.9,
    source: "Ethereum yellow paper, appendix F: private keys of 32 bytes",
    examples: [
      { text: `PRIVATE_KEY=0x${hex(64, 1)}`, find: [`0x${hex(64, 1)}`] },
      { text: `{"privateKey": "${hex(64, 2)}"}`, find: [hex(64, 2)] },
      { text: `cast send --private-key 0x${hex(64, 3)} x`, find: [`0x${hex(64, 3)}`] },
    ],
    counterExamples: [
      { text: `transaction 0x${hex(64, 1)}` },
      { text: `private_key: ${"0".repeat(64)}` },
      { text: `private_key_fingerprint: ${hex(64, 1)}` },
      { text: sample("private_key: ", "a8Fk2LmQ9ZxT4cV7"), neighbour: "secret-assignment" },
    ],
  },
];
