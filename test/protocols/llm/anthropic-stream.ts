/**
 * Anthropic Messages streams as the provider writes them (named events, a ping, padded data, usage twice), and the reading of
 * what came out, block by block, as the SDK accumulates it.
 */
import { dataOf } from "./pieces.ts";

export type Block =
  | { readonly type: "text"; readonly pieces: readonly string[] }
  | { readonly type: "thinking"; readonly pieces: readonly string[]; readonly signature?: string }
  | { readonly type: "tool_use"; readonly id: string; readonly name: string; readonly pieces: readonly string[] }
  | { readonly type: "cited"; readonly pieces: readonly string[]; readonly cited: string };

export interface StreamOptions {
  /** Deltas of all blocks in turn instead of block after block. */
  readonly interleaved?: boolean;
  readonly stopReason?: string;
}

export const event = (type: string, value: object, padding = ""): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...value })}${padding}\n\n`;

function opened(block: Block): object {
  switch (block.type) {
    case "text":
    case "cited":
      return { type: "text", text: "" };
    case "thinking":
      return { type: "thinking", thinking: "", signature: "" };
    case "tool_use":
      return { type: "tool_use", id: block.id, name: block.name, input: {} };
  }
}

function deltas(block: Block): object[] {
  switch (block.type) {
    case "text":
      return block.pieces.map((text) => ({ type: "text_delta", text }));
    case "cited": {
      const citation = {
        type: "char_location",
        cited_text: block.cited,
        document_index: 0,
        document_title: "Notes",
        start_char_index: 0,
        end_char_index: block.cited.length,
      };
      return [{ type: "citations_delta", citation }, ...block.pieces.map((text) => ({ type: "text_delta", text }))];
    }
    case "thinking":
      return [
        ...block.pieces.map((thinking) => ({ type: "thinking_delta", thinking })),
        ...(block.signature === undefined ? [] : [{ type: "signature_delta", signature: block.signature }]),
      ];
    case "tool_use":
      return ["", ...block.pieces].map((partial_json) => ({ type: "input_json_delta", partial_json }));
  }
}

const MESSAGE = {
  id: "msg_01XFDUDYJgAACzvnptvVoYEL",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-4-5",
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: { input_tokens: 472, cache_read_input_tokens: 0, output_tokens: 2, service_tier: "standard" },
};

function whole(block: Block): object {
  const text = block.pieces.join("");
  switch (block.type) {
    case "text":
    case "cited":
      return { type: "text", text };
    case "thinking":
      return { type: "thinking", thinking: text, signature: block.signature ?? "" };
    case "tool_use":
      return { type: "tool_use", id: block.id, name: block.name, input: JSON.parse(text) as unknown };
  }
}

/** The same answer when it is not streamed. */
export const messageDocument = (blocks: readonly Block[], stopReason = "end_turn"): object => ({
  ...MESSAGE,
  content: blocks.map(whole),
  stop_reason: stopReason,
  usage: { ...MESSAGE.usage, output_tokens: 89 },
});

export function messageEvents(blocks: readonly Block[], options: StreamOptions = {}): string[] {
  const events = [event("message_start", { message: MESSAGE }, "  ")];
  const starts = blocks.map((block, index) => event("content_block_start", { index, content_block: opened(block) }));
  const bodies = blocks.map((block, index) =>
    deltas(block).map((delta, at) => event("content_block_delta", { index, delta }, " ".repeat(at % 5))),
  );
  const stops = blocks.map((_block, index) => event("content_block_stop", { index }, " "));
  if (options.interleaved === true) {
    events.push(...starts, event("ping", {}));
    const longest = Math.max(...bodies.map((body) => body.length));
    for (let at = 0; at < longest; at++) for (const body of bodies) events.push(...body.slice(at, at + 1));
    events.push(...stops);
  } else {
    blocks.forEach((_block, index) => {
      events.push(starts[index] ?? "");
      if (index === 0) events.push(event("ping", {}));
      events.push(...(bodies[index] ?? []), stops[index] ?? "");
    });
  }
  const delta = { stop_reason: options.stopReason ?? "end_turn", stop_sequence: null };
  events.push(event("message_delta", { delta, usage: { output_tokens: 89 } }), event("message_stop", {}));
  return events;
}

export const messageStream = (blocks: readonly Block[], options?: StreamOptions): string =>
  messageEvents(blocks, options).join("");

interface Delta {
  readonly text?: string;
  readonly thinking?: string;
  readonly partial_json?: string;
  readonly citation?: { readonly cited_text: string };
}

export interface ReadBlock {
  text: string;
  thinking: string;
  json: string;
  cited: string;
}

/** Concatenated deltas by block index; throws where an event comes outside of its block. */
export function readMessage(stream: string): ReadBlock[] {
  const blocks: ReadBlock[] = [];
  const open = new Set<number>();
  for (const data of dataOf(stream)) {
    const { type, index = -1, delta } = data as { type: string; index?: number; delta?: Delta };
    if (type === "content_block_start") {
      open.add(index);
      blocks[index] = { text: "", thinking: "", json: "", cited: "" };
    }
    if (type === "content_block_stop" && !open.delete(index)) throw new Error(`block ${index} stops and was not open`);
    if (type !== "content_block_delta") continue;
    const block = blocks[index];
    if (block === undefined || !open.has(index)) throw new Error(`a delta for block ${index}, which is not open`);
    block.text += delta?.text ?? "";
    block.thinking += delta?.thinking ?? "";
    block.json += delta?.partial_json ?? "";
    block.cited += delta?.citation?.cited_text ?? "";
  }
  return blocks;
}
