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
const last = (usage: boolean): string[] => [
  ...(usage ? [chunk({ choices: [], usage: USAGE })] : []),
  "data: [DONE]\n\n",
];

export interface ChatOptions {
  /** False: the request did not ask for usage. */
  readonly usage?: boolean;
}

export const chatText = (pieces: readonly string[], { usage = true }: ChatOptions = {}): string[] => [
  choice({ role: "assistant", content: "", refusal: null }),
  ...pieces.map((content) => choice({ content })),
  choice({}, "stop"),
  ...last(usage),
];

export interface ChatCallOptions extends ChatOptions {
  /** What is said before the calls. */
  readonly text?: readonly string[];
  /** Call after call, as OpenAI does, instead of arguments in turn, as some servers do. */
  readonly inOrder?: boolean;
}

/** Parallel calls. */
export function chatCalls(
  calls: readonly ChatCall[],
  { text = [], usage = true, inOrder = false }: ChatCallOptions = {},
): string[] {
  const opened = calls.map(({ id, name }, index) =>
    choice({ tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] }),
  );
  const filled = calls.map(({ pieces }, index) =>
    pieces.map((piece) => choice({ tool_calls: [{ index, function: { arguments: piece } }] })),
  );
  const longest = Math.max(...filled.map((events) => events.length));
  const inTurn = Array.from({ length: longest }, (_, at) => filled.flatMap((events) => events.slice(at, at + 1)));
  return [
    choice({ role: "assistant", content: text.length === 0 ? null : "" }),
    ...text.map((content) => choice({ content })),
    ...(inOrder ? opened.flatMap((open, at) => [open, ...(filled[at] ?? [])]) : [...opened, ...inTurn.flat()]),
    choice({}, "tool_calls"),
    ...last(usage),
  ];
}

export const chatDocument = (message: object, finish = "stop"): object => ({
  ...BASE,
  object: "chat.completion",
  choices: [
    { index: 0, message: { role: "assistant", refusal: null, ...message }, logprobs: null, finish_reason: finish },
  ],
  usage: USAGE,
});
