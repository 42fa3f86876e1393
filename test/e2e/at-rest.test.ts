/**
 * Law 5 from outside: values and credentials are planted in every place that a client or an upstream can write, exchanges
 * succeed, are refused and fail; then every byte that the gateway wrote (audit trail, rules cache, output at level debug,
 * metrics) is searched for them.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readAudit } from "../../src/audit/read.ts";
import { sluiceFile } from "../cli/run-sluice.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { Wire } from "../protocols/http/wire.ts";
import { type Asked, ask, CHAT } from "./plain-client.ts";
import { answer, type Call, chunk, lastChunk, type RawUpstream, sseHead, startRawUpstream } from "./raw-upstream.ts";

const json = { "content-type": "application/json" };

/** Found by detectors; some of letters alone, as a name may be. */
const email = "canary.zebra@example.com";
const awsKey = `AKIA${"ZEBRAZEBRAZEBRAZ"}`;
const github = `ghp_${"aZebraBzEbRacZeBrAdzebRaEZEBRAfzebrA"}`;
const card = "4111111111111111";
const ssn = "078-05-1120";
const iban = "DE89370400440532013000";
const values = [email, awsKey, github, card, ssn, iban];
/** Keys of objects that look like words, whether a detector finds them or not. */
const wordKeys = ["sk-ant-api-zebraonly", "glpat-zebraonly", "xoxb-zebraonly", "zebra_word"];
const all = values.join(" ");
const credentials = {
  authorization: "Bearer zebra-client-key-3f9c2a",
  "x-api-key": "zebra-client-key-77d1",
  cookie: "session=zebra-client-cookie",
};
const held = "zebra-gateway-key-90ab";

/** What may be found nowhere; values also as pieces, so that a cut text counts. */
const forbidden = [...values, "zebra", "ZEBRA", "ZebraB", "41111111", "078-05", "37040044"];

const body = (value: unknown): string => JSON.stringify(value);
const keyed = (): object => Object.fromEntries([...values, ...wordKeys].map((key) => [key, { [key]: all, note: all }]));

const asks: readonly Asked[] = [
  // Everywhere in a request that succeeds.
  {
    body: body({ model: email, messages: [{ role: email, content: all, name: github }], user: ssn, metadata: keyed() }),
  },
  {
    body: body({
      model: awsKey,
      messages: [],
      tools: [{ type: github, function: { name: email, description: all, parameters: keyed() } }],
    }),
  },
  {
    body: body({
      messages: [
        {
          role: "assistant",
          tool_calls: [{ id: email, type: github, function: { name: awsKey, arguments: body(keyed()) } }],
        },
        { role: "tool", tool_call_id: email, content: [{ type: email, text: all }] },
      ],
    }),
  },
  {
    body: body({ model: "m", messages: [{ role: "user", content: all }], stream: true }),
    headers: {
      "user-agent": all,
      "x-request-id": email,
      [`x-ms-${card}`]: all,
      [`x-stainless-${awsKey}`]: email,
      "x-sluice-session": email,
      "x-not-listed": all,
    },
  },
  { path: `${CHAT}?to=${email}&${card}=1&api-key=zebra-query-key`, body: body({ model: email }) },
  { path: `/openai/deployments/${card}/chat/completions?api-version=${email}`, body: body({ model: email }) },
  { method: "GET", path: `/v1/models/${email}` },
  // Refused.
  { body: `{"model":"${email}","messages":[${all}` },
  { body: `{"${email}":1,"${email}":2}` },
  { body: Buffer.from(`{"a":"${all} \xff"}`, "latin1") },
  { body: body({ a: all }), headers: { "content-type": `text/${awsKey}` } },
  { body: body({ a: all }), headers: { "content-type": `application/json; charset=${github}` } },
  { body: body({ a: all }), headers: { "content-encoding": github } },
  { body: gzipSync(body({ a: all })).subarray(0, 30), headers: { "content-encoding": "gzip" } },
  {
    body: body({
      messages: [
        {
          role: "user",
          content: [{ type: "image_url", image_url: { url: `data:image/${github};base64,AAAA${email}` } }],
        },
      ],
    }),
  },
  { body: body({ deep: JSON.parse(`${"[".repeat(200)}"${email}"${"]".repeat(200)}`) }) },
  { path: `/v1/files/${email}?${all.replaceAll(" ", "&")}` },
  { path: `/v1/${email}/%2e%2e/${card}` },
  { path: `/v1/%zz${email}` },
  { path: `/v1/chat/completions?q=%zz${email}` },
  { path: `/nowhere/${email}` },
  { method: "DELETE", path: `/v1/${email}` },
  // A rule blocks it.
  { body: body({ messages: [{ role: "user", content: `${iban} ${all}` }] }), headers: { "x-block": "1" } },
];

const raw: readonly string[] = [
  `POST ${CHAT} HTTP/1.1\r\nhost: ${email}\r\ncontent-length: 2\r\ncontent-length: 3\r\nx-${card}: ${email}\r\n\r\n{}`,
  `${github} /${email} HTTP/1.1\r\nhost: x\r\n\r\n`,
  `POST /${email} HTTP/9.9\r\nhost: x\r\n\r\n`,
  `GET http://user:${awsKey}@${email}/ HTTP/1.1\r\nhost: x\r\n\r\n`,
  `GET /v1/models HTTP/1.1\r\nhost: x\r\nupgrade: ${email}\r\nconnection: upgrade\r\n\r\n`,
  `GET /v1/models HTTP/1.1\r\nhost: x\r\nx-big: ${email.repeat(900)}\r\n\r\n`,
];

const event = (value: object, name = ""): string => `${name === "" ? "" : `event: ${name}\n`}data: ${body(value)}\n\n`;
const stream =
  (...parts: (string | Buffer)[]) =>
  async (call: Call): Promise<void> => {
    await call.send(sseHead);
    for (const part of parts) await call.send(chunk(part));
    await call.send(lastChunk);
  };

const answers: readonly ((call: Call) => unknown)[] = [
  (call) =>
    call.send(
      answer(
        200,
        { ...json, "x-request-id": email, [`x-ms-${card}`]: all, "set-cookie": "zebra-upstream-cookie=1" },
        body({
          id: email,
          model: github,
          choices: [
            {
              message: {
                content: all,
                tool_calls: [{ id: email, function: { name: awsKey, arguments: body(keyed()) } }],
              },
            },
          ],
          ...keyed(),
        }),
      ),
    ),
  (call) =>
    call.send(
      Buffer.from(`HTTP/1.1 401 ${email} ${card}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`),
    ),
  (call) => call.send(answer(500, json, body({ error: { message: all, type: email, code: card } }))),
  (call) => call.send(answer(200, json, `{"a":"${all}`)),
  (call) => call.send(answer(200, { "content-type": `application/${email}` }, all)),
  (call) => call.send(answer(200, { "content-type": `text/plain; charset=${github}` }, all)),
  (call) => call.send(answer(200, { ...json, "content-encoding": email }, all)),
  (call) => call.send(answer(201, { location: `https://${email}/${card}` }, "")),
  (call) => call.socket.end(`${email} ${card}\r\n\r\n`),
  (call) => call.send(Buffer.from(`HTTP/1.1 200 OK\r\n${email}: ${card}\r\n\r\n`)),
  (call) => call.reset(),
  stream(
    `: ${all}\nid: ${email}\nevent: ${github}\nretry: ${card}\n${awsKey}: ${email}\ndata: ${body({ choices: [{ index: 0, delta: { content: all, [email]: ssn } }] })}\n\n`,
    event(
      {
        type: email,
        choices: [
          {
            index: 0,
            delta: {
              tool_calls: [{ index: 0, id: email, function: { name: github, arguments: body(keyed()).slice(0, 40) } }],
            },
          },
        ],
      },
      email,
    ),
    `data: ${all}\n\n`,
    event({ choices: [{ index: 0, finish_reason: email, delta: {} }], ...keyed() }),
    "data: [DONE]\n\n",
  ),
  stream(event({ choices: [{ index: 0, delta: { content: "Card 4111 1111 11" } }] }), `data: {"a": ${all}\n\n`),
  stream(event({ choices: [{ index: 0, delta: { content: all } }] }), Buffer.from([0xff, 0x0a, 0x0a])),
  stream(event({ error: { message: all, code: email } }, email)),
];

const planted = [
  ...["(keys)", "model", "*", "path", "query.name", "query.value", "messages[].content", "messages[].*"],
  ...["messages[].role", "messages[].tool_calls[].function.arguments", "messages[].tool_call_id", "*.*.*"],
  ...["tools[].type", "tools[].*.*", "tools[].*.*.*.*", "header.content-type"],
  ...["header.user-agent", "header.x-request-id", "header.x-ms-*", "header.x-stainless-*", "header.name"],
].map((lane) => `request ${lane}`);
planted.push(
  ...[
    ...["(keys)", "id", "model", "*", "data", "*.*", "sse.comment", "sse.event", "sse.id"],
    ...["sse.retry", "sse.field", "header.location", "header.x-ms-*", "header.name", "choices[].message.content"],
    ...["choices[].delta.content", "choices[].delta.tool_calls[].function.name", "choices[].finish_reason"],
  ].map((lane) => `response ${lane}`),
);
const ended = [
  ...["", "blocked", "malformed-json", "duplicate-key", "invalid-utf8", "json-too-deep", "malformed-coding"],
  ...["unsupported-coding", "uninspectable", "content-type-mismatch", "unsupported-content-type", "upstream-reset"],
  ...["upstream-malformed", "client-gone", "endpoint-refused", "bad-request", "not-implemented", "headers-too-large"],
];

function everyByte(directory: string): Buffer {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(2);
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
}

describe.each(listeners)("at rest, %s", (listener) => {
  let upstream: RawUpstream;
  let child: ChildProcess;
  let data: string;
  let directory: string;
  let output = "";
  let port = 0;
  let adminPort = 0;

  beforeAll(async () => {
    upstream = await startRawUpstream();
    directory = mkdtempSync(join(tmpdir(), "sluice-rest-"));
    data = join(directory, "data");
    writeFileSync(
      join(directory, "sluice.yaml"),
      `version: 1
data: ${data}
listen: { address: "127.0.0.1:0", listener: ${listener} }
admin: { address: "127.0.0.1:0" }
connections:
  own:
    dialect: openai
    upstream: ${upstream.origin}
    path: /
    clients: anonymous
    credential: env:SLUICE_TEST_CREDENTIAL
    endpoints: [inference, models]
    headers: { request: [x-block], response: [] }
rules:
  - id: no-iban
    if: { direction: request, entities: [IBAN_CODE] }
    then: block
log: { level: debug }
`,
    );
    child = spawn(process.execPath, [sluiceFile, "serve", "--config", "sluice.yaml"], {
      cwd: directory,
      env: { ...process.env, SLUICE_TEST_CREDENTIAL: held },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const part of [child.stdout, child.stderr]) {
      part?.on("data", (text: Buffer) => {
        output += text.toString();
      });
    }
    const at = (message: string): number =>
      Number(new RegExp(`"at":"http://127\\.0\\.0\\.1:(\\d+)"[^\\n]*"msg":"${message}"`).exec(output)?.[1] ?? 0);
    await vi.waitFor(() => expect(at("ready")).toBeGreaterThan(0), { timeout: 20_000, interval: 50 });
    port = at("ready");
    adminPort = at("admin");
  }, 30_000);
  afterAll(async () => {
    child.kill("SIGKILL");
    await upstream.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it("nothing that was planted lies anywhere", async () => {
    const statuses: number[] = [];
    const send = async (asked: Asked): Promise<void> => {
      const got = await ask(port, { ...asked, headers: { ...credentials, ...asked.headers } });
      statuses.push(got.status);
    };
    const without = (text: string): string => text.replaceAll(iban, "");
    for (const play of [answers[0], answers[2], answers.at(-1)]) {
      if (play === undefined) continue;
      upstream.play(play);
      for (const asked of asks) {
        await send(asked);
        // Again without what the rule blocks, so that it goes all the way.
        const headers = Object.entries(asked.headers ?? {}).map(([name, value]) => [name, without(String(value))]);
        if (typeof asked.body === "string")
          await send({ ...asked, body: without(asked.body), headers: Object.fromEntries(headers) });
      }
    }
    for (const play of answers) {
      upstream.play(play);
      await send({ body: body({ model: "m", messages: [{ role: "user", content: "hi" }] }) });
    }
    for (const bytes of raw) {
      const wire = await Wire.open(port);
      wire.send(bytes);
      wire.socket.end();
      await Promise.race([wire.untilClosed(), new Promise((go) => setTimeout(go, 300))]);
      wire.close();
    }
    // A client that leaves in the middle.
    upstream.play(async (call) => {
      await call.send(sseHead);
      await call.send(chunk(event({ choices: [{ index: 0, delta: { content: "Hello. " } }] })));
      await call.send(chunk(event({ choices: [{ index: 0, delta: { content: `${all} 4111 1111 11` } }] })));
    });
    await ask(port, { body: body({ model: email, messages: [] }), seen: (_text, leave) => leave() });

    for (const status of [200, 400, 403, 415, 500, 502]) expect(statuses).toContain(status);

    const metrics = await ask(adminPort, { method: "GET", path: "/metrics" });
    expect(metrics.body).toContain("sluice_findings_total");
    child.kill("SIGTERM");
    await once(child, "exit");
    expect(output).toContain('"msg":"stopped"');

    const lanes = new Set<string>();
    const reasons = new Set<string>();
    await readAudit(join(data, "audit"), {
      onEvent(event) {
        if (event.kind === "decision") lanes.add(`${event.direction} ${event.lane}`);
        if (event.kind === "end" || event.kind === "refusals") reasons.add(event.reason);
      },
    });
    // That it was all there to be written down.
    expect(planted.filter((lane) => !lanes.has(lane))).toEqual([]);
    for (const reason of ended) expect([...reasons]).toContain(reason);
    for (const [place, bytes] of [
      ["data directory", everyByte(data)],
      ["output", Buffer.from(output)],
      ["metrics", Buffer.from(metrics.body)],
    ] as const) {
      for (const text of [...forbidden, held]) {
        const at = bytes.indexOf(text);
        const around = at < 0 ? "" : bytes.toString("latin1", Math.max(0, at - 60), at + 60);
        expect([place, text, around]).toEqual([place, text, ""]);
      }
    }
  }, 60_000);
});
