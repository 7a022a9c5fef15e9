import { registrySchema } from "../../src/app-schema";
import { CODES } from "../../src/http/codes";
import { Random } from "../policies/random-world";
import { type Body, bodyOf } from "./fuzz/documents";
import { type Answered, Target } from "./fuzz/target";
import { Questioner } from "./non-interference/questions";
import { type Course, type Proof, seedOfCase } from "./proof";

/** What a sentence of ours never holds: SQL, PostgreSQL's words, JavaScript's, places in the program. */
const INNER =
  /\b(select|insert into|relation|column|constraint|duplicate key|pg_|sqlstate|typeorm|undefined is not|is not a function|node_modules)\b|\bat \S+ \(|\.(ts|js):\d+/i;

/** How much more memory may be held after the whole run than at its beginning, in bytes. */
const MEMORY = 96 * 1024 * 1024;
const TOGETHER = 4;

/** What is wrong with an answer, whatever was asked. */
function flawOf({ status, body }: Answered, asked: Body, leaks: string[]): string | undefined {
  if (leaks.length > 0) return `told what is hidden: ${leaks.join(", ")}`;
  if (status >= 500) return `was answered ${status}`;
  const { errors = [] } = JSON.parse(body) as { errors?: { message: string; extensions?: { code?: string } }[] };
  for (const { message, extensions } of errors) {
    if (!(CODES as readonly (string | undefined)[]).includes(extensions?.code))
      return `has the code ${extensions?.code}`;
    if (message.length > 400) return `has a message of ${message.length} characters`;
    if (INNER.test(message) && !INNER.test(asked.text)) return `has the message "${message}"`;
  }
  return undefined;
}

const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

async function run(course: Course): Promise<void> {
  const schema = registrySchema();
  const target = await Target.open(course.seed >>> 1, new Random(course.seed));
  let slowest = 0;
  let sorts = 0;
  const statuses = new Map<number, number>();
  const one = async (place: number) => {
    const random = new Random(seedOfCase(course.seed, place));
    const { reader, canaries } = random.pick(target.readers);
    const body = bodyOf(new Questioner(schema, random, target.pools), random);
    const answered = await target.send(reader, body.text);
    slowest = Math.max(slowest, answered.milliseconds);
    statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
    if (body.sort === "valid" && answered.status === 200) sorts += 1;
    const flaw = flawOf(answered, body, canaries.leaksIn(answered.body, body.text));
    if (flaw === undefined) return course.passed();
    const fixture = { reader, body: body.text.slice(0, 4000), answer: answered.body.slice(0, 4000) };
    course.failed({ case: place, what: `${body.sort}: ${flaw}`, fixture });
  };
  try {
    if (target.readers.length === 0)
      throw new Error("There is nobody in this world who reads something and does no acts.");
    const begin = Math.min(course.until, course.from + 200);
    await all(course.from, begin, one);
    const before = heap();
    await all(begin, course.until, one);
    const grown = heap() - before;
    if (globalThis.gc && grown > MEMORY)
      course.failed({ case: course.until - 1, what: `memory grew by ${inMegabytes(grown)}` });
    course.note(
      `slowest answer ${slowest.toFixed(0)} ms; memory ${globalThis.gc ? "" : "(uncollected) "}grew by ${inMegabytes(grown)}; ` +
        `${sorts} valid documents answered; statuses ${[...statuses]
          .sort()
          .map(([status, count]) => `${status}: ${count}`)
          .join(", ")}`,
    );
  } finally {
    await target.close();
  }
}

async function all(from: number, until: number, one: (place: number) => Promise<void>): Promise<void> {
  for (let place = from; place < until; place += TOGETHER)
    await Promise.all(Array.from({ length: Math.min(TOGETHER, until - place) }, (_, next) => one(place + next)));
}

const inMegabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Whatever is sent is answered by fixed sentences, without what is hidden, and without a failure of the server. */
export const proof: Proof = { id: "h", title: "Fuzz", unit: "documents", quick: 400, full: 10_000, run };
