import { describe, expect, test } from "vitest";
import { ConfigError } from "../../src/config/problems.ts";
import { minimal, parse, problems } from "./reading.ts";

const first = (text: string): string => problems(text)[0] ?? "(accepted)";

describe("what is accepted", () => {
  test("the least that can be said, with every default filled in", () => {
    const config = parse(minimal());
    expect(config.data).toBe("/etc/sluice/.sluice");
    expect(config.audit.directory).toBe("/etc/sluice/.sluice/audit");
    expect(config.listen).toEqual({
      address: { host: "127.0.0.1", port: 8080, loopback: true },
      tls: null,
      listener: "auto",
      trustedFront: false,
    });
    expect(config.admin?.address.port).toBe(8081);
    expect(config.connections).toEqual([
      {
        name: "openai",
        dialect: "openai",
        upstream: { origin: "https://api.openai.com", basePath: "" },
        path: "/openai",
        credential: null,
        credentialHeader: "authorization",
        clients: "anonymous",
        allowAnonymous: false,
        mode: "enforce",
        endpoints: [{ kind: "inference" }, { kind: "models" }],
        uninspectable: {
          image: "block",
          audio: "block",
          video: "block",
          file: "block",
          tokens: "block",
          signature: "block",
          encrypted: "block",
        },
        logprobs: "drop",
        headers: { request: [], response: [] },
        durable: false,
        detectors: { off: [], only: null, threshold: null, thresholds: {} },
      },
    ]);
    expect(config.limits.body).toBe(8 * 1024 * 1024);
    expect(config.limits.eventsBehind).toBe(16);
    expect(config.limits.bytesBehind).toBe(16 * 1024);
    expect(config.timeouts.total).toBe(1_800_000);
    expect(config.warnings).toEqual([]);
  });

  test("everything that can be said", () => {
    const config = parse(`
version: 1
data: /var/lib/sluice
keys: { fingerprint: file:/etc/keys/fp.key }
listen: { address: 0.0.0.0:8443, tls: { cert: tls.crt, key: /etc/tls.key }, listener: uws, trustedFront: true }
admin: off
connections:
  openai: { dialect: openai, upstream: https://api.openai.com/v1, path: /o, credential: env:OPENAI_API_KEY,
            credentialHeader: api-key, clients: anonymous, allowAnonymous: true, mode: observe,
            endpoints: [inference, "POST /files"], uninspectable: { image: pass }, logprobs: keep,
            headers: { request: [x-team], response: ["x-up-*"] }, durable: true, detectors: { off: [email] } }
  claude: { dialect: anthropic, upstream: https://api.anthropic.com, credential: file:claude.key, clients: anonymous, allowAnonymous: true }
  search: { dialect: generic, upstream: http://10.0.0.1:9200, path: /a/b, clients: anonymous, endpoints: ["* /**"] }
detectors: { off: [PHONE_NUMBER] }
mask:
  labels: { regulated: { request: hash, response: replace } }
  tags: { credential: { response: drop } }
  entities: { CREDIT_CARD: { response: { partial: 4 } }, IP_ADDRESS: { request: allow, response: mask } }
rules:
  - { id: no-keys, if: { direction: request, tags: [credential], connections: [openai] }, then: block, say: Remove it. }
  - { id: hash-mail, if: { entities: [EMAIL_ADDRESS], labels: [confidential] }, then: { mask: { partial: 2 } } }
limits: { body: 1MiB, lanes: 10, jsonDepth: 20 }
timeouts: { total: 1h, idle: 90s }
scan: pool
workers: 2
audit: { directory: trail, fsync: 5ms, segment: 1MiB, wait: 1s, queueEvents: 10, queueBytes: 1MiB }
log: { level: debug }
`);
    expect(
      config.connections.map(({ name, path, credential, credentialHeader }) => [
        name,
        path,
        credential,
        credentialHeader,
      ]),
    ).toEqual([
      ["openai", "/o", { kind: "env", name: "OPENAI_API_KEY" }, "api-key"],
      ["claude", "/claude", { kind: "file", path: "/etc/sluice/claude.key" }, "x-api-key"],
      ["search", "/a/b", null, "authorization"],
    ]);
    expect(config.listen.tls).toEqual({ cert: "/etc/sluice/tls.crt", key: "/etc/tls.key" });
    expect(config.admin).toBeNull();
    expect(config.mask.entities).toEqual({
      CREDIT_CARD: { response: { kind: "partial", keep: 4 } },
      IP_ADDRESS: { request: { kind: "allow" }, response: { kind: "mask" } },
    });
    expect(config.rules).toEqual([
      {
        id: "no-keys",
        if: { direction: "request", entities: [], labels: [], tags: ["credential"], connections: ["openai"] },
        action: { kind: "block" },
        say: "Remove it.",
      },
      {
        id: "hash-mail",
        if: { direction: null, entities: ["EMAIL_ADDRESS"], labels: ["confidential"], tags: [], connections: [] },
        action: { kind: "partial", keep: 2 },
        say: null,
      },
    ]);
    expect(config.limits).toMatchObject({ body: 1_048_576, lanes: 10, jsonDepth: 20 });
    expect(config.timeouts).toMatchObject({ total: 3_600_000, idle: 90_000 });
    expect(config.audit).toEqual({
      directory: "/etc/sluice/trail",
      fsync: 5,
      segment: 1_048_576,
      wait: 1000,
      queueEvents: 10,
      queueBytes: 1_048_576,
    });
  });

  test("it is frozen all the way down", () => {
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      expect(Object.isFrozen(value)).toBe(true);
      for (const child of Object.values(value)) visit(child);
    };
    visit(parse(minimal("", "mask: {entities: {US_SSN: {request: block}}}")));
  });

  test("parsing twice gives equal results and shares nothing that one could change", () => {
    expect(parse(minimal())).toEqual(parse(minimal()));
  });
});

/** [what, text, line:column and message]: the first problem, whole. */
test.each([
  ["an empty file", "", "The file is empty; `sluice init` writes one to begin with."],
  ["only comments", "# nothing\n", "The file is empty; `sluice init` writes one to begin with."],
  ["a list", "- a", "1:1: must be a mapping (`key: value` lines), not a list."],
  [
    "no version",
    minimal().replace("version: 1\n", ""),
    "1:1: version is missing; it must be 1, the version of this file's format.",
  ],
  [
    "another version",
    minimal().replace("version: 1", "version: 2"),
    "1:10: version must be 1, the version of this file's format.",
  ],
  ["no connections", "version: 1", "1:1: connections is missing; it must be a mapping (`key: value` lines)."],
  ["empty connections", "version: 1\nconnections: {}", "2:14: connections must name at least one connection."],
  ["an unknown key", minimal("", "limts: {}"), "7:1: limts: unknown key. Did you mean limits?"],
  [
    "an unknown key without a neighbour",
    minimal("headers: {zzzz: []}"),
    "7:15: connections.openai.headers.zzzz: unknown key. Known here: request, response.",
  ],
  [
    "a connection's name",
    minimal().replace("  openai:", "  Open AI:"),
    '3:3: connections."Open AI": "Open AI" must be lower-case letters, digits and -, beginning with a letter, at most 64.',
  ],
  [
    "no dialect",
    minimal().replace("    dialect: openai\n", ""),
    "4:5: connections.openai.dialect is missing; it must be one of openai, anthropic, auto, generic.",
  ],
  [
    "a misspelt dialect",
    minimal().replace("dialect: openai", "dialect: opnai"),
    "4:14: connections.openai.dialect must be one of openai, anthropic, auto, generic, not another word. Did you mean openai?",
  ],
  [
    "no clients",
    minimal().replace("    clients: anonymous\n", ""),
    "4:5: connections.openai.clients is missing; it must be `anonymous`, said outright: this version has no identity.",
  ],
  [
    "a password in the upstream",
    minimal().replace("https://", "https://u:hunter2@"),
    "5:15: connections.openai.upstream must not hold a user name or password; use `credential: env:NAME | file:PATH`.",
  ],
  [
    "an upstream that is no URL",
    minimal().replace("https://api.openai.com", "api"),
    "5:15: connections.openai.upstream must be a URL that begins with https:// or http://.",
  ],
  [
    "a credential in the file",
    minimal("credential: sk-hunter2"),
    "7:17: connections.openai.credential must be env:NAME or file:PATH; the credential itself never stands in this file.",
  ],
  [
    "a path with a slash at its end",
    minimal("path: /a/"),
    "7:11: connections.openai.path must be / or a path such as /openai: segments of letters, digits and -._~ between single slashes, no slash at the end.",
  ],
  [
    "a path that is a number",
    minimal("path: 1"),
    "7:11: connections.openai.path must be / or a path such as /openai: segments of letters, digits and -._~ between single slashes, no slash at the end, not a number.",
  ],
  ["a mode", minimal("mode: off"), "7:11: connections.openai.mode must be one of enforce, observe, not another word."],
  ["a flag as a word", minimal("durable: yes"), "7:14: connections.openai.durable must be true or false, not text."],
  [
    "no endpoints",
    minimal("endpoints: []"),
    "7:16: connections.openai.endpoints must name at least one endpoint; an empty list would refuse everything.",
  ],
  [
    "an endpoint",
    minimal("endpoints: [inference, files]"),
    '7:28: connections.openai.endpoints[1] must be inference, models, or "METHOD /path" such as "POST /v1/files" (* for one segment or any method, a last ** for any rest).',
  ],
  [
    "endpoints as text",
    minimal("endpoints: inference"),
    "7:16: connections.openai.endpoints must be a list of endpoints, not text.",
  ],
  [
    "a kind of part",
    minimal("uninspectable: {picture: pass}"),
    "7:21: connections.openai.uninspectable.picture: unknown key. Known here: image, audio, video, file, tokens, signature, encrypted.",
  ],
  [
    "what to do with it",
    minimal("uninspectable: {image: allow}"),
    "7:28: connections.openai.uninspectable.image must be one of pass, block, not another word.",
  ],
  [
    "a header's name",
    minimal("headers: {request: [X Team]}"),
    "7:25: connections.openai.headers.request[0] must be the name of a header in lower case.",
  ],
  [
    "a listen address",
    minimal("", "listen: {address: 8080}"),
    "7:19: listen.address must be HOST:PORT, such as 127.0.0.1:8080, [::1]:8080, or 0.0.0.0:8080 for every interface, not a number.",
  ],
  ["half of TLS", minimal("", "listen: {tls: {cert: a}}"), "7:15: listen.tls.key is missing; it must be a path."],
  [
    "a port among admin's hosts",
    minimal("", "admin: {address: 127.0.0.1:9, hosts: [sluice.test:9]}"),
    "7:39: admin.hosts[0] must be the name of a host, such as sluice.monitoring.svc, without a port.",
  ],
  ["admin as text", minimal("", "admin: 127.0.0.1:9"), "7:8: admin must be off, or {address: HOST:PORT}."],
  [
    "a size without unit",
    minimal("", "limits: {body: 8}"),
    "7:16: limits.body must be a size with its unit, such as 64KiB or 8MiB (units: B, kB, MB, GB, KiB, MiB, GiB), not a number.",
  ],
  ["a size out of range", minimal("", "limits: {body: 2GiB}"), "7:16: limits.body must be from 1KiB to 1GiB."],
  ["a count out of range", minimal("", "limits: {jsonDepth: 0}"), "7:21: limits.jsonDepth must be from 4 to 1000."],
  [
    "a count with a fraction",
    minimal("", "limits: {lanes: 1.5}"),
    "7:17: limits.lanes must be a whole number, not a number.",
  ],
  [
    "a duration in bytes",
    minimal("", "timeouts: {idle: 8MiB}"),
    "7:18: timeouts.idle must be a duration with its unit, such as 250ms, 30s or 10m (units: ms, s, m, h, d).",
  ],
  [
    "snake case",
    minimal("", "limits: {json_depth: 20}"),
    "7:10: limits.json_depth: unknown key. Did you mean jsonDepth?",
  ],
  [
    "an operator",
    minimal("", "mask: {entities: {US_SSN: {request: replce}}}"),
    "7:37: mask.entities.US_SSN.request must be replace, mask, hash, drop, allow, block or {partial: N} with N from 1 to 64. Did you mean replace?",
  ],
  [
    "a partial of nothing",
    minimal("", "mask: {entities: {US_SSN: {request: {partial: 0}}}}"),
    "7:47: mask.entities.US_SSN.request.partial must be at least 1.",
  ],
  [
    "a mask line that says nothing",
    minimal("", "mask: {entities: {US_SSN: {}}}"),
    "7:27: mask.entities.US_SSN must say something: request, response or both.",
  ],
  [
    "a direction",
    minimal("", "mask: {entities: {US_SSN: {reponse: mask}}}"),
    "7:28: mask.entities.US_SSN.reponse: unknown key. Did you mean response?",
  ],
  [
    "a rule's id",
    minimal("", "rules: [{id: mask.x, if: {entities: [US_SSN]}, then: block}]"),
    "7:14: rules[0].id must be lower-case letters, digits and -, beginning with a letter, at most 64.",
  ],
  [
    "a decision",
    minimal("", "rules: [{id: a, if: {entities: [US_SSN]}, then: deny}]"),
    "7:49: rules[0].then must be block, or {mask: replace | mask | hash | drop | {partial: N}}.",
  ],
  [
    "a rule's label",
    minimal("", "rules: [{id: a, if: {labels: [secret]}, then: block}]"),
    "7:31: rules[0].if.labels[0] must be one of public, internal, confidential, regulated, not another word.",
  ],
  [
    "an empty condition",
    minimal("", "rules: [{id: a, if: {entities: []}, then: block}]"),
    "7:32: rules[0].if.entities must not be empty; leave it out to ask nothing.",
  ],
  [
    "a long say",
    minimal("", `rules: [{id: a, if: {entities: [US_SSN]}, then: block, say: ${"x".repeat(501)}}]`),
    "7:61: rules[0].say must be at most 500 characters.",
  ],
  [
    "say with a line break",
    minimal("", 'rules: [{id: a, if: {entities: [US_SSN]}, then: block, say: "a\\nb"}]'),
    "7:61: rules[0].say must be one line without control characters.",
  ],
  ["workers", minimal("", "workers: 0"), "7:10: workers must be auto, or a whole number from 1 to 64."],
  ["a key that is no file", minimal("", "keys: {fingerprint: hunter2}"), "7:21: keys.fingerprint must be file:PATH."],
  [
    "a log level",
    minimal("", "log: {level: warning}"),
    "7:14: log.level must be one of trace, debug, info, warn, error, silent, not another word. Did you mean warn?",
  ],
])("%s: says where and what would be right", (_what, text, message) => {
  const found = first(text).trim();
  expect(found).toBe(message);
  expect(found).not.toContain("hunter2");
});

test("every problem is reported in one go, in the order of the file", () => {
  const found = problems(minimal("mode: x\npath: y", "scan: z\nlimits: {body: 1}"));
  expect(found.map((line) => line.split(" ")[1])).toEqual([
    "connections.openai.mode",
    "connections.openai.path",
    "scan",
    "limits.body",
  ]);
});

test("no value is quoted, whatever place it stands in", () => {
  const secret = "hunter2-S3cr3t";
  const places = [
    minimal(`dialects: ${secret}`),
    minimal(`mode: ${secret}`),
    minimal(`path: ${secret}`),
    minimal(`headers: ${secret}`),
  ];
  for (const key of [
    "data",
    "keys",
    "listen",
    "admin",
    "detectors",
    "mask",
    "rules",
    "limits",
    "timeouts",
    "scan",
    "workers",
    "audit",
    "log",
  ]) {
    places.push(minimal("", `${key}: [${secret}]`), minimal("", `${key}: {a: ${secret}}`));
  }
  places.push(
    minimal("", `detectors: {off: [${secret}]}`),
    minimal("", `rules: [{id: ${secret}, then: ${secret}, say: 1}]`),
  );
  for (const text of places) {
    try {
      parse(text);
      expect.unreachable(text);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).not.toContain(secret);
      expect(JSON.stringify(error)).not.toContain(secret);
    }
  }
});
