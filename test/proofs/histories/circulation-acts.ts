import { type Doer, actsOnCirculations, actsOnReports, signatories } from "../../policies/may-do";
import { isSubmitted, lineAt, runs } from "../../policies/oracle";
import type { WorldCirculation, WorldReport } from "../../policies/world";
import { type Attempt, DONE, type History, idOf, nameOf, outcomeFor, uuidIn } from "./history";
import type { Luck } from "./luck";

/** What is done to circulations, and what should come of it. */

const STRICT = "STRICTLY_CONFIDENTIAL";
const POSTS = ["MILITARY_ADVISER", "ASG_OO", "ASG_AFRICA", "HOM_MINUSCA"];
const STRANGERS = ["HOM_MINUSTAH", "OMA_STAFF_1", "AUDITOR", "OPSP_SENIOR_POLICE"];
const OFFICES = ["OMA", "OO", "AFRICA"];
const ELIGIBLE_POSTS = [...POSTS, "USG_DPKO", "USG_DFS", "USG_DPO", "DIRECTOR_OPSP"];
const ELIGIBLE_OFFICES = [...OFFICES, "DPKO", "DFS", "DPO", "OPSP"];

/** The closed list, of those that exist: whether every recipient is on it. */
function areEligible(
  { world, now }: History,
  { posts, offices }: Pick<WorldCirculation, "posts" | "offices">,
): boolean {
  const exists = (office: string) => runs(world.offices[office]!, now);
  return (
    posts.every(
      (post) => ELIGIBLE_POSTS.includes(post) && runs(world.posts[post]!, now) && exists(world.posts[post]!.office),
    ) && offices.every((office) => ELIGIBLE_OFFICES.includes(office) && exists(office))
  );
}

type Wanted = Pick<
  WorldCirculation,
  "full" | "parts" | "posts" | "offices" | "portals" | "copies" | "validFrom" | "validUntil"
>;

function wish(history: History, luck: Luck, report: WorldReport): Wanted {
  const { posts: all, offices: every } = history.world;
  const there = luck.percent(90);
  const posts = luck
    .some(luck.percent(6) ? STRANGERS : POSTS, 40)
    .filter((one) => !there || runs(all[one]!, history.now));
  const offices = luck.some(OFFICES, 35).filter((one) => !there || runs(every[one]!, history.now));
  const full = luck.percent(50);
  const parts = luck.some(report.parts, 60);
  const hour = 3600;
  const [from, until] = luck.pick<readonly [number | null, number | null]>([
    [null, null],
    [null, null],
    [null, 24 * hour],
    [hour, 72 * hour],
    [30, null],
    [-hour, null],
    [2 * hour, hour],
  ]);
  return {
    full,
    parts: full ? [] : (parts.length > 0 ? parts : report.parts.slice(0, 1)).map(({ id }) => id),
    posts: posts.length + offices.length > 0 ? posts : ["MILITARY_ADVISER"],
    offices,
    portals: luck.percent(50),
    copies: luck.percent(50),
    validFrom: from === null ? null : history.after(from),
    validUntil: until === null ? null : history.after(until),
  };
}

function outcomeOfProposal(history: History, doer: Doer, report: WorldReport, wanted: Wanted): string {
  if (!doer.oracle.report(report)) return "NOT_FOUND";
  if (!actsOnReports.proposeCirculation.who(doer)) return "FORBIDDEN";
  if (!isSubmitted(report, history.now)) return "INVALID_STATE";
  const { validFrom, validUntil, parts, offices } = wanted;
  if (validFrom && validFrom < history.now) return "BAD_USER_INPUT";
  if (validUntil && validUntil <= (validFrom ?? history.now)) return "BAD_USER_INPUT";
  if (!areEligible(history, wanted)) return "RECIPIENT_NOT_ELIGIBLE";
  const strict = report.parts.some(({ id, level }) => level === STRICT && parts.includes(id));
  return strict && offices.length > 0 ? "BAD_USER_INPUT" : DONE;
}

/** The post in which somebody proposes: the one that gives the right, else the first of those held. */
const proposingPost = ({ sight }: Doer): string =>
  ["DIRECTOR_OPSP", "ADMINISTRATOR_1", "ADMINISTRATOR_2", "OPSP_TEAM_ASSISTANT"].find((post) => sight.holds(post)) ??
  [...sight.posts].sort()[0]!;

export function propose(history: History, luck: Luck, codes: ReadonlyMap<string, string>): [Doer, Attempt] {
  const { world } = history;
  const doer = history.doer(luck, actsOnReports.proposeCirculation.who);
  const submitted = world.reports.filter((one) => isSubmitted(one, history.now));
  const report = luck.pick(luck.percent(85) && submitted.length > 0 ? submitted : world.reports);
  const wanted = wish(history, luck, report);
  const { full, parts, posts, offices, portals, copies, validFrom, validUntil } = wanted;
  const idsOf = (prefix: string, names: string[]) => names.map((code) => idOf(prefix, codes.get(code)!));
  return [
    doer,
    {
      told: `${nameOf(doer)} proposes ${JSON.stringify(wanted)} of ${report.symbol}`,
      name: "proposeCirculation",
      payload: "circulation { id digest }",
      input: {
        reportId: idOf("report", report.id),
        ...(full ? { full } : { partIds: parts.map((id) => idOf("part", id)) }),
        postIds: idsOf("post", posts),
        officeIds: idsOf("office", offices),
        purpose: "To know",
        portalsAllowed: portals,
        copiesAllowed: copies,
        validFrom,
        validUntil,
      },
      expected: outcomeFor(history, doer, () => outcomeOfProposal(history, doer, report, wanted)),
      done({ circulation: { id, digest } }: { circulation: { id: string; digest: string } }) {
        history.digests.set(uuidIn(id), digest);
        world.circulations.push({
          id: uuidIn(id),
          report: report.id,
          ...wanted,
          purpose: "To know",
          proposedAt: history.now,
          proposedBy: proposingPost(doer),
          signatures: [],
          suspensions: [],
        });
      },
    },
  ];
}

/** The post for which somebody signs: one for which nobody else can, and the own before another's. */
function postToSign(history: History, doer: Doer, one: WorldCirculation): string | undefined {
  const can = signatories(history.world, one, history.now);
  const others = (post: string) => can.some((other) => other.post === post && other.person !== doer.reader.person);
  const rank = ({ post, acting }: (typeof can)[number]) => `${Number(others(post))} ${Number(acting)} ${post}`;
  return can.filter(({ person }) => person === doer.reader.person).sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]
    ?.post;
}

function outcomeOfSigning(history: History, doer: Doer, one: WorldCirculation, digestIsRight: boolean): string {
  if (!doer.oracle.circulation(one)) return "NOT_FOUND";
  if (!actsOnCirculations.sign.who(doer)) return "NOT_A_SIGNATORY";
  if (!doer.isOpen(one)) return "INVALID_STATE";
  if (!postToSign(history, doer, one)) {
    const held = lineAt(history.world, history.now).filter((post) => doer.sight.holds(post));
    return held.every((post) => one.signatures.some((signature) => signature.post === post))
      ? "INVALID_STATE"
      : "FORBIDDEN";
  }
  if (!digestIsRight) return "BAD_USER_INPUT";
  return areEligible(history, one) ? DONE : "RECIPIENT_NOT_ELIGIBLE";
}

/** A circulation to do something to: mostly one for which it is the moment. */
const circulationFor = (
  { world }: History,
  luck: Luck,
  doer: Doer,
  when: (doer: Doer, one: WorldCirculation) => boolean,
) => {
  const ready = world.circulations.filter((one) => when(doer, one));
  return luck.pick(luck.percent(85) && ready.length > 0 ? ready : world.circulations);
};

export function sign(history: History, luck: Luck): [Doer, Attempt] {
  const doer = history.doer(luck, actsOnCirculations.sign.who);
  const one = circulationFor(history, luck, doer, actsOnCirculations.sign.when);
  const isRight = luck.percent(95);
  const digest = isRight ? history.digests.get(one.id) : "0".repeat(64);
  return [
    doer,
    {
      told: `${nameOf(doer)} signs ${one.id}`,
      name: "signCirculation",
      input: { circulationId: idOf("circulation", one.id), digest },
      payload: "__typename",
      expected: outcomeFor(history, doer, () => outcomeOfSigning(history, doer, one, isRight)),
      done() {
        const post = postToSign(history, doer, one)!;
        one.signatures.push({ post, at: history.now, by: doer.reader.person! });
      },
    },
  ];
}

const EFFECTS = {
  decline: (one: WorldCirculation, at: string) => void (one.declinedAt = at),
  withdraw: (one: WorldCirculation, at: string) => void (one.withdrawnAt = at),
  suspend: (one: WorldCirculation, at: string) => void one.suspensions.push({ at, lifted: null }),
  liftSuspension: (one: WorldCirculation, at: string) =>
    void (one.suspensions.find(({ lifted }) => lifted === null)!.lifted = at),
  revoke: (one: WorldCirculation, at: string) => void (one.revokedAt = at),
};

export type Ending = keyof typeof EFFECTS;

export function end(history: History, luck: Luck, act: Ending): [Doer, Attempt] {
  const { who, when } = actsOnCirculations[act];
  const wanted = circulationFor(
    history,
    luck,
    history.doer(luck, () => true),
    when,
  );
  const doer = history.doer(luck, (one) => who(one, wanted));
  return [
    doer,
    {
      told: `${nameOf(doer)}: ${act} ${wanted.id}`,
      name: act === "liftSuspension" ? act : `${act}Circulation`,
      input: { circulationId: idOf("circulation", wanted.id), reason: "A reason" },
      payload: "__typename",
      expected: outcomeFor(history, doer, () => {
        if (!doer.oracle.circulation(wanted)) return "NOT_FOUND";
        if (!who(doer, wanted)) return "FORBIDDEN";
        return when(doer, wanted) ? DONE : "INVALID_STATE";
      }),
      done: () => EFFECTS[act](wanted, history.now),
    },
  ];
}
