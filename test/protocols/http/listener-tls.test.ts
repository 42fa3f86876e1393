/** TLS towards clients, on both front ends. */
import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { get } from "node:https";
import { connect as connectPlain } from "node:net";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { describe, expect, test } from "vitest";
import { createCertificate } from "./certificate.ts";
import { echo, KINDS, startListener } from "./listening.ts";

const tls = createCertificate("DNS:localhost,IP:127.0.0.1");

/** The protocol and cipher agreed on, or the code of the failure. */
function handshake(port: number, options: ConnectionOptions): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", servername: "localhost", ca: tls.ca, ...options });
    socket.once("secureConnect", () => {
      resolve(`${socket.getProtocol()} ${socket.getCipher().standardName}`);
      socket.destroy();
    });
    socket.once("error", () => resolve("refused"));
  });
}

describe.each(KINDS)("the %s listener", (kind) => {
  test("serves over TLS, says so, and keeps a large answer whole for a slow reader", async () => {
    const body = randomBytes(4 * 1024 * 1024);
    let secure = false;
    const { port } = await startListener(
      kind,
      (exchange) => {
        secure = exchange.head.secure;
        let at = 0;
        const run = () => {
          while (at < body.length) {
            const chunk = body.subarray(at, at + 20_000);
            at += chunk.length;
            if (!exchange.response.write(chunk)) return;
          }
          exchange.response.end();
        };
        exchange.onDrained(run);
        exchange.response.head(200, [], { kind: "chunked" });
        run();
      },
      { tls },
    );
    const digest = await new Promise<string>((resolve, reject) => {
      get({ port, host: "127.0.0.1", servername: "localhost", ca: tls.ca, agent: false }, (answer) => {
        const hash = createHash("sha256");
        let burst = 0;
        answer.on("data", (chunk: Uint8Array) => {
          hash.update(chunk);
          burst += chunk.length;
          if (burst < 100_000) return;
          burst = 0;
          answer.pause();
          setTimeout(() => answer.resume(), 2);
        });
        answer.on("end", () => resolve(hash.digest("hex")));
        answer.on("error", reject);
      }).on("error", reject);
    });
    expect(digest).toBe(createHash("sha256").update(body).digest("hex"));
    expect(secure).toBe(true);
  });

  test.each([
    ["TLS 1.3", {}, /^TLSv1\.3 /],
    ["TLS 1.2 with forward secrecy", { maxVersion: "TLSv1.2" }, /^TLSv1\.2 TLS_ECDHE_ECDSA_WITH_.*(GCM|POLY1305)/],
    ["TLS 1.1", { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "ALL:@SECLEVEL=0" }, /^refused$/],
    ["CBC suites", { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384" }, /^refused$/],
    ["suites without forward secrecy", { maxVersion: "TLSv1.2", ciphers: "AES128-GCM-SHA256:AES256-SHA" }, /^refused$/],
    ["3DES", { maxVersion: "TLSv1.2", ciphers: "DES-CBC3-SHA:@SECLEVEL=0" }, /^refused$/],
  ] as [string, ConnectionOptions, RegExp][])("with %s", async (_name, options, expected) => {
    const { port } = await startListener(kind, echo, { tls });
    let result: string;
    try {
      result = await handshake(port, options);
    } catch {
      result = "refused";
    }
    expect(result).toMatch(expected);
  });

  test.each(["before the answer", "within the answer"])("tells when the client goes away %s", async (when) => {
    await new Promise<void>((resolve) => {
      void startListener(
        kind,
        (exchange) => {
          exchange.onAborted(resolve);
          if (when === "within the answer") {
            exchange.response.head(200, [], { kind: "chunked" });
            exchange.response.write(Buffer.from("first"));
          } else setTimeout(() => socket?.destroy(), 20);
        },
        { tls },
      ).then(({ port }) => {
        socket = connect({ port, host: "127.0.0.1", servername: "localhost", ca: tls.ca }, () => {
          socket?.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
        });
        socket.on("data", () => socket?.destroy());
      });
      let socket: TLSSocket | null = null;
    });
  });

  test("a client that speaks plain HTTP is cut, and the next one served", async () => {
    const { port } = await startListener(kind, echo, { tls });
    await new Promise<void>((resolve) => {
      const socket = connectPlain(port, "127.0.0.1");
      socket.on("error", () => {});
      socket.on("close", () => resolve());
      socket.on("data", () => {});
      socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    });
    expect(await handshake(port, {})).toMatch(/^TLSv1\.3/);
  });

  test("files that cannot be used are refused at start, by name", async () => {
    const bad = `${tls.key}.bad`;
    writeFileSync(bad, "no key");
    const other = createCertificate("DNS:other");
    for (const [files, code, text] of [
      [
        { cert: tls.cert, key: "/nowhere/key.pem" },
        "tls-file",
        "The TLS key /nowhere/key.pem cannot be used: it cannot be read.",
      ],
      [{ cert: tls.cert, key: bad }, "tls-file", `The TLS key ${bad} cannot be used: it is not PEM.`],
      [
        { cert: tls.cert, key: other.key },
        "tls-file",
        `The TLS key ${other.key} cannot be used: it does not belong to the certificate, or one of them is damaged.`,
      ],
    ] as const) {
      await expect(startListener(kind, echo, { tls: files })).rejects.toMatchObject({ code, message: text });
    }
  });
});
