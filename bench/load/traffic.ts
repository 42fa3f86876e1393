/**
 * The traffic of the gateway's benches, byte for byte what a provider of OpenAI chat completions sends. Upstream and
 * client make it from the same functions, so every answer can be compared with what was sent.
 */
import { prose, tokens } from "../texts.ts";

/** What the upstream is asked to do; stands in the request's `model`. */
export type Behaviour =
  /** A stream, one event in a write, every stream one event each `intervalMs`. */
  | "stream"
  /** A stream whose second event waits until the upstream is told to go on. */
  | "idle"
  /** The planted answer: as a stream, or as a document. */
  | "planted-stream"
  | "planted-document"
  | "document"
  /** 10 KiB with planted values. */
  | "large-document"
  /** A stream that the upstream breaks off with a reset after so many events. */
  | "reset";

export const intervalMs = 20;

const base = {
  id: "chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG",
  object: "chat.completion.chunk",
  created: 1_741_570_283,
  model: "gpt-4o-mini-2024-07-18",
  service_tier: "default",
  system_fingerprint: "fp_06737a9306",
};

const event = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })}\n\n`;

/** One answer as events, each complete. */
export const eventsOf = (contents: readonly string[]): string[] => [
  event({ role: "assistant", content: "", refusal: null }, null),
  ...contents.map((content) => event({ content }, null)),
  event({}, "stop"),
  "data: [DONE]\n\n",
];

/**
 * Begins the text of every document and every prompt, another one in each exchange: no answer and no prompt comes twice, while
 * what does come again in the world (the model, the system prompt) does so here. A text is compared with this one in its place.
 */
export const mark = "aaaaaaaa";
/** The mark of exchange `number`. */
export const markOf = (number: number): string =>
  [...mark].map((_, at) => String.fromCharCode(97 + (Math.floor(number / 26 ** at) % 26))).join("");
const marked = /"content":"[a-z]{8} /;
/** With the mark that all have in common. */
export const unmarked = (body: string): string => body.replace(marked, `"content":"${mark} `);

/** A stream in the chunked coding: what it begins with, a chunk of it, and what ends it. */
export const streamHead =
  "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n";
export const chunkOf = (data: string | Uint8Array): Buffer => {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
};
export const lastChunk = Buffer.from("0\r\n\r\n");

/** What the events of a streamed answer say together. */
export const contentOf = (body: string): string =>
  [...body.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) => JSON.parse(text)).join("");

/** A clean answer of so many tokens. */
export const cleanEvents = (count: number): string[] => eventsOf(tokens(prose(count * 6)).slice(0, count));

export const documentOf = (content: string): string =>
  JSON.stringify({
    ...base,
    object: "chat.completion",
    choices: [
      { index: 0, message: { role: "assistant", content, refusal: null }, logprobs: null, finish_reason: "stop" },
    ],
    usage: { prompt_tokens: 82, completion_tokens: 120, total_tokens: 202 },
  });

/** 1 KiB. */
export const cleanDocument = (): string => {
  const text = `${mark} ${prose(2_048).replaceAll("\n", " ")}`;
  return documentOf(text.slice(0, 1_024 - documentOf("").length - (Buffer.byteLength(text.slice(0, 600)) - 600)));
};

export const plantedText = "Write to alice@example.com, or pay with 4111 1111 1111 1111 and quote 078-05-1120.";
export const plantedValues = ["alice@example.com", "4111 1111 1111 1111", "078-05-1120"];

/** Prose of 400 characters, then the planted text, so many times. */
function plantedProse(times: number): string {
  const words = prose(times * 500).replace(/\d/g, "x");
  return Array.from({ length: times }, (_, at) => `${words.slice(at * 400, at * 400 + 400)} ${plantedText} `).join("");
}

/** A streamed answer with the planted values, so many times; and the same with letters in their place. */
export const plantedEvents = (times: number): string[] => eventsOf(tokens(plantedProse(times)));
export const unplantedEvents = (times: number): string[] =>
  eventsOf(tokens(plantedProse(times).replaceAll(plantedText, plantedText.replace(/[\d@]|\.(?=c)/g, "x"))));

/** What the default policy makes of a text with planted values, and of no other. */
export const redacted = (text: string): string =>
  text
    .replaceAll("alice@example.com", "<EMAIL_ADDRESS>")
    .replaceAll("4111 1111 1111 1111", "<CREDIT_CARD>")
    .replaceAll("078-05-1120", "<US_SSN>");

/** A document of exactly so many bytes around `inside`, which stands in the middle. */
function documentOfSize(bytes: number, inside: string): string {
  const words = prose(bytes).replace(/[^\x20-\x7e]|["\\]/g, " ");
  const room = bytes - Buffer.byteLength(documentOf(` ${inside} `));
  return documentOf(`${mark} ${words.slice(mark.length + 1, room >> 1)} ${inside} ${words.slice(room >> 1, room)}`);
}

/** 10 KiB, clean or with the planted values. */
export const largeDocument = (): string => documentOfSize(10 << 10, "");
export const plantedLargeDocument = (): string => documentOfSize(10 << 10, plantedText);

/** About 1 KiB as a request, with the planted values in it. */
export const plantedPrompt = (): string => `${prose(1_024).replaceAll("\n", " ").slice(0, 731)} ${plantedText}`;

/** About half a KiB; the prompt is clean unless it is said otherwise. */
export function requestOf(behaviour: Behaviour, events: number, prompt = prose(300).slice(0, 321)): string {
  const streams = !behaviour.endsWith("document");
  return JSON.stringify({
    model: behaviour,
    stream: streams,
    max_tokens: events,
    temperature: 0.7,
    messages: [
      { role: "system", content: "Answer in plain English, in full sentences." },
      { role: "user", content: `${mark} ${prompt}` },
    ],
  });
}

/** What clients send with a request. */
export const requestHeaders = {
  authorization: "Bearer bench",
  "content-type": "application/json",
  accept: "application/json",
  "user-agent": "OpenAI/JS 6.49.0",
};

export const requestPath = "/v1/chat/completions";
