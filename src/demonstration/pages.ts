import type { Page } from "../http/service";
import type { DemonstrationAccount } from "../identity/demonstration-accounts";
import { graphiqlPage } from "../identity/graphiql-page";
import { EXAMPLES } from "./examples";

/** GraphiQL with the demonstration's accounts and examples, by path. */
export function demonstrationPages(issuer: string, accounts: readonly DemonstrationAccount[]): Map<string, Page> {
  const { html, assets, contentSecurityPolicy } = graphiqlPage({
    issuer,
    accounts,
    examples: EXAMPLES.map(({ query }) => ({ query })),
  });
  const page: Page = {
    body: html,
    type: "text/html; charset=utf-8",
    headers: { "Content-Security-Policy": contentSecurityPolicy },
  };
  return new Map<string, Page>([["/graphiql", page], ...assets]);
}
