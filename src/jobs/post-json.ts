import { type LookupAddress, lookup } from "node:dns";
import { type RequestOptions, request as requestInClear } from "node:http";
import { request as requestSecurely } from "node:https";
import { type LookupFunction, isIP } from "node:net";

import type { Networks } from "./networks";

/** How long a delivery may take in all, in milliseconds. */
const PATIENCE = 10_000;
/** The most bytes of an answer's headers that are taken; of its body none is read. */
const HEADERS = 16_384;

/** An address that must not be reached. */
class NotReachable extends Error {
  readonly code = "NOT_REACHABLE";
}

/** A connection that was closed without an answer. */
class NotAnswered extends Error {
  readonly code = "NOT_ANSWERED";
}

/** What is sent. */
interface Letter {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends JSON to an address, and gives the status of the answer, whose body is not read. Redirects are not followed. What is reached is
 * checked where it is found: the connection goes to no address but one that was checked, whatever a name says the next time.
 */
export async function postJson(url: string, { headers, body }: Letter, networks: Networks): Promise<number> {
  const { protocol, hostname } = new URL(url);
  const isSecure = protocol === "https:";
  const literal = hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(literal) !== 0 && !networks.allows(literal, isSecure)) throw new NotReachable();
  const options: RequestOptions = {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) },
    agent: false,
    maxHeaderSize: HEADERS,
    lookup: checkedLookup((address) => networks.allows(address, isSecure)),
    signal: AbortSignal.timeout(PATIENCE),
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? requestSecurely : requestInClear)(url, options, (answer) => {
      answer.on("error", () => undefined).destroy();
      resolve(answer.statusCode!);
    });
    request.on("error", reject);
    // An answer that changes the protocol is none, and closes the connection without an error.
    request.on("close", () => reject(new NotAnswered()));
    request.end(body);
  });
}

/** Finds the addresses of a name, and gives those that may be reached. */
const checkedLookup =
  (allows: (address: string) => boolean): LookupFunction =>
  (hostname, { all }, give) => {
    lookup(hostname, { all: true, verbatim: true }, (failure, found: LookupAddress[] = []) => {
      const reachable = found.filter(({ address }) => allows(address));
      const [first] = reachable;
      if (failure || !first) give(failure ?? new NotReachable(), "", 0);
      else if (all) give(null, reachable);
      else give(null, first.address, first.family);
    });
  };
