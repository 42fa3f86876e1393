/**
 * The door: every request comes through `handle`, is admitted or refused, and lives in the set of exchanges until it has
 * finished. What is refused before it has a route is only counted: there is no exchange to record.
 */
import { failures, SluiceError } from "../errors.ts";
import { LiveList } from "../live-list.ts";
import type { HttpExchange } from "../protocols/http/listener.ts";
import type { Dialect } from "../protocols/llm/dialect.ts";
import { Exchange } from "./exchange.ts";
import type { ExchangePorts } from "./ports.ts";
import { refuse } from "./refuse.ts";
import { createBodyBudget } from "./request-body.ts";

export interface Exchanges {
  handle(http: HttpExchange): void;
  readonly live: number;
  readonly draining: boolean;
  /** Refuses new ones; resolves when the live ones have finished, or at the limit, when the rest is stopped. */
  drain(limitMs: number): Promise<void>;
  /** Live exchanges take nothing more in while the audit trail cannot be written. */
  waiting(on: boolean): void;
  /** Stops every live exchange. */
  stopAll(error: SluiceError): void;
}

const HEALTH = "/healthz";

export function createExchanges(ports: ExchangePorts): Exchanges {
  const live = new LiveList<Exchange>();
  const budget = createBodyBudget(ports.limits.bufferedBytes);
  let draining = false;
  let emptied: (() => void) | undefined;

  const admit = (): SluiceError | undefined => {
    if (draining) return failures.stopping();
    if (live.size >= ports.limits.exchanges) return failures.tooManyExchanges(ports.limits.exchanges);
    return ports.unready();
  };
  const turnAway = (http: HttpExchange, error: SluiceError, dialect?: Dialect): void => {
    ports.audit.refused(error.code);
    ports.metrics.refused(error.code);
    refuse(http, error, ports.newId(), dialect);
  };
  const finished = (exchange: Exchange): void => {
    live.delete(exchange);
    if (live.size === 0) emptied?.();
  };
  const stopAll = (error: SluiceError): void => {
    for (const exchange of live.all()) exchange.stop(error);
  };

  return {
    handle(http) {
      try {
        const unready = admit();
        if (http.head.target === HEALTH) {
          health(http, unready);
          return;
        }
        const route = ports.route(http.head.method, http.head.target);
        if ("error" in route) {
          turnAway(http, route.error, route.dialect);
          return;
        }
        if (unready !== undefined) {
          turnAway(http, unready, route.dialect);
          return;
        }
        const exchange = new Exchange(ports, http, ports.newId(), route, budget, finished);
        live.add(exchange);
        try {
          exchange.run();
        } catch (error) {
          exchange.stop(error);
        }
      } catch (error) {
        if (!(error instanceof SluiceError)) ports.fault(error);
        turnAway(http, error instanceof SluiceError ? error : failures.internal("listen"));
      }
    },
    get live() {
      return live.size;
    },
    get draining() {
      return draining;
    },
    async drain(limitMs) {
      draining = true;
      if (live.size > 0)
        await new Promise<void>((resolve) => {
          const timer = ports.after(limitMs, resolve);
          emptied = () => {
            timer.cancel();
            resolve();
          };
        });
      stopAll(failures.stopping());
    },
    waiting(on) {
      for (const exchange of live.all()) exchange.waiting(on);
    },
    stopAll,
  };
}

/** Answers on the data port whether exchanges are accepted; nothing else is said there. */
function health(http: HttpExchange, unready: SluiceError | undefined): void {
  const ready = unready === undefined;
  const body = Buffer.from(ready ? "ready\n" : `${unready.code}\n`);
  const bodiless = http.head.method === "HEAD";
  http.response.head(
    ready ? 200 : 503,
    [
      ["content-type", "text/plain"],
      ["cache-control", "no-store"],
    ],
    bodiless ? { kind: "none" } : { kind: "length", bytes: body.length },
  );
  if (!bodiless) http.response.write(body);
  http.response.end();
}
