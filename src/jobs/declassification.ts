import type { PoolClient } from "pg";

import { backendOf } from "../database/tickets";
import { RegisterKind } from "../entities/terms";
import { appendByTicket } from "../register/append";
import { type Entry, canonicalEntry } from "../register/entry";
import { oneByOne } from "./one-by-one";
import type { JobParts } from "./parts";

/** What was lowered of one report. */
interface Declassified {
  readonly part_ids: string[];
  readonly is_lowered: boolean;
  readonly done_at: string;
}

/** § 10.40: lowers what has been confidential for its years, report by report; what something stands in the way of is found again by a later scan. */
export async function declassifyDue(parts: JobParts): Promise<number> {
  const { rows } = await parts.jobs.query<{ id: string }>("select reports_to_declassify() as id");
  return oneByOne(parts, rows, async ({ id }) => ((await declassify(parts, id)) ? 1 : 0));
}

/** Lowers one report, or parts of it, together with its entry in the register, or not at all. */
async function declassify({ jobs, tickets }: JobParts, report: string): Promise<boolean> {
  const client = await jobs.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const { rows } = await client.query<Declassified>("select part_ids, is_lowered, done_at from declassify($1)", [
      report,
    ]);
    const [found] = rows;
    if (found) await appendByTicket(senderTo(client), tickets, [canonicalEntry(entryOf(report, found))]);
    await client.query("commit");
    return found !== undefined;
  } catch (failure) {
    broken = failure as Error;
    throw failure;
  } finally {
    client.release(broken);
  }
}

const senderTo = (client: PoolClient) => ({
  backend: backendOf(client),
  query: ({ text, values }: { text: string; values: unknown[] }) => client.query<never>(text, values),
});

/** What the register says of it: nobody has done it, in no post. */
const entryOf = (report: string, { part_ids: partIds, done_at: instant }: Declassified): Entry => ({
  kind: RegisterKind.ACT,
  person: null,
  portal: null,
  through: null,
  posts: [],
  instant,
  operation: ["declassify"],
  parts: [...partIds].sort().map((id) => ({ id, paragraphs: [] })),
  reports: [report],
  paragraphs: ["§ 10.40"],
  changed: [],
  byRegistry: true,
});
