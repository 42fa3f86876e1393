/**
 * Ways to write the same JSON and the same event stream down: plainly, or as oddly as the grammars allow. What goes through
 * must come out as it was written.
 */
import type { Random } from "../harness/chunks.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An event's data that is no JSON: `[DONE]`. */
export class NotJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export interface StreamEvent {
  readonly event?: string;
  readonly id?: string;
  readonly retry?: string;
  /** Comment lines before the event. */
  readonly comments?: readonly string[];
  readonly data: Json | NotJson;
}

export interface Spelling {
  json(value: Json): string;
  sse(events: readonly StreamEvent[]): string;
  ndjson(values: readonly Json[]): string;
}

const dataText = (data: StreamEvent["data"], json: (value: Json) => string): string =>
  data instanceof NotJson ? data.text : json(data);

const lines = (event: StreamEvent, data: readonly string[]): string[] => [
  ...(event.comments ?? []).map((comment) => `:${comment}`),
  ...(event.event === undefined ? [] : [`event: ${event.event}`]),
  ...(event.id === undefined ? [] : [`id: ${event.id}`]),
  ...(event.retry === undefined ? [] : [`retry: ${event.retry}`]),
  ...data.map((line) => `data: ${line}`),
];

export const plain: Spelling = {
  json: (value) => JSON.stringify(value),
  sse: (events) =>
    events.map((event) => `${lines(event, dataText(event.data, JSON.stringify).split("\n")).join("\n")}\n\n`).join(""),
  ndjson: (values) => values.map((value) => `${JSON.stringify(value)}\n`).join(""),
};

export function odd(random: Random): Spelling {
  const pick = <T>(...choices: readonly [T, ...T[]]): T => choices[Math.floor(random() * choices.length)] ?? choices[0];
  const gap = (inLine = false): string =>
    random() < 0.7 ? "" : inLine ? pick(" ", "\t", "  ") : pick(" ", "\t", "\n", "\r\n", " \n  ");

  const character = (text: string): string => {
    const code = text.codePointAt(0) ?? 0;
    const short: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
    const units = (): string =>
      [...Array(text.length).keys()]
        .map((i) => {
          const hex = text.charCodeAt(i).toString(16).padStart(4, "0");
          return `\\u${random() < 0.5 ? hex : hex.toUpperCase()}`;
        })
        .join("");
    if (text in short) return random() < 0.3 ? units() : (short[text] ?? text);
    if (code < 0x20) return units();
    if (text === "/" && random() < 0.5) return "\\/";
    return random() < 0.06 ? units() : text;
  };
  const string = (text: string): string => `"${Array.from(text, character).join("")}"`;

  const number = (value: number): string => {
    const text = JSON.stringify(value);
    if (!/^-?\d{1,3}$/.test(text)) return text;
    const more = text.endsWith("0") ? `${text}E-0` : `${text}0E-1`;
    return pick(text, text, text, `${text}.0`, `${text}e0`, more, `${text}.00e+0`);
  };

  const json = (value: Json, inLine: boolean): string => {
    const space = (): string => gap(inLine);
    if (typeof value === "string") return string(value);
    if (typeof value === "number") return number(value);
    if (value === null || typeof value === "boolean") return String(value);
    if (Array.isArray(value)) {
      return `[${space()}${(value as readonly Json[]).map((v) => json(v, inLine) + space()).join(`,${space()}`)}]`;
    }
    const members = Object.entries(value as { readonly [key: string]: Json }).map(
      ([key, v]) => `${string(key)}${space()}:${space()}${json(v, inLine)}${space()}`,
    );
    return `{${space()}${members.join(`,${space()}`)}}`;
  };

  /** Data lines begin with `data:`, with `data: ` or, where nothing stands in them, with `data` alone. */
  const dataLine = (line: string): string =>
    line === ""
      ? pick("data", "data:", "data: ")
      : line.startsWith(" ") || random() < 0.5
        ? `data: ${line}`
        : `data:${line}`;

  return {
    json: (value) => gap() + json(value, false) + gap(),
    ndjson: (values) =>
      values.map((value) => gap(true) + json(value, true) + gap(true) + pick("\n", "\n", "\r\n", "\n\n")).join(""),
    sse(events) {
      let out = random() < 0.2 ? "\ufeff" : "";
      let end = pick("\n", "\r\n", "\r");
      for (const event of events) {
        if (random() < 0.2) end = pick("\n", "\r\n", "\r");
        if (random() < 0.15) out += `: ${pick("keep-alive", "", "ping ü", '{"a":1}')}${end}${end}`;
        const data = dataText(event.data, (value) => json(value, false)).split(/\r\n|\n|\r/);
        const fields = [
          ...lines(event, []),
          ...(random() < 0.1 ? [pick("id", "id: 7", "retry: 1500", "unknown: field", "nothing")] : []),
          ...data.map(dataLine),
          ...(random() < 0.1 ? [": behind"] : []),
        ];
        out += fields.map((field) => field + end).join("") + end + (random() < 0.1 ? end : "");
      }
      return out;
    },
  };
}
