/**
 * A configuration's own detectors through the whole gateway, on both listeners: what the upstream gets, what the client gets, what the trail
 * says; and that no word or value of the configuration is written anywhere.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { frontEnds } from "../harness/front-ends.ts";
import { behindOwn } from "./own-gateway.ts";
import { ask, chat, json } from "./plain-client.ts";
import { answer, type Call, chunk, lastChunk, sseHead } from "./raw-upstream.ts";

const top = String.raw`detectors:
  custom:
    - { entity: PROJECT_CODE, pattern: '\bPRJ-\d{6}\b', examples: [PRJ-123456], counterExamples: [PRJ-1234567] }
    - { entity: PROJECT_NAME, words: [zephyrine, cobalt heron], caseless: true }
  allow:
    - { entity: EMAIL_ADDRESS, domains: [quokka.example] }
  fields:
    - { names: [patient, "*diagnosis*"], label: regulated, entity: HEALTH }
`;
const hidden = ["zephyrine", "Zephyrine", "cobalt", "quokka", "PRJ-654321", "Grippe"];

const said = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;

describe.each(frontEnds)("a configuration's own detectors, %s", (listener) => {
  const its = behindOwn({
    listener,
    top,
    connection: 'endpoints: [inference, "POST /v1/export"]\nheaders: { request: [x-diagnosis], response: [patient] }',
  });

  it("redact a prompt and its fields, and leave alone what is allowed", async () => {
    its.upstream.play((call) => call.send(answer(200, json, "{}")));
    const body = {
      model: "m",
      messages: [
        { role: "user", content: "PRJ-654321 of Zephyrine and Cobalt  Heron: ada@quokka.example, bob@x.example" },
      ],
      metadata: { main_diagnosis: { text: "Grippe", code: 7 }, note: "none" },
    };
    await ask(its.own.port, { ...chat("x"), body: JSON.stringify(body) });
    expect(JSON.parse(its.upstream.calls.at(-1)?.body ?? "")).toEqual({
      model: "m",
      messages: [
        {
          role: "user",
          content: "<PROJECT_CODE> of <PROJECT_NAME> and <PROJECT_NAME>: ada@quokka.example, <EMAIL_ADDRESS>",
        },
      ],
      metadata: { main_diagnosis: { text: "<HEALTH>", code: 0 }, note: "none" },
    });
  });

  it("redact an answer that streams, cut in the middle of what they find", async () => {
    its.upstream.play(async (call: Call) => {
      await call.send(sseHead);
      for (const text of ["so PRJ-65", "4321 is zeph", "yrine's, not ", "PRJ-6543210"])
        await call.send(chunk(said(text)));
      const end = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
      await call.send(chunk(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`));
      await call.send(lastChunk);
    });
    const { body } = await ask(its.own.port, chat("hi", { stream: true }));
    const text = [...body.matchAll(/"content":"([^"]*)"/g)].map(([, piece]) => piece).join("");
    expect(text).toBe("so <PROJECT_CODE> is <PROJECT_NAME>'s, not PRJ-6543210");
  });

  it("redact headers and the columns of CSV by their names, both ways", async () => {
    its.upstream.play((call) =>
      call.send(
        answer(200, { "content-type": "text/csv", patient: "Grippe" }, 'n;"Diagnosis"\r\n1;"Grippe; mild"\r\n'),
      ),
    );
    const { headers, body, status } = await ask(its.own.port, {
      path: "/v1/export",
      headers: { "content-type": "text/csv", "x-diagnosis": "Grippe" },
      body: "patient,n\nGrippe,1\n",
    });
    const call = its.upstream.calls.at(-1);
    expect(call?.head).toMatch(/^x-diagnosis: <HEALTH>\r?$/im);
    expect(call?.body).toBe("patient,n\n<HEALTH>,1\n");
    expect([status, headers.patient, body]).toEqual([200, "<HEALTH>", 'n;"Diagnosis"\r\n1;"<HEALTH>"\r\n']);
  });

  it("say in the trail what they found and let through, and nothing of it is written", async () => {
    const metrics = await its.own.gateway.metrics.scrape();
    await its.own.stop();
    const decisions = (await its.own.events()).flatMap((event) => (event.kind === "decision" ? [event] : []));
    const told = new Set(decisions.map(({ detector, decision, rule }) => `${detector} ${decision} ${rule}`));
    for (const line of [
      "project-code mask default.confidential",
      "project-name mask default.confidential",
      "health mask default.regulated",
      "email allow detectors.allow",
    ])
      expect(told).toContain(line);
    expect(existsSync(join(its.own.data, "cache"))).toBe(false);
    const files = readdirSync(its.own.data, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const written = [
      ...files.map((file) => readFileSync(join(file.parentPath, file.name), "latin1")),
      its.own.log.join(""),
      metrics,
    ];
    expect(files.length).toBeGreaterThan(0);
    for (const text of written) for (const part of hidden) expect(text).not.toContain(part);
  });
});
