import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { JWK } from "jose";
import type { ResourceServerDescription, TokenContext } from "oidc-provider";
import { StartError } from "../start-error";
import { DEMONSTRATION_SECRET, type DemonstrationAccount } from "./demonstration-accounts";
import { addGrants, TOKEN_LIFE } from "./demonstration-grants";
import { DEMONSTRATION_CLIENT, DEMONSTRATION_GRANT, TOKEN_EXCHANGE } from "./demonstration-terms";
import { isLoopback } from "./issuer-document";
import { providerKey } from "./provider-key";

const ALGORITHM = "ES256";
const REGISTRY = "urn:opsp:registry";

interface Demonstration {
  /** The port of 127.0.0.1 to listen on; 0 for a free one. */
  port: number;
  /** Where the signing key is kept. */
  folder: string;
  accounts: readonly DemonstrationAccount[];
  audience: string;
}

/** Starts the OpenID provider of the demonstration. It listens on this machine alone and remembers nothing. */
export async function startEmbeddedProvider(
  demonstration: Demonstration,
): Promise<{ issuer: string; stop(): Promise<void> }> {
  const key = await providerKey(demonstration.folder);
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server, demonstration.port)}`;
  const answer = await openProvider(issuer, key, demonstration);
  server.on("request", (request, response) => {
    if (isAskedByItsName(request, issuer)) answer(request, response);
    else response.writeHead(421).end();
  });
  return { issuer, stop: () => stop(server) };
}

async function openProvider(issuer: string, key: JWK, demonstration: Demonstration): Promise<RequestListener> {
  const { Provider, errors } = await withoutNotices(() => import("oidc-provider"));
  const { accounts, audience } = demonstration;
  const registry: ResourceServerDescription = {
    audience,
    scope: "",
    accessTokenFormat: "jwt",
    accessTokenTTL: TOKEN_LIFE,
    jwt: { sign: { alg: ALGORITHM } },
  };
  const provider = new Provider(issuer, configuration({ key, registry, accounts }));
  addGrants({
    provider,
    Refusal: errors.CustomOIDCProviderError,
    issuer,
    audience,
    accounts,
    registry: new provider.ResourceServer(REGISTRY, registry),
  });
  return provider.callback();
}

interface Configured {
  key: JWK;
  registry: ResourceServerDescription;
  accounts: readonly DemonstrationAccount[];
}

function configuration({ key, registry, accounts }: Configured): Record<string, unknown> {
  return {
    adapter: Forgetful,
    clients: [personsClient, ...accounts.filter(({ kind }) => kind === "PORTAL").map(portalClient)],
    clientDefaults: { id_token_signed_response_alg: ALGORITHM, redirect_uris: [], response_types: [] },
    clientBasedCORS: (_context: unknown, origin: string) => isLoopbackOrigin(origin),
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    extraTokenClaims: (_context: unknown, { extra }: { extra?: object }) => ({
      auth_time: Math.floor(Date.now() / 1000),
      ...extra,
    }),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => REGISTRY,
        getResourceServerInfo: () => registry,
        useGrantedResource: () => true,
      },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    findAccount: () => undefined,
    jwks: { keys: [key] },
    renderError: (context: TokenContext, answer: object) => {
      context.body = answer;
    },
    responseTypes: [],
    scopes: [],
    ttl: { AccessToken: TOKEN_LIFE, ClientCredentials: TOKEN_LIFE },
  };
}

const personsClient = {
  client_id: DEMONSTRATION_CLIENT,
  token_endpoint_auth_method: "none",
  grant_types: [DEMONSTRATION_GRANT],
};

function portalClient({ account }: DemonstrationAccount): Record<string, unknown> {
  return {
    client_id: account,
    client_secret: DEMONSTRATION_SECRET,
    grant_types: ["client_credentials", TOKEN_EXCHANGE],
  };
}

/** What the provider wants to keep is let go: its tokens say all that is needed, and it has no sessions. */
class Forgetful {
  async upsert(): Promise<void> {}
  async find(): Promise<undefined> {}
  async destroy(): Promise<void> {}
}

/** A page of the web that gives its own name to this machine's address is not answered (DNS rebinding). */
function isAskedByItsName({ headers: { host = "" } }: IncomingMessage, issuer: string): boolean {
  const { port } = new URL(issuer);
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(host);
}

function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}

/** The package warns of the runtime when it is loaded, on a console that is the registry's. */
async function withoutNotices<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes("oidc-provider WARNING")) warn(...words);
  };
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (failure: NodeJS.ErrnoException) => {
      const reason = failure.code === "EADDRINUSE" ? "is in use" : "cannot be opened";
      reject(
        new StartError(`Port ${port} of 127.0.0.1 ${reason}: set OIDC_PORT to a free port for the OpenID provider.`),
      );
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
