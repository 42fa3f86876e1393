import { expect, test } from "vitest";
import { upstreamFailure } from "../../../src/protocols/http/upstream-failure.ts";

const TIMEOUTS = { connectTimeoutMs: 1, headersTimeoutMs: 2, idleTimeoutMs: 3 };
const coded = (code: string) => Object.assign(new Error("peer said hunter2"), { code });

test.each([
  ["ETIMEDOUT", false, "upstream-timeout", "connect (1 ms)"],
  ["ECONNREFUSED", false, "upstream-unreachable", "cannot be reached"],
  ["ENOTFOUND", false, "upstream-unreachable", "cannot be reached"],
  ["CERT_HAS_EXPIRED", false, "upstream-untrusted", "certificate"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", false, "upstream-untrusted", "certificate"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", false, "upstream-untrusted", "certificate"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", false, "upstream-untrusted", "handshake"],
  ["EPROTO", true, "upstream-reset", "before its answer was complete"],
  ["UPSTREAM_RESET", true, "upstream-reset", "before its answer was complete"],
  ["UND_ERR_SOCKET", false, "upstream-reset", "before its answer was complete"],
  ["SOMETHING_NEW", false, "upstream-reset", "before its answer was complete"],
])("%s (head seen: %s) is %s", (code, begun, expected, words) => {
  const failure = upstreamFailure(coded(code), begun, TIMEOUTS);
  expect(failure).toMatchObject({ code: expected, source: "upstream", message: expect.stringContaining(words) });
  expect(`${failure.message} ${failure.cause}`).not.toContain("hunter2");
});

test("of several attempts at once the first speaks, and what is no error is a reset", () => {
  const both = new AggregateError([coded("ECONNREFUSED"), coded("EPROTO")]);
  expect(upstreamFailure(both, false, TIMEOUTS).code).toBe("upstream-unreachable");
  for (const odd of [null, undefined, "text", 5, {}])
    expect(upstreamFailure(odd, false, TIMEOUTS).code).toBe("upstream-reset");
});
