import { createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { type KeyProvider, Seal } from "../access/sealing";
import { withDatabase } from "../database/address";
import { Clock } from "../database/clock";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../database/embedded";
import { growDatabase, hasDatabase } from "../database/grown-database";
import { REGISTRY_DATABASE, postgresFolder } from "../database/kept-database";
import { migrate } from "../database/migrations";
import { Tickets, installTicketKey, ticketKey } from "../database/tickets";
import type { Foundation } from "../starting/foundation";
import { openKeys } from "../starting/keys";
import { type Regime, demonstrationAccounts } from "../identity/demonstration-accounts";
import { startEmbeddedProvider } from "../identity/embedded-provider";
import { announceDemonstration, withdrawDemonstration } from "../identity/running-demonstration";
import type { Opened } from "../starting/opened";
import type { Settings } from "../settings";
import { StartError } from "../start-error";
import { fillDemonstration } from "./filling";
import { holdFolder } from "./folder-lock";
import { demonstrationPages } from "./pages";
import { makeDemonstrationKey } from "./key";
import { type Reopened, knowLogins } from "./new-address";

/** The first day without the Departments of Peacekeeping Operations and of Field Support. */
const SINGLE_BEGINS = new Date("2019-01-01T00:00:00Z");

/** How the demonstration is opened. */
export interface Opening {
  readonly opened: Opened;
  readonly signal: AbortSignal;
  readonly tell: (sentence: string) => void;
}

/** Opens the demonstration of a day on its own folder: its PostgreSQL, its OpenID provider, and on the first run its data. */
export async function openDemonstration(settings: Settings, opening: Opening): Promise<Foundation> {
  const { opened } = opening;
  opened.add(await holdFolder(settings.dataFolder));
  const postgres = await startEmbeddedPostgres({ folder: postgresFolder(settings.dataFolder), durable: true });
  opened.add(() => postgres.stop());
  const isFilled = await hasDatabase(postgres.url, REGISTRY_DATABASE);
  const keys = openKeys({ ...settings, keyFile: demonstrationKeyFile(settings, isFilled) });
  const now = isFilled ? await clockOf(postgres) : momentOf(settings);
  const accounts = demonstrationAccounts(regimeOf(now));
  const provider = await startEmbeddedProvider({
    port: settings.oidcPort,
    folder: join(settings.dataFolder, "keys"),
    accounts,
    audience: settings.oidcAudience,
  });
  opened.add(() => provider.stop());
  const { issuer } = provider;
  const databaseUrl = withDatabase(postgres.url, REGISTRY_DATABASE);
  const secret = ticketKey(settings);
  if (!isFilled) await fill({ settings, opening, postgres, keys: keys.keys, secret, issuer, now });
  else await openAgain({ settings, databaseUrl, keys: keys.keys, secret, issuer, now, accounts });
  return {
    databaseUrl,
    migratorUrl: databaseUrl,
    tickets: new Tickets(secret),
    issuers: [issuer],
    keys,
    pages: demonstrationPages(issuer, accounts),
    log: logIn(settings.dataFolder),
    announce: (url) => announce(settings, { issuer, url }, opened),
  };
}

async function fill(first: {
  settings: Settings;
  opening: Opening;
  postgres: EmbeddedPostgres;
  keys: KeyProvider;
  secret: Buffer;
  issuer: string;
  now: Date;
}): Promise<void> {
  const { settings, opening, postgres, keys, secret, issuer, now } = first;
  opening.tell(`Making the demonstration of ${dayOf(settings)}: this takes some seconds, once.`);
  await growDatabase(postgres.url, REGISTRY_DATABASE, async (url) => {
    await migrate(url);
    await installTicketKey(url, secret);
    const tickets = new Tickets(secret);
    await fillDemonstration({ settings, url, tickets, seal: new Seal(keys), issuer, now, signal: opening.signal });
  });
}

/** A folder that was filled before: brought up to date, and told of the address at which its provider is now. */
async function openAgain(reopened: Reopened): Promise<void> {
  await migrate(reopened.databaseUrl);
  await installTicketKey(reopened.databaseUrl, reopened.secret);
  await knowLogins(reopened);
}

/** The key is made with the data and is of no use for others; data without their key are of no use either. */
function demonstrationKeyFile({ dataFolder, keyProvider, keyFile }: Settings, isFilled: boolean): string | undefined {
  if (keyFile !== undefined || keyProvider !== "file") return keyFile;
  const path = join(dataFolder, "keys", "registry.key");
  if (!isFilled) makeDemonstrationKey(path);
  else if (!existsSync(path))
    throw new StartError(
      `The key ${path} is gone, and this demonstration cannot be read without it: put it back, or delete the folder ${dataFolder}.`,
    );
  return path;
}

async function clockOf(postgres: EmbeddedPostgres): Promise<Date> {
  const clock = await Clock.open(withDatabase(postgres.url, REGISTRY_DATABASE));
  try {
    return await clock.now();
  } finally {
    await clock.close();
  }
}

/** The demonstration of a day begins at its noon, and never later than now. */
function momentOf({ now }: Settings): Date {
  const real = Date.now();
  return new Date(now === undefined ? real : Math.min(now.getTime() + 12 * 60 * 60 * 1000, real));
}

const regimeOf = (now: Date): Regime => (now < SINGLE_BEGINS ? "DUAL" : "SINGLE");

const dayOf = ({ now }: Settings): string => now?.toISOString().slice(0, 10) ?? "today";

/** The terminal is the reader's: the log of a demonstration goes to its folder. */
function logIn(folder: string): (line: object) => void {
  const file = createWriteStream(join(folder, "requests.log"), { flags: "a", mode: 0o600 });
  return (line) => file.write(`${JSON.stringify(line)}\n`);
}

async function announce(
  settings: Settings,
  { issuer, url }: { issuer: string; url: string },
  opened: Opened,
): Promise<void> {
  const now = settings.now && dayOf(settings);
  await announceDemonstration(settings.dataFolder, { issuer, url, pid: process.pid, now });
  opened.add(() => withdrawDemonstration(settings.dataFolder));
}
