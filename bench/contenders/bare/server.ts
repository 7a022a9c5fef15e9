import { Pool, types } from "pg";

import type { Read } from "../../asking/reads";
import type { Bearer } from "../bearer";
import { answerWith } from "../limit/serving";
import { told } from "../settings";
import { BARE_OF_ALL, BARE_OF_FEW } from "./statements";

/** What is remembered of a reader since the first request. */
interface Own {
  readonly isGivenFew: boolean;
  readonly values: readonly unknown[];
}

interface Facts {
  line_posts: string[] | null;
  posts: string[] | null;
  offices: string[] | null;
  confidential_offices: string[] | null;
}

const settings = told();
const pool = new Pool({
  connectionString: settings.databaseUrl,
  max: settings.pool,
  options: "-c search_path=public -c timezone=UTC -c jit_optimize_above_cost=-1",
});
// Finished JSON passes through as it is.
types.setTypeParser(types.builtins.JSON, (text) => text);
const known = new Map<string, Own>();

async function ownOf({ issuer, subject }: Bearer): Promise<Own> {
  const { rows } = await pool.query<Facts>("select * from facts_of_logins($1, $2)", [[issuer], [subject]]);
  const { line_posts, posts, offices, confidential_offices } = rows[0]!;
  const isGivenFew = (line_posts ?? []).length === 0;
  const own = { isGivenFew, values: isGivenFew ? [posts ?? [], offices ?? [], confidential_offices ?? []] : [] };
  known.set(subject, own);
  return own;
}

async function answer(bearer: Bearer, read: Read, given: readonly unknown[]): Promise<string> {
  const { isGivenFew, values } = known.get(bearer.subject) ?? (await ownOf(bearer));
  const { rows } = await pool.query<{ answer: string | null }>({
    name: `${read}${isGivenFew ? " of few" : ""}`,
    text: (isGivenFew ? BARE_OF_FEW : BARE_OF_ALL)[read],
    values: [...values, ...given],
  });
  return `{"data":${rows[0]!.answer ?? "null"}}`;
}

answerWith(settings.issuer, answer);
