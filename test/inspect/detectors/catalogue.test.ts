import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/inspect/detectors/catalogue.ts";

const ids = new Set(catalogue.map((detector) => detector.id));

describe("the catalogue", () => {
  it("has unique kebab-case ids", () => {
    expect(ids.size).toBe(catalogue.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it.each(catalogue)("$id shows at least three examples, each with what it finds", (detector) => {
    expect(detector.examples.length).toBeGreaterThanOrEqual(3);
    for (const { text, find } of detector.examples) {
      expect(find.length, text).toBeGreaterThan(0);
      let from = 0;
      for (const value of find) {
        const at = text.indexOf(value, from);
        expect(at, `${value} in ${text}`).toBeGreaterThanOrEqual(0);
        from = at + value.length;
      }
    }
  });

  it.each(catalogue)("$id shows at least three counter-examples, one of a neighbour that exists", (detector) => {
    expect(detector.counterExamples.length).toBeGreaterThanOrEqual(3);
    const neighbours = detector.counterExamples.flatMap(({ neighbour }) =>
      neighbour === undefined ? [] : [neighbour],
    );
    expect(neighbours.length).toBeGreaterThan(0);
    for (const neighbour of neighbours) {
      expect(ids, neighbour).toContain(neighbour);
      expect(neighbour).not.toBe(detector.id);
    }
  });

  it.each(catalogue)("$id keeps its numbers in range", (detector) => {
    expect(detector.confidence).toBeGreaterThan(0);
    expect(detector.confidence).toBeLessThanOrEqual(1);
    expect(detector.tags.length).toBeGreaterThan(0);
    expect(detector.entity).toMatch(/^[A-Z][A-Z0-9_]+$/);
    if (detector.context !== undefined) {
      expect(detector.context.before).toBeLessThanOrEqual(128);
      for (const word of detector.context.words) {
        // The engine folds ASCII only: a Cyrillic abbreviation has to be listed in capitals, too.
        expect(word).not.toMatch(/[A-Z]/);
        expect(Buffer.byteLength(word)).toBeLessThan(detector.context.before);
      }
    }
  });
});
