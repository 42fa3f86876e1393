import { expect, test } from "vitest";
import { parseUpstreamOrigin } from "../../../src/protocols/http/upstream-origin.ts";

test.each([
  ["https://api.openai.com", "https://api.openai.com", "api.openai.com", 443, ""],
  ["https://API.Example.com:8443/v1/", "https://api.example.com:8443", "api.example.com", 8443, "/v1"],
  ["http://127.0.0.1:080/a/b", "http://127.0.0.1:80", "127.0.0.1", 80, "/a/b"],
  ["http://[::1]:9000", "http://[::1]:9000", "::1", 9000, ""],
  ["http://localhost", "http://localhost", "localhost", 80, ""],
  ["https://api.example.com.", "https://api.example.com", "api.example.com", 443, ""],
  ["http://my_service:80", "http://my_service:80", "my_service", 80, ""],
])("%s is %s, host %s, port %i, base path %j", (address, origin, host, port, basePath) => {
  expect(parseUpstreamOrigin(address)).toEqual({ origin, host, port, basePath, secure: address.startsWith("https") });
});

test.each([
  "",
  "api.example.com",
  "ftp://a.example",
  "https://",
  "https://a.example\0.evil.example",
  "https://a%00.example",
  "https://user:hunter2@a.example",
  "https://a.example@b.example",
  "https://a.example\\@b.example",
  "https://a..example",
  "https://-a.example",
  "https://a-.example",
  `https://${"a".repeat(64)}.example`,
  `https://${"a.".repeat(130)}example`,
  "https://0x7f.1",
  "https://127.1",
  "https://2130706433",
  "https://1.2.3.4.5",
  "https://[::1",
  "https://[::1%25eth0]",
  "https://bücher.example",
  "https://a.example:0",
  "https://a.example:65536",
  "https://a.example:x",
  "https://a.example?x=1",
  "https://a.example#x",
  "https://a.example/../b",
  "https://a.example//b",
  " https://a.example",
  "https://a.example\n",
])("%j is refused, unquoted", (address) => {
  expect(() => parseUpstreamOrigin(address)).toThrow(
    expect.objectContaining({ code: "upstream-origin", message: expect.not.stringMatching(/hunter2|evil/) }),
  );
});
