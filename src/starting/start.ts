import { createApp } from "../app";
import { type Database, openDatabase } from "../database/connection";
import { openDemonstration } from "../demonstration/demonstration";
import { openCheckpoints } from "./checkpoints";
import type { Foundation } from "./foundation";
import { listen, requireFreePort } from "../http/listening";
import { stopServer } from "../http/server";
import { TokenVerifier } from "../identity/token";
import { Jobs } from "../jobs/jobs";
import { openInstallation } from "./installation";
import { selfCheck } from "./self-check";
import type { Opened } from "./opened";
import type { Settings } from "../settings";
import { warnings } from "./warnings";

/** How a start reports, and how it is broken off. */
export interface Starting {
  /** Takes whatever was opened, in its order; the caller closes it. */
  readonly opened: Opened;
  /** Aborted when the registry is to stop, also while it is still starting. */
  readonly signal: AbortSignal;
  /** Told what takes its time, and what is not as it should be. */
  readonly tell: (sentence: string) => void;
}

/** Starts the whole registry, and gives the address at which it answers. */
export async function startRegistry(settings: Settings, starting: Starting): Promise<string> {
  await requireFreePort(settings);
  const foundation = settings.databaseUrl
    ? await openInstallation(settings, settings.databaseUrl)
    : await openDemonstration(settings, starting);
  starting.signal.throwIfAborted();
  const url = await serve(settings, foundation, starting);
  await foundation.announce(url);
  return url;
}

async function serve(settings: Settings, foundation: Foundation, { opened, tell }: Starting): Promise<string> {
  const { production, oidcAudience: audience } = settings;
  const { issuers, keys, pages, log } = foundation;
  const verifier = new TokenVerifier({ issuers, audience, production });
  await verifier.reachIssuers();
  const database = await openDatabase(settings, foundation.databaseUrl, foundation.tickets);
  opened.add(() => database.close());
  const ask = async <Row>(text: string) => (await database.reading.query(text)).rows as Row[];
  await selfCheck({ settings, ask });
  for (const sentence of await warnings({ settings, foundation, ask })) tell(sentence);
  const checkpoints = await openCheckpoints({ settings, database, log });
  opened.add(() => checkpoints.stop());
  checkpoints.start();
  await startJobs({ settings, foundation, database, opened });
  const app = await createApp({ settings, database, ...keys, verifier, checkpoints, pages, log });
  opened.add(() => app.stop());
  const url = await listen(app.server, settings);
  opened.add(() => stopServer(app.server));
  return url;
}

/** What is due is done by this server, unless it leaves that to another. */
async function startJobs({
  settings,
  foundation,
  database,
  opened,
}: {
  settings: Settings;
  foundation: Foundation;
  database: Database;
  opened: Opened;
}): Promise<void> {
  const url = settings.jobsDatabaseUrl ?? foundation.migratorUrl;
  if (!settings.runsJobs || url === undefined) return;
  const jobs = await Jobs.open({ settings, url, database, log: foundation.log });
  opened.add(() => jobs.stop());
  await jobs.start();
}
