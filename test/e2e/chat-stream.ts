/** OpenAI chat streams as the provider writes them: role chunk, deltas, finish chunk, usage chunk last, `[DONE]`. */

export interface ChatCall {
  readonly id: string;
  readonly name: string;
  readonly pieces: readonly string[];
}

const BASE = {
  id: "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
  object: "chat.completion.chunk",
  created: 1_741_569_952,
  model: "gpt-4.1-2025-04-14",
  service_tier: "default",
  system_fingerprint: "fp_44added55e",
};
export const USAGE = { prompt_tokens: 19, completion_tokens: 10, total_tokens: 29 };

const chunk = (value: object): string => `data: ${JSON.stringify({ ...BASE, ...value, obfuscation: "qX7" })}\n\n`;
const choice = (delta: object, finish_reason: string | null = null): string =>
  chunk({ choices: [{ index: 0, delta, logprobs: null, finish_reason }], usage: null });
const last = [chunk({ choices: [], usage: USAGE }), "data: [DONE]\n\n"];

export const chatText = (pieces: readonly string[]): string[] => [
  choice({ role: "assistant", content: "", refusal: null }),
  ...pieces.map((content) => choice({ content })),
  choice({}, "stop"),
  ...last,
];

/** Parallel calls; their arguments come in turn. */
export function chatCalls(calls: readonly ChatCall[]): string[] {
  const events = [choice({ role: "assistant", content: null })];
  calls.forEach(({ id, name }, index) => {
    const call = { index, id, type: "function", function: { name, arguments: "" } };
    events.push(choice({ tool_calls: [call] }));
  });
  const longest = Math.max(...calls.map((call) => call.pieces.length));
  for (let at = 0; at < longest; at++) {
    calls.forEach((call, index) => {
      const piece = call.pieces[at];
      if (piece !== undefined) events.push(choice({ tool_calls: [{ index, function: { arguments: piece } }] }));
    });
  }
  return [...events, choice({}, "tool_calls"), ...last];
}

export const chatDocument = (message: object): object => ({
  ...BASE,
  object: "chat.completion",
  choices: [
    { index: 0, message: { role: "assistant", refusal: null, ...message }, logprobs: null, finish_reason: "stop" },
  ],
  usage: USAGE,
});
