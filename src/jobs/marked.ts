import type PgBoss from "pg-boss";
import type { PoolClient } from "pg";

import type { JobParts } from "./parts";

interface Queueing extends Pick<JobParts, "jobs"> {
  readonly boss: PgBoss;
  readonly queue: string;
}

/** Marks what is to be sent, and queues a job for each mark that was made: both are committed together, so that each is queued once. */
export async function queueMarked(
  { jobs, boss, queue }: Queueing,
  mark: (client: PoolClient) => Promise<readonly object[]>,
): Promise<number> {
  const client = await jobs.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const marked = await mark(client);
    for (const ids of marked) await boss.send(queue, ids, { db: onClient(client) });
    await client.query("commit");
    return marked.length;
  } catch (failure) {
    broken = failure as Error;
    throw failure;
  } finally {
    client.release(broken);
  }
}

const onClient = (client: PoolClient): PgBoss.Db => ({
  executeSql: (text, values) => client.query(text, values),
});
