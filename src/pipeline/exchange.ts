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
import type { Listed } from "../live-list.ts";
import { headerValue, requestHeaders } from "../protocols/http/headers.ts";
import type { HeaderList, HttpExchange } from "../protocols/http/listener.ts";
import { type Answer, createAnswer } from "./answer.ts";
import { planAnswer } from "./answer-plan.ts";
import { createDirection, type Note } from "./direction.ts";
import { inspectHeaders } from "./header-values.ts";
import { createHoldClock, type HoldClock } from "./hold-clock.ts";
import type { ExchangePorts, Route } from "./ports.ts";
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

export class Exchange implements Listed {
  readonly id: string;
  place = -1;
  readonly #ports: ExchangePorts;
  readonly #http: HttpExchange;
  readonly #route: Route;
  readonly #budget: BodyBudget;
  readonly #finished: () => void;
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
    finished: () => void,
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

  #note(note: Note): void {
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

  #direction(name: "request" | "response", pressed: ((on: boolean) => void) | undefined): StoppableInspection {
    return createDirection({
      policy: name === "request" ? this.#route.connection.request : this.#route.connection.response,
      scanner: this.#route.connection.engine.scanner,
      limits: this.#ports.limits,
      note: (note) => this.#note(note),
      counted: (entity) => {
        this.#findings[entity] = (this.#findings[entity] ?? 0) + 1;
        this.#ports.metrics.finding(entity, name, 1);
      },
      pressed,
    });
  }

  #inspectRequest(): void {
    const { head, hasBody } = this.#http;
    const { connection, target, rest, protocolPath, basePath } = this.#route;
    const inspection = this.#direction("request", undefined);
    this.#request = inspection;
    inspection.onStopped((error) => this.#fail(error));
    const forwarded = requestHeaders(head.headers, {
      allowed: connection.headers.request,
      credential: connection.credential?.(this.#route),
    });
    inspectHeaders(inspection, forwarded, connection.clean.request, (headers) => {
      // A decoded body leaves without its coding.
      this.#outgoing.headers = headers.filter(([name]) => name !== "content-encoding");
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
        requestCodec(this.#route, headerValue(head.headers, "content-type"), inspection, sink, this.#ports.limits),
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
    const inspection = this.#direction("response", (on) => answer.pressed(on));
    this.#response = inspection;
    const hold = createHoldClock((text, ms) => this.#ports.metrics.held(text, ms));
    const answer = createAnswer({
      http: this.#http,
      limits: this.#ports.limits,
      budget: this.#budget,
      hold,
      monotonic: this.#ports.monotonic,
      heldText: () => inspection.held,
      plan: (status, list) => {
        // The upstream has the request; a long answer need not keep it, nor what inspected it.
        this.#body?.release();
        this.#body = undefined;
        this.#request = undefined;
        return planAnswer({
          route: this.#route,
          method: this.#http.head.method,
          status,
          headers: list,
          inspection,
          limits: this.#ports.limits,
          exchange: this.id,
        });
      },
      done: (failure) => {
        if (failure !== undefined) this.#fail(failure);
        else this.#end("completed", "");
      },
    });
    this.#answer = answer;
    this.#hold = hold;
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
    this.#finished();
  }
}
