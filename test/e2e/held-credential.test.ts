/**
 * The gateway's own credential, of a form that no detector knows, repeated by an upstream in every place of an answer: none of
 * it reaches the client, whatever the mode and the listener, and none of it is written.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { frontEnds } from "../harness/front-ends.ts";
import { behindOwn } from "./own-gateway.ts";
import { ask, CHAT, chat, json } from "./plain-client.ts";
import { answer, type Call, chunk, lastChunk, sseHead } from "./raw-upstream.ts";

const secret = "zebra~gateway.key-90ab/3f9c2a";
const base64 = Buffer.from(`user:${secret}`).toString("base64");
const core = base64.slice(8, -4);
const hidden = [secret, encodeURIComponent(secret), core, "gateway.key", "key-90ab"];

const said = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
const unknown = (x: string): string => `data: ${JSON.stringify({ choices: [], x })}\n\n`;
const streamed =
  (...events: readonly string[]) =>
  async (call: Call) => {
    await call.send(sseHead);
    for (const event of events) await call.send(chunk(event));
    await call.send(chunk(`${said("!")}data: [DONE]\n\n`));
    await call.send(lastChunk);
  };
const once = (bytes: Uint8Array) => (call: Call) => call.send(bytes);
const document = (value: unknown): string => JSON.stringify(value);

const places: readonly (readonly [name: string, play: (call: Call) => unknown, stays: string])[] = [
  [
    "an error",
    once(answer(401, json, document({ error: { message: `Incorrect API key provided: ${secret}.` } }))),
    "Incorrect API key provided: <GATEWAY_CREDENTIAL>.",
  ],
  ["a field nobody knows", once(answer(200, json, document({ choices: [], x: { y: [secret] } }))), '"x":{"y":["<'],
  ["a key", once(answer(200, json, document({ choices: [], x: { [secret]: 1 } }))), '"x":{"'],
  [
    "a header of the request, in base64",
    once(answer(200, json, document({ choices: [], echo: `Basic ${base64}` }))),
    "Basic ",
  ],
  ["JSON in JSON", once(answer(200, json, document({ choices: [], x: document({ secret }) }))), '\\"secret\\"'],
  ["headers", once(answer(200, { ...json, "x-request-id": secret, "openai-note": `key=${secret}` }, "{}")), "{}"],
  ["a location", once(answer(302, { ...json, location: `/v1/models?was=${encodeURIComponent(secret)}` }, "{}")), "{}"],
  ["a content type", once(answer(200, { "content-type": `application/json; x="${secret}"` }, "{}")), "{}"],
  ["a stream, in one event", streamed(said(`key ${secret} is`)), "is"],
  ["a stream, cut anywhere", streamed(...[...`key ${secret} is`].map(said)), "is"],
  ["a stream, in a field nobody knows", streamed(unknown(secret.slice(0, 9)), unknown(secret.slice(9))), "[DONE]"],
  ["a comment of a stream", streamed(`: ${secret}\n\n`, said("is")), "is"],
];

describe.each(frontEnds)("a credential that the gateway holds, %s", (listener) => {
  describe.each(["enforce", "observe"])("mode %s", (mode) => {
    const its = behindOwn({
      listener,
      connection: `credential: env:KEY\nmode: ${mode}`,
      // What allows other credentials does not allow this one.
      top: "mask: { tags: { credential: { response: allow } } }",
      env: { KEY: secret },
    });

    it.each(places)("stays behind it, in %s", async (_name, play, stays) => {
      its.upstream.play(play);
      const got = await ask(its.own.port, chat("hi"));
      expect(its.upstream.calls.at(-1)?.head).toContain(`authorization: Bearer ${secret}\r\n`);
      expect(got.body).toContain(stays);
      const all = JSON.stringify(got.headers) + got.body;
      for (const text of hidden) expect(all).not.toContain(text);
      expect(all).toMatch(/(?:<|%3C)GATEWAY_CREDENTIAL(?:>|%3E)/);
    });

    it("passes what only looks like it", async () => {
      const body = document({ choices: [], x: `${secret.slice(0, 12)} ${secret.slice(12)} ${secret.toUpperCase()}` });
      its.upstream.play(once(answer(200, json, body)));
      expect((await ask(its.own.port, { path: CHAT, ...chat("hi") })).body).toBe(body);
    });

    it("is written nowhere: not in the trail, the log, the rules that are kept, or the metrics", async () => {
      const metrics = await its.own.gateway.metrics.scrape();
      await its.own.stop();
      const events = await its.own.events();
      const found = events.filter((event) => event.kind === "decision" && event.detector === "held-credential");
      expect(found.length).toBeGreaterThanOrEqual(places.length);
      const files = readdirSync(its.own.data, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
      expect(files.length).toBeGreaterThan(1);
      const written = [
        ...files.map((file) => readFileSync(join(file.parentPath, file.name), "latin1")),
        its.own.log.join(""),
        metrics,
      ];
      for (const text of written) for (const part of hidden) expect(text).not.toContain(part);
    });
  });
});
