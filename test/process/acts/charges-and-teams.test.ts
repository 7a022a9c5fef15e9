import { aDirectedRequest } from "../../operations/life";
import type { World } from "../../operations/world";
import type { Free } from "../../support/registry";
import { FIRST, HEAD_OF_OMA, LAST, PAST, TODAY, end, fresh, personOf } from "./entries";
import { DIRECTOR, HEAD, LINE, type Tried, tryTable } from "./table";

/** A day of a year that is to come, which is asked for once. */
function dayToCome(year: number): string {
  days += 1;
  return new Date(Date.UTC(year, 0, days)).toISOString().slice(0, 10);
}
let days = 0;

/** One day that is to come. */
const onOneDay = (year: number) => {
  const day = dayToCome(year);
  return { startsOn: day, endsOn: day };
};

/** Designations of staff of OMA unless said: those in force each of somebody else, those to come of one person, each for another day. */
function designationsOf(world: World): Tried {
  async function oneOfOma(): Promise<string> {
    const code = fresh("POST_");
    await world.registry.post(code, "OMA");
    return (await world.registry.person(fresh("staff "), code)).person;
  }

  const designate = async (by: string, input: object): Promise<string> =>
    (await world.act(by, "designate", input, "designation { id }")).designation.id;

  async function make(state: string): Promise<Free> {
    const officeId = world.office.OMA;
    const period = { startsOn: TODAY, endsOn: LAST };
    if (state === "OF THE HEAD") return { ...period, officeId, personId: await personOf(world, "MILITARY_ADVISER") };
    if (state === "OF SOMEBODY UNSEEN") return { ...period, officeId, personId: await personOf(world, "HOM_UNMISS") };
    if (state === "OF A STRANGER TO OPSP")
      return { ...period, officeId: world.office.OPSP, personId: await personOf(world, "OMA_STAFF") };
    if (state === "IN MINUSCA") {
      const personId = await personOf(world, "DMS_MINUSCA");
      return { id: await designate(HEAD, { officeId: world.office.MINUSCA, personId, ...onOneDay(2017) }) };
    }
    if (state === "TO COME") {
      const wanted = { officeId, personId: await personOf(world, "OMA_STAFF"), ...onOneDay(2017) };
      return { ...wanted, id: await designate(HEAD_OF_OMA, wanted) };
    }
    const wanted = { officeId, personId: await oneOfOma(), ...period };
    if (state === "") return wanted;
    const id = await designate(HEAD_OF_OMA, { officeId, personId: wanted.personId, startsOn: PAST });
    if (state === "IN FORCE") return { ...wanted, id };
    return { ...wanted, id: await end(world, { kind: "designation", id, by: HEAD_OF_OMA }, state) };
  }

  return {
    make,
    inputs: {
      designate: ({ officeId, personId, startsOn, endsOn }) => ({ officeId, personId, startsOn, endsOn }),
      endDesignation: ({ id }) => ({ designationId: id }),
    },
  };
}

const MEMBERSHIPS: Readonly<Record<string, object>> = {
  "TO COME": { startsOn: "2016-07-01" },
  "RUN OUT": { startsOn: PAST, endsOn: "2016-05-31" },
};

/** Memberships of teams, each of a review of its own. */
const membershipsOf = (world: World): Tried => ({
  async make(state) {
    const requestId = await aDirectedRequest(world.registry);
    const { review } = await world.act(DIRECTOR, "openReview", { requestId }, "review { id }");
    const reviewId = review.id as string;
    const input = { reviewId, postId: world.post.OPSP_MISSION_SUPPORT, startsOn: TODAY, ...MEMBERSHIPS[state] };
    const { teamMember } = await world.act(DIRECTOR, "nameTeamMember", input, "teamMember { id }");
    if (state === "ENDED") await world.act(DIRECTOR, "endTeamMembership", { teamMemberId: teamMember.id });
    if (state === "OF AN ANNOUNCED REVIEW") await world.act(DIRECTOR, "announceReview", { reviewId });
    if (state === "OF A COMPLETED REVIEW")
      for (const step of ["startReview", "completeReview"]) await world.act(DIRECTOR, step, { reviewId });
    if (state === "OF A CANCELLED REVIEW")
      for (const usg of LINE) await world.act(usg, "cancelReview", { reviewId, reason: "A reason" });
    return teamMember.id as string;
  },
  inputs: { endTeamMembership: (teamMemberId) => ({ teamMemberId }) },
});

/**
 * The officer-in-charge, one at a time, so that those to come are each for another day, and of those in force each ends the one
 * before. The Director is absent from 2018 on, once anything is tried in that absence.
 */
function chargesOf(world: World): Tried {
  const ABSENT = "WHILE THE DIRECTOR IS ABSENT";
  let leave: Promise<unknown> | undefined;
  let inForce: string | undefined;
  let over: Promise<Free> | undefined;

  async function theDirectorLeaves(): Promise<unknown> {
    const query = "query ($filter: AppointmentFilter) { appointments(first: 1, filter: $filter) { nodes { id } } }";
    const { data } = await world.registry.ask(FIRST, query, {
      filter: { postId: world.post.DIRECTOR_OPSP, on: TODAY },
    });
    return world.act(FIRST, "endAppointment", { appointmentId: data.appointments.nodes[0].id, endsOn: "2017-12-31" });
  }

  const name = async (input: object): Promise<string> =>
    (await world.act(DIRECTOR, "nameOfficerInCharge", input, "officerInCharge { id }")).officerInCharge.id;

  /** Names from today on; what was in force before ends, unless a test has ended it. */
  async function takeCharge(postId: string): Promise<string> {
    if (inForce) await world.ask(DIRECTOR, "endOfficerInCharge", { officerInChargeId: inForce });
    return (inForce = await name({ postId, startsOn: TODAY, endsOn: LAST }));
  }

  /** One that was in force, and what is left of it. */
  async function overBy(postId: string): Promise<Free> {
    const id = await name({ postId, startsOn: PAST, endsOn: LAST });
    return { REPLACED: id, ENDED: await end(world, { kind: "officerInCharge", id, by: DIRECTOR }, "ENDED") };
  }

  async function make(state: string): Promise<Free> {
    const isAbsent = state.endsWith(ABSENT);
    if (isAbsent) await (leave ??= theDirectorLeaves());
    const postId = world.post[state.startsWith("OF ANOTHER POST") ? "OPSP_MISSION_SUPPORT" : "OPSP_SENIOR_MILITARY"]!;
    const wanted = { postId, ...onOneDay(isAbsent ? 2018 : 2017) };
    if (["IN FORCE", "WHILE ONE IS IN CHARGE"].includes(state)) return { wanted, id: await takeCharge(postId) };
    if (["ENDED", "REPLACED"].includes(state)) return { id: (await (over ??= overBy(postId)))[state] };
    if (!/^(TO COME|TAKEN BACK)/.test(state)) return { wanted };
    const id = await name(wanted);
    if (state === "TAKEN BACK") await world.act(DIRECTOR, "endOfficerInCharge", { officerInChargeId: id });
    return { wanted, id };
  }

  return {
    make,
    inputs: {
      nameOfficerInCharge: ({ wanted }) => wanted,
      endOfficerInCharge: ({ id }) => ({ officerInChargeId: id }),
    },
  };
}

tryTable("charges-and-teams.csv", [designationsOf, membershipsOf, chargesOf]);
