import type { WorldCirculation, WorldReport } from "../../policies/world";
import { STEP, type Scene } from "./scene";
import { Oracle } from "../../policies/oracle";
import { colleaguesOf, nearbyOf } from "./beside";
import { type Hand, circulationFor, lately, personFor, reportFor, towards } from "./near-misses";
import { LEVELS, atMost, newPart, newText, rewrite } from "./parts";
import { sightOf } from "./sight";

/** One thing of a scene changed in place; false where there was nothing to change. */
type Edit = (scene: Scene, hand: Hand) => boolean;

const partOf = (scene: Scene, hand: Hand) => {
  const report = reportFor(scene, hand);
  return { report, part: hand.random.pick(report.parts) };
};

/** Its review stays. */
function removeReport({ world, empty }: Scene, gone: WorldReport): void {
  const { id } = gone;
  empty.reports.push(gone);
  world.reports = world.reports.filter((report) => report !== gone);
  world.circulations = world.circulations.filter((one) => one.report !== id);
  world.invocations = world.invocations.filter((one) => one.report !== id);
}

/** A report of elsewhere, or one whose review is there already; often such that it would nearly be the reader's. */
const addReport: Edit = (scene, hand) => {
  const { random, maker } = hand;
  const isReviewed = scene.empty.reports.length > 0 && random.chance(0.6);
  const { reports, circulations, invocations } = isReviewed ? scene.empty : maker.others();
  const report = random.pick(reports);
  if (isReviewed) scene.empty.reports = reports.filter((one) => one !== report);
  else if (random.chance(0.5)) report.team = lately(scene, hand.reader);
  if (random.chance(0.15)) {
    report.submittedAt = null;
    report.parts = report.parts.filter(({ addedAt }) => !addedAt);
  }
  for (const part of report.parts) rewrite(part, random);
  report.parts.forEach(({ id }, place) => (scene.positions[id] = (place + 1) * 10));
  scene.world.reports.splice(random.below(scene.world.reports.length), 0, report);
  if (report.submittedAt) {
    const own = circulations.filter((one) => one.report === report.id);
    scene.world.circulations.push(...own.map((one) => (random.chance(0.7) ? towards(one, scene, hand) : one)));
    scene.world.invocations.push(...invocations.filter((one) => one.report === report.id));
  }
  return true;
};

const addCirculation: Edit = (scene, hand) => {
  const { random, maker } = hand;
  const report = random.pick(scene.world.reports.filter(({ submittedAt }) => submittedAt));
  const donor = random.pick(maker.others().circulations);
  if (!donor || !report) return false;
  const listed = random.some(
    report.parts.filter(({ addedAt }) => !addedAt),
    0.5,
  );
  const one: WorldCirculation = { ...donor, report: report.id, parts: donor.full ? [] : listed.map(({ id }) => id) };
  delete one.narrowed;
  const made = random.chance(0.6) ? towards(one, scene, hand) : one;
  if (made.offices.length > 0)
    made.parts = made.parts.filter((id) => listed.find((part) => part.id === id)!.level !== "STRICTLY_CONFIDENTIAL");
  if (!made.full && made.parts.length === 0) return false;
  scene.world.circulations.push(made);
  return true;
};

/** Everything that may differ between two scenes, and about how often. */
const EDITS: Record<string, [weight: number, edit: Edit]> = {
  "another text": [4, (scene, hand) => (rewrite(partOf(scene, hand).part, hand.random), true)],
  "another title": [3, (scene, hand) => ((reportFor(scene, hand).title = newText(hand.random)), true)],
  "another label": [
    1,
    (scene, hand) => {
      const { part } = partOf(scene, hand);
      part.label = `${part.kind.charAt(0)}-${hand.random.code(6)}`;
      return true;
    },
  ],
  "another level of a part": [
    2,
    (scene, hand) => {
      const { report, part } = partOf(scene, hand);
      if (part.before) return false;
      const listed = scene.world.circulations.some((one) => one.parts.includes(part.id) && one.offices.length > 0);
      part.level = hand.random.pick(
        atMost(report.level).filter((level) => !listed || level !== "STRICTLY_CONFIDENTIAL"),
      );
      return true;
    },
  ],
  "another level of a report": [
    2,
    (scene, hand) => {
      const report = reportFor(scene, hand);
      if (report.before) return false;
      report.level = hand.random.pick(LEVELS);
      for (const part of report.parts)
        if (LEVELS.indexOf(part.level) > LEVELS.indexOf(report.level)) part.level = report.level;
      return true;
    },
  ],
  "another day of submission": [
    1,
    (scene, hand) => {
      const report = reportFor(scene, hand);
      if (!report.submittedAt) return false;
      report.submittedAt = new Date(Date.parse(report.submittedAt) + hand.random.below(60) * 86_400_000).toISOString();
      return true;
    },
  ],
  "another symbol": [
    1,
    (scene, hand) => {
      const report = reportFor(scene, hand);
      report.symbol = `${report.symbol.slice(0, 12)}${hand.random.code(8)}`;
      return true;
    },
  ],
  "a part more": [3, (scene, hand) => (newPart(scene, reportFor(scene, hand), hand.random), true)],
  "a part less": [
    3,
    (scene, hand) => {
      const { report, part } = partOf(scene, hand);
      if (report.parts[0] === part) return false;
      report.parts = report.parts.filter((one) => one !== part);
      for (const one of scene.world.circulations) one.parts = one.parts.filter((id) => id !== part.id);
      for (const { narrowed } of scene.world.circulations)
        if (narrowed) narrowed.without = narrowed.without.filter((id) => id !== part.id);
      return scene.world.circulations.every((one) => one.full || one.parts.length > 0);
    },
  ],
  "a report more": [4, addReport],
  "a report less": [2, (scene, hand) => (removeReport(scene, reportFor(scene, hand)), true)],
  "a circulation more": [4, addCirculation],
  "a circulation less": [
    2,
    (scene, hand) => {
      const gone = circulationFor(scene, hand);
      scene.world.circulations = scene.world.circulations.filter((one) => one !== gone);
      return gone !== undefined;
    },
  ],
  "another circulation": [
    4,
    (scene, hand) => {
      const { world } = scene;
      const { random } = hand;
      const one = circulationFor(scene, hand);
      if (!one) return false;
      if (random.chance(0.3)) one.posts = [...new Set([...one.posts, random.pick(["ASG_OO", "ASG_AFRICA"])])];
      if (random.chance(0.5)) return true;
      one.purpose = `Purpose ${random.code(12)}`;
      one.copies = random.chance(0.5);
      one.offices = random.chance(0.5) ? one.offices : [...new Set([...one.offices, random.pick(["OMA", "AFRICA"])])];
      const strict = world.reports
        .find(({ id }) => id === one.report)!
        .parts.some((part) => one.parts.includes(part.id) && part.level === "STRICTLY_CONFIDENTIAL");
      return one.offices.length === 0 || !strict;
    },
  ],
  "another recipient": [
    4,
    (scene, { random, reader }) => {
      const { world } = scene;
      const oracle = new Oracle(world, reader);
      const read = world.circulations.filter((one) => oracle.circulation(one)?.papers === false);
      if (read.length === 0) return false;
      const one = random.pick(read);
      const post = random.pick(["ASG_OO", "ASG_AFRICA", "MILITARY_ADVISER"]);
      const others = one.posts.filter((named) => named !== post);
      one.posts = others.length < one.posts.length ? others : [...others, post];
      return one.posts.length + one.offices.length > 0;
    },
  ],
  "another day of a proposal": [
    4,
    (scene, hand) => {
      const one = circulationFor(scene, hand);
      if (!one) return false;
      one.proposedAt = new Date(Date.parse(one.proposedAt) - hand.random.below(4_000_000_000)).toISOString();
      return true;
    },
  ],
  "an invocation more": [
    1,
    ({ world }, { random, maker }) => {
      const report = random.pick(world.reports.filter(({ submittedAt }) => submittedAt));
      const [one] = maker.others().invocations;
      if (!one || !report || world.invocations.some((other) => other.report === report.id)) return false;
      world.invocations.push({ ...one, report: report.id });
      return true;
    },
  ],
  "an invocation less": [1, ({ world }) => world.invocations.pop() !== undefined],
  "another team": [
    3,
    ({ world }, { random }) => {
      const report = random.pick(world.reports);
      const post = random.pick(["OPSP_SENIOR_MILITARY", "OPSP_MISSION_SUPPORT", "OPSP_TEAM_ASSISTANT"]);
      const others = report.team.filter((member) => member.post !== post);
      report.team =
        others.length < report.team.length ? others : [...others, { post, from: "2014-06-01", until: null }];
      return true;
    },
  ],
  "another name": [5, (scene, hand) => ((scene.names[personFor(scene, hand)] = `Name ${hand.random.code(9)}`), true)],
  "another designation": [
    3,
    ({ world }, { random }) => {
      const staff = world.appointments.filter(({ post }) => /STAFF/.test(post));
      if (staff.length === 0) return false;
      const { person, post } = random.pick(staff);
      const office = world.posts[post]!.office;
      const others = world.designations.filter((one) => one.person !== person || one.office !== office);
      world.designations =
        others.length < world.designations.length
          ? others
          : [...others, { office, person, from: "2014-06-01", until: null }];
      return true;
    },
  ],
  "a notice more": [3, (scene, { maker }) => (scene.notices.push(maker.notice(scene)), true)],
  "a notice less": [1, ({ notices }, { random }) => notices.splice(random.below(notices.length), 1).length === 1],
  "an entry more": [
    4,
    (scene, { maker, random }) => {
      const sequence = 1 + random.below(16 * STEP);
      if (scene.entries.some((entry) => entry.sequence === sequence)) return false;
      scene.entries.push(maker.entry(scene, sequence));
      return true;
    },
  ],
  "an entry less": [1, ({ entries }, { random }) => entries.splice(random.below(entries.length), 1).length === 1],
  "rows in another order": [
    2,
    (scene, { random }) => {
      const { reports, circulations } = scene.world;
      const all = [
        ...reports.flatMap(({ id, parts }) => [id, ...parts.map((part) => part.id)]),
        ...circulations.map(({ id }) => id),
      ];
      scene.moved.push(...random.some(all, 0.3));
      scene.world.reports.reverse();
      return true;
    },
  ],
};

const DRAWN = Object.entries(EDITS).flatMap(([name, [weight]]) => Array.from({ length: weight }, () => name));
const TRIES = 60;

/** Edits that are tried first, each in every second case: those by which the most is found. */
const LIKELY = [
  "a report more",
  "a report more",
  "another text",
  "another title",
  "a part more",
  "a circulation more",
  "another circulation",
  "another name",
  "another symbol",
  "another day of a proposal",
  "an entry more",
  "rows in another order",
];

/** A scene that differs from another in one to eight things, of which the reader may learn none. */
export function editedInSecret(
  scene: Scene,
  given: Omit<Hand, "nearby" | "colleagues">,
): { scene: Scene; edits: string[] } {
  const { reader } = given;
  const nearby = nearbyOf(scene, reader, new Oracle(scene.world, reader));
  const hand = { ...given, nearby, colleagues: colleaguesOf(scene, reader) };
  const seen = sightOf(scene, hand.reader);
  const wanted = hand.random.chance(0.3) ? 1 + hand.random.below(8) : 8;
  const edits: string[] = [];
  const likely = hand.random.some(LIKELY, 0.5);
  let kept = scene;
  for (let tried = 0; tried < TRIES && edits.length < wanted; tried += 1) {
    const name = likely[tried] ?? hand.random.pick(DRAWN);
    const edited = structuredClone(kept);
    if (!EDITS[name]![1](edited, hand) || sightOf(edited, hand.reader) !== seen) continue;
    kept = edited;
    edits.push(name);
  }
  return { scene: kept, edits };
}
