/**
 * The columns of a CSV body that are values by their header, laid over the text that detectors read as ever:
 *
 *   alice,"a ""b""",7     the text's own lane: all of it
 *        ^^       ^^      the frame of a named column, which stays whatever is found: quotes, delimiters, line ends
 *          [ lane ]       its content, a lane in which only the field counts
 *
 * Where both lanes have an edit the column's holds; what else a detector's match covers is redacted as it would be without.
 *
 * The header is the first record that is not empty. It is no value itself, and nothing leaves until the delimiter is known.
 */
import { failures, type SluiceError } from "../../../errors.ts";
import type { FieldNames } from "../../../inspect/field-names.ts";
import type { Edit, Inspection, Lane } from "../../../inspect/inspection.ts";
import { DelimiterGuess } from "./csv-delimiter.ts";
import { CsvLexer, type CsvToken, QUOTE } from "./csv-lexer.ts";
import { EditQueue } from "./edit-queue.ts";
import type { TextOverlay } from "./text-codec.ts";

export interface CsvColumnsOptions {
  readonly inspection: Inspection;
  readonly fields: FieldNames;
  readonly source: "client" | "upstream";
  /** Undefined: told by the first line. */
  readonly delimiter: number | undefined;
  /** Of everything up to the end of the header. */
  readonly maxHeaderBytes: number;
}

/** Bytes [start, end) that stay as they are. */
interface Frame {
  readonly start: number;
  end: number;
  readonly lane?: undefined;
}

/** Bytes [start, end) that are content of a named column. */
interface Content {
  readonly start: number;
  end: number;
  readonly lane: Lane;
  /** The lane's; undefined: it has none, so the text's own are those that count here. */
  edits: EditQueue | undefined;
}

const pieceBytes = 4096;
const quote = Uint8Array.of(QUOTE);
const unheard = (): void => {};

export class CsvColumns implements TextOverlay {
  readonly #options: CsvColumnsOptions;
  /** Until the delimiter is known. */
  #guess: DelimiterGuess | undefined;
  #lexer: CsvLexer | undefined;
  /** What the lexer reads, and its offset. */
  #chunk: Uint8Array = quote;
  #base = 0;
  /** Behind the header: what the lexer has yet to read. */
  readonly #unread: Uint8Array[] = [];
  #ending = false;
  /** Bytes of the header so far, at least. */
  #headerBytes = 0;
  /** Its cells so far, and the content of the one that is read. */
  #names: string[] = [];
  #name: Buffer[] = [];
  /** The field of each column, none if no column has one; undefined: the header has not ended. */
  #columns: readonly (number | undefined)[] | undefined;
  /** In order; those before `#at` are gone. */
  readonly #zones: (Frame | Content)[] = [];
  /** The content that may go on. */
  #open: Content | undefined;
  /** Of the text's own lane. */
  readonly #edits = new EditQueue();
  /** Up to here edits were laid. */
  #at = 0;

  constructor(options: CsvColumnsOptions) {
    this.#options = options;
    if (options.delimiter === undefined) this.#guess = new DelimiterGuess();
    else this.#begin(options.delimiter, 0);
  }

  /** The header is read as it comes, so that one that is too long is refused at the same byte however it is cut. */
  read(bytes: Uint8Array): number {
    const left = this.#columns === undefined ? this.#options.maxHeaderBytes - this.#headerBytes : 0;
    const header = bytes.subarray(0, left);
    this.#headerBytes += header.length;
    if (header.length > 0) this.#readHeader(header);
    if (this.#columns === undefined) return header.length;
    if (!this.#idle && header.length < bytes.length) this.#unread.push(bytes.subarray(header.length));
    return bytes.length;
  }

  get refusal(): SluiceError {
    return failures.csvHeaderTooLong(this.#options.source, this.#options.maxHeaderBytes);
  }

  end(): void {
    this.#beginGuessed();
    this.#ending = true;
  }

  lay(edits: readonly Edit[], released: number): { readonly edits: readonly Edit[]; readonly released: number } {
    this.#edits.push(edits);
    const out: Edit[] = [];
    let to: number;
    do {
      to = this.#decided(released);
      while (this.#at < to) this.#at = this.#layNext(to, out);
    } while (this.#lexNext(released));
    return { edits: out, released: to };
  }

  /** No column is named: the rest is text like any other. */
  get #idle(): boolean {
    return this.#columns?.length === 0;
  }

  /** Up to where everything is known, of the text and of its columns. */
  #decided(released: number): number {
    if (this.#idle) return released;
    const told = Math.min(released, this.#lexer?.told ?? 0);
    return this.#open === undefined ? told : Math.min(told, this.#open.start + this.#open.lane.released);
  }

  /** Puts the edits of the next stretch that is all zone, or none, behind `out`; where it ends, at most at `to`. */
  #layNext(to: number, out: Edit[]): number {
    const from = this.#at;
    while (this.#zones[0] !== undefined && this.#zones[0].end <= from) this.#zones.shift();
    const zone = this.#zones[0];
    if (zone === undefined || zone.start > from) {
      const end = Math.min(to, zone?.start ?? to);
      this.#edits.take(from, end, out);
      return end;
    }
    const end = Math.min(to, zone.end);
    if (zone.lane === undefined) return end;
    const own = zone.lane.takeEdits();
    if (own.length > 0) {
      zone.edits ??= new EditQueue();
      zone.edits.push(own, zone.start);
    }
    (zone.edits ?? this.#edits).take(from, end, out);
    return end;
  }

  /** Reads a little more of what the text's lane has released; false: there is no more. Zones of a whole body would take many times its size. */
  #lexNext(released: number): boolean {
    if (this.#options.inspection.stopped !== undefined) return false;
    const [next] = this.#unread;
    if (next === undefined) return this.#lexEnd();
    const length = Math.min(next.length, pieceBytes, released - this.#base);
    if (length <= 0) return false;
    if (length === next.length) this.#unread.shift();
    else this.#unread[0] = next.subarray(length);
    this.#lex(next.subarray(0, length));
    return true;
  }

  #lexEnd(): boolean {
    if (!this.#ending) return false;
    this.#ending = false;
    this.#lexer?.end();
    this.#closeContent();
    return true;
  }

  #readHeader(bytes: Uint8Array): void {
    if (this.#guess === undefined) this.#lex(bytes);
    else if (this.#guess.write(bytes)) this.#beginGuessed();
  }

  #beginGuessed(): void {
    const guess = this.#guess;
    if (guess === undefined) return;
    this.#guess = undefined;
    const { byte, headerStart } = guess.answer();
    this.#begin(byte, headerStart);
    this.#lex(guess.bytes.subarray(headerStart));
  }

  #begin(delimiter: number, at: number): void {
    this.#base = at;
    this.#lexer = new CsvLexer(delimiter, at, (token, column, start, end) => {
      if (this.#columns === undefined) this.#seeHeader(token, start, end);
      else this.#see(this.#columns, token, column, start, end);
    });
  }

  #lex(bytes: Uint8Array): void {
    this.#chunk = bytes;
    this.#lexer?.write(bytes);
    this.#base += bytes.length;
    this.#chunk = quote;
  }

  #seeHeader(token: CsvToken, start: number, end: number): void {
    if (token === "content") this.#name.push(Buffer.from(this.#bytesOf(start, end)));
    if (token === "quote" || token === "content") return;
    this.#names.push(Buffer.concat(this.#name).toString().trim());
    this.#name = [];
    if (token === "delimiter") return;
    // An empty line is no record.
    if (this.#names.length > 1 || this.#names[0] !== "") {
      const columns = this.#names.map((name) => this.#options.fields.of(name));
      this.#columns = columns.some((field) => field !== undefined) ? columns : [];
    }
    this.#names = [];
  }

  #see(columns: readonly (number | undefined)[], token: CsvToken, column: number, start: number, end: number): void {
    const field = columns[column];
    if (token === "content") {
      if (field !== undefined) this.#content(field, start, end);
      return;
    }
    this.#closeContent();
    const next = token === "delimiter" ? columns[column + 1] : token === "lineEnd" ? columns[0] : undefined;
    if (field !== undefined || next !== undefined) this.#frame(start, end);
  }

  #frame(start: number, end: number): void {
    const last = this.#zones.at(-1);
    if (last !== undefined && last.lane === undefined && last.end === start) last.end = end;
    else this.#zones.push({ start, end });
  }

  #content(field: number, start: number, end: number): void {
    this.#open ??= this.#openContent(field, start);
    this.#open.end = end;
    this.#open.lane.push(this.#bytesOf(start, end));
  }

  #openContent(field: number, start: number): Content {
    const lane = this.#options.inspection.open({ name: "csv.column", field, overlay: true, progress: unheard });
    const zone = { start, end: start, lane, edits: undefined };
    this.#zones.push(zone);
    return zone;
  }

  #closeContent(): void {
    this.#open?.lane.end();
    this.#open = undefined;
  }

  /** The first of a doubled quote may have been the last byte of the chunk before. */
  #bytesOf(start: number, end: number): Uint8Array {
    const bytes = this.#chunk.subarray(Math.max(0, start - this.#base), end - this.#base);
    return start < this.#base ? Buffer.concat([quote, bytes]) : bytes;
  }
}
