/** Anthropic Messages as the provider sends them: every event named, a ping, usage in message_delta. */
import { tokens } from "./story.ts";

const BASE = { id: "msg_sample", type: "message", role: "assistant", model: "sample-model", stop_sequence: null };

const event = (name: string, value: object): string =>
  `event: ${name}\ndata: ${JSON.stringify({ type: name, ...value })}\n\n`;

export function messagesAnswer(text: string): object {
  return {
    ...BASE,
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    usage: { input_tokens: 12, output_tokens: 120 },
  };
}

export function messagesStream(text: string): string[] {
  return [
    event("message_start", {
      message: { ...BASE, content: [], stop_reason: null, usage: { input_tokens: 12, output_tokens: 1 } },
    }),
    event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
    event("ping", {}),
    ...tokens(text).map((piece) =>
      event("content_block_delta", { index: 0, delta: { type: "text_delta", text: piece } }),
    ),
    event("content_block_stop", { index: 0 }),
    event("message_delta", { delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 120 } }),
    event("message_stop", {}),
  ];
}
