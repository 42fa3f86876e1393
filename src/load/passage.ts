/** Texts of prompts and answers: prose of about so many tokens, with values planted between its sentences. Pure. */
import { paragraphs } from "./prose.ts";
import { below, logNormal, poisson, type Random } from "./random.ts";
import { type Planted, plantedValue, sentenceOf, valueKinds } from "./values.ts";

export interface Passage {
  readonly text: string;
  readonly planted: readonly Planted[];
}

export interface PassageSize {
  /** Tokens on average; one passage has between a fifth and five times as many. */
  readonly tokens: number;
  /** Planted values to 100 tokens, on average. */
  readonly pii: number;
}

/** Of English: OpenAI's own rule of thumb. */
const CHARACTERS_PER_TOKEN = 4;
/** Of the logarithm of a passage's length. */
const LENGTH_SIGMA = 0.5;

const sentences = paragraphs.flatMap((paragraph) => paragraph.split(/(?<=[.!?]"?) /));

export function passage({ tokens, pii }: PassageSize, next: Random): Passage {
  const wanted = tokens * Math.min(5, Math.max(0.2, logNormal(LENGTH_SIGMA, next)));
  const values = Array.from({ length: poisson((pii * wanted) / 100, next) }, () =>
    plantedValue(valueKinds[below(valueKinds.length, next)] ?? "email", next),
  );
  const bytes = wanted * CHARACTERS_PER_TOKEN - values.reduce((sum, value) => sum + sentenceOf(value).length, 0);
  const parts = proseOf(Math.max(1, bytes), next);
  for (const value of values) parts.splice(below(parts.length + 1, next), 0, sentenceOf(value));
  return { text: parts.join(" "), planted: values };
}

/** Whole sentences, the last one cut at a word. */
function proseOf(characters: number, next: Random): string[] {
  const parts: string[] = [];
  let at = below(sentences.length, next);
  for (let left = characters; left > 0; at++) {
    const sentence = sentences[at % sentences.length] ?? "";
    const cut = sentence.length <= left ? sentence : sentence.slice(0, Math.max(1, left)).replace(/ \S*$/, "");
    parts.push(cut);
    left -= cut.length + 1;
    if (cut !== sentence) break;
  }
  return parts;
}

/** The pre-tokenizer of OpenAI's cl100k, for plain text: words with their blank, digits in threes, runs of signs. */
const WORDS = / ?\p{L}+| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+/gu;
/** Longer words are rarely one token. */
const LONGEST = 8;

/** Cuts text into pieces as a model streams them. */
export function tokensOf(text: string, next: Random): string[] {
  return (text.match(WORDS) ?? []).flatMap((word) => {
    if (word.length <= LONGEST) return [word];
    const cut = 3 + below(word.length - 5, next);
    return [word.slice(0, cut), word.slice(cut)];
  });
}
