/**
 * The entry point of one of several gateway processes: does what its primary orders (src/processes/orders.ts). Signals are the
 * primary's to hear: a terminal or a supervisor may send them to every process of a group. A process whose primary is gone ends what is in
 * flight at once and closes its trail, so that another gateway can begin.
 */
import cluster from "node:cluster";
import { ConfigError } from "../config/problems.ts";
import { SluiceError } from "../errors.ts";
import { type Gateway, type PreparedReload, type RulesetFacts, startGateway } from "../gateway.ts";
import { createLog, type Log } from "../log.ts";
import {
  type Answers,
  type FromProcess,
  type NumberedOrder,
  type Order,
  type Refused,
  secretsOf,
} from "../processes/orders.ts";
import { EXIT } from "./exit.ts";
import { guardLastWords } from "./last-words.ts";

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

/** `said`: the message is on its way, for good. */
const say = (message: FromProcess, said: () => void = () => {}): void => {
  // A primary that is gone hears nothing; "disconnect" says so.
  process.send?.(message, undefined, undefined, () => said());
};

let log: Log | undefined;
let starting: Promise<Gateway> | undefined;
let goOn = (): void => {};
let prepared: Promise<PreparedReload> | undefined;

async function running(): Promise<Gateway> {
  if (starting === undefined) throw new Error("ordered before it was started");
  return starting;
}

function start({ config, place, ...task }: Extract<Order, { type: "start" }>): Promise<RulesetFacts> {
  log = createLog({ level: config.log.level, process: place });
  guardLastWords(log);
  const toldToListen = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const started = log;
  return new Promise((resolve, reject) => {
    starting = startGateway({
      config,
      secrets: secretsOf({ config, ...task }),
      log: started,
      among: {
        name: String(place),
        prepared(facts) {
          resolve(facts);
          return toldToListen;
        },
      },
    });
    starting.catch(reject);
  });
}

async function settled(how: keyof PreparedReload): Promise<null> {
  const one = prepared;
  prepared = undefined;
  (await one?.catch(() => undefined))?.[how]();
  return null;
}

async function fulfil(order: Order): Promise<Answers[keyof Answers]> {
  switch (order.type) {
    case "start":
      return start(order);
    case "listen": {
      goOn();
      const { host, port, listener } = await running();
      return { host, port, listener };
    }
    case "prepare":
      prepared = (await running()).prepareReload(order.config, secretsOf(order));
      await prepared;
      return null;
    case "take":
    case "abandon":
      return settled(order.type);
    case "unready":
      return (await running()).unready();
    case "snapshot":
      return (await running()).metrics.snapshot();
    case "durableLast":
      return (await running()).audit.durableLast();
    case "chains":
      (await running()).audit.chains(order.last);
      return null;
    case "stop":
      // Of one that has not begun to listen nothing is in flight.
      goOn();
      await (await running()).stop();
      return null;
  }
}

const refusalOf = (error: unknown): Refused => {
  if (error instanceof ConfigError) return { sentence: error.message, exitCode: EXIT.usage };
  if (error instanceof SluiceError)
    return {
      sentence: `${error.message}${error.advice === undefined ? "" : ` ${error.advice}`}`,
      exitCode: EXIT.failed,
    };
  log?.error("a fault of the gateway", error);
  return { sentence: "It failed.", exitCode: EXIT.failed };
};

process.on("message", ({ number, order }: NumberedOrder) => {
  fulfil(order).then(
    (answer) =>
      say({ type: "answer", number, answer }, order.type === "stop" ? () => process.exit(EXIT.ok) : undefined),
    (error: unknown) => say({ type: "refused", number, refused: refusalOf(error) }),
  );
});

const ORPHAN_MS = 15_000;
// node would end the process at once, with what its trail had not written.
if (cluster.worker !== undefined) cluster.worker.exitedAfterDisconnect = true;
process.on("disconnect", () => {
  const end = (code: number) => (): never => process.exit(code);
  log?.warn("the primary is gone: exchanges in flight are ended");
  goOn();
  // Also one that was still starting, which waits for an order that nobody will give.
  setTimeout(end(EXIT.failed), ORPHAN_MS);
  running()
    .then((gateway) => gateway.stop(0))
    .then(end(EXIT.failed), end(EXIT.failed));
});

say({ type: "hello" });
