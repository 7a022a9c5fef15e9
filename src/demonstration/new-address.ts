import { idOf } from "../access/ids";
import { type KeyProvider, Seal } from "../access/sealing";
import { openDatabase } from "../database/connection";
import { openPastTheWall } from "../database/past-the-wall";
import { Tickets } from "../database/tickets";
import type { DemonstrationAccount } from "../identity/demonstration-accounts";
import { confirmEntry } from "../operations/confirm-entry";
import type { Settings } from "../settings";
import { ADMINISTRATORS, BOTH_ADMINISTRATORS, type Hands, enterLogin } from "./logins";
import { Play } from "./play";
import { readTable } from "./tables";

/** A demonstration that was filled before, and where its provider is now. */
export interface Reopened {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly keys: KeyProvider;
  /** The key of its tickets. */
  readonly secret: Buffer;
  readonly issuer: string;
  /** Where the registry's clock stands. */
  readonly now: Date;
  readonly accounts: readonly DemonstrationAccount[];
}

interface KnownLogin {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly personId: string | null;
  readonly endsOn: string | null;
  readonly isConfirmed: boolean;
}

const LOGINS = `select id, issuer, subject, person_id as "personId", ends_on::text as "endsOn", confirmed_at is not null as "isConfirmed"
  from login where superseded_at is null`;

/** Where the provider has come to another port, the administrators enter everybody's login there, as they would anywhere. */
export async function knowLogins(reopened: Reopened): Promise<void> {
  const database = await openDatabase(reopened.settings, reopened.databaseUrl, new Tickets(reopened.secret));
  const rows = await openPastTheWall(reopened.databaseUrl);
  try {
    const logins = await rows.query<KnownLogin>(LOGINS);
    const missing = reopened.accounts.filter(({ account }) => !logins.some(isConfirmed(account, reopened.issuer)));
    if (missing.length === 0) return;
    const { issuer } = logins.find(isConfirmed(ADMINISTRATORS[0]))!;
    const { acting, tickets } = database;
    const play = await Play.begin({ stage: { acting, tickets, seal: new Seal(reopened.keys) }, rows, issuer });
    for (const { id, code } of await rows.query<{ id: string; code: string }>("select id, code from portal"))
      play.remember("portal", code, id);
    for (const { account } of missing) await knowLogin(play, account, { logins, reopened });
  } finally {
    await rows.close();
    await database.close();
  }
}

const isConfirmed =
  (account: string, at?: string) =>
  ({ subject, issuer, isConfirmed }: KnownLogin): boolean =>
    subject === account && isConfirmed && (at === undefined || issuer === at);

async function knowLogin(
  play: Play,
  account: string,
  { logins, reopened }: { logins: readonly KnownLogin[]; reopened: Reopened },
): Promise<void> {
  const known = logins.find(isConfirmed(account));
  if (!known) return;
  const hands = handsFor(account);
  const entered = logins.find(({ subject, issuer }) => subject === account && issuer === reopened.issuer);
  if (entered) {
    await play.as(hands.confirmedBy, confirmEntry, { entryId: idOf("login", entered.id) });
    return;
  }
  const { issuer, now } = reopened;
  const bearer =
    known.personId === null ? { portalId: play.id("portal", account) } : { personId: idOf("person", known.personId) };
  const days = { startsOn: now.toISOString().slice(0, 10), endsOn: known.endsOn ?? undefined };
  await enterLogin(play, { issuer, subject: account, ...bearer, ...days }, hands);
}

/** The administrators confirm everybody's login but their own; a portal's is confirmed by the head of its office. */
function handsFor(account: string): Hands {
  const [administrator, second] = ADMINISTRATORS;
  const head = readTable<"account" | "head">("portals").find((portal) => portal.account === account)?.head;
  if (head !== undefined) return { by: administrator, confirmedBy: head };
  if (account === administrator) return { by: second, confirmedBy: "opsp.director" };
  if (account === second) return { by: administrator, confirmedBy: "opsp.director" };
  return BOTH_ADMINISTRATORS;
}
