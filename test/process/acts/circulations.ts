import type { MadeReport } from "../../operations/life";
import type { Proposed, World } from "../../operations/world";
import { DIRECTOR, LINE, type Tried, holderOf } from "./table";

const ADMINISTRATOR = holderOf("ADMINISTRATOR_1");
const [DPKO, DFS] = LINE as [string, string];
const PROPOSERS: Readonly<Record<string, string>> = {
  "PROPOSED BY THE DIRECTOR": DIRECTOR,
  "PROPOSED BY THE ASSISTANT": holderOf("OPSP_TEAM_ASSISTANT"),
};
const DAY = 86_400;

/** A circulation in a state, and the signature of the USG DFS on paper where one is recorded. */
interface InState extends Proposed {
  paperSignatureId: string;
}

type Step = (made: InState, world: World) => Promise<unknown>;

const signed =
  (by: string): Step =>
  (made, world) =>
    world.sign(made, by);

const done =
  (name: string, by: string): Step =>
  (made, world) =>
    world.on(made, by, name);

const byDpko = signed(DPKO);
const byDfs = signed(DFS);
const declined = done("declineCirculation", DFS);
const withdrawn = done("withdrawCirculation", ADMINISTRATOR);
const suspended = done("suspendCirculation", ADMINISTRATOR);
const lifted = done("liftSuspension", DPKO);
const revoked = done("revokeCirculation", DPKO);
const expired: Step = async (_made, world) => world.registry.clock(await world.instant(DAY + 1));

const recorded: Step = async (made, world) => {
  made.paperSignatureId = await world.recordPaper(made, {}, ADMINISTRATOR);
};
const recordedOfEarlierHolder: Step = async (made, world) => {
  made.paperSignatureId = await world.recordPaper(made, { memorandumOn: "2000-01-04" }, ADMINISTRATOR);
};
const recordedOfDpko: Step = (made, world) => world.recordPaper(made, { postId: world.post.USG_DPKO }, ADMINISTRATOR);
const confirmed: Step = ({ paperSignatureId }, world) =>
  world.act(DIRECTOR, "confirmPaperSignature", { paperSignatureId });

/** The steps by which a circulation that is proposed comes into each state. */
const STEPS: Readonly<Record<string, readonly Step[]>> = {
  PROPOSED: [],
  "PROPOSED BY THE DIRECTOR": [],
  "PROPOSED BY THE ASSISTANT": [],
  "OF A POST OF ANOTHER LINE": [],
  "PARTLY SIGNED": [byDpko],
  "SIGNED BY THAT POST": [byDfs],
  SIGNED: [byDpko, byDfs],
  "NOT BEGUN": [byDpko, byDfs],
  SUSPENDED: [byDpko, byDfs, suspended],
  "NOT BEGUN SUSPENDED": [byDpko, byDfs, suspended],
  LIFTED: [byDpko, byDfs, suspended, lifted],
  DECLINED: [byDpko, declined],
  WITHDRAWN: [withdrawn],
  REVOKED: [byDpko, byDfs, revoked],
  EXPIRED: [byDpko, byDfs, expired],
  "EXPIRED UNSIGNED": [byDpko, expired],
  "EXPIRED SUSPENDED": [byDpko, byDfs, suspended, expired],
  "PAPER RECORDED": [recorded],
  "PAPER OF THE OTHER": [recordedOfDpko],
  "PAPERS OF BOTH": [recorded, recordedOfDpko],
  "PAPER PARTLY SIGNED": [recorded, byDpko],
  "PAPER CONFIRMED": [recorded, confirmed],
  "PAPER SIGNED BY HAND": [recorded, byDfs],
  "PAPER SIGNED": [recorded, byDpko, byDfs],
  "SIGNED ON PAPER": [recorded, byDpko, confirmed],
  "PAPER DECLINED": [recorded, declined],
  "PAPER WITHDRAWN": [recorded, withdrawn],
  "PAPER REVOKED": [recorded, byDpko, byDfs, revoked],
  "PAPER EXPIRED": [recorded, expired],
  "PAPER FOR THE DIRECTOR": [recorded],
  "PAPER OF AN EARLIER HOLDER": [recordedOfEarlierHolder],
};

/** Circulations in full of one report, to a post and to an office. */
export function circulationsOf(world: World): Tried["make"] {
  let report: Promise<MadeReport> | undefined;

  async function terms(state: string): Promise<object> {
    const { post, office } = world;
    report ??= world.report({ team: [post.OPSP_MISSION_SUPPORT] });
    const to =
      state === "PAPER FOR THE DIRECTOR"
        ? { postIds: [post.DIRECTOR_OPSP] }
        : { postIds: [post.ASG_OO], officeIds: [office.OMA] };
    const from = state.startsWith("NOT BEGUN") ? { validFrom: "2016-12-01T00:00:00Z" } : {};
    const until = state.includes("EXPIRED") ? { validUntil: await world.instant(DAY) } : {};
    return { reportId: (await report).id, full: true, ...to, ...from, ...until };
  }

  return async (state) => {
    const proposed = await world.propose(await terms(state), PROPOSERS[state] ?? ADMINISTRATOR);
    const made: InState = { ...proposed, paperSignatureId: "" };
    for (const step of STEPS[state]!) await step(made, world);
    return made;
  };
}

export const ofCirculation = ({ id }: Proposed) => ({ circulationId: id, reason: "A reason" });
