import { InvalidState } from "../entities/errors";
import type { EndOfficeInput } from "../entities/inputs/organisation.inputs";
import { OfficeEnd } from "../entities/organisation";
import { OfficeKind } from "../entities/terms";
import type { Act } from "./act";
import { givenEnd, refuseEndOfLine } from "./endings";
import { heldByDatabase } from "./held-by-database";
import { seeOffice } from "./organisation-rows";
import type { Outcome } from "./perform";

/** § 6.7: records the last day of an office. After it its posts read nothing, and no successor inherits anything. */
export async function endOffice(act: Act, { officeId, endsOn }: EndOfficeInput): Promise<Outcome> {
  const office = await seeOffice(act, officeId);
  act.require("keep", { subject: "Organisation", row: {} });
  if (office.kind === OfficeKind.REGISTRY)
    throw new InvalidState("The registry's own office does not end: nobody could keep the registry after it.");
  const last = await givenEnd(act, endsOn, office.startsOn);
  await refuseEndOfLine(act, { what: "office", id: office.id }, last);
  await heldByDatabase(act.manager.insert(OfficeEnd, { officeId: office.id, endsOn: last }));
  act.changes.others.push({ kind: "office", id: office.id });
  await act.notify("ENTRY_ENDED", office.id, await act.watchers());
  return { office_id: office.id };
}
