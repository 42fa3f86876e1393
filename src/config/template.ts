/**
 * What `sluice init` writes: a sluice.yaml that works as it stands, with every setting in it. Prose begins with `# `; a
 * setting that is switched off begins with `#` alone, so that deleting that one character switches it on. Numbers and
 * their meanings come from settings.ts.
 */
import { jsonSchemaFile } from "./json-schema.ts";
import { auditSettings, defaults, limitSettings, type Setting, timeoutSettings } from "./settings.ts";

const rows = (settings: Readonly<Record<string, Setting>>): string =>
  Object.entries(settings)
    .map(([name, { value, about }]) => `#${`  ${name}: ${value}`.padEnd(30)} # ${about}`)
    .join("\n");

export function initTemplate(): string {
  return `# yaml-language-server: $schema=./${jsonSchemaFile}
# Configuration of Sluice. \`sluice check\` says what it means, \`sluice serve --config sluice.yaml\` runs it.
# Sizes and durations have units (8MiB, 10m). Relative paths begin at this file. What is switched off here shows the default,
# or an example where there is none: delete the # before it.
version: 1

# Audit trail and cache. Made with mode 0700.
#data: ${defaults.data}

# The key of fingerprints and hash marks: 64 hexadecimal digits (openssl rand -hex 32) in a file of mode 0600 outside of data.
# Without it a key is made once and kept in data, where a thief of the audit trail would find both.
#keys:
#  fingerprint: file:/etc/sluice/fingerprint.key

listen:
  address: ${defaults.listen}
# node: node:http. uws: uWebSockets.js, faster, stricter about header sizes, and a request in chunks (without content-length)
# is answered 411 there. auto: uws on loopback or behind a trusted front (a proxy that normalises requests), else node.
#  listener: ${defaults.listener}
#  trustedFront: false
#  tls:
#    cert: /etc/sluice/tls.crt
#    key: /etc/sluice/tls.key

# Readiness and metrics, never on the data port. \`admin: off\`: none.
admin:
  address: ${defaults.admin}
# It answers who asks for it as an IP address, localhost, or the name in its own address, and here for others; any other name could
# be a web page's that leads a browser to this machine.
#  hosts: [sluice.monitoring.svc]

# Each connection is an upstream behind a path prefix. A client sets its base URL to http://HOST:PORT/PATH and whatever it
# used to put after the provider's host: http://127.0.0.1:8080/openai/v1.
connections:
  openai:
    # openai (Azure's paths too), anthropic, auto (either, by path) or generic.
    dialect: openai
    upstream: https://api.openai.com
    # Who may use it. There is no identity yet, so the only answer is anonymous, and it must be given.
    clients: anonymous
# The default is the connection's name.
#    path: /openai
# env:NAME or file:PATH (mode 0600). With it, the client's own credential is stripped and this one sent; without it, the
# client's passes unchanged.
#    credential: env:OPENAI_API_KEY
# authorization (as a bearer token), x-api-key or api-key. The default follows the dialect.
#    credentialHeader: authorization
# Needed where a connection with a credential listens on more than loopback.
#    allowAnonymous: false
# observe: findings are recorded; nothing is redacted or blocked.
#    mode: ${defaults.mode}
# What may be called: inference and models as the dialect knows them, or "METHOD /path" (* for one segment or any method, a
# last ** for any rest).
#    endpoints: [inference, models]
# What cannot be inspected is blocked unless it may pass: image, audio, video, file, tokens (arrays of token ids), signature,
# encrypted.
#    uninspectable: { image: block, audio: block, video: block, file: block, tokens: block, signature: block, encrypted: block }
# keep: log probabilities of tokens pass where nothing was redacted (openai and auto).
#    logprobs: ${defaults.logprobs}
# Headers that pass besides the usual ones (a trailing * stands for any ending). They are inspected too.
#    headers: { request: [x-team], response: [x-upstream-region] }
# true: the exchange's audit record is on the disk before the upstream sees a byte.
#    durable: ${defaults.durable}
# Detectors that are off here, by id or entity (\`sluice detectors\` lists them).
#    detectors: { off: [] }
  anthropic:
    dialect: anthropic
    upstream: https://api.anthropic.com
    clients: anonymous

# Detectors. \`off\` and \`only\` take ids, entities and tags; a detector whose confidence is below the threshold is off. A connection can say
# the same four for itself. Names of people are looked for only if asked: precise (few false alarms) or broad (fewer names are missed).
# They are found by lists of names, so some are missed either way. Own detectors, allow lists and fields: docs/own-detectors.md.
#detectors:
#  off: []
#  only: [credential, contact, CREDIT_CARD, PROJECT_CODE, PROJECT_NAME, FIELD_PATIENT]
#  threshold: 0.65
#  thresholds: { PHONE_NUMBER: 0.75 }
#  person: none
# An expression (every repeat with an upper bound), or words (whole ones); \`sluice detectors explain\` says what they find and why.
#  custom:
#    - { entity: PROJECT_CODE, pattern: '\\bPRJ-\\d{6}\\b', label: internal, examples: [see PRJ-123456] }
#    - { entity: PROJECT_NAME, words: [aurora, blue falcon], caseless: true }
# Found, and left alone.
#  allow:
#    - { entity: EMAIL_ADDRESS, domains: [example.com] }
# Whatever stands in these fields of JSON, forms, queries and headers, and in these columns of CSV, is a value.
#  fields:
#    - { names: [patient, "*diagnosis*"], label: regulated }

# What becomes of what is found, by direction: replace (<EMAIL_ADDRESS>), mask (*****), {partial: 4} (the last four letters or
# digits stay), hash (<EMAIL_ADDRESS:ab12cd34ef56>, the same for the same value), drop, allow, block. An entity's line beats a
# tag's, a tag's a label's. Where no line speaks: credentials and what is regulated or confidential are replaced, the rest
# is allowed.
#mask:
#  entities:
#    CREDIT_CARD: { response: { partial: 4 } }
#  tags:
#    contact: { request: hash, response: replace }
#  labels:
#    internal: { response: mask }

# Rules only tighten; their order never matters. In a list any one is enough, and all conditions must agree.
#rules:
#  - id: no-cards-in-prompts
#    if: { direction: request, entities: [CREDIT_CARD] }
#    then: block
#    say: Remove the card number and ask again.
#  - id: hash-addresses
#    if: { entities: [EMAIL_ADDRESS], connections: [openai] }
#    then: { mask: hash }

# Where text is scanned: inline, in the worker pool, or by size (auto).
#scan: ${defaults.scan}
#workers: ${defaults.workers}

# Processes on the one port: a number, or auto (one for each processor). Limits are those of each process, connections are spread
# over them, and workers: auto shares the processors among them (docs/scaling.md).
#processes: ${defaults.processes}

# What goes beyond a limit is refused with an error that names it.
#limits:
${rows(limitSettings)}

#timeouts:
${rows(timeoutSettings)}

# The default directory is audit in data.
#audit:
#  directory: ${defaults.data}/audit
${rows(auditSettings)}

# trace, debug, info, warn, error or silent.
#log: { level: ${defaults.logLevel} }
`;
}
