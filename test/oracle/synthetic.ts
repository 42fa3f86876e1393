/** Small detectors for the oracle's own tests: only what the engine looks at, the rest filled in. */

import type { Detector } from "../../src/inspect/detector.ts";

type Rule = Omit<
  Detector,
  "id" | "entity" | "label" | "tags" | "confidence" | "source" | "examples" | "counterExamples"
>;

export function synthetic(id: string, rule: Rule): Detector {
  return {
    id,
    entity: id.toUpperCase(),
    label: "internal",
    tags: [],
    confidence: 1,
    source: "synthetic",
    examples: [
      { text: "", find: [] },
      { text: "", find: [] },
      { text: "", find: [] },
    ],
    counterExamples: [{ text: "" }, { text: "" }, { text: "" }],
    ...rule,
  };
}
