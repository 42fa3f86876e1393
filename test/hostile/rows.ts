/** What rows of bodies are made of. */
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import type { Escape } from "../corpus/escapes.ts";
import type { BodyKind, Mask } from "../laws/real.ts";

export interface Row extends Escape {
  /** Default: everything is replaced. */
  readonly mask?: Mask;
  /** Only at a few splits: the body is large. */
  readonly large?: true;
}

export const json: BodyKind = { direction: "request", contentType: "application/json" };
export const text: BodyKind = { direction: "response", contentType: "text/plain" };
export const form: BodyKind = { direction: "request", contentType: "application/x-www-form-urlencoded" };
export const lines: BodyKind = { direction: "response", contentType: "application/x-ndjson" };
export const events: BodyKind = { direction: "response", contentType: "text/event-stream" };
export const chat: BodyKind = { ...events, dialect: openai, operation: "chat.completions" };
export const responses: BodyKind = { ...events, dialect: openai, operation: "responses" };
export const messages: BodyKind = { ...events, dialect: anthropic, operation: "messages" };
export const chatAnswer: BodyKind = {
  direction: "response",
  contentType: "application/json",
  dialect: openai,
  operation: "chat.completions",
};
export const chatRequest: BodyKind = { ...chatAnswer, direction: "request" };

export const done = "data: [DONE]\n\n";
export const stream = (...data: readonly string[]): string => data.map((one) => `data: ${one}\n\n`).join("");
export const choices = (...all: readonly string[]): string => `{"choices":[${all.join()}]}`;
/** `index` as it is spelled; `content` as it stands between quotes. */
export const choice = (index: string, content: string): string => `{"index":${index},"delta":{"content":"${content}"}}`;
export const said = (index: string, content: string): string => choices(choice(index, content));
export const ended = (index: string, reason = "stop"): string =>
  choices(`{"index":${index},"delta":{},"finish_reason":"${reason}"}`);
export const called = (index: string, args: string): string =>
  choices(`{"index":0,"delta":{"tool_calls":[{${index}"function":{"arguments":${JSON.stringify(args)}}}]}}`);
export const block = (index: number, content: string): string =>
  `{"type":"content_block_delta","index":${index},"delta":{"type":"text_delta","text":"${content}"}}`;
export const blockEnd = (index: number): string => `{"type":"content_block_stop","index":${index}}`;
export const messageEnd = (reason = "end_turn"): readonly string[] => [
  `{"type":"message_delta","delta":{"stop_reason":"${reason}"},"usage":{"output_tokens":9}}`,
  '{"type":"message_stop"}',
];
export const output = (index: number, piece: string): string =>
  `{"type":"response.output_text.delta","output_index":${index},"content_index":0,"delta":"${piece}"}`;
export const chatText = (...pieces: readonly string[]): string =>
  stream(...pieces.map((piece) => said("0", piece)), ended("0"), "[DONE]");
export const noise = (count: number, index: string, words = 10): readonly string[] =>
  Array.from({ length: count }, () => said(index, "Hm, well! ".repeat(words)));
