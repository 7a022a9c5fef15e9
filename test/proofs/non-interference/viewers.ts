import { Oracle } from "../../policies/oracle";
import { type Random, readersOf } from "../../policies/random-world";
import type { Reader } from "../../policies/world";
import { type Beside, besideOf } from "./beside";
import type { Scene } from "./scene";
import { type Standing, standingOf } from "./sight";

/** Somebody who asks: a reader of the world, one whom the registry does not know, or nobody at all. */
export type Viewer = Reader & { unknown?: true; nobody?: true };

type Test = (standing: Standing, reader: Reader, some: { parts: number; hidden: number; beside?: Beside }) => boolean;

const alone: Test = ({ isDirector, isUsg, isAuditor, isAdministrator, isOpsp }) =>
  !isDirector && !isUsg && !isAuditor && !isAdministrator && !isOpsp;

/** The kinds of viewers there are. Most are readers of extracts, for whom the most is hidden beside what is not. */
const KINDS: Record<string, Test> = {
  "staff of a recipient": (standing, reader, some) =>
    alone(standing, reader, some) &&
    !reader.portal &&
    some.parts > 0 &&
    standing.headed.length === 0 &&
    standing.posts.some((post) => post.includes("STAFF")),
  recipient: (standing, reader, { parts }) =>
    alone(standing, reader, { parts, hidden: 0 }) && !reader.portal && parts > 0,
  "recipient of extracts": (standing, reader, { parts, hidden }) =>
    alone(standing, reader, { parts, hidden }) && !reader.portal && parts > 0 && hidden > 0,
  portal: (_standing, { person, portal }, { parts }) => portal !== undefined && person === undefined && parts > 0,
  administrator: ({ isAdministrator, isDirector, isUsg }) => isAdministrator && !isDirector && !isUsg,
  "person through a portal": (_standing, { person, portal }) => portal !== undefined && person !== undefined,
  "staff beside what is confidential": (standing, reader, { parts, hidden, beside }) =>
    alone(standing, reader, { parts, hidden }) && !reader.portal && beside!.confidential,
  "staff without a cover": (standing, reader, { parts, hidden, beside }) =>
    alone(standing, reader, { parts, hidden }) && !reader.portal && beside!.cover,
  "recipient without a title": (standing, reader, { parts, hidden, beside }) =>
    alone(standing, reader, { parts, hidden }) && !reader.portal && beside!.titleByPost,
  "staff without a title": (standing, reader, { parts, hidden, beside }) =>
    alone(standing, reader, { parts, hidden }) && !reader.portal && beside!.titleByOffice,
  "portal without a title": (_standing, { person, portal }, { beside }) =>
    portal !== undefined && person === undefined && beside!.titleByOffice,
  "recipient among others": (standing, reader, { parts, hidden, beside }) =>
    alone(standing, reader, { parts, hidden }) && beside!.recipients,
  "staff among colleagues": (standing, reader, { parts, hidden, beside }) =>
    alone(standing, reader, { parts, hidden }) && !reader.portal && beside!.colleagues,
  "former member of a team": ({ isOpsp, isDirector, isUsg, isAuditor, isAdministrator, posts }, _reader, { beside }) =>
    isOpsp &&
    !isDirector &&
    !isUsg &&
    !isAuditor &&
    !isAdministrator &&
    !posts.includes("OPSP_TEAM_ASSISTANT") &&
    beside!.formerTeam,
  USG: ({ isUsg, isDirector }) => isUsg && !isDirector,
  auditor: ({ isAuditor, isDirector, isUsg }) => isAuditor && !isDirector && !isUsg,
  "staff of OPSP": ({ isOpsp, isDirector, isUsg, isAuditor, isAdministrator }, { portal }) =>
    isOpsp && !portal && !isDirector && !isUsg && !isAuditor && !isAdministrator,
  "Team Assistant": ({ posts, isDirector, isUsg }) => posts.includes("OPSP_TEAM_ASSISTANT") && !isDirector && !isUsg,
  oversight: ({ isOversight, isDirector, isUsg }) => isOversight && !isDirector && !isUsg,
  Director: ({ isDirector }) => isDirector,
  "no reader": (standing, reader, { parts }) => alone(standing, reader, { parts, hidden: 0 }) && parts === 0,
};

const ORDER = Object.keys(KINDS).flatMap((kind, place) => (place < 4 ? [kind, kind] : [kind]));

/** A viewer for a case: of each kind in turn, or of those that are wanted, as far as the world has one. */
export function viewerOf(
  scene: Scene,
  place: number,
  { random, kinds }: { random: Random; kinds?: readonly string[] | undefined },
): { kind: string; viewer: Viewer } {
  const { world } = scene;
  const order = ORDER.filter((kind) => kinds?.includes(kind) ?? true);
  if (place % 40 === 39) return { kind: "nobody", viewer: { nobody: true } };
  if (place % 40 === 19) return { kind: "unknown", viewer: { person: "person.unknown", unknown: true } };
  const readers = readersOf(world, place).map((reader) => {
    const oracle = new Oracle(world, reader);
    const sights = world.reports.map((report) => oracle.report(report)?.parts.length ?? 0);
    const parts = sights.reduce((sum, count) => sum + count, 0);
    const hidden = world.reports.filter((report, at) => sights[at]! > 0 && sights[at]! < report.parts.length).length;
    return {
      reader,
      standing: standingOf(scene, reader),
      some: { parts, hidden, beside: besideOf(scene, reader, oracle) },
    };
  });
  for (let tried = 0; tried < order.length; tried += 1) {
    const kind = order[(place + tried) % order.length]!;
    const fitting = readers.filter(({ standing, reader, some }) => KINDS[kind]!(standing, reader, some));
    if (fitting.length > 0) return { kind, viewer: random.pick(fitting).reader };
  }
  return { kind: "any", viewer: random.pick(readers).reader };
}
