/** The addresses of a uWebSockets.js listener's clients, as text. */
import { addressOf } from "./remote-address.ts";
import type { UwsHead, UwsRawResponse } from "./uws-native.ts";

/** Only inside the request handler. Most exchanges come from whom the one before came from: that text is made once. */
export function peersOf(head: UwsHead, isSecure: boolean): (response: UwsRawResponse) => string {
  const bytes = new Uint8Array(16);
  let known: Uint8Array | undefined;
  let text = "";
  return (response) => {
    const length = head.peerOf(response, isSecure, bytes);
    if (known === undefined || !begins(bytes, known, length)) {
      known = bytes.slice(0, length);
      text = addressOf(known);
    }
    return text;
  };
}

function begins(bytes: Uint8Array, known: Uint8Array, length: number): boolean {
  if (known.length !== length) return false;
  for (let at = 0; at < length; at++) if (bytes[at] !== known[at]) return false;
  return true;
}
