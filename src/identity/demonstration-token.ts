import { StartError } from "../start-error";
import { DEMONSTRATION_SECRET } from "./demonstration-accounts";
import { ACCESS_TOKEN, DEMONSTRATION_CLIENT, DEMONSTRATION_GRANT, TOKEN_EXCHANGE } from "./demonstration-terms";

/** A token for a person of the demonstration, by the account's name alone. */
export function personToken(issuer: string, account: string): Promise<string> {
  return askFor(issuer, { grant_type: DEMONSTRATION_GRANT, client_id: DEMONSTRATION_CLIENT, account });
}

/** A token for a portal of the demonstration, by its client credentials. */
export function portalToken(issuer: string, portal: string): Promise<string> {
  return askFor(issuer, { grant_type: "client_credentials" }, portal);
}

/** A token with which a portal acts on behalf of a person, in exchange for that person's token. */
export async function onBehalfToken(issuer: string, portal: string, person: string): Promise<string> {
  const subject_token = await personToken(issuer, person);
  return askFor(issuer, { grant_type: TOKEN_EXCHANGE, subject_token, subject_token_type: ACCESS_TOKEN }, portal);
}

async function askFor(issuer: string, wish: Record<string, string>, portal?: string): Promise<string> {
  const secret = Buffer.from(`${portal}:${DEMONSTRATION_SECRET}`).toString("base64");
  const headers: Record<string, string> = portal === undefined ? {} : { authorization: `Basic ${secret}` };
  const body = new URLSearchParams(wish);
  const response = await fetch(`${issuer}/token`, { method: "POST", headers, body }).catch(() => {
    throw new StartError(`The demonstration's provider at ${issuer} does not answer: start the demonstration again.`);
  });
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (answer.access_token !== undefined) return answer.access_token;
  throw new StartError(refusal(portal, answer.error_description));
}

function refusal(portal: string | undefined, sentence: string | undefined): string {
  if (sentence === "client authentication failed")
    return `There is no ${portal} in this demonstration: ask for --help.`;
  return sentence ?? "The demonstration's provider gave no token.";
}
