/**
 * The oracle on texts that naive rules get wrong (DESIGN's traps), each whole, at every split and byte by byte: a span
 * shows as `#`, a swallowed run as `~`.
 */

import { describe, expect, it } from "vitest";
import type { Detector } from "../../src/inspect/detector.ts";
import { feed, feedLater, type Judged, judgeWhole } from "./lane.ts";
import { createOracle, createOracleScanner } from "./oracle.ts";
import { synthetic } from "./synthetic.ts";

const card = synthetic("card", {
  pattern: String.raw`\d(?:[ -]?\d){12,18}`,
  notBefore: String.raw`[\w.]`,
  notAfter: String.raw`\d|[ -]\d`,
  validate: [{ name: "luhn" }],
  commit: { digits: 8 },
});
/** Without boundaries, as a careless author would write it. */
const bareCard = synthetic("bare-card", { pattern: String.raw`\d(?:[ -]?\d){12,18}`, validate: [{ name: "luhn" }] });
const email = synthetic("email", {
  pattern: String.raw`[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}`,
  validate: [{ name: "tld" }],
});
const phone = synthetic("phone", { pattern: String.raw`\d{3}-\d{3}-\d{4}`, validate: [{ name: "nanp" }] });
const ssn = synthetic("ssn", {
  pattern: String.raw`\d{3}-\d{2}-\d{4}`,
  notBefore: "[0-9-]",
  notAfter: "[0-9-]",
  validate: [{ name: "us-ssn" }],
});
const url = synthetic("url", { pattern: String.raw`https?://[^\s]{1,200}` });
const jwt = synthetic("jwt", {
  pattern: String.raw`eyJ[A-Za-z0-9_-]{10,400}\.eyJ`,
  notBefore: String.raw`[\w-]`,
  tail: String.raw`[\w.-]`,
  validate: [{ name: "jwt-header" }],
});
const pem = synthetic("pem", {
  pattern: "-----BEGIN (?:[A-Z]{1,10} ){0,2}PRIVATE KEY-----",
  tail: "[A-Za-z0-9+/=\\r\\n-]",
});
const password = synthetic("password", {
  pattern: "[!-~]{4,64}",
  lead: "password[:=] ?",
  notBefore: "[!-9;-~]",
  caseless: true,
  validate: [{ name: "not-placeholder" }],
});
const birth = synthetic("birth", {
  pattern: String.raw`\d{4}-\d{2}-\d{2}`,
  context: { words: ["born", "date of birth"], before: 20 },
  validate: [{ name: "date" }],
});

interface Case {
  readonly name: string;
  readonly detectors: readonly Detector[];
  readonly profile?: readonly number[];
  readonly context?: string;
  readonly text: string;
  readonly shown: string;
  /** Detector ids with what they found. */
  readonly found: readonly string[];
}

const header = Buffer.from(JSON.stringify({ alg: "HS256", kid: "k".repeat(265) })).toString("base64url");
const token = `${header}.${Buffer.from('{"sub":"1234567890"}').toString("base64url")}.${"sig-_".repeat(8)}`;

const cases: readonly Case[] = [
  {
    name: "a 13-digit card that could have been the beginning of a longer one",
    detectors: [bareCard],
    text: "4222222222222,000",
    shown: "#,000",
    found: ["bare-card 4222222222222"],
  },
  {
    name: "a 16-digit card after 13 digits that pass alone",
    detectors: [bareCard],
    text: "pay 4222222222222006 now",
    shown: "pay # now",
    found: ["bare-card 4222222222222006"],
  },
  {
    name: "a match that straddles the next one's start",
    detectors: [email],
    text: "a@b.co@d.org, bye",
    shown: "##, bye",
    found: ["email a@b.co", "email b.co@d.org"],
  },
  {
    name: "a match whose continuation fails",
    detectors: [email],
    text: "a@b.co@ bye",
    shown: "#@ bye",
    found: ["email a@b.co"],
  },
  {
    name: "a blocked entity inside an allowed one",
    detectors: [url, email],
    profile: [1, 2],
    text: "see https://x.example/alice@example.com?y now",
    shown: "see https://x.example/#?y now",
    found: ["url https://x.example/alice@example.com?y", "email alice@example.com"],
  },
  {
    name: "an allowed entity alone",
    detectors: [email],
    profile: [1],
    text: "to alice@example.com.",
    shown: "to alice@example.com.",
    found: ["email alice@example.com"],
  },
  {
    name: "a detector that is off",
    detectors: [email, ssn],
    profile: [0, 2],
    text: "alice@example.com 078-05-1120",
    shown: "alice@example.com #",
    found: ["ssn 078-05-1120"],
  },
  {
    name: "two overlapping entities, both to their ends",
    detectors: [phone, synthetic("groups", { pattern: String.raw`\d{4}(?:-\d{4}){3}`, validate: [{ name: "luhn" }] })],
    text: "212-555-0123-4567-8905-6781 x",
    shown: "## x",
    found: ["phone 212-555-0123", "groups 0123-4567-8905-6781"],
  },
  {
    name: "six starts of which one passes",
    detectors: [card],
    text: "room 12 4111 1111 1111 1111.",
    shown: "room 12 #.",
    found: ["card 4111 1111 1111 1111"],
  },
  {
    name: "a long token: the head is redacted once, its tail swallowed",
    detectors: [jwt, email],
    text: `token ${token} and alice@example.com`,
    shown: "token #~ and #",
    found: [`jwt ${header}.eyJ`, "email alice@example.com"],
  },
  {
    name: "an entity inside a swallowed run has no placeholder of its own",
    detectors: [pem, phone],
    text: "-----BEGIN RSA PRIVATE KEY-----\nMIIB212-555-0123Zg==\n-----END, then 212-555-0123",
    shown: "#~, then #",
    found: ["pem -----BEGIN RSA PRIVATE KEY-----", "phone 212-555-0123", "phone 212-555-0123"],
  },
  {
    name: "an entity that begins inside a swallowed run and ends after it",
    detectors: [pem, email],
    text: "-----BEGIN PRIVATE KEY-----\nMIIBalice@example.com.",
    shown: "#~#.",
    found: ["pem -----BEGIN PRIVATE KEY-----", "email MIIBalice@example.com"],
  },
  {
    name: "a quoted BEGIN line does not eat the answer",
    detectors: [pem],
    text: "the line `-----BEGIN PRIVATE KEY-----` starts it",
    shown: "the line `#` starts it",
    found: ["pem -----BEGIN PRIVATE KEY-----"],
  },
  {
    name: "a head inside a swallowed run starts its own tail",
    detectors: [
      synthetic("narrow", { pattern: "x", tail: "[ab]" }),
      synthetic("wide", { pattern: "bb", tail: "[abc]" }),
    ],
    text: "xabbaccad",
    shown: "#~d",
    found: ["narrow x", "wide bb"],
  },
  {
    name: "two tails at once end when the last of them ends",
    detectors: [
      synthetic("first", { pattern: "xy", tail: "[ab]" }),
      synthetic("second", { pattern: "y", tail: "[bc]" }),
    ],
    text: "xybabx xybcba",
    shown: "#~x #~a",
    found: ["first xy", "second y", "first xy", "second y"],
  },
  {
    name: "a value cut by the end has no tail: the span around it may have left before the end was known",
    detectors: [
      synthetic("short", { pattern: "a{1,2}" }),
      synthetic("long", {
        pattern: "a{1,3}",
        lead: "a",
        tail: "a",
        commit: { bytes: 1 },
        validate: [{ name: "luhn" }],
      }),
    ],
    text: `aa${"%00".repeat(16)}`,
    shown: `#${"%00".repeat(16)}`,
    found: ["short aa"],
  },
  {
    name: "a tail whose characters are escaped",
    detectors: [jwt],
    text: `eyJhbGciOiJIUzI1NiJ9%2eeyJ%41\\u0042\u200b&#67;!`,
    shown: "#~!",
    found: ["jwt eyJhbGciOiJIUzI1NiJ9%2eeyJ"],
  },
  {
    name: "a value after its key",
    detectors: [password],
    text: "Password: hunter2, password=changeme",
    shown: "Password: # password=changeme",
    found: ["password hunter2,"],
  },
  {
    name: "a value whose key is virtual context",
    detectors: [password],
    context: "password: ",
    text: "hunter2 and more words",
    shown: "# and more words",
    found: ["password hunter2"],
  },
  {
    name: "a context that ends where the text takes over",
    detectors: [password],
    context: "pass",
    text: "word: hunter2 ",
    shown: "word: # ",
    found: ["password hunter2"],
  },
  {
    name: "a boundary in the context",
    detectors: [ssn],
    context: "1",
    text: "078-05-1120 078-05-1120",
    shown: "078-05-1120 #",
    found: ["ssn 078-05-1120"],
  },
  {
    name: "context words near, too far, and as part of a word",
    detectors: [birth],
    text: "Born: 1985-03-12, stubborn 1985-03-13, filed on 1985-03-14",
    shown: "Born: #, stubborn 1985-03-13, filed on 1985-03-14",
    found: ["birth 1985-03-12"],
  },
  {
    name: "a context word in the virtual context",
    detectors: [birth],
    context: "date of birth: ",
    text: "1985-03-12",
    shown: "#",
    found: ["birth 1985-03-12"],
  },
  {
    name: "a value cut past its commit point",
    detectors: [card],
    text: "it is 4111 1111 1",
    shown: "it is #",
    found: ["card 4111 1111 1 cut"],
  },
  {
    name: "a value cut before its commit point",
    detectors: [card],
    text: "it is 4111 111",
    shown: "it is 4111 111",
    found: [],
  },
  {
    name: "a whole value at the end is not cut",
    detectors: [card],
    text: "4222222222222",
    shown: "#",
    found: ["card 4222222222222"],
  },
  {
    name: "an escape that is cut by the end",
    detectors: [synthetic("backslash", { pattern: String.raw`a\\` })],
    text: "xa\\",
    shown: "x#",
    found: ["backslash a\\"],
  },
  {
    name: "a value in disguise, from the first character to the last",
    detectors: [ssn],
    text: "\u200b\uff10%37\u200b&#56;\u201305\\u002d1120\u200b!",
    shown: "\u200b#\u200b!",
    found: ["ssn \uff10%37\u200b&#56;\u201305\\u002d1120"],
  },
];

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const textOf = (of: Uint8Array, start: number, end: number): string => Buffer.from(of.subarray(start, end)).toString();

function shown(text: Uint8Array, judged: Judged): string {
  return judged.segments
    .map(({ kind, start, end }) => (kind === "text" ? textOf(text, start, end) : kind === "span" ? "#" : "~"))
    .join("");
}

describe("the oracle", () => {
  it.each(cases)("judges $name", ({ detectors, profile, context, text, shown: wanted, found }) => {
    const oracle = createOracle(detectors);
    const uses = Uint8Array.from(profile ?? detectors.map(() => 2));
    const raw = bytes(text);
    const before = bytes(context ?? "");
    const whole = judgeWhole(oracle, raw, uses, before);

    expect(shown(raw, whole)).toBe(wanted);
    expect(
      whole.findings.map(({ detector, start, end, truncated }) =>
        [detectors[detector]?.id, textOf(raw, start, end), ...(truncated ? ["cut"] : [])].join(" "),
      ),
    ).toEqual(found);

    const same = ({ segments, findings }: Judged) => ({ segments, findings });
    for (let cut = 0; cut <= raw.length; cut += 1) {
      const judged = feed(oracle, [raw.subarray(0, cut), raw.subarray(cut)], uses, before);
      expect(same(judged), `cut at ${cut}`).toEqual(same(whole));
    }
    const singly = [...raw].map((byte) => Uint8Array.of(byte));
    expect(same(feed(oracle, [...singly, new Uint8Array(0)], uses, before))).toEqual(same(whole));
  });

  it.each<readonly [string, readonly Detector[], string]>([
    ["nothing of prose that begins nothing", [ssn, card], "hello there, "],
    ["the word that may be an address", [email], "write to |alice"],
    ["digits that may be a number", [ssn], "it is |078-0"],
    ["one byte of lookahead", [ssn], "it is |078-05-1120"],
    ["a beginning of an escape", [ssn], "it is |\\u00"],
    ["the whole head of a long token", [jwt], `is |${header}`],
  ])("holds %s", (_, detectors, marked) => {
    const text = marked.replace("|", "");
    const at = marked.includes("|") ? marked.indexOf("|") : text.length;
    const profile = new Uint8Array(detectors.length).fill(2);
    expect(feed(createOracle(detectors), [bytes(text), bytes("")], profile).released[0]).toBe(at);
  });

  it.each<readonly [string, Partial<Detector>, string]>([
    ["a pattern of no width", { pattern: "(?:)" }, "width 0"],
    ["a pattern too wide", { pattern: "a{513}" }, "width 513"],
    ["a lead too wide", { lead: "a{129}" }, "lead of 129"],
    ["a lookahead too wide", { notAfter: "aaaaa" }, "notAfter of 5"],
  ])("refuses %s", (_, change, message) => {
    expect(() => createOracle([{ ...synthetic("wrong", { pattern: "a" }), ...change }])).toThrow(message);
  });

  it("is a scanner until it is closed", async () => {
    const scanner = createOracleScanner([ssn]);
    const profile = Uint8Array.of(2);
    const text = bytes("078-05-1120");
    expect(await feedLater(scanner, [text], profile)).toEqual(judgeWhole(scanner, text, profile));
    await scanner.close();
    expect(() => judgeWhole(scanner, text, profile)).toThrow("closed");
  });
});
