import type { Random } from "../../policies/random-world";
import type { Level, Reader, WorldCirculation, WorldPart, WorldReport } from "../../policies/world";
import { STEP, type Scene, type SceneMaker } from "./scene";
import { sightOf, standingOf } from "./sight";

/** One thing of a scene changed in place; false where there was nothing to change. */
type Edit = (scene: Scene, hand: Hand) => boolean;

/** What an edit is made with. */
interface Hand {
  random: Random;
  maker: SceneMaker;
  reader: Reader;
}

const LEVELS: Level[] = ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"];
const WORDS = ["convoys", "fuel", "ambush", "rescue", "patrol bases", "the fuel of a convoy"];
const AREAS = ["TRAINING", "MEDICAL", "WELFARE"];

const newText = (random: Random) => `Words ${random.code(16)} tell of ${random.pick(WORDS)} and ${random.pick(WORDS)}.`;

const partOf = ({ world }: Scene, { random }: Hand) => {
  const report = random.pick(world.reports);
  return { report, part: random.pick(report.parts) };
};

function rewrite(part: WorldPart, random: Random): void {
  part.text = newText(random);
  if (part.area) part.area = random.pick(AREAS);
}

const atMost = (level: Level) => LEVELS.slice(0, LEVELS.indexOf(level) + 1);

/** A part that falls between those that are there, and moves none of them. */
function newPart({ positions }: Scene, report: WorldReport, random: Random): WorldPart {
  const kind = random.pick(["SECTION", "FINDING", "RECOMMENDATION", "ANNEX"] as const);
  const part: WorldPart = {
    id: random.uuid(),
    kind,
    level: random.pick(atMost(report.level)),
    label: `${kind.charAt(0)}-${random.code(6)}`,
    text: newText(random),
    ...(/FINDING|RECOMMENDATION/.test(kind) ? { area: random.pick(AREAS) } : {}),
  };
  const taken = new Set(report.parts.map(({ id }) => positions[id]));
  let position = 11 + random.below(report.parts.length * 10);
  while (taken.has(position)) position += 1;
  positions[part.id] = position;
  report.parts.push(part);
  report.parts.sort((one, other) => positions[one.id]! - positions[other.id]!);
  return part;
}

function removeReport({ world }: Scene, { id }: WorldReport): void {
  world.reports = world.reports.filter((report) => report.id !== id);
  world.circulations = world.circulations.filter((one) => one.report !== id);
  world.invocations = world.invocations.filter((one) => one.report !== id);
}

/** Names the reader, by all that the reader holds, in a circulation that comes near to giving something. */
function towards(circulation: WorldCirculation, scene: Scene, { random, reader }: Hand): WorldCirculation {
  const { posts } = standingOf(scene, reader);
  const portal = scene.world.portals.find(({ code }) => code === reader.portal);
  const offices = [...posts.map((post) => scene.world.posts[post]!.office), ...(portal ? [portal.office] : [])];
  const named = {
    ...circulation,
    posts: random.some(posts, 0.5),
    offices: [...new Set(random.some(offices, 0.6))],
    portals: random.chance(0.6),
  };
  return named.posts.length + named.offices.length > 0 ? spoilt(named, scene, random) : circulation;
}

/** Complete and valid but for one thing, which is what keeps it from giving. */
function spoilt(circulation: WorldCirculation, { world }: Scene, random: Random): WorldCirculation {
  const at = (days: number) => new Date(Date.parse(world.now) + days * 86_400_000).toISOString();
  const dual = at(-190) < "2019-01-01";
  const line = dual ? ["USG_DPKO", "USG_DFS"] : ["USG_DPO"];
  const whole = {
    ...circulation,
    ...{ validFrom: null, validUntil: at(60), suspensions: [] },
    signatures: line.map((post, place) => ({ post, at: at(-190 + place) })),
  };
  delete whole.revokedAt;
  return random.pick<() => WorldCirculation>([
    () => ({ ...whole, validUntil: at(-6) }),
    () => ({ ...whole, validFrom: at(12) }),
    () => ({ ...whole, signatures: whole.signatures.slice(1) }),
    () => ({ ...whole, revokedAt: at(-15) }),
    () => ({ ...whole, suspensions: [{ at: at(-50), lifted: null }] }),
    () => ({ ...whole, portals: false, posts: [] }),
    () => ({ ...whole, posts: [] }),
    () => whole,
  ])();
}

/** A report of elsewhere; often such that it would nearly be the reader's. */
const addReport: Edit = (scene, hand) => {
  const { random, maker } = hand;
  const { reports, circulations, invocations } = maker.others();
  const report = random.pick(reports);
  if (random.chance(0.15)) report.submittedAt = null;
  for (const part of report.parts) rewrite(part, random);
  report.parts.forEach(({ id }, place) => (scene.positions[id] = (place + 1) * 10));
  const { posts } = standingOf(scene, hand.reader);
  const ended = new Date(Date.parse(scene.world.now) - 3 * 86_400_000).toISOString().slice(0, 10);
  const left = posts
    .filter((post) => post.startsWith("OPSP_"))
    .map((post) => ({ post, from: "2014-06-01", until: ended }));
  if (left.length > 0) report.team = left;
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
  "another text": [6, (scene, hand) => (rewrite(partOf(scene, hand).part, hand.random), true)],
  "another title": [3, ({ world }, { random }) => ((random.pick(world.reports).title = newText(random)), true)],
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
    ({ world }, { random }) => {
      const report = random.pick(world.reports);
      if (report.before) return false;
      report.level = random.pick(LEVELS);
      for (const part of report.parts)
        if (LEVELS.indexOf(part.level) > LEVELS.indexOf(report.level)) part.level = report.level;
      return true;
    },
  ],
  "another day of submission": [
    1,
    ({ world }, { random }) => {
      const report = random.pick(world.reports);
      if (!report.submittedAt) return false;
      report.submittedAt = new Date(Date.parse(report.submittedAt) + random.below(60) * 86_400_000).toISOString();
      return true;
    },
  ],
  "another symbol": [
    1,
    ({ world }, { random }) => {
      const report = random.pick(world.reports);
      report.symbol = `${report.symbol.slice(0, 12)}${random.code(8)}`;
      return true;
    },
  ],
  "a part more": [4, (scene, hand) => (newPart(scene, hand.random.pick(scene.world.reports), hand.random), true)],
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
  "a report more": [7, addReport],
  "a report less": [2, (scene, { random }) => (removeReport(scene, random.pick(scene.world.reports)), true)],
  "a circulation more": [4, addCirculation],
  "a circulation less": [
    2,
    ({ world }, { random }) => {
      if (world.circulations.length === 0) return false;
      const gone = random.pick(world.circulations);
      world.circulations = world.circulations.filter((one) => one !== gone);
      return true;
    },
  ],
  "another circulation": [
    3,
    ({ world }, { random }) => {
      if (world.circulations.length === 0) return false;
      const one = random.pick(world.circulations);
      one.purpose = `Purpose ${random.code(12)}`;
      one.proposedAt = new Date(Date.parse(one.proposedAt) + random.below(100_000_000)).toISOString();
      one.copies = random.chance(0.5);
      one.offices = random.chance(0.5) ? one.offices : [...new Set([...one.offices, random.pick(["OMA", "AFRICA"])])];
      const strict = world.reports
        .find(({ id }) => id === one.report)!
        .parts.some((part) => one.parts.includes(part.id) && part.level === "STRICTLY_CONFIDENTIAL");
      return one.offices.length === 0 || !strict;
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
    2,
    ({ world }, { random }) => {
      const report = random.pick(world.reports);
      const post = random.pick(["OPSP_SENIOR_MILITARY", "OPSP_MISSION_SUPPORT", "OPSP_TEAM_ASSISTANT"]);
      const others = report.team.filter((member) => member.post !== post);
      report.team =
        others.length < report.team.length ? others : [...others, { post, from: "2014-06-01", until: null }];
      return true;
    },
  ],
  "another name": [
    2,
    ({ world, names }, { random }) => ((names[random.pick(world.persons)] = `Name ${random.code(9)}`), true),
  ],
  "another designation": [
    2,
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
  "a notice more": [2, (scene, { maker }) => (scene.notices.push(maker.notice(scene)), true)],
  "a notice less": [1, ({ notices }, { random }) => notices.splice(random.below(notices.length), 1).length === 1],
  "an entry more": [
    3,
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

/** A scene that differs from another in one to eight things, of which the reader may learn none. */
export function editedInSecret(scene: Scene, hand: Hand): { scene: Scene; edits: string[] } {
  const seen = sightOf(scene, hand.reader);
  const wanted = 1 + hand.random.below(8);
  const edits: string[] = [];
  let kept = scene;
  for (let tried = 0; tried < TRIES && edits.length < wanted; tried += 1) {
    const name = hand.random.pick(DRAWN);
    const edited = structuredClone(kept);
    if (!EDITS[name]![1](edited, hand) || sightOf(edited, hand.reader) !== seen) continue;
    kept = edited;
    edits.push(name);
  }
  return { scene: kept, edits };
}
