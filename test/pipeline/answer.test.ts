import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { failures, type SluiceError } from "../../src/errors.ts";
import type { BodySink } from "../../src/inspect/inspection.ts";
import { createAnswer } from "../../src/pipeline/answer.ts";
import type { AnswerPlan } from "../../src/pipeline/answer-plan.ts";
import { createHoldClock } from "../../src/pipeline/hold-clock.ts";
import { createBodyBudget } from "../../src/pipeline/request-body.ts";
import type { HeaderList } from "../../src/protocols/http/listener.ts";
import { createFakeHttp } from "./fake-http.ts";

/** Holds back everything behind the last full stop. */
function sentenceCodec(sink: BodySink) {
  let text = "";
  const codec = {
    held: 0,
    write(chunk: Uint8Array) {
      text += Buffer.from(chunk).toString();
      const cut = text.lastIndexOf(".") + 1;
      if (cut > 0) sink.write(Buffer.from(text.slice(0, cut)));
      text = text.slice(cut);
      codec.held = text.length;
    },
    end() {
      if (text !== "") sink.write(Buffer.from(text));
      codec.held = 0;
      sink.end();
    },
  };
  return codec;
}

function run(plan: Partial<AnswerPlan> = {}, limits: { bodyBytes?: number; bufferedBytes?: number } = {}) {
  const http = createFakeHttp({ method: "POST" });
  const calls: string[] = [];
  const held: number[] = [];
  let outcome: SluiceError | "completed" | undefined;
  const options = {
    http: http.exchange,
    limits: { bodyBytes: 1 << 20, inflatedBytes: 1 << 20, ratio: 100, bufferedBytes: 1 << 20, ...limits },
    budget: createBodyBudget(limits.bufferedBytes ?? 1 << 20),
    hold: createHoldClock({ held: (size) => held.push(size) }),
    monotonic: () => 0,
    inspection: {
      get held() {
        return held.length;
      },
    },
  };
  const answer = createAnswer(options, {
    plan: (status) => ({
      status,
      contentEncoding: undefined,
      bodiless: false,
      streams: true,
      events: false,
      codec: sentenceCodec,
      header: (sink) => sink.headers([["content-type", "text/plain"]]),
      ...plan,
    }),
    answered: (failure) => {
      outcome = (failure as SluiceError | undefined) ?? "completed";
    },
  });
  answer.attach({
    pause: () => calls.push("pause"),
    resume: () => calls.push("resume"),
    abort: () => calls.push("abort"),
  });
  const data = (text: string): void => answer.handler.data(Buffer.from(text));
  return {
    http,
    answer,
    calls,
    held,
    data,
    outcome: () => outcome,
  };
}

describe("answers", () => {
  it("streams what is released, in one write per chunk, and counts both sides", () => {
    const { http, answer, data, outcome } = run();
    answer.handler.head(200, []);
    expect(http.answer).toMatchObject({ status: 200, framing: { kind: "chunked" } });
    data("One. Two. Thr");
    expect(http.answer.body).toBe("One. Two.");
    data("ee.");
    answer.handler.end();
    expect([http.answer.body, http.answer.ended, outcome()]).toEqual(["One. Two. Three.", true, "completed"]);
    expect([answer.bytesIn, answer.bytesOut]).toEqual([16, 16]);
  });

  it("holds a document whole, so that its length is known and it can still become a refusal", () => {
    const whole = run({ streams: false });
    whole.answer.handler.head(200, []);
    whole.data("One. Two.");
    expect(whole.http.answer.status).toBe(0);
    whole.answer.handler.end();
    expect(whole.http.answer).toMatchObject({ framing: { kind: "length", bytes: 9 }, body: "One. Two." });

    const broken = run({ streams: false });
    broken.answer.handler.head(200, []);
    broken.data("One. Tw");
    broken.answer.handler.fail(failures.upstreamReset());
    expect([broken.http.answer.status, broken.http.answer.body, (broken.outcome() as SluiceError).code]).toEqual([
      0,
      "",
      "upstream-reset",
    ]);
  });

  it("sends what was released before a reset and drops what was held", () => {
    const { http, answer, data, outcome, calls } = run();
    answer.handler.head(200, []);
    data("One. Tw");
    answer.handler.fail(failures.upstreamReset());
    expect([http.answer.body, http.answer.ended, (outcome() as SluiceError).code]).toEqual([
      "One.",
      false,
      "upstream-reset",
    ]);
    expect(calls).toEqual(["abort"]);
  });

  it("writes nothing before the header's values are inspected", () => {
    let ready: ((headers: HeaderList) => void) | undefined;
    const { http, answer, data } = run({
      header: (sink) => {
        ready = (headers) => sink.headers(headers);
      },
    });
    answer.handler.head(200, []);
    data("One.");
    answer.handler.end();
    expect([http.answer.status, http.answer.body]).toEqual([0, ""]);
    ready?.([["x-note", "ok"]]);
    expect(http.answer).toMatchObject({ status: 200, body: "One.", ended: true, headers: [["x-note", "ok"]] });
  });

  it("pauses the upstream for a slow client, a slow scan and an audit trail that cannot be written, until all are over", () => {
    const { http, answer, data, calls } = run();
    answer.handler.head(200, []);
    http.clog();
    data("One.");
    expect(calls).toEqual(["pause"]);
    answer.pressed(true);
    answer.waiting(true);
    http.drain();
    answer.pressed(false);
    expect(calls).toEqual(["pause"]);
    answer.waiting(false);
    expect(calls).toEqual(["pause", "resume"]);
  });

  it.each([
    ["HEAD and 204", "anything"],
    ["304", ""],
  ])("gives %s no body, whatever the upstream sends", (_name, text) => {
    const { http, answer, data, outcome } = run({ bodiless: true });
    answer.handler.head(204, []);
    if (text !== "") data(text);
    answer.handler.end();
    expect(http.answer).toMatchObject({ body: "", framing: { kind: "none" }, ended: true });
    expect(outcome()).toBe("completed");
  });

  it("decodes gzip, and refuses a coding it cannot inspect", async () => {
    const { http, answer } = run({ contentEncoding: "gzip" });
    answer.handler.head(200, []);
    answer.handler.data(gzipSync("One. Two."));
    answer.handler.end();
    await expect.poll(() => http.answer.ended).toBe(true);
    expect(http.answer.body).toBe("One. Two.");
    const br = run({ contentEncoding: "br" });
    br.answer.handler.head(200, []);
    expect((br.outcome() as SluiceError).code).toBe("unsupported-coding");
  });

  it("says how much was held each time a chunk has left", () => {
    const { answer, data, held } = run();
    answer.handler.head(200, []);
    data("One. Tw");
    data("o. Thr");
    data("ee.");
    expect(held).toEqual([0, 1, 1]);
  });

  it("waits with an error until a slow client has taken what was released before it", () => {
    const { http, answer, data, outcome } = run();
    answer.handler.head(200, []);
    http.clog();
    data("One.");
    data("Two. Thr");
    answer.handler.fail(failures.upstreamReset());
    expect([http.answer.body, outcome()]).toEqual(["One.", undefined]);
    http.drain();
    expect([http.answer.body, (outcome() as SluiceError).code]).toEqual(["One.Two.", "upstream-reset"]);
  });

  it("gives a slow client its document piece by piece, and ends behind the last", () => {
    const { http, answer, data, outcome } = run({ streams: false });
    answer.handler.head(200, []);
    data(`${"a".repeat(200_000)}.`);
    http.clog();
    answer.handler.end();
    let pieces = 1;
    expect([http.answer.body.length, outcome()]).toEqual([65_536, undefined]);
    for (; outcome() === undefined; pieces++) {
      http.drain();
      if (outcome() === undefined) http.clog();
    }
    expect([http.answer.body.length, http.answer.ended, outcome()]).toEqual([200_001, true, "completed"]);
    expect(pieces).toBeGreaterThan(1);
  });

  it("keeps what comes while the audit trail cannot be written, in order, and its end too", () => {
    const { http, answer, data, outcome } = run();
    answer.handler.head(200, []);
    answer.waiting(true);
    data("One.");
    data("Two.");
    answer.handler.end();
    expect([http.answer.body, outcome()]).toEqual(["", undefined]);
    answer.waiting(false);
    expect([http.answer.body, outcome()]).toEqual(["One.Two.", "completed"]);
  });

  it("lets a codec decide what has come when the upstream breaks off", () => {
    const { http, answer, data, outcome } = run({
      codec: (sink) => {
        const codec = sentenceCodec(sink);
        return {
          ...codec,
          breakOff(error) {
            sink.write(Buffer.from("decided"));
            sink.fail(error);
          },
        };
      },
    });
    answer.handler.head(200, []);
    data("One. Tw");
    answer.handler.fail(failures.upstreamReset());
    expect([http.answer.body, (outcome() as SluiceError).code]).toEqual(["One.decided", "upstream-reset"]);
  });

  it.each([
    ["a document past limits.body", false, 1001, "body-too-large"],
    ["a document past limits.bufferedBytes", false, 600, "buffered-bytes"],
    ["a stream of any size", true, 5000, undefined],
  ])("counts %s", (_name, streams, size, code) => {
    const { answer, data, outcome } = run({ streams }, { bodyBytes: 1000, bufferedBytes: 500 });
    answer.handler.head(200, []);
    data("a".repeat(size));
    expect((outcome() as SluiceError | undefined)?.code).toBe(code);
  });

  it("knows whether an event is open", () => {
    for (const [text, open] of [
      ["data: a.", true],
      ["data: a.\n", true],
      ["data: a.\n\n", false],
      ["data: a.\r\n", true],
      ["data: a.\r\n\r\n", false],
      ["data: a.\r\r", false],
    ] as const) {
      const { answer, data } = run({ codec: plain });
      expect(answer.amidEvent).toBe(false);
      answer.handler.head(200, []);
      for (const piece of text) data(piece);
      expect([text, answer.amidEvent]).toEqual([text, open]);
    }
  });

  it("ends the exchange, and nothing else, when a codec throws", () => {
    const { answer, data, outcome } = run({
      codec: () => ({
        held: 0,
        write() {
          throw new TypeError("a fault");
        },
        end() {},
      }),
    });
    answer.handler.head(200, []);
    data("One.");
    expect(outcome()).toBeInstanceOf(TypeError);
  });
});

const plain = (sink: BodySink) => ({ held: 0, write: (chunk: Uint8Array) => sink.write(chunk), end: () => sink.end() });

describe("a chunk that the codec takes as it lies", () => {
  const chunk = Buffer.from("4\r\ntake\r\n");
  const taking = (log: string[], fails = false): Pick<AnswerPlan, "codec"> => ({
    codec: (sink) => ({
      ...sentenceCodec(sink),
      taken: { data: 4, released: () => Buffer.from("Took.") },
      take(_bytes, from, to) {
        log.push("asked");
        if (fails) throw new Error("a fault");
        return to - from === chunk.length ? to : from;
      },
    }),
  });
  const take = ({ answer }: ReturnType<typeof run>, bytes = chunk): number | undefined =>
    answer.handler.take?.(bytes, 0, bytes.length);

  it("is counted on both sides, and what it releases leaves at once", () => {
    const running = run(taking([]));
    running.answer.handler.head(200, []);
    running.data("One.");
    expect(take(running)).toBe(chunk.length);
    expect(take(running, chunk.subarray(1))).toBe(0);
    expect(running.http.answer.body).toBe("One.Took.");
    expect(running.answer).toMatchObject({ bytesIn: 8, bytesOut: 9, amidEvent: true });
    expect(running.held).toHaveLength(2);
  });

  it.each<readonly [string, Partial<AnswerPlan>, (running: ReturnType<typeof run>) => void]>([
    ["the client is slow", {}, ({ http, data }) => [http.clog(), data("One.")]],
    ["a scan is slow", {}, ({ answer }) => answer.pressed(true)],
    ["the audit trail cannot be written", {}, ({ answer }) => answer.waiting(true)],
    ["the answer is a document", { streams: false }, () => {}],
    ["the answer is compressed", { contentEncoding: "gzip" }, () => {}],
    ["its head has not left", { header: () => {} }, () => {}],
    ["it has failed", {}, ({ answer }) => answer.handler.fail(failures.upstreamReset())],
    ["it is aborted", {}, ({ answer }) => answer.abort()],
  ])("is not asked for while %s", (_, plan, before) => {
    const log: string[] = [];
    const running = run({ ...taking(log), ...plan });
    running.answer.handler.head(200, []);
    before(running);
    expect(take(running)).toBe(0);
    expect(log).toEqual([]);
  });

  it("ends the exchange, and nothing else, when the codec throws", () => {
    const running = run(taking([], true));
    running.answer.handler.head(200, []);
    expect(take(running)).toBe(0);
    expect(running.outcome()).toBeInstanceOf(Error);
    expect(running.calls).toEqual(["abort"]);
  });
});
