/**
 * The chunked transfer coding (RFC 9112, 7.1), decoded as it comes and strictly: CR LF and nothing else ends a line, a size
 * has at most 13 hexadecimal digits. Extensions and trailers are read over, to a limit.
 *
 *   chunk    size [ ";" extension ] CRLF  data  CRLF
 *   last     "0" [ ";" extension ] CRLF  *( trailer CRLF )  CRLF
 */
const cr = 0x0d;
const lf = 0x0a;
const semicolon = 0x3b;
const maxDigits = 13;
const maxPlainDigits = 6;
const maxExtensionBytes = 1024;

type Place = "size" | "extension" | "size-lf" | "data" | "data-cr" | "data-lf" | "trailer" | "trailer-lf" | "done";

export class ChunkedBody {
  #place: Place = "size";
  /** Of the chunk: bytes still to come; digits of its size so far. */
  #left = 0;
  #digits = 0;
  /** Bytes of extensions of this chunk, or of trailers. */
  #extra = 0;
  /** The trailer line has bytes. */
  #inLine = false;
  readonly #maxTrailerBytes: number;

  constructor(maxTrailerBytes: number) {
    this.#maxTrailerBytes = maxTrailerBytes;
  }

  /** Between two chunks. */
  get atBoundary(): boolean {
    return this.#place === "size" && this.#digits === 0;
  }

  get done(): boolean {
    return this.#place === "done";
  }

  /** The data that the last `read` came by: bytes[dataStart, dataEnd) of what it was given. */
  dataStart = 0;
  dataEnd = 0;

  /**
   * Reads bytes[at, ...) up to the end of one stretch of data, if there is one. Returns where it stopped: read on from
   * there, until the end of the bytes or `done`; -1: malformed.
   */
  read(bytes: Uint8Array, at: number): number {
    this.dataStart = 0;
    this.dataEnd = 0;
    while (at < bytes.length) {
      if (this.#place === "size" && this.#digits === 0) at = this.#plainSize(bytes, at);
      if (this.#place === "data") {
        if (at < bytes.length) return this.#data(bytes, at);
      } else if (!this.#take(bytes[at++] ?? 0)) return -1;
      if (this.#place === "done") break;
    }
    return at;
  }

  #data(bytes: Uint8Array, at: number): number {
    const end = Math.min(bytes.length, at + this.#left);
    this.dataStart = at;
    this.dataEnd = end;
    this.#left -= end - at;
    if (this.#left > 0) return end;
    const isPlain = bytes[end] === cr && bytes[end + 1] === lf;
    this.#place = isPlain ? "size" : "data-cr";
    return isPlain ? end + 2 : end;
  }

  /** Most sizes come whole, with nothing behind them. Of another one no byte is read. */
  #plainSize(bytes: Uint8Array, at: number): number {
    let size = 0;
    let next = at;
    for (; next < at + maxPlainDigits; next++) {
      const digit = hexDigit(bytes[next] ?? 0);
      if (digit < 0) break;
      size = size * 16 + digit;
    }
    if (size === 0 || bytes[next] !== cr || bytes[next + 1] !== lf) return at;
    this.#left = size;
    this.#place = "data";
    return next + 2;
  }

  /** A byte of framing. False: malformed. */
  #take(byte: number): boolean {
    switch (this.#place) {
      case "size":
        return this.#size(byte);
      case "extension":
        if (byte === cr) this.#place = "size-lf";
        else if (!isText(byte) || ++this.#extra > maxExtensionBytes) return false;
        return true;
      case "size-lf":
        if (byte !== lf) return false;
        this.#place = this.#left > 0 ? "data" : "trailer";
        this.#digits = 0;
        this.#extra = 0;
        return true;
      case "data-cr":
        this.#place = "data-lf";
        return byte === cr;
      case "data-lf":
        this.#place = "size";
        return byte === lf;
      case "trailer":
        if (byte === cr) this.#place = "trailer-lf";
        else if (!isText(byte) || ++this.#extra > this.#maxTrailerBytes) return false;
        else this.#inLine = true;
        return true;
      case "trailer-lf":
        this.#place = this.#inLine ? "trailer" : "done";
        this.#inLine = false;
        return byte === lf;
      case "data":
      case "done":
        return false;
    }
  }

  #size(byte: number): boolean {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      this.#left = this.#left * 16 + digit;
      return ++this.#digits <= maxDigits;
    }
    if (this.#digits === 0) return false;
    if (byte === cr) this.#place = "size-lf";
    else if (byte === semicolon) this.#place = "extension";
    else return false;
    return true;
  }
}

const isText = (byte: number): boolean => byte === 0x09 || (byte >= 0x20 && byte !== 0x7f);

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
