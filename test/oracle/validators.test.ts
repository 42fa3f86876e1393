import { describe, expect, it } from "vitest";
import type { ValidatorName } from "../../src/inspect/detector.ts";
import { validates } from "./validators.ts";

interface Row {
  readonly name: ValidatorName;
  readonly min?: number;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "luhn",
    yes: ["4111111111111111", "4111 1111 1111 1111", "378282246310005", "4222222222222", "6304-0000-0000-0000"],
    no: ["4111111111111112", "0000000000000000", "42222222226", "41111111111111111111"],
  },
  {
    name: "iban",
    yes: ["DE89370400440532013000", "de89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "NO9386011117947"],
    no: ["DE88370400440532013000", "DE8937040044053201300", "ZZ89370400440532013000", "8989370400440532013000"],
  },
  {
    name: "us-ssn",
    yes: ["078-05-1120", "078051120", "078 05 1120"],
    no: [
      "078-05 1120",
      "07805-1120",
      "000-12-3456",
      "666-12-3456",
      "900-12-3456",
      "123-00-4567",
      "123-45-0000",
      "111111111",
    ],
  },
  {
    name: "ipv4",
    yes: ["192.0.2.1", "0.0.0.0", "255.255.255.255"],
    no: ["192.0.2", "192.0.2.256", "192.0.02.1", "1.2.3.4.5"],
  },
  {
    name: "ipv6",
    yes: [
      "2001:db8::1",
      "::",
      "::1",
      "1::",
      "1:2:3:4:5:6:7:8",
      "::ffff:192.0.2.1",
      "1:2:3:4:5:6:192.0.2.1",
      "1:2:3:4:5:6:7::",
    ],
    no: [
      "1:2:3:4:5:6:7",
      "1::2::3",
      ":::",
      "1:2:3:4:5:6:7:8::",
      "12345::",
      "::192.0.2.1:1",
      ":1",
      "1:",
      "::192.0.2.256",
    ],
  },
  {
    name: "mac",
    yes: ["00:00:5e:00:53:01", "00-00-5E-00-53-01", "0f:f0:00:00:00:00"],
    no: ["00:00:5e-00:53:01", "00:00:00:00:00:00", "FF:ff:ff:ff:ff:ff", "00:00:5e:00:53", "00005e005301"],
  },
  {
    name: "nanp",
    yes: ["(212) 555-0123", "+1 212 555 0123", "12125550123"],
    no: ["112-555-0123", "211-555-0123", "212-155-0123", "212-911-0123", "2222222222", "2 212 555 0123"],
  },
  {
    name: "e164",
    yes: ["+49 30 901820", "+442079460958"],
    no: ["+0123456789", "+1234567", "+1234567890123456", "11111111"],
  },
  {
    name: "date",
    yes: [
      "1985-03-12",
      "12.03.1985",
      "03/12/1985",
      "31/12/85",
      "29/02/00",
      "12 March 1985",
      "March 3rd, 1985",
      "3. März 1985",
      "3. MÄRZ 1985",
      "the 3rd of Sept. 2004",
      "1985 Dez 1",
      "2000-02-29",
    ],
    no: [
      "1985-13-32",
      "29.02.1900",
      "31/04/1985",
      "12.03.1885",
      "85-03-12",
      "12 Foo 1985",
      "12031985",
      "12.03",
      "1.2.3.1985",
    ],
  },
  { name: "entropy", min: 2, yes: ["abcd", "aabbccdd", "abcde"], no: ["aabb", "", "aaab"] },
  { name: "digits", min: 3, yes: ["a1b2c3", "1234"], no: ["a1b2", ""] },
  {
    name: "not-placeholder",
    yes: ["hunter2", "S3cr3t!pass", "$2b$10$abc", "correct-horse", "123456", "${", "passwords"],
    no: [
      "changeme",
      "'password'",
      "Your_Api_Key",
      "xxxxxxxx",
      "xxx-xxx",
      "****",
      "...",
      "$".concat("{SECRET}"),
      "<token>",
      "{{ vault }}",
      "%TOKEN%",
      "$TOKEN",
      "$(cat key)",
      "",
      '""',
      "NULL",
      "process.env.KEY",
      "%(password)s",
    ],
  },
  {
    name: "tld",
    yes: ["alice@example.com", "a@b.CO", "a@b.museum"],
    no: ["logo@2x.png", "a@b.c", "a@b", "a@b.c0m", "a@b.", "a@b.JSON"],
  },
  {
    name: "jwt-header",
    yes: ["eyJhbGciOiJIUzI1NiJ9.e30.x", "eyJ"],
    no: ["eyAi.e30.x", "eyJh+.x", "eyJhb.x", "", "abc.eyJ"],
  },
];

describe("validators", () => {
  for (const { name, min, yes, no } of rows) {
    const check = (text: string): boolean =>
      validates(min === undefined ? { name } : { name, min }, Buffer.from(text, "utf8"));
    it.each(yes)(`${name} says yes of %j`, (text) => {
      expect(check(text)).toBe(true);
    });
    it.each(no)(`${name} says no of %j`, (text) => {
      expect(check(text)).toBe(false);
    });
  }
});
