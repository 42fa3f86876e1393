/** What a header value may be made of (RFC 9110, 5.5), as Latin-1 text. */

/** Tabs, and what is printed: no control character. */
export const isFieldValue = (value: string): boolean => isMadeOf(value, 0xff);
/** The same without the bytes above ASCII. */
export const isAsciiValue = (value: string): boolean => isMadeOf(value, 0x7e);

/** A loop: nearly all are short, and a pattern costs as much to be begun as most of them to be read. */
function isMadeOf(value: string, most: number): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f || code > most) return false;
  }
  return true;
}

/**
 * The value as readers take it that undo quoted pairs (RFC 9110, 5.6.4: `"a\@b"` is `a@b`), where that says anything else; undefined
 * where it does not. Pairs that must be (`\"`, `\\`) stay.
 */
export function withoutQuotedPairs(value: string): string | undefined {
  if (!value.includes("\\") || !value.includes('"')) return undefined;
  const read = value.replace(/\\(?:["\\]|(.))/gs, (pair, needless?: string) => needless ?? pair);
  return read === value ? undefined : read;
}

/** Parameters in pieces (RFC 2231, 3: `filename*0="a"; filename*1="b"`), which some readers put together. */
export const hasPieces = (value: string): boolean => /;\s*[!#$%&'+.^_`|~0-9A-Za-z-]+\*\d+\*?\s*=/.test(value);
