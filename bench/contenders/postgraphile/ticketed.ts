import {
  createWithPgClient,
  makePgService,
  makeWithPgClientViaPgClientAlreadyInTransaction,
} from "postgraphile/adaptors/pg";
import { Pool, type PoolClient } from "pg";

import { Tickets, backendOf } from "../../../src/database/tickets";
import { keysIn } from "../../../src/secret-file";
import type { Bearer } from "../bearer";
import type { Told } from "../settings";

type Service = ReturnType<typeof makePgService>;
type WithPgClient = ReturnType<typeof createWithPgClient>;

/** As what kind of setting the bearer travels from a request to its transactions. */
export const bearerSettings = ({ issuer, subject }: Bearer): Record<string, string> => ({ issuer, subject });

/** As for the registry itself: the application's role, whoever logs in. */
const SESSION = "-c role=registry_app -c search_path=public -c timezone=UTC -c jit_optimize_above_cost=-1";

/** PostGraphile's service of PostgreSQL, save that each of its transactions is entered by a ticket for its connection. */
export function ticketedService(told: Told): Service {
  const pool = new Pool({
    connectionString: told.databaseUrl,
    max: told.pool,
    options: SESSION,
    pipeline: true,
  });
  const tickets = new Tickets(keysIn(told.ticketKeyFile)[0]!);
  const service = makePgService({ pool, schemas: ["bench_pgl"] });
  const adaptor = { ...service.adaptor, createWithPgClient: () => entering(pool, tickets) };
  return { ...service, adaptor };
}

function entering(pool: Pool, tickets: Tickets): WithPgClient {
  const plain = createWithPgClient({ pool });
  const withPgClient: WithPgClient = Object.assign(
    async (settings: Record<string, unknown> | null, work: (client: never) => unknown) => {
      if (settings === null || settings.subject === undefined) return plain(settings as never, work as never);
      const client = await pool.connect();
      try {
        const done = await inTransaction(client, tickets, settings as unknown as Bearer, work);
        client.release();
        return done;
      } catch (failure) {
        await client.query("rollback").catch(() => undefined);
        client.release(true);
        throw failure;
      }
    },
    { release: () => undefined },
  ) as never;
  return withPgClient;
}

/** Begins, enters and works without waiting in between: the connection sends its statements in their order. */
async function inTransaction(client: PoolClient, tickets: Tickets, bearer: Bearer, work: (client: never) => unknown) {
  const { ticket, seal } = tickets.issue({ logins: [bearer], backend: backendOf(client) });
  const begun = client.query("begin transaction isolation level repeatable read, read only");
  const entered = client.query({ name: "enter", text: "select from enter($1, $2)", values: [ticket, seal] });
  const worked = makeWithPgClientViaPgClientAlreadyInTransaction(client, true)(null, work as never);
  const [, , done] = await Promise.all([begun, entered, worked]);
  await client.query("commit");
  return done;
}
