import { BadInput, Forbidden } from "../entities/errors";
import type { DesignateInput } from "../entities/inputs/organisation.inputs";
import { Designation } from "../entities/entries";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { type Period, givenPeriod } from "./days";
import { immediate, noteEntry } from "./entries";
import { heldByDatabase } from "./held-by-database";
import { refuseOutside, seeOffice } from "./organisation-rows";
import type { Outcome } from "./perform";

/** § 6.10: designates one of the office's staff to handle confidential material: from now on, never for a time that is past. */
export async function designate(act: Act, input: DesignateInput): Promise<Outcome> {
  const office = await seeOffice(act, input.officeId);
  act.require("designate", { subject: "Designation", row: { office: office.id, person: null } });
  const person = (await act.see("Person", "person", input.personId)).id;
  if (person === act.person)
    throw new Forbidden(
      "Nobody designates themselves. The head of an office handles its material without.",
      citing("§ 10.11"),
    );
  const period = givenPeriod(input, "The designation");
  await refuseOutside(act, { what: "office", id: office.id }, period);
  await refuseStranger(act, { person, office: office.id }, period);
  const { identifiers } = await heldByDatabase(
    act.manager.insert(Designation, { officeId: office.id, personId: person, ...period, designatedBy: act.person }),
  );
  const id = identifiers[0]!.id as string;
  noteEntry(act, immediate.designation, id);
  return { designation_id: id };
}

/** Staff of an office: who holds one of its posts on some day of the period, by a confirmed appointment. */
async function refuseStranger(
  act: Act,
  { person, office }: { person: string; office: string },
  { startsOn, endsOn }: Period,
): Promise<void> {
  const held = await act.manager.query<unknown[]>(
    `select from appointment a
     join post_placement pl on pl.post_id = a.post_id and pl.superseded_at is null and pl.confirmed_at is not null
     where a.person_id = $1 and pl.office_id = $2 and a.superseded_at is null and a.confirmed_at is not null
       and not isempty(daterange(a.starts_on, a.ends_on, '[]') * daterange(pl.starts_on, pl.ends_on, '[]') * daterange($3::date, $4::date, '[]'))`,
    [person, office, startsOn, endsOn],
  );
  if (held.length === 0)
    throw new BadInput(
      "This person holds no post of the office on these days: only its staff are designated.",
      citing("§ 6.10"),
    );
}
