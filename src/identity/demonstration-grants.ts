import type { Provider, TokenContext } from "oidc-provider";
import type { DemonstrationAccount } from "./demonstration-accounts";
import { ACCESS_TOKEN, DEMONSTRATION_GRANT, TOKEN_EXCHANGE } from "./demonstration-terms";
import { IssuerUnreachable } from "./issuer-unreachable";
import { type Credentials, TokenVerifier } from "./token";

/** How long an access token lives, in seconds. */
export const TOKEN_LIFE = 15 * 60;

export type Refusal = new (error: string, sentence: string) => Error;

interface Grants {
  provider: Provider;
  /** The error that the provider turns into an answer with status 400. */
  Refusal: Refusal;
  issuer: string;
  audience: string;
  accounts: readonly DemonstrationAccount[];
  /** The registry, as the provider knows it. */
  registry: object;
}

/** Teaches the provider the two grants that it does not know of itself. */
export function addGrants(grants: Grants): void {
  const exchangeParameters = ["subject_token", "subject_token_type", "requested_token_type"];
  grants.provider.registerGrantType(DEMONSTRATION_GRANT, (context) => grantByName(grants, context), ["account"]);
  grants.provider.registerGrantType(TOKEN_EXCHANGE, (context) => exchange(grants, context), exchangeParameters);
}

async function grantByName(grants: Grants, context: TokenContext): Promise<void> {
  const name = context.oidc.params.account;
  const known = grants.accounts.find(({ account }) => account === name);
  if (!known) {
    const sentence = "There is no such account in this demonstration: npm run -s token -- --help lists them.";
    throw new grants.Refusal("invalid_grant", sentence);
  }
  context.body = await issue(grants, context, { subject: known.account, life: TOKEN_LIFE, claims: {} });
}

async function exchange(grants: Grants, context: TokenContext): Promise<void> {
  const { subject, authenticatedAt, expiresAt } = await personBehind(grants, context);
  const left = Math.floor((expiresAt.getTime() - Date.now()) / 1000);
  if (left <= 0)
    throw new grants.Refusal("invalid_grant", "The subject_token has expired: get a new one for the person.");
  const token = await issue(grants, context, {
    subject,
    life: Math.min(TOKEN_LIFE, left),
    claims: { act: { sub: context.oidc.client.clientId }, auth_time: seconds(authenticatedAt ?? new Date()) },
  });
  context.body = { ...token, issued_token_type: ACCESS_TOKEN };
}

/** The person whose own, still good, access token of this provider the portal holds. */
async function personBehind(
  { Refusal, issuer, audience, accounts }: Grants,
  context: TokenContext,
): Promise<Credentials> {
  const {
    subject_token: token,
    subject_token_type: type,
    requested_token_type: wanted = ACCESS_TOKEN,
  } = context.oidc.params;
  if (type !== ACCESS_TOKEN || wanted !== ACCESS_TOKEN) {
    throw new Refusal("invalid_request", `Only tokens of the type ${ACCESS_TOKEN} are exchanged here.`);
  }
  const verifier = new TokenVerifier({ issuers: [issuer], audience });
  const credentials = await verifier.verify(`Bearer ${token}`).catch((failure: unknown) => {
    if (failure instanceof IssuerUnreachable) throw failure;
    throw new Refusal(
      "invalid_grant",
      "The subject_token is not a valid access token of a person of this demonstration.",
    );
  });
  const isPerson = accounts.some(({ account, kind }) => account === credentials.subject && kind === "PERSON");
  if (isPerson && !credentials.actor) return credentials;
  throw new Refusal(
    "invalid_grant",
    "The subject_token must be a person's own: a portal acts on behalf of persons only.",
  );
}

interface Wish {
  subject: string;
  life: number;
  claims: Record<string, unknown>;
}

async function issue({ provider, registry }: Grants, context: TokenContext, { subject, life, claims }: Wish) {
  const token = new provider.AccessToken({
    accountId: subject,
    client: context.oidc.client,
    gty: context.oidc.params.grant_type ?? "",
    expiresIn: life,
    extra: claims,
    resourceServer: registry,
  });
  return { access_token: await token.save(), token_type: "Bearer", expires_in: life };
}

const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000);
