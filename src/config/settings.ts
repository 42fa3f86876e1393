/**
 * Every number that can be set, in one place: its default, its bounds and what it is for. The schema, the template that
 * `sluice init` writes and the names in error messages (`limits.body`, `timeouts.total`) all come from these tables.
 * In the parsed configuration sizes are bytes and durations are milliseconds.
 */

export interface Setting {
  readonly unit: "bytes" | "milliseconds" | "count";
  /** Spelled as in the file. */
  readonly value: string | number;
  readonly least: string | number;
  readonly most: string | number;
  readonly about: string;
}

const size = (value: string, least: string, most: string, about: string): Setting => ({
  unit: "bytes",
  value,
  least,
  most,
  about,
});
const time = (value: string, least: string, most: string, about: string): Setting => ({
  unit: "milliseconds",
  value,
  least,
  most,
  about,
});
const count = (value: number, least: number, most: number, about: string): Setting => ({
  unit: "count",
  value,
  least,
  most,
  about,
});

export const limitSettings = {
  headerBytes: size("16KiB", "1KiB", "256KiB", "a request's header, names and values together"),
  headerCount: count(100, 8, 1000, "header fields of a request"),
  body: size("8MiB", "1KiB", "1GiB", "a body as it travels; an answer that streams may be of any size"),
  inflated: size("32MiB", "1KiB", "4GiB", "a body after gzip or deflate"),
  inflateRatio: count(200, 2, 2000, "how many times larger decompression may make a body"),
  jsonDepth: count(128, 4, 1000, "nesting of a JSON body"),
  jsonValues: count(2_000_000, 1000, 100_000_000, "values in a JSON body or event, all objects and arrays among them"),
  csvHeader: size("16KiB", "64B", "16MiB", "the header of a CSV body, where columns are masked by their names"),
  eventBytes: size("4MiB", "1KiB", "64MiB", "one SSE event or NDJSON line"),
  eventsBehind: count(
    16,
    0,
    10_000,
    "later events that may wait behind one that is held; then it leaves with its tail cut out (a field that no rule names: while later events go on with it, up to bytesBehind)",
  ),
  bytesBehind: size("16KiB", "0B", "16MiB", "bytes of later events that may wait behind one that is held"),
  lanes: count(100_000, 1, 10_000_000, "lanes (runs of text) in one exchange"),
  laneHold: size("16KiB", "4KiB", "16MiB", "text that one lane may hold back"),
  lanePending: size("64KiB", "1KiB", "64MiB", "text of one lane that may wait for a scan; then reading pauses"),
  swallow: size("64KiB", "1KiB", "16MiB", "an unbounded value, such as a private key; longer ones are refused"),
  findings: count(10_000, 1, 10_000_000, "findings in one message"),
  exchanges: count(4096, 1, 1_000_000, "exchanges in flight, of each process"),
  bufferedBytes: size(
    "256MiB",
    "1MiB",
    "64GiB",
    "bodies in memory, and what reading them needs, over all exchanges of a process",
  ),
  words: count(10_000, 1, 100_000, "words of one detector of words, and values of one allow list"),
  cleanText: size(
    "16MiB",
    "0B",
    "256MiB",
    "clean text that each scanning thread keeps, to know it when it comes again",
  ),
  scanQueue: count(65_536, 1, 10_000_000, "scan steps that may wait for a worker, of each process"),
  adminConnections: count(
    64,
    1,
    10_000,
    "connections to the admin address; beyond it the one that has been without a request for longest ends",
  ),
  restarts: count(8, 0, 1000, "times that one of several processes may die within a minute; then the gateway gives up"),
} as const satisfies Record<string, Setting>;

export const timeoutSettings = {
  requestHeaders: time("10s", "100ms", "10m", "from a request's first byte to the end of its header"),
  request: time("1m", "100ms", "1h", "from a request's first byte to the end of its body"),
  connect: time("10s", "10ms", "5m", "reaching an upstream, TLS included"),
  headers: time("10m", "100ms", "1h", "from a request to the header of the upstream's answer"),
  idle: time(
    "5m",
    "100ms",
    "1h",
    "silence: of an upstream in mid-answer, of a client that takes nothing, of a kept-alive connection",
  ),
  total: time("30m", "100ms", "7d", "one exchange, whole"),
  drain: time("30s", "0s", "1h", "what live exchanges get when the gateway stops"),
} as const satisfies Record<string, Setting>;

export const auditSettings = {
  queueEvents: count(65_536, 1, 10_000_000, "events that may wait for the disk, of each process"),
  queueBytes: size("32MiB", "64KiB", "4GiB", "bytes of events that may wait for the disk, of each process"),
  fsync: time("5ms", "1ms", "10s", "how long written events may wait for an fsync"),
  segment: size("64MiB", "64KiB", "4GiB", "size at which a new segment file begins"),
  wait: time(
    "5s",
    "0s",
    "5m",
    "how long a live stream waits for an audit trail that cannot be written, before it ends",
  ),
} as const satisfies Record<string, Setting>;

export type LimitName = keyof typeof limitSettings;
export type TimeoutName = keyof typeof timeoutSettings;
export type AuditSettingName = keyof typeof auditSettings;

/** What stands where nothing is said; the numbers' defaults are in the tables above. */
export const defaults = {
  data: ".sluice",
  listen: "127.0.0.1:8080",
  admin: "127.0.0.1:8081",
  listener: "auto",
  mode: "enforce",
  endpoints: ["inference", "models"],
  uninspectable: "block",
  logprobs: "drop",
  durable: false,
  /** Bytes before a value in which one of its context words must stand. */
  contextBefore: 48,
  scan: "auto",
  workers: "auto",
  processes: 1,
  logLevel: "info",
} as const;
