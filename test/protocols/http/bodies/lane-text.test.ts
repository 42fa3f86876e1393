import { describe, expect, it } from "vitest";
import type { Edit, Lane } from "../../../../src/inspect/inspection.ts";
import { LaneText } from "../../../../src/protocols/http/bodies/lane-text.ts";

const edit = (start: number, end: number, replacement: string): Edit => ({
  start,
  end,
  replacement: Buffer.from(replacement),
  swallowed: false,
});

function createLane() {
  let edits: Edit[] = [];
  const lane = { released: 0, takeEdits: () => edits.splice(0) } as unknown as Lane & { released: number };
  return {
    lane,
    release(to: number, ...more: Edit[]) {
      edits = [...edits, ...more];
      lane.released = to;
    },
  };
}

describe("the text of one lane", () => {
  it("leaves as it is released, with edits that reach over chunks, in pieces that share memory with the source", () => {
    const { lane, release } = createLane();
    const text = new LaneText();
    let out = "";
    const take = (): void =>
      text.take(lane, (bytes) => {
        out += Buffer.from(bytes).toString();
      });
    text.append(Buffer.from("abc"));
    text.append(Buffer.from(""));
    text.append(Buffer.from("defgh"));
    release(1);
    take();
    expect([out, text.held]).toEqual(["a", 7]);
    release(5, edit(2, 5, "<X>"));
    take();
    expect([out, text.held]).toEqual(["ab<X>", 3]);
    release(8, edit(5, 5, ""), edit(7, 8, "!"));
    take();
    expect([out, text.held]).toEqual(["ab<X>fg!", 0]);
  });
});
