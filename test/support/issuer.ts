import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

/** What a test wants a token to say; whatever it leaves out is as a good issuer would have it. */
export interface TokenWish {
  subject: string;
  /** The portal that acts on behalf of the subject. */
  actor?: string;
  /** When the person showed who they are: now, unless said; `null` leaves the claim out. */
  authTime?: Date | null;
  /** In seconds from now. */
  expiresIn?: number;
  scope?: string;
  /** Claims that take the place of the usual ones; `undefined` leaves one out. */
  claims?: Record<string, unknown>;
  /** Header members that take the place of the usual ones; `undefined` leaves one out. */
  header?: Record<string, unknown>;
  /** The key to sign with: the newest published one, unless said. */
  key?: IssuerKey;
}

export interface IssuerKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

export async function issuerKey(alg = "ES256"): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = randomUUID();
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

/** An OpenID issuer on this machine that signs whatever a test asks it to. */
export class TestIssuer {
  readonly audience = "opsp-registry";
  /** The paths that it was asked for, in order. */
  readonly asked: string[] = [];
  /** The keys that it publishes, oldest first. */
  keys: IssuerKey[] = [];
  /** Further keys that it publishes as they are. */
  oddKeys: unknown[] = [];
  /** What its discovery document says otherwise than a good one. */
  discovery: Record<string, unknown> = {};
  /** When set, every request is answered with status 500. */
  failing = false;
  /** When set, every request is answered by sending the asker there. */
  redirect?: string;
  issuer = "";
  private server?: Server;

  async open(): Promise<this> {
    this.keys = [await issuerKey()];
    this.server = createServer((request, response) => {
      this.asked.push(request.url ?? "");
      const document = this.documents()[request.url ?? ""];
      const status = this.failing ? 500 : this.redirect ? 302 : document ? 200 : 404;
      response.setHeader("content-type", "application/json");
      if (this.redirect) response.setHeader("location", this.redirect);
      response.writeHead(status);
      response.end(JSON.stringify(document ?? {}));
    });
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async token(wish: TokenWish): Promise<string> {
    const key = wish.key ?? this.keys.at(-1);
    if (!key) throw new Error("The issuer has no key to sign with.");
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: this.audience,
      sub: wish.subject,
      iat: now,
      exp: now + (wish.expiresIn ?? 300),
      auth_time: wish.authTime === null ? undefined : Math.floor((wish.authTime?.getTime() ?? now * 1000) / 1000),
      act: wish.actor === undefined ? undefined : { sub: wish.actor },
      scope: wish.scope,
      ...wish.claims,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: "at+jwt", ...wish.header })
      .sign(key.privateKey);
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** What it publishes, by path. */
  documents(): Record<string, object> {
    return {
      "/.well-known/openid-configuration": { issuer: this.issuer, jwks_uri: `${this.issuer}/keys`, ...this.discovery },
      "/keys": { keys: [...this.keys.map(({ publicJwk }) => publicJwk), ...this.oddKeys] },
    };
  }
}

/** A running issuer, for any test that needs to be somebody. Close it when done. */
export function testIssuer(): Promise<TestIssuer> {
  return new TestIssuer().open();
}
