import { expect, test } from "vitest";
import { Deadlines } from "../../../src/deadlines.ts";
import { UwsExchange } from "../../../src/protocols/http/uws-exchange.ts";
import type { UwsResponse } from "../../../src/protocols/http/uws-response.ts";

test("a body that comes although nobody reads is refused by a bound of its own, not by limits.body", async () => {
  let receive: (chunk: Uint8Array, last: boolean) => void = () => expect.unreachable();
  const response = {
    listen() {},
    onBody(listener: typeof receive) {
      receive = listener;
    },
    pauseBody() {},
    resumeBody() {},
  };
  const exchange = new UwsExchange({
    head: { method: "POST", target: "/", headers: [], remote: { address: "127.0.0.1" }, secure: false },
    hasBody: true,
    response: response as unknown as UwsResponse,
    deadlines: new Deadlines(1000),
    requestTimeoutMs: 1000,
    over() {},
    broken() {},
  });
  for (let i = 0; i < 17; i++) receive(new Uint8Array(64 * 1024), false);
  const failure = await new Promise((resolve) =>
    exchange.read({ data: () => expect.unreachable(), end: () => expect.unreachable(), abort: resolve }),
  );
  expect(failure).toMatchObject({ code: "unread-body", status: 503, message: expect.not.stringContaining("limits.") });
});
