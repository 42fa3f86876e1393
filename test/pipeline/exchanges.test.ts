import { describe, expect, it } from "vitest";
import { failures } from "../../src/errors.ts";
import { CHAT, createRig, json, reply } from "./rig.ts";

const codeOf = (body: string): unknown => JSON.parse(body).error.code;
const header = (headers: readonly (readonly [string, string])[], name: string): string | undefined =>
  headers.find(([key]) => key === name)?.[1];

describe("the door", () => {
  it("counts what it turns away, and lets what it turns away leave no trace but that", () => {
    const rig = createRig();
    const nowhere = rig.open({ target: "/v1/files" });
    const ambiguous = rig.open({ target: "/v1/%2e%2e/x" });
    expect([nowhere.answer.status, codeOf(nowhere.answer.body)]).toEqual([403, "endpoint-refused"]);
    expect([ambiguous.answer.status, codeOf(ambiguous.answer.body)]).toEqual([400, "bad-request"]);
    expect(rig.refused).toEqual(["endpoint-refused", "bad-request"]);
    expect([rig.events, rig.sent, rig.exchanges.live]).toEqual([[], [], 0]);
    for (const { answer } of [nowhere, ambiguous]) {
      expect(header(answer.headers, "x-should-retry")).toBe("false");
      expect(answer.body).toContain(header(answer.headers, "x-sluice-exchange") ?? "?");
    }
  });

  it("speaks as the connection's provider does, where there is one", () => {
    const rig = createRig({ connection: { dialect: "anthropic" } });
    expect(JSON.parse(rig.open({ target: "/v1/files" }).answer.body)).toMatchObject({ type: "error" });
    const unready = createRig({
      connection: { dialect: "anthropic" },
      ports: { unready: () => failures.scannerDown() },
    });
    expect(JSON.parse(unready.open({ target: "/v1/messages" }).answer.body)).toMatchObject({ type: "error" });
  });

  it("lets in as many exchanges as limits.exchanges says, and one more when one has ended", () => {
    const rig = createRig();
    const open = [rig.open(), rig.open(), rig.open()];
    expect(rig.exchanges.live).toBe(3);
    expect(codeOf(rig.open().answer.body)).toBe("too-many-exchanges");
    open[0]?.leave();
    rig.ask("{}");
    expect(rig.sent.length).toBe(1);
  });

  it("is shut while something that every exchange needs does not work", () => {
    let unready: ReturnType<typeof failures.auditUnavailable> | undefined = failures.auditUnavailable();
    const rig = createRig({ ports: { unready: () => unready } });
    expect(codeOf(rig.ask("{}").answer.body)).toBe("audit-unavailable");
    expect(rig.sent).toEqual([]);
    unready = undefined;
    rig.ask("{}");
    expect(rig.sent.length).toBe(1);
  });

  it.each([
    ["GET", undefined, 200, "ready\n"],
    ["HEAD", undefined, 200, ""],
    ["GET", failures.scannerDown(), 503, "scanner-down\n"],
  ] as const)("answers %s /healthz with what it would do: %s", (method, error, status, body) => {
    const rig = createRig({ ports: { unready: () => error } });
    const { answer } = rig.open({ method, target: "/healthz", hasBody: false, headers: [] });
    expect([answer.status, answer.body, answer.ended]).toEqual([status, body, true]);
    expect([rig.refused, rig.events]).toEqual([[], []]);
  });

  it("shuts for good when the gateway stops, and waits for those inside", async () => {
    const rig = createRig();
    const http = rig.ask("{}");
    const drained = rig.exchanges.drain(1000);
    expect(codeOf(rig.ask("{}").answer.body)).toBe("stopping");
    expect(rig.open({ method: "GET", target: "/healthz", hasBody: false }).answer.body).toBe("stopping\n");
    reply(rig, 200, json, "{}");
    rig.sent[0]?.answer.end();
    await drained;
    expect(http.answer).toMatchObject({ status: 200, body: "{}", ended: true });
    await createRig().exchanges.drain(1000);
  });

  it("stops those inside when they do not end in time", async () => {
    const rig = createRig();
    const http = rig.ask("{}");
    const drained = rig.exchanges.drain(1000);
    rig.elapse();
    await drained;
    expect(codeOf(http.answer.body)).toMatch(/stopping|exchange-timeout/);
    expect(rig.exchanges.live).toBe(0);
  });

  it("ends every exchange at once when told to", () => {
    const rig = createRig();
    const all = [rig.ask("{}"), rig.open()];
    rig.exchanges.stopAll(failures.auditUnavailable());
    for (const { answer } of all) expect(codeOf(answer.body)).toBe("audit-unavailable");
    expect(rig.ends().map((end) => [end.outcome, end.reason])).toEqual([
      ["failed", "audit-unavailable"],
      ["failed", "audit-unavailable"],
    ]);
  });

  it("answers and goes on when a part of ours throws", () => {
    const rig = createRig({
      ports: {
        route: () => {
          throw new TypeError("a fault");
        },
      },
    });
    const { answer } = rig.open({ target: CHAT });
    expect([answer.status, codeOf(answer.body)]).toEqual([500, "internal"]);
    expect(answer.body).not.toContain("a fault");
    expect(rig.faults).toMatchObject([{ message: "a fault" }]);
  });
});
