/**
 * Everything that a reader could make of an output: its bytes, the strings, keys and numbers in it, JSON that is text of JSON,
 * and what the pieces of a stream come to, place by place.
 */

import { eventData } from "./readings.ts";
import type { Json } from "./spelling.ts";

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

type See = (place: string, text: string) => void;

/** Elements go by their index where they name one, as clients put them together. */
function element(value: Json, at: number): string {
  const named = typeof value === "object" && value !== null && !Array.isArray(value) && "index" in value;
  return named ? String((value as { readonly index: Json }).index) : String(at);
}

function walk(value: Json, place: string, see: See): void {
  if (typeof value === "string") {
    see(place, value);
    const inner = /^\s*[{["]/.test(value) ? parse(value) : undefined;
    if (inner !== undefined) walk(inner, `${place}/`, see);
  } else if (typeof value === "number") see(`${place}#`, ` ${value} `);
  else if (Array.isArray(value)) {
    (value as readonly Json[]).forEach((inner, at) => {
      walk(inner, `${place}[${element(inner, at)}]`, see);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value as { readonly [key: string]: Json })) {
      see("(keys)", ` ${key} `);
      walk(inner, `${place}.${key}`, see);
    }
  }
}

/** Where an event belongs, in the dialects that say so at its top. */
const owner = (value: Json): string => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "";
  const { type, index, output_index, content_index, summary_index } = value as { readonly [key: string]: Json };
  return [type, index, output_index, content_index, summary_index].map((name) => JSON.stringify(name) ?? "").join();
};

/** One text: each view between line breaks that no value spans unless it stands there. */
export function viewsOf(output: string): string {
  const places = new Map<string, string>();
  const see: See = (place, text) => places.set(place, (places.get(place) ?? "") + text);
  const whole = parse(output);
  if (whole !== undefined) walk(whole, "", see);
  else {
    const data = /^data/m.test(output) ? eventData(output) : output.split("\n");
    for (const text of data) {
      const value = parse(text);
      if (value === undefined) see("(text)", text);
      else walk(value, owner(value), see);
    }
  }
  return [output, ...places.values()].join("\n\u0001\n");
}
