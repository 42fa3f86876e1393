/**
 * Keys and tokens that no sign assigns: before what they are for, behind the service's name alone. What tells is the shape of the whole
 * value, so each asks for more figures and bits than an assignment.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { hex, mixed, uuid } from "../secrets/picked.ts";
import { closed, gap, quote } from "./parts.ts";

/** `acme_key` and `acmeKey`, but for those that end in `public`, and in `cy` as `idempotency` does. */
const keyName = "(?:[abd-xz0-9]|[a-hj-z0-9]c|[abd-z0-9]y)(?:[_-]key|Key)";
const ofKey =
  "(?:access|account|api|app|auth|bearer|client|consumer|master|private|secret|service|signing|webhook)[ _-]?";
/** Services whose name is no word of code, and no package whose version or hash stands behind it. */
const services = oneOf(
  "imagekit|infisical|intra42|jira|jumpcloud|klaviyo|kraken|kucoin|livekit|mailchimp|mailersend|mailgun|maxmind|midtrans|miro|mixpanel|netlify",
  "new[_-]?relic|notion|okta|onesignal|opsgenie|pastebin|paypal|pinata|plaid|posthog|postmark|razorpay|salesforce|sendbird|sendgrid",
  "sentry|slack|sourcegraph|statuspage|tailscale|telegram|thingsboard|twilio|twitter|yandex|zendesk",
);

export const secretAroundDetectors: readonly Detector[] = [
  {
    id: "secret-then-label",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "prose"],
    // Other verbs and prepositions are too frequent a beginning.
    lead: "(?:[ ,(]use|Use|using|Using|Paste)[ ][\"'`]?",
    // What it is stands behind it, and belongs to the span.
    pattern: String.raw`[A-Za-z0-9][A-Za-z0-9_.+/=~!|-]{14,190}["'\x60]?[ ](?:as|for)[ ](?:the|my|your|our|its|an?)[ ](?:[A-Za-z][\w.'-]{0,15}[ ]){0,3}(?:(?:${ofKey})(?:key|secret|token)|(?:API|Api)[ ]?[Kk]ey|token|secret|password|passphrase)`,
    notAfter: "[A-Za-z0-9_-]|[ ](?:end|nam|url|uri|id|fi[el]|hea|pat|typ)",
    validate: [{ name: "not-placeholder" }, { name: "digits", min: 3 }],
    confidence: 0.6,
    source: "CWE-798: keys and tokens told in prose, before what they are for",
    examples: [
      { text: `Use '${mixed(24, 1)}' as the Acme API key.`, find: [`${mixed(24, 1)}' as the Acme API key`] },
      { text: `using "${hex(32, 2)}" as my access token`, find: [`${hex(32, 2)}" as my access token`] },
      { text: `please use ${uuid(3)} for the client secret`, find: [`${uuid(3)} for the client secret`] },
    ],
    counterExamples: [
      { text: "use 'the-name-of-the-variable' as the API key" },
      { text: "Use 'sha256-of-the-file-2024' as the cache key" },
      { text: "use the key as the token" },
      { text: "Use login-2024-v2.example.com/oauth as the token endpoint" },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "password-then-label",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "prose"],
    lead: "(?:[ ,(]use|Use|using|Using)[ ][\"'`]",
    // What it is stands behind it, and belongs to the span.
    pattern: String.raw`[^\s"'\x60$<{]{6,64}["'\x60][ ](?:as|for)[ ](?:the|my|your|our|its|an?)[ ](?:[A-Za-z][\w.-]{0,15}[ ]){0,2}(?:password|passphrase|passwd|pwd)`,
    notAfter: "[A-Za-z0-9_-]|[ ](?:fi|na|ty|in|ha|po)",
    validate: [{ name: "not-placeholder" }, { name: "digits", min: 1 }],
    confidence: 0.6,
    source: "CWE-256: passwords told in prose, before what they are for",
    examples: [
      { text: 'we use "t1gerLily" as the master password', find: ['t1gerLily" as the master password'] },
      { text: "Use 'otter-42' for the root password.", find: ["otter-42' for the root password"] },
      { text: "using `Tannen24!` as my passphrase", find: ["Tannen24!` as my passphrase"] },
    ],
    counterExamples: [
      { text: "use 'the-name' as the password" },
      { text: "use 'pass2' as the password field" },
      { text: 'use "12 characters" for the password' },
      { text: "we use this password: hunter2", neighbour: "password-assignment" },
    ],
  },
  {
    id: "key-name-marked",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "assignment"],
    lead: `${keyName}(?:${closed}${gap}(?:=>|[:=])${gap}${quote}|${gap}[:=]${gap})`,
    // No path; names of words with dashes between them have fewer bits, and a UUID, too.
    pattern: "[A-Za-z0-9][A-Za-z0-9_~!@#%^*|-]{23,127}",
    notAfter: "[^\\s\"'`,;)}\\]]|[,;)}\\]][A-Za-z0-9_]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 4.25 }, { name: "digits", min: 4 }],
    confidence: 0.6,
    source: "CWE-798",
    examples: [
      { text: `acme_key = pk_${mixed(34, 1)}\n`, find: [`pk_${mixed(34, 1)}`] },
      { text: `{"acmeKey": "live-${mixed(32, 2)}"}`, find: [`live-${mixed(32, 2)}`] },
      { text: `acme-key: '${mixed(12, 3)}_${mixed(20, 4)}'`, find: [`${mixed(12, 3)}_${mixed(20, 4)}`] },
    ],
    counterExamples: [
      { text: `public_key = pk_${mixed(34, 5)}` },
      { text: "sort_key: projects-1234-locations-europe-west1-keyrings" },
      { text: `idempotency_key: ${uuid(6)}` },
      { text: `Idempotency-Key: stainless-node-retry-${uuid(7)}` },
      { text: `cache_key = 'v1-linux-node-modules-2024-lock'` },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "service-name-value",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "service"],
    lead: `${services}${closed}${gap}(?:=>|:=|[:=])${gap}${quote}`,
    pattern: "[A-Za-z0-9_+=~-]{20,128}",
    caseless: true,
    notAfter: "[^\"'`]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.2 }, { name: "digits", min: 3 }],
    confidence: 0.6,
    source: "documentation of the services named: keys of 20 characters and more",
    examples: [
      { text: `keys: { mailgun: "${hex(32, 1)}", `, find: [hex(32, 1)] },
      { text: `SLACK='${mixed(24, 2)}'`, find: [mixed(24, 2)] },
      { text: `"pinata": "${hex(20, 3)}"`, find: [hex(20, 3)] },
    ],
    counterExamples: [
      { text: '"sentry": "^7.100.0"' },
      { text: 'slack: "the-channel-of-the-team"' },
      { text: 'twitter: "https://twitter.com/acme/status/1234567890123456"' },
      { text: 'api_key: "a8Fk2LmQ9ZxT4cV7"', neighbour: "secret-quoted" },
    ],
  },
  {
    id: "bearer-token-padded",
    entity: "BEARER_TOKEN",
    label: "confidential",
    tags: ["credential", "http"],
    lead: String.raw`bearer["']?[ \t]{0,2}(?:[:=,]?[ \t]|[:=])["']?`,
    pattern: "A{10,24}[A-Za-z0-9%._~+/=-]{30}",
    caseless: true,
    tail: "[A-Za-z0-9%._~+/:=|-]",
    validate: [{ name: "entropy", min: 3 }],
    confidence: 0.85,
    source: "X developer platform, app-only bearer tokens: base64 that begins with zeros",
    examples: [
      { text: `Authorization: Bearer ${"A".repeat(20)}${mixed(30, 1)}`, find: [`${"A".repeat(20)}${mixed(30, 1)}`] },
      { text: `BEARER="${"A".repeat(22)}${mixed(30, 2)}"`, find: [`${"A".repeat(22)}${mixed(30, 2)}`] },
      { text: `bearer: ${"A".repeat(14)}${mixed(30, 3)}`, find: [`${"A".repeat(14)}${mixed(30, 3)}`] },
    ],
    counterExamples: [
      { text: `Bearer ${"A".repeat(60)}` },
      { text: `x = ${"A".repeat(20)}${mixed(30, 4)}` },
      { text: "Bearer AAAAAAAAAAAAAAAAAAAAAAA..." },
      { text: "Authorization: Bearer AbCdEf123456GhI", neighbour: "bearer-token" },
    ],
  },
];
