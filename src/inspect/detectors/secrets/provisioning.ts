/** What tools that set up machines, networks and tests write into their files, where the name of the secret stands apart from it. */
import type { Detector } from "../../detector.ts";
import { hex, mixed } from "./picked.ts";

const tags = ["credential", "file"];
const byte = String.raw`[^\s"'<>$\x60]`;
/** In UTF-16 between quotation marks, as the directory wants it. */
const directory = (password: string): string => Buffer.from(`"${password}"`, "utf16le").toString("base64");

export const provisioningDetectors: readonly Detector[] = [
  {
    id: "terraform-random-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: String.raw`"override_special"[ ]?:[ ]?(?:null|"[^"\r\n]{0,40}"),\s{0,16}"result"[ ]?:[ ]?"`,
    pattern: String.raw`[^"\r\n]{6,128}`,
    notAfter: '[^"]',
    confidence: 0.9,
    source: "Terraform documentation, state; random_password and random_string",
    examples: [
      { text: '"override_special": null,\n            "result": "7mcewSBDTXOg6W8n",', find: ["7mcewSBDTXOg6W8n"] },
      { text: '"override_special":"!#%","result":"sword!fish"', find: ["sword!fish"] },
      { text: '"override_special": "",\n "result": "kQzWmTrLpXvB",', find: ["kQzWmTrLpXvB"] },
    ],
    counterExamples: [
      { text: '"length": 20, "result": "7mcewSBDTXOg6W8n"' },
      { text: '"override_special": null, "special": true' },
      { text: '"override_special": null, "result": ""' },
      { text: '"password": "7mcewSBDTXOg6W8n"', neighbour: "password-quoted" },
    ],
  },
  {
    id: "request-collection-key",
    entity: "SECRET",
    label: "confidential",
    tags,
    lead: String.raw`"apikey"[ ]?:[ ]?\[\s{0,24}\{\s{0,28}"key"[ ]?:[ ]?"value",\s{0,28}"value"[ ]?:[ ]?"`,
    pattern: `${byte}{8,256}`,
    notAfter: '[^"]',
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.5 }],
    confidence: 0.85,
    source: "Postman documentation, collection format 2.1: auth of type apikey",
    examples: [
      { text: `"apikey":[{"key":"value","value":"${mixed(24, 1)}"},`, find: [mixed(24, 1)] },
      {
        text: `"apikey": [\n\t{\n\t\t"key": "value",\n\t\t"value": "${hex(32, 2)}",`,
        find: [hex(32, 2)],
      },
      { text: `"apikey": [{"key": "value", "value": "${mixed(40, 3)}"`, find: [mixed(40, 3)] },
    ],
    counterExamples: [
      { text: '"apikey": [{"key": "value", "value": "{{apiKey}}"}]' },
      { text: '"apikey": [{"key": "key", "value": "X-API-KEY"}]' },
      { text: `"headers": [{"key": "value", "value": "${mixed(24, 4)}"}]` },
      { text: `"api_key": "${mixed(24, 5)}"`, neighbour: "secret-quoted" },
    ],
  },
  {
    id: "cloud-init-password-list",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: String.raw`chpasswd:\s{1,8}(?:expire:[ ](?:false|False|true|True)\s{1,8})?list:[ ]?\|-?\s{1,12}[\w.-]{1,32}:`,
    // The next users of the list with their passwords, too.
    pattern: String.raw`${byte}{4,64}(?:\r?\n[ ]{1,12}[\w.-]{1,32}:${byte}{4,64}){0,4}`,
    notAfter: byte,
    confidence: 0.85,
    source: "cloud-init documentation, set passwords",
    examples: [
      { text: "chpasswd:\n  list: |\n    root:swordfish\n", find: ["swordfish"] },
      {
        text: "chpasswd:\n  list: |\n    root:swordfish\n    bob:t1ger\n  expire: false",
        find: ["swordfish\n    bob:t1ger"],
      },
      { text: "chpasswd:\n  expire: False\n  list: |\n    root:swordfish\n", find: ["swordfish"] },
    ],
    counterExamples: [
      { text: "chpasswd:\n  expire: false\n" },
      { text: "list: |\n    root:swordfish\n" },
      { text: "chpasswd:\n  list: |\n    root:$ROOT_PASSWORD\n" },
      { text: "password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "directory-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    // The base64 of a quotation mark in UTF-16 and of a byte of ASCII.
    lead: "(?:unicodePwd|unicodepwd)::[ ]{0,2}",
    pattern: "IgB[A-Za-z0-9+/]{12,400}={0,2}",
    notAfter: "[A-Za-z0-9+/=]",
    confidence: 0.95,
    source: "MS-ADTS 3.1.1.3.1.5: unicodePwd; RFC 2849",
    examples: [
      { text: `unicodePwd:: ${directory("swordfish")}\n`, find: [directory("swordfish")] },
      { text: `unicodePwd::${directory("t1gerLily!")}`, find: [directory("t1gerLily!")] },
      { text: `-\nunicodePwd:: ${directory("Maple-42")}\n-`, find: [directory("Maple-42")] },
    ],
    counterExamples: [
      { text: "replace: unicodePwd\n-" },
      { text: "unicodePwd:: IgA=" },
      { text: `photo:: ${directory("swordfish")}` },
      { text: "bindpw nslcd-pw1", neighbour: "directive-password" },
    ],
  },
  {
    id: "thingsboard-device-token",
    entity: "THINGSBOARD_TOKEN",
    label: "confidential",
    tags: ["credential", "iot"],
    lead: "/api/v1/",
    // What the device does with it tells it, and belongs to the span.
    pattern: "[A-Za-z0-9]{20}/(?:telemetry|attributes|rpc|claim|firmware)",
    validate: [
      { name: "entropy", min: 3.2 },
      { name: "digits", min: 1 },
    ],
    confidence: 0.85,
    source: "ThingsBoard documentation, HTTP device API",
    examples: [
      {
        text: `curl https://tb.example.com/api/v1/${mixed(20, 1)}/telemetry -d x`,
        find: [`${mixed(20, 1)}/telemetry`],
      },
      {
        text: `curl https://tb.example.com/api/v1/${mixed(20, 2)}/telemetry -d x`,
        find: [`${mixed(20, 2)}/telemetry`],
      },
      {
        text: `curl https://tb.example.com/api/v1/${mixed(20, 3)}/telemetry -d x`,
        find: [`${mixed(20, 3)}/telemetry`],
      },
    ],
    counterExamples: [
      { text: "/api/v1/devices/telemetry" },
      { text: "/api/v1/$ACCESS_TOKEN/telemetry" },
      { text: `/api/v1/${mixed(20, 4)}/items` },
      { text: `api_key: ${mixed(20, 5)}`, neighbour: "secret-assignment" },
    ],
  },
  {
    id: "acme-account-binding-key",
    entity: "ACME_BINDING_KEY",
    label: "confidential",
    tags: ["credential", "key"],
    lead: String.raw`(?:eab[ _.-]?hmac(?:[ _-]?key)?|hmac_?encoded|eab[ _.-]?mac[ _-]?key)["']?[ \t]{0,3}(?:[:=][ \t]{0,3}|[ \t])["']?`,
    pattern: "[A-Za-z0-9_-]{32,128}",
    caseless: true,
    notAfter: "[A-Za-z0-9_-]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.8 }, { name: "digits", min: 2 }],
    confidence: 0.9,
    source: "RFC 8555 section 7.3.4; Traefik and certbot documentation",
    examples: [
      { text: `hmacEncoded: ${mixed(64, 1)}\n`, find: [mixed(64, 1)] },
      { text: `certbot --eab-hmac-key ${mixed(43, 2)} --eab-kid x`, find: [mixed(43, 2)] },
      { text: `EAB_HMAC_KEY=${mixed(86, 3)}`, find: [mixed(86, 3)] },
    ],
    counterExamples: [
      { text: "the eab_hmac_key is of the authority" },
      { text: "EAB_HMAC_KEY=$EAB_HMAC_KEY_OF_THE_AUTHORITY_2024" },
      { text: `eab_kid: ${mixed(43, 4)}` },
      { text: `api_key: ${mixed(20, 5)}`, neighbour: "secret-assignment" },
    ],
  },
];
