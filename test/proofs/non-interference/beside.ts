import { type Oracle, covers, runs, stateAt } from "../../policies/oracle";
import type { Reader, WorldCirculation, WorldPart } from "../../policies/world";
import type { Scene } from "./scene";
import { standingOf } from "./sight";

/** What lies next to what a reader sees, and is hidden: each is the ground of one sentence of the page. */
export interface Beside {
  /** Parts above unclassified that the reader's office was given, and the reader not. */
  confidential: boolean;
  /** Such parts in a report of which the reader sees nothing. */
  cover: boolean;
  /** Parts read in a report of which the title is hidden, by the reader's post, or by its office. */
  titleByPost: boolean;
  titleByOffice: boolean;
  /** A report with circulations, of a review that the reader was on the team of once. */
  formerTeam: boolean;
  /** A circulation that is read but for its other recipients. */
  recipients: boolean;
  /** Holders of the other posts of an office that the reader does not head. */
  colleagues: boolean;
}

export function besideOf(scene: Scene, reader: Reader, oracle: Oracle): Beside {
  const { world } = scene;
  const { posts } = standingOf(scene, reader);
  const offices = officesOf(scene, reader);
  const effective = world.circulations.filter((one) => stateAt(world, one, world.now) === "SIGNED");
  const toOffice = (one: WorldCirculation) => one.offices.some((office) => offices.includes(office));
  const reportOf = (one: WorldCirculation) => world.reports.find(({ id }) => id === one.report)!;
  const hides = (one: WorldCirculation, part: WorldPart) =>
    part.level === "CONFIDENTIAL" && covers(one, part, world.now) && !oracle.readsPart(reportOf(one), part);
  const hidesTitle = (one: WorldCirculation) => {
    const sight = oracle.report(reportOf(one));
    return sight !== null && !sight.title && sight.parts.length > 0;
  };
  return {
    confidential: effective.some((one) => toOffice(one) && reportOf(one).parts.some((part) => hides(one, part))),
    cover: effective.some(
      (one) => toOffice(one) && !oracle.report(reportOf(one)) && reportOf(one).parts.some((part) => hides(one, part)),
    ),
    titleByPost: effective.some((one) => one.posts.some((post) => posts.includes(post)) && hidesTitle(one)),
    titleByOffice: effective.some((one) => toOffice(one) && hidesTitle(one)),
    formerTeam: world.circulations.some((one) =>
      reportOf(one).team.some((member) => posts.includes(member.post) && !runs(member, world.now)),
    ),
    recipients: effective.some((one) => {
      const sight = oracle.circulation(one);
      return sight !== null && !sight.papers;
    }),
    colleagues: colleaguesOf(scene, reader).length > 0,
  };
}

const officesOf = (scene: Scene, reader: Reader): string[] => {
  const portal = scene.world.portals.find(({ code }) => code === reader.portal);
  const held = standingOf(scene, reader).posts.map((post) => scene.world.posts[post]!.office);
  return [...held, ...(portal ? [portal.office] : [])];
};

/** The other persons of the offices that a reader is of and does not head. */
export function colleaguesOf(scene: Scene, reader: Reader): string[] {
  const { headed } = standingOf(scene, reader);
  const offices = officesOf(scene, reader).filter((office) => !headed.includes(office));
  const isOf = (person: string) =>
    standingOf(scene, { person }).posts.some((post) => offices.includes(scene.world.posts[post]!.office));
  return reader.portal ? [] : scene.world.persons.filter((person) => person !== reader.person && isOf(person));
}

/** The reports of which a reader sees something and not all, or that once came, or nearly came, to the reader. */
export function nearbyOf(scene: Scene, reader: Reader, oracle: Oracle): string[] {
  const { posts, isOpsp } = standingOf(scene, reader);
  const offices = officesOf(scene, reader);
  const isNamed = (id: string) =>
    scene.world.circulations.some(
      (one) =>
        one.report === id &&
        (one.posts.some((post) => posts.includes(post)) || one.offices.some((office) => offices.includes(office))),
    );
  return scene.world.reports
    .filter((report) => {
      const sight = oracle.report(report);
      if (sight && !sight.isExtract && sight.title) return false;
      const wasOnTeam = isOpsp && report.team.some(({ post }) => posts.includes(post));
      return sight !== null || wasOnTeam || isNamed(report.id);
    })
    .map(({ id }) => id);
}
