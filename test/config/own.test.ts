import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { describeConnections } from "../../src/config/describe.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { minimal, parse, problems } from "./reading.ts";
import { sampleDetectors } from "./sample-detectors.ts";

const directory = mkdtempSync(join(tmpdir(), "sluice-own-words-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const custom = (entry: string): string => minimal("", `detectors: { custom: [{ ${entry} }] }`);

describe("a detector of one's own", () => {
  it("has an id by its entity, and is confidential and certain unless it says otherwise", () => {
    const { detectors } = parse(custom("entity: PROJECT_CODE, pattern: 'PRJ-\\d{6}'"));
    expect(detectors.custom).toMatchObject([
      { id: "project-code", entity: "PROJECT_CODE", label: "confidential", tags: [], confidence: 1, words: 0 },
    ]);
    expect(detectors.custom[0]?.rules).toMatchObject([{ id: "project-code", pattern: "PRJ-\\d{6}" }]);
  });

  it("keeps the meaning of what is translated", () => {
    const [rule] =
      parse(custom(String.raw`entity: X_CODE, pattern: '(?i)\bprj\d\b', notBefore: '[-]', notAfter: '[-]'`)).detectors
        .custom[0]?.rules ?? [];
    expect(rule).toMatchObject({ caseless: true, notAfter: String.raw`(?:[-])|\w` });
    // Both classes as one: - and the bytes of \w.
    expect(rule?.notBefore).toBe(String.raw`[\x2d\x30-\x39\x41-\x5a\x5f\x61-\x7a]`);
  });

  it("may be named wherever a detector is", () => {
    const rest =
      "detectors: { custom: [{ entity: PROJECT_CODE, pattern: abc, tags: [secret-plan] }, { entity: OTHER_CODE, pattern: abd }] }\nmask: { entities: { OTHER_CODE: { request: hash } }, tags: { secret-plan: { response: drop } } }\n";
    expect(problems(minimal("", rest))).toEqual([]);
    const off = problems(minimal("detectors: { off: [email, secret-pla] }", rest)).join();
    expect(off).toContain(
      "connections.openai.detectors.off[1]: there is no such detector, entity or tag. Did you mean secret-plan?",
    );
  });

  it.each([
    [
      "no way to find anything",
      "entity: A_CODE",
      "detectors.custom[0] must say what is found: pattern, words or file.",
    ],
    [
      "two ways",
      "entity: A_CODE, pattern: ab, words: [xy]",
      "detectors.custom[0].pattern cannot stand beside words or a file; write two detectors.",
    ],
    [
      "an anchor",
      "entity: A_CODE, pattern: '^ab'",
      "detectors.custom[0].pattern: the anchor ^ at character 1 is not what the engine can take; a value may stand anywhere in a text: leave it out, and say in lead what must stand before.",
    ],
    [
      "an open end",
      "entity: A_CODE, pattern: 'ab+'",
      "detectors.custom[0].pattern: + (no upper bound) at character 3 is not what the engine can take; write {1,64}, or as many as there can be.",
    ],
    [
      "what is too wide",
      "entity: A_CODE, pattern: 'a{513}'",
      "detectors.custom[0].pattern matches up to 513 bytes, at most 512 are allowed; lower the upper bounds, or let the expression match the beginning and give the class of the rest as tail.",
    ],
    [
      "what may be nothing",
      "entity: A_CODE, pattern: 'a?'",
      "detectors.custom[0].pattern: may match nothing at all; at least one part must be there always.",
    ],
    [
      "a parenthesis too many",
      "entity: A_CODE, pattern: 'ab)c'",
      "detectors.custom[0].pattern: a ) without its (, at character 3.",
    ],
    [
      "an anchor in a lead",
      "entity: A_CODE, pattern: ab, lead: '^x'",
      "detectors.custom[0].lead: the anchor ^ at character 1 is not what the engine can take; a value may stand anywhere in a text: leave it out, and say in lead what must stand before.",
    ],
    [
      "a boundary in a lead",
      "entity: A_CODE, pattern: ab, lead: '\\bx'",
      "detectors.custom[0].lead: \\b cannot stand here; write the characters that it stands for.",
    ],
    [
      "two bytes in notBefore",
      "entity: A_CODE, pattern: ab, notBefore: xy",
      "detectors.custom[0].notBefore: more than one class of single bytes; write one class of ASCII characters, such as [A-Za-z0-9_-].",
    ],
    [
      "an unknown check",
      "entity: A_CODE, pattern: ab, validate: [nonesuch]",
      "detectors.custom[0].validate: there is no such check; there are luhn, iban, us-ssn, ipv4, ipv6, mac, nanp, e164, date, entropy, digits, not-placeholder, tld, jwt-header, verhoeff, mod-11-10, base58-check, bech32, base64-finding, not-counting.",
    ],
    [
      "a negated class of other letters",
      "entity: A_CODE, pattern: '[^ä]bcd'",
      "detectors.custom[0].pattern: a negated class with characters beyond ASCII, at character 5; list what may stand there instead, such as [A-Za-z0-9À-ÿ ].",
    ],
    [
      "whole without words",
      "entity: A_CODE, pattern: ab, whole: true",
      "detectors.custom[0].whole changes nothing without words; say notBefore and notAfter.",
    ],
    [
      "a word of one letter",
      "entity: A_CODE, words: [x]",
      "detectors.custom[0].words[0] must have at least two characters.",
    ],
    [
      "a word twice",
      "entity: A_CODE, words: [abc, ABC], caseless: true",
      "detectors.custom[0].words[1] must not stand twice.",
    ],
    ["no words", "entity: A_CODE, words: []", "detectors.custom[0].words must hold at least one word."],
    [
      "an id of the catalogue",
      "entity: EMAIL, pattern: ab",
      "detectors.custom[0] has the id email of a built-in detector; give it its own with id.",
    ],
  ])("is refused with %s", (_what, entry, message) => {
    expect(problems(custom(entry)).map((line) => line.replace(/^\d+:\d+: /, ""))).toEqual([message]);
  });

  it("is refused with more words than limits.words says", () => {
    const words = Array.from({ length: 11 }, (_, i) => `word${i}`).join(", ");
    const text = `${custom(`entity: A_CODE, words: [${words}]`)}\nlimits: { words: 10 }`;
    expect(problems(text).join()).toContain(
      "detectors.custom[0].words has 11 words, at most 10 are read (limits.words).",
    );
  });

  it("never repeats a word or an expression in a message", () => {
    const secret = "hunter2hunter2";
    for (const entry of [
      `entity: A_CODE, words: [${secret}, ${secret}]`,
      `entity: A_CODE, pattern: '${secret}+'`,
      `entity: A_CODE, pattern: '(${secret}'`,
      `entity: A_CODE, pattern: ab, context: { words: [${secret}], before: 4 }`,
      `entity: A_CODE, pattern: ab, validate: [${secret}]`,
      "entity: A_CODE, pattern: ab, validate: [person-name]",
    ]) {
      const found = problems(custom(entry));
      expect(found.length).toBe(1);
      expect(found.join()).not.toContain(secret);
    }
  });
});

describe("a file of words", () => {
  const load = (words: string | Uint8Array | undefined) => {
    const file = join(directory, "sluice.yaml");
    writeFileSync(file, custom("entity: PROJECT_NAME, file: words.txt, caseless: true"));
    if (words !== undefined) writeFileSync(join(directory, "words.txt"), words);
    return loadConfig(file, { detectors: sampleDetectors, env: {} }).config;
  };

  it("is read beside the configuration, a word a line", () => {
    const { custom: own } = load("# ours\naurora\r\n\n  blue falcon \n").detectors;
    expect(own).toMatchObject([{ id: "project-name", words: 2 }]);
  });

  it.each([
    ["a word twice", "aurora\nAurora\n", "has a word (number 2) that must not stand twice."],
    ["nothing", "# nothing\n", "must hold at least one word."],
    ["other characters than UTF-8", Buffer.from([0x61, 0xff, 0xfe]), "words.txt is not valid UTF-8."],
  ])("is refused with %s", (_what, words, message) => {
    expect(() => load(words)).toThrow(message);
  });

  it("is refused where it cannot be read", () => {
    rmSync(join(directory, "words.txt"), { force: true });
    expect(() => load(undefined)).toThrow(
      /detectors\.custom\[0\]\.file: the file .*words\.txt cannot be read: there is no such file\./,
    );
  });
});

describe("what is left alone", () => {
  const allow = (entry: string): readonly string[] =>
    problems(minimal("", `detectors: { allow: [{ ${entry} }] }`)).map((line) => line.replace(/^\d+:\d+: /, ""));

  it.each([
    ["entity: EMAIL_ADDRESS, domains: [example.com, '*.example.org']"],
    ["values: [078-05-1120]"],
    ["entity: US_SSN, pattern: '078-\\d{2}-\\d{4}', caseless: true"],
  ])("is a list of %s", (entry) => {
    expect(allow(entry)).toEqual([]);
  });

  it.each([
    ["nothing", "entity: US_SSN", "detectors.allow[0] must say one of: domains, values, pattern."],
    ["two ways", "values: [a], pattern: b", "detectors.allow[0] must say one of: domains, values, pattern."],
    [
      "domains of nothing",
      "domains: [example.com]",
      "detectors.allow[0].entity must be said with domains, such as EMAIL_ADDRESS.",
    ],
    [
      "no domain",
      "entity: US_SSN, domains: ['*.com', 'http://x.example']",
      "detectors.allow[0].domains[0] must be a domain such as example.com, or *.example.com for every domain below it.",
    ],
    [
      "an unknown entity",
      "entity: US_SNN, values: [a]",
      "detectors.allow[0].entity: there is no such entity. Did you mean US_SSN?",
    ],
    [
      "an expression without bounds",
      "entity: US_SSN, pattern: 'a+'",
      "detectors.allow[0].pattern: + (no upper bound) at character 2 is not what the engine can take; write {1,64}, or as many as there can be.",
    ],
    [
      "a boundary",
      "entity: US_SSN, pattern: '\\ba'",
      "detectors.allow[0].pattern: \\b says nothing here: the expression must match the whole value; leave it out.",
    ],
    [
      "case for domains",
      "entity: EMAIL_ADDRESS, domains: [a.example], caseless: true",
      "detectors.allow[0].caseless changes nothing: domains have no case; leave it out.",
    ],
    [
      "domains of what has none",
      "entity: US_SSN, domains: [x.example]",
      "detectors.allow[0].domains changes nothing: no value of US_SSN has a domain; say values or pattern.",
    ],
  ])("is refused: %s", (_what, entry, message) => {
    expect(allow(entry)[0]).toBe(message);
  });

  it("is refused for what is off everywhere", () => {
    const text = minimal("", "detectors: { off: [US_SSN], allow: [{ entity: US_SSN, values: [a] }] }");
    expect(problems(text).join()).toContain(
      "detectors.allow[0] changes nothing: every detector of this entity is off.",
    );
  });
});

describe("which detectors are on", () => {
  const off = (connection: string, everywhere: string): readonly string[] => {
    const config = parse(minimal(connection, everywhere));
    return describeConnections(config, sampleDetectors).flatMap((one) =>
      one.off.map(({ detector, why }) => `${detector}: ${why}`),
    );
  };

  it.each([
    [
      "by tag",
      "",
      "detectors: { off: [credential] }",
      ["aws-key: detectors.off", "jwt: detectors.off", "test-token: detectors.off"],
    ],
    [
      "only some",
      "",
      "detectors: { only: [pii, CREDIT_CARD], off: [contact] }",
      [
        ...[
          "email: detectors.off",
          "phone-us: detectors.off",
          "phone-international: detectors.off",
          "ipv4: detectors.only",
        ],
        ...["aws-key: detectors.only", "jwt: detectors.only", "build-id: detectors.only", "test-token: detectors.only"],
      ],
    ],
    [
      "by confidence",
      "",
      "detectors: { threshold: 0.6 }",
      ["build-id: detectors.threshold (0.5 is below 0.6)", "test-token: detectors.threshold (0.5 is below 0.6)"],
    ],
    [
      "by confidence, and an entity's own",
      "",
      "detectors: { threshold: 0.7, thresholds: { PHONE_NUMBER: 0.4, EMAIL_ADDRESS: 0.95 } }",
      [
        "email: detectors.thresholds.EMAIL_ADDRESS (0.9 is below 0.95)",
        "ipv4: detectors.threshold (0.6 is below 0.7)",
        "build-id: detectors.threshold (0.5 is below 0.7)",
        "test-token: detectors.threshold (0.5 is below 0.7)",
      ],
    ],
    [
      "on one connection",
      "detectors: { threshold: 0.6 }",
      "detectors: { off: [build-id] }",
      ["build-id: detectors.off", "test-token: connections.openai.detectors.threshold (0.5 is below 0.6)"],
    ],
  ])("%s", (_what, connection, everywhere, wanted) => {
    expect(off(connection, everywhere)).toEqual(wanted);
  });

  it.each([
    [
      "a threshold below everything",
      "",
      "detectors: { threshold: 0.3 }",
      "detectors.threshold changes nothing: nothing that is on has a lower confidence; leave it out.",
    ],
    [
      "a threshold of an entity that is above it anyway",
      "",
      "detectors: { threshold: 0.6, thresholds: { US_SSN: 0.7 } }",
      "detectors.thresholds.US_SSN changes nothing: its detectors are on, or off, without it.",
    ],
    [
      "a threshold of nothing",
      "",
      "detectors: { thresholds: { US_SNN: 0.9 } }",
      "detectors.thresholds.US_SNN: there is no such entity. Did you mean US_SSN?",
    ],
    [
      "a name that another one covers",
      "",
      "detectors: { off: [US_SSN, us-ssn] }",
      "detectors.off[0] changes nothing: something else here switches it off; leave one of the two out.",
    ],
    [
      "only what is off",
      "",
      "detectors: { only: [email, us-ssn], off: [US_SSN] }",
      "detectors.only[1] adds nothing: everything that it names is off.",
    ],
    [
      "everything that is on",
      "detectors: { only: [US_SSN] }",
      "detectors: { only: [us-ssn] }",
      "connections.openai.detectors.only changes nothing: it names everything that is on; leave it out.",
    ],
    [
      "a connection's threshold that holds everywhere",
      "detectors: { threshold: 0.55 }",
      "detectors: { threshold: 0.6 }",
      "connections.openai.detectors.threshold changes nothing: nothing that is on has a lower confidence; leave it out.",
    ],
    [
      "off what is off everywhere",
      "detectors: { off: [us-ssn] }",
      "detectors: { off: [US_SSN] }",
      "connections.openai.detectors.off[0] is off everywhere already (detectors.off); leave it out.",
    ],
    [
      "an own detector that is off",
      "",
      "detectors: { off: [MINE_CODE], custom: [{ entity: MINE_CODE, pattern: abc }] }",
      "detectors.custom[0] is switched off on every connection (detectors: off, only, threshold); leave one of the two out.",
    ],
    [
      "an own detector below the threshold",
      "",
      "detectors: { threshold: 0.55, custom: [{ entity: MINE_CODE, pattern: abc, confidence: 0.5 }] }",
      "detectors.custom[0] is switched off on every connection (detectors: off, only, threshold); leave one of the two out.",
    ],
    [
      "a number that is no share",
      "",
      "detectors: { threshold: 60 }",
      "detectors.threshold must be a number from 0 to 1.",
    ],
  ])("is refused: %s", (_what, connection, everywhere, message) => {
    expect(problems(minimal(connection, everywhere)).map((line) => line.replace(/^\d+:\d+: /, ""))).toContain(message);
  });
});

describe("fields by their names", () => {
  const fields = (entries: string): readonly string[] =>
    problems(minimal("", `detectors: { fields: [${entries}] }`)).map((line) => line.replace(/^\d+:\d+: /, ""));

  it("have an entity and an id by their first name", () => {
    const { detectors } = parse(
      minimal(
        "",
        "detectors: { fields: [{ names: ['*pass word*', x.y], tag: credential }, { names: [ssn], label: regulated, entity: SOCIAL }] }",
      ),
    );
    expect(detectors.fields).toMatchObject([
      { id: "field-pass-word", entity: "FIELD_PASS_WORD", label: "confidential", tags: ["credential"] },
      { id: "social", entity: "SOCIAL", label: "regulated", tags: [] },
    ]);
  });

  it("may be named in a mask line, but not be shown in part", () => {
    const entry = "detectors: { fields: [{ names: [ssn] }] }\n";
    expect(problems(minimal("", `${entry}mask: { entities: { FIELD_SSN: { request: hash } } }`))).toEqual([]);
    const partial = problems(minimal("", `${entry}mask: { entities: { FIELD_SSN: { request: { partial: 4 } } } }`));
    expect(partial.join()).toContain("partial cannot show the end of a value");
  });

  it.each([
    ["no names", "{ names: [] }", "detectors.fields[0].names must not be empty."],
    [
      "everything",
      "{ names: ['*'] }",
      "detectors.fields[0].names[0] must have at least two characters besides *, or it would take everything.",
    ],
    [
      "other characters",
      "{ names: ['a/b'] }",
      "detectors.fields[0].names[0] must be letters, digits, spaces and -._, with * for any characters.",
    ],
    ["a name twice", "{ names: [ssn, ssn] }", "detectors.fields[0].names[1] must not stand twice."],
    [
      "a name of an earlier entry",
      "{ names: ['*password*'] }, { names: [my_Password] }",
      "detectors.fields[1].names[0] is taken by an earlier entry (detectors.fields[0]); leave one of the two out.",
    ],
    ["too many *", "{ names: ['a*b*c*d*e'] }", "detectors.fields[0].names[0] must have at most 3 *."],
    ...["Host", "content-type", "Authorization", "transfer-encoding", "set-cookie", "location", "x-sluice-note"].map(
      (name): [string, string, string] => [
        `the header ${name}`,
        `{ names: [ssn, ${name}] }`,
        "detectors.fields[0].names[1] is a header that is never masked by its name; with headers: false the name is one of bodies and queries alone.",
      ],
    ),
    [
      "an id that is taken",
      "{ names: [ssn], id: email }",
      "detectors.fields[0] has the id email of a built-in detector; give it its own with id.",
    ],
  ])("are refused: %s", (_what, entries, message) => {
    expect(fields(entries)).toEqual([message]);
  });

  it("may be those of headers that are never masked where headers are not meant, or a * stands in them", () => {
    expect(fields("{ names: [authorization, host], headers: false }, { names: ['*cookie'] }")).toEqual([]);
  });

  it("cannot be allowed by value", () => {
    const text = minimal("", "detectors: { fields: [{ names: [ssn] }], allow: [{ entity: FIELD_SSN, values: [x] }] }");
    expect(problems(text).join()).toContain("detectors.allow[0].entity is found by the names of its fields");
  });
});
