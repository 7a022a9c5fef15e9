import type { Asked } from "../contenders/contender";

/** The status of who has no room or no time now. */
export const UNAVAILABLE = 503;

/** A request, and by what it is known when it has to be sent twice. */
type Sent = Asked & { readonly key?: string };

/** Sends one request with a token, and gives the data of its answer; any other answer throws. */
export async function send(url: string, token: string, { path, body, key }: Sent): Promise<unknown> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      ...(key && { "idempotency-key": key }),
    },
    body,
  });
  const text = await response.text();
  const given = parsed(text);
  if (response.status !== 200 || given === undefined || given.errors !== undefined)
    throw new Unanswered(response.status, `${url}${path} answered ${response.status}: ${text.slice(0, 500)}\n${body}`);
  return given.data;
}

/** Anything but an answer without errors. */
export class Unanswered extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

function parsed(text: string): { data?: unknown; errors?: unknown } | undefined {
  try {
    return JSON.parse(text) as { data?: unknown; errors?: unknown };
  } catch {
    return undefined;
  }
}
