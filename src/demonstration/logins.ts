import { confirmEntry } from "../operations/confirm-entry";
import { registerLogin } from "../operations/register-login";
import type { Play } from "./play";

/** Those whom the bootstrap names: one enters, the other confirms. */
export const ADMINISTRATORS = ["administrator", "administrator.second"] as const;

/** Whose login it is, and for which days. */
export interface NewLogin {
  readonly issuer: string;
  readonly subject: string;
  readonly personId?: string | undefined;
  readonly portalId?: string | undefined;
  readonly startsOn: string;
  readonly endsOn?: string | undefined;
}

/** Who enters, and who confirms: two persons, of whom neither gains by it. */
export interface Hands {
  readonly by: string;
  readonly confirmedBy: string;
}

const [by, confirmedBy] = ADMINISTRATORS;
export const BOTH_ADMINISTRATORS: Hands = { by, confirmedBy };

/** Enters a login, and has it confirmed. */
export async function enterLogin(play: Play, login: NewLogin, hands = BOTH_ADMINISTRATORS): Promise<void> {
  const { login_id } = await play.as(hands.by, registerLogin, login);
  play.remember("login", login.subject, login_id);
  await play.as(hands.confirmedBy, confirmEntry, { entryId: play.id("login", login.subject) });
}
