/** Random JSON documents with values planted anywhere: in strings, keys, numbers, and JSON that is text of JSON. */
import fc from "fast-check";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import type { BodyKind } from "./real.ts";
import type { Json } from "./spelling.ts";
import type { Planted } from "./values.ts";

export interface Planting {
  readonly json: Json;
  readonly values: readonly string[];
  /** How often JSON is text of JSON in it. */
  readonly nesting: number;
}

/** A leaf is unescaped once and folded twice, so this is how deep escapes are seen through. */
const deepestNesting = 2;

const of = (json: Json, inner: readonly Planting[] = [], values: readonly string[] = []): Planting => ({
  json,
  values: [...values, ...inner.flatMap((planting) => planting.values)],
  nesting: Math.max(0, ...inner.map((planting) => planting.nesting)),
});

const words = ["ok", "a", "name", "note", "text", "content", "role", "type", "index", "x-1", ""];
const texts = [...words, "🦓 ü", "line\nline", 'say "hi"', "back\\slash", "1.5"];

export function plantings(planted: readonly Planted[]): fc.Arbitrary<Planting> {
  const value = fc.constantFrom(...planted);
  const leaf = fc.oneof(
    fc.constantFrom(...texts).map((text) => of(text)),
    value.map(({ text, values }) => of(text, [], values)),
    fc.tuple(value, value).map(([a, b]) => of(`${a.text}\n${b.text}`, [], [...a.values, ...b.values])),
    fc.constantFrom(of(4111111111111111, [], ["4111111111111111"]), of(12), of(null), of(true), of(-0.5)),
  );
  const key = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(...words).map((word) => ({ text: word, values: [] as readonly string[] })),
    },
    { weight: 1, arbitrary: value },
  );
  return fc.letrec<{ tree: Planting; object: Planting; array: Planting; text: Planting }>((tie) => ({
    text: tie("tree").map((inner) =>
      inner.nesting >= deepestNesting
        ? inner
        : { ...of(JSON.stringify(inner.json), [inner]), nesting: inner.nesting + 1 },
    ),
    array: fc.array(tie("tree"), { maxLength: 4 }).map((inner) =>
      of(
        inner.map(({ json }) => json),
        inner,
      ),
    ),
    object: fc
      .uniqueArray(fc.tuple(key, tie("tree")), { maxLength: 5, selector: ([{ text }]) => text })
      .map((members) =>
        of(
          Object.fromEntries(members.map(([{ text }, { json }]) => [text, json])),
          members.map(([, inner]) => inner),
          members.flatMap(([{ values }]) => values),
        ),
      ),
    tree: fc.oneof({ maxDepth: 4 }, leaf, tie("object"), tie("array"), tie("text"), tie("object")),
  })).tree;
}

const request = (dialect: typeof openai, operation: string): BodyKind => ({
  direction: "request",
  contentType: "application/json",
  dialect,
  operation,
});

/** Around the random part: what the dialect knows. */
const frames: readonly (readonly [BodyKind, (json: Json) => Json])[] = [
  [{ direction: "request", contentType: "application/json" }, (json) => json],
  [
    request(openai, "chat.completions"),
    (json) => ({ model: "gpt-4o", messages: [{ role: "user", content: json }, json], tools: [json], extra: json }),
  ],
  [
    { ...request(openai, "chat.completions"), direction: "response" },
    (json) => ({ id: "c", choices: [{ index: 0, message: { role: "assistant", content: json, tool_calls: [json] } }] }),
  ],
  [
    request(openai, "responses"),
    (json) => ({ model: "m", input: [json, { role: "user", content: json }], metadata: json }),
  ],
  [
    request(anthropic, "messages"),
    (json) => ({
      model: "m",
      max_tokens: 9,
      system: json,
      messages: [{ role: "user", content: [json] }],
      tools: [json],
    }),
  ],
];

export interface Document {
  readonly kind: BodyKind;
  readonly json: Json;
  readonly values: readonly string[];
}

export const documents = (planted: readonly Planted[]): fc.Arbitrary<Document> =>
  fc
    .tuple(plantings(planted), fc.constantFrom(...frames))
    .map(([{ json, values }, [kind, frame]]) => ({ kind, json: frame(json), values }));
