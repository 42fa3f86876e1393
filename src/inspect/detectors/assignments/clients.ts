/** Keys that are arguments and fields of a client of a service. What such a value is, parts.ts. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { mixed } from "../secrets/picked.ts";
import { uuidPattern } from "../uuid.ts";
import { dottedKey, markedKey, markedRun, paddedRun } from "./parts.ts";

const call = oneOf(
  String.raw`(?:Client|Api|API|SDK|Sdk|Bot|(?:Key|Token)Credential|[sS]etKey|[aA]uthenticate)\([ ]?["']`,
  String.raw`\.(?:init|initialize|login|configure|authorize)\([ ]?["']`,
  // The key is the user of Basic authentication.
  String.raw`(?:[ (]auth[ ]?=[ ]?|BasicAuth)\([ ]?["']`,
  // A module called as it is loaded, as Stripe's and SendGrid's are.
  String.raw`require\(["'][\w@/.-]{1,40}["']\)\([ ]?["']`,
);

export const clientDetectors: readonly Detector[] = [
  {
    id: "client-argument",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential"],
    lead: call,
    pattern: oneOf("[A-Za-z0-9]{20,128}", "[0-9a-f]{32}-[a-z0-9]{2,6}", uuidPattern, markedRun, paddedRun),
    notAfter: "[^\"']",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.1 }, { name: "digits", min: 3 }],
    confidence: 0.6,
    source: "CWE-798: the first argument of a client of a service, or of what logs it in",
    examples: [
      { text: 'client = acme.Client("k3Jm5LqR8tW2xYz7Vb4N")', find: ["k3Jm5LqR8tW2xYz7Vb4N"] },
      { text: 'new ApiKeyCredential("9f86d081884c7d659a2feaa0c55ad015")', find: ["9f86d081884c7d659a2feaa0c55ad015"] },
      { text: "new AcmeApi('9f86d081884c7d659a2feaa0c55ad015')", find: ["9f86d081884c7d659a2feaa0c55ad015"] },
      { text: 'acme.NewClient("x9Y8w7V6u5T4s3R2q1P0oNmL", nil)', find: ["x9Y8w7V6u5T4s3R2q1P0oNmL"] },
      {
        text: 'acme.login("x9Y8w7V6u5T4s3R2q1P0oNmL")',
        find: ["x9Y8w7V6u5T4s3R2q1P0oNmL"],
      },
      {
        text: "new AcmeClient('9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b')",
        find: ["9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b"],
      },
      { text: `const acme = require('acme')('${markedKey}')`, find: [markedKey] },
      { text: 'Acme.init("9f86d081884c7d659a2feaa0c55ad015")', find: ["9f86d081884c7d659a2feaa0c55ad015"] },
      { text: 'get(url, auth=("k3Jm5LqR8tW2xYz7Vb4N", ""))', find: ["k3Jm5LqR8tW2xYz7Vb4N"] },
    ],
    counterExamples: [
      { text: 'new HttpClient("https://api.example.com/v1/2024")' },
      { text: 'createClient("redis1234")' },
      { text: 'new ApiClient("TheClientOfTheShopAndItsBasket")' },
      { text: 'api_key = "a8Fk2LmQ9ZxT4cV7"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "client-argument-marked",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential"],
    lead: call,
    pattern: "[A-Za-z0-9][A-Za-z0-9_.+/=~|-]{19,255}",
    notAfter: "[^\"']",
    // Names of packages and paths have fewer bits.
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 4.1 }, { name: "digits", min: 4 }],
    confidence: 0.6,
    source: "CWE-798: the first argument of a client of a service",
    examples: [
      { text: `client = acme.Client("ac_${mixed(32, 1)}")`, find: [`ac_${mixed(32, 1)}`] },
      { text: `new AcmeApi('${mixed(20, 2)}-${mixed(12, 3)}')`, find: [`${mixed(20, 2)}-${mixed(12, 3)}`] },
      { text: `acme.NewClient("${mixed(43, 4)}=", nil)`, find: [`${mixed(43, 4)}=`] },
      { text: `client = acme.Client("${dottedKey}")`, find: [dottedKey] },
    ],
    counterExamples: [
      { text: 'new HttpClient("https://api.example.com/v1/2024")' },
      { text: 'createClient("com.example.shop.orders.v2024")' },
      { text: 'new ApiClient("orders-service-europe-west1-2024")' },
      { text: 'client = acme.Client("922aee92a95090106fbd")', neighbour: "client-argument" },
    ],
  },
  {
    id: "build-field-secret",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: String.raw`(?:buildconfigfield|resvalue)[ (]{1,2}["']string["'][ ]?,[ ]?["']\w{0,32}(?:key|token|secret|auth|pat)\w{0,12}["'][ ]?,[ ]?["'](?:\\?["'])?`,
    pattern: String.raw`[\w+/=.:~-]{16,128}`,
    caseless: true,
    notAfter: String.raw`[^"'\\]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3 }, { name: "digits", min: 2 }],
    confidence: 0.75,
    source: "Android documentation, Gradle: fields of BuildConfig and resource values",
    examples: [
      {
        text: String.raw`buildConfigField "String", "ACME_KEY", "\"x9Y8w7V6u5T4s3R2q1P0\""`,
        find: ["x9Y8w7V6u5T4s3R2q1P0"],
      },
      { text: `buildConfigField("String", "MAPS_TOKEN", '"k3Jm5LqR8tW2xYz7Vb4N"')`, find: ["k3Jm5LqR8tW2xYz7Vb4N"] },
      { text: 'resValue "string", "acme_api_key", "9f86d081884c7d65"', find: ["9f86d081884c7d65"] },
    ],
    counterExamples: [
      { text: 'buildConfigField "String", "API_KEY", "\\"your_api_key\\""' },
      { text: 'buildConfigField "String", "BASE_URL", "\\"https://api.example.com/v1/2024\\""' },
      { text: 'buildConfigField("String", "API_KEY", apiKey)' },
      { text: 'api_key = "a8Fk2LmQ9ZxT4cV7"', neighbour: "secret-quoted" },
    ],
  },
];
