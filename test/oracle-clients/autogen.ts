/**
 * What an AutoGen agent (0.7, OpenAIChatCompletionClient.create_stream) makes of a chat stream: a port of its accumulate
 * loop, kept as unforgiving as the original. A gateway that reshapes a stream must leave this result as it was.
 */

interface Delta {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
  readonly tool_calls?:
    | readonly {
        readonly index: number;
        readonly id?: string | null;
        readonly function?: { readonly name?: string | null; readonly arguments?: string | null } | null;
      }[]
    | null;
}

interface Chunk {
  readonly error?: unknown;
  readonly model?: string;
  readonly choices: readonly { readonly delta?: Delta | null; readonly finish_reason?: string | null }[];
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
}

export interface AutogenResult {
  readonly content: string;
  readonly thought: string | undefined;
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
  readonly finishReason: string;
  readonly usage: readonly [prompt: number, completion: number];
}

const known = ["stop", "length", "content_filter", "tool_calls"];

/** `data`: the data of each event, as the OpenAI SDK hands them on. */
export function accumulate(data: readonly string[]): AutogenResult {
  const content: string[] = [];
  const reasoning: string[] = [];
  const calls = new Map<number, { id: string; name: string; arguments: string }>();
  let stopReason: string | undefined;
  let last: Chunk | undefined;
  let empty = 0;
  for (const item of data) {
    if (item.startsWith("[DONE]")) break;
    const chunk = JSON.parse(item) as Chunk;
    if (chunk.error !== undefined && chunk.error !== null) throw new Error("APIError");
    last = chunk;
    const [choice] = chunk.choices;
    if (choice === undefined) {
      if (++empty >= 10) throw new Error("too many chunks without choices");
      continue;
    }
    empty = 0;
    // Only while no usage has come is the finish reason believed.
    if (choice.finish_reason && (chunk.usage === undefined || chunk.usage === null)) {
      if (choice.finish_reason === "function_call") throw new Error("function_call is not supported");
      stopReason = choice.finish_reason;
    }
    const { delta } = choice;
    if (delta === undefined || delta === null) continue;
    if (delta.reasoning_content) reasoning.push(delta.reasoning_content);
    // Text and tool calls are not expected in one chunk: what stands beside text is not looked at.
    if (delta.content) {
      content.push(delta.content);
      continue;
    }
    for (const call of delta.tool_calls ?? []) {
      const so = calls.get(call.index) ?? { id: "", name: "", arguments: "" };
      calls.set(call.index, so);
      so.id += call.id ?? "";
      so.name += call.function?.name ?? "";
      so.arguments += call.function?.arguments ?? "";
    }
  }
  if (stopReason === undefined) throw new Error("no stop reason");
  for (const call of calls.values()) JSON.parse(call.arguments);
  return {
    content: content.join(""),
    thought: reasoning.length === 0 ? undefined : reasoning.join(""),
    toolCalls: [...calls.values()],
    finishReason: known.includes(stopReason) ? stopReason : "unknown",
    usage: [last?.usage?.prompt_tokens ?? 0, last?.usage?.completion_tokens ?? 0],
  };
}
