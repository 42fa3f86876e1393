/**
 * Loads uWebSockets.js, and only its native code. The package falls back to a slow JavaScript imitation with other
 * rules when its binary does not load; that is refused here. The types are what this gateway uses of it, no more.
 *
 * What its parser read of a head is told by an addon of ours (native/uws-head.cc), also what it does not show. It knows this build of
 * uWebSockets.js and Node from the inside, so any other is refused.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { builtFile } from "../../built-file.ts";
import type { ClientSocket } from "../../inspect/pump.ts";

/** A request's answer. Valid until it is ended or `onAborted` is called; touching it later throws. */
export interface UwsRawResponse {
  onAborted(listener: () => void): void;
  onData(listener: (chunk: ArrayBuffer, last: boolean) => void): void;
  onWritable(listener: (offset: number) => boolean): void;
  cork(work: () => void): void;
  writeStatus(status: string): void;
  writeHeader(name: string, value: string | Uint8Array): void;
  /** One chunk of a chunked answer; false when some of it is kept in uWS's own memory. */
  write(chunk: Uint8Array): boolean;
  /** A piece of an answer of known length, taken as far as the socket takes it. */
  tryEnd(chunk: Uint8Array, total: number): [ok: boolean, done: boolean];
  getWriteOffset(): number;
  end(body?: Uint8Array, closeConnection?: boolean): void;
  endWithoutBody(): void;
  pause(): void;
  resume(): void;
  close(): void;
}

/** Valid only inside the handler, before it returns. The gateway reads it by UwsHead. */
export interface UwsRequest {
  getCaseSensitiveMethod(): string;
  getUrl(): string;
  forEach(visit: (name: string, value: string) => void): void;
}

export interface UwsApp {
  any(pattern: string, handler: (response: UwsRawResponse, request: UwsRequest) => void): void;
  listen(host: string, port: number, options: number, done: (token: unknown) => void): void;
  close(): void;
}

export interface UwsModule {
  App(): UwsApp;
  SSLApp(options: { key_file_name: string; cert_file_name: string; ssl_ciphers: string }): UwsApp;
  us_socket_local_port(token: unknown): number;
  us_listen_socket_close(token: unknown): void;
}

export interface UwsHead {
  /**
   * A request's head in one call: what is wrong with it ("" if nothing is), the method, the target, and of each field the name, in
   * lower case, and the value. Throws a TypeError for anything but a request that is being handled.
   */
  headOf(request: UwsRequest): readonly string[];
  /**
   * Writes the peer's address into `bytes`, which are 16, in network order: 4 bytes or 16, and none when the peer is gone.
   * Returns how many. Throws a TypeError for anything but a response that is not ended.
   */
  peerOf(response: UwsRawResponse, isSecure: boolean, bytes: Uint8Array): number;
  /** The socket of a response without TLS, good until that is ended. Throws a TypeError for anything but one that is not. */
  socketOf(response: UwsRawResponse): ClientSocket;
  /** Writes bytes to it as they are; how many of them it took. Throws as `socketOf` does. */
  writeTo(response: UwsRawResponse, bytes: Uint8Array): number;
}

/** What the addon has besides. */
interface UwsHeadAddon extends UwsHead {
  /** The number of the Node that it was built for. */
  readonly modules: number;
  /** Finds in the binary of uWebSockets.js, which is loaded, what the others call; false where it is not there. */
  socketsBy(path: string): boolean;
}

export type UwsLoad =
  | { readonly kind: "native"; readonly uws: UwsModule; readonly head: UwsHead }
  | { readonly kind: "unavailable"; readonly why: string };

const knownVersion = "20.30.0-unofficial.0";

let loaded: UwsLoad | null = null;

/** The native module, or a sentence's end on why there is none. Loaded once. */
export function loadUws(): UwsLoad {
  loaded ??= load();
  return loaded;
}

function load(): UwsLoad {
  const module = /^(?:true|1)$/i.test(process.env.UWS_USE_FALLBACK ?? "") ? "fallback" : requireQuietly();
  const why = loadProblem(module);
  if (why !== null) return { kind: "unavailable", why };
  const head = loadHead();
  if (typeof head === "string") return { kind: "unavailable", why: head };
  const native = module as Record<string, unknown>;
  // Without this every answer carries a `uWebSockets` header.
  if (typeof native._cfg === "function") native._cfg("silent");
  return { kind: "native", uws: native as unknown as UwsModule, head };
}

/** The addon that looks into its requests, or a sentence's end on why there is none. */
function loadHead(): UwsHead | string {
  const require = createRequire(import.meta.url);
  try {
    const { version } = require("uWebSockets.js/package.json") as { readonly version: string };
    const head = require(builtFile("../build/Release/uws_head.node")) as UwsHeadAddon;
    const { platform, arch, versions } = process;
    const binary = join(
      require.resolve("uWebSockets.js"),
      `../../binaries/uws_${platform}_${arch}_${versions.modules}.node`,
    );
    const why = headProblem(version, String(head.modules));
    return (
      why ??
      (head.socketsBy(binary) ? head : "its binary does not have the functions of sockets that uws_head.node calls")
    );
  } catch {
    return "build/Release/uws_head.node cannot be loaded (npm run setup builds it)";
  }
}

/** Why requests of that version, in a Node whose addons have that number, are not those that it knows; null when they are. */
export function headProblem(version: string, modules: string): string | null {
  if (version !== knownVersion) return `its version is ${version}, and only ${knownVersion} is known from the inside`;
  if (modules === process.versions.modules) return null;
  return `uws_head.node was built for another Node than ${process.versions.node} (npm run setup builds it anew)`;
}

/** Why what the package gave is not its native code; null when it is. `_cfg` exists in the imitation too. */
export function loadProblem(module: Record<string, unknown> | "fallback" | null): string | null {
  if (module === null) return "the package uWebSockets.js is not installed";
  if (module === "fallback") return "UWS_USE_FALLBACK asks for its JavaScript imitation";
  if (/\[native code\]/.test(String(module.App)) && typeof module.us_socket_local_port === "function") return null;
  return `its native code has no build for Node ${process.versions.node} on ${process.platform} ${process.arch}`;
}

/** The package reports its fallback on the console, in words that are not ours. */
function requireQuietly(): Record<string, unknown> | null {
  const { warn, log } = console;
  console.warn = () => {};
  console.log = () => {};
  try {
    return createRequire(import.meta.url)("uWebSockets.js") as Record<string, unknown>;
  } catch {
    return null;
  } finally {
    console.warn = warn;
    console.log = log;
  }
}
