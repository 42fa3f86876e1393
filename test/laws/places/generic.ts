/** Bodies that no dialect describes. */
import { eventData, textAt } from "../readings.ts";
import type { BodyKind } from "../real.ts";
import { type Json, NotJson } from "../spelling.ts";
import { inDocument, inStream, nested, type Place, unknown } from "./place.ts";

const json: BodyKind = { direction: "request", contentType: "application/json" };
const sse: BodyKind = { direction: "response", contentType: "text/event-stream" };
const ndjson: BodyKind = { direction: "response", contentType: "application/x-ndjson" };

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;" } as const;
const htmlOf = (text: string): string =>
  text.replace(/[&<>]/g, (character) => escapes[character as keyof typeof escapes]);
const fromHtml = (html: string): string =>
  html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export const genericPlaces: readonly Place[] = [
  inDocument("JSON: the whole body", json, [], (text) => text),
  inDocument("JSON: a leaf", json, ["a", "1", "note"], (text) => ({ a: [1, { note: text }] }), { context: "note: " }),
  inDocument("JSON: text that is JSON", json, ["a"], (text) => ({ a: text }), { ...nested, context: "a: " }),
  inDocument("JSON: a leaf whose key is a secret's name", json, ["password"], (text) => ({ password: text }), {
    context: "password: ",
  }),
  {
    name: "JSON: a key",
    kind: json,
    context: "",
    outcome: "exact",
    whole: true,
    write: ([text = ""], spelling) => spelling.json({ a: { [text]: 1 } }),
    read: (out) => Object.keys((JSON.parse(out) as { readonly a: object }).a)[0] ?? "",
  },
  inStream(
    "events without a dialect: a leaf",
    sse,
    ["a", "*", "note"],
    (pieces) => pieces.map((note) => ({ data: { a: [{ note }] } })),
    unknown("note"),
  ),
  inStream(
    "events without a dialect: the whole data",
    sse,
    [],
    (pieces) => pieces.map((data) => ({ data })),
    unknown(""),
  ),
  {
    name: "events without a dialect: text",
    kind: sse,
    context: "",
    outcome: "covered",
    write: (pieces, spelling) => spelling.sse(pieces.map((text) => ({ data: new NotJson(text) }))),
    read: (out) => eventData(out).join(""),
  },
  {
    name: "lines of JSON: a leaf",
    kind: ndjson,
    outcome: "covered",
    context: "response: ",
    write: (pieces, spelling) => spelling.ndjson(pieces.map((response) => ({ model: "llama", response, done: false }))),
    read: (out) =>
      out
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => textAt(JSON.parse(line) as Json, ["response"]))
        .join(""),
  },
  {
    name: "text",
    kind: { direction: "response", contentType: "text/plain; charset=utf-8" },
    context: "",
    outcome: "exact",
    write: (pieces) => pieces.join(""),
    read: (out) => out,
  },
  {
    name: "HTML",
    kind: { direction: "response", contentType: "text/html" },
    context: "",
    outcome: "covered",
    laneText: htmlOf,
    write: (pieces) => `<!doctype html>\r\n<p title='x'>${pieces.join("")}</p>\n`,
    read: (out) => fromHtml(/<p title='x'>(.*)<\/p>\n$/s.exec(out)?.[1] ?? ""),
  },
];
