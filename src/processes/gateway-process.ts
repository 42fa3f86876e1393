/** One gateway process as its primary sees it: forked, given orders, and gone at some time. */
import cluster, { type Worker } from "node:cluster";
import type { Answers, FromProcess, NumberedOrder, Order, Refused } from "./orders.ts";

/** An order that was not fulfilled. */
export class OrderRefused extends Error implements Refused {
  readonly sentence: string;
  readonly exitCode: number;

  constructor({ sentence, exitCode }: Refused) {
    super(sentence);
    this.sentence = sentence;
    this.exitCode = exitCode;
  }
}

export interface GatewayProcess {
  readonly pid: number;
  /** Rejects with `OrderRefused`: it says why not, it ended, or it did not answer in time. */
  ask<Type extends Order["type"]>(order: Extract<Order, { type: Type }>, withinMs: number): Promise<Answers[Type]>;
  /** Ends it at once. */
  kill(): void;
  /** Resolves when it is gone, with how. */
  readonly ended: Promise<string>;
}

interface Waiting {
  answer(value: Answers[keyof Answers]): void;
  refuse(refused: Refused): void;
}

const FAILED = 1;

/** `file`: its compiled entry point. Orders wait until it takes them. */
export function forkProcess(file: string): GatewayProcess {
  // For node:http the primary opens the port and every process accepts from it; uWebSockets.js shares the port by itself. In node's
  // own turns the primary would accept, and keep a connection unanswered for which all processes had just stopped listening.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ exec: file, args: [], serialization: "advanced" });
  const worker: Worker = cluster.fork();
  const waiting = new Map<number, Waiting>();
  let orders = 0;
  let gone = false;
  let greeted = (): void => {};
  const hello = new Promise<void>((resolve) => {
    greeted = resolve;
  });

  worker.on("message", (said: FromProcess) => {
    if (said.type === "hello") {
      greeted();
      return;
    }
    const one = waiting.get(said.number);
    if (said.type === "answer") one?.answer(said.answer);
    else one?.refuse(said.refused);
  });
  // A pipe that breaks in mid-order; "exit" follows.
  worker.on("error", () => {});
  const ended = new Promise<string>((resolve) => {
    worker.once("exit", (code: number | null, signal: string | null) => {
      gone = true;
      const how = signal ?? `exit code ${code ?? FAILED}`;
      for (const one of waiting.values()) one.refuse({ sentence: `It ended (${how}).`, exitCode: FAILED });
      resolve(how);
    });
  });

  return {
    pid: worker.process.pid ?? 0,
    ended,
    ask: (order, withinMs) =>
      new Promise((resolve, reject) => {
        const number = ++orders;
        const over = (): void => {
          clearTimeout(timer);
          waiting.delete(number);
        };
        const refuse = (refused: Refused): void => {
          over();
          reject(new OrderRefused(refused));
        };
        const timer = setTimeout(
          () => refuse({ sentence: `It does not answer (${order.type}, ${withinMs} ms).`, exitCode: FAILED }),
          withinMs,
        );
        waiting.set(number, {
          answer: (value) => {
            over();
            resolve(value as never);
          },
          refuse,
        });
        void hello.then(() => {
          if (worker.isConnected()) worker.send({ number, order } satisfies NumberedOrder);
        });
        if (gone) refuse({ sentence: "It has ended.", exitCode: FAILED });
      }),
    kill: () => void worker.process.kill("SIGKILL"),
  };
}
