import { describe, expect, test } from "vitest";
import { MISSING_KINDS } from "../../src/config/inert.ts";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { minimal, problems } from "./reading.ts";

const loopback = "changes nothing on a loopback address, which only this machine can reach; leave it out.";
const inline = "changes nothing with scan: inline, which has no workers; leave it out, or say scan: auto or pool.";
const open = "0.0.0.0:8443, tls: {cert: a, key: b}";
const passes = "passes already; leave it out.";
const anthropicTokens = minimal("uninspectable: {tokens: pass}").replace("dialect: openai", "dialect: anthropic");
const generic = (kind: string): string =>
  minimal(`endpoints: ["* /**"]\nuninspectable: {${kind}: pass}`).replace("dialect: openai", "dialect: generic");
const two = (top: string): string =>
  minimal("", `  b: {dialect: openai, upstream: https://b.example, clients: anonymous}\n${top}`);

describe("what would change nothing is refused", () => {
  test.each([
    ["a front for a loopback address", minimal("", "listen: {trustedFront: true}"), `listen.trustedFront ${loopback}`],
    [
      "a front for node:http on a loopback address",
      minimal("", "listen: {listener: node, trustedFront: true}"),
      `listen.trustedFront ${loopback}`,
    ],
    [
      "a front for node:http",
      minimal("", `listen: {address: ${open}, listener: node, trustedFront: true}`),
      "listen.trustedFront changes nothing with listener: node, which is strict by itself; leave it out, or say listener: auto.",
    ],
    [
      "slow headers for uWebSockets.js",
      minimal("", "listen: {listener: uws}\ntimeouts: {requestHeaders: 5s}"),
      "timeouts.requestHeaders changes nothing with listener: uws, which ends slow headers after about 10 s; say listener: node.",
    ],
    [
      "many headers for uWebSockets.js",
      minimal("", "listen: {listener: uws}\nlimits: {headerCount: 46}"),
      "limits.headerCount cannot be more than 45 with listener: uws; say listener: node.",
    ],
    [
      "restarts of a process that nobody starts again",
      minimal("", "limits: {restarts: 3}"),
      "limits.restarts changes nothing with processes: 1, which nobody here starts again; leave it out, or say processes: 2.",
    ],
    ["workers that are not there", minimal("", "scan: inline\nworkers: 2"), `workers ${inline}`],
    ["a queue for no workers", minimal("", "scan: inline\nlimits: {scanQueue: 5}"), `limits.scanQueue ${inline}`],
    [
      "waiting for no workers",
      minimal("", "scan: inline\nlimits: {lanePending: 2KiB}"),
      `limits.lanePending ${inline}`,
    ],
    [
      "a body that there is no room for",
      minimal("", "limits: {inflated: 64MiB, bufferedBytes: 33MiB}"),
      "limits.inflated is more than limits.bufferedBytes (33MiB), so that no such body could ever be taken.",
    ],
    ...["connect", "headers", "request"].map((name) => [
      `the timeout ${name} behind the whole's`,
      minimal("", `timeouts: {${name}: 2m, total: 2m}`),
      `timeouts.${name} is not less than timeouts.total (2m), which would end every exchange before it.`,
    ]),
    [
      "a limit of columns that nobody names",
      minimal("", "limits: {csvHeader: 1KiB}"),
      "limits.csvHeader changes nothing without detectors.fields, which alone asks for the names of columns; leave it out.",
    ],
    [
      "less time for a request than for its header",
      minimal("", "timeouts: {request: 5s}"),
      "timeouts.request is less than timeouts.requestHeaders (10s), which is a part of it; lower that one too.",
    ],
    [
      "everyone on loopback",
      minimal("credential: env:KEY\nallowAnonymous: true"),
      `connections.openai.allowAnonymous ${loopback}`,
    ],
    [
      "signatures of OpenAI",
      minimal("uninspectable: {signature: pass}"),
      "connections.openai.uninspectable.signature changes nothing: dialect openai has no parts of this kind; leave it out.",
    ],
    [
      "token ids of Anthropic",
      anthropicTokens,
      "connections.openai.uninspectable.tokens changes nothing: dialect anthropic has no parts of this kind; leave it out.",
    ],
    [
      "encrypted parts of nobody",
      generic("encrypted"),
      "connections.openai.uninspectable.encrypted changes nothing: dialect generic has no parts of this kind; leave it out.",
    ],
    [
      "a request header that passes",
      minimal("headers: {request: [accept]}"),
      `connections.openai.headers.request[0] ${passes}`,
    ],
    [
      "request headers that pass",
      minimal('headers: {request: [x-team, "x-ms-client-*"]}'),
      `connections.openai.headers.request[1] ${passes}`,
    ],
    [
      "the coding of a request",
      minimal("headers: {request: [content-encoding]}"),
      "connections.openai.headers.request[0] never goes on: a body leaves without its coding.",
    ],
    [
      "a response header that passes",
      minimal("headers: {response: [retry-after]}"),
      `connections.openai.headers.response[0] ${passes}`,
    ],
    [
      "a header about exact bytes",
      minimal("headers: {response: [etag]}"),
      "connections.openai.headers.response[0] never goes on: it speaks of the body's exact bytes, which may change here.",
    ],
    [
      "cookies",
      minimal("headers: {response: [set-cookie]}"),
      "connections.openai.headers.response[0] passes already where the connection holds no credential, and never where it does.",
    ],
    [
      "a detector that is off everywhere",
      minimal("detectors: {off: [email, phone-us]}", "detectors: {off: [PHONE_NUMBER]}"),
      "connections.openai.detectors.off[1] is off everywhere already (detectors.off); leave it out.",
    ],
  ])("%s", (_what, text = "", message = "") => {
    expect(problems(text).map((line) => line.replace(/^\d+:\d+: /, ""))).toEqual([message]);
  });
});

describe("what changes something is taken", () => {
  test.each([
    [
      "a front without TLS of node:http",
      minimal("", "listen: {address: 0.0.0.0:1, listener: node, trustedFront: true}"),
    ],
    ["a front of either", minimal("", `listen: {address: ${open}, trustedFront: true}`)],
    ["workers", minimal("", "scan: pool\nworkers: 2\nlimits: {scanQueue: 5, lanePending: 2KiB}")],
    ["workers of whatever number, inline", minimal("", "scan: inline\nworkers: auto")],
    ["few headers of uWebSockets.js", minimal("", "listen: {listener: uws}\nlimits: {headerCount: 45}")],
    ["a short exchange", minimal("", "timeouts: {total: 1s}")],
    ["a short request of uWebSockets.js", minimal("", "listen: {listener: uws}\ntimeouts: {request: 5s}")],
    [
      "every kind, of either provider",
      minimal("uninspectable: {signature: pass, tokens: pass}").replace("openai\n", "auto\n"),
    ],
    ["files of nobody", generic("file")],
    ["a wider ending", minimal('headers: {request: ["x-*-team", "x-m*"]}').replace('"x-*-team", ', "")],
    [
      "off here, and another there",
      two("detectors: {off: [phone-us]}").replace(
        "clients: anonymous\n",
        "clients: anonymous\n    detectors: {off: [PHONE_NUMBER]}\n",
      ),
    ],
  ])("%s", (_what, text) => {
    expect(problems(text)).toEqual([]);
  });
});

test("the kinds that a dialect lacks are those that its rules do not name", () => {
  const kinds = ["image", "audio", "video", "file", "tokens", "signature", "encrypted"] as const;
  // By their content type, bodies of any dialect may be one of these.
  const bodies = ["image", "audio", "video", "file"];
  for (const [name, dialect] of [
    ["openai", openai],
    ["anthropic", anthropic],
  ] as const) {
    const rules = JSON.stringify(dialect.operations);
    const has = (kind: string): boolean =>
      bodies.includes(kind) || rules.includes(kind === "tokens" ? '"text-or-tokens"' : `"what":"${kind}"`);
    expect([name, MISSING_KINDS[name]]).toEqual([name, kinds.filter((kind) => !has(kind))]);
  }
});
