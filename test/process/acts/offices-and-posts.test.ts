import { idOf, uuidOf } from "../../../src/access/ids";
import type { World } from "../../operations/world";
import type { Free } from "../../support/registry";
import { FIRST, LAST, PAST, SECOND, TODAY, TOMORROW, anOffice, anOfficeThatEnds, fresh, personOf } from "./entries";
import { type Tried, tryTable } from "./table";

const MISSION = { name: "A mission", kind: "PEACEKEEPING", area: "An area", source: "A resolution", startsOn: TODAY };

/** Offices, and missions with theirs. */
function officesOf(world: World): Tried {
  async function parentIn(state: string): Promise<string | undefined> {
    if (state === "PART OF ANOTHER") return anOffice(world);
    return state === "PART OF ONE THAT ENDS" ? anOfficeThatEnds(world) : undefined;
  }

  async function officeIn(state: string): Promise<string | undefined> {
    if (state === "OF THE LINE") return world.office.DPKO;
    if (state === "THE REGISTRY") return world.office.REGISTRY;
    if (state === "STANDING") return anOffice(world);
    return state === "ENDING" ? anOfficeThatEnds(world) : undefined;
  }

  async function make(state: string): Promise<Free> {
    const taken = { "CODE TAKEN": "OMA", "MISSION TAKEN": "MINUSCA" }[state];
    return { code: taken ?? fresh("NEW"), parentId: await parentIn(state), officeId: await officeIn(state) };
  }

  return {
    make,
    inputs: {
      createOffice: ({ code, parentId }) => {
        const startsOn = TOMORROW;
        return { code, name: "An office", kind: "HEADQUARTERS_OFFICE", parentId, startsOn };
      },
      registerMission: ({ code }) => ({ ...MISSION, acronym: code }),
      endOffice: ({ officeId }) => ({ officeId, endsOn: LAST }),
    },
  };
}

/** Posts, each with the entry that says to which office it belongs: entered by the first administrator unless said. */
function postsOf(world: World): Tried {
  async function enter(by = FIRST): Promise<Free> {
    const code = fresh("POST_");
    const input = { code, name: "A post", role: "STAFF", officeId: world.office.OMA, startsOn: PAST };
    const { post, placement } = await world.act(by, "createPost", input, "post { id } placement { id }");
    return { code, postId: post.id, entryId: placement.id };
  }

  /** Enters that somebody is to hold a post: who gains when it comes to belong to an office. */
  const giveTo = async (holder: string, postId: string) =>
    world.act(FIRST, "appoint", { postId, personId: await personOf(world, holder), startsOn: TODAY });

  /** Moves a post from today on; gives the entry that comes into its place, and what is left of the one before. */
  async function move(postId: string): Promise<{ moved: string; ended: string }> {
    const to = { postId, officeId: world.office.POLICE_DIVISION, startsOn: TODAY };
    const { placement } = await world.act(FIRST, "placePost", to, "placement { id }");
    const [left] = await world.registry.sql("select id from post_placement where post_id = $1 and ends_on < $2", [
      uuidOf("post", postId),
      TODAY,
    ]);
    return { moved: placement.id, ended: idOf("placement", left.id) };
  }

  async function lead({ postId, entryId }: Free, state: string): Promise<string> {
    if (state === "FOR THE DIRECTOR") await giveTo("DIRECTOR_OPSP", postId);
    if (state === "FOR THE OTHER") await giveTo("ADMINISTRATOR_2", postId);
    if (state === "WITHDRAWN") await world.act(FIRST, "withdrawEntry", { entryId });
    if (state === "POST ENDING") await world.act(FIRST, "endPost", { postId, endsOn: LAST });
    const isMoved = ["MOVED", "REPLACED", "ENDED"].includes(state);
    if (!isMoved && !["CONFIRMED", "POST ENDING", "OFFICE ENDING", "OFFICE HEADED"].includes(state)) return entryId;
    await world.act(SECOND, "confirmEntry", { entryId });
    if (!isMoved) return entryId;
    const { moved, ended } = await move(postId);
    return { MOVED: moved, REPLACED: entryId, ENDED: ended }[state]!;
  }

  async function make(state: string): Promise<Free> {
    const office = state === "OFFICE ENDING" ? await anOfficeThatEnds(world) : world.office.POLICE_DIVISION;
    const wanted = { office, isHead: state === "OFFICE HEADED", role: "STAFF", code: fresh("POST_") };
    if (state === "") return wanted;
    if (state === "SECOND DIRECTOR") return { ...wanted, office: world.office.OPSP, role: "DIRECTOR_OPSP" };
    if (state === "OF THE LINE") return { postId: world.post.USG_DPKO };
    const post = await enter(state === "ENTERED BY THE OTHER" ? SECOND : FIRST);
    const code = state === "CODE TAKEN" ? post.code : wanted.code;
    return { ...wanted, code, postId: post.postId, entryId: await lead(post, state) };
  }

  return {
    make,
    inputs: {
      createPost: ({ office, isHead, role, code }) => {
        const startsOn = TOMORROW;
        return { code, name: "A post", role, officeId: office, isHead, startsOn };
      },
      placePost: ({ postId, office, isHead }) => ({ postId, officeId: office, isHead, startsOn: TOMORROW }),
      endPost: ({ postId }) => ({ postId, endsOn: LAST }),
      confirmEntry: ({ entryId }) => ({ entryId }),
      withdrawEntry: ({ entryId }) => ({ entryId }),
    },
  };
}

tryTable("offices-and-posts.csv", [officesOf, postsOf]);
