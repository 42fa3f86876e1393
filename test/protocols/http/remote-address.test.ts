import { expect, test } from "vitest";
import { addressOf, isLoopback, plainAddress } from "../../../src/protocols/http/remote-address.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));

test.each([
  ["7f000001", "127.0.0.1"],
  ["00000000000000000000ffffc0000201", "192.0.2.1"],
  ["00000000000000000000000000000001", "::1"],
  ["00000000000000000000000000000000", "::"],
  ["20010db8000000000000000000000001", "2001:db8::1"],
  ["20010db8000100000000000200000003", "2001:db8:1::2:0:3"],
  ["fe800000000000000001000200030004", "fe80::1:2:3:4"],
  ["20010db8000100020003000400050006", "2001:db8:1:2:3:4:5:6"],
  ["00010000000000000000000000000000", "1::"],
  ["7f", "unknown"],
])("%s is %s", (bytes, text) => {
  expect(addressOf(hex(bytes))).toBe(text);
});

test("an IPv4 peer on a dual-stack socket is written as IPv4", () => {
  expect(plainAddress("::ffff:192.0.2.1")).toBe("192.0.2.1");
  expect(plainAddress("2001:db8::1")).toBe("2001:db8::1");
});

test.each([
  ["127.0.0.1", true],
  ["127.1.2.3", true],
  ["localhost", true],
  ["LOCALHOST", true],
  ["::1", true],
  ["[::1]", true],
  ["::ffff:127.0.0.1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["10.0.0.1", false],
  ["127.0.0.1.example.com", false],
  ["localhost.example.com", false],
])("%s is loopback: %s", (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback);
});
