/**
 * One exchange, phase by phase. It owns nothing but its own state; whatever can fail ends in exactly one `finish`.
 *
 *   admit -> route -> start (audit) -> read -> inspect -> send -> answer -> finish (audit)
 *               |         |                                ^
 *            refused   accepted? ------- both before a byte goes upstream
 */
import type { EndEvent, Outcome } from "../audit/events.ts";
import type { Deadline } from "../deadlines.ts";
import { failures, SluiceError } from "../errors.ts";
import type { StoppableInspection } from "../inspect/create-inspection.ts";
import type { Scanner } from "../inspect/scanner.ts";
import type { Listed } from "../live-list.ts";
import { headerValue, requestHeaders } from "../protocols/http/headers.ts";
import type { HeaderList, HttpExchange } from "../protocols/http/listener.ts";
import type { Kind, Turns, Work } from "../turn.ts";
import { type Answer, type AnswerOwner, createAnswer } from "./answer.ts";
import { type AnswerPlan, planAnswer } from "./answer-plan.ts";
import { createDirection, type DirectionOptions, type DirectionPolicy, type Note } from "./direction.ts";
import { inspectHeaders } from "./header-values.ts";
import { createHoldClock, type HoldClock } from "./hold-clock.ts";
import type { Connection, ExchangePorts, PipelineLimits, Route } from "./ports.ts";
import { breakOff, refuse } from "./refuse.ts";
import { type BodyBudget, type RequestBody, readRequestBody } from "./request-body.ts";
import { requestCodec } from "./request-codec.ts";
import { inspectTarget } from "./request-target.ts";

/** What goes upstream, put together as its parts are inspected. */
interface Outgoing {
  headers: HeaderList | undefined;
  path: string | undefined;
  body: Uint8Array | null | undefined;
}

const GONE = failures.clientGone();

/** A decoded body leaves without its coding. */
const isNoCoding = ([name]: HeaderList[number]): boolean => name !== "content-encoding";

export class Exchange implements Listed, AnswerOwner, Turns {
  readonly id: string;
  place = -1;
  readonly #ports: ExchangePorts;
  readonly #http: HttpExchange;
  readonly #route: Route;
  readonly #budget: BodyBudget;
  readonly #finished: (exchange: Exchange) => void;
  readonly #began: number;
  readonly #findings: Record<string, number> = {};
  readonly #outgoing: Outgoing = { headers: undefined, path: undefined, body: undefined };
  readonly #deadline: Deadline;
  #accepted = false;
  #recorded = true;
  #request: StoppableInspection | undefined;
  #response: StoppableInspection | undefined;
  #body: RequestBody | undefined;
  #answer: Answer | undefined;
  #requestBytesIn = 0;
  #requestBytesOut = 0;
  #hold: HoldClock | undefined;
  #waiting = false;
  #over = false;

  constructor(
    ports: ExchangePorts,
    http: HttpExchange,
    id: string,
    route: Route,
    budget: BodyBudget,
    finished: (exchange: Exchange) => void,
  ) {
    this.id = id;
    this.#ports = ports;
    this.#http = http;
    this.#route = route;
    this.#budget = budget;
    this.#finished = finished;
    this.#began = ports.monotonic();
    route.connection.engine.use(1);
    this.#deadline = ports.deadline(() => this.#fail(failures.exchangeTimeout(ports.totalMs)));
  }

  run(): void {
    const { connection, operation } = this.#route;
    this.#http.onAborted(() => this.#end("aborted", GONE.code));
    this.#ports.audit.start(
      {
        kind: "start",
        time: this.#ports.now(),
        exchange: this.id,
        connection: connection.name,
        principalKind: "anonymous",
        principal: "anonymous",
        session: this.#session(),
        protocol: "http",
        operation: operation?.name ?? "other",
        direction: "request",
        remote: this.#http.head.remote.address,
        mode: connection.mode,
        ruleset: connection.engine.rulesetDigest,
        policy: connection.policyDigest,
      },
      { durable: connection.durable },
      (error) => {
        if (error === undefined) {
          this.#accepted = true;
          this.#send();
          return;
        }
        // A start that was not taken has no end.
        this.#recorded = false;
        this.#fail(error);
      },
    );
    if (!this.#over) this.#inspectRequest();
  }

  /** Ends the exchange from outside: the gateway stops, the audit trail cannot be written, or a part of ours threw. */
  stop(error: unknown): void {
    this.#fail(error);
  }

  putOff(kind: Kind, work: Work): void {
    this.#ports.putOff(kind, work);
  }

  /** The audit trail cannot be written now, or can be again. Until then nothing goes upstream and no answer goes on. */
  waiting(on: boolean): void {
    this.#waiting = on;
    this.#answer?.waiting(on);
    if (!on) this.#send();
  }

  #session(): string {
    const named = headerValue(this.#http.head.headers, "x-sluice-session");
    return named === undefined ? "" : this.#ports.sessionMark(named);
  }

  note(note: Note): void {
    const { audit, now } = this.#ports;
    // A literal: to spread one object into another costs as much as all the rest of a decision.
    const taken = audit.decision({
      kind: "decision",
      time: now(),
      exchange: this.id,
      direction: note.direction,
      entity: note.entity,
      detector: note.detector,
      lane: note.lane,
      count: note.count,
      offsets: note.offsets,
      fingerprint: note.fingerprint,
      decision: note.decision,
      operator: note.operator,
      rule: note.rule,
      truncated: note.truncated,
    });
    if (!taken) this.#fail(failures.auditUnavailable());
  }

  counted(entity: string, direction: "request" | "response"): void {
    this.#findings[entity] = (this.#findings[entity] ?? 0) + 1;
    this.#ports.metrics.finding(entity, direction, 1);
  }

  pressed(on: boolean): void {
    this.#answer?.pressed(on);
  }

  plan(status: number, headers: HeaderList): AnswerPlan | SluiceError {
    // The upstream has the request; a long answer need not keep it, nor what inspected it.
    this.#body?.release();
    this.#body = undefined;
    this.#request = undefined;
    const inspection = this.#response;
    if (inspection === undefined) return failures.internal("listen");
    return planAnswer({
      route: this.#route,
      method: this.#http.head.method,
      status,
      headers,
      inspection,
      limits: this.#ports.limits,
      exchange: this.id,
      turns: this,
    });
  }

  answered(failure: unknown): void {
    if (failure !== undefined) this.#fail(failure);
    else this.#end("completed", "");
  }

  #inspectRequest(): void {
    const { head, hasBody } = this.#http;
    const { connection, target, rest, protocolPath, basePath } = this.#route;
    const inspection = createDirection(new OneDirection(this, connection, "request", this.#ports.limits));
    this.#request = inspection;
    inspection.onStopped((error) => this.#fail(error));
    const forwarded = requestHeaders(head.headers, {
      allowed: connection.headers.request,
      credential: connection.credential?.(this.#route),
    });
    inspectHeaders(inspection, forwarded, connection.clean.request, (headers) => {
      this.#outgoing.headers = headers.filter(isNoCoding);
      this.#send();
    });
    if (protocolPath && target.query === null) this.#outgoing.path = basePath + rest;
    else
      inspectTarget(inspection, target, rest, connection.credential !== undefined, (path) => {
        this.#outgoing.path = basePath + path;
        this.#send();
      });
    if (!hasBody) {
      this.#outgoing.body = null;
      this.#send();
      return;
    }
    this.#body = readRequestBody({
      http: this.#http,
      contentEncoding: headerValue(head.headers, "content-encoding"),
      limits: this.#ports.limits,
      budget: this.#budget,
      codec: (sink) =>
        requestCodec(
          this.#route,
          headerValue(head.headers, "content-type"),
          inspection,
          sink,
          this.#ports.limits,
          this,
        ),
      done: (failure, body, bytesIn) => {
        this.#requestBytesIn = bytesIn;
        if (failure !== undefined) return this.#fail(failure);
        this.#outgoing.body = body;
        this.#send();
        return undefined;
      },
    });
    if (this.#over) this.#body.release();
  }

  /** Goes on once everything about the request is inspected and its start is accepted. */
  #send(): void {
    const { headers, path, body } = this.#outgoing;
    if (this.#over || !this.#accepted || headers === undefined || path === undefined || body === undefined) return;
    if (this.#waiting || this.#answer !== undefined) return;
    const { connection } = this.#route;
    const inspection = createDirection(new OneDirection(this, connection, "response", this.#ports.limits));
    const hold = createHoldClock(this.#ports.metrics);
    this.#response = inspection;
    this.#hold = hold;
    const { limits, monotonic } = this.#ports;
    const answer = createAnswer({ http: this.#http, limits, budget: this.#budget, hold, monotonic, inspection }, this);
    this.#answer = answer;
    this.#requestBytesOut = body?.length ?? 0;
    answer.attach(
      connection.upstream.send(
        { method: this.#http.head.method, origin: connection.origin, path, headers, body },
        answer.handler,
      ),
    );
    this.#outgoing.headers = undefined;
    this.#outgoing.path = undefined;
    this.#outgoing.body = undefined;
    this.#http.forgetHeaders();
    if (this.#over) answer.abort();
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    const failure = error instanceof SluiceError ? error : failures.internal("listen");
    if (failure.code === "internal") this.#ports.fault(error);
    // Some listeners tell the body's reader before they say so themselves.
    if (failure.code === GONE.code) {
      this.#end("aborted", failure.code);
      return;
    }
    const answer = this.#answer;
    answer?.abort();
    const { dialect } = this.#route;
    if (!this.#http.response.begun) refuse(this.#http, failure, this.id, dialect);
    else
      breakOff(
        this.#http,
        failure,
        this.id,
        answer?.streams === true ? dialect : undefined,
        answer?.amidEvent === true,
      );
    this.#end(failure.code === "blocked" ? "blocked" : "failed", failure.code, failure.status);
  }

  #end(outcome: Outcome, reason: string, refusedWith = 0): void {
    if (this.#over) return;
    this.#over = true;
    this.#route.connection.engine.use(-1);
    this.#deadline.cancel();
    this.#answer?.abort();
    this.#body?.release();
    // Whatever is still in flight for this exchange finds its inspection stopped.
    this.#request?.stop(GONE);
    this.#response?.stop(GONE);
    const end: EndEvent = {
      kind: "end",
      time: this.#ports.now(),
      exchange: this.id,
      status: this.#answer?.headSent === true ? this.#answer.status : refusedWith,
      outcome,
      reason,
      requestBytesIn: this.#requestBytesIn,
      requestBytesOut: this.#requestBytesOut,
      responseBytesIn: this.#answer?.bytesIn ?? 0,
      responseBytesOut: this.#answer?.bytesOut ?? 0,
      events: this.#answer?.events ?? 0,
      findings: this.#findings,
      heldCharactersMax: this.#hold?.maxText ?? 0,
      heldMsMax: this.#hold?.maxMs ?? 0,
      durationMs: this.#ports.monotonic() - this.#began,
    };
    if (this.#recorded) this.#ports.audit.end(end);
    this.#ports.metrics.finished(this.#route.connection.name, this.#route.operation?.name ?? "other", end);
    this.#finished(this);
  }
}

/** One direction's policy, and what is found by it. A class, since functions made for each exchange are compiled anew with each. */
class OneDirection implements DirectionOptions {
  readonly #exchange: Exchange;
  readonly #name: "request" | "response";
  readonly policy: DirectionPolicy;
  readonly scanner: Scanner;
  readonly limits: PipelineLimits;

  constructor(exchange: Exchange, connection: Connection, name: "request" | "response", limits: PipelineLimits) {
    this.#exchange = exchange;
    this.#name = name;
    this.policy = connection[name];
    this.scanner = connection.engine.scanner;
    this.limits = limits;
  }

  note(note: Note): void {
    this.#exchange.note(note);
  }

  counted(entity: string): void {
    this.#exchange.counted(entity, this.#name);
  }

  pressed(on: boolean): void {
    if (this.#name === "response") this.#exchange.pressed(on);
  }
}
