import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Coding, codingOf, createDecoder } from "../../../../src/protocols/http/bodies/coding.ts";

const LIMITS = { inflatedBytes: 1 << 20, ratio: 100 };

function decode(
  coding: Coding,
  chunks: readonly Uint8Array[],
  limits = LIMITS,
): Promise<{ text: string; error?: string }> {
  return new Promise((resolve) => {
    const out: Uint8Array[] = [];
    const decoder = createDecoder(coding, "upstream", limits, {
      data: (bytes) => out.push(bytes.slice()),
      end: () => resolve({ text: Buffer.concat(out).toString() }),
      fail: (error) => resolve({ text: Buffer.concat(out).toString(), error: error.code }),
    });
    for (const chunk of chunks) decoder.write(chunk);
    decoder.end();
  });
}

const bytewise = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));
const text = "hello, stream ".repeat(20);

describe("content codings", () => {
  it.each<[string, Coding, Uint8Array]>([
    ["identity", "identity", Buffer.from(text)],
    ["gzip", "gzip", gzipSync(text)],
    ["gzip of two members", "gzip", Buffer.concat([gzipSync(text.slice(0, 50)), gzipSync(text.slice(50))])],
    ["deflate", "deflate", deflateSync(text)],
  ])("decodes %s whole and byte by byte", async (_name, coding, bytes) => {
    expect(await decode(coding, [bytes])).toEqual({ text });
    expect(await decode(coding, bytewise(bytes))).toEqual({ text });
  });

  it.each<[string, Coding, Uint8Array, string]>([
    ["a cut gzip body", "gzip", gzipSync(text).subarray(0, -4), "malformed-coding"],
    ["identity bytes under a gzip header", "gzip", Buffer.from(text), "malformed-coding"],
    [
      "a damaged checksum",
      "gzip",
      Buffer.concat([gzipSync(text).subarray(0, -8), Buffer.alloc(8)]),
      "malformed-coding",
    ],
    [
      "bytes after the last member",
      "gzip",
      Buffer.concat([gzipSync(text), Buffer.from("alice@example.com")]),
      "malformed-coding",
    ],
    ["raw deflate", "deflate", deflateRawSync(text), "malformed-coding"],
    ["a ratio bomb", "gzip", gzipSync(Buffer.alloc(1 << 19)), "inflate-ratio"],
    ["a body past the size limit", "identity", Buffer.alloc((1 << 20) + 1), "inflated-too-large"],
  ])("refuses %s", async (_name, coding, bytes, code) => {
    expect((await decode(coding, [bytes])).error).toBe(code);
    if (bytes.length < 1000) expect((await decode(coding, bytewise(bytes))).error).toBe(code);
  });

  it("counts decoded bytes against the size limit", async () => {
    const bytes = gzipSync(Buffer.from(Array.from({ length: 40_000 }, (_, i) => i % 251)));
    expect((await decode("gzip", [bytes], { inflatedBytes: 10_000, ratio: 1e6 })).error).toBe("inflated-too-large");
  });

  it.each([
    [undefined, "identity"],
    ["GZip", "gzip"],
    ["x-gzip", "gzip"],
    ["deflate", "deflate"],
    ["br", undefined],
    ["zstd", undefined],
    ["gzip, gzip", undefined],
  ])("reads content-encoding %s as %s", (header, coding) => {
    expect(codingOf(header)).toBe(coding);
  });
});
