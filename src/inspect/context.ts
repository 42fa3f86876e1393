/** The engine looks back at most this far: widest `lead`, widest context window. */
const contextBytes = 128;
const noContext = new Uint8Array(0);
const encoder = new TextEncoder();

/** The last bytes of the context, cut at a character: the engine needs no more. */
export function encodeContext(context: string | Uint8Array | undefined): Uint8Array {
  if (context === undefined || context.length === 0) return noContext;
  const bytes = typeof context === "string" ? encoder.encode(context.slice(-contextBytes)) : context;
  if (bytes.length <= contextBytes) return bytes;
  let from = bytes.length - contextBytes;
  while (((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  return bytes.subarray(from);
}
