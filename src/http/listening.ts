import { type AddressInfo, type Server, createServer } from "node:net";
import type { Settings } from "../settings";
import { StartError } from "../start-error";

type Place = Pick<Settings, "host" | "port">;

/** Opens the port, and gives the address at which this machine reaches the server. */
export async function listen(server: Server, place: Place): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (failure: NodeJS.ErrnoException) => reject(new StartError(whyNot(failure, place))));
    server.listen(place.port, place.host, resolve);
  });
  return addressOf(server);
}

/** Refuses at once a port that the registry would find in use only after it has made all else ready. */
export async function requireFreePort(place: Place): Promise<void> {
  if (place.port === 0) return;
  const probe = createServer();
  await listen(probe, place);
  await new Promise((resolve) => probe.close(resolve));
}

function addressOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  const everywhere: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "[::1]" };
  return `http://${everywhere[address] ?? (address.includes(":") ? `[${address}]` : address)}:${port}`;
}

function whyNot({ code }: NodeJS.ErrnoException, { host, port }: Place): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use: set PORT to a free port, or stop what listens there.`;
    case "EACCES":
      return `Port ${port} of ${host} may not be opened by this user: set PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1.`;
    default:
      return `Port ${port} of ${host} cannot be opened (${code}): set HOST and PORT to what can be.`;
  }
}
