import { startTestCluster } from "./cluster";

/** One PostgreSQL for the whole run, with a database migrated once that every test database is cloned from. */
export default async function globalSetup(): Promise<void> {
  await startTestCluster();
}
