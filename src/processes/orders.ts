/**
 * What the primary and a gateway process say to each other. The primary orders; each order is answered once, by its number, with what it
 * asks for or with why not. Configuration and credentials travel parsed, over a socket pair and never over a disk, so that all
 * processes run the same, whatever becomes of the file meanwhile.
 *
 *   hello -> start -> listen -> (prepare -> take | abandon)* -> stop -> exit
 */
import type { Config } from "../config/config.ts";
import type { Secrets } from "../config/load-config.ts";
import type { Gateway, RulesetFacts } from "../gateway.ts";
import type { MetricSnapshot } from "../metrics/metrics.ts";

/** What a process runs with. */
export interface Task {
  readonly config: Config;
  /** By the connection's name. */
  readonly credentials: readonly (readonly [connection: string, value: string])[];
}

export type Order =
  /** Builds everything that the gateway needs, and does not listen yet. */
  | ({ readonly type: "start"; readonly place: number } & Task)
  | { readonly type: "listen" }
  /** Makes ready for another configuration; what is refused is refused here. */
  | ({ readonly type: "prepare" } & Task)
  | { readonly type: "take" }
  | { readonly type: "abandon" }
  | { readonly type: "unready" }
  | { readonly type: "snapshot" }
  /** How far its audit trail is on the disk. */
  | { readonly type: "durableLast" }
  /** Records where the chains of all stand. */
  | { readonly type: "chains"; readonly last: Readonly<Record<string, number>> }
  | { readonly type: "stop" };

export interface Answers {
  readonly start: RulesetFacts;
  readonly listen: ListeningFacts;
  readonly prepare: null;
  readonly take: null;
  readonly abandon: null;
  /** Why exchanges are not accepted, as sentences. */
  readonly unready: readonly string[];
  readonly snapshot: MetricSnapshot;
  readonly durableLast: number;
  readonly chains: null;
  readonly stop: null;
}

export type ListeningFacts = Pick<Gateway, "host" | "port" | "listener">;

/** Why an order was not fulfilled: a sentence for a person, and the exit code of the command where nothing runs yet. */
export interface Refused {
  readonly sentence: string;
  readonly exitCode: number;
}

export interface NumberedOrder {
  readonly number: number;
  readonly order: Order;
}

export type FromProcess =
  | { readonly type: "hello" }
  | { readonly type: "answer"; readonly number: number; readonly answer: Answers[keyof Answers] }
  | { readonly type: "refused"; readonly number: number; readonly refused: Refused };

export const credentialsOf = (config: Config, secrets: Secrets): Task["credentials"] =>
  config.connections.flatMap(({ name }) => {
    const value = secrets.credential(name);
    return value === null ? [] : [[name, value] as const];
  });

export const secretsOf = ({ credentials }: Task): Secrets => {
  const values = new Map(credentials);
  return { credential: (connection) => values.get(connection) ?? null };
};
