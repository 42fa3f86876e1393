import { connect } from "node:net";
import { expect, test } from "vitest";
import { loadUws, type UwsHead, type UwsModule } from "../../../src/protocols/http/uws-native.ts";
import { peersOf } from "../../../src/protocols/http/uws-peers.ts";
import { noUws } from "../../harness/front-ends.ts";

function native(): { readonly uws: UwsModule; readonly head: UwsHead } {
  const load = loadUws();
  if (load.kind !== "native") throw new Error(load.why);
  return load;
}

/** One request on a connection of its own, from this address. */
function ask(host: string, port: number, localAddress: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, localAddress });
    socket.on("error", reject).on("close", () => resolve());
    socket.on("data", () => socket.end());
    socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  });
}

test.skipIf(noUws !== undefined)("each request has the address of its own client, whoever came before", async () => {
  const { uws, head } = native();
  const app = uws.App();
  const peerOf = peersOf(head, false);
  const told: string[] = [];
  app.any("/*", (response) => {
    told.push(peerOf(response));
    response.end();
  });
  let token: unknown;
  app.listen("::", 0, 1, (listening) => (token = listening));
  const port = uws.us_socket_local_port(token);
  const clients = ["127.0.0.1", "127.0.0.1", "127.0.0.2", "::1", "127.0.0.1", "::1", "127.0.0.10"];
  for (const client of clients) await ask(client === "::1" ? "::1" : "127.0.0.1", port, client);
  app.close();
  expect(told).toEqual(clients);
});

test.skipIf(noUws !== undefined)(
  "what is no response of its, or one that has ended, is refused, not looked into",
  async () => {
    const { uws, head } = native();
    const peerOf = head.peerOf as (...words: unknown[]) => number;
    const words = "peerOf(response of uWebSockets.js 20.30, whether by TLS, Uint8Array of 16 bytes)";
    const bytes = new Uint8Array(16);
    const nobody = [[], [{}], [{}, false], [{}, false, bytes], [null, false, bytes], [new Map(), true, bytes]];
    const told: unknown[] = [];
    const app = uws.App();
    app.any("/*", (response) => {
      const refused = [
        [response],
        [response, 0, bytes],
        [response, false, new Uint8Array(15)],
        [response, false, new Int8Array(16)],
      ];
      for (const one of refused) expect(() => peerOf(...one)).toThrow(new TypeError(words));
      told.push(peerOf(response, false, bytes), [...bytes.subarray(0, 4)]);
      response.end();
      expect(() => peerOf(response, false, bytes)).toThrow(new TypeError(words));
      told.push("ended");
    });
    let token: unknown;
    app.listen("127.0.0.1", 0, 1, (listening) => (token = listening));
    await ask("127.0.0.1", uws.us_socket_local_port(token), "127.0.0.1");
    app.close();
    for (const one of nobody) expect(() => peerOf(...one)).toThrow(new TypeError(words));
    expect(told).toEqual([4, [127, 0, 0, 1], "ended"]);
  },
);
