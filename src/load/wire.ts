/**
 * OpenAI chat completions as they stand on the wire: requests that clients send, answers that a provider sends, and what is said in
 * them. Pure.
 */
import type { Plan } from "./plan.ts";

export const COMPLETIONS = "/chat/completions";

const tools = [
  {
    type: "function",
    function: {
      name: "delegate",
      description: "Gives a part of the work to someone who can do it.",
      parameters: { type: "object", properties: { note: { type: "string" } }, required: ["note"] },
    },
  },
];

const SYSTEM = { role: "system", content: "Answer in plain English, in full sentences." };
const CALL_ID = "call_load";

const callOf = (args: string): object => ({
  id: CALL_ID,
  type: "function",
  function: { name: "delegate", arguments: args },
});

const messagesOf = ({ step, prompt }: Plan): object[] =>
  step.asks === "question"
    ? [SYSTEM, { role: "user", content: prompt.text }]
    : [
        SYSTEM,
        { role: "user", content: "Find out, and tell me." },
        { role: "assistant", content: null, tool_calls: [callOf('{"note":"Look it up."}')] },
        { role: "tool", tool_call_id: CALL_ID, content: prompt.text },
      ];

export const requestOf = (plan: Plan, model: string): string =>
  JSON.stringify({
    model,
    stream: plan.streamed,
    seed: plan.number,
    temperature: 0.7,
    messages: messagesOf(plan),
    ...(plan.step.answers === "tool call" ? { tools } : {}),
  });

const base = (model: string, object: string): object => ({
  id: "chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG",
  object,
  created: 1_741_570_283,
  model,
  system_fingerprint: "fp_06737a9306",
});

/** Events of an answer: `first` goes out with the first piece, `last` behind the last one. */
export interface Events {
  readonly first: string;
  readonly last: string;
  piece(place: number): string;
}

/** Stands in a template for what a piece says. */
const SAID = '"@said@"';

export function eventsOf(plan: Plan, model: string): Events {
  const event = (delta: object, finish: string | null = null): string =>
    `data: ${JSON.stringify({
      ...base(model, "chat.completion.chunk"),
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    })}\n\n`;
  const said = JSON.parse(SAID);
  const calls = plan.step.answers === "tool call";
  const delta = calls ? { tool_calls: [{ index: 0, function: { arguments: said } }] } : { content: said };
  const [before = "", after = ""] = event(delta).split(SAID);
  const pieces = saidPieces(plan);
  return {
    first: event(
      calls
        ? { role: "assistant", content: null, tool_calls: [{ index: 0, ...callOf("") }] }
        : { role: "assistant", content: "", refusal: null },
    ),
    piece: (place) => before + JSON.stringify(pieces[place] ?? "") + after,
    last: `${event({}, calls ? "tool_calls" : "stop")}data: [DONE]\n\n`,
  };
}

export function documentOf(plan: Plan, model: string): string {
  const said = saidText(plan);
  const message =
    plan.step.answers === "tool call"
      ? { role: "assistant", content: null, tool_calls: [callOf(said)] }
      : { role: "assistant", content: said, refusal: null };
  const finish = plan.step.answers === "tool call" ? "tool_calls" : "stop";
  const [asked, answered] = [Math.ceil(plan.prompt.text.length / 4), plan.pieces.length];
  return JSON.stringify({
    ...base(model, "chat.completion"),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
    usage: { prompt_tokens: asked, completion_tokens: answered, total_tokens: asked + answered },
  });
}

/** Arguments of a tool call are JSON in pieces: the text once more escaped. */
function saidPieces({ step, pieces }: Plan): readonly string[] {
  if (step.answers === "text") return pieces;
  const escaped = pieces.map((piece) => JSON.stringify(piece).slice(1, -1));
  return escaped.map((piece, i) => `${i === 0 ? '{"note":"' : ""}${piece}${i === escaped.length - 1 ? '"}' : ""}`);
}

/** What the client must read when nobody changes it: text, or the arguments of the call. */
export const saidText = (plan: Plan): string => saidPieces(plan).join("");

/** What one event or document says: undefined when it is not what the API sends. */
export interface Said {
  readonly text: string;
  /** It is a piece of the answer, if an empty one: a redacted value leaves such. */
  readonly piece: boolean;
  /** The event ends the answer. */
  readonly finished: boolean;
  /** An error in place of an answer. */
  readonly error: string | undefined;
}

interface Spoken {
  readonly role?: unknown;
  readonly content?: unknown;
  readonly tool_calls?: readonly { readonly function?: { readonly arguments?: unknown } }[] | null;
}
interface Answered {
  readonly choices?: readonly {
    readonly delta?: Spoken;
    readonly message?: Spoken;
    readonly finish_reason?: unknown;
  }[];
  readonly error?: { readonly message?: unknown } | string | null;
}

export function readSaid(json: string): Said | undefined {
  let answer: Answered;
  try {
    answer = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof answer !== "object" || answer === null) return undefined;
  if (answer.error !== undefined && answer.error !== null) {
    const error = typeof answer.error === "string" ? answer.error : String(answer.error.message ?? "error");
    return { text: "", piece: false, finished: false, error };
  }
  if (!Array.isArray(answer.choices)) return undefined;
  const choice = answer.choices[0];
  const spoken = choice?.delta ?? choice?.message;
  const pieces = piecesOf(spoken);
  const text = pieces.join("");
  return {
    text,
    // The event that opens an answer names the role and says nothing.
    piece: text !== "" || (pieces.length > 0 && spoken?.role === undefined),
    finished: typeof choice?.finish_reason === "string",
    error: undefined,
  };
}

function piecesOf(spoken: Spoken | undefined): string[] {
  const pieces = [spoken?.content, ...(spoken?.tool_calls ?? []).map((call) => call.function?.arguments)];
  return pieces.filter((piece) => typeof piece === "string");
}

/** Which plan a request names, and everything that it says; undefined when it is no request of this run. */
export function readRequest(
  body: string,
): { readonly number: number; readonly stream: boolean; readonly text: string } | undefined {
  try {
    const { seed, stream, messages } = JSON.parse(body) as Record<string, unknown>;
    if (typeof seed !== "number" || !Array.isArray(messages)) return undefined;
    const texts: string[] = [];
    for (const message of messages) gatherStrings(message, texts);
    return { number: seed, stream: stream === true, text: texts.join("\n") };
  } catch {
    return undefined;
  }
}

function gatherStrings(value: unknown, into: string[]): void {
  if (typeof value === "string") into.push(value);
  else if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value)) gatherStrings(inner, into);
}
