import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";

/** Listens on a port of 127.0.0.1 that the system chooses, and says which. */
export async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** One on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return port;
}
