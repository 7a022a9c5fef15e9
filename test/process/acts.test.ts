import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

import { aDirectedRequest } from "../operations/life";
import { World } from "../operations/world";
import { startRegistry } from "../support/registry";

/** Who may do what in which state, act by act: written by hand from the access policy, and tried in full over HTTP. */
interface Line {
  readonly act: string;
  readonly state: string;
  readonly "done by": string;
  readonly "forbidden to": string;
  readonly "refused by state to": string;
}

const TABLE = parse<Line>(readFileSync(join(__dirname, "acts.csv"), "utf8"), { columns: true });

const STAFF = ["OPSP_SENIOR_MILITARY", "OPSP_SENIOR_POLICE", "OPSP_MISSION_SUPPORT", "OPSP_TEAM_ASSISTANT"];
const POSTS = [
  "DIRECTOR_OPSP",
  ...STAFF,
  ...["USG_DPKO", "USG_DFS", "USG_DPO", "ASG_OO", "ASG_OROLSI", "ASG_DFS", "DIRECTOR_DPET", "MILITARY_ADVISER"],
  ...["POLICE_ADVISER", "OMA_STAFF", "HOM_MINUSCA", "HOMC_MINUSCA", "HOPC_MINUSCA", "DMS_MINUSCA", "HOM_UNMISS"],
  ...["ADMINISTRATOR_1", "AUDITOR", "HEAD_OF_OIOS"],
];

/** The posts that a cell names. */
const postsIn = (cell: string, others: readonly string[]): string[] => {
  if (cell === "everyone else") return POSTS.filter((post) => !others.includes(post));
  return cell.split(" ").flatMap((word) => {
    if (word === "opsp") return ["DIRECTOR_OPSP", ...STAFF];
    return word === "staff" ? STAFF : word === "" ? [] : [word];
  });
};

let world: World;

beforeAll(async () => {
  const registry = await startRegistry("2016-06-01T12:00:00Z");
  await registry.post("OMA_STAFF", "OMA");
  await registry.person("director");
  for (const post of POSTS) await registry.person(`of ${post}`, post);
  world = await new World(registry).learn();
});

afterAll(() => world.registry.close());

const ofReview = (reviewId: string) => ({ reviewId });
const WANTED = { kind: "TARGETED", missions: ["MINUSCA"], areas: ["TRAINING"], reasons: "Units arrive untrained." };
const LETTER = { country: "Country A", letterReference: "NV/7", letterOn: "2016-05-20" };
const TITLE = { title: "A title", level: "UNCLASSIFIED", grounds: [] };
const CONTACT = { party: "MISSION", name: "MINUSCA", heldOn: "2016-05-20", note: "Plans" };
const VISIT = { mission: "MINUSCA", startsOn: "2016-06-20", endsOn: "2016-06-27" };

/** What is asked with each act, of an object of that id. */
const INPUTS: Readonly<Record<string, (id: string) => object>> = {
  requestReview: () => WANTED,
  enterReviewRequest: () => ({ ...WANTED, ...LETTER }),
  directOnOwnMotion: () => WANTED,
  directReview: (requestId) => ({ requestId }),
  declineReviewRequest: (requestId) => ({ requestId, reason: "Another review covers it." }),
  withdrawReviewRequest: (requestId) => ({ requestId }),
  openReview: (requestId) => ({ requestId }),
  announceReview: ofReview,
  startReview: ofReview,
  completeReview: ofReview,
  recordDebrief: ofReview,
  recordConsultation: (reviewId) => ({ reviewId, ...CONTACT }),
  recordVisit: (reviewId) => ({ reviewId, ...VISIT }),
  cancelReview: (reviewId) => ({ reviewId, reason: "The mission closes." }),
  createReport: (reviewId) => ({ reviewId, ...TITLE }),
  nameTeamMember: (reviewId) => ({ reviewId, postId: world.post.OPSP_SENIOR_POLICE, startsOn: "2016-06-01" }),
};

/** A request in a state, made by the acts that lead there; of the Head of Mission. */
async function requestIn(state: string): Promise<string> {
  const { request } = await world.act("of HOM_MINUSCA", "requestReview", WANTED, "request { id }");
  const requestId = request.id as string;
  if (state === "DIRECTED")
    for (const usg of ["USG_DPKO", "USG_DFS"]) await world.act(`of ${usg}`, "directReview", { requestId });
  if (state === "DECLINED") await world.act("of USG_DFS", "declineReviewRequest", { requestId, reason: "A reason" });
  if (state === "WITHDRAWN") await world.act("of HOM_MINUSCA", "withdrawReviewRequest", { requestId });
  return requestId;
}

const STEPS: Readonly<Record<string, readonly string[]>> = {
  PLANNED: [],
  UNDERWAY: ["startReview"],
  COMPLETED: ["startReview", "completeReview"],
  DEBRIEFED: ["startReview", "completeReview", "recordDebrief"],
  ANNOUNCED: ["announceReview"],
  CANCELLED: [],
};

/** A review in a state, made by the acts that lead there, with one member of its team. */
async function reviewIn(state: string): Promise<string> {
  const requestId = await aDirectedRequest(world.registry);
  const { review } = await world.act("of DIRECTOR_OPSP", "openReview", { requestId }, "review { id }");
  const reviewId = review.id as string;
  const member = { reviewId, postId: world.post.OPSP_MISSION_SUPPORT, startsOn: "2016-06-01" };
  await world.act("of DIRECTOR_OPSP", "nameTeamMember", member);
  for (const name of STEPS[state]!) await world.act("of DIRECTOR_OPSP", name, { reviewId });
  if (state === "CANCELLED")
    for (const usg of ["USG_DPKO", "USG_DFS"])
      await world.act(`of ${usg}`, "cancelReview", { reviewId, reason: "A reason" });
  return reviewId;
}

const objectIn = ({ state }: Line): Promise<string> => {
  if (state === "") return Promise.resolve("");
  return state in STEPS ? reviewIn(state) : requestIn(state);
};

describe.each(TABLE.map((line) => [line.act, line.state || "at any time", line] as const))(
  "%s, %s",
  (_act, _state, line) => {
    const done = postsIn(line["done by"], []);
    const byState = postsIn(line["refused by state to"], []);
    const forbidden = postsIn(line["forbidden to"], [...done, ...byState]);
    const unseen = POSTS.filter((post) => ![...done, ...byState, ...forbidden].includes(post));
    const tried = async (post: string, id: string) =>
      (await world.ask(`of ${post}`, line.act, INPUTS[line.act]!(id))).code ?? "DONE";

    it("is refused to who may not, by the right code, and changes nothing", async () => {
      const id = await objectIn(line);
      const before = await world.contents();
      const outcomes: Record<string, string> = {};
      for (const post of [...forbidden, ...byState, ...unseen]) outcomes[post] = await tried(post, id);
      const each = (posts: readonly string[], code: string) => Object.fromEntries(posts.map((post) => [post, code]));
      expect(outcomes).toEqual({
        ...each(forbidden, "FORBIDDEN"),
        ...each(byState, "INVALID_STATE"),
        ...each(unseen, "NOT_FOUND"),
      });
      expect(await world.contents()).toEqual(before);
    });

    if (done.length > 0)
      it.each(done)("is done by %s", async (post) => {
        const id = await objectIn(line);
        const before = await world.contents();
        expect(await tried(post, id)).toBe("DONE");
        expect(await world.contents()).not.toEqual(before);
      });
  },
);

it("the table names every act that is tried", () => {
  expect([...new Set(TABLE.map(({ act }) => act))].sort()).toEqual(Object.keys(INPUTS).sort());
});
