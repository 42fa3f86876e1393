import { expect, test } from "vitest";
import { policyDigest } from "../../src/policy/digests.ts";
import { minimal, parse } from "../config/reading.ts";

const of = (text: string): string => policyDigest(parse(text));
const rule = (id: string): string => `{id: ${id}, if: {tags: [pii]}, then: block}`;

test("a digest is sixteen hex digits and always the same", () => {
  expect(of(minimal())).toMatch(/^[0-9a-f]{16}$/);
  expect(of(minimal())).toBe(of(minimal()));
});

test.each([
  ["a limit", minimal("", "limits: {body: 1MiB}")],
  ["a listen address", minimal("", "listen: {address: 127.0.0.1:9}")],
  ["what is only spelt out", minimal("mode: enforce\npath: /openai")],
])("%s is no part of the policy", (_what, text) => {
  expect(of(text)).toBe(of(minimal()));
});

test.each([
  ["a mode", minimal("mode: observe")],
  ["a mask line", minimal("", "mask: {entities: {US_SSN: {request: mask}}}")],
  ["a rule", minimal("", `rules: [${rule("a")}]`)],
  ["a detector that is off", minimal("", "detectors: {off: [email]}")],
  ["an endpoint", minimal("endpoints: [inference]")],
  ["a kind of part that passes", minimal("uninspectable: {image: pass}")],
])("%s is", (_what, text) => {
  expect(of(text)).not.toBe(of(minimal()));
});

test("the order of rules is no part of it", () => {
  expect(of(minimal("", `rules: [${rule("a")}, ${rule("b")}]`))).toBe(
    of(minimal("", `rules: [${rule("b")}, ${rule("a")}]`)),
  );
});
