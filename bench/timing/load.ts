import autocannon from "autocannon";

import { UNAVAILABLE } from "../asking/sending";
import type { Asked } from "../contenders/contender";

/** A request, and who asks where it is not the one who asks for all the others. */
type AskedBy = Asked & { readonly token?: string };

/** What is sent, to whom, on how many connections. */
export interface Load {
  readonly url: string;
  readonly token: string;
  readonly requests: readonly AskedBy[];
  readonly connections: number;
}

/** How long it is sent, or how often. */
type Length = { readonly seconds: number } | { readonly amount: number };

/** What came back. */
export interface Served {
  /** How many were answered in the time. */
  readonly requests: number;
  /** How many were refused because there was no room or no time for them: these are no answers. */
  readonly refused: number;
  readonly perSecond: number;
  /** Half of the answers took no longer, in milliseconds. */
  readonly p50: number;
  /** Ninety-nine of a hundred took no longer. */
  readonly p99: number;
}

type Client = Parameters<NonNullable<autocannon.Options["setupClient"]>>[0];

/** How long one answer may take, in seconds, before the bench gives up. */
const PATIENCE = 600;

/** The same list for each connection, begun at another place of it. */
function* rotations<Thing>(things: readonly Thing[], connections: number): Generator<Thing[]> {
  for (let turn = 0; ; turn += 1) {
    const from = Math.floor(((turn % connections) * things.length) / connections);
    yield [...things.slice(from), ...things.slice(0, from)];
  }
}

const at = (sorted: Float64Array, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const toSend = ({ path, body, token }: Required<AskedBy>) => {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return { method: "POST" as const, path, body, headers };
};

/** Sends one request after another on each connection until the time is over, or all are answered; an answer with an error ends the bench. */
export async function serve({ url, token, requests, connections, ...length }: Load & Length): Promise<Served> {
  const orders = rotations(
    requests.map((one) => toSend({ token, ...one })),
    connections,
  );
  const latencies: number[] = [];
  let refused = 0;
  let refusal: string | undefined;
  const isAnswer = (body: string) => {
    if (body.startsWith('{"data":') && !body.includes('"errors":')) return true;
    if (body.includes('"UNAVAILABLE"')) return true;
    refusal ??= body.slice(0, 500);
    return false;
  };
  const options: autocannon.Options = {
    url,
    connections,
    timeout: PATIENCE,
    ...("amount" in length ? { amount: length.amount } : { duration: length.seconds }),
    setupClient: (client: Client) => client.setRequests(orders.next().value as never),
    verifyBody: (body) => isAnswer(body as string),
  };
  const begun = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(options, (failure, done) => (failure ? reject(failure as Error) : resolve(done)));
    running.on("response", (_client, status, _bytes, milliseconds) => {
      if (status === UNAVAILABLE) refused += 1;
      else latencies.push(milliseconds);
    });
  });
  const lasted = (performance.now() - begun) / 1000;
  requireNoErrors({ ...result, non2xx: result.non2xx - refused }, refusal);
  const sorted = Float64Array.from(latencies).sort();
  return {
    requests: latencies.length,
    refused,
    perSecond: latencies.length / lasted,
    p50: at(sorted, 0.5),
    p99: at(sorted, 0.99),
  };
}

type Wrong = Pick<autocannon.Result, "errors" | "timeouts" | "non2xx" | "mismatches">;

function requireNoErrors({ errors, timeouts, non2xx, mismatches }: Wrong, refusal = "no body"): void {
  const wrong = { errors, timeouts, non2xx, mismatches };
  if (Object.values(wrong).some((count) => count > 0))
    throw new Error(`Not every answer was one: ${JSON.stringify(wrong)}, the first was ${refusal}`);
}
