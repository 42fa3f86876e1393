import { describe, expect, test } from "vitest";
import { minimal, parse, problems } from "./reading.ts";

const second = (lines: string): string =>
  `  second:\n    upstream: https://second.example\n    clients: anonymous\n${lines.replace(/^/gm, "    ")}\n`;
const rule = (text: string): string => minimal("", `rules: [{id: a, ${text}}]`);

test.each([
  [
    "the same path twice",
    minimal("path: /x", second("dialect: openai\npath: /x")),
    "connections.second.path is also the path of connections.openai; each needs its own.",
  ],
  [
    "a path under another",
    minimal("path: /x", second("dialect: openai\npath: /x/y")),
    "connections.second.path overlaps connections.openai: /x/y lies under /x, so a request could belong to both.",
  ],
  [
    "a path above another",
    minimal("path: /x/y", second("dialect: openai\npath: /x")),
    "connections.second.path overlaps connections.openai: /x/y lies under /x, so a request could belong to both.",
  ],
  [
    "the root and another",
    minimal("path: /", second("dialect: openai")),
    "connections.second.path overlaps connections.openai: /second lies under /, so a request could belong to both.",
  ],
  [
    "the gateway's own path",
    minimal("path: /healthz"),
    "connections.openai.path: /healthz is answered by the gateway itself.",
  ],
  [
    "a credential for everyone",
    minimal("credential: env:KEY", "listen: {address: 0.0.0.0:8080}"),
    "connections.openai.credential: anyone who reaches 0.0.0.0:8080 could use this credential, since clients are anonymous. Listen on a loopback address, or say allowAnonymous: true on this connection.",
  ],
  [
    "a header for no credential",
    minimal("credentialHeader: api-key"),
    "connections.openai.credentialHeader says where the credential goes, but the connection has no `credential`.",
  ],
  [
    "logprobs of Anthropic",
    minimal("", second("dialect: anthropic\nlogprobs: keep")),
    "connections.second.logprobs has no meaning with dialect anthropic; leave it out.",
  ],
  [
    "a generic connection's endpoints",
    minimal("", second("dialect: generic")),
    'connections.second.endpoints[0]: the dialect generic knows no inference or models endpoints; list what may be called, such as "POST /v1/search" or "* /**".',
  ],
  [
    "an upstream that is the gateway",
    minimal().replace("https://api.openai.com", "http://localhost:8080/v1"),
    "connections.openai.upstream is this gateway's own address (listen.address); it would call itself.",
  ],
  [
    "a framing header",
    minimal("headers: {request: [host]}"),
    "connections.openai.headers.request[0] belongs to one connection or to the gateway and is never forwarded.",
  ],
  [
    "a credential header",
    minimal("headers: {request: [authorization]}"),
    "connections.openai.headers.request[0] is a credential, which passes or is replaced by the connection's `credential`.",
  ],
  [
    "a header of ours",
    minimal("headers: {response: [x-sluice-exchange]}"),
    "connections.openai.headers.response[0] belongs to one connection or to the gateway and is never forwarded.",
  ],
  [
    "every header",
    minimal('headers: {response: ["x*"]}'),
    "connections.openai.headers.response[0] matches too much; give at least three characters before the *.",
  ],
  [
    "admin on the data port",
    minimal("", "admin: {address: 127.0.0.1:8080}"),
    "admin.address is the address of the data port (listen.address); the two must differ.",
  ],
  [
    "admin on the data port of every interface",
    minimal("", "listen: {address: 0.0.0.0:8081}"),
    "admin.address is the address of the data port (listen.address); the two must differ.",
  ],
  [
    "a key in the data directory",
    minimal("", "data: d\nkeys: {fingerprint: file:d/fp.key}"),
    "keys.fingerprint lies inside the data directory (data); keys must lie elsewhere, or one copy of the directory gives away both.",
  ],
  [
    "too little room for a body",
    minimal("", "limits: {body: 64MiB, bufferedBytes: 1MiB}"),
    "limits.bufferedBytes is less than limits.body (64MiB), so that no such body could ever be taken.",
  ],
  [
    "an unknown detector",
    minimal("", "detectors: {off: [emial]}"),
    "detectors.off[0]: there is no such detector, entity or tag. Did you mean email?",
  ],
  [
    "an unknown detector of a connection",
    minimal("detectors: {off: [email, zzzzzz]}"),
    "connections.openai.detectors.off[1]: there is no such detector, entity or tag; `sluice detectors` lists what there is.",
  ],
  [
    "an unknown entity",
    minimal("", "mask: {entities: {CREDIT_CRAD: {request: mask}}}"),
    "mask.entities.CREDIT_CRAD: there is no such entity. Did you mean CREDIT_CARD?",
  ],
  [
    "an unknown tag",
    minimal("", "mask: {tags: {xyzzy: {request: mask}}}"),
    "mask.tags.xyzzy: there is no such tag. There are: pii, contact, payment, network, credential.",
  ],
  [
    "an unknown label",
    minimal("", "mask: {labels: {secret: {request: mask}}}"),
    "mask.labels.secret: there is no such label. There are: public, internal, confidential, regulated.",
  ],
  [
    "a name of every object",
    minimal("", "mask: {entities: {constructor: {request: mask}}}"),
    "mask.entities.constructor: there is no such entity. There are: EMAIL_ADDRESS, PHONE_NUMBER, US_SSN, CREDIT_CARD, IP_ADDRESS, AWS_ACCESS_KEY, JWT, BUILD_ID, TEST_TOKEN.",
  ],
  [
    "a rule's entity",
    rule("if: {entities: [US_SNN]}, then: block"),
    "rules[0].if.entities[0]: there is no such entity. Did you mean US_SSN?",
  ],
  [
    "a rule's tag",
    rule("if: {tags: [pi]}, then: block"),
    "rules[0].if.tags[0]: there is no such tag. Did you mean pii?",
  ],
  [
    "a rule's connection",
    rule("if: {tags: [pii], connections: [opnai]}, then: block"),
    "rules[0].if.connections[0]: there is no such connection. Did you mean openai?",
  ],
  [
    "two rules of one id",
    minimal("", "rules: [{id: a, if: {tags: [pii]}, then: block}, {id: a, if: {tags: [network]}, then: block}]"),
    "rules[1].id: an earlier rule has this id; each needs its own.",
  ],
  [
    "a rule that allows",
    rule("if: {entities: [US_SSN]}, then: allow"),
    "rules[0].then: a rule can only tighten, so `allow` would never do anything. To leave an entity alone, say mask.entities.NAME: {request: allow}.",
  ],
  [
    "words that nobody hears",
    rule("if: {entities: [US_SSN]}, then: {mask: drop}, say: No."),
    "rules[0].say is only said when a rule blocks; this one masks.",
  ],
  [
    "a rule about everything",
    rule("if: {direction: request}, then: block"),
    "rules[0].if names no entities, tags or labels. Rules about whole exchanges are not built in this version; for every finding say labels: [public, internal, confidential, regulated].",
  ],
])("%s: refused", (_what, text, message) => {
  expect(problems(text).map((line) => line.replace(/^\d+:\d+: /, ""))).toEqual([message]);
});

describe("what is no conflict", () => {
  test.each([
    ["paths that only look alike", minimal("path: /x", second("dialect: openai\npath: /xy"))],
    ["a credential on loopback", minimal("credential: env:KEY")],
    [
      "a credential for everyone, said outright",
      minimal("credential: env:KEY\nallowAnonymous: true", "listen: {address: 0.0.0.0:8080}"),
    ],
    ["everyone's own credential", minimal("", "listen: {address: 0.0.0.0:8080}")],
    ["two free ports", minimal("", "listen: {address: 127.0.0.1:0}\nadmin: {address: 127.0.0.1:0}")],
    ["a key beside the data directory", minimal("", "data: d\nkeys: {fingerprint: file:d.key}")],
    ["another port of this host", minimal().replace("https://api.openai.com", "http://localhost:8082/v1")],
  ])("%s", (_what, text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe("warnings", () => {
  test.each([
    [
      "clear text outside",
      minimal("", "listen: {address: 0.0.0.0:8080}"),
      "listen.address 0.0.0.0:8080 is reachable from outside without TLS; set listen.tls, or listen.trustedFront: true behind a proxy that has it.",
    ],
    [
      "uWebSockets.js outside",
      minimal("", "listen: {address: 0.0.0.0:8080, listener: uws, tls: {cert: a, key: b}}"),
      "listen.listener: uws faces the network without a proxy that normalises requests; node or auto is safer there.",
    ],
    [
      "admin outside",
      minimal("", "admin: {address: 0.0.0.0:8081}"),
      "admin.address 0.0.0.0:8081 is reachable from outside; metrics have no access control.",
    ],
    [
      "a clear upstream",
      minimal().replace("https", "http"),
      "connections.openai.upstream is plain http: what is not redacted travels in the clear.",
    ],
    [
      "observing",
      minimal("mode: observe"),
      "connections.openai.mode is observe: findings are recorded and nothing is redacted or blocked.",
    ],
    [
      "letting pass",
      minimal("uninspectable: {image: pass}"),
      "connections.openai.uninspectable.image is pass: such parts go through unseen.",
    ],
  ])("%s", (_what, text, warning) => {
    expect(parse(text).warnings).toEqual([warning]);
  });

  test("everyone may use a connection", () => {
    const text = minimal(
      "credential: env:KEY\nallowAnonymous: true",
      "listen: {address: 0.0.0.0:8080, trustedFront: true}",
    );
    expect(parse(text).warnings).toEqual([
      "connections.openai.allowAnonymous: anyone who reaches 0.0.0.0:8080 may use this connection.",
    ]);
  });
});
