/** OpenAI Responses as the provider sends them: deltas, then final copies that repeat the whole text three times. */
import { tokens } from "./story.ts";

const part = (text: string): object => ({ type: "output_text", text, annotations: [] });
const item = (text: string | undefined): object => ({
  id: "item_sample",
  type: "message",
  role: "assistant",
  status: text === undefined ? "in_progress" : "completed",
  content: text === undefined ? [] : [part(text)],
});

export function responsesAnswer(text: string | undefined): object {
  return {
    id: "resp_sample",
    object: "response",
    created_at: 1_700_000_000,
    status: text === undefined ? "in_progress" : "completed",
    model: "sample-model",
    output: text === undefined ? [] : [item(text)],
    usage: text === undefined ? null : { input_tokens: 12, output_tokens: 120, total_tokens: 132 },
  };
}

export function responsesStream(text: string): string[] {
  let sequence = 0;
  const event = (type: string, value: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...value })}\n\n`;
  const place = { item_id: "item_sample", output_index: 0, content_index: 0 };
  return [
    event("response.created", { response: responsesAnswer(undefined) }),
    event("response.in_progress", { response: responsesAnswer(undefined) }),
    event("response.output_item.added", { output_index: 0, item: item(undefined) }),
    event("response.content_part.added", { ...place, part: part("") }),
    ...tokens(text).map((delta) => event("response.output_text.delta", { ...place, delta })),
    event("response.output_text.done", { ...place, text }),
    event("response.content_part.done", { ...place, part: part(text) }),
    event("response.output_item.done", { output_index: 0, item: item(text) }),
    event("response.completed", { response: responsesAnswer(text) }),
  ];
}
