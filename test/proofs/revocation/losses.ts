import { randomUUID } from "node:crypto";

import type { MadeReport } from "../../operations/life";
import type { Proposed, World } from "../../operations/world";
import type { TokenWish } from "../../support/issuer";

/** Something that somebody reads, until it is lost. */
export interface Loss {
  readonly readers: readonly TokenWish[];
  readonly report: MadeReport;
  /** The words of its texts. */
  readonly words: string;
  /** What is not delivered any more; nothing where nobody is known by the login any more. */
  readonly gone: readonly string[] | null;
  /** What takes it away; from its answer on nothing is delivered. */
  take(): Promise<unknown>;
}

const PARTS = { u: "UNCLASSIFIED", c: "CONFIDENTIAL" };
const GROUNDS = ["INTERNAL_DELIBERATION"];
const OMA = [{ subject: "oma.head" }, { subject: "portal.oma" }, { subject: "oma.head", actor: "portal.oma" }];

interface Canaries {
  readonly report: MadeReport;
  readonly words: string;
  readonly textOf: Readonly<Record<keyof typeof PARTS, string>>;
}

async function aCanaryReport(world: World, level = "CONFIDENTIAL"): Promise<Canaries> {
  const words = `canary${randomUUID().replaceAll("-", "")}`;
  const textOf = { u: `Open ${words}.`, c: `Closed ${words}.` };
  const parts = (["u", "c"] as const).map((key) => ({ key, level: PARTS[key], text: textOf[key] }));
  return { report: await world.report({ level, parts }), words, textOf };
}

const goneOf = ({ report, textOf }: Canaries, ...keys: (keyof typeof PARTS)[]) =>
  keys.flatMap((key) => [report.parts[key]!, textOf[key]]);

/** A report circulated in full to the ASG and to OMA with its portals. */
async function circulated(world: World, more: object = {}): Promise<Canaries & { circulation: Proposed }> {
  const made = await aCanaryReport(world);
  const circulation = await world.circulate({
    reportId: made.report.id,
    full: true,
    postIds: [world.post.ASG_OO],
    officeIds: [world.office.OMA],
    portalsAllowed: true,
    ...more,
  });
  return { ...made, circulation };
}

type Take = (world: World, circulation: Proposed) => Promise<unknown>;

/** All that a circulation gave, taken from everyone whom it gave it to. */
const ofCirculation =
  (take: Take, more: (world: World) => Promise<object> = () => Promise.resolve({})) =>
  async (world: World): Promise<Loss> => {
    const made = await circulated(world, await more(world));
    const gone = [...goneOf(made, "u", "c"), made.circulation.id];
    return { ...made, gone, readers: [{ subject: "asg.oo" }, ...OMA], take: () => take(world, made.circulation) };
  };

/** One part, raised above what its readers read. */
const ofRaising = (key: keyof typeof PARTS, level: string, readers: readonly TokenWish[]) => async (world: World) => {
  const made = await circulated(world);
  const input = { id: made.report.parts[key], level, grounds: GROUNDS, reason: "It tells of plans" };
  return { ...made, gone: goneOf(made, key), readers, take: () => world.act("director", "reclassify", input) };
};

const today = async (world: World) => (await world.instant(0)).slice(0, 10);

/** Enters something by one administrator, and lets somebody confirm it. */
async function enter(
  world: World,
  { act, of, by, ...input }: { act: string; of: string; by: string },
): Promise<string> {
  const { [of]: entry } = await world.act(
    "administrator",
    act,
    { ...input, startsOn: await today(world) },
    `${of} { id }`,
  );
  await world.act(by, "confirmEntry", { entryId: entry.id });
  return entry.id;
}

const personOf = async (world: World, subject: string) => (await world.registry.person(subject)).person;

async function designationEnded(world: World): Promise<Loss> {
  const made = await circulated(world);
  const input = {
    officeId: world.office.OMA,
    personId: await personOf(world, "oma.passing"),
    startsOn: await today(world),
  };
  const { designation } = await world.act("oma.head", "designate", input, "designation { id }");
  const take = () => world.act("oma.head", "endDesignation", { designationId: designation.id });
  return { ...made, gone: goneOf(made, "c"), readers: [{ subject: "oma.passing" }], take };
}

async function appointmentEnded(world: World): Promise<Loss> {
  const made = await circulated(world);
  const holding = { postId: world.post.OMA_VACANT, personId: await personOf(world, "newcomer") };
  const appointmentId = await enter(world, {
    act: "appoint",
    of: "appointment",
    by: "administrator.second",
    ...holding,
  });
  const take = () => world.act("administrator", "endAppointment", { appointmentId });
  return { ...made, gone: goneOf(made, "u"), readers: [{ subject: "newcomer" }], take };
}

async function loginEnded(world: World): Promise<Loss> {
  const made = await circulated(world);
  const login = {
    issuer: world.registry.issuer.issuer,
    subject: randomUUID(),
    personId: await personOf(world, "oma.passing"),
  };
  const loginId = await enter(world, { act: "registerLogin", of: "login", by: "administrator.second", ...login });
  const take = () => world.act("administrator", "endLogin", { loginId });
  return { ...made, gone: null, readers: [{ subject: login.subject }], take };
}

async function portalEnded(world: World): Promise<Loss> {
  const made = await circulated(world);
  const code = `portal.${made.words.slice(0, 20)}`;
  const portal = { code, name: "A portal", officeId: world.office.OMA };
  const portalId = await enter(world, { act: "registerPortal", of: "portal", by: "oma.head", ...portal });
  const login = { issuer: world.registry.issuer.issuer, subject: code, portalId };
  await enter(world, { act: "registerLogin", of: "login", by: "oma.head", ...login });
  const readers = [{ subject: code }, { subject: "oma.head", actor: code }];
  return { ...made, gone: null, readers, take: () => world.act("administrator", "endPortal", { portalId }) };
}

async function chargeEnded(world: World): Promise<Loss> {
  const made = await aCanaryReport(world, "STRICTLY_CONFIDENTIAL");
  const day = await today(world);
  const input = { postId: world.post.OPSP_SENIOR_MILITARY, startsOn: day, endsOn: day };
  const payload = "officerInCharge { id }";
  const { officerInCharge } = await world.act("director", "nameOfficerInCharge", input, payload);
  const take = () => world.act("director", "endOfficerInCharge", { officerInChargeId: officerInCharge.id });
  return { ...made, gone: goneOf(made, "u", "c"), readers: [{ subject: "military" }], take };
}

const MINUTES = 600;

/** Every way in which sight is lost, by its name. */
export const losses: Readonly<Record<string, (world: World) => Promise<Loss>>> = {
  "circulation revoked": ofCirculation((world, one) => world.on(one, "usg.dpko", "revokeCirculation")),
  "circulation suspended": ofCirculation((world, one) => world.on(one, "administrator", "suspendCirculation")),
  "circulation expired": ofCirculation(
    async (world) => world.registry.clock(await world.instant(MINUTES)),
    async (world) => ({ validUntil: await world.instant(MINUTES - 1) }),
  ),
  "part raised to strictly confidential": ofRaising("c", "STRICTLY_CONFIDENTIAL", [{ subject: "asg.oo" }, ...OMA]),
  "part raised to confidential": ofRaising("u", "CONFIDENTIAL", [{ subject: "oma.staff" }]),
  "designation ended": designationEnded,
  "appointment ended": appointmentEnded,
  "login ended": loginEnded,
  "portal ended": portalEnded,
  "officer-in-charge ended": chargeEnded,
};
