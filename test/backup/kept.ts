import { randomBytes } from "node:crypto";
import { Client } from "pg";

import { KeyFile } from "../../src/access/key-file";
import { openDatabase } from "../../src/database/connection";
import { installTicketKey } from "../../src/database/tickets";
import type { Settings } from "../../src/settings";
import { aReport, cast } from "../operations/life";
import { TICKET_KEY } from "../support/cluster";
import { testTickets } from "../support/database";
import { type TestIssuer, testIssuer } from "../support/issuer";
import { TestRegistry } from "../support/registry";

/** What a test of backups reads before and after. */
export const CANARY = "Canary-of-the-backup";
const KEYS = new KeyFile([randomBytes(32)]);
const READ = `{ reports(first: 9) { nodes { symbol title marking { level isExtract } parts(first: 9) { nodes { id text } } } totalCount }
  viewer { posts { code } } }`;
const READERS = ["director", "usg.dpko", "oma.head", "oma.staff", "administrator", "auditor", "stranger"];

/** Works with the registry of a database over HTTP; who signs in, and with what texts are sealed, is the same each time. */
export async function onRegistry<T>(
  settings: Settings,
  { url, issuer }: { url: string; issuer: TestIssuer },
  work: (registry: TestRegistry) => Promise<T>,
): Promise<T> {
  const superuser = new Client({ connectionString: url });
  await superuser.connect();
  await installTicketKey(url, TICKET_KEY);
  const database = await openDatabase(settings, url, testTickets);
  const test = { url, migratorUrl: url, close: () => Promise.resolve() };
  const lent = Object.assign(Object.create(issuer) as TestIssuer, { close: () => Promise.resolve() });
  const registry = await new TestRegistry({ test, database, issuer: lent, superuser, keys: KEYS }).open();
  try {
    return await work(registry);
  } finally {
    await registry.close();
  }
}

export { testIssuer };

/** Fills a registry with a report of every level. */
export async function fill(registry: TestRegistry): Promise<void> {
  await registry.begin("2016-06-01T12:00:00Z");
  await cast(registry);
  const levels = ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"];
  const parts = levels.map((level) => ({ key: level, level, text: `${CANARY} ${level} of convoys.` }));
  await aReport(registry, { level: "STRICTLY_CONFIDENTIAL", parts });
}

/** What everybody reads, refusals included. */
export async function verdicts(registry: TestRegistry): Promise<unknown> {
  const answers = await Promise.all(READERS.map((reader) => registry.ask(reader, READ)));
  return answers.map(({ status, body }) => ({ status, body }));
}
