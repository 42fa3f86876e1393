/**
 * A model that plays its part of the script in whatever API it is asked in, streamed or not, as the providers frame it: short tokens,
 * parallel calls in turn, escapes cut in two, network chunks that begin anywhere.
 */
import { type ChatCall, type ChatCallOptions, chatCalls, chatDocument, chatText } from "../e2e/chat-stream.ts";
import { jsonReply, type Received, type Reply, sse } from "../e2e/scripted-upstream.ts";
import { createRandom, type Random, randomChunks } from "../harness/chunks.ts";
import { type Block, messageDocument, messageEvents } from "../protocols/llm/anthropic-stream.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { type Item, responseDocument, responseEvents } from "../protocols/llm/responses-stream.ts";
import type { Script } from "./script.ts";

interface Turn {
  readonly text: readonly string[];
  readonly calls: readonly ChatCall[];
}

/** Whose turn it is, by what the request says. */
function turnOf(body: string, script: Script, random: Random): Turn {
  const cut = (text: string): string[] => tokens(text, random, 4);
  if (body.includes("You are the reviewer")) return { text: cut(script.review.raw), calls: [] };
  if (/"role":\s*"tool"|"tool_result"|"function_call_output"/.test(body))
    return { text: cut(script.report.raw), calls: [] };
  return {
    text: cut(script.thought.raw),
    calls: script.calls.map((call, index) => ({
      id: `call_${index}aB`,
      name: call.name,
      pieces: cut(call.arguments.raw),
    })),
  };
}

/** The text after `cut:` says how long each piece is. */
function orderedTurn(body: string, text: string): Turn {
  const characters = Array.from(text);
  const pieces = (/cut:([\d,]*)/.exec(body)?.[1]?.split(",") ?? []).map((length) =>
    characters.splice(0, Number(length)).join(""),
  );
  return { text: pieces, calls: [] };
}

function chat({ text, calls }: Turn, stream: boolean, options: ChatCallOptions): object | string[] {
  if (stream) return calls.length === 0 ? chatText(text, options) : chatCalls(calls, { ...options, text });
  const content = text.join("");
  if (calls.length === 0) return chatDocument({ content });
  const toolCalls = calls.map(({ id, name, pieces }) => ({
    id,
    type: "function",
    function: { name, arguments: pieces.join("") },
  }));
  return chatDocument({ content, tool_calls: toolCalls }, "tool_calls");
}

function messages({ text, calls }: Turn, stream: boolean): object | string[] {
  const blocks: Block[] = [
    { type: "text", pieces: text },
    ...calls.map((call): Block => ({ type: "tool_use", ...call, id: call.id.replace("call", "toolu") })),
  ];
  const stopReason = calls.length === 0 ? "end_turn" : "tool_use";
  return stream ? messageEvents(blocks, { stopReason }) : messageDocument(blocks, stopReason);
}

function responses({ text, calls }: Turn, stream: boolean): object | string[] {
  const items: Item[] = [
    { type: "message", parts: [text] },
    ...calls.map(({ name, pieces }): Item => ({ type: "function_call", name, pieces })),
  ];
  const itemId = (output: number): string => (output === 0 ? "msg_0" : `fc_${output}`);
  return stream ? responseEvents(items, { itemId }) : responseDocument(items);
}

function answerTo(request: Received, turn: Turn, random: Random, inOrder: boolean): Reply {
  const { stream = false, stream_options: options } = JSON.parse(request.body) as {
    stream?: boolean;
    stream_options?: { include_usage?: boolean };
  };
  const apis: Record<string, () => object | string[]> = {
    "/v1/chat/completions": () => chat(turn, stream, { usage: options?.include_usage === true, inOrder }),
    "/v1/messages": () => messages(turn, stream),
    "/v1/responses": () => responses(turn, stream),
  };
  // Without a gateway in between, the connection's own path is still there.
  const answer = apis[request.path.replace(/^\/(?:openai|anthropic)(?=\/)/, "")]?.();
  if (answer === undefined) return jsonReply({ error: { message: `no such API: ${request.path}` } }, 404);
  if (!Array.isArray(answer)) return jsonReply(answer);
  return { headers: sse, body: randomChunks(Buffer.from(answer.join("")), random, 150) };
}

export interface ModelOptions {
  readonly seed: number;
  /** Whether streamed chat calls come one after the other; OpenAI's own streaming helper reads nothing else. */
  readonly inOrder: boolean;
}

export function createModel(script: Script, { seed, inOrder }: ModelOptions): (request: Received) => Reply {
  const random = createRandom(seed);
  return (request) => answerTo(request, turnOf(request.body, script, random), random, inOrder);
}

/** Says one text, cut as the prompt orders. */
export function createOrderedModel(text: string, seed: number): (request: Received) => Reply {
  const random = createRandom(seed);
  return (request) => answerTo(request, orderedTurn(request.body, text), random, true);
}
