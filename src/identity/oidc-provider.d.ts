/** The part of oidc-provider that the demonstration uses; the package brings no types. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export interface Client {
    readonly clientId: string;
  }

  export interface TokenContext {
    readonly oidc: { readonly client: Client; readonly params: Readonly<Record<string, string | undefined>> };
    body: unknown;
  }

  export interface ResourceServerDescription {
    audience: string;
    scope: string;
    accessTokenFormat: "jwt";
    accessTokenTTL: number;
    jwt: { sign: { alg: string } };
  }

  export interface AccessTokenContent {
    accountId: string;
    client: Client;
    gty: string;
    expiresIn: number;
    extra: Record<string, unknown>;
    resourceServer: object;
  }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    readonly AccessToken: new (content: AccessTokenContent) => { save(): Promise<string> };
    readonly ResourceServer: new (identifier: string, description: ResourceServerDescription) => object;
    registerGrantType(name: string, grant: (context: TokenContext) => Promise<void>, parameters: string[]): void;
    callback(): RequestListener;
  }

  export const errors: {
    InvalidRequest: new (description: string) => Error;
    CustomOIDCProviderError: new (error: string, description: string) => Error;
  };
}
