/**
 * Answers of an upstream that lies: framing that two readers could take apart differently, bytes nobody asked for, and values
 * in every place that is not the body. VALUE stands for a value; an answer that is one at all may not show it.
 */
export const VALUE = "mallory@example.com";

export type LyingAnswer = readonly [name: string, bytes: string, status: number, code: string];

const type = "content-type: application/json\r\n";
const ok = "HTTP/1.1 200 OK\r\n";
const evil = `${ok}content-length: 4\r\n\r\nevil`;
const withFields = (fields: string, body = "{}"): string => `${ok}${type}${fields}\r\n${body}`;
const chunked = (body: string): string => withFields("transfer-encoding: chunked\r\n", body);
const malformed = (name: string, bytes: string): LyingAnswer => [name, bytes, 502, "upstream-malformed"];

export const lyingAnswers: readonly LyingAnswer[] = [
  malformed("two lengths that differ", withFields("content-length: 2\r\ncontent-length: 50\r\n")),
  malformed("two lengths that agree", withFields("content-length: 2\r\nContent-Length: 2\r\n")),
  malformed("a list of lengths", withFields("content-length: 2, 2\r\n")),
  malformed("an empty length", withFields("content-length:\r\n")),
  malformed("a signed length", withFields("content-length: +2\r\n")),
  malformed("a negative length", withFields("content-length: -2\r\n")),
  malformed("a length with a leading zero", withFields("content-length: 02\r\n")),
  malformed("a hexadecimal length", withFields("content-length: 0x2\r\n")),
  malformed("a length past 2^53", withFields("content-length: 90071992547409930\r\n")),
  malformed("length and chunks", withFields("content-length: 2\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n")),
  malformed("chunks twice", withFields("transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n")),
  malformed("chunks that are not the last coding", withFields("transfer-encoding: chunked, gzip\r\n", "0\r\n\r\n")),
  malformed("identity as coding", withFields("transfer-encoding: identity\r\n")),
  malformed("an empty coding", withFields("transfer-encoding:\r\n")),
  malformed("chunks in HTTP/1.0", `HTTP/1.0 200 OK\r\n${type}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  malformed("a chunk size that is no number", chunked("zz\r\n{}\r\n0\r\n\r\n")),
  malformed("a chunk size with its base", chunked("0x2\r\n{}\r\n0\r\n\r\n")),
  malformed("a signed chunk size", chunked("+2\r\n{}\r\n0\r\n\r\n")),
  malformed("a chunk size past 2^53", chunked("ffffffffffffffff2\r\n{}\r\n0\r\n\r\n")),
  malformed("a chunk longer than its size", chunked("1\r\n{}\r\n0\r\n\r\n")),
  malformed("a chunk that ends in LF", chunked("2\r\n{}\n0\r\n\r\n")),
  malformed("a size that ends in LF", chunked("2\n{}\r\n0\r\n\r\n")),
  malformed("a size that ends in CR", chunked("2\r{}\r\n0\r\n\r\n")),
  malformed("LF in an extension", chunked("2;a\n{}\r\n0\r\n\r\n")),
  malformed("an extension without end", chunked(`2;${"a".repeat(5_000)}\r\n{}\r\n0\r\n\r\n`)),
  malformed("a trailer that ends in LF", chunked("2\r\n{}\r\n0\r\na: b\n\r\n")),
  malformed("trailers without end", chunked(`2\r\n{}\r\n0\r\n${"a: b\r\n".repeat(20_000)}\r\n`)),
  malformed("LF alone for line ends", `${ok}${type}content-length: 2\n\n{}`),
  malformed("CR alone in a field", withFields(`x-request-id: ${VALUE}\rcontent-length: 2\r\n`)),
  malformed("NUL in a field", withFields(`x-request-id: a\0${VALUE}\r\ncontent-length: 2\r\n`)),
  malformed("a folded field", withFields(`x-request-id: a\r\n ${VALUE}\r\ncontent-length: 2\r\n`)),
  malformed("a space before a colon", withFields("content-length : 2\r\n")),
  malformed("an empty name", withFields(`: ${VALUE}\r\ncontent-length: 2\r\n`)),
  malformed("a field without a colon", withFields(`${VALUE}\r\ncontent-length: 2\r\n`)),
  malformed("a header too large", withFields(`x-request-id: ${VALUE.repeat(5_000)}\r\ncontent-length: 2\r\n`)),
  malformed("a thousand fields", withFields(`${"a: b\r\n".repeat(1_000)}content-length: 2\r\n`)),
  malformed("an empty line before it", `\r\n${withFields("content-length: 2\r\n")}`),
  malformed("HTTP/2", `HTTP/2 200 OK\r\n${type}content-length: 2\r\n\r\n{}`),
  malformed("HTTP/1.2", `HTTP/1.2 200 OK\r\n${type}content-length: 2\r\n\r\n{}`),
  malformed("HTTP/0.9", `<html>${VALUE}</html>\r\n\r\n`),
  malformed("a status of two digits", `HTTP/1.1 20 OK\r\n${type}content-length: 2\r\n\r\n{}`),
  malformed("a status of four digits", `HTTP/1.1 2000 OK\r\n${type}content-length: 2\r\n\r\n{}`),
  malformed("a status above 599", `HTTP/1.1 600 Odd\r\n${type}content-length: 2\r\n\r\n{}`),
  malformed("CR in its reason", `HTTP/1.1 200 O\rK\r\n${type}content-length: 2\r\n\r\n{}`),
  malformed("another protocol", "HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n"),
  malformed("interim answers without end", "HTTP/1.1 100 Continue\r\n\r\n".repeat(200)),
  malformed("an interim answer too large", `HTTP/1.1 103 E\r\nlink: ${VALUE.repeat(5_000)}\r\n\r\n${evil}`),
  malformed(
    "a part",
    `HTTP/1.1 206 Partial Content\r\n${type}content-range: bytes 0-1/9\r\ncontent-length: 2\r\n\r\n{}`,
  ),
  [
    "a redirect past the gateway",
    `HTTP/1.1 307 T\r\nlocation: https://evil.example/${VALUE}\r\ncontent-length: 0\r\n\r\n`,
    502,
    "redirect-refused",
  ],
  [
    "a redirect to no URL",
    `HTTP/1.1 308 P\r\nlocation: http://[${VALUE}\r\ncontent-length: 0\r\n\r\n`,
    502,
    "redirect-refused",
  ],
  ["no framing at all, and a reset", `${ok}${type}\r\n{"a":"${VALUE}"`, 502, "upstream-reset"],
];

export interface OddAnswer {
  readonly name: string;
  readonly method?: string;
  readonly bytes: string;
  readonly status: number;
  readonly body: string;
  /** Fields of the answer, as the client gets them. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
}

const shown = "<EMAIL_ADDRESS>";
const whole = (fields: string, start = ok): string => `${start}${type}${fields}content-length: 2\r\n\r\n{}`;
const field = (name: string, value: string, expected: string | undefined): OddAnswer => ({
  name: `${name}: ${value}`,
  bytes: whole(`${name}: ${value}\r\n`),
  status: 200,
  body: "{}",
  fields: { [name]: expected },
});

/** Answers that are taken, and what is left of them. Each is followed by a second answer, which is nobody's. */
export const oddAnswers: readonly OddAnswer[] = [
  { name: "a value as its reason", bytes: whole("", `HTTP/1.1 200 ${VALUE}\r\n`), status: 200, body: "{}" },
  { name: "no reason", bytes: whole("", "HTTP/1.1 200\r\n"), status: 200, body: "{}" },
  {
    name: "early hints with a value",
    bytes: `HTTP/1.1 103 Early Hints\r\nlink: </${VALUE}>; rel=preload\r\n\r\n${whole("")}`,
    status: 200,
    body: "{}",
    fields: { link: undefined },
  },
  {
    name: "trailers with a value, a length and a coding",
    bytes: `${ok}${type}transfer-encoding: chunked\r\ntrailer: x\r\n\r\n2\r\n{}\r\n0\r\nx: ${VALUE}\r\ncontent-length: 50\r\ntransfer-encoding: x\r\n\r\n`,
    status: 200,
    body: "{}",
    fields: { trailer: undefined, x: undefined },
  },
  {
    name: "a value in a chunk's extension",
    bytes: `${ok}${type}transfer-encoding: chunked\r\n\r\n2;a="${VALUE}"\r\n{}\r\n0;${VALUE}\r\n\r\n`,
    status: 200,
    body: "{}",
  },
  {
    name: "204 with a body",
    bytes: `HTTP/1.1 204 N\r\n${type}content-length: 19\r\n\r\n${VALUE}`,
    status: 204,
    body: "",
  },
  {
    name: "304 with a body",
    bytes: `HTTP/1.1 304 N\r\n${type}content-length: 19\r\n\r\n${VALUE}`,
    status: 304,
    body: "",
  },
  {
    name: "204 in chunks",
    bytes: `HTTP/1.1 204 N\r\n${type}transfer-encoding: chunked\r\n\r\n13\r\n${VALUE}\r\n0\r\n\r\n`,
    status: 204,
    body: "",
  },
  {
    name: "a body for HEAD",
    method: "HEAD",
    bytes: `${ok}${type}content-length: 19\r\n\r\n${VALUE}`,
    status: 200,
    body: "",
  },
  field("link", `<https://a.example/${VALUE}>; rel=next`, `<https://a.example/${shown}>; rel=next`),
  field("x-request-id", VALUE, shown),
  field("x-ms-note", `to ${VALUE}, ${VALUE}`, `to ${shown}, ${shown}`),
  field("www-authenticate", `Basic realm="${VALUE}"`, `Basic realm="${shown}"`),
  field("content-disposition", `attachment; filename="${VALUE}"`, `attachment; filename="${shown}"`),
  field("content-disposition", `attachment; filename="${VALUE.replace("@", "\\@")}"`, undefined),
  field("content-disposition", 'attachment; filename="C:\\notes\\a.txt"', 'attachment; filename="C:\\notes\\a.txt"'),
  field(
    "content-disposition",
    `attachment; filename*0="${VALUE.slice(0, 5)}"; filename*1="${VALUE.slice(5)}"`,
    undefined,
  ),
  field("www-authenticate", `Basic realm="${VALUE.replace(/./g, "\\$&")}"`, undefined),
  field("retry-after", VALUE, shown),
  field("etag", `"${VALUE}"`, undefined),
  field("server", VALUE, undefined),
  field("alt-svc", `h2="${VALUE}:443"`, undefined),
  field("refresh", `0;url=https://evil.example/${VALUE}`, undefined),
  field("x-sluice-exchange", VALUE, undefined),
  field("proxy-authenticate", VALUE, undefined),
  field("keep-alive", `timeout=5, x=${VALUE}`, undefined),
  field("connection", "content-type", undefined),
  {
    name: "a location with a value, where nobody follows",
    bytes: `HTTP/1.1 201 C\r\n${type}location: https://a.example/${VALUE}\r\ncontent-length: 2\r\n\r\n{}`,
    status: 201,
    body: "{}",
    fields: { location: `https://a.example/${shown}` },
  },
  {
    name: "a redirect below the upstream, with a value in its path and query",
    bytes: `HTTP/1.1 307 T\r\nlocation: /v1/x/${VALUE}?a=${VALUE}\r\ncontent-length: 0\r\n\r\n`,
    status: 307,
    body: "",
    fields: { location: "/v1/x/%3CEMAIL_ADDRESS%3E?a=%3CEMAIL_ADDRESS%3E" },
  },
  {
    name: "CR and LF in escapes in a redirect",
    bytes: "HTTP/1.1 201 C\r\nlocation: /v1/x%0d%0aset-cookie:%20a=b\r\ncontent-length: 0\r\n\r\n",
    status: 201,
    body: "",
    fields: { "set-cookie": undefined },
  },
];
