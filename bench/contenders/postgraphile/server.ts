import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

import { bearers } from "../bearer";
import { told } from "../settings";
import { bearerSettings, ticketedService } from "./ticketed";

/** PostGraphile over the registry's tables: it answers on a free port until it is ended. */
async function main(): Promise<void> {
  const settings = told();
  const bearer = bearers(settings.issuer);
  const preset: GraphileConfig.Preset = {
    extends: [PostGraphileAmberPreset],
    // Views have no indexes of their own: what they may be ordered by is for their author to know.
    disablePlugins: ["PgIndexBehaviorsPlugin"],
    pgServices: [ticketedService(settings)],
    grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false, port: 0 },
    grafast: {
      explain: false,
      context: async ({ node }) => ({ pgSettings: bearerSettings(await bearer(node?.req.headers.authorization)) }),
    },
  };
  const server = createServer();
  await postgraphile(preset).createServ(grafserv).addTo(server);
  server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })));
}

void main();
