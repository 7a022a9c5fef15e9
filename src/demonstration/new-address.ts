import { idOf } from "../access/ids";
import { type KeyProvider, Seal } from "../access/sealing";
import { openDatabase } from "../database/connection";
import { Login, Portal } from "../entities/entries";
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
  readonly issuer: string;
  /** Where the registry's clock stands. */
  readonly now: Date;
  readonly accounts: readonly DemonstrationAccount[];
}

/** Where the provider has come to another port, the administrators enter everybody's login there, as they would anywhere. */
export async function knowLogins(reopened: Reopened): Promise<void> {
  const database = await openDatabase(reopened.settings, reopened.databaseUrl);
  try {
    const logins = (await database.acting.manager.find(Login)).filter(({ supersededAt }) => supersededAt === null);
    const missing = reopened.accounts.filter(({ account }) => !logins.some(isConfirmed(account, reopened.issuer)));
    if (missing.length === 0) return;
    const { issuer } = logins.find(isConfirmed(ADMINISTRATORS[0]))!;
    const play = await Play.begin({ stage: { acting: database.acting, seal: new Seal(reopened.keys) }, issuer });
    for (const { id, code } of await database.acting.manager.find(Portal)) play.remember("portal", code, id);
    for (const { account } of missing) await knowLogin(play, account, { logins, reopened });
  } finally {
    await database.close();
  }
}

const isConfirmed =
  (account: string, at?: string) =>
  ({ subject, issuer, confirmedAt }: Login): boolean =>
    subject === account && confirmedAt !== null && (at === undefined || issuer === at);

async function knowLogin(
  play: Play,
  account: string,
  { logins, reopened }: { logins: readonly Login[]; reopened: Reopened },
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
