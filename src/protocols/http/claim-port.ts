/**
 * A port that several processes share (SO_REUSEPORT) is one that any process of the same user can share as well, unseen. So it is
 * asked for twice: before they listen, as nobody else's; and when they do, by looking for sockets there that are not theirs.
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { failures } from "../../errors.ts";

/** Resolves with the port, a free one for 0. Rejects `listen-failed` when anybody listens there, sharing or not. */
export function claimPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(failures.listenFailed(host, port, error.code ?? "EUNKNOWN")),
    );
    probe.listen({ host, port, exclusive: true }, () => {
      const { port: found } = probe.address() as AddressInfo;
      probe.close(() => resolve(found));
    });
  });
}

interface Listening {
  readonly address: string;
  readonly inode: string;
}

const LISTEN = "0A";
const isAny = (address: string): boolean => /^0+$/.test(address);

/** Sockets that listen on a port, as /proc/net says; empty where there is none. */
function listeningOn(port: number): readonly Listening[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  return ["tcp", "tcp6"].flatMap((table) =>
    linesOf(`/proc/net/${table}`).flatMap((line) => {
      const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
      const [address = "", hexPort] = local.split(":");
      return state === LISTEN && hexPort === wanted ? [{ address, inode }] : [];
    }),
  );
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "latin1").split("\n").slice(1);
  } catch {
    return [];
  }
}

function socketsOf(pid: number): readonly string[] {
  const directory = `/proc/${pid}/fd`;
  return readdirSync(directory).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${directory}/${name}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
}

/** True: somebody else listens where these processes do, and takes connections that were meant for them. */
export function isPortShared(port: number, pids: readonly number[]): boolean {
  const own = new Set(pids.flatMap(socketsOf));
  const sockets = listeningOn(port);
  const ours = new Set(sockets.filter(({ inode }) => own.has(inode)).map(({ address }) => address));
  return sockets.some(
    ({ address, inode }) => !own.has(inode) && (ours.has(address) || isAny(address) || [...ours].some(isAny)),
  );
}
