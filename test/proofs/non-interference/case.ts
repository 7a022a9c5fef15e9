import { registrySchema } from "../../../src/app-schema";
import { Random } from "../../policies/random-world";
import { uuidOf } from "../../policies/rows";
import type { Reader, World } from "../../policies/world";
import { editedInSecret } from "./edits";
import { lately } from "./near-misses";
import { drawing } from "./determined";
import { Pair, type Received } from "./pair";
import { type Pools, type Listed, poolsOf } from "./pools";
import { type Asked, Questioner } from "./questions";
import { type Scene, SceneMaker } from "./scene";
import { HEAD } from "./scene-rows";
import { standingOf } from "./sight";
import { type Viewer, viewerOf } from "./viewers";

/** A place at which two worlds that are the same to a viewer told the viewer two things. */
export interface Difference {
  what: string;
  kind: string;
  viewer: Viewer;
  edits: string[];
  query: string;
  answers: readonly unknown[];
}

const OPERATIONS = 30;

/** The lists that are asked for first, widely. */
const SURVEYS = ["reports", "circulations", "findings", "recommendations", "search", "register", "notices", "persons"];

/** The things that are asked for by their ids after that, whether they are there for the viewer or not. */
const NAMED = [
  ["part"],
  ["report", "review"],
  ["circulation"],
  ["person", "entry", "notice", "appointment", "designation", "member"],
];

/** The lists that are then asked for by one condition at a time. */
const NARROWED = ["reports", "circulations", "persons", "register", "reports", "reports", "circulations"];

/** What is then asked about parts that may be hidden, of those who prepare circulations and who audit them. */
const ABOUT_PARTS = ["audiences", "preview", "preview", "preview"] as const;

/** Lists that are the same for everyone: there is little to learn from their other pages. */
const PUBLIC = ["offices", "posts", "persons", "appointments"];

/**
 * Runs one case: two worlds, one viewer, thirty operations. Gives the first difference, or how much was asked; nothing where the viewer
 * is of none of the kinds that are wanted.
 */
export async function runCase(
  seed: number,
  place: number,
  kinds?: readonly string[],
): Promise<Difference | { asked: number } | undefined> {
  const random = new Random(seed);
  const maker = new SceneMaker(seed >>> 1);
  const scene = maker.make();
  const { kind, viewer } = viewerOf(scene, place, { random, kinds });
  if (kinds && !kinds.includes(kind)) return undefined;
  const reader = viewer.nobody || viewer.unknown ? {} : viewer;
  for (const report of scene.empty.reports) report.team = lately(scene, reader);
  const edited = editedInSecret(scene, { random, maker, reader });
  const pair = await Pair.open([scene, edited.scene]);
  try {
    const pools = poolsOf([scene, edited.scene], await standingIn(pair), random);
    const talk = new Talk(pair, {
      random,
      pools,
      viewer,
      world: scene.world,
      neighbour: neighbourOf(scene, reader),
      audits: auditsIn(scene, reader),
    });
    const found = await talk.run();
    return found ? { ...found, kind, viewer, edits: edited.edits } : { asked: talk.asked };
  } finally {
    await pair.close();
  }
}

function auditsIn(scene: Scene, reader: Reader): boolean {
  const { isAuditor, isAdministrator, isDirector, isUsg } = standingOf(scene, reader);
  return !reader.portal && (isAuditor || isAdministrator || isDirector || isUsg);
}

/** Whoever leads the Office, where the viewer is not told by the register what others have read. */
function neighbourOf(scene: Scene, reader: Reader): string | undefined {
  const { isAuditor, isDirector, isUsg } = standingOf(scene, reader);
  if (isAuditor || isDirector || isUsg) return undefined;
  const isDirecting = (person: string) => standingOf(scene, { person }).isDirector;
  return scene.world.persons.find((person) => person !== reader.person && isDirecting(person));
}

async function standingIn({ registries: [first, second] }: Pair): Promise<Listed> {
  const ids = async (registry: Pair["registries"][number] | undefined, column: string, table: string) =>
    (await registry!.sql<{ id: string }>(`select distinct ${column} as id from ${table} where ${column} is not null`))
      .map(({ id }) => id)
      .sort();
  const codes: Record<string, string[]> = {};
  for (const table of ["office", "post", "mission", "portal", "login"]) codes[table] = await ids(first, "id", table);
  const recipients: Record<string, string[]> = {};
  for (const kind of ["post", "office"]) {
    const named = await Promise.all(
      [first, second].map((registry) => ids(registry, `${kind}_id`, "circulation_recipient")),
    );
    recipients[kind] = [...new Set(named.flat())].sort();
  }
  return { codes, recipients };
}

interface Talking {
  random: Random;
  pools: Pools;
  viewer: Viewer;
  world: World;
  /** Somebody who reads more than the viewer. */
  neighbour: string | undefined;
  /** Whether the viewer may ask who reads a part. */
  audits: boolean;
}

/** The operations of one viewer, asked of both registries in turn. */
class Talk {
  asked = 0;
  private readonly questioner: Questioner;
  private readonly ways: { asked: Asked; cursors: string[] }[] = [];
  private facts: string | undefined;

  constructor(
    private readonly pair: Pair,
    private readonly talking: Talking,
  ) {
    this.questioner = new Questioner(registrySchema(), talking.random, talking.pools);
  }

  async run(): Promise<Pick<Difference, "what" | "query" | "answers"> | undefined> {
    const { viewer, world } = this.talking;
    const subject = viewer.person ?? viewer.portal!;
    const wish = { subject, ...(viewer.person && viewer.portal ? { actor: viewer.portal } : {}) };
    const token = viewer.nobody ? undefined : await this.pair.token(wish);
    let registered = HEAD;
    this.facts = await this.factsNow();
    for (; this.asked < OPERATIONS; this.asked += 1) {
      await this.pair.stand(new Date(Date.parse(world.now) + this.asked * 1000));
      const asked = this.next();
      await this.neighbourAsks(asked);
      const answers = await this.both(token, asked);
      const entries = await this.pair.registered(registered);
      const [one, other] = entries.map((all) => all.filter((entry) => this.isAboutViewer(entry)).map(this.asCompared));
      const what = differenceOf(answers, asked) ?? (one!.join() === other!.join() ? undefined : "the register");
      if (what !== undefined)
        return { what, query: asked.query, answers: what === "the register" ? [one, other] : answers };
      registered += entries[0]!.length;
      this.remember(asked, answers[0]!);
      if (await this.hasGained(asked, answers[0]!)) return undefined;
    }
    return undefined;
  }

  /**
   * Now and then somebody who reads more asks the same shortly before: what the one is told must not reach the other. Not where the viewer
   * reads what the register says of others.
   */
  private async neighbourAsks({ query }: Asked): Promise<void> {
    const { random, neighbour } = this.talking;
    if (!neighbour || query.startsWith("mutation") || !random.chance(0.15)) return;
    const token = await this.pair.token({ subject: neighbour });
    await Promise.all([0, 1].map((place) => this.pair.send(place, token, query)));
  }

  private isAboutViewer(entry: string): boolean {
    const { person, portal } = JSON.parse(entry) as { person: string | null; portal: string | null };
    const { viewer } = this.talking;
    return viewer.person ? person === uuidOf(viewer.person) : portal === uuidOf(viewer.portal ?? "");
  }

  /**
   * An entry as it is compared. Of a person through a portal it cites what gives it to both, the person's own rights among them, which the portal
   * need not see: it cannot read the entry either.
   */
  private readonly asCompared = (entry: string): string => {
    const { viewer } = this.talking;
    if (!viewer.person || !viewer.portal) return entry;
    return JSON.stringify(JSON.parse(entry), (key, value: unknown) => (key === "paragraphs" ? undefined : value));
  };

  private next(): Asked {
    const { random } = this.talking;
    const survey = SURVEYS[this.asked];
    if (survey) return this.questioner.survey(survey);
    const named = NAMED[this.asked - SURVEYS.length];
    if (named) return this.questioner.named(named);
    const narrowed = NARROWED[this.asked - SURVEYS.length - NAMED.length];
    if (narrowed) return this.questioner.narrowed(narrowed);
    const about = ABOUT_PARTS[this.asked - SURVEYS.length - NAMED.length - NARROWED.length];
    if (about && this.talking.audits) return this.questioner[about]();
    const way = this.ways.length > 0 ? random.pick(this.ways) : undefined;
    if (way && random.chance(0.15)) return this.questioner.pageOn(way.asked, random.pick(way.cursors));
    if (!random.chance(0.2)) return this.questioner.query();
    const act = this.questioner.mutation();
    // Its head may invoke the right to know of any submitted report by its symbol, and so learns which there are: § 5.9.
    return act.field === "invokeOversight" ? this.questioner.query() : act;
  }

  /** The answers of both: to an act one after the other, for it draws labels and symbols. */
  private async both(token: string | undefined, { query }: Asked): Promise<Received[]> {
    const send = (place: number) => this.pair.send(place, token, query);
    if (!query.startsWith("mutation")) return Promise.all([0, 1].map(send));
    const seed = this.talking.random.below(2 ** 31);
    const first = await drawing(new Random(seed), () => send(0));
    return [first, await drawing(new Random(seed), () => send(1))];
  }

  private remember(asked: Asked, { body }: Received): void {
    const cursors = [...body.matchAll(/"(?:cursor|endCursor|startCursor)":"([^"]+)"/g)].map(([, cursor]) => cursor!);
    this.talking.pools.cursors.push(...cursors);
    if (cursors.length === 0 || PUBLIC.includes(asked.field)) return;
    this.ways.push({ asked, cursors });
  }

  /** Whether the viewer has more by an act of its own than at the beginning: from there on more is told, and rightly. */
  private async hasGained({ query }: Asked, { body }: Received): Promise<boolean> {
    if (!query.startsWith("mutation") || body.startsWith('{"errors"')) return false;
    return (await this.factsNow()) !== this.facts;
  }

  private async factsNow(): Promise<string> {
    const { person } = this.talking.viewer;
    if (person === undefined) return "";
    const rows = await this.pair.registries[0]!.sql("select * from person_facts(registry_now(), $1)", [uuidOf(person)]);
    return JSON.stringify(rows);
  }
}

function differenceOf([one, other]: readonly Received[], { query }: Asked): string | undefined {
  if (one!.status !== other!.status) return "the status";
  if (one!.headers.join("\n") !== other!.headers.join("\n")) return "the headers";
  const keys = ["hash", "previous", ...[...query.matchAll(/(\w+): (?:hash|previous)\b/g)].map(([, alias]) => alias!)];
  return withoutHashes(one!.body, keys) === withoutHashes(other!.body, keys) ? undefined : "the answer";
}

/** A chain of hashes holds what neighbours were told, and tells it to nobody: each hash stands for its place in the answer. */
function withoutHashes(body: string, keys: readonly string[]): string {
  const hashes: string[] = [];
  return body.replace(new RegExp(`(?<="(?:${keys.join("|")})":")[0-9a-f]{64}`, "g"), (hash) => {
    if (!hashes.includes(hash)) hashes.push(hash);
    return String(hashes.indexOf(hash));
  });
}
