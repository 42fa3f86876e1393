/**
 * One streamed exchange, told from all four points of view: you sent / the model received / the model said / you got. What
 * the model said is taken at the sample upstream itself, so the picture shows what really passed.
 */
import type { Gateway } from "../gateway.ts";
import type { SampleUpstream } from "../sample/sample-upstream.ts";
import { answerTo } from "../sample/story.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { type Mark, type Paint, wrapMarked } from "./terminal.ts";
import { openTextRedactor } from "./text-redactor.ts";

export interface ShowOptions {
  readonly base: string;
  readonly prompt: string;
  readonly dialect: DialectName;
  readonly upstream: SampleUpstream;
  readonly gateway: Gateway;
  readonly paint: Paint;
}

const requests = {
  openai: (prompt: string) => ({
    path: "/v1/chat/completions",
    body: { model: "sample-model", stream: true, messages: [{ role: "user", content: prompt }] },
  }),
  responses: (prompt: string) => ({
    path: "/v1/responses",
    body: { model: "sample-model", stream: true, input: prompt },
  }),
  anthropic: (prompt: string) => ({
    path: "/v1/messages",
    body: { model: "sample-model", stream: true, max_tokens: 1024, messages: [{ role: "user", content: prompt }] },
  }),
};

export type DialectName = keyof typeof requests;
export const isDialectName = (name: string): name is DialectName => Object.hasOwn(requests, name);

const PLACEHOLDER = /<[A-Z][A-Z0-9_]+(?::[0-9a-f]+)?>/g;

export async function showExchange(options: ShowOptions): Promise<void> {
  const { paint, prompt, upstream } = options;
  const began = performance.now();
  const got = await exchange(options);
  const ms = performance.now() - began;
  const received = upstream.received();
  const said = answerTo(received);

  const request = openTextRedactor({ direction: "request" });
  const response = openTextRedactor({ direction: "response" });
  const columns = Math.min(100, (process.stdout.columns ?? 100) - 4);
  const block = (title: string, text: string, marks: readonly Mark[], colour: "red" | "green"): void => {
    console.log(`${paint("bold", title)}\n${wrapMarked(text, marks, columns, "  ", (part) => paint(colour, part))}\n`);
  };
  block("you sent", prompt, disjoint(request.redact(prompt, { kind: "whole" }).findings), "red");
  block("the model received", received, placeholders(received), "green");
  block("the model said", said, disjoint(response.redact(said, { kind: "whole" }).findings), "red");
  block("you got", got, placeholders(got), "green");
  const { characters, ms: heldMs } = options.gateway.held();
  console.log(
    paint(
      "dim",
      `${ms.toFixed(0)} ms in all; held back at most ${characters} characters of text, and an event for at most ${heldMs.toFixed(1)} ms.`,
    ),
  );
}

const placeholders = (text: string): Mark[] =>
  [...text.matchAll(PLACEHOLDER)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** In order, joined where they overlap. */
function disjoint(marks: readonly Mark[]): Mark[] {
  const out: { start: number; end: number }[] = [];
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

/** Sends the prompt and joins the streamed answer's text. */
async function exchange({ base, prompt, dialect }: ShowOptions): Promise<string> {
  const { path, body } = requests[dialect](prompt);
  const response = await fetch(base + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new CommandFailure(EXIT.failed, `The gateway answered ${response.status}: ${text}`);
  return text
    .split("\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => deltaText(JSON.parse(line.slice("data: ".length))))
    .join("");
}

interface Delta {
  readonly choices?: readonly { readonly delta?: { readonly content?: string } }[];
  readonly type?: string;
  readonly delta?: string | { readonly text?: string };
  readonly error?: { readonly message?: string };
}

function deltaText(event: Delta): string {
  if (event.error !== undefined) throw new CommandFailure(EXIT.failed, event.error.message ?? "The answer broke off.");
  if (typeof event.delta === "string") return event.type === "response.output_text.delta" ? event.delta : "";
  return event.choices?.[0]?.delta?.content ?? event.delta?.text ?? "";
}
