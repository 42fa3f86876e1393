/** Codings in both directions through both listeners, in one write and in many: decoded and redacted, or refused. */
import { describe, expect, it } from "vitest";
import { behindOwn } from "../e2e/own-gateway.ts";
import { ask, CHAT, chat, codeOf } from "../e2e/plain-client.ts";
import { answer, chunk, head, lastChunk } from "../e2e/raw-upstream.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { Wire } from "../protocols/http/wire.ts";
import { type Coded, codings } from "./codings.ts";

const type = { "content-type": "application/json" };
const rows = codings.map((row) => [row.name, row] as const);
/** A few pieces, cut at odd places. */
const pieces = (body: Uint8Array): Uint8Array[] => {
  const size = Math.max(1, Math.ceil(body.length / 37));
  return Array.from({ length: Math.ceil(body.length / size) }, (_, at) => body.subarray(at * size, (at + 1) * size));
};

describe.each(listeners)("codings, %s", (listener) => {
  const its = behindOwn({
    listener,
    connection: 'endpoints: [inference, "GET /v1/notes/*"]',
  });

  const bodyOf = (text: string): string => text.slice(text.indexOf("\r\n\r\n") + 4);

  it.each(rows)("of a request: %s", async (_, { encodings, body, outcome }: Coded) => {
    for (const parts of [[body], pieces(body)]) {
      its.upstream.forget();
      its.upstream.play((call) => call.send(answer(200, type, "{}")));
      const wire = await Wire.open(its.own.port);
      const fields = encodings.map((encoding) => `content-encoding: ${encoding}\r\n`).join("");
      wire.send(
        `POST ${CHAT} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nconnection: close\r\n${fields}content-length: ${body.length}\r\n\r\n`,
      );
      for (const part of parts) wire.send(part);
      const text = await wire.until((all) => all.includes("\r\n\r\n") && bodyOf(all).endsWith("}"));
      wire.close();
      if (outcome === "whole") {
        expect(text).toMatch(/^HTTP\/1\.1 200 /);
        expect(its.upstream.calls[0]?.head).not.toMatch(/content-encoding/i);
        expect(its.upstream.calls[0]?.body).toContain("to <EMAIL_ADDRESS>, all is well");
      } else if (outcome === "empty") {
        expect(text).toMatch(/^HTTP\/1\.1 200 /);
        expect(its.upstream.calls.map((call) => call.body)).toEqual([""]);
      } else {
        expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
        if (outcome === "twice") expect(codeOf(bodyOf(text))).toBe("bad-request");
        else if (outcome !== "refused") expect(codeOf(bodyOf(text))).toBe(outcome);
        expect(its.upstream.bytes).toBe(0);
      }
      expect(text).not.toContain("mallory");
    }
  });

  it.each(rows)("of an answer: %s", async (_, { encodings, body, outcome }: Coded) => {
    for (const parts of [[body], pieces(body)]) {
      its.upstream.play(async (call) => {
        const [start = "", ...rest] = head(200, type).toString("latin1").split("\r\n");
        const fields = encodings.map((encoding) => `content-encoding: ${encoding}`);
        await call.send([start, ...fields, ...rest].join("\r\n"));
        for (const part of parts) if (part.length > 0) await call.send(chunk(part));
        await call.send(lastChunk);
      });
      const got = await ask(its.own.port, chat("hi"));
      if (outcome === "whole") {
        expect(got.status).toBe(200);
        expect(["identity", undefined]).toContain(got.headers["content-encoding"]);
        expect(got.body).toContain("to <EMAIL_ADDRESS>, all is well");
      } else if (outcome === "empty") expect(got.body).not.toContain("messages");
      else {
        expect(got.status).toBe(502);
        if (outcome === "twice") expect(codeOf(got.body)).toBe("upstream-malformed");
        else if (outcome !== "refused") expect(codeOf(got.body)).toBe(outcome);
      }
      expect([got.complete, JSON.stringify(got).includes("mallory")]).toEqual([true, false]);
    }
  });
});
