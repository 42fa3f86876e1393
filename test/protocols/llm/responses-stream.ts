/**
 * OpenAI Responses streams as the provider writes them (deltas, then up to three final copies, sequence numbers, obfuscation),
 * and the reading of what came out: deltas and every copy of each text, side by side.
 */
import { dataOf } from "./pieces.ts";

export type Item =
  | { readonly type: "message"; readonly parts: readonly (readonly string[])[] }
  | { readonly type: "reasoning"; readonly summary: readonly (readonly string[])[]; readonly encrypted?: string }
  | { readonly type: "function_call"; readonly name: string; readonly pieces: readonly string[] };

export interface StreamOptions {
  /** Deltas of all items in turn. */
  readonly interleaved?: boolean;
  /** Some servers change it from event to event. */
  readonly itemId?: (output: number, sequence: number) => string;
  readonly last?: "response.completed" | "response.incomplete";
}

type Event = readonly [type: string, value: object];

const part = (text: string): object => ({ type: "output_text", annotations: [], logprobs: [], text });
const summaryPart = (text: string): object => ({ type: "summary_text", text });

/** The item as it stands when it is added (without text) or done. */
function itemOf(item: Item, output: number, done: boolean): object {
  const status = done ? "completed" : "in_progress";
  switch (item.type) {
    case "message":
      return {
        id: `msg_${output}`,
        type: "message",
        status,
        content: done ? item.parts.map((pieces) => part(pieces.join(""))) : [],
        role: "assistant",
      };
    case "reasoning":
      return {
        id: `rs_${output}`,
        type: "reasoning",
        summary: done ? item.summary.map((pieces) => summaryPart(pieces.join(""))) : [],
        ...(item.encrypted === undefined ? {} : { encrypted_content: done ? item.encrypted : "" }),
      };
    case "function_call":
      return {
        id: `fc_${output}`,
        type: "function_call",
        status,
        arguments: done ? item.pieces.join("") : "",
        call_id: `call_${output}`,
        name: item.name,
      };
  }
}

function eventsOf(item: Item, output: number): Event[] {
  const inPiece = { output_index: output };
  const added: Event = ["response.output_item.added", { ...inPiece, item: itemOf(item, output, false) }];
  const done: Event = ["response.output_item.done", { ...inPiece, item: itemOf(item, output, true) }];
  switch (item.type) {
    case "message":
      return [
        added,
        ...item.parts.flatMap((pieces, content_index): Event[] => {
          const place = { ...inPiece, content_index };
          return [
            ["response.content_part.added", { ...place, part: part("") }],
            ...pieces.map(
              (delta, at): Event => [
                "response.output_text.delta",
                { ...place, delta, logprobs: [], obfuscation: "qX7".repeat(1 + (at % 4)) },
              ],
            ),
            ["response.output_text.done", { ...place, text: pieces.join(""), logprobs: [] }],
            ["response.content_part.done", { ...place, part: part(pieces.join("")) }],
          ];
        }),
        done,
      ];
    case "reasoning":
      return [
        added,
        ...item.summary.flatMap((pieces, summary_index): Event[] => {
          const place = { ...inPiece, summary_index };
          return [
            ["response.reasoning_summary_part.added", { ...place, part: summaryPart("") }],
            ...pieces.map(
              (delta): Event => ["response.reasoning_summary_text.delta", { ...place, delta, obfuscation: "aB3" }],
            ),
            ["response.reasoning_summary_text.done", { ...place, text: pieces.join("") }],
            ["response.reasoning_summary_part.done", { ...place, part: summaryPart(pieces.join("")) }],
          ];
        }),
        done,
      ];
    case "function_call":
      return [
        added,
        ...item.pieces.map(
          (delta): Event => ["response.function_call_arguments.delta", { ...inPiece, delta, obfuscation: "zz9" }],
        ),
        ["response.function_call_arguments.done", { ...inPiece, arguments: item.pieces.join(""), name: item.name }],
        done,
      ];
  }
}

const response = (status: string, output: readonly object[], usage: object | null): object => ({
  id: "resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b",
  object: "response",
  created_at: 1_741_476_542,
  status,
  error: null,
  incomplete_details: null,
  instructions: "Answer in one sentence.",
  max_output_tokens: null,
  model: "gpt-4.1-2025-04-14",
  output,
  parallel_tool_calls: true,
  previous_response_id: null,
  reasoning: { effort: null, summary: null },
  store: true,
  temperature: 1,
  text: { format: { type: "text" } },
  tool_choice: "auto",
  tools: [],
  top_p: 1,
  truncation: "disabled",
  usage,
  user: null,
  metadata: {},
});

const USAGE = {
  input_tokens: 36,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 87,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 123,
};

/** The same answer when it is not streamed. */
export const responseDocument = (items: readonly Item[]): object =>
  response(
    "completed",
    items.map((item, output) => itemOf(item, output, true)),
    USAGE,
  );

export function responseEvents(items: readonly Item[], options: StreamOptions = {}): string[] {
  const bodies = items.map((item, output) => eventsOf(item, output).map((one) => ({ output, one })));
  const middle: { readonly output: number; readonly one: Event }[] = [];
  if (options.interleaved === true) {
    const longest = Math.max(...bodies.map((body) => body.length));
    for (let at = 0; at < longest; at++) for (const body of bodies) middle.push(...body.slice(at, at + 1));
  } else middle.push(...bodies.flat());
  const last = options.last ?? "response.completed";
  const done = items.map((item, output) => itemOf(item, output, true));
  const all: { readonly output?: number; readonly one: Event }[] = [
    { one: ["response.created", { response: response("in_progress", [], null) }] },
    { one: ["response.in_progress", { response: response("in_progress", [], null) }] },
    ...middle,
    { one: [last, { response: response(last === "response.completed" ? "completed" : "incomplete", done, USAGE) }] },
  ];
  const idOf = options.itemId ?? ((output: number) => `item_${output}`);
  return all.map(({ output, one: [type, value] }, sequence_number) => {
    const own = output !== undefined && !("item" in value) ? { item_id: idOf(output, sequence_number) } : {};
    return `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number, ...own, ...value })}\n\n`;
  });
}

export const responseStream = (items: readonly Item[], options?: StreamOptions): string =>
  responseEvents(items, options).join("");

interface Parts {
  readonly content?: readonly { readonly text?: string }[];
  readonly summary?: readonly { readonly text?: string }[];
  readonly arguments?: string;
}

interface ReadEvent {
  readonly type: string;
  readonly output_index?: number;
  readonly content_index?: number;
  readonly summary_index?: number;
  readonly delta?: string;
  readonly text?: string;
  readonly arguments?: string;
  readonly part?: { readonly text?: string };
  readonly item?: Parts;
  readonly response?: { readonly output?: readonly Parts[] };
}

/** By place (`0.0`): the concatenated deltas, and every final copy that the stream held of the same text. */
export function readResponse(stream: string): Map<string, { deltas: string; copies: string[] }> {
  const places = new Map<string, { deltas: string; copies: string[] }>();
  const at = (output: number, inner: number): { deltas: string; copies: string[] } => {
    const key = `${output}.${inner}`;
    const place = places.get(key) ?? { deltas: "", copies: [] };
    places.set(key, place);
    return place;
  };
  const copyItem = (item: Parts, output: number): void => {
    for (const [inner, one] of [...(item.content ?? []), ...(item.summary ?? [])].entries()) {
      if (one.text !== undefined) at(output, inner).copies.push(one.text);
    }
    if (item.arguments !== undefined) at(output, 0).copies.push(item.arguments);
  };
  for (const data of dataOf(stream)) {
    const event = data as ReadEvent;
    const output = event.output_index ?? 0;
    const place = (): { deltas: string; copies: string[] } =>
      at(output, event.content_index ?? event.summary_index ?? 0);
    if (event.type.endsWith(".delta")) place().deltas += event.delta ?? "";
    else if (event.type.endsWith("_text.done")) place().copies.push(event.text ?? "");
    else if (event.type.endsWith("_arguments.done")) place().copies.push(event.arguments ?? "");
    else if (event.type.endsWith("_part.done")) place().copies.push(event.part?.text ?? "");
    else if (event.type === "response.output_item.done") copyItem(event.item ?? {}, output);
    else if (event.type === "response.completed" || event.type === "response.incomplete") {
      (event.response?.output ?? []).forEach((item, index) => {
        copyItem(item, index);
      });
    }
  }
  return places;
}
