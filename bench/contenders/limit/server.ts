import { Pool, types } from "pg";

import { inOneWrite } from "../../../src/database/one-write";
import { Tickets, backendOf } from "../../../src/database/tickets";
import { keysIn } from "../../../src/secret-file";
import type { Read } from "../../asking/reads";
import type { Bearer } from "../bearer";
import { told } from "../settings";
import { answerWith } from "./serving";
import { OF_ALL, OF_FEW } from "./statements";

/** What is remembered of a reader since the first request: who is given few begins with what is their own. */
interface Own {
  readonly isGivenFew: boolean;
  readonly values: readonly unknown[];
  /** What the database gives to carry, as the registry's server does. */
  readonly carried: string;
}

interface Facts {
  /** Zero where nothing is said but that what is carried still holds. */
  place: string;
  carried: string;
  line_posts: string[] | null;
  posts: string[] | null;
  offices: string[] | null;
  confidential_offices: string[] | null;
}

const settings = told();
const tickets = new Tickets(keysIn(settings.ticketKeyFile)[0]!);
const pool = new Pool({
  connectionString: settings.databaseUrl,
  max: settings.pool,
  options: "-c role=registry_app -c search_path=public -c timezone=UTC -c jit_optimize_above_cost=-1",
  pipeline: true,
});
// Finished JSON passes through as it is.
types.setTypeParser(types.builtins.JSON, (text) => text);
const known = new Map<string, Own>();

async function answer(bearer: Bearer, read: Read, given: readonly unknown[]): Promise<string> {
  const own = known.get(bearer.subject);
  const statement = own?.isGivenFew ? OF_FEW[read] : undefined;
  const values = statement ? [...own!.values, ...given] : [...given];
  const client = await pool.connect();
  try {
    // One flush: nothing waits for what comes before it.
    const { ticket, seal } = tickets.issue({ logins: [bearer], backend: backendOf(client) });
    const [, entered, found] = await inOneWrite(client, () =>
      Promise.all([
        client.query("begin transaction isolation level repeatable read, read only"),
        client.query<Facts>({
          name: "enter",
          text: "select * from enter($1, $2, $3)",
          values: [ticket, seal, own?.carried ?? null],
        }),
        client.query<{ answer: string | null }>({
          name: `${read}${statement ? " of few" : ""}`,
          text: statement ?? OF_ALL[read],
          values,
        }),
        client.query("commit"),
      ]),
    );
    client.release();
    if (entered.rows[0]!.place !== "0") remember(bearer, entered.rows[0]!);
    return `{"data":${found.rows[0]!.answer ?? "null"}}`;
  } catch (failure) {
    client.release(true);
    throw failure;
  }
}

function remember({ subject }: Bearer, { line_posts, posts, offices, confidential_offices, carried }: Facts): void {
  const isGivenFew = (line_posts ?? []).length === 0;
  known.set(subject, { isGivenFew, values: [posts ?? [], offices ?? [], confidential_offices ?? []], carried });
}

answerWith(settings.issuer, answer);
