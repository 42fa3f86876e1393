import { describe, expect, it } from "vitest";
import { createSpecWriter } from "../../src/inspect/spec-writer.ts";

describe("the specification's byte stream", () => {
  it("is little-endian numbers and doubles, byte strings behind their length", () => {
    const writer = createSpecWriter();
    writer.number(0x01020304);
    writer.real(1.5);
    writer.text("é");
    writer.numbers([7]);
    expect(Buffer.from(writer.finish()).toString("hex")).toBe(
      ["04030201", "000000000000f83f", "02000000c3a9", "01000000", "07000000"].join(""),
    );
  });

  it("grows past its first room", () => {
    const writer = createSpecWriter();
    writer.number(1);
    writer.bytes(new Uint8Array(300_000).fill(9));
    writer.number(2);
    const bytes = writer.finish();
    expect(bytes).toHaveLength(300_012);
    expect([bytes[0], bytes[8], bytes[300_007], bytes[300_008]]).toEqual([1, 9, 9, 2]);
  });
});
