/**
 * What a detector is: data, never code. The native engine and the test oracle read the same objects and share
 * nothing else. docs/engine.md gives the meaning of every field and the regular-expression dialect.
 */

import type { PersonMode } from "./name-lists.ts";

export type Label = "public" | "internal" | "confidential" | "regulated";

/** A named pure check over the span's folded bytes. */
export type Validator =
  | { readonly name: Exclude<ValidatorName, "entropy" | "digits" | "checksum" | "phone" | "person-name"> }
  | { readonly name: "entropy" | "digits"; readonly min: number }
  | ({ readonly name: "checksum" } & Checksum)
  | ({ readonly name: "phone" } & PhoneForm)
  | { readonly name: "person-name"; readonly mode: PersonMode };

/** What the digits of a telephone number must be (src/inspect/phone-plans.ts). */
export type PhoneForm =
  /** A calling code and a number of a length that it has; 00, 011 or 0011 may stand before it. */
  | { readonly form: "international" }
  /** Groups as some country writes them; `trunk`: with that country's trunk prefix before them. No date. */
  | { readonly form: "grouped" | "trunk" }
  /** A fixed-line or mobile number of one of these regions, with or without its trunk prefix. */
  | { readonly form: "assigned"; readonly regions: readonly string[] };

/** Check characters by weighted sums, all of which must hold: national numbers differ in their numbers only. */
export interface Checksum {
  /** The characters that count; the value of each is its place here. Others are left out. Distinct ASCII, no lower-case letters, which count as upper-case. Default: the digits. */
  readonly alphabet?: string;
  readonly equations: readonly ChecksumEquation[];
}

/** (sum of weight x value + plus) mod modulus, over the last counting characters, as many as there are weights. */
export interface ChecksumEquation {
  /** From left to right. The check character's own is 0 where `check` compares it. May be negative. */
  readonly weights: readonly number[];
  /** Values other than a character's place in the alphabet: lists used in turn, the first for the last character. */
  readonly values?: readonly (readonly number[])[];
  /** One of these is added; default 0. */
  readonly plus?: readonly number[];
  readonly modulus: number;
  /** What must remain; default 0. Not beside `check`. */
  readonly remainder?: number;
  /** The character `fromEnd` places before the last one must be the one that stands for the remainder; `-`-like characters outside the alphabet stand for none. */
  readonly check?: { readonly fromEnd: number; readonly characters: string };
}

export type ValidatorName =
  /** Luhn over the span's digits (ISO/IEC 7812-1 annex B); 12 to 19 digits, not all the same. */
  | "luhn"
  /** ISO 13616 mod 97 = 1 over letters and digits, with the country's length from the IBAN registry. */
  | "iban"
  /** US SSN: area not 000, 666 or 9xx, group not 00, serial not 0000; one kind of separator; not all digits equal. */
  | "us-ssn"
  /** Four decimal parts 0-255 without leading zeros. */
  | "ipv4"
  /** RFC 4291 text form: eight groups, or one `::` and fewer; optional IPv4 in the last 32 bits. */
  | "ipv6"
  /** Six pairs, one kind of separator, neither all zero nor all ff. */
  | "mac"
  /** North American number: area and exchange [2-9]xx, not N11, digits not all the same; a leading 1 is ignored. */
  | "nanp"
  /** E.164: 8 to 15 digits, first digit not 0, not all the same. */
  | "e164"
  /** A calendar date, any of y-m-d, d-m-y, m-d-y in digits or with an English or German month name; year 1900-2099. */
  | "date"
  /** Shannon entropy of the span's bytes in bits per byte is at least `min`. */
  | "entropy"
  /** At least `min` of the span's bytes are digits. */
  | "digits"
  /** The span is no well-known placeholder: changeme, example, xxxx, your-..., <...>, ${...}, a run of one character ... */
  | "not-placeholder"
  /** The last dot-separated part is a plausible top-level domain: 2-24 letters, not a common file suffix. */
  | "tld"
  /** Base64url-decodes (first segment) to bytes that start with `{"`. */
  | "jwt-header"
  /** Weighted sums over its characters. */
  | "checksum"
  /** Verhoeff's check digit over all digits. */
  | "verhoeff"
  /** ISO/IEC 7064 MOD 11,10 over all digits. */
  | "mod-11-10"
  /** 25 bytes in base 58, the last four the beginning of the others' double SHA-256. */
  | "base58-check"
  /** BIP 173 or BIP 350. */
  | "bech32"
  /** Base64 of a text in which some other detector finds what it would act on. */
  | "base64-finding"
  /** A telephone number by the numbering plans of the world. */
  | "phone"
  /** The words are, by the lists of names and by `mode`, the name of a person. */
  | "person-name"
  /** Its groups of digits do not count up by one, as the rows of a table do. */
  | "not-counting";

export interface Context {
  /** No upper-case ASCII; one of them must stand in the window, not directly followed or preceded by an ASCII letter. */
  readonly words: readonly string[];
  /** Window in bytes of folded text before the span. At most 128. */
  readonly before: number;
  /** A text of nothing else is accepted, too: an answer that consists of a number is the number that was asked for. */
  readonly orAlone?: true;
}

export interface Example {
  readonly text: string;
  /** The exact spans of this detector, as they stand in the text, in order. */
  readonly find: readonly string[];
}

export interface CounterExample {
  /** This detector finds nothing here. */
  readonly text: string;
  /** The detector that does: set on at least one counter-example of each detector. */
  readonly neighbour?: string;
}

export interface Detector {
  /** Kebab-case, unique, stable: it stands in audit events and configuration. */
  readonly id: string;
  /** Presidio's name where Presidio has one. */
  readonly entity: string;
  readonly label: Label;
  readonly tags: readonly string[];
  /** Regular expression of the span. Assertion-free; every match is 1 to 512 bytes. */
  readonly pattern: string;
  /** Pattern and lead ignore ASCII case. */
  readonly caseless?: boolean;
  /** Says what kind of text it is, and finds much: off where no rule or mask line names its entity or one of its tags. */
  readonly optional?: true;
  /** Regular expression of what must stand directly before the span. At most 128 bytes; never part of the span. */
  readonly lead?: string;
  /** One class: no such byte directly before the span. */
  readonly notBefore?: string;
  /** Alternatives of class sequences, at most 4 bytes: none of them directly after the span. */
  readonly notAfter?: string;
  /** One class. The span is a head: once accepted, following bytes of this class are swallowed. */
  readonly tail?: string;
  /** From here on a value cut by the lane's end is redacted as truncated. */
  readonly commit?: { readonly bytes?: number; readonly digits?: number };
  readonly context?: Context;
  /** All of them must accept. */
  readonly validate?: readonly Validator[];
  /** A value that one of them matches whole is found and left alone. A configuration adds its own. */
  readonly allow?: readonly AllowedPattern[];
  /** 0 to 1. */
  readonly confidence: number;
  /** Where the format is documented. */
  readonly source: string;
  readonly examples: readonly [Example, Example, Example, ...Example[]];
  readonly counterExamples: readonly [CounterExample, CounterExample, CounterExample, ...CounterExample[]];
}

/** An expression that a whole value may match to be left alone. */
export interface AllowedPattern {
  /** In the dialect of `pattern`; every match is 1 to 512 bytes. */
  readonly pattern: string;
  readonly caseless?: boolean;
}

/** What the engine needs of a detector. What a configuration adds to the catalogue has no more than this. */
export type DetectorRule = Omit<Detector, "source" | "examples" | "counterExamples">;
