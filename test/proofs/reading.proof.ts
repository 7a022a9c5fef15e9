import { registrySchema } from "../../src/app-schema";
import { Random } from "../policies/random-world";
import { type Reader, readerName } from "../policies/world";
import type { Free } from "../support/registry";
import { House } from "./reference/house";
import { knownFields } from "./reference/known";
import { type Asked, answerOf, answerToNobody, printedSchema } from "./reference/reference";
import { type Paged, type Question, Questions } from "./reference/questions";
import { type Course, type Proof, seedOfCase } from "./proof";

/** So many questions are asked of one world. */
const OF_ONE_WORLD = 50;

/** In fewer questions a field may by chance be asked for nowhere. */
const ENOUGH = 1000;

/** How often a list is asked on from a cursor that an answer gave. */
const PAGES_ON = 3;

/** What the registry answers is, to the byte, what plain objects give under the law in memory, whatever is selected and by whom. */
export const proof: Proof = {
  id: "k",
  title: "Reading, compared with plain objects",
  unit: "questions",
  quick: 250,
  full: 20_000,
  async run(course) {
    const house = await House.open();
    try {
      await new Comparison(course, house).run();
    } finally {
      await house.close();
    }
  },
};

/** One run: question after question, each asked of both. */
class Comparison {
  private readonly printed = printedSchema();
  private readonly schema = registrySchema();
  private readonly fields = new Set<string>();
  private requests = 0;
  private refusals = 0;
  private characters = 0;

  constructor(
    private readonly course: Course,
    private readonly house: House,
  ) {}

  async run(): Promise<void> {
    const { course } = this;
    let entered: number | undefined;
    for (let place = course.from; place < course.until; place += 1) {
      const world = Math.floor(place / OF_ONE_WORLD);
      if (entered !== world) await this.house.enter(seedOfCase(course.seed, world) >>> 1);
      entered = world;
      const random = new Random(seedOfCase(~course.seed, place));
      const difference = await this.differenceIn(random);
      if (difference === undefined) course.passed();
      else course.failed({ case: place, what: whatOf(difference), fixture: difference });
    }
    const never = knownFields(this.schema).filter((name) => !this.fields.has(name));
    if (course.until - course.from >= ENOUGH && never.length > 0)
      throw new Error(`Nobody was asked for ${never.join(", ")}.`);
    course.note(
      `${this.requests} requests compared, ${this.refusals} of them refused; ${this.fields.size} fields asked for, ${never.length} never; ` +
        `${(this.characters / Math.max(1, this.requests)).toFixed(0)} characters an answer`,
    );
  }

  /** Asks one question, and then some of its lists on from where they ended. */
  private async differenceIn(random: Random): Promise<Difference | undefined> {
    const { house } = this;
    const reader = house.reader(random);
    const question = new Questions(this.schema, random, house.pools).question();
    for (const field of question.fields) this.fields.add(field);
    let asked: Asked = question;
    for (let page = 0; page <= PAGES_ON; page += 1) {
      const answer = await house.answer(reader, asked);
      const expected = await this.expected(reader, asked);
      this.requests += 1;
      this.refusals += Number(answer.startsWith('{"errors"'));
      this.characters += answer.length;
      if (answer !== expected) return { reader: readerName(reader), ...asked, answer, expected };
      const next = question.pages.length > 0 ? pageOn(question, asked, { answer, random }) : undefined;
      if (!next) return undefined;
      asked = next;
    }
    return undefined;
  }

  private async expected(reader: Reader, asked: Asked): Promise<string> {
    const asking = await this.house.asking(reader);
    return asking ? answerOf(this.printed, asked, asking) : answerToNobody();
  }
}

interface Difference extends Asked {
  readonly reader: string;
  readonly answer: string;
  readonly expected: string;
}

const whatOf = ({ reader, query, variables, answer, expected }: Difference) =>
  [
    `${reader} was answered otherwise than by plain objects.`,
    `query:     ${query}`,
    `variables: ${JSON.stringify(variables)}`,
    `registry:  ${answer}`,
    `reference: ${expected}`,
    `They part at: ${partingOf(answer, expected)}`,
  ].join("\n");

/** Where one text ceases to be the other: a little of each. */
function partingOf(answer: string, expected: string): string {
  let at = 0;
  while (at < answer.length && answer[at] === expected[at]) at += 1;
  const near = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
  return `${near(answer)} | ${near(expected)}`;
}

/** The same question from a cursor that the answer gave for one of its lists; at times from what is no cursor of it. */
function pageOn(
  { pages }: Question,
  asked: Asked,
  { answer, random }: { answer: string; random: Random },
): Asked | undefined {
  const paged = random.pick(pages);
  const cursors = cursorsAt(JSON.parse(answer), paged);
  const cursor = paged.path.length === 1 && random.chance(0.03) ? "no cursor" : random.pick(cursors);
  return cursor === undefined
    ? undefined
    : { query: asked.query, variables: { ...asked.variables, [paged.variable]: cursor } };
}

/** A cursor is a long word, and its length tells nothing. */
const CURSOR = /^[\w-]{150,}$/;

function cursorsAt({ data }: Free, { path }: Paged): string[] {
  const lists = path.reduce<Free[]>((found, name) => found.flatMap((one) => one?.[name] ?? []), [data]);
  const besides = lists.flatMap((list) => Object.values(list ?? {})).flat();
  return besides
    .flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []))
    .filter((one): one is string => typeof one === "string" && CURSOR.test(one));
}
