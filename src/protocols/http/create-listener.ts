/** Chooses the front end: uWebSockets.js where only friends can reach it and its native code loads, node:http elsewhere. */
import { failures } from "../../errors.ts";
import type { Listener, ListenerOptions } from "./listener.ts";
import { createNodeListener, LIMITATIONS as nodeLimitations } from "./node-listener.ts";
import { isLoopback } from "./remote-address.ts";
import { createUwsListener, LIMITATIONS as uwsLimitations } from "./uws-listener.ts";
import { loadUws } from "./uws-native.ts";

export type ListenerKind = "auto" | "uws" | "node";

export interface ChosenListener {
  readonly listener: Listener;
  /** Why this one, as a sentence. */
  readonly reason: string;
}

export interface CreateListenerOptions extends ListenerOptions {
  /** A proxy in front speaks strict HTTP and is the only one that can reach the address. */
  readonly trustedFront: boolean;
}

/** Throws `uws-unavailable` where `uws` is asked for and cannot be had. */
export function createListener(kind: ListenerKind, options: CreateListenerOptions): ChosenListener {
  const choice = chooseListener(kind, options.host, options.trustedFront);
  const listener = choice.kind === "uws" ? createUwsListener(options) : createNodeListener(options);
  return { listener, reason: choice.reason };
}

/** The choice alone, for `sluice check`. */
export function chooseListener(
  kind: ListenerKind,
  host: string,
  trustedFront: boolean,
): { readonly kind: "uws" | "node"; readonly reason: string } {
  if (kind === "node") return { kind: "node", reason: "node:http, as configured." };
  const load = loadUws();
  if (kind === "uws") {
    if (load.kind === "unavailable") throw failures.uwsUnavailable(load.why);
    return { kind: "uws", reason: "uWebSockets.js, as configured." };
  }
  const near = isLoopback(host) ? `${host} is a loopback address` : trustedFront ? "trustedFront is set" : null;
  if (near === null) {
    return {
      kind: "node",
      reason: `node:http, because ${host} is open to others and its parser is the stricter one (trustedFront: true changes that).`,
    };
  }
  if (load.kind === "unavailable")
    return { kind: "node", reason: `node:http, because uWebSockets.js cannot be used: ${load.why}.` };
  return { kind: "uws", reason: `uWebSockets.js, because ${near}.` };
}

/** What a front end cannot carry, as sentences for `sluice check`. */
export const limitationsOf = (kind: "uws" | "node"): readonly string[] =>
  kind === "uws" ? uwsLimitations : nodeLimitations;
