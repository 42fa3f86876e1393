/**
 * The configuration after parsing: every default filled in, every path absolute, deep-frozen. Names are those of
 * sluice.yaml, so `limits.body` in a message is `config.limits.body` here; sizes are bytes, durations milliseconds.
 * It holds no secret: credentials and keys are named by their source and read by load-config.ts.
 */
import type { AllowedPattern, DetectorRule, Label } from "../inspect/detector.ts";
import type { PersonChoice } from "../inspect/detectors/persons.ts";
import type { Action, Operator } from "../policy/operators.ts";
import type { OpaqueKind } from "../protocols/llm/dialect.ts";
import type { AuditSettingName, LimitName, TimeoutName } from "./settings.ts";

export type Direction = "request" | "response";
/** `auto` knows OpenAI and Anthropic endpoints by their path. */
export type Dialect = "openai" | "anthropic" | "auto" | "generic";
export type Mode = "enforce" | "observe";
export type CredentialField = "authorization" | "x-api-key" | "api-key";

export interface Address {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly loopback: boolean;
}

export type CredentialSource =
  | { readonly kind: "env"; readonly name: string }
  /** Absolute path. */
  | { readonly kind: "file"; readonly path: string };

/** One entry of `endpoints`. */
export type Endpoint =
  /** What the dialect knows as inference, or as model listing. */
  | { readonly kind: "inference" }
  | { readonly kind: "models" }
  /** `*` stands for one path segment, a last `**` for any rest; `method` is upper case, or `*`. */
  | { readonly kind: "path"; readonly method: string; readonly pattern: string };

export interface Connection {
  readonly name: string;
  readonly dialect: Dialect;
  readonly upstream: {
    /** `https://api.example.com` */
    readonly origin: string;
    /** Put before the path that is left after the prefix; empty, or `/v1` without a slash at its end. */
    readonly basePath: string;
  };
  /** `/`, or `/openai` without a slash at its end. No prefix is the beginning of another. */
  readonly path: string;
  readonly credential: CredentialSource | null;
  /** The request header that carries the credential; `dialect`: by the endpoint's provider (dialect `auto`). */
  readonly credentialHeader: CredentialField | "dialect";
  readonly clients: "anonymous";
  readonly allowAnonymous: boolean;
  readonly mode: Mode;
  readonly endpoints: readonly Endpoint[];
  readonly uninspectable: Readonly<Record<OpaqueKind, "pass" | "block">>;
  readonly logprobs: "drop" | "keep";
  /** Lower-case names that pass besides the built-in allow-lists; a trailing `*` stands for any ending. */
  readonly headers: { readonly request: readonly string[]; readonly response: readonly string[] };
  /** The exchange's start is on the disk before the upstream sees a byte. */
  readonly durable: boolean;
  readonly detectors: DetectorChoice;
}

/** Which detectors are on, everywhere or on one connection. Both must agree. */
export interface DetectorChoice {
  /** Ids, entities or tags. */
  readonly off: readonly string[];
  /** All others are off; null: none is, by this. */
  readonly only: readonly string[] | null;
  /** Below this confidence a detector is off; null: not asked. */
  readonly threshold: number | null;
  /** By entity, in place of `threshold`. */
  readonly thresholds: Readonly<Record<string, number>>;
}

/** One entry of `detectors.custom`. */
export interface CustomDetector {
  readonly id: string;
  readonly entity: string;
  readonly label: Label;
  readonly tags: readonly string[];
  readonly confidence: number;
  /** What the engine runs: several where the words do not fit into one. */
  readonly rules: readonly DetectorRule[];
  /** How many it has; 0: it is a pattern. */
  readonly words: number;
  /** Its place in the list. */
  readonly place: number;
  /** Every text is looked at byte by byte for it. */
  readonly slow: boolean;
  /** `find` null: at least one value. */
  readonly examples: readonly { readonly text: string; readonly find: readonly string[] | null }[];
  readonly counterExamples: readonly string[];
}

/** One entry of `detectors.allow`. */
export interface AllowEntry {
  /** Null: whatever was found. */
  readonly entity: string | null;
  readonly what: "domains" | "values" | "pattern";
  readonly count: number;
  readonly patterns: readonly AllowedPattern[];
}

/** One entry of `detectors.fields`. */
export interface FieldDetector {
  readonly id: string;
  readonly entity: string;
  readonly label: Label;
  readonly tags: readonly string[];
  readonly confidence: number;
  readonly names: readonly string[];
  /** Headers of these names are masked, too. */
  readonly headers: boolean;
  /** For such fields in text that is JSON again. */
  readonly rules: readonly DetectorRule[];
}

export interface MaskLine {
  readonly request?: Action;
  readonly response?: Action;
}

export interface MaskConfig {
  readonly labels: Readonly<Record<string, MaskLine>>;
  readonly tags: Readonly<Record<string, MaskLine>>;
  readonly entities: Readonly<Record<string, MaskLine>>;
}

export interface Rule {
  readonly id: string;
  /** Within a list any one is enough; of the lists given, all must agree. Empty: not asked. */
  readonly if: {
    readonly direction: Direction | null;
    readonly entities: readonly string[];
    readonly labels: readonly Label[];
    readonly tags: readonly string[];
    readonly connections: readonly string[];
  };
  /** `then` in the file. */
  readonly action: { readonly kind: "block" } | Operator;
  /** Said to the client when the rule blocks. */
  readonly say: string | null;
}

export interface Config {
  /** Where it came from, for messages: a file name, or `flags`. */
  readonly source: string;
  readonly version: 1;
  /** Absolute; made with mode 0700. */
  readonly data: string;
  /** Absolute; null: a key is made once and kept in the data directory. */
  readonly keys: { readonly fingerprint: string | null };
  readonly listen: {
    readonly address: Address;
    readonly tls: { readonly cert: string; readonly key: string } | null;
    readonly listener: "auto" | "uws" | "node";
    /** A proxy that normalises requests stands in front. */
    readonly trustedFront: boolean;
  };
  /** Null: no admin address. */
  readonly admin: {
    readonly address: Address;
    /** Lower-case names by which it may be asked besides those it always has (admin/admin-listener.ts). */
    readonly hosts: readonly string[];
  } | null;
  /** In the file's order. */
  readonly connections: readonly Connection[];
  readonly detectors: DetectorChoice & {
    /** Whether names of people are looked for: by lists, so best effort. */
    readonly person: PersonChoice;
    readonly custom: readonly CustomDetector[];
    readonly allow: readonly AllowEntry[];
    readonly fields: readonly FieldDetector[];
  };
  readonly mask: MaskConfig;
  readonly rules: readonly Rule[];
  readonly limits: Readonly<Record<LimitName, number>>;
  readonly timeouts: Readonly<Record<TimeoutName, number>>;
  readonly scan: "auto" | "inline" | "pool";
  readonly workers: number | "auto";
  /** Of the gateway, on one port; `auto`: one for each processor. */
  readonly processes: number | "auto";
  readonly audit: Readonly<Record<AuditSettingName, number>> & {
    /** Absolute. */
    readonly directory: string;
  };
  readonly log: { readonly level: "trace" | "debug" | "info" | "warn" | "error" | "silent" };
  /** What works but deserves a second look, as sentences. */
  readonly warnings: readonly string[];
}
