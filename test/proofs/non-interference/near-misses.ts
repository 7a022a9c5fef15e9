import type { Random } from "../../policies/random-world";
import type { Reader, WorldCirculation, WorldReport } from "../../policies/world";
import type { Scene, SceneMaker } from "./scene";
import { standingOf } from "./sight";

/** What an edit is made with. */
export interface Hand {
  random: Random;
  maker: SceneMaker;
  reader: Reader;
  /** Reports of which the reader sees something and not all, or that nearly came to the reader. */
  nearby: readonly string[];
  /** Those who hold posts of the same offices as the reader. */
  colleagues: readonly string[];
}

/** A report: most often one that lies next to what the reader sees. */
export function reportFor({ world }: Scene, { random, nearby }: Hand): WorldReport {
  const near = world.reports.filter(({ id }) => nearby.includes(id));
  return near.length > 0 && random.chance(0.75) ? random.pick(near) : random.pick(world.reports);
}

/** A circulation: most often one of such a report. */
export function circulationFor({ world }: Scene, { random, nearby }: Hand): WorldCirculation | undefined {
  const near = world.circulations.filter(({ report }) => nearby.includes(report));
  return random.pick(near.length > 0 && random.chance(0.75) ? near : world.circulations);
}

/** A person: most often a colleague of the reader. */
export const personFor = ({ world }: Scene, { random, colleagues }: Hand): string =>
  random.pick(colleagues.length > 0 && random.chance(0.75) ? colleagues : world.persons);

/** Names the reader, by all that the reader holds, in a circulation that comes near to giving something. */
export function towards(circulation: WorldCirculation, scene: Scene, { random, reader }: Hand): WorldCirculation {
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

/** A team that the reader was on until some days ago. */
export function lately(scene: Scene, reader: Reader): WorldReport["team"] {
  const { posts } = standingOf(scene, reader);
  const until = new Date(Date.parse(scene.world.now) - 3 * 86_400_000).toISOString().slice(0, 10);
  return posts.filter((post) => post.includes("OPSP")).map((post) => ({ post, from: "2014-06-01", until }));
}
