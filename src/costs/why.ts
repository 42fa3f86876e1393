/**
 * How the engine finds what a detector may mean, and so why it costs what it costs. Never the expression itself: a configuration's own may
 * be what nobody should see.
 */
import type { DetectorRule } from "../inspect/detector.ts";
import { planDetector, type Route } from "../inspect/detector-plan.ts";
import { type ByteClass, digitBytes, keyOf, membersOf } from "../inspect/pattern/byte-class.ts";

export interface Why {
  readonly route: Route["kind"];
  readonly sentence: string;
}

export function whyOf(rule: DetectorRule): Why {
  const { route, maxWidth, validators, context } = planDetector(rule);
  const more = [
    ...(context === undefined ? [] : [`${context.words.length} context words`]),
    ...(validators.length === 0 ? [] : [`checks: ${validators.map(({ name }) => name).join(", ")}`]),
    `at most ${maxWidth} bytes`,
  ];
  return { route: route.kind, sentence: `${found(route)}; ${more.join("; ")}` };
}

function found(route: Route): string {
  switch (route.kind) {
    case "key":
    case "name": {
      const what = route.kind === "key" ? "what it begins with" : "the word before it";
      return route.run === undefined
        ? `${what} is looked for everywhere`
        : `${what} is looked for around runs of ${route.run.count} bytes`;
    }
    case "prefix":
      return `Hyperscan looks for its first ${route.prefixBytes} bytes`;
    case "gate":
      return `walked ${route.byEnds ? "to its ends" : "back to its starts"} from every ${bytesNamed(route.gate.bytes)} (${route.gate.count} needed, within ${route.reach} bytes)`;
    case "run":
      return `looked for in strides of ${route.count} bytes of one class`;
    case "words":
      return "every place within reach of a context word may be a start";
    case "ends":
      return "Hyperscan looks for ends of the whole pattern, repeats left open: it has no rare byte and no long literal";
  }
}

const MOST_NAMED = 4;

function bytesNamed(bytes: ByteClass): string {
  if (keyOf(bytes) === keyOf(digitBytes)) return "digit";
  const members = membersOf(bytes);
  const shown = members.slice(0, MOST_NAMED).map((byte) => JSON.stringify(String.fromCharCode(byte)));
  return members.length > MOST_NAMED ? `of ${members.length} bytes` : shown.join(" or ");
}
