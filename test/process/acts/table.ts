import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

import { World } from "../../operations/world";
import { type Free, PATIENT_LOCKS, startRegistry } from "../../support/registry";

/** The columns for who sees the object, may do the act, and is refused by another code; a table has those that it needs. */
const REFUSALS = {
  "refused by state to": "INVALID_STATE",
  "in conflict to": "CONFLICT",
  "input refused to": "BAD_USER_INPUT",
} as const;
const REFUSED = Object.keys(REFUSALS) as (keyof typeof REFUSALS)[];

/** Who may do what in which state, act by act: written by hand from the access policy, and tried in full over HTTP. */
interface Line extends Readonly<Partial<Record<keyof typeof REFUSALS, string>>> {
  readonly act: string;
  readonly state: string;
  readonly "done by": string;
  readonly "forbidden to": string;
  readonly "by paragraph": string;
  /** Of what is signed: to whom it is said that only a signatory does this. */
  readonly "not a signatory"?: string;
  /** Of what changes nothing by design: whom it answers. */
  readonly "answered to"?: string;
}

/** What acts are tried on: an object in a state, made by the acts that lead there, and what is asked with each act on it. */
export interface Tried {
  readonly make: (state: string) => Promise<Free>;
  readonly inputs: Readonly<Record<string, (made: Free) => object>>;
}

const STAFF = ["OPSP_SENIOR_MILITARY", "OPSP_SENIOR_POLICE", "OPSP_MISSION_SUPPORT", "OPSP_TEAM_ASSISTANT"];
const POSTS = [
  "DIRECTOR_OPSP",
  ...STAFF,
  ...["USG_DPKO", "USG_DFS", "USG_DPO", "ASG_OO", "ASG_OROLSI", "ASG_DFS", "DIRECTOR_DPET", "MILITARY_ADVISER"],
  ...["POLICE_ADVISER", "OMA_STAFF", "HOM_MINUSCA", "HOMC_MINUSCA", "HOPC_MINUSCA", "DMS_MINUSCA", "HOM_UNMISS"],
  ...["ADMINISTRATOR_1", "ADMINISTRATOR_2", "AUDITOR", "HEAD_OF_OIOS"],
];

/** With `ACTS=all` every cell is tried; else each line by a third of the posts, another with every line, and done by one. */
const isWhole = process.env.ACTS === "all";
const isTried = (place: number, post: string) => isWhole || (place + POSTS.indexOf(post)) % 3 === 0;
const ofWhichTried = (place: number, done: readonly string[]) =>
  isWhole || done.length === 0 ? done : [done[place % done.length]!];

/** By whom a post is held; the Director's as reports, plans and lessons of tests are made. */
export const holderOf = (post: string): string => (post === "DIRECTOR_OPSP" ? "director" : `of ${post}`);

export const DIRECTOR = holderOf("DIRECTOR_OPSP");
export const LINE = ["USG_DPKO", "USG_DFS"].map(holderOf);
export const HEAD = holderOf("HOM_MINUSCA");

/** The posts that a cell names. */
const postsIn = (cell = "", others: readonly string[] = []): string[] => {
  if (cell === "everyone else") return POSTS.filter((post) => !others.includes(post));
  return cell.split(" ").flatMap((word) => {
    if (word === "opsp") return ["DIRECTOR_OPSP", ...STAFF];
    return word === "staff" ? STAFF : word === "" ? [] : [word];
  });
};

/** For each post, the code and the paragraph by which it is told that it may not: the first, but where another is named for it. */
function paragraphsIn(cell: string, posts: readonly string[], code = "FORBIDDEN"): [post: string, told: string][] {
  const [usual, ...others] = cell.split("; ");
  const own = new Map(others.map((other) => other.split(" for ").reverse() as [string, string]));
  return posts.map((post) => [post, `${code} ${own.get(post) ?? usual}`]);
}

export const linesOf = (file: string): Line[] =>
  parse<Line>(readFileSync(join(__dirname, file), "utf8"), { columns: true });

async function aRegistryOfAllPosts(): Promise<World> {
  const registry = await startRegistry("2016-06-01T12:00:00Z", undefined, PATIENT_LOCKS);
  await registry.post("OMA_STAFF", "OMA");
  for (const post of POSTS) await registry.person(holderOf(post), post);
  return new World(registry).learn();
}

/** Tries each line of a table: who may not is refused by the right code, with nothing changed, and who may does it. */
export function tryTable(file: string, kindsOf: readonly ((world: World) => Tried)[]): void {
  const table = linesOf(file);
  let world: World;
  let kinds: readonly Tried[];
  /** What every refusal leaves as it is, and the next can be tried on. */
  const kept = new Map<string, Promise<Free>>();

  beforeAll(async () => {
    world = await aRegistryOfAllPosts();
    kinds = kindsOf.map((of) => of(world));
  });

  afterAll(() => world.registry.close());

  const kindOf = ({ act }: Line): Tried => kinds.find(({ inputs }) => act in inputs)!;

  function keptFor(line: Line): Promise<Free> {
    const name = `${kinds.indexOf(kindOf(line))} ${line.state}`;
    if (!kept.has(name)) kept.set(name, kindOf(line).make(line.state));
    return kept.get(name)!;
  }

  /** What comes of an act by who holds a post: that it is done, or the code of its refusal, with the paragraph that forbids it. */
  async function outcome(line: Line, post: string, made: Free): Promise<string> {
    const { code, paragraph, data } = await world.ask(holderOf(post), line.act, kindOf(line).inputs[line.act]!(made));
    if (code === undefined) return data?.[line.act] ? "DONE" : "UNANSWERED";
    return ["FORBIDDEN", "NOT_A_SIGNATORY"].includes(code) ? `${code} ${paragraph}` : code;
  }

  describe.each(table.map((line, place) => [line.act, line.state || "at any time", line, place] as const))(
    "%s, %s",
    (_act, _state, line, place) => {
      const done = postsIn(line["done by"]);
      const otherwise = REFUSED.flatMap((column) =>
        postsIn(line[column]).map((post) => [post, REFUSALS[column]] as const),
      );
      const noSignatories = postsIn(line["not a signatory"]);
      const answered = postsIn(line["answered to"]);
      const notForbidden = [...done, ...otherwise.map(([post]) => post), ...noSignatories, ...answered];
      const forbidden = postsIn(line["forbidden to"], notForbidden);
      const each = (posts: readonly string[], code: string) => Object.fromEntries(posts.map((post) => [post, code]));

      /** That an act comes, for each of several posts, to what is said, with nothing changed. */
      async function changesNothing(told: Record<string, string>): Promise<void> {
        const expected = Object.fromEntries(Object.entries(told).filter(([post]) => isTried(place, post)));
        const made = await keptFor(line);
        const before = await world.contents();
        const posts = Object.keys(expected);
        const outcomes = await Promise.all(posts.map(async (post) => [post, await outcome(line, post, made)] as const));
        expect(Object.fromEntries(outcomes)).toEqual(expected);
        expect(await world.contents()).toEqual(before);
      }

      it("is refused to who may not, by the right code, and changes nothing", async () => {
        const refused = POSTS.filter((post) => ![...done, ...answered].includes(post));
        await changesNothing({
          ...each(refused, "NOT_FOUND"),
          ...Object.fromEntries(paragraphsIn(line["by paragraph"], forbidden)),
          ...Object.fromEntries(paragraphsIn(line["by paragraph"], noSignatories, "NOT_A_SIGNATORY")),
          ...Object.fromEntries(otherwise),
        });
      });

      if (answered.length > 0)
        it("answers who may ask, and changes nothing", () => changesNothing(each(answered, "DONE")));

      if (done.length > 0)
        it.each(ofWhichTried(place, done))("is done by %s", async (post) => {
          const made = await kindOf(line).make(line.state);
          const before = await world.contents();
          expect(await outcome(line, post, made)).toBe("DONE");
          expect(await world.contents()).not.toEqual(before);
        });
    },
  );

  it("the table names every act that is tried, and posts that there are", () => {
    const named = kinds.flatMap(({ inputs }) => Object.keys(inputs));
    expect([...new Set(table.map(({ act }) => act))].sort()).toEqual(named.sort());
    const cells = ["done by", "forbidden to", "not a signatory", "answered to", ...REFUSED] as const;
    const posts = table.flatMap((line) => cells.flatMap((cell) => postsIn(line[cell])));
    expect(posts.filter((post) => !POSTS.includes(post))).toEqual([]);
  });
}
