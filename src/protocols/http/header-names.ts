/**
 * Header names (RFC 9110, 5.1: tokens) in lower case. Nearly all that come have come before: they are looked up instead of
 * checked again, and everyone who asks for one afterwards asks with the same string. Bounded; a name is kept, never a value.
 */
import { REQUEST_HEADERS, RESPONSE_HEADERS } from "./header-lists.ts";

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const most = 1024;
const longest = 40;

/** By the name as it was written. */
const known = new Map<string, string>();
for (const name of [...REQUEST_HEADERS, ...RESPONSE_HEADERS]) if (TOKEN.test(name)) known.set(name, name);

/** The name in lower case; undefined: it is no token. */
export function headerName(written: string): string | undefined {
  const before = known.get(written);
  if (before !== undefined) return before;
  if (!TOKEN.test(written)) return undefined;
  const lower = written.toLowerCase();
  // Letters and hyphens: what may hold a value of somebody's is not kept.
  if (known.size < most && written.length <= longest && /^[A-Za-z]+(?:-[A-Za-z]+)*$/.test(written))
    known.set(written, known.get(lower) ?? lower);
  return lower;
}
