/** Bodies in codings, as a hostile client or upstream sends them. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";

export interface Coded {
  readonly name: string;
  /** Fields `content-encoding`, in order. */
  readonly encodings: readonly string[];
  readonly body: Uint8Array;
  /** "whole": it is decoded and redacted; "empty": there is nothing to decode. Else the code it is refused with. */
  readonly outcome: string;
}

const json = '{"model":"m","messages":[{"role":"user","content":"to mallory@example.com, all is well"}]}';
/** Half of it before the value's middle, half behind. */
const [first, second] = [json.slice(0, 55), json.slice(55)];
const gzip = gzipSync(json);
const bomb = `{"a":"${"b".repeat(20 << 20)}"}`;

/** A member with everything that may stand in its header: extra, name, comment, checksum flag off. */
function dressed(text: string): Buffer {
  const plain = gzipSync(text);
  const extra = Buffer.from("mallory@example.com");
  const fields = Buffer.concat([
    Buffer.from([extra.length, 0]),
    extra,
    Buffer.from("mallory@example.com\0mallory@example.com\0"),
  ]);
  const head = Buffer.from(plain.subarray(0, 10));
  head[3] = 0x04 | 0x08 | 0x10;
  return Buffer.concat([head, fields, plain.subarray(10)]);
}

const coded = (name: string, encoding: string, body: Uint8Array, outcome: string): Coded => ({
  name,
  encodings: [encoding],
  body,
  outcome,
});
const zstd = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, json.length, 0x01, 0, 0]), Buffer.from(json)]);

export const codings: readonly Coded[] = [
  coded("gzip", "gzip", gzip, "whole"),
  coded("gzip in other letters", "GZip", gzip, "whole"),
  coded("gzip by its old name", "x-gzip", gzip, "whole"),
  coded("deflate in zlib's format", "deflate", deflateSync(json), "whole"),
  coded("members that cut a value", "gzip", Buffer.concat([gzipSync(first), gzipSync(second)]), "whole"),
  coded("a member for each byte", "gzip", Buffer.concat([...json].map((byte) => gzipSync(byte))), "whole"),
  coded("empty members around it", "gzip", Buffer.concat([gzipSync(""), gzip, gzipSync("")]), "whole"),
  coded(
    "thousands of empty members",
    "gzip",
    Buffer.concat([...Array<Buffer>(5_000).fill(gzipSync("")), gzip]),
    "whole",
  ),
  coded("a member whose header holds a value", "gzip", dressed(json), "whole"),
  coded("stored blocks", "gzip", gzipSync(json, { level: 0 }), "whole"),
  coded("identity by name", "identity", Buffer.from(json), "whole"),
  coded("raw deflate", "deflate", deflateRawSync(json), "malformed-coding"),
  coded("gzip said to be deflate", "deflate", gzip, "malformed-coding"),
  coded("deflate said to be gzip", "gzip", deflateSync(json), "malformed-coding"),
  coded("plain text said to be gzip", "gzip", Buffer.from(json), "malformed-coding"),
  coded("gzip said to be nothing", "identity", gzip, "refused"),
  coded(
    "bytes behind the last member",
    "gzip",
    Buffer.concat([gzip, Buffer.from("mallory@example.com")]),
    "malformed-coding",
  ),
  coded("zeros behind the last member", "gzip", Buffer.concat([gzip, Buffer.alloc(64)]), "malformed-coding"),
  coded("half a member behind the last", "gzip", Buffer.concat([gzip, gzip.subarray(0, 12)]), "malformed-coding"),
  coded("a member cut off", "gzip", gzip.subarray(0, -5), "malformed-coding"),
  coded("a checksum that is wrong", "gzip", Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(8)]), "malformed-coding"),
  coded(
    "deflate with bytes behind it",
    "deflate",
    Buffer.concat([deflateSync(json), Buffer.from("x")]),
    "malformed-coding",
  ),
  coded("nothing at all", "gzip", Buffer.alloc(0), "empty"),
  coded("a bomb", "gzip", gzipSync(bomb), "inflate-ratio"),
  coded("a bomb in deflate", "deflate", deflateSync(bomb), "inflate-ratio"),
  coded(
    "a bomb of many members",
    "gzip",
    Buffer.concat(Array<Buffer>(40).fill(gzipSync("b".repeat(1 << 20)))),
    "inflate-ratio",
  ),
  coded("a bomb in a bomb", "gzip", gzipSync(gzipSync(bomb)), "refused"),
  coded("gzip twice, said once", "gzip", gzipSync(gzip), "refused"),
  coded("gzip twice", "gzip, gzip", gzipSync(gzip), "unsupported-coding"),
  coded("gzip and identity", "gzip, identity", gzip, "unsupported-coding"),
  coded("brotli", "br", brotliCompressSync(json), "unsupported-coding"),
  coded("zstd", "zstd", zstd, "unsupported-coding"),
  coded("compress", "compress", Buffer.from(json), "unsupported-coding"),
  coded("a coding nobody knows", "aes128gcm", Buffer.from(json), "unsupported-coding"),
  coded("a coding with a parameter", "gzip;q=1", gzip, "unsupported-coding"),
  coded("a coding with a value in it", "mallory@example.com", Buffer.from(json), "unsupported-coding"),
  {
    name: "two codings in two fields",
    encodings: ["gzip", "gzip"],
    body: gzipSync(gzip),
    outcome: "twice",
  },
  {
    name: "identity and gzip in two fields",
    encodings: ["identity", "gzip"],
    body: gzip,
    outcome: "twice",
  },
  { name: "gzip and brotli in two fields", encodings: ["gzip", "br"], body: gzip, outcome: "twice" },
];
