/**
 * Profiles as V8 makes them, folded: into the rooms of the gateway that the time was spent in, and into one tree of calls.
 *
 *   nodes (a tree of frames), samples (the frame on top, each so often)  ->  time by room, and by call with what is below it
 *
 * Time of a native function belongs to the room of whoever called it. Pure.
 */
export interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[] | undefined;
}

/** Of one thread. Samples are ids of nodes; the deltas are microseconds since the one before. */
export interface ThreadProfile {
  readonly main: boolean;
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export const rooms = [
  "engine",
  "lanes and policy",
  "codecs",
  "pipeline",
  "listener",
  "upstream client",
  "Node's sockets",
  "audit",
  "collection",
  "outside JavaScript",
  "other JavaScript",
] as const;
export type Room = (typeof rooms)[number];

/** By the file's place in the build; the first that matches. */
const places: readonly (readonly [RegExp, Room])[] = [
  [/\/src\/scanning\//, "engine"],
  [/\/src\/(?:inspect|policy)\//, "lanes and policy"],
  [/\/src\/protocols\/(?:http\/bodies|llm)\//, "codecs"],
  [/\/src\/pipeline\//, "pipeline"],
  [/\/src\/protocols\/http\/(?:upstream|answer-parser|chunked-body|byte-queue)/, "upstream client"],
  [/\/src\/protocols\/http\//, "listener"],
  [/\/(?:src\/audit|workers)\//, "audit"],
  [/^node:(?:net|internal\/(?:stream_base_commons|streams|net))/, "Node's sockets"],
];

/** Undefined: the caller's. */
function ownRoom({ callFrame: { functionName, url } }: ProfileNode): Room | "idle" | undefined {
  // The sampling itself is nothing that the gateway does.
  if (functionName === "(idle)" || url === "node:inspector") return "idle";
  if (functionName === "(garbage collector)") return "collection";
  if (functionName === "(program)") return "outside JavaScript";
  return (
    places.find(([pattern]) => pattern.test(url))?.[1] ?? (url.startsWith("file:") ? "other JavaScript" : undefined)
  );
}

export interface Call {
  readonly name: string;
  readonly room: Room;
  /** Microseconds on top of the stack, and with everything below it. */
  self: number;
  total: number;
  readonly calls: Map<string, Call>;
}

const native = "native code in ";

/** V8 gives several native functions of an addon one name, so that of their caller stands for all that have no file. */
function nameOf({ callFrame: { functionName, url } }: ProfileNode, { name: caller }: Call): string {
  if (url === "" && functionName.startsWith("(") && functionName !== "(anonymous)") return functionName;
  if (url === "") return caller.startsWith(native) ? caller : `${native}${caller}`;
  return `${functionName === "" ? "(anonymous)" : functionName} ${url.replace(/^.*\//, "")}`;
}

export interface Folded {
  readonly byRoom: ReadonlyMap<Room, number>;
  readonly root: Call;
}

const createCall = (name: string, room: Room): Call => ({ name, room, self: 0, total: 0, calls: new Map() });

/** Native code that the event loop calls without JavaScript, which V8 takes for idleness. */
const loop = "the event loop, and what native code does in it";

/**
 * What the thread did while it was not idle. `spent`: microseconds of processor time meanwhile, by the kernel's count; what is
 * in no sample of these is the loop's.
 */
export function fold({ nodes, samples, timeDeltas }: ThreadProfile, spent = 0): Folded {
  const selfTime = new Map<number, number>();
  for (const [i, id] of samples.entries()) selfTime.set(id, (selfTime.get(id) ?? 0) + Math.max(0, timeDeltas[i] ?? 0));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const byRoom = new Map<Room, number>(rooms.map((room) => [room, 0]));
  const root = createCall("all", "other JavaScript");

  const visit = (node: ProfileNode, parent: Call): void => {
    const own = ownRoom(node);
    if (own === "idle") return;
    const room = own ?? parent.room;
    const name = nameOf(node, parent);
    const known = parent.calls.get(`${room} ${name}`);
    const call = known ?? createCall(name, room);
    if (known === undefined) parent.calls.set(`${room} ${name}`, call);
    const self = selfTime.get(node.id) ?? 0;
    call.self += self;
    byRoom.set(room, (byRoom.get(room) ?? 0) + self);
    const before = call.total;
    call.total += self;
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) visit(child, call);
    }
    parent.total += call.total - before;
  };

  const [first] = nodes;
  for (const id of first?.children ?? []) {
    const child = byId.get(id);
    if (child !== undefined) visit(child, root);
  }
  const unseen = Math.max(0, spent - root.total);
  if (unseen > 0) {
    root.calls.set(loop, { ...createCall(loop, "outside JavaScript"), self: unseen, total: unseen });
    root.total += unseen;
    byRoom.set("outside JavaScript", (byRoom.get("outside JavaScript") ?? 0) + unseen);
  }
  return { byRoom, root };
}
