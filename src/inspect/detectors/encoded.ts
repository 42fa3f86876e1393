/**
 * What is hidden in base64: a run is decoded once, from each of its first four characters on, and judged by all other
 * detectors. Where one of them would act, the whole run is masked: what stands beside the value in it means nothing
 * without it.
 *
 * Limits: runs from 24 characters; of a longer run than 512 the first 512 are judged; base64 in base64, compressed or
 * broken over lines, is not.
 */
import type { Detector } from "../detector.ts";

const character = "[A-Za-z0-9+/_-]";
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const base64url = (text: string): string => Buffer.from(text).toString("base64url");

const contact = base64("Write to alice@example.com, please.");
const card = base64url('{"card": "4111 1111 1111 1111"}');
const shifted = `xy${base64("the SSN is 078-05-1120")}`;
const long = base64(`to alice@example.com: ${"all is well and ".repeat(28)}`);

export const encodedDetectors: readonly Detector[] = [
  {
    id: "base64-value",
    entity: "ENCODED_VALUE",
    label: "confidential",
    tags: ["encoded"],
    pattern: `${character}{24,511}`,
    notBefore: "[A-Za-z0-9+/_-]",
    notAfter: "[A-Za-z0-9+/_-]",
    validate: [{ name: "base64-finding" }],
    confidence: 0.8,
    source: "RFC 4648 sections 4 and 5",
    examples: [
      { text: `curl -d ${contact} now`, find: [contact.replace(/=+$/, "")] },
      { text: `{"blob": "${card}"}`, find: [card] },
      { text: shifted, find: [shifted.replace(/=+$/, "")] },
    ],
    counterExamples: [
      { text: base64("Nothing in here is anybody's business at all.") },
      { text: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
      { text: "src/protocols/http/bodies/event_codec/and/so/on" },
      { text: base64("alice@example.com").slice(0, 23) },
      { text: long, neighbour: "base64-long" },
    ],
  },
  {
    id: "base64-long",
    entity: "ENCODED_VALUE",
    label: "confidential",
    tags: ["encoded"],
    pattern: `${character}{24}${character}{488}`,
    notBefore: "[A-Za-z0-9+/_-]",
    tail: "[A-Za-z0-9+/_=-]",
    validate: [{ name: "base64-finding" }],
    confidence: 0.8,
    source: "RFC 4648 sections 4 and 5",
    examples: [
      { text: `blob: ${long}`, find: [long.slice(0, 512)] },
      { text: `"${long}"`, find: [long.slice(0, 512)] },
      { text: `abc${long}`, find: [`abc${long}`.slice(0, 512)] },
    ],
    counterExamples: [
      { text: base64("Nothing in here is anybody's business. ".repeat(20)) },
      { text: "0123456789abcdef".repeat(40) },
      { text: base64(`${"far behind the beginning, ".repeat(30)}alice@example.com`) },
      { text: contact, neighbour: "base64-value" },
    ],
  },
];
