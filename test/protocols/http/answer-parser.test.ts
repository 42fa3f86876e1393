import { describe, expect, it } from "vitest";
import { AnswerParser } from "../../../src/protocols/http/answer-parser.ts";
import { chunksOf, everySplit } from "../../harness/chunks.ts";

/** What a reader hears: heads, data joined, ends, and what was wrong or left over. */
function parse(method: string, chunks: readonly Uint8Array[], options: { pauseAt?: number; finish?: boolean } = {}) {
  const heard: string[] = [];
  let data = "";
  let wrong: string | undefined;
  let pieces = 0;
  let paused = false;
  const flush = (): void => {
    if (data !== "") heard.push(`data ${data}`);
    data = "";
  };
  const parser = new AnswerParser(
    { headerBytes: 200, headerCount: 4 },
    {
      head(status, headers) {
        heard.push(`head ${status} ${headers.map(([name, value]) => `${name}=${value}`).join(" ")}`);
        return status > 599 ? "odd status" : undefined;
      },
      data(chunk) {
        data += Buffer.from(chunk).toString("latin1");
        if (++pieces === options.pauseAt) paused = true;
      },
      end() {
        flush();
        heard.push("end");
      },
      get paused() {
        return paused;
      },
    },
  );
  parser.begin(method);
  let left = "";
  const write = (bytes: Buffer, at: number): void => {
    const next = parser.write(bytes, at);
    if (typeof next === "string") wrong = next;
    else if (paused) {
      paused = false;
      if (parser.resumed()) left += bytes.subarray(next).toString("latin1");
      else write(bytes, next);
    } else left += bytes.subarray(next).toString("latin1");
  };
  for (const chunk of chunks) if (wrong === undefined) write(Buffer.from(chunk), 0);
  flush();
  const ended = options.finish === true ? parser.finish() : undefined;
  return { heard, wrong, left, keepAlive: parser.keepAlive, idle: parser.idle, ended };
}

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");

const answers: readonly (readonly [
  name: string,
  method: string,
  text: string,
  heard: readonly string[],
  keep: boolean,
])[] = [
  [
    "a length",
    "GET",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    ["head 200 content-length=5", "data hello", "end"],
    true,
  ],
  ["nothing", "GET", "HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", ["head 200 content-length=0", "end"], true],
  [
    "chunks",
    "GET",
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n00a;x="y"\r\n0123456789\r\n0\r\n\r\n',
    ["head 200 transfer-encoding=Chunked", "data hello0123456789", "end"],
    true,
  ],
  [
    "chunks whose sizes are written in all ways",
    "GET",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nA\r\n0123456789\r\n9\r\n\r\n0\r\n\r\nab\r\n000002\r\nhe\r\n0000000000003\r\nllo\r\n1;x\r\n!\r\n0000000\r\n\r\n",
    ["head 200 transfer-encoding=chunked", "data 0123456789\r\n0\r\n\r\nabhello!", "end"],
    true,
  ],
  [
    "trailers",
    "GET",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-T: b\r\nY: c\r\n\r\n",
    ["head 200 transfer-encoding=chunked", "data a", "end"],
    true,
  ],
  [
    "no body for HEAD",
    "HEAD",
    "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n",
    ["head 200 content-length=5", "end"],
    true,
  ],
  [
    "no body with 304",
    "GET",
    "HTTP/1.1 304 N\r\ntransfer-encoding: chunked\r\n\r\n",
    ["head 304 transfer-encoding=chunked", "end"],
    true,
  ],
  [
    "interim answers before it",
    "GET",
    "HTTP/1.1 103 E\r\nlink: a\r\n\r\nHTTP/1.1 100\r\n\r\nHTTP/1.1 204 N\r\nx:\t b \r\n\r\n",
    ["head 204 x=b", "end"],
    true,
  ],
  [
    "a closing word",
    "GET",
    "HTTP/1.1 200 OK\r\nconnection: x, Close\r\ncontent-length: 0\r\n\r\n",
    ["head 200 connection=x, Close content-length=0", "end"],
    false,
  ],
  [
    "an older version",
    "GET",
    "HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\na",
    ["head 200 content-length=1", "data a", "end"],
    false,
  ],
];

describe("an answer", () => {
  it.each(
    answers,
  )("with %s is read, however it is cut and wherever its reader pauses", (_, method, text, heard, keep) => {
    const whole = parse(method, [bytes(text)]);
    expect(whole).toEqual({ heard, wrong: undefined, left: "", keepAlive: keep, idle: true, ended: undefined });
    for (const chunks of everySplit(bytes(text))) expect(parse(method, chunks)).toEqual(whole);
    expect(parse(method, chunksOf(bytes(text), 1))).toEqual(whole);
    for (const pauseAt of [1, 2, 3]) {
      expect(parse(method, [bytes(text)], { pauseAt })).toEqual(whole);
      expect(parse(method, chunksOf(bytes(text), 3), { pauseAt })).toEqual(whole);
    }
  });

  it("that its connection ends is complete by that alone", () => {
    const text = bytes("HTTP/1.1 200 OK\r\n\r\nhello");
    for (const chunks of everySplit(text))
      expect(parse("GET", chunks, { finish: true })).toMatchObject({
        heard: ["head 200 ", "data hello", "end"],
        ended: true,
        keepAlive: false,
      });
    for (const cut of [
      "",
      "HTTP/1.1 2",
      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\na",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n",
    ])
      expect(parse("GET", [bytes(cut)], { finish: true })).toMatchObject({ ended: false, idle: false });
  });

  it("leaves what follows it", () => {
    const text = bytes("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\naHTTP/1.1 200 OK\r\n\r\n");
    expect(parse("GET", [text])).toMatchObject({ left: "HTTP/1.1 200 OK\r\n\r\n", idle: true });
  });

  it.each([
    ["other words", "SSH-2.0-x\r\n\r\n"],
    ["another version", "HTTP/2 200 OK\r\n\r\n"],
    ["a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"],
    ["space before the status", "HTTP/1.1  200 OK\r\n\r\n"],
    ["a lone LF", "HTTP/1.1 200 OK\ncontent-length: 0\r\n\r\n"],
    ["a lone CR", "HTTP/1.1 200 OK\r\nx: a\rb: c\r\n\r\n"],
    ["NUL", "HTTP/1.1 200 OK\r\nx: a\0\r\n\r\n"],
    ["a folded field", "HTTP/1.1 200 OK\r\nx: a\r\n b\r\n\r\n"],
    ["space before the colon", "HTTP/1.1 200 OK\r\nx : a\r\n\r\n"],
    ["an empty name", "HTTP/1.1 200 OK\r\n: a\r\n\r\n"],
    ["no colon", "HTTP/1.1 200 OK\r\nabc\r\n\r\n"],
    ["lengths twice", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\na"],
    ["a list of lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1, 1\r\n\r\na"],
    ["a signed length", "HTTP/1.1 200 OK\r\ncontent-length: +1\r\n\r\na"],
    ["a length with a leading zero", "HTTP/1.1 200 OK\r\ncontent-length: 01\r\n\r\na"],
    ["length and chunks", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["chunks in an older version", "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["another coding", "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n"],
    ["chunked twice", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["another protocol", "HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n"],
    ["endless interim answers", "HTTP/1.1 100 C\r\n\r\n".repeat(33)],
    ["too many fields", `HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(5)}\r\n`],
    ["too large a head", `HTTP/1.1 200 OK\r\nx: ${"a".repeat(200)}\r\n\r\n`],
    ["a head without end", `HTTP/1.1 200 OK\r\nx: ${"a".repeat(400)}`],
    [
      "heads too large together",
      `HTTP/1.1 103 E\r\nx: ${"a".repeat(99)}\r\n\r\nHTTP/1.1 200 OK\r\nx: ${"a".repeat(99)}\r\n\r\n`,
    ],
    ["a refused status", "HTTP/1.1 700 Odd\r\n\r\n"],
  ])("with %s is malformed, however it is cut", (_, text) => {
    const { wrong } = parse("GET", [bytes(text)]);
    expect(wrong).toMatch(/^(?:it |its |odd )/);
    for (const size of [1, 2, 7]) expect(parse("GET", chunksOf(bytes(text), size)).wrong).toBe(wrong);
  });

  it.each([
    "\r\n",
    "g\r\n",
    "-1\r\na\r\n",
    " 1\r\na\r\n0\r\n\r\n",
    "1 \r\na\r\n0\r\n\r\n",
    "0x1\r\na\r\n",
    "1\na\r\n",
    "1\r\nab\r\n",
    "1\r\na\n0\r\n\r\n",
    "1;\n\r\na\r\n",
    "0\r\nx\n\r\n",
    "11111111111111\r\n",
    "5\r\nhello\r0\r\n\r\n",
    "5\r\nhello\n\r0\r\n\r\n",
    "5\r\nhello0\r\n\r\n",
    "5\r\nhello\r\n\r\n",
    "5\rhello",
    "000005\n\rhello",
    `1;${"x".repeat(1025)}\r\na`,
    `0\r\n${"x: y\r\n".repeat(60)}\r\n`,
  ])("with the chunks %j is malformed", (chunks) => {
    const text = `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunks}`;
    for (const size of [text.length, 1])
      expect(parse("GET", chunksOf(bytes(text), size)).wrong).toContain("chunks are malformed");
  });
});
