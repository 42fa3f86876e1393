/**
 * What the sample model says: a short story full of well-known test values, cut into awkward tokens, after quoting the
 * prompt it received. Deterministic, so that a reader can compare two runs.
 */

const STORY = [
  "Here is the note you asked for. Ada wrote to alice@example.com and to bob.builder@example.org, ",
  "then rang +44 20 7946 0958 and (202) 555-0143. Her card 4111 1111 1111 1111 was charged twice, ",
  "her SSN 078-05-1120 stood on the form, and the refund went to DE89 3704 0044 0532 0130 00. ",
  "The build log said AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE from 203.0.113.42, ",
  "and the parcel waits at 1600 Pennsylvania Avenue NW, Washington, DC 20500. The rest of this story is public.",
].join("");

/** Lengths that cut digits, domains and words alike; a model's tokens are 1 to 8 characters. */
const LENGTHS = [3, 1, 4, 1, 5, 2, 6, 5, 3, 5, 8, 2, 7];

/** Text for one answer. */
export function answerTo(prompt: string): string {
  const quoted = prompt.trim();
  return quoted === "" ? STORY : `You said: "${quoted}". ${STORY}`;
}

/** Cuts text into token-like pieces; never inside a surrogate pair, as a model's JSON never would. */
export function tokens(text: string): string[] {
  const characters = Array.from(text);
  const pieces: string[] = [];
  for (let at = 0, i = 0; at < characters.length; i++) {
    const length = LENGTHS[i % LENGTHS.length] ?? 4;
    pieces.push(characters.slice(at, at + length).join(""));
    at += length;
  }
  return pieces;
}
