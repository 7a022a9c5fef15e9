import { Doer } from "./may-do";
import { runs } from "./oracle";
import { uuidOf } from "./rows";
import type { Reader, World } from "./world";

/** Who sees persons, appointments, designations, portals and who is named officer-in-charge, worked out anew from the one-page policy. */

/** A person, or a portal: of a person through a portal both must see what is seen. */
const sidesOf = (world: World, { person, portal }: Reader): Doer[] =>
  [...(person ? [{ person }] : []), ...(portal ? [{ portal }] : [])].map((side) => new Doer(world, side));

const watches = (doer: Doer) => doer.keepsWatch || doer.isOpsp;

/** Whether a person holds a post now in an office that somebody heads. */
const headsPresent = (doer: Doer, person: string) =>
  doer.world.appointments.some(
    (one) =>
      one.person === person &&
      one.confirmed &&
      runs(one, doer.at) &&
      runs(doer.world.posts[one.post]!, doer.at) &&
      doer.heads(doer.world.posts[one.post]!.office),
  );

export interface PeopleSheet {
  persons: string[];
  appointments: string[];
  designations: string[];
  charges: string[];
  portals: string[];
}

export function peopleSeen(world: World, reader: Reader): PeopleSheet {
  const sides = sidesOf(world, reader);
  const all = (sees: (doer: Doer) => boolean) => sides.every(sees);
  const ofOffice = (doer: Doer, entry: { person: string; office: string }) =>
    watches(doer) || doer.heads(entry.office) || doer.reader.person === entry.person;
  const sees = {
    person: (doer: Doer, person: string) =>
      watches(doer) || doer.reader.person === person || headsPresent(doer, person),
    portal: (doer: Doer, { code, office }: World["portals"][number]) =>
      doer.keepsWatch || doer.heads(office) || (doer.reader.portal === code && doer.sight.isPortal),
  };
  return {
    persons: world.persons.filter((one) => all((doer) => sees.person(doer, one))).map(uuidOf),
    appointments: world.appointments
      .map((one, place) => ({ ...one, office: world.posts[one.post]!.office, id: uuidOf(`appointment ${place}`) }))
      .filter((one) => all((doer) => ofOffice(doer, one)))
      .map(({ id }) => id),
    designations: world.designations
      .filter((one) => all((doer) => ofOffice(doer, one)))
      .map(({ office, person }) => uuidOf(`designation ${office} ${person}`)),
    charges: world.officersInCharge.filter(() => all(watches)).map(({ from }) => uuidOf(`charge ${from}`)),
    portals: world.portals.filter((one) => all((doer) => sees.portal(doer, one))).map(({ code }) => uuidOf(code)),
  };
}
