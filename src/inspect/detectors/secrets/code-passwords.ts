/** Passwords as code and its dumps write them, where no name is directly before the value: what is done with it tells what it is. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { hex, mixed } from "./picked.ts";

const tags = ["credential", "code"];

export const codePasswordDetectors: readonly Detector[] = [
  {
    id: "hash-call-password",
    entity: "PASSWORD",
    label: "confidential",
    tags,
    lead: `(?:${oneOf(
      String.raw`bcrypt(?:js)?\.(?:hash|compare)(?:_?[Ss]ync)?`,
      String.raw`[Ee]ncoder(?:\(\))?\.(?:encode|matches)`,
      "password_(?:hash|verify)|(?:make|check|generate)_password(?:_hash)?|hashpw|Hash::(?:make|check)",
      String.raw`argon2(?:id)?\.(?:hash|verify)|GenerateFromPassword|BCrypt\.(?:HashPassword|Verify|hashpw|checkpw)`,
      "Secret(?:String|Str|Box|Value)?(?:::|[.])(?:new|from|of|plainText|unsafePlainText)",
      "redi?s?(?:[:.]|->)(?:auth|AUTH)",
    )}\\([ ]?(?:b|\\[\\]byte\\()?|ConvertTo-SecureString[ ](?:-[A-Za-z]{5,11}[ ]){0,2})["']`,
    pattern: String.raw`[^\s"'$<{][^\s"']{5,63}`,
    notAfter: "[^\"']",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }],
    confidence: 0.75,
    source:
      "bcrypt, Spring Security, PHP, Django, Werkzeug, Laravel and argon2 documentation: functions that take a password",
    examples: [
      { text: "await bcrypt.compare('t1gerLily', hash)", find: ["t1gerLily"] },
      { text: 'passwordEncoder.encode("swordfish")', find: ["swordfish"] },
      { text: "password_hash('t1gerLily', PASSWORD_DEFAULT)", find: ["t1gerLily"] },
      { text: 'bcrypt.GenerateFromPassword([]byte("swordfish"), 10)', find: ["swordfish"] },
      { text: 'SecretString::new("t1gerLily".into())', find: ["t1gerLily"] },
      { text: 'red:auth("t1gerLily")', find: ["t1gerLily"] },
      { text: "$redis->auth('otter.lamp.river')", find: ["otter.lamp.river"] },
      { text: 'ConvertTo-SecureString "swordFish" -AsPlainText -Force', find: ["swordFish"] },
    ],
    counterExamples: [
      { text: "bcrypt.compare(password, hash)" },
      { text: "Hash::make('password')" },
      { text: 'encoder.encode("a b c")' },
      { text: "hashPassword('plain'); login('bob', password='t1gerLily')", neighbour: "password-single-quoted" },
    ],
  },
  {
    id: "escaped-quote-secret",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "log"],
    lead: String.raw`(?:pass(?:word|wd|phrase)|pwd|secret|token|api_?key|secret_?key|access_?key)\\x22[ ]?[:=][ ]?\\x22`,
    pattern: String.raw`[^\s"'\\<>{}$]{4,160}`,
    caseless: true,
    notAfter: String.raw`[^\\]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }],
    confidence: 0.75,
    source: "nginx documentation, log_format: escape=default writes a quotation mark as \\x22",
    examples: [
      { text: String.raw`{\x22user\x22:\x22bob\x22,\x22password\x22:\x22t1gerLily\x22}`, find: ["t1gerLily"] },
      { text: String.raw`\x22client_secret\x22: \x22${hex(32, 1)}\x22`, find: [hex(32, 1)] },
      { text: String.raw`{\x22apiKey\x22:\x22${mixed(24, 2)}\x22}`, find: [mixed(24, 2)] },
    ],
    counterExamples: [
      { text: String.raw`{\x22password\x22:\x22\x22}` },
      { text: String.raw`{\x22token_type\x22:\x22bearer\x22}` },
      { text: String.raw`{\x22password\x22:\x22changeme\x22}` },
      { text: 'password: "hunter2"', neighbour: "password-quoted" },
    ],
  },
  {
    id: "influx-query-password",
    entity: "PASSWORD",
    label: "confidential",
    tags: ["credential", "url"],
    lead: String.raw`[?&]u=[^\s&"'<>]{1,48}&p=`,
    pattern: "[^\\s&\"'<>$\\{}]{4,96}",
    notAfter: String.raw`[^\s&"'<>#]`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 1.9 }],
    confidence: 0.75,
    source: "InfluxDB documentation, 1.x HTTP API: query parameters u and p; Subsonic API",
    examples: [
      { text: "http://h:8086/write?db=x&u=bob&p=t1gerLily", find: ["t1gerLily"] },
      { text: "/query?u=bob&p=swordfish&q=SHOW", find: ["swordfish"] },
      { text: "/rest/ping?u=bob&p=enc%3A736573616d65&v=1", find: ["enc%3A736573616d65"] },
    ],
    counterExamples: [
      { text: "/search?u=bob&page=2" },
      { text: "/query?u=bob&p=$PASSWORD" },
      { text: "/list?p=12345&u=bob" },
      { text: "/login?user=bob&password=hunter2", neighbour: "password-assignment" },
    ],
  },
];
