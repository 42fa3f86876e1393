/** What must be true of a conversation, as a list of faults: an empty one is a pass. */
import type { Traffic } from "./fronts.ts";
import { leaked, type Passage } from "./passages.ts";
import { modelsValues, type Script, usersValues } from "./script.ts";

/** What a client made of a conversation (the Python modules return it). */
export interface Seen {
  /** What each agent said at last. */
  readonly texts: readonly string[];
  /** What was said beside tool calls. */
  readonly thoughts: readonly string[];
  /** All streamed text, in a row; empty when not streamed. */
  readonly streamed: string;
  /** Tools as they were called. */
  readonly calls: readonly { readonly name: string; readonly arguments: unknown }[];
  readonly stops: readonly unknown[];
  readonly usage: readonly unknown[];
  /** All that the client held of the answers. */
  readonly everything: string;
}

/** Every string of a JSON document, those in strings that are JSON again too. */
function strings(value: unknown): string[] {
  if (typeof value === "string") {
    try {
      const inner = JSON.parse(value) as unknown;
      return typeof inner === "object" && inner !== null ? [value, ...strings(inner)] : [value];
    } catch {
      return [value];
    }
  }
  return typeof value === "object" && value !== null ? Object.entries(value).flat().flatMap(strings) : [];
}

/** Values where they must not be. */
export function leaks({ seen, traffic, script }: { seen: Seen; traffic: Traffic; script: Script }): string[] {
  const all = [...usersValues(script), ...modelsValues(script)];
  const arrived = traffic.arrived.flatMap(({ path, headers, body }) => [
    path,
    JSON.stringify(headers),
    body,
    ...strings(JSON.parse(body)),
  ]);
  const held = [...strings(seen as unknown), ...traffic.received.map((body) => body.toString())];
  return [
    ...leaked(arrived.join("\n"), all, all).map((value) => `leak: the model received ${value}`),
    ...leaked(held.join("\n"), modelsValues(script), all).map((value) => `leak: the client received ${value}`),
  ];
}

/** The client's view when nothing but values is changed; `of` says which spelling. */
const told = (script: Script, of: (passage: Passage) => string): Partial<Seen> => ({
  texts: [of(script.report), of(script.review)],
  thoughts: [of(script.thought)],
  calls: script.calls.map((call) => ({ name: call.name, arguments: JSON.parse(of(call.arguments)) as unknown })),
});

/** Where the client was not told what the script says, in that spelling. */
export function misheard(seen: Seen, script: Script, stream: boolean, of: (passage: Passage) => string): string[] {
  const expected: Partial<Seen> = {
    ...told(script, of),
    streamed: stream ? [script.thought, script.report, script.review].map(of).join("") : "",
  };
  return Object.entries(expected).flatMap(([name, value]) => {
    const [is, must] = [JSON.stringify(seen[name as keyof Seen]), JSON.stringify(value)];
    return is === must ? [] : [`${name}: ${is} instead of ${must}`];
  });
}

/** What the user and the tools said and the model did not get word for word, in that spelling. */
export function unheard(traffic: Traffic, script: Script, of: (passage: Passage) => string): string[] {
  const arrived = new Set(traffic.arrived.flatMap(({ body }) => strings(JSON.parse(body))));
  return [script.task, script.found, script.filed]
    .map(of)
    .filter((text) => !arrived.has(text))
    .map((text) => `the model did not receive: ${text}`);
}

/** Where the way that the model and its use are accounted for differs from what the client sees without a gateway. */
export function unlike(seen: Seen, direct: Seen): string[] {
  return (["stops", "usage"] as const).flatMap((name) => {
    const [is, must] = [JSON.stringify(seen[name]), JSON.stringify(direct[name])];
    return is === must ? [] : [`${name}: ${is} instead of ${must}`];
  });
}

const sorted = (bodies: readonly (Buffer | string)[]): string[] => bodies.map((body) => body.toString()).sort();

/** Where two texts part, with what stands around. */
function difference(before: string, after: string): string[] {
  if (before === after) return [];
  let at = 0;
  while (before[at] === after[at]) at++;
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 60), at + 120));
  return [`at ${at}: ${around(after)} instead of ${around(before)}`];
}

/** Bodies that are not byte for byte on one side what they are on the other. */
export function altered({ sent, arrived, answered, received }: Traffic): string[] {
  const differ = (way: string, before: string[], after: string[]): string[] => [
    ...(before.length === after.length ? [] : [`${way}: ${after.length} bodies instead of ${before.length}`]),
    ...before.flatMap((body, at) => difference(body, after[at] ?? "").map((fault) => `${way} ${fault}`)),
  ];
  return [
    ...differ("request", sorted(sent), sorted(arrived.map(({ body }) => body))),
    ...differ("answer", sorted(answered), sorted(received)),
  ];
}
