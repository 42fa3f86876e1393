/**
 * Requests that two HTTP readers could take apart differently, or that are none: what a smuggler, a fuzzer or a broken client
 * sends. Each is followed by a request of its own, so that bytes taken for a second request would be seen.
 */

/** Status that a listener refuses with; "closed": it closes without a word, within 12 s. */
export type Refusal = number | "closed";

export type RefusedRequest = readonly [name: string, bytes: string, node: Refusal, uws: Refusal];

export interface ServedRequest {
  readonly name: string;
  readonly bytes: string;
  /** Method, path and body of every request that reaches the upstream. */
  readonly seen: readonly string[];
  /** Where a listener refuses what is legal; "served" is not said. */
  readonly node?: Refusal;
  readonly uws?: Refusal;
}

const host = "Host: a\r\n";
const type = "Content-Type: application/json\r\n";
const path = "/v1/chat/completions";
const post = (fields: string, body = ""): string => `POST ${path} HTTP/1.1\r\n${host}${type}${fields}\r\n${body}`;
const get = (fields: string, target = "/v1/models"): string => `GET ${target} HTTP/1.1\r\n${fields}\r\n`;
const line = (start: string): string => `${start}\r\n${host}\r\n`;
const chunked = (body: string): string => post("Transfer-Encoding: chunked\r\n", body);
const te = (value: string): string => post(`Transfer-Encoding:${value}\r\n`, "2\r\n{}\r\n0\r\n\r\n");
const cl = (value: string): string => post(`Content-Length:${value}\r\n`, "{}");

const lengths: readonly RefusedRequest[] = [
  ["two lengths that differ", post("Content-Length: 2\r\nContent-Length: 50\r\n", "{}"), 400, 400],
  ["two lengths that agree", post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"), 400, 400],
  ["two lengths, the second in capitals", post("Content-Length: 2\r\nCONTENT-LENGTH: 50\r\n", "{}"), 400, 400],
  ["a list of equal lengths", cl(" 2, 2"), 400, "closed"],
  ["a list of different lengths", cl(" 2, 50"), 400, "closed"],
  ["a list of three lengths", cl(" 2,2,2"), 400, "closed"],
  ["an empty length", cl(""), 400, 400],
  ["a length of a space", cl(" "), 400, 400],
  ["a signed length", cl(" +2"), 400, "closed"],
  ["a negative length", cl(" -2"), 400, "closed"],
  ["a negative zero", cl(" -0"), 400, "closed"],
  ["a length with a leading zero", cl(" 02"), 400, 400],
  ["a length with two zeros", cl(" 00"), 400, 400],
  ["an octal length", cl(" 0o2"), 400, "closed"],
  ["a hexadecimal length", cl(" 0x2"), 400, "closed"],
  ["a length with an underscore", cl(" 1_0"), 400, "closed"],
  ["a length with a space in it", cl(" 1 0"), 400, "closed"],
  ["a length in words", cl(" two"), 400, "closed"],
  ["a fraction as length", cl(" 2.0"), 400, "closed"],
  ["an exponent as length", cl(" 2e0"), 400, "closed"],
  ["a length past 64 bits", cl(" 18446744073709551618"), 400, "closed"],
  ["a length past 2^53", cl(" 9007199254740993"), 400, "closed"],
  ["a length in full-width digits", cl(" \xef\xbc\x92"), 400, 400],
  ["a length in quotes", cl(' "2"'), 400, "closed"],
  ["a length behind a vertical tab", cl(" \x0b2"), 400, "closed"],
  ["a length before a form feed", cl(" 2\x0c"), 400, "closed"],
  ["a length with NUL", cl(" 2\0"), 400, "closed"],
  ["a space before the colon of a length", post("Content-Length : 2\r\n", "{}"), 400, "closed"],
  ["a tab before the colon of a length", post("Content-Length\t: 2\r\n", "{}"), 400, "closed"],
  ["a length on a folded line", post("Content-Length:\r\n 2\r\n", "{}"), 400, "closed"],
];

const codings: readonly RefusedRequest[] = [
  ["length and chunks", post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, "closed"],
  ["chunks and length", post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"), 400, "closed"],
  [
    "length and chunks, and a wish to close",
    post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n", "0\r\n\r\n"),
    400,
    "closed",
  ],
  ["length and a coding nobody knows", post("Content-Length: 2\r\nTransfer-Encoding: x\r\n", "{}"), 400, "closed"],
  ["chunked twice in two fields", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400, 411],
  ["chunked and identity", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"), 400, 411],
  ["chunked twice in one field", te(" chunked, chunked"), 400, 411],
  ["chunked that is not the last", te(" chunked, gzip"), 400, 411],
  ["gzip before chunked", te(" gzip, chunked"), 400, 411],
  ["identity before chunked", te(" identity, chunked"), 400, 411],
  ["identity alone", te(" identity"), 400, 411],
  ["a comma before chunked", te(" , chunked"), 400, 411],
  ["a comma behind chunked", te(" chunked,"), 400, 411],
  ["chunked with a parameter", te(" chunked;q=1"), 400, 411],
  ["a coding that ends in chunked", te(" xchunked"), 400, 411],
  ["a coding that begins with chunked", te(" chunkedx"), 400, 411],
  ["chunked in capitals", te(" CHUNKED"), 400, 411],
  ["chunked in quotes", te(' "chunked"'), 400, 411],
  ["an empty coding", te(""), 400, 411],
  ["chunked behind a vertical tab", te(" \x0bchunked"), 400, "closed"],
  ["chunked before a form feed", te(" chunked\x0c"), 400, "closed"],
  ["chunked with NUL", te(" chunked\0"), 400, "closed"],
  ["chunked on a folded line", te("\r\n chunked"), 400, "closed"],
  ["a space before the colon of a coding", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400, "closed"],
  [
    "a coding in HTTP/1.0",
    `POST ${path} HTTP/1.0\r\n${host}${type}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
    "closed",
  ],
];

const fields: readonly RefusedRequest[] = [
  // uWebSockets.js's own list of fields ends at such a name, and it takes bytes above ASCII around a value for white space.
  ["an empty name that hides the length", post(": x\r\nContent-Length: 2\r\n", "{}"), 400, 400],
  ["an empty name that hides a coding", post(": x\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, 400],
  ["an empty name that hides the host", get(`: x\r\n${host}`), 400, "closed"],
  ["an empty name before nothing", get(`${host}: x\r\n`), 400, 400],
  ["an empty name without a value", get(`${host}:\r\n`), 400, 400],
  ["an empty name before a length", `${get(`${host}: x\r\nContent-Length: 2\r\n`)}{}`, 400, 400],
  ["an empty name behind the length", post("Content-Length: 2\r\n: x\r\n", "{}"), 400, 400],
  ["two empty names", get(`${host}: x\r\n: y\r\n`), 400, 400],
  ["a byte above ASCII before a length", cl(" \xff2"), 400, 400],
  ["a byte above ASCII behind a length", cl(" 2\xa0"), 400, 400],
  ["bytes above ASCII around a host", get("Host: \x80a\xff\r\n"), 400, 400],
  ["a control character before a value", get(`${host}X-A: \x01b\r\n`), 400, "closed"],
  ["a control character behind a value", get(`${host}X-A: b\x01\r\n`), 400, "closed"],
  ["a name of a space", get(`${host} : x\r\n`), 400, "closed"],
  ["a field without a colon", get(`${host}nothing\r\n`), 400, "closed"],
  ["a space before the colon", get(`${host}X-A : b\r\n`), 400, "closed"],
  ["a name with a space", get(`${host}X A: b\r\n`), 400, "closed"],
  ["a name with a slash", get(`${host}X/A: b\r\n`), 400, "closed"],
  ["a name with a letter above ASCII", get(`${host}X-\xe9: b\r\n`), 400, "closed"],
  ["NUL in a name", get(`${host}X\0A: b\r\n`), 400, "closed"],
  ["NUL in a value", get(`${host}X-A: b\0c\r\n`), 400, "closed"],
  ["a control character in a value", get(`${host}X-A: b\x01c\r\n`), 400, "closed"],
  ["DEL in a value", get(`${host}X-A: b\x7fc\r\n`), 400, 400],
  ["CR alone in a value", get(`${host}X-A: b\rX-B: c\r\n`), 400, "closed"],
  ["CR alone for a line end", get(`${host}X-A: b\rTransfer-Encoding: chunked\r\n`), 400, "closed"],
  ["LF alone behind a field", `GET /v1/models HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n`, 400, "closed"],
  ["LF alone for the empty line", `GET /v1/models HTTP/1.1\r\n${host}\n`, 400, "closed"],
  ["a folded field", get(`${host}X-A: b\r\n c\r\n`), 400, "closed"],
  ["a field folded with a tab", get(`${host}X-A: b\r\n\tc\r\n`), 400, "closed"],
  ["a space before the first field", get(` ${host}`), 400, "closed"],
  ["a line of spaces", get(`${host}   \r\n`), 400, "closed"],
  ["no host", get("X-A: b\r\n"), 400, "closed"],
  ["an empty host", get("Host:\r\n"), 400, 400],
  ["two hosts", get("Host: a\r\nHost: b\r\n"), 400, 400],
  ["two hosts that agree", get("Host: a\r\nHost: a\r\n"), 400, 400],
  ["a list of hosts", get("Host: a, b\r\n"), 400, 400],
  ["a host with a path", get("Host: a/b\r\n"), 400, 400],
  ["a host with a user", get("Host: u@a\r\n"), 400, 400],
  ["a host with a port of letters", get("Host: a:x\r\n"), 400, 400],
  ["a host with a space", get("Host: a b\r\n"), 400, 400],
  ["two content types", post("Content-Type: text/plain\r\nContent-Length: 2\r\n", "{}"), 400, 400],
  [
    "two content codings",
    post("Content-Encoding: gzip\r\nContent-Encoding: br\r\nContent-Length: 2\r\n", "{}"),
    400,
    400,
  ],
  ["an expectation nobody meets", get(`${host}Expect: a-miracle\r\n`), 400, 400],
  ["a name too long", get(`${host}${"X".repeat(20_000)}: b\r\n`), 431, 431],
  ["a value too long", get(`${host}X-A: ${"b".repeat(20_000)}\r\n`), 431, 431],
  ["a thousand fields", get(`${host}${"X-A: b\r\n".repeat(1_000)}`), 431, "closed"],
];

const lines: readonly RefusedRequest[] = [
  ["an absolute target", line("GET http://a/v1/models HTTP/1.1"), 400, "closed"],
  ["an absolute target of another host", line("GET http://b/v1/models HTTP/1.1"), 400, "closed"],
  ["an absolute target with a user", line("GET http://u:p@a/v1/models HTTP/1.1"), 400, "closed"],
  ["an authority as target", line("GET a:80 HTTP/1.1"), 400, "closed"],
  ["an asterisk", line("GET * HTTP/1.1"), 400, "closed"],
  ["OPTIONS of everything", line("OPTIONS * HTTP/1.1"), 400, "closed"],
  ["a relative target", line("GET v1/models HTTP/1.1"), 400, "closed"],
  ["no target", line("GET  HTTP/1.1"), 400, "closed"],
  ["a fragment", line("GET /v1/models#a HTTP/1.1"), 400, 400],
  ["a space in the target", line("GET /v1/ models HTTP/1.1"), 400, "closed"],
  ["a tab for a space", line("GET\t/v1/models HTTP/1.1"), 400, "closed"],
  ["a space behind the version", line("GET /v1/models HTTP/1.1 "), 400, "closed"],
  ["a space before the method", line(" GET /v1/models HTTP/1.1"), 400, "closed"],
  ["NUL in the target", line("GET /v1/mod\0els HTTP/1.1"), 400, "closed"],
  ["a control character in the target", line("GET /v1/mod\x01els HTTP/1.1"), 400, "closed"],
  ["a byte above ASCII in the target", line("GET /v1/mod\xe9ls HTTP/1.1"), 400, 400],
  ["a backslash in the target", line("GET /v1\\models HTTP/1.1"), 400, 400],
  ["a path with a dot segment", line("GET /v1/x/../models HTTP/1.1"), 400, 400],
  ["a path with a hidden dot segment", line("GET /v1/x/%2e%2E/models HTTP/1.1"), 400, 400],
  ["a path with a hidden slash", line("GET /v1%2Fmodels HTTP/1.1"), 400, 400],
  ["a path with an overlong dot", line("GET /v1/%c0%ae%c0%ae/models HTTP/1.1"), 400, 400],
  ["a path with CR and LF in escapes", line("GET /v1/models%0d%0aX:%20y HTTP/1.1"), 400, 400],
  ["a path with NUL in an escape", line("GET /v1/models%00 HTTP/1.1"), 400, 400],
  ["a path with half an escape", line("GET /v1/models%4 HTTP/1.1"), 400, 400],
  ["a path escaped twice", line("GET /v1/models%252e HTTP/1.1"), 400, 400],
  ["a target too long", line(`GET /${"a".repeat(20_000)} HTTP/1.1`), 431, 431],
  ["HTTP/1.2", line("GET /v1/models HTTP/1.2"), 400, "closed"],
  ["HTTP/2.0", line("GET /v1/models HTTP/2.0"), 400, "closed"],
  ["HTTP/0.9", "GET /v1/models\r\n\r\n", 400, "closed"],
  ["a version with leading zeros", line("GET /v1/models HTTP/01.01"), 400, "closed"],
  ["a version without its minor", line("GET /v1/models HTTP/1"), 400, "closed"],
  ["a version in small letters", line("GET /v1/models http/1.1"), 400, "closed"],
  ["a version with a space", line("GET /v1/models HTTP/ 1.1"), 400, "closed"],
  ["another protocol's name", line("GET /v1/models HTCPCP/1.1"), 400, "closed"],
  ["LF alone behind the request line", `GET /v1/models HTTP/1.1\n${host}\r\n`, 400, "closed"],
  ["LF alone everywhere", "GET /v1/models HTTP/1.1\nHost: a\n\n", 400, "closed"],
  ["CR alone everywhere", "GET /v1/models HTTP/1.1\rHost: a\r\r", 400, "closed"],
  ["the HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "closed"],
  ["bytes of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, "closed"],
  ["garbage", "\xff\xfe\x00\x80garbage\r\n\r\n", 400, "closed"],
  ["a method in small letters", line("get /v1/models HTTP/1.1"), 400, "closed"],
  ["a method nobody knows", line("BREW /v1/models HTTP/1.1"), 400, "closed"],
  ["a method too long", line(`${"G".repeat(20_000)} /v1/models HTTP/1.1`), 400, "closed"],
  ["a method with a mark", line("GE(T /v1/models HTTP/1.1"), 400, "closed"],
  ["TRACE", line("TRACE /v1/models HTTP/1.1"), 501, 501],
  ["TRACE with a body", `TRACE /v1/models HTTP/1.1\r\n${host}Content-Length: 2\r\n\r\n{}`, 501, 501],
  ["CONNECT", line("CONNECT a:443 HTTP/1.1"), 501, "closed"],
  ["CONNECT without a port", line("CONNECT a: HTTP/1.1"), 501, "closed"],
  ["CONNECT of a path", line("CONNECT /v1/models HTTP/1.1"), 501, 501],
  ["CONNECT with a body", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\nContent-Length: 2\r\n\r\n{}", 501, "closed"],
  [
    "an upgrade to WebSocket",
    get(`${host}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n`),
    501,
    501,
  ],
  [
    "an upgrade to a version nobody speaks",
    get(`${host}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\n`),
    501,
    501,
  ],
  [
    "an upgrade to h2c",
    get(`${host}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n`),
    501,
    501,
  ],
  ["an upgrade that Connection does not name", get(`${host}Upgrade: h2c\r\n`), 501, 501],
  ["an upgrade of a POST", post("Connection: Upgrade\r\nUpgrade: TLS/1.0\r\nContent-Length: 2\r\n", "{}"), 501, 501],
];

/** The head is fine, its chunks are not. More of them: test/protocols/http/listener-malformed.test.ts. */
const chunks: readonly RefusedRequest[] = [
  ["a size that is no number", chunked("zz\r\n{}\r\n0\r\n\r\n"), 400, "closed"],
  ["a negative size", chunked("-2\r\n{}\r\n0\r\n\r\n"), 400, "closed"],
  ["a signed size", chunked("+2\r\n{}\r\n0\r\n\r\n"), 400, "closed"],
  ["a size with its base", chunked("0x2\r\n{}\r\n0\r\n\r\n"), 400, "closed"],
  ["a size with an underscore", chunked("0_2\r\n{}\r\n0\r\n\r\n"), 400, "closed"],
  ["a size past 64 bits", chunked("10000000000000002\r\n{}\r\n0\r\n\r\n"), 400, "closed"],
  ["NUL in an extension", chunked("2;\0\r\n{}\r\n0\r\n\r\n"), 400, 411],
  ["CR alone in an extension", chunked("2;a\rb\r\n{}\r\n0\r\n\r\n"), 400, 411],
  ["an extension of 64 KiB", chunked(`2;${"a".repeat(65_536)}\r\n{}\r\n0\r\n\r\n`), 400, "closed"],
];

export const refusedRequests: readonly RefusedRequest[] = [...lengths, ...codings, ...fields, ...lines, ...chunks];

const once = `POST ${path} {}`;
const models = "GET /v1/models ";

/** Its parser refuses a tab there, those of later versions take it for the space that it is. */
const onNode20 = process.versions.node.startsWith("20.");

/** Legal, or harmless: one meaning, and that one goes upstream, rebuilt. */
export const servedRequests: readonly ServedRequest[] = [
  { name: "a length behind a tab", bytes: cl("\t2"), seen: [once] },
  { name: "a length before spaces", bytes: cl(" 2  "), seen: [once] },
  { name: "a length before a tab", bytes: cl(" 2\t"), seen: [once], ...(onNode20 ? { node: 400 } : {}) },
  { name: "a length without a space", bytes: cl("2"), seen: [once] },
  { name: "chunks", bytes: chunked("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"), seen: [once], uws: 411 },
  {
    name: "chunks with zeros before their size",
    bytes: chunked("0002\r\n{}\r\n000\r\n\r\n"),
    seen: [once],
    uws: 411,
  },
  { name: "chunks with trailers", bytes: chunked("2\r\n{}\r\n0\r\nX-A: b\r\n\r\n"), seen: [once], uws: 411 },
  { name: "chunks with an extension", bytes: chunked('2;a="b"\r\n{}\r\n0\r\n\r\n'), seen: [once], uws: "closed" },
  { name: "an empty line before it", bytes: `\r\n${cl(" 2")}`, seen: [once], uws: "closed" },
  { name: "two spaces before the target", bytes: line("GET  /v1/models HTTP/1.1"), seen: [models], uws: "closed" },
  { name: "two spaces before the version", bytes: line("GET /v1/models  HTTP/1.1"), seen: [models], uws: "closed" },
  { name: "a body of nothing", bytes: get(`${host}Content-Length: 0\r\n`), seen: [models] },
  {
    name: "a name that looks like a length",
    bytes: post("Content_Length: 50\r\nContent-Length: 2\r\n", "{}"),
    seen: [once],
    uws: "closed",
  },
  {
    name: "a name that looks like a coding",
    bytes: post("Transfer_Encoding: chunked\r\nContent-Length: 2\r\n", "{}"),
    seen: [once],
    uws: "closed",
  },
  { name: "bytes above ASCII alone", bytes: get(`${host}X-A: \x80\r\n`), seen: [models], uws: 400 },
  { name: "bytes above ASCII around a value", bytes: get(`${host}X-A: \xe9b\xe9\r\n`), seen: [models], uws: 400 },
];
