/**
 * Example values of secret formats, put together from pieces: the source then holds no literal that a secret scanner
 * of a code host takes for a live key. Every value is invented.
 */
export function sample(...pieces: readonly string[]): string {
  return pieces.join("");
}

/** The pattern of a whole number of parts, for expressions that would not fit on a line. */
export function oneOf(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join("|")})`;
}

/** The first two of four digits that are no year of the 20th or 21st century. */
export const noCentury = String.raw`(?:[03-9]\d|1[0-8]|2[1-9])`;

/** Between two fields of a row, of CSV, of SQL or of a table that a terminal draws. */
export const nextField = String.raw`["']?(?:[,;\t]| ?\| ?|, )["']?`;

/** The same, and the spaces that keep columns apart. */
export const nextColumn = String.raw`["']?(?:[,;\t]| ?\| ?|, | {2,10})["']?`;

/** Before a field of a row, or of SQL's values. */
export const field = String.raw`(?:[,;\t|]|\| |\(|, )["']?`;
