/** OpenAI chat completions as a provider sends them: role chunk, content chunks, finish, usage when asked, [DONE]. */
import { tokens } from "./story.ts";

const BASE = { id: "chatcmpl-sample", created: 1_700_000_000, model: "sample-model", system_fingerprint: "fp_sample" };
const USAGE = { prompt_tokens: 12, completion_tokens: 120, total_tokens: 132 };

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

export function chatAnswer(text: string): object {
  return {
    ...BASE,
    object: "chat.completion",
    choices: [
      { index: 0, message: { role: "assistant", content: text, refusal: null }, logprobs: null, finish_reason: "stop" },
    ],
    usage: USAGE,
  };
}

export function chatStream(text: string, request: object): string[] {
  const chunk = (delta: object, finish: string | null): string =>
    event({
      ...BASE,
      object: "chat.completion.chunk",
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    });
  const options = "stream_options" in request ? request.stream_options : undefined;
  const usage =
    typeof options === "object" && options !== null && "include_usage" in options && options.include_usage === true;
  return [
    chunk({ role: "assistant", content: "", refusal: null }, null),
    ...tokens(text).map((content) => chunk({ content }, null)),
    chunk({}, "stop"),
    ...(usage ? [event({ ...BASE, object: "chat.completion.chunk", choices: [], usage: USAGE })] : []),
    "data: [DONE]\n\n",
  ];
}
