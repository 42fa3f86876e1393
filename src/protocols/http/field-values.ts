/**
 * What a header value may be made of (RFC 9110, 5.5), as Latin-1 text. Constants, not literals where they are used: each time a literal
 * is come to, another object is made of it.
 */
export const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Without the bytes above ASCII. */
export const ASCII_VALUE = /^[\t\x20-\x7e]*$/;
