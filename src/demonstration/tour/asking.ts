import { demonstrationAccounts } from "../../identity/demonstration-accounts";
import { onBehalfToken, personToken, portalToken } from "../../identity/demonstration-token";

/** An answer over HTTP: its data, or the code and the paragraph of its refusal. */
export interface Heard<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly code?: string;
  readonly paragraph?: string;
}

interface Body<Data> {
  data?: Data | null;
  errors?: { extensions?: { code?: string; paragraph?: string } }[];
}

/** Whom nobody knows: asks without a token. */
export const NOBODY = "nobody";

/** Asks a registry over HTTP as anybody of the demonstration, with tokens of its provider. */
export class Asking {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly url: string,
    private readonly issuer: string,
  ) {}

  async ask<Data>(reader: string, query: string, variables: object = {}): Promise<Heard<Data>> {
    const token = reader === NOBODY ? undefined : await this.tokenFor(reader);
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json",
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as Body<Data>;
    return { status: response.status, data, ...errors[0]?.extensions };
  }

  /** Asks what must be answered for the tour to go on. */
  async need<Data>(reader: string, query: string, variables: object = {}): Promise<Data> {
    const { data, code } = await this.ask<Data>(reader, query, variables);
    if (data === null || code !== undefined) throw new Error(`${reader} was refused what the tour needs: ${code}.`);
    return data;
  }

  /** A person, a portal, or a portal for a person, written `portal.oma for oma.staff`. */
  private tokenFor(reader: string): Promise<string> {
    const known = this.tokens.get(reader);
    if (known) return known;
    const [first, person] = reader.split(" for ") as [string, string?];
    const isPortal = demonstrationAccounts().find(({ account }) => account === first)?.kind === "PORTAL";
    const token = person
      ? onBehalfToken(this.issuer, first, person)
      : (isPortal ? portalToken : personToken)(this.issuer, first);
    this.tokens.set(reader, token);
    return token;
  }
}
