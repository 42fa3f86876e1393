/** TLS towards clients: what both front ends offer, and the files they read it from. TLS 1.2 and 1.3, forward secrecy only. */
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { failures } from "../../errors.ts";
import type { TlsFiles } from "./listener.ts";

/** The TLS 1.2 suites; TLS 1.3 has only good ones. No 3DES, no RSA key exchange. */
export const TLS_CIPHERS = [
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
].join(":");

/** The certificate chain and its key, known to belong together. */
export function readTlsFiles(files: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } {
  const pair = { cert: readPem(files.cert, "certificate"), key: readPem(files.key, "key") };
  try {
    createSecureContext(pair);
  } catch {
    throw failures.tlsFile("key", files.key, "it does not belong to the certificate, or one of them is damaged");
  }
  return pair;
}

function readPem(path: string, what: "certificate" | "key"): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw failures.tlsFile(what, path, "it cannot be read");
  }
  if (!bytes.includes("-----BEGIN ")) throw failures.tlsFile(what, path, "it is not PEM");
  return bytes;
}
