/** Every kind of body with many texts in it at once, each in a place of its own, and how a reader gets them back. */
import { openai } from "../../src/protocols/llm/openai.ts";
import type { Random } from "../harness/chunks.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { jsonData } from "./readings.ts";
import type { BodyKind } from "./real.ts";
import { type Json, NotJson, odd, type StreamEvent } from "./spelling.ts";

export interface Carrier {
  readonly name: string;
  readonly kind: BodyKind;
  /** Texts in one body. */
  readonly most: number;
  /** Virtual text before each. */
  readonly context: string;
  /**
   * `exact`: each comes out as if it were a lane of its own. `covered`: it has company in its lane, or is escaped there, so that what is
   * found only in a text that stands alone need not be found.
   */
  readonly outcome: "exact" | "covered";
  /** What it cannot carry so that it would be found, and why. */
  readonly refuses?: (detector: string, text: string) => boolean;
  readonly write: (texts: readonly string[], random: Random) => string;
  readonly read: (output: string) => readonly string[];
}

const request = (contentType: string): BodyKind => ({ direction: "request", contentType });
const answer = (contentType: string): BodyKind => ({ direction: "response", contentType });
const chat = { dialect: openai, operation: "chat.completions" };

/** In quotes these words are a word of a program's own. */
const inQuotes = (detector: string): boolean => detector === "marking-field";

type Object = { readonly [key: string]: Json };
const notesOf = (output: string): string[] =>
  (JSON.parse(output) as readonly { readonly note: string }[]).map(({ note }) => note);

/** What the deltas of each choice come to. */
function choicesOf(output: string, textOf: (delta: Object) => string): string[] {
  const texts: string[] = [];
  for (const data of jsonData(output)) {
    for (const { index, delta } of (data as unknown as { readonly choices: { index: number; delta: Object }[] })
      .choices)
      texts[index] = (texts[index] ?? "") + textOf(delta);
  }
  return texts;
}

const choices = (texts: readonly string[], random: Random, deltaOf: (piece: string) => Json): string => {
  const events = texts.flatMap((text, index): StreamEvent[] => [
    ...tokens(text, random, 16).map((piece) => ({ data: { choices: [{ index, delta: deltaOf(piece) }] } })),
    { data: { choices: [{ index, delta: {}, finish_reason: "stop" }] } },
  ]);
  return odd(random).sse([...events, { data: new NotJson("[DONE]") }]);
};
const callOf = (args: string): Json => ({ tool_calls: [{ index: 0, function: { name: "f", arguments: args } }] });
const argumentsOf = (delta: Object): string =>
  (delta as { tool_calls?: [{ function: { arguments: string } }] }).tool_calls?.[0].function.arguments ?? "";

const boundary = "----b0undary";
const part = (text: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="note"\r\n\r\n${text}\r\n`;

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;" } as const;

export const carriers: readonly Carrier[] = [
  {
    name: "JSON",
    kind: request("application/json"),
    most: 400,
    context: "note: ",
    outcome: "exact",
    write: (texts, random) => odd(random).json(texts.map((note) => ({ note }))),
    read: notesOf,
  },
  {
    name: "JSON, as keys",
    kind: request("application/json"),
    most: 400,
    context: "",
    outcome: "covered",
    write: (texts, random) => odd(random).json(texts.map((text) => ({ [text]: true }))),
    read: (output) => (JSON.parse(output) as readonly object[]).map((one) => Object.keys(one)[0] ?? ""),
  },
  {
    name: "JSON, in text that is JSON again",
    kind: request("application/json"),
    most: 400,
    context: "note: ",
    outcome: "covered",
    refuses: inQuotes,
    write: (texts, random) => odd(random).json(texts.map((note) => ({ a: JSON.stringify({ note }) }))),
    read: (output) =>
      (JSON.parse(output) as readonly { readonly a: string }[]).map(
        ({ a }) => (JSON.parse(a) as { note: string }).note,
      ),
  },
  {
    name: "a dialect's request",
    kind: { ...request("application/json"), ...chat },
    most: 400,
    context: "",
    outcome: "exact",
    write: (texts, random) =>
      odd(random).json({ model: "m", messages: texts.map((content) => ({ role: "user", content })) }),
    read: (output) =>
      (JSON.parse(output) as { messages: { content: string }[] }).messages.map(({ content }) => content),
  },
  {
    name: "a dialect's events",
    kind: { ...answer("text/event-stream"), ...chat },
    most: 100,
    context: "",
    outcome: "exact",
    write: (texts, random) => choices(texts, random, (content) => ({ content })),
    read: (output) => choicesOf(output, ({ content }) => (typeof content === "string" ? content : "")),
  },
  {
    name: "a dialect's events, in the arguments of a tool",
    kind: { ...answer("text/event-stream"), ...chat },
    most: 100,
    context: "",
    outcome: "covered",
    refuses: inQuotes,
    write: (texts, random) =>
      choices(
        texts.map((note) => JSON.stringify({ note })),
        random,
        callOf,
      ),
    read: (output) => choicesOf(output, argumentsOf).map((text) => (JSON.parse(text) as { note: string }).note),
  },
  {
    name: "events",
    kind: answer("text/event-stream"),
    most: 100,
    context: "n: ",
    outcome: "covered",
    write: (texts, random) => odd(random).sse(texts.map((n, i) => ({ data: { [`_${i}`]: { n } } }))),
    read: (output) => jsonData(output).map((data) => (Object.values(data as object) as { n: string }[])[0]?.n ?? ""),
  },
  {
    name: "lines of JSON",
    kind: answer("application/x-ndjson"),
    most: 100,
    context: "n: ",
    outcome: "covered",
    write: (texts, random) => odd(random).ndjson(texts.map((n, i) => ({ [`_${i}`]: { n } }))),
    read: (output) =>
      output
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => (Object.values(JSON.parse(line) as object) as { n: string }[])[0]?.n ?? ""),
  },
  {
    name: "a form",
    kind: request("application/x-www-form-urlencoded"),
    most: 400,
    context: "note: ",
    outcome: "covered",
    write: (texts) => new URLSearchParams(texts.map((text): [string, string] => ["note", text])).toString(),
    read: (output) => new URLSearchParams(output).getAll("note"),
  },
  {
    name: "a multipart body",
    kind: request(`multipart/form-data; boundary=${boundary}`),
    most: 250,
    context: "note: ",
    outcome: "exact",
    write: (texts) => `${texts.map(part).join("")}--${boundary}--\r\n`,
    read: (output) =>
      output
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((one) => one.split("\r\n\r\n").slice(1).join("\r\n\r\n").replace(/\r\n$/, "")),
  },
  {
    name: "text",
    kind: answer("text/plain"),
    most: 1,
    context: "",
    outcome: "exact",
    write: (texts) => texts.join(""),
    read: (output) => [output],
  },
  {
    name: "HTML",
    kind: answer("text/html"),
    most: 1,
    context: "",
    outcome: "covered",
    write: ([text = ""]) =>
      `<p>${text.replace(/[&<>]/g, (character) => entities[character as keyof typeof entities])}</p>\n`,
    read: (output) => [output.slice(3, -5).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")],
  },
  {
    name: "CSV",
    kind: answer("text/csv"),
    most: 1,
    context: "",
    outcome: "covered",
    // A doubled quote is two to detectors (docs/own-detectors.md).
    refuses: (detector, text) => text.includes('"') || inQuotes(detector),
    write: ([text = ""]) => `x,y\r\n"${text.replaceAll('"', '""')}",1\r\n`,
    read: (output) => [output.slice(6, -5).replaceAll('""', '"')],
  },
];
