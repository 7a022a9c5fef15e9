import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DemonstrationAccount } from "./demonstration-accounts";
import { DEMONSTRATION_CLIENT, DEMONSTRATION_GRANT } from "./demonstration-terms";

/** A query that stands ready in a tab of its own; the tab has the name of its operation. */
export interface ExampleQuery {
  query: string;
  variables?: Record<string, unknown>;
}

interface Demonstration {
  /** The address of the provider that the page asks for tokens. */
  issuer: string;
  accounts: readonly DemonstrationAccount[];
  examples: readonly ExampleQuery[];
  /** The path of the GraphQL endpoint, on the page's own server. */
  endpoint?: string;
}

interface Asset {
  body: Buffer;
  type: string;
}

interface Page {
  html: string;
  /** By path, such as `/graphiql/boot.js`: all that the page loads. */
  assets: ReadonlyMap<string, Asset>;
  /** The header Content-Security-Policy with which the page must be sent. */
  contentSecurityPolicy: string;
}

/** The page on which one asks the demonstration, as anyone of it. It loads nothing from the network and keeps nothing. */
export function graphiqlPage({ issuer, accounts, examples, endpoint = "/graphql" }: Demonstration): Page {
  const settings = {
    endpoint,
    tokenAddress: `${issuer}/token`,
    client: DEMONSTRATION_CLIENT,
    grant: DEMONSTRATION_GRANT,
    accounts: accounts.map(({ account, kind, description }) => ({ account, kind, description })),
    examples,
  };
  return { html: pageWith(settings), assets: readAssets(), contentSecurityPolicy: policyFor(issuer) };
}

function readAssets(): ReadonlyMap<string, Asset> {
  const script = "text/javascript; charset=utf-8";
  const style = "text/css; charset=utf-8";
  return new Map<string, Asset>([
    ["/graphiql/react.js", { type: script, body: packaged("react", "umd/react.production.min.js") }],
    ["/graphiql/react-dom.js", { type: script, body: packaged("react-dom", "umd/react-dom.production.min.js") }],
    ["/graphiql/graphiql.js", { type: script, body: packaged("graphiql", "graphiql.min.js") }],
    ["/graphiql/graphiql.css", { type: style, body: packaged("graphiql", "graphiql.min.css") }],
    ["/graphiql/boot.js", { type: script, body: readFileSync(join(__dirname, "graphiql", "boot.js")) }],
    ["/graphiql/page.css", { type: style, body: readFileSync(join(__dirname, "graphiql", "page.css")) }],
  ]);
}

function packaged(name: string, file: string): Buffer {
  return readFileSync(join(dirname(require.resolve(`${name}/package.json`)), file));
}

/** The one style sheet that GraphiQL 3.9 writes into its page: it holds the page still behind a window that it opens. */
const DIALOG_STYLE = "'sha256-Y/huXlwoYkVyQlxwSVcCi1RCDGDCSVBzDt0hYP9qlTc='";

/** Scripts and requests are held to this server and the provider; no script or style stands in the page itself. */
function policyFor(issuer: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${DIALOG_STYLE}`,
    "font-src data:",
    "img-src data:",
    `connect-src 'self' ${new URL(issuer).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function pageWith(settings: object): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>OPSP registry: the demonstration</title>
    <link rel="stylesheet" href="/graphiql/graphiql.css" />
    <link rel="stylesheet" href="/graphiql/page.css" />
    <script type="application/json" id="settings">${JSON.stringify(settings).replaceAll("<", "\\u003c")}</script>
    <script defer src="/graphiql/react.js"></script>
    <script defer src="/graphiql/react-dom.js"></script>
    <script defer src="/graphiql/graphiql.js"></script>
    <script defer src="/graphiql/boot.js"></script>
  </head>
  <body>
    <header>
      <label for="account">Ask as</label>
      <select id="account"></select>
      <output id="state" for="account"></output>
    </header>
    <main id="graphiql"></main>
    <noscript>This page needs JavaScript. Any GraphQL client can ask the registry without it.</noscript>
  </body>
</html>
`;
}
