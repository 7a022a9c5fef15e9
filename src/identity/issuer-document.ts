const LARGEST_DOCUMENT = 256 * 1024;
const TIMEOUT = 5_000;

/** True of an address that is safe to ask for keys: https, or plain http on this machine outside production. */
export function isSafeAddress(address: string, production: boolean): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.username || url.password) return false;
  return url.protocol === "https:" || (!production && url.protocol === "http:" && isLoopback(url.hostname));
}

/** True of the names of this machine itself. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Fetches a JSON object that an issuer publishes: without redirects, in at most 5 seconds and 256 KiB. */
export async function fetchDocument(address: string, fetch: typeof globalThis.fetch): Promise<Record<string, unknown>> {
  const response = await fetch(address, {
    headers: { accept: "application/json" },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const text = await boundedText(response);
  if (!response.ok) throw new Error(`${address} answered with status ${response.status}.`);
  const document: unknown = JSON.parse(text);
  if (typeof document !== "object" || document === null) throw new Error(`${address} did not answer with an object.`);
  return document as Record<string, unknown>;
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LARGEST_DOCUMENT) throw new Error(`${response.url} is larger than ${LARGEST_DOCUMENT} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
