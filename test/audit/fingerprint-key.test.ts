import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openFingerprintKey } from "../../src/audit/fingerprint-key.ts";
import { newDirectory } from "./example-events.ts";

const hex = "0123456789abcdef".repeat(4);

test("without a key the data directory gets one that only the owner can read, and keeps it", () => {
  const data = newDirectory();
  const created = openFingerprintKey({ data });
  const file = join(data, "keys", "fingerprint.key");
  expect(created.origin).toBe("created");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(data, "keys")).mode & 0o777).toBe(0o700);
  const again = openFingerprintKey({ data });
  expect(again.origin).toBe("file");
  expect(again.key.equals(created.key)).toBe(true);
});

test("a named file is read", () => {
  const file = join(newDirectory(), "fp.key");
  writeFileSync(file, `${hex}\n`, { mode: 0o600 });
  expect(openFingerprintKey({ file }).key.export().toString("hex")).toBe(hex);
});

test("an ephemeral key is new each time and says what that means", () => {
  const [one, two] = [openFingerprintKey({ ephemeral: true }), openFingerprintKey({ ephemeral: true })];
  expect(one.key.equals(two.key)).toBe(false);
  expect(one.note).toMatch(/cannot be compared/);
});

test.each([
  ["others can read", hex, 0o644, /others can read it \(mode 644, wanted 600\)/],
  ["too short", hex.slice(1), 0o600, /exactly 64 hexadecimal digits/],
  ["empty", "", 0o600, /exactly 64 hexadecimal digits/],
  ["not hexadecimal", "g".repeat(64), 0o600, /exactly 64 hexadecimal digits/],
])("a key file that is refused: %s", (_, content, mode, message) => {
  const file = join(newDirectory(), "fp.key");
  writeFileSync(file, content);
  chmodSync(file, mode);
  expect(() => openFingerprintKey({ file })).toThrow(message);
  expect(readFileSync(file, "latin1")).toBe(content);
});

test("a named file that is missing is refused, never created", () => {
  const file = join(newDirectory(), "fp.key");
  expect(() => openFingerprintKey({ file })).toThrow(/ENOENT/);
  expect(() => statSync(file)).toThrow();
});

test("a damaged key in the data directory is refused, never replaced", () => {
  const data = newDirectory();
  mkdirSync(join(data, "keys"));
  writeFileSync(join(data, "keys", "fingerprint.key"), "damaged", { mode: 0o600 });
  expect(() => openFingerprintKey({ data })).toThrow(/exactly 64 hexadecimal digits/);
});
