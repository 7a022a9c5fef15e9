import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT, exportJWK, generateKeyPair } from "jose";

export const AUDIENCE = "opsp-registry";
/** How long a token can be used, in seconds: a measurement is shorter. */
const LIFE = 600;

/** The bench's own provider of logins: it publishes one key, and signs whatever the bench asks. */
export interface Issuer {
  readonly url: string;
  token(subject: string): Promise<string>;
  close(): void;
}

/** Opens the provider on a free port of the loopback interface. */
export async function openIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const kid = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" };
  const server = createServer((request, response) => {
    const documents: Record<string, object> = {
      "/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/keys` },
      "/keys": { keys: [jwk] },
    };
    const document = documents[request.url ?? ""];
    response.writeHead(document ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = (subject: string) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: url, aud: AUDIENCE, sub: subject, iat: now, exp: now + LIFE, auth_time: now })
      .setProtectedHeader({ alg: "ES256", kid, typ: "at+jwt" })
      .sign(privateKey);
  };
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, token, close };
}
