import type { PoolClient } from "pg";

/** The stream to PostgreSQL, as the driver holds it. */
const streamOf = (client: PoolClient) =>
  (client as PoolClient & { connection: { stream: { cork(): void; uncork(): void } } }).connection.stream;

/** Has all that is sent meanwhile leave in one write: PostgreSQL is woken once, and answers all of it. */
export function inOneWrite<T>(client: PoolClient, sending: () => T): T {
  const stream = streamOf(client);
  stream.cork();
  try {
    return sending();
  } finally {
    stream.uncork();
  }
}
