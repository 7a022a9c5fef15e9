import { Conflict } from "../entities/errors";
import type { RegisterPortalInput } from "../entities/inputs/organisation.inputs";
import { Portal } from "../entities/entries";
import type { Act } from "./act";
import { givenPortalCode } from "./codes";
import { givenPeriod } from "./days";
import { confirmable, noteEntry } from "./entries";
import { heldByDatabase } from "./held-by-database";
import { headPosts, refuseOutside, seeOffice } from "./organisation-rows";
import type { Outcome } from "./perform";
import { words } from "./words";

/** § 6.7: enters a portal of an office. It reads nothing before the head of that office has confirmed it. */
export async function registerPortal(act: Act, input: RegisterPortalInput): Promise<Outcome> {
  const office = await seeOffice(act, input.officeId);
  act.require("keep", { subject: "Portal", row: {} });
  const code = givenPortalCode(input.code);
  const period = givenPeriod(input, "The portal");
  await refuseOutside(act, { what: "office", id: office.id }, period);
  await refuseCodeOfAnother(act, code, office.id);
  const name = words(input.name, "the name", 200);
  const { identifiers } = await heldByDatabase(
    act.manager.insert(Portal, { code, name, officeId: office.id, ...period, enteredBy: act.person }),
  );
  const id = identifiers[0]!.id as string;
  noteEntry(act, confirmable.portal, id);
  await act.notify("ENTRY_AWAITS_CONFIRMATION", id, [...(await act.watchers()), ...(await headPosts(act, office.id))]);
  return { portal_id: id };
}

/** Logins speak of a portal by its code: it stays with the office that first had it. */
async function refuseCodeOfAnother(act: Act, code: string, office: string): Promise<void> {
  const [found] = await act.manager.query<{ office: string | null }[]>("select office_of_portal($1) as office", [code]);
  if (found!.office && found!.office !== office)
    throw new Conflict("This code is, or was, of a portal of another office. Give another code.");
}
