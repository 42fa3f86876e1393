import { describe, expect, it } from "vitest";
import { createHeldValues } from "../../src/inspect/held-values.ts";

const secret = "gw-7Kq/9+xY_zz~41Mo.t";
const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

function held(value = secret) {
  const values = createHeldValues(value);
  if (values === undefined) throw new Error("too short");
  return values;
}

describe("held values", () => {
  it.each([
    ["as it is", `x ${secret} y`],
    ["escaped for a URL", `x ${encodeURIComponent(secret)} y`],
    ["in base64", Buffer.from(secret).toString("base64")],
    ["in base64 behind one byte", Buffer.from(`:${secret}`).toString("base64")],
    ["in base64 behind two bytes", Buffer.from(`k:${secret}`).toString("base64")],
    ["in base64 of a header", Buffer.from(`authorization: Bearer ${secret}\r\n`).toString("base64")],
    ["in base64 for URLs", Buffer.from(`ÿÿ:${secret}`, "latin1").toString("base64url")],
  ])("are found %s", (_name, text) => {
    expect(held().find(bytes(text))).toHaveLength(1);
  });

  it("are found escaped for JSON", () => {
    const odd = 'gw-"quoted\\value';
    expect(held(odd).find(bytes(JSON.stringify(JSON.stringify({ odd }))))).toHaveLength(0);
    expect(held(odd).find(bytes(JSON.stringify({ odd })))).toHaveLength(1);
  });

  it("are found wherever they are, in order, overlapping too", () => {
    expect(held("abababab").find(bytes("xabababababy"))).toEqual([
      { start: 1, end: 9 },
      { start: 3, end: 11 },
    ]);
    expect(held().find(bytes(`${secret}${secret}`))).toEqual([
      { start: 0, end: secret.length },
      { start: secret.length, end: 2 * secret.length },
    ]);
  });

  it.each([
    ["less", secret.slice(0, -1)],
    ["another case", secret.toUpperCase()],
    ["nothing", ""],
  ])("are not found in %s of it", (_name, text) => {
    expect(held().find(bytes(text))).toEqual([]);
  });

  it("are looked at in a window of a larger memory", () => {
    const memory = bytes(`${secret}...`);
    expect(held().find(memory.subarray(secret.length))).toEqual([]);
    expect(held().find(memory.subarray(0, secret.length - 1))).toEqual([]);
  });

  it("pend from where the text's end begins one, by every length", () => {
    for (let n = 1; n < secret.length; n++)
      expect([n, held().pendingFrom(bytes(`ab ${secret.slice(0, n)}`))]).toEqual([n, 3]);
    expect(held().pendingFrom(bytes(`ab ${secret}`))).toBe(3 + secret.length);
    expect(held().pendingFrom(bytes("gw-gw-7Kq"))).toBe(3);
    expect(held("abababab").pendingFrom(bytes("xababab"))).toBe(1);
    expect(held().pendingFrom(bytes(""))).toBe(0);
  });

  it("are cut for good where half of them is there", () => {
    const half = Math.ceil(secret.length / 2);
    expect(held().cutFrom(bytes(`ab ${secret.slice(0, half)}`))).toBe(3);
    expect(held().cutFrom(bytes(`ab ${secret.slice(0, half - 1)}`))).toBe(3 + half - 1);
  });

  it("are none where they are as short as a word", () => {
    expect(createHeldValues("EMPTY")).toBeUndefined();
    expect(createHeldValues("8letters")).toBeDefined();
  });
});
