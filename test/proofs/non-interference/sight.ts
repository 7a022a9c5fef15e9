import { Oracle, postsOf, stateAt } from "../../policies/oracle";
import type { Reader, WorldCirculation, WorldReport } from "../../policies/world";
import type { Scene, SceneEntry } from "./scene";

const OPSP = [
  "DIRECTOR_OPSP",
  "OPSP_SENIOR_MILITARY",
  "OPSP_SENIOR_POLICE",
  "OPSP_MISSION_SUPPORT",
  "OPSP_TEAM_ASSISTANT",
];
const ADMINISTRATORS = ["ADMINISTRATOR_1", "ADMINISTRATOR_2"];
const WATCH = ["USG_DPKO", "USG_DFS", "USG_DPO", ...ADMINISTRATORS, "AUDITOR"];

/** What a reader is by the posts that the page gives rights to, where more is read than parts of reports. */
export interface Standing {
  posts: string[];
  isDirector: boolean;
  isUsg: boolean;
  isAuditor: boolean;
  isAdministrator: boolean;
  isOpsp: boolean;
  headed: string[];
  isOversight: boolean;
}

export function standingOf({ world }: Scene, { person }: Reader): Standing {
  const posts = person ? postsOf(world, person, world.now) : [];
  const holds = (...some: string[]) => some.some((post) => posts.includes(post));
  const day = world.now.slice(0, 10);
  const line = world.lines.find(({ from, until }) => from <= day && (until === undefined || day <= until))!.posts;
  const isInCharge = world.officersInCharge.some(
    ({ post, from, until }) => from <= day && day <= (until ?? day) && holds(post),
  );
  return {
    posts,
    isDirector: holds("DIRECTOR_OPSP") || isInCharge,
    isUsg: holds(...line),
    isAuditor: holds("AUDITOR"),
    isAdministrator: holds(...ADMINISTRATORS),
    isOpsp: holds(...OPSP),
    headed: posts.filter((post) => world.posts[post]!.heads).map((post) => world.posts[post]!.office),
    isOversight: posts.some((post) => world.posts[post]!.office === "OIOS"),
  };
}

/**
 * All that a reader may learn of a scene, by the page alone: two scenes of which it is the same must look the same to the reader. Where
 * it holds more than the reader sees, the proof looks for less; it never cries wolf.
 */
export function sightOf(scene: Scene, reader: Reader): string {
  const { world } = scene;
  const oracle = new Oracle(world, reader);
  const standing = standingOf(scene, reader);
  const { posts, isOpsp } = standing;
  const keepsWatch = standing.isDirector || posts.some((post) => WATCH.includes(post));
  const readsPersons = isOpsp || keepsWatch || standing.headed.length > 0;
  return JSON.stringify({
    facts: {
      posts,
      now: world.now,
      portals: world.portals,
      officers: isOpsp || keepsWatch ? world.officersInCharge : [],
    },
    reports: byId(world.reports)
      .map((report) => reportSight(scene, report, oracle))
      .filter(seen),
    circulations: byId(world.circulations)
      .map((circulation) => circulationSight(scene, circulation, oracle))
      .filter(seen),
    reviews:
      isOpsp || keepsWatch
        ? byId([...world.reports, ...scene.empty.reports]).map(({ id, createdAt, team }) => [id, createdAt, team])
        : [],
    // By its invocation OIOS reads what it may also read otherwise, and is told by which sentence.
    invocations:
      oracle.mayAudit || standing.isOversight
        ? world.invocations.filter(({ report }) => isSeen(scene, report, oracle))
        : [],
    own: {
      name: reader.person && scene.names[reader.person],
      appointments: world.appointments.filter(({ person }) => readsPersons || person === reader.person),
      designations: world.designations.filter(({ person }) => readsPersons || person === reader.person),
      names: readsPersons ? Object.entries(scene.names).sort() : [],
    },
    notices: [...scene.notices].filter(({ post }) => posts.includes(post)).sort(byIdOf),
    entries: scene.entries.filter((entry) => isOwnOrAbout(scene, entry, { reader, standing })),
  });
}

const byIdOf = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
const seen = (one: unknown) => one !== null;
const byId = <T extends { id: string }>(things: readonly T[]): T[] => [...things].sort(byIdOf);

const isSeen = ({ world }: Scene, id: string, oracle: Oracle) =>
  oracle.report(world.reports.find((report) => report.id === id)!) !== null;

function reportSight({ world, positions }: Scene, report: WorldReport, oracle: Oracle) {
  const sight = oracle.report(report);
  if (!sight) return null;
  const { id, symbol, level, createdAt, submittedAt, title } = report;
  const past = oracle.mayAudit
    ? { before: report.before, invoked: world.invocations.filter((one) => one.report === id) }
    : {};
  const readable = sight.parts.map((part) => part.id);
  const outlined = sight.outline ?? [];
  return {
    ...{ id, symbol, level, createdAt, submittedAt, isExtract: sight.isExtract, ...past },
    title: sight.title ? title : null,
    outline: report.parts
      .filter((part) => outlined.includes(part.id))
      .map((part) => [part.id, part.label, part.kind, part.level, part.before, part.addedAt, positions[part.id]]),
    parts: report.parts
      .filter((part) => readable.includes(part.id))
      .map((part) => [part, positions[part.id], sight.parts.find((seen) => seen.id === part.id)]),
    corrects: readable.includes(report.parts[0]?.id ?? "") ? report.parts[0]!.id : null,
  };
}

function circulationSight({ world }: Scene, circulation: WorldCirculation, oracle: Oracle) {
  const sight = oracle.circulation(circulation);
  if (!sight) return null;
  if (sight.papers) return circulation;
  const { id, report, full, purpose, validFrom, validUntil, portals, copies, narrowed } = circulation;
  const state = stateAt(world, circulation, world.now);
  return { id, report, full, purpose, validFrom, validUntil, portals, copies, narrowed, state, ...sight };
}

/** What the register says, and to whom: all to auditors, about reports to the Director and the USGs, the own readings to each. */
function isOwnOrAbout(
  { world }: Scene,
  { person, reports, parts }: SceneEntry,
  { reader, standing }: { reader: Reader; standing: Standing },
): boolean {
  const ofSubmitted = world.reports.some(
    (report) =>
      report.submittedAt && (reports.includes(report.id) || report.parts.some(({ id }) => parts.includes(id))),
  );
  if (standing.isAuditor || person === reader.person) return true;
  if (standing.isDirector) return reports.length + parts.length > 0;
  return standing.isUsg && ofSubmitted;
}
