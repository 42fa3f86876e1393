/** Text forms of addresses: one spelling per peer, so that rules and records can compare them. Pure. */

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** An IPv4 peer on a dual-stack socket is written as IPv4. */
export function plainAddress(address: string): string {
  return MAPPED.exec(address)?.[1] ?? address;
}

/** 4 or 16 network-order bytes as text. */
export function addressOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return dotted(bytes, 0);
  if (bytes.length !== 16) return "unknown";
  if (isMapped(bytes)) return dotted(bytes, 12);
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push((((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0)).toString(16));
  const text = groups.join(":");
  // The longest run of zero groups is written `::`, as node:net does.
  let longest = "";
  for (const run of text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)) if (run[0].length > longest.length) longest = run[0];
  if (longest === "") return text;
  const at = text.indexOf(longest);
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, "")}`;
}

const dotted = (bytes: Uint8Array, at: number): string =>
  `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;

function isMapped(bytes: Uint8Array): boolean {
  for (let at = 0; at < 10; at++) if (bytes[at] !== 0) return false;
  return bytes[10] === 0xff && bytes[11] === 0xff;
}

/** Whether a listening host is reachable from this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  return name === "localhost" || name === "::1" || /^127(?:\.\d{1,3}){3}$/.test(plainAddress(name));
}
