import { describe, expect, it } from "vitest";
import { failures } from "../../../../src/errors.ts";
import { createMultipartCodec, type PartCodec } from "../../../../src/protocols/http/bodies/multipart-codec.ts";
import { boundaryOf } from "../../../../src/protocols/http/bodies/multipart-parts.ts";
import { createTextCodec } from "../../../../src/protocols/http/bodies/text-codec.ts";
import { createRandom } from "../../../harness/chunks.ts";
import { drive, type MakeCodec, variants } from "../../../harness/drive.ts";

const codec =
  (contentType: string, pass = false): MakeCodec =>
  (inspection, sink) => {
    const partCodec: PartCodec = (part, partSink) => {
      if (part.contentType.startsWith("text/"))
        return createTextCodec({
          inspection,
          sink: partSink,
          source: "client",
          name: "part",
          context: `${part.name}: `,
        });
      return pass ? "pass" : failures.uninspectable("client", "file");
    };
    return createMultipartCodec({ inspection, sink, source: "client", contentType, maxBytes: 8192, partCodec });
  };

const make = codec("multipart/form-data; boundary=XY");
const body = (...parts: [head: string, content: string][]): Uint8Array =>
  Buffer.from(`${parts.map(([head, content]) => `--XY\r\n${head}\r\n\r\n${content}\r\n`).join("")}--XY--\r\n`);
const part = (name: string, more = ""): string => `Content-Disposition: form-data; name="${name}"${more}`;

describe("multipart bodies", () => {
  it("copies a clean body byte for byte, whatever its parts hold", () => {
    const input = body(
      [part("a"), ""],
      [part("b", '; filename="x.txt"\r\nContent-Type: text/plain'), "one\r\n--X two\r\n"],
    );
    for (const { name, driven } of variants(make, input, { splits: "every", seeds: 4 }, createRandom))
      expect([name, driven.output, driven.ended]).toEqual([name, Buffer.from(input).toString(), true]);
  });

  it("redacts contents, a value that only its part's name gives away, and header lines", () => {
    const input = body(
      [part("note"), "mail alice@example.com"],
      [part("password"), "hunter2hunter"],
      [part("f", '; filename="4111111111111111.txt"'), "x"],
    );
    const output = body(
      [part("note"), "mail <EMAIL>"],
      [part("password"), "<SECRET>"],
      [part("f", '; filename="<CARD>.txt"'), "x"],
    );
    for (const { name, driven } of variants(make, input, { splits: "every", seeds: 4 }, createRandom))
      expect([name, driven.output]).toEqual([name, Buffer.from(output).toString()]);
  });

  const file = body([`${part("f", '; filename="a.bin"')}\r\nContent-Type: application/octet-stream`, "\0\x01"]);

  it("lets a file pass only where the connection says so", () => {
    expect(drive(make, [file])).toMatchObject({ failed: "uninspectable", output: "" });
    const passing = codec("multipart/form-data; boundary=XY", true);
    expect(drive(passing, [file])).toMatchObject({ ended: true, output: Buffer.from(file).toString() });
  });

  it("says what its parts need together", () => {
    const said: number[] = [];
    const needing: MakeCodec = (inspection, sink) =>
      createMultipartCodec({
        inspection,
        source: "client",
        contentType: "multipart/form-data; boundary=XY",
        maxBytes: 8192,
        sink: {
          ...sink,
          needs(bytes) {
            said.push(bytes);
            return bytes > 30 ? failures.bufferedBytes(30) : undefined;
          },
        },
        partCodec: (part, partSink) => ({
          held: 0,
          write(chunk) {
            const full = partSink.needs?.(chunk.length);
            if (full !== undefined) partSink.fail(full);
            if (part.name === "b") partSink.needs?.(1);
          },
          end: () => partSink.end(),
        }),
      });
    drive(needing, [body([part("a"), "x".repeat(10)], [part("b"), "x".repeat(15)], [part("c"), "x".repeat(9)])]);
    expect(said).toEqual([10, 25, 11, 20]);
    const many = body([part("a"), "x".repeat(20)], [part("c"), "x".repeat(11)]);
    expect(drive(needing, [many])).toMatchObject({ failed: "buffered-bytes" });
  });

  it.each<[string, Uint8Array]>([
    ["something before the first boundary", Buffer.from(`hidden ${Buffer.from(body([part("a"), "x"]))}`)],
    ["something after the last boundary", Buffer.from(`${Buffer.from(body([part("a"), "x"]))}hidden`)],
    ["no last boundary", Buffer.from(`--XY\r\n${part("a")}\r\n\r\nx`)],
    ["a boundary line with more on it", Buffer.from(`--XY \r\n${part("a")}\r\n\r\nx\r\n--XY--\r\n`)],
    ["a part without a name", body(["Content-Disposition: form-data", "x"])],
    ["two dispositions", body([`${part("a")}\r\n${part("b")}`, "x"])],
    ["a coding", body([`${part("a")}\r\nContent-Encoding: gzip`, "eA=="])],
    ["a transfer encoding", body([`${part("a")}\r\nContent-Transfer-Encoding: base64`, "eA=="])],
    ["filename*", body([part("a", "; filename*=utf-8''x"), "x"])],
    ["a folded header line", body([`${part("a")}\r\n more`, "x"])],
    ["a field that names another charset", body([part("_charset_"), "utf-7"], [part("a"), "x"])],
  ])("refuses %s", (_name, input) => {
    expect(drive(make, [input])).toMatchObject({ failed: "malformed-multipart", output: "" });
  });

  it("passes the field that names UTF-8", () => {
    const input = body([part("_charset_"), "UTF-8"], [part("a"), "x"]);
    expect(drive(make, [input])).toMatchObject({ ended: true, output: Buffer.from(input).toString() });
  });

  it("refuses a boundary in which something would be redacted, and no other", () => {
    const bounded = (boundary: string): Uint8Array =>
      Buffer.from(`--${boundary}\r\n${part("a")}\r\n\r\nx\r\n--${boundary}--\r\n`);
    const sent = (boundary: string, quote = "") =>
      drive(codec(`multipart/form-data; boundary=${quote}${boundary}${quote}`), [bounded(boundary)]);
    expect(sent("4111111111111111")).toMatchObject({ failed: "value-in-boundary", output: "", ended: false });
    expect(sent("4111 1111 1111 1111", '"')).toMatchObject({ failed: "value-in-boundary", output: "" });
    expect(sent("----WebKitFormBoundary0a1B2c3D4e5F6g7H")).toMatchObject({ ended: true });
    const beside = codec('multipart/form-data; boundary=XY; note="alice@example.com"');
    expect(drive(beside, [body([part("a"), "x"])])).toMatchObject({ ended: true });
  });

  it.each([
    ["multipart/form-data; boundary=abc", "abc"],
    ['multipart/form-data; boundary="a b"; x=y', "a b"],
    ["multipart/form-data", undefined],
    ["multipart/form-data; boundary=", undefined],
    ["multipart/form-data; boundary=a; boundary=b", undefined],
    ["multipart/form-data; boundary*0=a; boundary=b", undefined],
    ["multipart/form-data; boundary=----WebKitFormBoundary0a1B", "----WebKitFormBoundary0a1B"],
    [`multipart/form-data; boundary=${"x".repeat(71)}`, undefined],
  ])("reads the boundary of %s", (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary);
  });
});
