import { aDirectedRequest } from "../../operations/life";
import type { World } from "../../operations/world";
import type { Free } from "../../support/registry";
import { FIRST, LAST, PAST, SECOND, TODAY, aPost, lead, personOf, readState, somebody } from "./entries";
import { DIRECTOR, type Tried, tryTable } from "./table";

const personsOf = (world: World): Tried => ({
  make: async (state) => (state.startsWith("OF ") ? personOf(world, state.slice(3)) : somebody(world)),
  inputs: {
    registerPerson: () => ({ name: "A person", email: "person@example.org" }),
    changeEmail: (personId) => ({ personId, email: "person@example.org" }),
  },
});

/** What is asked of an appointment beside its post and its person, which are new unless said here. */
type Wanted = (world: World) => Promise<{ postId?: string; personId?: string; acting?: boolean }>;

const WANTED: Readonly<Record<string, Wanted>> = {
  "TO AN ENDING POST": async (world) => {
    const postId = await aPost(world);
    await world.act(FIRST, "endPost", { postId, endsOn: LAST });
    return { postId };
  },
  "WITHOUT QUALIFICATION AS DIRECTOR": ({ post }) => Promise.resolve({ postId: post.DIRECTOR_OPSP!, acting: true }),
  "OF ADMINISTRATOR_1": async (world) => ({ personId: await personOf(world, "ADMINISTRATOR_1") }),
  "OF THE AUDITOR AS ADMINISTRATOR": async (world) => ({
    postId: await aPost(world, "REGISTRY", "ADMINISTRATOR"),
    personId: await personOf(world, "AUDITOR"),
  }),
  "OF A TEAM MEMBER TO OMA": async (world) => {
    const requestId = await aDirectedRequest(world.registry);
    const { review } = await world.act(DIRECTOR, "openReview", { requestId }, "review { id }");
    const member = { reviewId: review.id, postId: world.post.OPSP_MISSION_SUPPORT, startsOn: TODAY };
    await world.act(DIRECTOR, "nameTeamMember", member);
    return { personId: await personOf(world, "OPSP_MISSION_SUPPORT") };
  },
};

/** Appointments to posts of OMA, each to one of its own; entered by the first administrator unless said. */
function appointmentsOf(world: World): Tried {
  async function enter(postId: string, whose: string): Promise<string> {
    const personId = whose.startsWith("OF ") ? await personOf(world, whose.slice(3)) : await somebody(world);
    const by = whose === "ENTERED BY THE OTHER" ? SECOND : FIRST;
    return (await world.act(by, "appoint", { postId, personId, startsOn: PAST }, "appointment { id }")).appointment.id;
  }

  async function make(state: string): Promise<Free> {
    const personId = await somebody(world);
    const wanted = await WANTED[state]?.(world);
    if (wanted) return { postId: wanted.postId ?? (await aPost(world)), personId, ...wanted };
    const postId = await aPost(world);
    if (state === "") return { postId, personId };
    const { whose, step } = readState(state);
    const id = await lead(world, { kind: "appointment", id: await enter(postId, whose), by: confirmer(whose) }, step);
    return { id, postId, personId, acting: whose === "ACTING BESIDE" };
  }

  return {
    make,
    inputs: {
      appoint: ({ postId, personId, acting }) => ({ postId, personId, acting, startsOn: TODAY }),
      endAppointment: ({ id }) => ({ appointmentId: id }),
      confirmEntry: ({ id }) => ({ entryId: id }),
      withdrawEntry: ({ id }) => ({ entryId: id }),
    },
  };
}

/** Nobody confirms an appointment of their own. */
const confirmer = (whose: string): string => (whose === "OF ADMINISTRATOR_2" ? DIRECTOR : SECOND);

tryTable("persons-and-appointments.csv", [personsOf, appointmentsOf]);
